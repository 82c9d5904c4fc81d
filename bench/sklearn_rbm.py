"""CPU time of scikit-learn's BernoulliRBM on 784-500 in batches of 100, for bench/RESULTS-boltzmann.md.

One persistent chain a pattern and one Gibbs step an update, as much work as CD-1. Random binary patterns: nothing in
the algorithm depends on them. Run on one core:

    OPENBLAS_NUM_THREADS=1 taskset -c 0 python3 bench/sklearn_rbm.py
"""

import time

import numpy
import sklearn
from sklearn.neural_network import BernoulliRBM

PATTERNS = 5_000
BATCH = 100


def main():
    random = numpy.random.default_rng(1)
    for kind in (numpy.float64, numpy.float32):
        data = (random.random((PATTERNS, 784)) < 0.3).astype(kind)
        best = float("inf")
        for _ in range(5):
            machine = BernoulliRBM(n_components=500, batch_size=BATCH, n_iter=1, learning_rate=0.05, random_state=1)
            start = time.process_time()
            machine.fit(data)
            best = min(best, time.process_time() - start)
        print(
            f"scikit-learn {sklearn.__version__}, NumPy {numpy.__version__}, {numpy.dtype(kind).name}: "
            f"{1000 * best * BATCH / PATTERNS:.2f} ms a batch, {PATTERNS / best:.0f} samples a second"
        )


main()
