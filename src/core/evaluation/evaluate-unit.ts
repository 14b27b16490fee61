import { classifierRegistry } from '../classifiers/registry.ts'
import type { FittedClassifier, TuningSet } from '../classifiers/classifier.ts'
import { countSharedPatients } from '../dataset/folds.ts'
import { Failure } from '../failure.ts'
import type { Matrix } from '../math/matrix.ts'
import { createRng } from '../math/rng.ts'
import type { AdaptSettings } from '../projection/presets.ts'
import type { EpochReport, FitContext } from '../projection/projection.ts'
import { createProjection } from '../projection/registry.ts'
import type { Trainer } from '../projection/trainer.ts'
import { throwIfAborted } from '../signal.ts'
import { isCrossValidation, placeOf } from './checks.ts'
import { encodeTables } from './encode-tables.ts'
import { fuse } from './fusion.ts'
import { usedBy, usesAll } from './modality-sets.ts'
import { fitInputs, projectCases, type FittedInput } from './project-fold.ts'
import { noScores, scores } from './scores.ts'
import { trainingFold, type TrainingFold } from './training-fold.ts'
import type { Cell, ExperimentData, ModalityData, Unit, UnitResult } from './types.ts'

export interface EvaluateOptions extends Pick<FitContext, 'signal' | 'onEpoch' | 'yieldToLoop'> {
  readonly seed: number
  readonly classifiers: readonly string[]
  /** Trains the networks; createProjection's own where none is given. */
  readonly trainer?: Trainer
  /** Milliseconds from any fixed point: the core has no clock. */
  readonly now: () => number
}

/**
 * One projection and fusion on one fold, with every classifier. All that is fitted (features of a table, imputation,
 * standardisation, projection, tuning, classifier) is fitted here, on the unit's training rows (R2); the test rows are used once, to
 * predict (R3). Whoever reads the result chooses thresholds and calibrators on its `inner` predictions (R4). The inner split and the
 * random streams depend on seed and place (`placeOf`), so that every projection is tuned on the same rows and the same seed gives the
 * same cells on one backend (R12). They do not depend on what else is in the data: a unit that uses some of the modalities gives
 * what it would give if there were no others.
 *
 * Where no training case has any of the unit's modalities there is nothing to learn from: such a unit of an ablation has cells
 * without values (R13); one that uses all modalities fails.
 *
 * @throws Failure 'patients-shared', 'no-vectors', 'not-finite', 'cancelled', and what fitting throws
 */
export async function evaluateUnit(
  unit: Unit,
  given: ExperimentData,
  settings: AdaptSettings,
  { seed, classifiers: all, trainer, now, ...context }: EvaluateOptions,
): Promise<UnitResult> {
  const { repeat, fold, train, test, check } = unit
  const isShuffled = check?.kind === 'label-shuffle'
  const data = isShuffled ? { ...given, y: check.y } : given
  const classifiers = isShuffled ? [check.classifier] : all
  const place = placeOf(unit)
  const shared = countSharedPatients(train, test, data.groups)
  if (shared > 0) throw new Failure('patients-shared', { repeat, fold, patients: shared })

  const training = trainingFold(unit, data, seed)
  const { modalities, unseen } = encodeTables(modalitiesOf(unit, data), unit)
  const { inputs, leftOut } = fuse(modalities, train, training.inner, unit.fusion)
  if (inputs.length === 0) {
    if (usesAll(unit)) throw new Failure('no-vectors', { repeat, fold })
    return notLearned(unit, classifiers, detailsOf([], leftOut))
  }

  const started = now()
  const epochs: EpochReport[] = []
  const fitted = await fitInputs(createProjection(unit.projection, settings, trainer), inputs, training, {
    rngFor: (modality) => createRng(seed, 'projection', ...place, unit.projection, unit.fusion, modality),
    ...context,
    onEpoch: async (epoch) => {
      epochs.push(epoch)
      await context.onEpoch?.(epoch)
    },
  })
  try {
    const X = await projectCases(fitted, train, 'transform')
    const testX = await projectCases(fitted, test, 'transform')
    const tuning = await tuningSet(fitted, training)
    const trainMs = now() - started
    const details = { ...detailsOf(fitted, leftOut), ...unseen }

    const cells: Cell[] = []
    const proba: Record<string, Matrix> = {}
    const innerCases = usesAll(unit) && isCrossValidation(unit) ? casesToTuneOn(training) : null
    const innerProba: Record<string, Matrix> = {}
    let classifyMs = 0
    for (const name of classifiers) {
      throwIfAborted(context.signal)
      const begun = now()
      const procedure = classifierRegistry[name]!.create(settings.classifiers)
      const fitContext = {
        classes: data.classes.length,
        rng: createRng(seed, 'classifier', ...place, name),
        tuning,
        ...(context.signal && { signal: context.signal }),
      }
      const classifier = await procedure.fit(X, training.y, fitContext)
      const predicted = predict(classifier, testX, name)
      if (innerCases?.length) {
        const rng = createRng(seed, 'inner classifier', ...place, name)
        const { fit, validation } = tuning
        const inner = await (classifier.chosen ?? procedure).fit(fit.X, fit.y, { ...fitContext, rng })
        innerProba[name] = predict(inner, validation.X, name)
      }
      const ms = now() - begun
      classifyMs += ms
      proba[name] = predicted
      cells.push(
        cellOf(unit, name, {
          metrics: scores({ y: test.map((i) => data.y[i]!), proba: predicted, positive: data.positive }),
          details,
          classifier_details: classifier.details ?? {},
          seconds: (trainMs + ms) / 1000,
        }),
      )
    }
    return {
      unit,
      cells,
      proba,
      inner: innerCases && { cases: innerCases, proba: innerProba },
      epochs,
      details,
      seconds: { train: trainMs / 1000, classify: classifyMs / 1000 },
    }
  } finally {
    fitted.forEach(({ projection }) => projection.dispose())
  }
}

/** A cell of a unit that shares no patient between its sides. */
function cellOf(
  unit: Unit,
  classifier: string,
  values: Pick<Cell, 'metrics' | 'details' | 'classifier_details' | 'seconds'>,
): Cell {
  const { projection, fusion, repeat, fold, foldName, setAside, train, test } = unit
  return {
    projection,
    fusion,
    ...usedBy(unit),
    classifier,
    repeat,
    fold,
    ...(foldName !== undefined && { fold_name: foldName }),
    ...(setAside !== undefined && { n_set_aside: setAside }),
    n_train: train.length,
    n_test: test.length,
    patients_shared: 0,
    ...values,
  }
}

function notLearned(unit: Unit, classifiers: readonly string[], details: Cell['details']): UnitResult {
  return {
    unit,
    cells: classifiers.map((name) => cellOf(unit, name, { metrics: noScores(), details, seconds: 0 })),
    proba: {},
    inner: null,
    epochs: [],
    details,
    seconds: { train: 0, classify: 0 },
  }
}

/** @throws Failure 'not-finite' */
function predict(classifier: FittedClassifier, X: Matrix, name: string): Matrix {
  const proba = classifier.predictProba(X)
  if (!proba.data.every(Number.isFinite)) throw new Failure('not-finite', { where: name })
  return proba
}

/** Of the inner validation part; empty where nothing could be fitted without them, or there are none. */
const casesToTuneOn = ({ cases, inner }: TrainingFold): Int32Array =>
  inner.fit.length > 0 ? inner.validation.map((i) => cases[i]!) : new Int32Array()

async function tuningSet(
  fitted: readonly FittedInput[],
  { cases, y, inner }: TrainingFold,
): Promise<TuningSet> {
  const part = async (rows: Int32Array): Promise<{ X: Matrix; y: Int32Array }> => ({
    X: await projectCases(
      fitted,
      rows.map((i) => cases[i]!),
      'innerTransform',
    ),
    y: rows.map((i) => y[i]!),
  })
  return { fit: await part(inner.fit), validation: await part(inner.validation) }
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
