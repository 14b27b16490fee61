"""Compares recipes of the contrastive projection with plain standardised features, by the protocol of
docs/decisions/0029-robust-preset.md.

    npx tsx tools/reference/starter-vectors.ts ../shared/data .cache/presets/vectors
    python3 tools/reference/presets.py run development --seeds 0
    python3 tools/reference/presets.py table development --each
    python3 tools/reference/presets.py hurts development
    python3 tools/reference/presets.py run held-back --recipes none p CHOSEN

Needs scikit-learn (Debian: python3-sklearn). What was computed is kept under .cache/presets, cell by cell: an interrupted
run goes on where it was. One thread.
"""

import argparse
import hashlib
import json
import os
import warnings
from dataclasses import asdict, dataclass, replace
from functools import lru_cache

os.environ["OMP_NUM_THREADS"] = os.environ["OPENBLAS_NUM_THREADS"] = "1"

import numpy as np
from sklearn.decomposition import PCA
from sklearn.ensemble import RandomForestClassifier
from sklearn.exceptions import ConvergenceWarning
from sklearn.linear_model import LogisticRegression
from sklearn.metrics import f1_score, log_loss
from sklearn.model_selection import StratifiedGroupKFold, StratifiedKFold
from sklearn.neighbors import KNeighborsClassifier
from sklearn.preprocessing import StandardScaler
from sklearn.svm import SVC
from sklearn.tree import DecisionTreeClassifier

from contrastive import Settings, project, train_network
from preset_data import DEVELOPMENT, HELD_BACK, load

CACHE = ".cache/presets"
FOLDS = 5
SEEDS = [0, 1, 2]
CLASSIFIERS = ["lr", "svc", "cart", "rf", "knn"]
HURT = -0.5

# L-BFGS stops at its limit for the largest C, here as in the app
warnings.filterwarnings("ignore", category=ConvergenceWarning)


@dataclass(frozen=True)
class Recipe:
    # None: no network, its standardised features ("plain") or their principal components ("pca")
    network: Settings | None
    # networks whose outputs stand side by side
    joined: int = 1
    # what stands beside the outputs: None, "plain" or "pca", brought to `weight` times their length
    beside: str | None = None
    weight: float = 1.0
    # unit vectors times this
    scale: float = 1.0
    # candidates of lr's C, compared on the inner validation rows
    C: tuple = (0.001, 0.01, 0.1, 1, 10)


P = Settings()
C_TO_100 = (*Recipe.C, 100)


def p(**changes):
    return replace(P, **changes)


RECIPES = {
    "none": Recipe(None, beside="plain"),
    "pca": Recipe(None, beside="pca"),
    "p": Recipe(P),
    "decay 5": Recipe(p(weight_decay=5.0)),
    "three": Recipe(P, joined=3),
    "three, decay 5": Recipe(p(weight_decay=5.0), joined=3),
    "temperature 0.05": Recipe(p(temperature=0.05)),
    "temperature 0.2": Recipe(p(temperature=0.2)),
    "temperature 0.5": Recipe(p(temperature=0.5)),
    "output 64": Recipe(p(output=64)),
    "dropout 0.5": Recipe(p(dropout=0.5)),
    "batch 512": Recipe(p(batch_size=512)),
    "class-aware": Recipe(p(class_aware=True)),
    "rate 3e-4": Recipe(p(learning_rate=3e-4)),
    "depth 2": Recipe(p(depth=2)),
    "times 5": Recipe(P, scale=5.0),
    "beside": Recipe(P, beside="plain"),
    "beside, twice": Recipe(P, beside="plain", weight=2.0),
    "beside pca": Recipe(P, beside="pca"),
    "three, decay 5, beside": Recipe(p(weight_decay=5.0), joined=3, beside="plain"),
    # round 2
    "none, C to 100": Recipe(None, beside="plain", C=C_TO_100),
    "A: three, class-aware, C to 100": Recipe(p(class_aware=True), joined=3, C=C_TO_100),
    "B: A, temperature 0.2": Recipe(p(class_aware=True, temperature=0.2), joined=3, C=C_TO_100),
    "C: A, beside": Recipe(p(class_aware=True), joined=3, beside="plain", C=C_TO_100),
    "D: B, beside": Recipe(p(class_aware=True, temperature=0.2), joined=3, beside="plain", C=C_TO_100),
    # round 3
    "E: three, beside, twice, C to 100": Recipe(P, joined=3, beside="plain", weight=2.0, C=C_TO_100),
    "F: E, temperature 0.2": Recipe(p(temperature=0.2), joined=3, beside="plain", weight=2.0, C=C_TO_100),
    "G: E, class-aware": Recipe(p(class_aware=True), joined=3, beside="plain", weight=2.0, C=C_TO_100),
    "H: three, temperature 0.2, C to 100": Recipe(p(temperature=0.2), joined=3, C=C_TO_100),
    # for information: A with the batches of p, and p with the candidate of A
    "three, C to 100": Recipe(P, joined=3, C=C_TO_100),
    "C to 100": Recipe(P, C=C_TO_100),
}


def folds(y, groups, seed):
    """(train, test) rows of each fold, stratified; a group stays on one side (R1)."""
    if groups is None:
        return list(StratifiedKFold(FOLDS, shuffle=True, random_state=seed).split(y, y))
    return list(StratifiedGroupKFold(FOLDS, shuffle=True, random_state=seed).split(y, y, groups))


@dataclass(frozen=True)
class Split:
    """A training fold and its test fold, and the inner split of a stratified 20 % (R3); X as they came."""

    name: str
    train: tuple
    test: tuple
    fit: tuple
    validation: tuple


@lru_cache(maxsize=1)
def data_set(name):
    return load(name)


def splits(name, seed):
    X, y, groups = data_set(name)
    for k, (train, test) in enumerate(folds(y, groups, seed)):
        of = None if groups is None else groups[train]
        fit, validation = folds(y[train], of, seed)[0]
        parts = [(X[rows], y[rows]) for rows in (train, test, train[fit], train[validation])]
        yield Split(f"{name}-{seed}-{k}", *parts)


def seeded(*key):
    """The same whatever else was run, and in whatever order."""
    return np.random.default_rng(list(hashlib.sha256("/".join(map(str, key)).encode()).digest()))


def digest(settings):
    return hashlib.sha256(json.dumps(asdict(settings), sort_keys=True).encode()).hexdigest()[:12]


def standardised(reference, *others):
    scaler = StandardScaler().fit(reference)
    return [scaler.transform(X).astype(np.float32) for X in (reference, *others)]


def network_outputs(split, settings, member):
    """Unit outputs for train, test (the refit), fit, validation (the search), float32; kept on disk."""
    path = f"{CACHE}/networks/{digest(settings)}/{split.name}-{member}.npz"
    if os.path.exists(path):
        with np.load(path) as kept:
            return [kept[name] for name in ("train", "test", "fit", "validation")]
    fit, validation = standardised(split.fit[0], split.validation[0])
    watched = (validation, split.validation[1])
    search, epoch = train_network(
        fit, split.fit[1], watched, settings, settings.epochs, seeded(split.name, member, "search")
    )
    train, test = standardised(split.train[0], split.test[0])
    refit, _ = train_network(
        train, split.train[1], None, settings, epoch, seeded(split.name, member, "refit")
    )
    outputs = dict(
        train=project(refit, train),
        test=project(refit, test),
        fit=project(search, fit),
        validation=project(search, validation),
    )
    os.makedirs(os.path.dirname(path), exist_ok=True)
    np.savez(path + ".part.npz", epoch=epoch, **outputs)
    os.replace(path + ".part.npz", path)
    return list(outputs.values())


def plain(reference, other, components):
    """Standardised features or their principal components, of mean length 1 over the reference rows."""
    reference, other = standardised(reference, other)
    if components:
        pca = PCA(min(128, *reference.shape), svd_solver="full").fit(reference)
        reference, other = pca.transform(reference), pca.transform(other)
    length = np.sqrt((reference**2).sum(axis=1).mean())
    return reference / length, other / length, length


def features(split, recipe):
    """train, test, fit, validation as the classifiers get them."""
    members = [network_outputs(split, recipe.network, m) for m in range(recipe.joined)] if recipe.network else []
    blocks = [[recipe.scale * Z for Z in Zs] for Zs in members]
    if recipe.beside:
        train, test, length = plain(split.train[0], split.test[0], recipe.beside == "pca")
        fit, validation, _ = plain(split.fit[0], split.validation[0], recipe.beside == "pca")
        # alone they keep the scale of standardised features, which the candidates of C are made for
        weight = recipe.weight * np.sqrt(len(members)) * recipe.scale if members else length
        blocks.append([weight * X for X in (train, test, fit, validation)])
    return [np.hstack(parts).astype(np.float32) for parts in zip(*blocks)]


def logistic(X, y, candidates, fit, validation):
    """C with the lowest log loss on the validation rows, then a fit on all training rows."""
    search = LogisticRegression(warm_start=True, tol=1e-2, max_iter=200)
    classes = np.unique(y)
    losses = []
    for C in candidates:
        search.set_params(C=C).fit(*fit)
        losses.append(log_loss(validation[1], search.predict_proba(validation[0]), labels=classes))
    return LogisticRegression(C=candidates[int(np.argmin(losses))], max_iter=500).fit(X, y)


def scores(split, recipe, seed):
    train, test, fit, validation = features(split, recipe)
    y = split.train[1]
    models = {
        "lr": logistic(train, y, recipe.C, (fit, split.fit[1]), (validation, split.validation[1])),
        "svc": SVC(gamma="scale").fit(train, y),
        "cart": DecisionTreeClassifier(random_state=seed).fit(train, y),
        "rf": RandomForestClassifier(100, random_state=seed).fit(train, y),
        "knn": KNeighborsClassifier(5, metric="cosine").fit(train, y),
    }
    return {name: 100 * f1_score(split.test[1], model.predict(test), average="macro") for name, model in models.items()}


def result_path(recipe, split):
    return f"{CACHE}/results/{digest(RECIPES[recipe])}/{split}.json"


def run(sets, recipes, seeds):
    for seed in seeds:
        for recipe in recipes:
            for name in sets:
                names = [f"{name}-{seed}-{k}" for k in range(FOLDS)]
                if all(os.path.exists(result_path(recipe, split)) for split in names):
                    continue
                for split in splits(name, seed):
                    path = result_path(recipe, split.name)
                    if os.path.exists(path):
                        continue
                    out = scores(split, RECIPES[recipe], seed)
                    os.makedirs(os.path.dirname(path), exist_ok=True)
                    with open(path + ".part", "w") as file:
                        json.dump(out, file)
                    os.replace(path + ".part", path)
            print(f"seed {seed}: {recipe}", flush=True)


def results(recipe, sets, seeds):
    """[set, fold of every seed, classifier]; None while results are missing."""
    paths = [[result_path(recipe, f"{name}-{seed}-{k}") for seed in seeds for k in range(FOLDS)] for name in sets]
    if not all(os.path.exists(path) for row in paths for path in row):
        return None
    return np.array([[[read_json(path)[c] for c in CLASSIFIERS] for path in row] for row in paths])


def read_json(path):
    with open(path) as file:
        return json.load(file)


def table(sets, recipes, seeds, against, each):
    """Markdown: mean, gain over the recipe `against`, cells that hurt, the worst cell, gain of each classifier; with `each`,
    of each set too."""
    reference = results(against, sets, seeds).mean(axis=1)
    extra = sets if each else []
    print("| recipe | mean | gain | hurt | worst |", " | ".join([*CLASSIFIERS, *extra]), "|")
    print("|---" * (5 + len(CLASSIFIERS) + len(extra)) + "|")
    for recipe in recipes:
        folds_of_all = results(recipe, sets, seeds)
        if folds_of_all is None:
            continue
        found = folds_of_all.mean(axis=1)
        gain = found - reference
        figures = [*gain.mean(axis=0), *(gain.mean(axis=1) if each else [])]
        print(
            f"| {recipe} | {found.mean():.1f} | {gain.mean():+.2f} | {(gain < HURT).sum()} of {gain.size} "
            f"| {gain.min():+.1f} |",
            " | ".join(f"{value:+.1f}" for value in figures),
            "|",
        )


def hurts(sets, recipes, seeds, against):
    """The cells that hurt beside the recipe `against`, with the standard error of the corrected resampled t-test (Nadeau and
    Bengio 2003)."""
    reference = results(against, sets, seeds)
    for recipe in recipes:
        folds_of_all = results(recipe, sets, seeds)
        if folds_of_all is None:
            continue
        difference = folds_of_all - reference
        gain = difference.mean(axis=1)
        variance = 1 / difference.shape[1] + 1 / (FOLDS - 1)
        error = np.sqrt(variance * difference.var(axis=1, ddof=1))
        print(f"{recipe}: median standard error of all cells {np.median(error):.1f}")
        for i, j in zip(*np.nonzero(gain < HURT)):
            print(f"  {sets[i]}, {CLASSIFIERS[j]}: {gain[i, j]:+.1f} ({error[i, j]:.1f})")


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("action", choices=["run", "table", "hurts"])
    parser.add_argument("sets", choices=["development", "held-back"])
    parser.add_argument("--recipes", nargs="+", default=list(RECIPES), choices=RECIPES, metavar="RECIPE")
    parser.add_argument("--seeds", nargs="+", type=int, default=SEEDS)
    parser.add_argument("--against", default="none", choices=RECIPES, metavar="RECIPE")
    parser.add_argument("--each", action="store_true", help="the gain on each data set too")
    given = parser.parse_args()
    sets = list(DEVELOPMENT if given.sets == "development" else HELD_BACK)
    if given.action == "run":
        run(sets, given.recipes, given.seeds)
    elif given.action == "hurts":
        hurts(sets, given.recipes, given.seeds, given.against)
    else:
        table(sets, given.recipes, given.seeds, given.against, given.each)


if __name__ == "__main__":
    main()
