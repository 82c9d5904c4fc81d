"""CPU time of scikit-learn's BernoulliRBM on 784-500 in batches of 100, for bench/RESULTS-boltzmann.md.

One persistent chain a pattern and one Gibbs step an update, as much work as CD-1. DIGITS is a file of MNIST images, cut
at their mean. Run on one core:

    OPENBLAS_NUM_THREADS=1 taskset -c 0 python3 bench/sklearn_rbm.py DIGITS
"""

import sys
import time

import numpy
import sklearn
from sklearn.neural_network import BernoulliRBM

BATCH = 100


def main():
    pixels = numpy.fromfile(sys.argv[1], dtype=numpy.uint8, offset=16).reshape(-1, 784)
    patterns = len(pixels)
    for kind in (numpy.float64, numpy.float32):
        data = (pixels >= pixels.mean()).astype(kind)
        best = float("inf")
        for _ in range(5):
            machine = BernoulliRBM(n_components=500, batch_size=BATCH, n_iter=1, learning_rate=0.05, random_state=1)
            start = time.process_time()
            machine.fit(data)
            best = min(best, time.process_time() - start)
        print(
            f"scikit-learn {sklearn.__version__}, NumPy {numpy.__version__}, {numpy.dtype(kind).name}: "
            f"{1000 * best * BATCH / patterns:.2f} ms a batch, {patterns / best:.0f} samples a second"
        )


main()
