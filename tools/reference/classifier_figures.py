"""F1 and AUROC of scikit-learn's and XGBoost's classifiers on the three tables of ../shared/data/tabular.

    python3 tools/reference/classifier_figures.py ../shared/data/tabular > src/core/classifiers/fixtures/classifier-figures.json

Needs scikit-learn and xgboost (Debian: python3-sklearn, python3-xgboost). classifier-figures.slow.test.ts does the same with
this project's classifiers and compares: rows, columns, folds, scaling and metrics here are those of that test.
"""

import csv
import json
import os
import platform
import sys
import warnings

os.environ["OMP_NUM_THREADS"] = "1"

import numpy as np
import sklearn
import xgboost
from sklearn.ensemble import GradientBoostingClassifier, HistGradientBoostingClassifier, RandomForestClassifier
from sklearn.exceptions import ConvergenceWarning
from sklearn.linear_model import LogisticRegression
from sklearn.metrics import f1_score, roc_auc_score
from sklearn.neural_network import MLPClassifier
from sklearn.preprocessing import StandardScaler
from sklearn.svm import SVC
from sklearn.tree import DecisionTreeClassifier
from sklearn.utils.class_weight import compute_sample_weight

REPEATS = 10
FOLDS = 5
# Fits with seeds of their own in every fold, 1 where it is not said: the random folds of Platt's scaling move the mean F1
# of SVC on the smallest table by 0.01 (one deviation), whoever computes it.
FITS = {"svc": 5}

TABLES = {
    "pima": ("pima_diabetes.csv", "1"),
    "wisconsin": ("breast_cancer_wisconsin_original.csv", "malignant"),
    "yugoslavia": ("breast_cancer_yugoslavia.csv", "recurrence-events"),
}

ESTIMATORS = {
    "rf": lambda seed: RandomForestClassifier(random_state=seed),
    "gbm": lambda seed: GradientBoostingClassifier(random_state=seed),
    "xgb": lambda seed: xgboost.XGBClassifier(tree_method="hist", n_jobs=1, random_state=seed),
    "svc": lambda seed: SVC(probability=True, random_state=seed),
    "mlp": lambda seed: MLPClassifier(random_state=seed),
    "hist": lambda seed: HistGradientBoostingClassifier(early_stopping=False, random_state=seed),
}

# What scikit-learn weighs by class_weight itself, and what it weighs by sample; MLPClassifier 1.2 does neither.
BALANCED = {
    "lr": lambda seed: LogisticRegression(class_weight="balanced"),
    "svc": lambda seed: SVC(probability=True, class_weight="balanced", random_state=seed),
    "cart": lambda seed: DecisionTreeClassifier(class_weight="balanced", random_state=seed),
    "rf": lambda seed: RandomForestClassifier(class_weight="balanced", random_state=seed),
    "gbm": lambda seed: BySample(GradientBoostingClassifier(random_state=seed)),
    "xgb": lambda seed: BySample(xgboost.XGBClassifier(tree_method="hist", n_jobs=1, random_state=seed)),
}


class BySample:
    """An estimator whose rows weigh what class_weight='balanced' says."""

    def __init__(self, estimator):
        self.estimator = estimator

    def fit(self, X, y):
        return self.estimator.fit(X, y, sample_weight=compute_sample_weight("balanced", y))


# some networks of scikit-learn's default 200 epochs have not converged, here as there
warnings.filterwarnings("ignore", category=ConvergenceWarning)


def is_number(text):
    try:
        float(text)
        return True
    except ValueError:
        return False


def load(path, positive):
    """Rows with "?" are left out. A column of numbers is one column; of others, one for every level in code order."""
    with open(path, newline="") as file:
        header, *rows = list(csv.reader(file))
    rows = [row for row in rows if "?" not in row]
    label = header.index("label")
    columns = []
    for j in range(len(header)):
        if j == label:
            continue
        values = [row[j] for row in rows]
        if all(map(is_number, values)):
            columns.append([float(value) for value in values])
        else:
            columns += [[float(value == level) for value in values] for level in sorted(set(values))]
    X = np.array(columns, dtype=np.float32).T
    y = np.array([int(row[label] == positive) for row in rows])
    return X, y


def folds(y, repeat):
    """The rows of each class, in the order of a hash of their numbers, are dealt to the folds in turn."""
    fold = np.zeros(len(y), dtype=int)
    for c in (0, 1):
        rows = sorted(np.flatnonzero(y == c), key=lambda i: int(i + 1) * 2654435761 * (2 * repeat + 1) % 2**32)
        for position, row in enumerate(rows):
            fold[row] = position % FOLDS
    return fold


def figures(X, y, create, fits):
    f1, auroc = [], []
    for repeat in range(REPEATS):
        fold = folds(y, repeat)
        for k in range(FOLDS):
            train, test = fold != k, fold == k
            scaler = StandardScaler().fit(X[train])
            scaled = scaler.transform(X).astype(np.float32)
            for fit in range(fits):
                estimator = create(repeat + REPEATS * fit).fit(scaled[train], y[train])
                proba = estimator.predict_proba(scaled[test])
                f1.append(f1_score(y[test], proba.argmax(axis=1)))
                auroc.append(roc_auc_score(y[test], proba[:, 1]))
    return {"f1": round(float(np.mean(f1)), 4), "auroc": round(float(np.mean(auroc)), 4)}


def main(folder):
    out = {
        "command": "python3 tools/reference/classifier_figures.py ../shared/data/tabular",
        "versions": {
            "python": platform.python_version(),
            "scikit-learn": sklearn.__version__,
            "xgboost": xgboost.__version__,
        },
        "repeats": REPEATS,
        "folds": FOLDS,
        "fits": FITS,
        "figures": {},
    }
    for name, (file, positive) in TABLES.items():
        X, y = load(os.path.join(folder, file), positive)
        out["figures"][name] = {"rows": len(y), "columns": X.shape[1]}
        for estimator, create in ESTIMATORS.items():
            out["figures"][name][estimator] = figures(X, y, create, FITS.get(estimator, 1))
        out["figures"][name]["balanced"] = {
            estimator: figures(X, y, create, FITS.get(estimator, 1)) for estimator, create in BALANCED.items()
        }
    json.dump(out, sys.stdout, indent=2)
    print()


if __name__ == "__main__":
    main(sys.argv[1])
