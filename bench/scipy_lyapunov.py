"""The peer of LyapunovBenchmark: SciPy's Bartels-Stewart solver on a matrix of the same law, one thread."""
import time
import numpy as np
import scipy
from scipy.linalg import solve_continuous_lyapunov

n = 1000
rng = np.random.default_rng(1)
a = 0.5 * rng.standard_normal((n, n)) / np.sqrt(n)
np.fill_diagonal(a, -1.0)
q = -np.eye(n)
times = []
for _ in range(7):
    t = time.perf_counter()
    c = solve_continuous_lyapunov(a, q)
    times.append(time.perf_counter() - t)
residual = np.linalg.norm(a @ c + c @ a.T - q) / np.linalg.norm(q)
print(f"scipy {scipy.__version__}: n = {n}, best {min(times):.3f} s, median {sorted(times)[3]:.3f} s, residual {residual:.1e}")
