import type { FittedClassifier } from '../classifiers/classifier.ts'
import { classifierRows, fitClassifier, fitUnit, type FitUnitOptions } from '../evaluation/fit-unit.ts'
import { projectCases } from '../evaluation/project-fold.ts'
import type { ExperimentData, Unit } from '../evaluation/types.ts'
import { Failure } from '../failure.ts'
import type { Matrix } from '../math/matrix.ts'
import type { AdaptSettings } from '../projection/presets.ts'
import type { FittedProcedure } from './final-model.ts'
import { rawSpaceOf, spaceOf, type FittedSpace } from './space.ts'

/** A procedure fitted on a unit's training cases, and where it puts the cases of both sides. */
export interface FittedCases {
  readonly procedure: FittedProcedure
  readonly rawSpace: FittedSpace
  readonly projected: Sides
  readonly raw: Sides
  /** Probabilities of the test cases, [test.length, classes]; of no rows where there are none. */
  readonly proba: Matrix
  readonly leftOut: readonly string[]
}

export interface Sides {
  readonly train: Matrix
  readonly test: Matrix
}

/**
 * Everything of one procedure on one unit, by the fits and random streams of the unit's evaluation: a fold gives the predictions that
 * the run has.
 * @throws Failure 'no-vectors', 'not-finite', 'cancelled' and what fitting throws
 */
export async function fitProcedure(
  classifier: string,
  unit: Unit,
  data: ExperimentData,
  settings: AdaptSettings,
  options: FitUnitOptions,
): Promise<FittedCases> {
  const fittedUnit = await fitUnit(unit, data, settings, options)
  const { fitted, leftOut, details } = fittedUnit
  try {
    if (fitted.length === 0) throw new Failure('no-vectors', { repeat: unit.repeat, fold: unit.fold })
    const rows = await classifierRows(fittedUnit)
    const { classifier: model } = await fitClassifier(classifier, unit, rows, data, settings, options)
    const raw = rawSpaceOf(fittedUnit)
    const testX = await projectCases(fitted, unit.test, 'transform')
    return {
      procedure: {
        space: spaceOf(fittedUnit),
        classifier: model.toJSON(),
        details: { ...details, ...model.details },
      },
      rawSpace: raw.space,
      projected: { train: rows.X, test: testX },
      raw: {
        train: await projectCases(raw.fitted, unit.train, 'transform'),
        test: await projectCases(raw.fitted, unit.test, 'transform'),
      },
      proba: predicted(model, testX, classifier),
      leftOut,
    }
  } finally {
    fitted.forEach(({ projection }) => projection.dispose())
  }
}

/** @throws Failure 'not-finite' */
function predicted(classifier: FittedClassifier, X: Matrix, where: string): Matrix {
  const proba = classifier.predictProba(X)
  if (!proba.data.every(Number.isFinite)) throw new Failure('not-finite', { where })
  return proba
}
