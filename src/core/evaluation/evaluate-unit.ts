import type { FittedClassifier } from '../classifiers/classifier.ts'
import { countSharedPatients } from '../dataset/folds.ts'
import { Failure } from '../failure.ts'
import type { Matrix } from '../math/matrix.ts'
import type { AdaptSettings } from '../projection/presets.ts'
import type { EpochReport } from '../projection/projection.ts'
import { throwIfAborted } from '../signal.ts'
import { isCrossValidation } from './checks.ts'
import { usedBy, usesAll } from './modality-sets.ts'
import { classifierRows, fitClassifier, fitUnit, type FitUnitOptions } from './fit-unit.ts'
import { projectCases } from './project-fold.ts'
import { noScores, scores } from './scores.ts'
import type { TrainingFold } from './training-fold.ts'
import type { Cell, ExperimentData, Unit, UnitResult } from './types.ts'

export interface EvaluateOptions extends FitUnitOptions {
  readonly classifiers: readonly string[]
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
  { seed, classifiers: all, now, ...context }: EvaluateOptions,
): Promise<UnitResult> {
  const { repeat, fold, train, test, check } = unit
  const isShuffled = check?.kind === 'label-shuffle'
  const data = isShuffled ? { ...given, y: check.y } : given
  const classifiers = isShuffled ? [check.classifier] : all
  const shared = countSharedPatients(train, test, data.groups)
  if (shared > 0) throw new Failure('patients-shared', { repeat, fold, patients: shared })

  const started = now()
  const epochs: EpochReport[] = []
  const fittedUnit = await fitUnit(unit, data, settings, {
    seed,
    ...context,
    onEpoch: async (epoch) => {
      epochs.push(epoch)
      await context.onEpoch?.(epoch)
    },
  })
  const { fitted, training, details } = fittedUnit
  if (fitted.length === 0) {
    if (usesAll(unit)) throw new Failure('no-vectors', { repeat, fold })
    return notLearned(unit, classifiers, details)
  }
  try {
    const rows = await classifierRows(fittedUnit)
    const testX = await projectCases(fitted, test, 'transform')
    const trainMs = now() - started

    const cells: Cell[] = []
    const proba: Record<string, Matrix> = {}
    const innerCases = usesAll(unit) && isCrossValidation(unit) ? casesToTuneOn(training) : null
    const innerProba: Record<string, Matrix> = {}
    let classifyMs = 0
    for (const name of classifiers) {
      throwIfAborted(context.signal)
      const begun = now()
      const { classifier, fitInner } = await fitClassifier(name, unit, rows, data, settings, {
        seed,
        ...(context.signal && { signal: context.signal }),
      })
      const predicted = predict(classifier, testX, name)
      if (innerCases?.length) innerProba[name] = predict(await fitInner(), rows.tuning.validation.X, name)
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
