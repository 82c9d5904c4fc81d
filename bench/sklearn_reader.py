"""What scikit-learn's multinomial logistic regression misreads of digits of 20 x 20 binary pixels, beside one class against the
rest: for docs/decisions/0008-logistic-regression.md and LogisticRegressionTest. FROM are images and labels to learn from, TEST
those to read; the threshold is the mean of the pixels learned.

    python3 bench/sklearn_reader.py FROM-images FROM-labels TEST-images TEST-labels
"""

import sys
import time
import warnings

import numpy
import sklearn
from sklearn.linear_model import LogisticRegression


def images(path):
    return numpy.fromfile(path, dtype=numpy.uint8, offset=16).reshape(-1, 28, 28)[:, 4:24, 4:24].reshape(-1, 400)


def labels(path):
    return numpy.fromfile(path, dtype=numpy.uint8, offset=8)


def main():
    warnings.filterwarnings("ignore", category=FutureWarning)
    learned, wanted, asked, truth = images(sys.argv[1]), labels(sys.argv[2]), images(sys.argv[3]), labels(sys.argv[4])
    threshold = learned.mean()
    for kind in ("multinomial", "ovr"):
        start = time.time()
        reader = LogisticRegression(C=0.1, solver="lbfgs", max_iter=2000, multi_class=kind)
        reader.fit((learned > threshold).astype(float), wanted)
        misread = 1 - reader.score((asked > threshold).astype(float), truth)
        print(f"scikit-learn {sklearn.__version__}, {kind}: {100 * misread:.2f} % misread, {time.time() - start:.0f} s")


if __name__ == "__main__":
    main()
