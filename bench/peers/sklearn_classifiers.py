"""Fits one classifier of scikit-learn (or XGBoost) on one core, for bench/peers/fits.ts.

    python3 bench/peers/sklearn_classifiers.py NAME FOLDER ROWS COLUMNS TEST_ROWS INNER_ROWS

FOLDER holds X.f32, all rows [ROWS + TEST_ROWS, COLUMNS], and y.i32; what is tuned, is fitted on the first INNER_ROWS and judged
on the rows that follow. Prints JSON: CPU seconds and accuracy.
"""

import os

for variable in ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS"):
    os.environ[variable] = "1"

import json
import sys
import time

import numpy as np
import sklearn


class ChosenLogisticRegression:
    """Five candidates of C compared by the log loss of the rows after inner_rows, then all rows are fitted: what lr does."""

    def __init__(self, inner_rows):
        self.inner_rows = inner_rows

    def fit(self, X, y):
        from sklearn.linear_model import LogisticRegression
        from sklearn.metrics import log_loss

        inner, rest = X[: self.inner_rows], X[self.inner_rows :]

        def loss(C):
            fitted = LogisticRegression(C=C).fit(inner, y[: self.inner_rows])
            return log_loss(y[self.inner_rows :], fitted.predict_proba(rest), labels=fitted.classes_)

        best = min([0.001, 0.01, 0.1, 1, 10], key=loss)
        self.fitted = LogisticRegression(C=best).fit(X, y)

    def predict_proba(self, X):
        return self.fitted.predict_proba(X)


def neighbours():
    from sklearn.neighbors import KNeighborsClassifier

    return KNeighborsClassifier(5, metric="cosine", algorithm="brute")


def tree():
    from sklearn.tree import DecisionTreeClassifier

    return DecisionTreeClassifier(random_state=0)


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
    "knn": neighbours,
    "cart": tree,
    "rf": forest,
    "gbm": gradient_boosting,
    "hist": hist_boosting,
    "xgb": xgboost_hist,
    "svc": support_vectors,
    "mlp": perceptron,
}


def main(name, folder, rows, columns, test_rows, inner_rows):
    X = np.fromfile(os.path.join(folder, "X.f32"), np.float32).reshape(rows + test_rows, columns)
    y = np.fromfile(os.path.join(folder, "y.i32"), np.int32)
    estimator = ChosenLogisticRegression(inner_rows) if name == "lr" else PEERS[name]()
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
