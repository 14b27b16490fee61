import {
  array,
  boolean,
  check,
  type GenericSchema,
  length,
  literal,
  nullable,
  optional,
  picklist,
  pipe,
  strictObject,
  string,
  union,
} from 'valibot'
import { classifierNames } from '../../core/classifiers/registry.ts'
import { roles, type ColumnRole } from '../../core/dataset/dataset.ts'
import { textUses } from '../../core/dataset/text-modality.ts'
import { longTextChoices } from '../../core/encoders/long-texts.ts'
import { metricNames } from '../../core/evaluation/metrics/registry.ts'
import {
  batchRuleNames,
  classWeightNames,
  lossNames,
  optimiserNames,
  presets,
  type AdaptSettings,
  type ContrastiveSettings,
  type PresetName,
  type SearchGrid,
} from '../../core/projection/presets.ts'
import { projectionNames } from '../../core/projection/projection.ts'
import {
  fusionNames,
  operatingPointRules,
  type Study,
  type StudySettings,
  type Validation,
} from '../../core/study/study.ts'
import { byName, count, distinctStrings, filledString, finiteNumber } from './shapes.ts'

/**
 * What a project and a run keep of a study, by kind and name. Unlike a study file's, its numbers have no ranges and its lists no
 * least length: a project may be stored while its user is in the middle of choosing. What a version before did not know
 * may be missing; what this one does not know may not be there.
 */

/** Every key of T: whoever adds one adds its shape. */
type ShapeOf<T> = { readonly [K in keyof Required<T>]: GenericSchema }

const numbers = array(finiteNumber)

const search = strictObject({
  temperature: numbers,
  hidden: numbers,
  dropout: numbers,
  weightDecay: numbers,
} satisfies ShapeOf<SearchGrid>)

const contrastive = strictObject({
  loss: picklist(lossNames),
  temperature: finiteNumber,
  hidden: union([finiteNumber, literal('paper')]),
  hiddenLayers: optional(picklist([1, 2])),
  output: finiteNumber,
  dropout: finiteNumber,
  optimiser: optional(picklist(optimiserNames)),
  weightDecay: finiteNumber,
  learningRate: finiteNumber,
  batches: optional(picklist(batchRuleNames)),
  batchSize: finiteNumber,
  epochs: finiteNumber,
  patience: nullable(finiteNumber),
  refit: boolean(),
  normaliseOutput: boolean(),
  seeds: optional(finiteNumber),
  search: optional(nullable(search)),
} satisfies ShapeOf<ContrastiveSettings>)

const boosting = { rounds: finiteNumber, maxDepth: finiteNumber, learningRate: finiteNumber }
const classifiers = strictObject({
  classWeight: optional(nullable(picklist(classWeightNames))),
  lr: strictObject({ C: numbers }),
  knn: strictObject({ neighbours: finiteNumber }),
  cart: strictObject({ maxDepth: nullable(finiteNumber), minSamplesLeaf: finiteNumber }),
  rf: optional(strictObject({ trees: finiteNumber, minSamplesLeaf: finiteNumber })),
  gbm: optional(strictObject(boosting)),
  xgb: optional(
    strictObject({ ...boosting, lambda: finiteNumber, gamma: finiteNumber, minChildWeight: finiteNumber }),
  ),
  svc: optional(strictObject({ C: finiteNumber, gamma: union([finiteNumber, literal('scale')]) })),
  mlp: optional(
    strictObject({
      hidden: finiteNumber,
      alpha: finiteNumber,
      learningRate: finiteNumber,
      batchSize: finiteNumber,
      epochs: finiteNumber,
      tolerance: finiteNumber,
      patience: finiteNumber,
    }),
  ),
} satisfies ShapeOf<AdaptSettings['classifiers']>)

const ownNumbers = strictObject({
  standardise: boolean(),
  pca: strictObject({ components: finiteNumber }),
  contrastive,
  classifiers,
} satisfies ShapeOf<AdaptSettings>)

const validation = strictObject({
  folds: count,
  repeats: count,
  seed: count,
  folds_column: optional(string()),
  leave_out: optional(string()),
  test: optional(
    union([strictObject({ share: finiteNumber }), strictObject({ column: string(), value: string() })]),
  ),
} satisfies ShapeOf<Validation>)

const settings = {
  encoders: optional(strictObject({ text: optional(filledString), image: optional(filledString) })),
  texts: optional(picklist(textUses)),
  long_texts: optional(picklist(longTextChoices)),
  projections: array(picklist(projectionNames)),
  fusion: optional(array(picklist(fusionNames))),
  ablation: optional(boolean()),
  label_shuffle: optional(boolean()),
  preset: optional(union([picklist(Object.keys(presets) as PresetName[]), ownNumbers])),
  classifiers: array(picklist(classifierNames)),
  validation,
  primary: strictObject({
    metric: picklist(metricNames),
    classifier: picklist(classifierNames),
    compare: pipe(array(picklist(projectionNames)), length(2)),
  }),
  operating_point: optional(
    strictObject({
      rule: picklist(operatingPointRules),
      value: optional(finiteNumber),
      prevalence: optional(finiteNumber),
    }),
  ),
  subgroups: optional(array(string())),
} satisfies ShapeOf<StudySettings>

/** A case's label is changed once at most; a column that is the label no longer keeps its changes, set aside. */
const columnRole = pipe(
  strictObject({
    role: picklist(roles),
    columns: optional(distinctStrings),
    prefix: optional(string()),
    positive: optional(string()),
    classes: optional(array(string())),
    merge: optional(byName(array(string()))),
    relabels: optional(array(strictObject({ case: string(), from: string(), to: string() }))),
  } satisfies ShapeOf<ColumnRole>),
  check(({ relabels = [] }) => new Set(relabels.map((one) => one.case)).size === relabels.length),
)

export const columnRoles = byName(columnRole)

export const studySettings = strictObject(settings)

export const study = strictObject({
  version: literal(1),
  name: string(),
  files: array(string()),
  columns: optional(columnRoles),
  ...settings,
} satisfies ShapeOf<Study>)
