"""Calibration, recalibration, thresholds and net benefit by scikit-learn and numpy, for performance.golden.test.ts.

    python3 tools/reference/performance_figures.py > src/core/evaluation/performance/fixtures/performance-figures.json

Needs scikit-learn (Debian: python3-sklearn). All that is random has a seed; the inputs stand in the file beside the figures.
"""

import json
import sys

import numpy as np
import sklearn
from sklearn.calibration import _SigmoidCalibration
from sklearn.isotonic import IsotonicRegression
from sklearn.linear_model import LogisticRegression
from sklearn.metrics import auc, roc_curve

PROBES = [0.0, 0.03, 0.2, 0.35, 0.5, 0.62, 0.8, 0.97, 1.0]
THRESHOLDS = [0.05, 0.1, 0.25, 0.5, 0.75, 0.9]


def logit(p):
    p = np.clip(p, 1e-6, 1 - 1e-6)
    return np.log(p / (1 - p))


def slope_of(x, y):
    """Maximum likelihood: scikit-learn without a penalty, its tolerance as far as it goes."""
    model = LogisticRegression(penalty=None, tol=1e-9, max_iter=10_000, solver="newton-cholesky").fit(x[:, None], y)
    return float(model.coef_[0, 0])


def intercept_of(x, y):
    """The shift that makes the mean prediction the share of positives, by bisection."""
    low, high = -50.0, 50.0
    for _ in range(200):
        middle = (low + high) / 2
        low, high = (middle, high) if np.mean(1 / (1 + np.exp(-(x + middle)))) < y.mean() else (low, middle)
    return (low + high) / 2


def lowess_at(x, y, place, span=2 / 3):
    """A straight line through the nearest two thirds, weighted least squares with tricube weights."""
    distance = np.abs(x - place)
    wanted = int(np.ceil(span * len(x) - 1e-9))
    bandwidth = 1.001 * np.sort(distance)[wanted - 1]
    weight = np.where(distance < bandwidth, (1 - (distance / bandwidth) ** 3) ** 3, 0)
    root = np.sqrt(weight)
    design = np.stack([np.ones_like(x), x - place], axis=1)
    return float(np.linalg.lstsq(design * root[:, None], y * root, rcond=None)[0][0])


def net_benefit(p, y, t):
    called = p >= t
    return float((np.sum(called & (y == 1)) - np.sum(called & (y == 0)) * t / (1 - t)) / len(y))


def figures(name, p, y):
    x = logit(p)
    false_rate, true_rate, thresholds = roc_curve(y, p, drop_intermediate=False)
    # the sums are rounded, so that equals are equals and the first, highest threshold is taken
    youden = int(np.argmax(np.round(true_rate - false_rate, 12)))
    sensitive = int(np.argmax(true_rate >= 0.9))
    isotonic = IsotonicRegression(out_of_bounds="clip").fit(p, y)
    platt = _SigmoidCalibration().fit(x, y)
    curve_at = np.quantile(p, [0.1, 0.3, 0.5, 0.7, 0.9])
    return {
        "name": name,
        "p": p.tolist(),
        "y": y.tolist(),
        "auroc": float(auc(false_rate, true_rate)),
        "slope": slope_of(x, y),
        "intercept": intercept_of(x, y),
        "isotonic": isotonic.predict(PROBES).tolist(),
        "platt": platt.predict(logit(np.array(PROBES))).tolist(),
        "lowess_at": curve_at.tolist(),
        "lowess": [lowess_at(p, y, place) for place in curve_at],
        "net_benefit": [net_benefit(p, y, t) for t in THRESHOLDS],
        "youden": float(thresholds[youden]),
        "sensitivity_90": float(thresholds[sensitive]),
    }


def main():
    rng = np.random.default_rng(7)
    sets = []
    for name, n, sharpness, digits in [("sharp", 150, 3.0, 6), ("ties", 120, 1.0, 1), ("rare", 300, 1.5, 4)]:
        truth = rng.normal(size=n) - (2.0 if name == "rare" else 0.0)
        y = (rng.random(n) < 1 / (1 + np.exp(-truth))).astype(int)
        p = np.round(1 / (1 + np.exp(-sharpness * (truth + 0.5 * rng.normal(size=n)))), digits)
        sets.append(figures(name, p, y))
    json.dump(
        {
            "command": "python3 tools/reference/performance_figures.py",
            "versions": {"scikit-learn": sklearn.__version__, "numpy": np.__version__, "python": sys.version.split()[0]},
            "probes": PROBES,
            "thresholds": THRESHOLDS,
            "sets": sets,
        },
        sys.stdout,
    )
    print()


main()
