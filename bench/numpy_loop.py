"""The plain NumPy loop that SimulationBenchmark is compared with: one trial, x += dt * (A @ x) + s * noise.

CPU time, the least of some repeats, as SimulationCpuTime takes it: a busy machine then matters less.
Run both on one core of one machine, one after the other:
    OPENBLAS_NUM_THREADS=1 taskset -c 0 python3 bench/numpy_loop.py
"""
import time

import numpy as np
import scipy.sparse as sp

DT, SIGMA, STEPS, REPEATS = 1e-3, 1.0, 500, 9


def microseconds_a_step(a, n, rng):
    best = float("inf")
    amplitude = SIGMA * DT**0.5
    for _ in range(REPEATS):
        x = np.zeros(n)
        start = time.process_time()
        for _ in range(STEPS):
            x += DT * (a @ x) + amplitude * rng.standard_normal(n)
        best = min(best, (time.process_time() - start) / STEPS)
    return best * 1e6


print("numpy", np.__version__, "best of", REPEATS)
for n, degree in ((1000, 1000), (2000, 50), (10000, 10)):
    rng = np.random.default_rng(1)
    if degree == n:
        a = rng.standard_normal((n, n)) / n - np.eye(n)
    else:
        stride = n // degree
        rows = np.repeat(np.arange(n), degree)
        columns = np.tile(np.arange(degree) * stride, n) + rng.integers(0, stride, n * degree)
        a = sp.csr_matrix((rng.standard_normal(n * degree) / degree, (rows, columns)), (n, n)) - sp.eye(n, format="csr")
    us = microseconds_a_step(a, n, rng)
    print(f"{n}x{degree}: {us:.1f} us a step, {n / us:.1f} million neuron-steps a second")
