import type { FusionName, Study } from '../study/study.ts'
import type { UsedModalities } from './types.ts'

/** What is planned of a projection on one fold: a fusion of all modalities, or of some. */
export interface PlannedForm extends UsedModalities {
  readonly fusion: FusionName
}

export const usesAll = ({ modalities }: UsedModalities): boolean => modalities === undefined

/** To spread into what is made of a unit: no key where it used all, so that results without ablation stay as they were. */
export const usedBy = ({ modalities }: UsedModalities): UsedModalities =>
  modalities === undefined ? {} : { modalities }

/** The sets of an ablation: each modality alone, then, where that is another set, all but one. */
export function ablationSets(names: readonly string[]): readonly (readonly string[])[] {
  if (names.length < 2) return []
  const alone = names.map((name) => [name])
  return names.length === 2 ? alone : [...alone, ...names.map((name) => names.filter((n) => n !== name))]
}

/**
 * The forms of a study on data with these modalities: its fusions of all of them, then of each set of the ablation where
 * it asks for one. One modality has one form ('single' where it is among the fusions): both have one projection
 * then; they differ only in how a missing one is masked.
 */
export function plannedForms(
  names: readonly string[],
  { fusion, ablation }: Pick<Study, 'fusion' | 'ablation'>,
): PlannedForm[] {
  const fusionsOf = (modalities: number): readonly FusionName[] => {
    if (modalities > 1) return fusion
    return fusion.includes('single') ? ['single'] : fusion.slice(0, 1)
  }
  return [
    ...fusionsOf(names.length).map((name) => ({ fusion: name })),
    ...(ablation ? ablationSets(names) : []).flatMap((modalities) =>
      fusionsOf(modalities.length).map((name) => ({ fusion: name, modalities })),
    ),
  ]
}
