"""What scikit-learn and XGBoost make of class_weight='balanced' on small made tables, number by number.

    python3 tools/reference/class_weight_figures.py > src/core/classifiers/fixtures/class-weights.json

Needs scikit-learn and xgboost (Debian: python3-sklearn, python3-xgboost). class-weights.golden.test.ts compares. Trees are kept
so shallow that no two splits are equally good: which of them is taken is chance, there as here. XGBoost's thresholds are values of
training rows, not halfway between two: its probabilities are those of the training rows.
"""

import json
import os
import platform
import sys

os.environ["OMP_NUM_THREADS"] = "1"

import numpy as np
import sklearn
import xgboost
from sklearn.ensemble import GradientBoostingClassifier
from sklearn.linear_model import LogisticRegression
from sklearn.svm import SVC
from sklearn.tree import DecisionTreeClassifier
from sklearn.utils.class_weight import compute_class_weight, compute_sample_weight

SIZES = {"two classes": (70, 20), "three classes": (50, 25, 10)}
COLUMNS = 4
TEST = 15


def rows(sizes):
    """Normal clouds, one a class, rounded to what a float32 and its shortest text hold."""
    generator = np.random.RandomState(len(sizes))
    centres = generator.normal(size=(len(sizes), COLUMNS))
    y = np.repeat(np.arange(len(sizes)), sizes)
    X = generator.normal(size=(len(y), COLUMNS)) + centres[y]
    test = generator.normal(size=(TEST, COLUMNS))
    return np.round(X, 4).astype(np.float32), y, np.round(test, 4).astype(np.float32)


def figures(sizes):
    X, y, test = rows(sizes)
    weights = compute_sample_weight("balanced", y)
    # float64, as the solver would work in the features' own float32; newton-cg, as lbfgs stops at a small change of the loss
    lr = LogisticRegression(C=0.5, class_weight="balanced", solver="newton-cg", tol=1e-8, max_iter=1000)
    lr.fit(X.astype(float), y)
    svc = SVC(C=2, gamma=0.2, class_weight="balanced", tol=1e-10, decision_function_shape="ovo").fit(X, y)
    cart = DecisionTreeClassifier(max_depth=2, min_samples_leaf=5, class_weight="balanced", random_state=0).fit(X, y)
    gbm = GradientBoostingClassifier(n_estimators=10, max_depth=2, random_state=0).fit(X, y, sample_weight=weights)
    xgb = xgboost.XGBClassifier(
        n_estimators=10, max_depth=2, tree_method="hist", n_jobs=1, base_score=0.5, random_state=0
    ).fit(X, y, sample_weight=weights)
    return {
        "X": [[float(str(value)) for value in row] for row in X],
        "y": y.tolist(),
        "X_test": [[float(str(value)) for value in row] for row in test],
        "weights": compute_class_weight("balanced", classes=np.unique(y), y=y).tolist(),
        "lr": {"C": 0.5, "coef": lr.coef_.tolist(), "intercept": lr.intercept_.tolist()},
        "svc": {"C": 2, "gamma": 0.2, "decision": svc.decision_function(test).reshape(TEST, -1).tolist()},
        "cart": {"maxDepth": 2, "minSamplesLeaf": 5, "proba": cart.predict_proba(test).tolist()},
        "gbm": {"rounds": 10, "maxDepth": 2, "proba": gbm.predict_proba(test).tolist()},
        "xgb": {"rounds": 10, "maxDepth": 2, "proba_of_X": xgb.predict_proba(X).round(7).tolist()},
    }


def main():
    out = {
        "command": "python3 tools/reference/class_weight_figures.py",
        "versions": {
            "python": platform.python_version(),
            "scikit-learn": sklearn.__version__,
            "xgboost": xgboost.__version__,
        },
        "tables": {name: figures(sizes) for name, sizes in SIZES.items()},
    }
    json.dump(out, sys.stdout)
    print()


if __name__ == "__main__":
    main()
