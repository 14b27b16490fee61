import type { BatchRule } from './batch-rule.ts'

/** All rows in random order, whatever their classes: torch.utils.data.DataLoader(shuffle=True). */
export const random: BatchRule = (y) => (rng) => rng.permutation(y.length)
