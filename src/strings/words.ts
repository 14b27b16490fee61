import type { Dataset, Role } from '../core/dataset/dataset.ts'
import { predictorsOf } from '../core/dataset/modalities.ts'
import type { EncoderModality } from '../core/encoders/encoder.ts'
import type { BatchRuleName, LossName, OptimiserName, PresetName } from '../core/projection/presets.ts'
import type { ProjectionName } from '../core/projection/projection.ts'
import type { FusionName, OperatingPointRule } from '../core/study/study.ts'
import { plural } from '../ui/format.ts'

/** Names of things as the interface writes them. Registries hold the titles of what a newcomer adds. */
export const projectionTitles: Record<ProjectionName, string> = {
  none: 'No projection',
  pca: 'PCA',
  contrastive: 'Contrastive',
}

export const projectionExplanations: Record<ProjectionName, string> = {
  none: 'The vectors as they are, of encoder and table: what the projection must beat.',
  pca: 'The directions of largest variance. It never sees a label.',
  contrastive: 'A small network trained so that cases of one class lie close together.',
}

export const fusionTitles: Record<FusionName, string> = {
  single: 'one projection for all',
  'per-modality': 'one projection each',
}

export const lossTitles: Record<LossName, string> = {
  pair: 'Pair loss (the paper’s)',
  'pair-cosine': 'Pair loss on cosine',
  supcon: 'Supervised contrastive',
}

export const optimiserTitles: Record<OptimiserName, string> = {
  adam: 'Adam',
  sgd: 'SGD with momentum',
}

export const batchRuleTitles: Record<BatchRuleName, string> = {
  random: 'At random',
  'class-aware': 'By class',
}

export const batchRuleExplanations: Record<BatchRuleName, string> = {
  random: 'A rare class may be missing from a batch, or alone in it.',
  'class-aware':
    'As evenly as the counts allow, two cases of a class at least where it can be. None is left out or taken twice.',
}

export const presetTitles: Record<PresetName, string> = {
  robust: 'Robust (recommended)',
  paper: 'Paper, to the letter',
}

export const presetExplanations: Record<PresetName, string> = {
  robust:
    'Standardised features, supervised contrastive loss, early stopping on an inner split, then a refit on all training cases.',
  paper:
    'The published procedure: nothing scaled, pair loss, 16 hidden units, 10 epochs on 80 % of the training cases.',
}

export const roleTitles: Record<Role, string> = {
  id: 'Case ID',
  text: 'Text (notes)',
  image: 'Image',
  number: 'Number',
  category: 'Category',
  embedding: 'Ready-made vectors',
  label: 'Label (what to predict)',
  patient: 'Patient ID',
  site: 'Site',
  date: 'Date',
  fold: 'Fold',
  ignore: 'Not used',
}

export const modalityTitles: Record<EncoderModality, string> = { text: 'texts', image: 'pictures' }

export const deviceTitles = { wasm: 'WebAssembly', webgpu: 'WebGPU' } as const

/** "Contrastive", with its fusion where a study has more than one. */
export function projectionInWords(
  cell: { readonly projection: ProjectionName; readonly fusion: FusionName },
  severalFusions: boolean,
): string {
  const title = projectionTitles[cell.projection]
  return severalFusions ? `${title}, ${fusionTitles[cell.fusion]}` : title
}

/** "2,000 different texts and 1 picture": what encoders read. */
export function inputsInWords(
  counts: Readonly<Record<EncoderModality, { readonly inputs: number }>>,
): string {
  const { text, image } = counts
  const parts = [
    ...(text.inputs > 0 ? [plural(text.inputs, 'different text')] : []),
    ...(image.inputs > 0 ? [plural(image.inputs, 'different picture')] : []),
  ]
  return parts.join(' and ')
}

/** "1 text column, 3 numbers and 2 categories": what a data set is predicted from. */
export function predictorsInWords(dataset: Pick<Dataset, 'modalities'>): string {
  const counts = { text: 0, image: 0, embedding: 0, number: 0, category: 0 }
  for (const { role } of predictorsOf(dataset)) counts[role]++
  const parts = [
    ...(counts.text > 0 ? [plural(counts.text, 'text column')] : []),
    ...(counts.image > 0 ? [plural(counts.image, 'column of pictures', 'columns of pictures')] : []),
    ...(counts.embedding > 0
      ? [plural(counts.embedding, 'set of ready-made vectors', 'sets of ready-made vectors')]
      : []),
    ...(counts.number > 0 ? [plural(counts.number, 'number')] : []),
    ...(counts.category > 0 ? [plural(counts.category, 'category', 'categories')] : []),
  ]
  return [parts.slice(0, -1).join(', '), ...parts.slice(-1)].filter((part) => part !== '').join(' and ')
}

export const operatingPointTitles: Readonly<Record<OperatingPointRule['rule'], string>> = {
  youden: 'Best of both (Youden)',
  sensitivity: 'Sensitive enough',
  specificity: 'Specific enough',
  fixed: 'Fixed beforehand',
}

export const operatingPointExplanations: Readonly<Record<OperatingPointRule['rule'], string>> = {
  youden: 'The largest sum of sensitivity and specificity.',
  sensitivity: 'The highest threshold that finds at least this share of the positive cases.',
  specificity:
    'The threshold that finds most while at least this share of the negative cases stays negative.',
  fixed: 'The same probability in every fold.',
}
