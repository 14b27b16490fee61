"""Two correlated AUROCs compared by DeLong's method, from its definition: every positive against every negative.

    python3 tools/reference/delong_figures.py > src/core/evaluation/fixtures/delong-figures.json

Needs numpy. DeLong, DeLong and Clarke-Pearson 1988: psi(x, y) is 1 where the positive x is above the negative y, 1/2 where they are
equal; its means over rows and columns are the structural components, whose covariances give that of the areas. delong.test.ts
computes the same from midranks.
"""

import json
import math

import numpy as np


def components(scores, positive):
    x, y = scores[positive], scores[~positive]
    psi = (x[:, None] > y[None, :]) + 0.5 * (x[:, None] == y[None, :])
    return psi.mean(), psi.mean(axis=1), psi.mean(axis=0)


def compare(a, b, positive):
    area_a, a10, a01 = components(a, positive)
    area_b, b10, b01 = components(b, positive)
    s = np.cov(np.stack([a10, b10])) / len(a10) + np.cov(np.stack([a01, b01])) / len(a01)
    difference = area_a - area_b
    error = math.sqrt(s[0, 0] + s[1, 1] - 2 * s[0, 1])
    half = 1.959963984540054 * error
    return {
        "a": area_a,
        "b": area_b,
        "difference": difference,
        "ci95": [difference - half, difference + half],
        "p": math.erfc(abs(difference) / error / math.sqrt(2)),
    }


def case(name, rng, n, share, signal, digits):
    positive = rng.random(n) < share
    shared = rng.normal(size=n)
    a, b = (np.round(shared + s * positive + rng.normal(size=n), digits) for s in signal)
    return {
        "name": name,
        "positive": positive.astype(int).tolist(),
        "scores": [a.tolist(), b.tolist()],
        "expected": compare(a, b, positive),
    }


rng = np.random.default_rng(20140930)
cases = [
    case("few cases", rng, 24, 0.4, (1.5, 0.5), 2),
    case("no difference", rng, 120, 0.5, (1.0, 1.0), 2),
    case("many equal scores", rng, 150, 0.3, (1.2, 0.6), 0),
    case("a rare class", rng, 300, 0.05, (2.0, 1.0), 2),
    case("a clear difference", rng, 200, 0.4, (2.5, 0.3), 2),
]
print(json.dumps({"numpy": np.__version__, "cases": cases}))
