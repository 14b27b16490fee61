"""Data sets of tools/reference/presets.py: name -> load() -> (X [n, d] float32, y [n] from 0, groups [n] or None).

Which are looked at while recipes are compared (DEVELOPMENT) and which only once (HELD_BACK) was fixed before the first run.
Sets of more than CAP cases are cut to CAP, drawn at random within the classes with seed 0.
"""

import csv
import os

import numpy as np
from sklearn.datasets import load_breast_cancer, load_digits

SHARED = os.environ.get("SHARED_DATA", "../shared/data")
VECTORS = ".cache/presets/vectors"
CAP = 800


def numbered(values):
    return np.unique(values, return_inverse=True)[1]


def is_number(text):
    try:
        float(text)
        return True
    except ValueError:
        return False


def table(name):
    """Rows with "?" are left out. A column of numbers is one column; of others, one for every level."""
    with open(f"{SHARED}/tabular/{name}.csv", newline="") as file:
        header, *rows = list(csv.reader(file))
    rows = [row for row in rows if "?" not in row]
    columns = []
    for j, title in enumerate(header):
        values = [row[j] for row in rows]
        if title == "label":
            y = numbered(values)
        elif all(map(is_number, values)):
            columns.append([float(value) for value in values])
        else:
            columns += [[float(value == level) for value in values] for level in sorted(set(values))]
    return np.array(columns, dtype=np.float32).T, y, None


def vectors(name, label=lambda value: value, grouped=False):
    """What tools/reference/starter-vectors.ts wrote."""
    with open(f"{VECTORS}/{name}.csv", newline="") as file:
        _, *rows = list(csv.reader(file))
    X = np.array([row[2:] for row in rows], dtype=np.float32)
    y = numbered([label(row[0]) for row in rows])
    return X, y, numbered([row[1] for row in rows]) if grouped else None


def covid_or_not(label):
    return "COVID-19" if label == "COVID-19" else "other"


def bundled(load):
    X, y = load(return_X_y=True)
    return X.astype(np.float32), y, None


def labels(n, shares, rng):
    counts = np.floor(np.array(shares) * n).astype(int)
    counts[0] += n - counts.sum()
    return rng.permutation(np.repeat(np.arange(len(shares)), counts))


def embedding_like(seed, n, d, shares, rank, separation, clusters=1, nuisance=60):
    """Frozen embeddings as they tend to be: the classes differ in `rank` directions, several clusters each; `nuisance`
    directions of falling strength that the label has no part in; all mixed into d correlated columns around a common
    mean, of unequal scale, with a little noise."""
    rng = np.random.default_rng(seed)
    y = labels(n, shares, rng)
    centres = separation * rng.normal(size=(len(shares), clusters, rank))
    signal = centres[y, rng.integers(clusters, size=n)] + rng.normal(size=(n, rank))
    strength = 2.5 / np.sqrt(1 + np.arange(nuisance) / 4)
    other = rng.normal(size=(n, nuisance)) * strength
    mixing = rng.normal(size=(rank + nuisance, d)) / np.sqrt(rank + nuisance)
    X = np.tanh(0.5 * np.hstack([signal, other]) @ mixing) + 0.2 * rng.normal(size=(n, d))
    X = (X + rng.normal(size=d)) * np.exp(0.5 * rng.normal(size=d))
    return X.astype(np.float32), y, None


def interacting(seed, n, d, share, noise):
    """Two classes that differ where two latent numbers have one sign, and a little in a third; Student's t with 3 degrees
    of freedom as noise, a tenth of the labels wrong."""
    rng = np.random.default_rng(seed)
    latent = rng.normal(size=(n, 12))
    score = 2 * latent[:, 0] * latent[:, 1] + latent[:, 2]
    y = (score > np.quantile(score, 1 - share)).astype(int)
    wrong = rng.permutation(n)[: n // 10]
    y[wrong] = y[rng.permutation(wrong)]
    X = latent @ rng.normal(size=(12, d)) + noise * rng.standard_t(3, size=(n, d))
    return X.astype(np.float32), y, None


DEVELOPMENT = {
    "pima": lambda: table("pima_diabetes"),
    "yugoslavia": lambda: table("breast_cancer_yugoslavia"),
    "digits": lambda: bundled(load_digits),
    "breast-cancer": lambda: bundled(load_breast_cancer),
    "medical-abstracts": lambda: vectors("medical-abstracts"),
    # three classes, unequal
    "synthetic-384": lambda: embedding_like(1, 600, 384, [0.6, 0.25, 0.15], rank=6, separation=0.9),
    # few cases of a wide embedding
    "synthetic-768": lambda: embedding_like(2, 160, 768, [0.7, 0.3], rank=4, separation=1.0),
    # six classes of two clusters each
    "synthetic-256": lambda: embedding_like(
        3, 700, 256, [0.3, 0.2, 0.15, 0.15, 0.1, 0.1], rank=8, separation=1.3, clusters=2
    ),
}

HELD_BACK = {
    "wisconsin": lambda: table("breast_cancer_wisconsin_original"),
    "covid-notes": lambda: vectors("covid-notes", covid_or_not, grouped=True),
    "bccd-cells": lambda: vectors("bccd-cells", grouped=True),
    "pneumoniamnist-28": lambda: vectors("pneumoniamnist-28"),
    "covid-chestxray": lambda: vectors("covid-chestxray", covid_or_not, grouped=True),
    "synthetic-512": lambda: interacting(4, 500, 512, 0.3, noise=1.0),
}


def capped(X, y, groups):
    if len(y) <= CAP:
        return X, y, groups
    rng = np.random.default_rng(0)
    order = rng.permutation(len(y))
    # the k-th case of each class, as a share of its class: the first CAP have all classes in their shares
    place = np.empty(len(y))
    for c in np.unique(y):
        rows = order[y[order] == c]
        place[rows] = (np.arange(len(rows)) + 0.5) / len(rows)
    rows = np.sort(np.argsort(place, kind="stable")[:CAP])
    return X[rows], numbered(y[rows]), None if groups is None else groups[rows]


def load(name):
    return capped(*{**DEVELOPMENT, **HELD_BACK}[name]())
