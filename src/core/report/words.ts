import { classifierRegistry } from '../classifiers/registry.ts'
import type { Metric } from '../evaluation/metrics/metric.ts'
import type { Cell, Comparison, Results, SummaryRow } from '../evaluation/types.ts'
import type { ProjectionName } from '../projection/projection.ts'
import type { TrainerName } from '../projection/trainer.ts'
import { formatCount } from '../format.ts'
import type { FusionName, Validation } from '../study/study.ts'

/** Names of things inside a sentence of the report. */
export const projectionNouns: Readonly<Record<ProjectionName, string>> = {
  none: 'no projection',
  pca: 'PCA',
  contrastive: 'the projection',
}

export const projectionHeadings: Readonly<Record<ProjectionName, string>> = {
  none: 'No projection',
  pca: 'PCA',
  contrastive: 'Contrastive projection',
}

export const fusionNouns: Readonly<Record<FusionName, string>> = {
  single: 'one for all modalities',
  'per-modality': 'one for each modality',
}

/** A title as it reads inside a sentence: "Logistic regression" loses its capital, "XGBoost" keeps it. */
/** How networks are trained on a backend, by what rounds their numbers (R12). */
export const trainerTitles: Readonly<Record<TrainerName, string>> = {
  tfjs: 'TensorFlow.js',
  webgpu: 'shaders',
  fused: 'fused SIMD',
  simd: 'SIMD',
  scalar: 'no SIMD',
}

export function uncapitalised(title: string): string {
  return /^[A-Z][a-z]/.test(title) ? title.charAt(0).toLowerCase() + title.slice(1) : title
}

export function capitalised(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1)
}

export const classifierTitle = (name: string): string => classifierRegistry[name]?.title ?? name

/** "“a”, “b” and “c”". */
export function listed(names: readonly string[]): string {
  const quoted = names.map((name) => `“${name}”`)
  return [quoted.slice(0, -1).join(', '), ...quoted.slice(-1)].filter((part) => part !== '').join(' and ')
}

/** "Only “note”" or "All but “note”", of an ablation of these modalities. */
export function setLabel(used: readonly string[], all: readonly string[]): string {
  if (used.length === 1) return `Only ${listed(used)}`
  return `All but ${listed(all.filter((name) => !used.includes(name)))}`
}

/** "1 fold", "20 cases". */
export const counted = (n: number, noun: string): string => `${formatCount(n)} ${n === 1 ? noun : `${noun}s`}`

/** Of what a row has no value, and its mean and interval leave out (R13): "1 fold, 30 resamples", "0". */
export function undefinedInWords(row: Pick<SummaryRow, 'undefined_cells' | 'undefined_resamples'>): string {
  const parts = [
    row.undefined_cells > 0 ? counted(row.undefined_cells, 'fold') : '',
    row.undefined_resamples > 0 ? counted(row.undefined_resamples, 'resample') : '',
  ]
  return parts.filter((part) => part !== '').join(', ') || '0'
}

/** The folds that a difference is the mean of, and those that have no value on a side (R13): "4; no value in 1". */
export const foldsInWords = ({
  pairs,
  undefined_pairs: out,
}: Pick<Comparison, 'pairs' | 'undefined_pairs'>): string =>
  out === 0 ? formatCount(pairs) : `${formatCount(pairs)}; no value in ${formatCount(out)}`

/** "lower is better"; null where neither is. */
export const betterInWords = ({ higherIsBetter }: Pick<Metric, 'higherIsBetter'>): string | null =>
  higherIsBetter === null ? null : `${higherIsBetter ? 'higher' : 'lower'} is better`

/** "benign 70, malignant 30". */
export function countsInWords(classes: Readonly<Record<string, number>>): string {
  return Object.entries(classes)
    .map(([name, count]) => `${name} ${formatCount(count)}`)
    .join(', ')
}

/** The modalities that the cases of a pattern have. */
export const patternLabel = (modalities: readonly string[]): string =>
  modalities.length === 0 ? 'No modality' : listed(modalities)

/** "Contrastive projection", with its form where the study has several. */
export function procedureLabel(row: Pick<Cell, 'projection' | 'fusion'>, { study }: Results): string {
  const heading = projectionHeadings[row.projection]
  return study.fusion.length > 1 ? `${heading}, ${fusionNouns[row.fusion]}` : heading
}

/** "5-fold validation, 2 times", "Validation on the folds of “split”", "One site of “ward” left out at a time". */
export function validationInWords({ folds, repeats, folds_column, leave_out }: Validation): string {
  if (folds_column !== undefined) return `Validation on the folds of “${folds_column}”`
  if (leave_out !== undefined) return `One site of “${leave_out}” left out at a time`
  return `${folds}-fold validation${repeats === 1 ? '' : `, ${repeats} times`}`
}
