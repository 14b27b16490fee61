import type { FittedClassifier, TuningSet } from '../classifiers/classifier.ts'
import { classifierRegistry } from '../classifiers/registry.ts'
import type { Matrix } from '../math/matrix.ts'
import { createRng } from '../math/rng.ts'
import type { AdaptSettings } from '../projection/presets.ts'
import type { FitContext } from '../projection/projection.ts'
import { createProjection } from '../projection/registry.ts'
import type { Trainer } from '../projection/trainer.ts'
import { placeOf } from './checks.ts'
import { encodeTables, fitTableEncoders, type TableEncoders } from './encode-tables.ts'
import { fuse, planFusion, type InputPlan } from './fusion.ts'
import { fitInputs, projectCases, type FittedInput } from './project-fold.ts'
import { trainingFold, type TrainingFold } from './training-fold.ts'
import type { ExperimentData, ModalityData, Unit } from './types.ts'

export interface FitUnitOptions extends Pick<FitContext, 'signal' | 'onEpoch' | 'yieldToLoop'> {
  readonly seed: number
  /** Trains the networks; createProjection's own where none is given. */
  readonly trainer?: Trainer
}

/** Everything before the classifier, fitted on a unit's training rows (R2). */
export interface FittedUnit {
  readonly training: TrainingFold
  readonly tables: TableEncoders
  readonly plans: readonly InputPlan[]
  /** One for each plan; empty where no training case has any of the unit's modalities. Dispose their projections. */
  readonly fitted: readonly FittedInput[]
  readonly leftOut: readonly string[]
  /** As its projections name them; with the modality in front where there is one each, what was left out and what is unseen. */
  readonly details: Readonly<Record<string, number>>
}

/**
 * Features of tables, imputation, scaling and projections of a unit. The inner split and the random streams depend on seed and place
 * (`placeOf`) only.
 * @throws Failure 'cancelled', 'training-diverged' and what else fitting throws
 */
export async function fitUnit(
  unit: Unit,
  data: ExperimentData,
  settings: AdaptSettings,
  { seed, trainer, ...context }: FitUnitOptions,
): Promise<FittedUnit> {
  const training = trainingFold(unit, data, seed)
  const used = modalitiesOf(unit, data)
  const tables = fitTableEncoders(used, unit.train)
  const { modalities, unseen } = encodeTables(tables, used, unit)
  const { plans, leftOut } = planFusion(modalities, unit.train, training.inner, unit.fusion)
  const fitted = await fitInputs(
    createProjection(unit.projection, settings, trainer),
    fuse(plans, modalities),
    training,
    {
      rngFor: (modality) =>
        createRng(seed, 'projection', ...placeOf(unit), unit.projection, unit.fusion, modality),
      ...context,
    },
  )
  const details = { ...detailsOf(fitted, leftOut), ...(fitted.length > 0 && unseen) }
  return { training, tables, plans, fitted, leftOut, details }
}

/** What a classifier is fitted and tuned on. */
export interface ClassifierRows {
  /** Projected training rows, [n, outputs]. */
  readonly X: Matrix
  readonly y: Int32Array
  readonly tuning: TuningSet
}

export async function classifierRows({ fitted, training }: FittedUnit): Promise<ClassifierRows> {
  const { cases, y, inner } = training
  const part = async (rows: Int32Array): Promise<{ X: Matrix; y: Int32Array }> => ({
    X: await projectCases(
      fitted,
      rows.map((i) => cases[i]!),
      'innerTransform',
    ),
    y: rows.map((i) => y[i]!),
  })
  return {
    X: await projectCases(fitted, cases, 'transform'),
    y,
    tuning: { fit: await part(inner.fit), validation: await part(inner.validation) },
  }
}

/** A classifier of a unit, and what was chosen in its fit applied to the inner fit part alone (R4). */
export interface UnitClassifier {
  readonly classifier: FittedClassifier
  fitInner(): Promise<FittedClassifier>
}

export async function fitClassifier(
  name: string,
  unit: Unit,
  { X, y, tuning }: ClassifierRows,
  { classes }: Pick<ExperimentData, 'classes'>,
  settings: AdaptSettings,
  { seed, signal }: Pick<FitUnitOptions, 'seed' | 'signal'>,
): Promise<UnitClassifier> {
  const place = placeOf(unit)
  const procedure = classifierRegistry[name]!.create(settings.classifiers)
  const context = { classes: classes.length, tuning, ...(signal && { signal }) }
  const classifier = await procedure.fit(X, y, {
    ...context,
    rng: createRng(seed, 'classifier', ...place, name),
  })
  return {
    classifier,
    fitInner: () =>
      (classifier.chosen ?? procedure).fit(tuning.fit.X, tuning.fit.y, {
        ...context,
        rng: createRng(seed, 'inner classifier', ...place, name),
      }),
  }
}

function modalitiesOf({ modalities: used }: Unit, data: ExperimentData): readonly ModalityData[] {
  return used === undefined ? data.modalities : data.modalities.filter(({ name }) => used.includes(name))
}

/** Named as the projection names them; with the modality in front where there is one projection each. */
function detailsOf(fitted: readonly FittedInput[], leftOut: readonly string[]): Record<string, number> {
  const entries = fitted.flatMap(({ input, projection }) =>
    Object.entries(projection.details).map(
      ([key, value]) => [input.modality === null ? key : `${input.modality}: ${key}`, value] as const,
    ),
  )
  return Object.fromEntries([...entries, ...leftOut.map((name) => [`${name}: leftOut`, 1] as const)])
}
