"""Fits one classifier of scikit-learn (or XGBoost) on one core, for bench/classifiers.bench.ts.

    python3 bench/peers/sklearn_classifiers.py NAME FOLDER ROWS COLUMNS TEST_ROWS

FOLDER holds X.f32, all rows [ROWS + TEST_ROWS, COLUMNS], and y.i32. Prints JSON: CPU seconds and accuracy.
"""

import os

for variable in ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS"):
    os.environ[variable] = "1"

import json
import sys
import time

import numpy as np
import sklearn


def forest():
    from sklearn.ensemble import RandomForestClassifier

    return RandomForestClassifier(random_state=0, n_jobs=1)


def gradient_boosting():
    from sklearn.ensemble import GradientBoostingClassifier

    return GradientBoostingClassifier(random_state=0)


def hist_boosting():
    from sklearn.ensemble import HistGradientBoostingClassifier

    return HistGradientBoostingClassifier(early_stopping=False, random_state=0)


def xgboost_hist():
    from xgboost import XGBClassifier

    return XGBClassifier(tree_method="hist", n_jobs=1)


def support_vectors():
    from sklearn.svm import SVC

    return SVC(probability=True, random_state=0)


def perceptron():
    from sklearn.neural_network import MLPClassifier

    return MLPClassifier(random_state=0)


PEERS = {
    "rf": forest,
    "gbm": gradient_boosting,
    "hist": hist_boosting,
    "xgb": xgboost_hist,
    "svc": support_vectors,
    "mlp": perceptron,
}


def main(name, folder, rows, columns, test_rows):
    X = np.fromfile(os.path.join(folder, "X.f32"), np.float32).reshape(rows + test_rows, columns)
    y = np.fromfile(os.path.join(folder, "y.i32"), np.int32)
    estimator = PEERS[name]()
    started = time.process_time()
    estimator.fit(X[:rows], y[:rows])
    fitted = time.process_time()
    proba = estimator.predict_proba(X[rows:])
    ended = time.process_time()
    accuracy = float((proba.argmax(axis=1) == y[rows:]).mean())
    result = {"version": sklearn.__version__, "fit": fitted - started, "predict": ended - fitted, "accuracy": accuracy}
    print(json.dumps(result))


if __name__ == "__main__":
    main(sys.argv[1], sys.argv[2], *map(int, sys.argv[3:]))
