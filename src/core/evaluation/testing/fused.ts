import type { InnerSplit } from '../../dataset/folds.ts'
import type { FusionName } from '../../study/study.ts'
import { fuse, planFusion, type FusedInput } from '../fusion.ts'
import type { ModalityVectors } from '../types.ts'

/** Planned on a training fold and made of the same modalities. */
export function fused(
  modalities: readonly ModalityVectors[],
  train: Int32Array,
  inner: InnerSplit,
  fusion: FusionName,
): { readonly inputs: readonly FusedInput[]; readonly leftOut: readonly string[] } {
  const { plans, leftOut } = planFusion(modalities, train, inner, fusion)
  return { inputs: fuse(plans, modalities), leftOut }
}
