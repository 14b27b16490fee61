"""The contrastive projection of src/core/projection in numpy, float32, with its gradients written out.

Linear -> ReLU -> dropout, `depth` times, then Linear(k); supervised contrastive loss (Khosla 2020, L_out) on L2-normalised
outputs; Adam with decoupled weight decay; early stopping on held-back rows, then a refit on all of them.
"""

from dataclasses import dataclass

import numpy as np


@dataclass(frozen=True)
class Settings:
    """Recipe p; the names are those of src/core/projection/presets.ts."""

    temperature: float = 0.1
    hidden: int = 256
    depth: int = 1
    output: int = 128
    dropout: float = 0.3
    weight_decay: float = 0.0
    learning_rate: float = 1e-3
    batch_size: int = 128
    # every class has an equal share in every batch: rows of small classes come more than once in an epoch, which the app's
    # class-aware batches do not do
    class_aware: bool = False
    epochs: int = 100
    patience: int = 10


def unit_rows(Z):
    return Z / np.maximum(np.linalg.norm(Z, axis=1, keepdims=True), 1e-12)


def initial_weights(d, settings, rng):
    """PyTorch's default for Linear layers: [W1, b1, W2, b2, ...], W [in, out], uniform in +-1 / sqrt(in)."""
    sizes = [d, *[settings.hidden] * settings.depth, settings.output]
    weights = []
    for inputs, outputs in zip(sizes, sizes[1:]):
        bound = 1 / np.sqrt(inputs)
        weights.append(rng.uniform(-bound, bound, (inputs, outputs)).astype(np.float32))
        weights.append(rng.uniform(-bound, bound, outputs).astype(np.float32))
    return weights


def forward(weights, X, masks=None):
    """Inputs of every layer, the outputs [n, k] last. masks: dropout's factors of each hidden layer."""
    values = [X]
    layers = len(weights) // 2
    for layer in range(layers):
        A = values[-1] @ weights[2 * layer] + weights[2 * layer + 1]
        if layer < layers - 1:
            A = np.maximum(A, 0)
            if masks:
                A *= masks[layer]
        values.append(A)
    return values


def project(weights, X):
    return unit_rows(forward(weights, X)[-1])


def supcon(Z, y, temperature):
    """Loss and its gradient by Z. Anchors without another case of their class do not count."""
    norms = np.maximum(np.linalg.norm(Z, axis=1, keepdims=True), 1e-12)
    U = Z / norms
    positives = (y[:, None] == y[None, :]).astype(np.float32)
    np.fill_diagonal(positives, 0)
    counts = positives.sum(axis=1, keepdims=True)
    share = (counts > 0) / max(1, (counts > 0).sum())
    S = U @ U.T / np.float32(temperature)
    np.fill_diagonal(S, -np.inf)
    highest = S.max(axis=1, keepdims=True)
    E = np.exp(S - highest)
    sums = E.sum(axis=1, keepdims=True)
    np.fill_diagonal(S, 0)
    weights = positives / np.maximum(counts, 1)
    loss = float((share * (np.log(sums) + highest - (weights * S).sum(axis=1, keepdims=True))).sum())
    G = ((E / sums - weights) * share).astype(np.float32)
    dU = (G + G.T) @ U / np.float32(temperature)
    return loss, (dU - U * (dU * U).sum(axis=1, keepdims=True)) / norms


def gradients(weights, values, masks, dZ):
    """Gradients by all weights, in their order, from the gradient by the outputs."""
    out = []
    upstream = dZ
    for layer in reversed(range(len(weights) // 2)):
        out[:0] = [values[layer].T @ upstream, upstream.sum(axis=0)]
        if layer > 0:
            upstream = (upstream @ weights[2 * layer].T) * (values[layer] > 0)
            if masks:
                upstream *= masks[layer - 1]
    return out


class Adam:
    """Adam with decoupled weight decay on all parameters (Loshchilov and Hutter 2019), in place."""

    def __init__(self, weights, settings):
        self.weights, self.settings, self.steps = weights, settings, 0
        self.m = [np.zeros_like(w) for w in weights]
        self.v = [np.zeros_like(w) for w in weights]

    def step(self, gradient):
        self.steps += 1
        rate, decay = self.settings.learning_rate, self.settings.weight_decay
        scale = np.float32(np.sqrt(1 - 0.999**self.steps))
        size = np.float32(rate / (1 - 0.9**self.steps))
        for w, m, v, g in zip(self.weights, self.m, self.v, gradient):
            if decay:
                w *= np.float32(1 - rate * decay)
            m *= np.float32(0.9)
            m += np.float32(0.1) * g
            v *= np.float32(0.999)
            g *= g
            v += np.float32(0.001) * g
            root = np.sqrt(v)
            root /= scale
            root += np.float32(1e-8)
            w -= size * m / root


def batches(y, settings, rng):
    """One epoch: the indices of every batch."""
    n, size = len(y), settings.batch_size
    if not settings.class_aware:
        order = rng.permutation(n)
        return [order[start : start + size] for start in range(0, n, size)]
    count = -(-n // size)
    classes = np.unique(y)
    each = max(2, min(size, n) // len(classes))
    parts = []
    for c in classes:
        rows = np.flatnonzero(y == c)
        rounds = -(-count * each // len(rows))
        dealt = np.concatenate([rng.permutation(rows) for _ in range(rounds)])
        parts.append(dealt[: count * each].reshape(count, each))
    return list(np.concatenate(parts, axis=1))


def train_network(X, y, watched, settings, epochs, rng):
    """Weights and their epoch. watched: (X, y) of the rows that stop the training, or None."""
    weights = initial_weights(X.shape[1], settings, rng)
    adam = Adam(weights, settings)
    keep = np.float32(1 - settings.dropout)
    best = (np.inf, weights, 0)
    for epoch in range(1, epochs + 1):
        for rows in batches(y, settings, rng):
            masks = [
                (rng.random((len(rows), settings.hidden), dtype=np.float32) < keep) / keep
                for _ in range(settings.depth if settings.dropout else 0)
            ]
            values = forward(weights, X[rows], masks)
            _, dZ = supcon(values[-1], y[rows], settings.temperature)
            adam.step(gradients(weights, values, masks, dZ))
        if watched is None:
            continue
        loss = watched_loss(weights, *watched, settings)
        if loss < best[0]:
            best = (loss, [w.copy() for w in weights], epoch)
        elif epoch - best[2] >= settings.patience:
            break
    return (weights, epochs) if watched is None else best[1:]


def watched_loss(weights, X, y, settings):
    """In chunks of about one batch, so that the loss is comparable with the training loss."""
    chunks = np.array_split(np.arange(len(y)), max(1, round(len(y) / settings.batch_size)))
    Z = forward(weights, X)[-1]
    return float(np.mean([supcon(Z[rows], y[rows], settings.temperature)[0] for rows in chunks]))
