import type { ContrastiveLoss } from './loss.ts'
import { normaliseRows } from './normalise-rows.ts'
import { pairCrossEntropy, pairwiseCrossEntropy } from './pair.ts'

/** The paper's pair loss on L2-normalised outputs: logit = cosine / T, so no output can grow to lower it. */
export const pairCosine: ContrastiveLoss = {
  name: 'pair-cosine',
  compute: (Z, y, temperature) => pairCrossEntropy(normaliseRows(Z), y, temperature),
  pairwise: { ...pairwiseCrossEntropy, normalised: true },
}
