/** Norms below this count as this, as torch.nn.functional.normalize does, so that a row of zeros stays finite. */
export const smallestNorm = 1e-12
