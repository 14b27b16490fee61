import { divideCases, nothingGiven } from '../evaluation/division.ts'
import type { FitUnitOptions } from '../evaluation/fit-unit.ts'
import { fitCalibrator, type Calibrator } from '../evaluation/performance/calibrator.ts'
import type { ExperimentData, Unit } from '../evaluation/types.ts'
import { matrix, row, type Matrix } from '../math/matrix.ts'
import { nearestDistances } from '../math/nearest-distance.ts'
import type { AdaptSettings } from '../projection/presets.ts'
import type { EpochReport } from '../projection/projection.ts'
import { adaptSettings } from '../study/settings.ts'
import type { Study } from '../study/study.ts'
import { distanceThresholds } from './distance-threshold.ts'
import type {
  FinalModel,
  FittedProcedure,
  HeldOutCases,
  ModelChoice,
  OutOfDistribution,
} from './final-model.ts'
import { fitProcedure, type FittedCases, type Sides } from './fit-procedure.ts'
import { closeDistances } from './similar-cases.ts'

/** What a model is fitted on, and what has to be known of it later. */
export interface ModelData extends Pick<FinalModel, 'modalities' | 'decimal' | 'caseIds' | 'fingerprint'> {
  readonly experiment: ExperimentData
  /** The fold of each case, where the study names a column for it, [n]. */
  readonly folds: Int32Array | null
}

export interface FitModelOptions extends Omit<FitUnitOptions, 'seed' | 'onEpoch'> {
  readonly computedWith: FinalModel['computedWith']
  readonly onProgress?: (progress: FitProgress) => void | Promise<void>
}

/** Fits done of all: one for each fold, then the one on all cases. */
export interface FitProgress {
  readonly done: number
  readonly of: number
  readonly epoch: EpochReport | null
}

/** A case's distance to the training cases is that to the fifth nearest: one or two oddities among them do not vouch for it. */
const distanceNeighbours = 5

/**
 * A procedure of a study fitted on all cases (R11), those of a locked test set included. Before that it is fitted without each fold
 * of a k-fold cross-validation: the study's own folds where it names them or draws five or more, else as many or five, drawn by patient and class. What
 * those fits say of the cases they never saw calibrates the probabilities (R4), sets the distance from which on a case is unlike the
 * training cases, and, as a jackknife, tells how far a probability can be trusted.
 * @throws Failure what `divideCases` and fitting throw, 'cancelled'
 */
export async function fitFinalModel(
  { experiment, folds, ...described }: ModelData,
  study: Study,
  choice: ModelChoice,
  { computedWith, onProgress, ...context }: FitModelOptions,
): Promise<FinalModel> {
  const settings = adaptSettings(study)
  const { projection, fusion } = choice
  const units = foldUnits(experiment, study, folds, { projection, fusion })
  const of = units.length + 1
  const fit = (unit: Unit, done: number): Promise<FittedCases> =>
    fitProcedure(choice.classifier, unit, experiment, settings, {
      ...context,
      seed: study.validation.seed,
      onEpoch: (epoch) => onProgress?.({ done, of, epoch }),
    })

  const held: FoldFit[] = []
  for (const [done, unit] of units.entries()) {
    await onProgress?.({ done, of, epoch: null })
    held.push(foldFit(unit, await fit(unit, done), context))
  }
  await onProgress?.({ done: units.length, of, epoch: null })
  const all = Int32Array.from(experiment.y.keys())
  const check = { kind: 'final-model' } as const
  const final = await fit(
    { repeat: 0, fold: 0, check, projection, fusion, train: all, test: new Int32Array() },
    units.length,
  )
  return {
    version: 1,
    study,
    choice,
    classes: experiment.classes,
    positive: experiment.positive,
    ...described,
    procedure: final.procedure,
    foldProcedures: held.map(({ procedure }) => procedure),
    calibrator: calibratorOf(choice, held, experiment),
    outOfDistribution: outOfDistribution(final, held, hasRawSpace(choice, settings)),
    heldOut: heldOutCases(held, experiment.groups),
    y: experiment.y,
    patients: new Set(experiment.groups).size,
    computedWith,
  }
}

/** What a fold's fit says of the cases that it never saw. */
interface FoldFit {
  readonly procedure: FittedProcedure
  readonly cases: Int32Array
  /** Projected, [cases.length, d]. */
  readonly X: Matrix
  readonly proba: Matrix
  readonly distances: { readonly projected: Float64Array; readonly raw: Float64Array }
}

function foldFit(
  { test }: Unit,
  { procedure, projected, raw, proba }: FittedCases,
  { signal }: Pick<FitUnitOptions, 'signal'>,
): FoldFit {
  const distances = (sides: Sides): Float64Array =>
    nearestDistances(sides.train, sides.test, distanceNeighbours, signal)
  return {
    procedure,
    cases: test,
    X: projected.test,
    proba,
    distances: { projected: distances(projected), raw: distances(raw) },
  }
}

function heldOutCases(held: readonly FoldFit[], patients: Int32Array): HeldOutCases {
  const close = closeDistances(held, patients)
  return { folds: held.map(({ cases, X }, fold) => ({ cases, X, closeDistance: close[fold]! })) }
}

/** Two or three fits would tell too little of how far they differ. */
const fewestFolds = 5

function foldUnits(
  data: ExperimentData,
  { validation }: Study,
  folds: Int32Array | null,
  form: Pick<Unit, 'projection' | 'fusion'>,
): Unit[] {
  const { seed, folds_column } = validation
  const k = Math.min(Math.max(validation.folds, fewestFolds), new Set(data.groups).size)
  const drawn = { folds: k, repeats: 1, seed, ...(folds_column !== undefined && { folds_column }) }
  return divideCases(data, drawn, { ...nothingGiven, folds }).splits.map((split) => ({ ...split, ...form }))
}

/** Without a projection and already standardised, the space before it is the one that the classifier sees. */
const hasRawSpace = ({ projection }: ModelChoice, { standardise }: AdaptSettings): boolean =>
  projection !== 'none' || !standardise

function calibratorOf(
  { recalibration }: ModelChoice,
  held: readonly FoldFit[],
  { y, classes, positive }: ExperimentData,
): Calibrator | null {
  if (recalibration === 'none') return null
  const cases = Int32Array.from(held.flatMap((fold) => [...fold.cases]))
  const proba = matrix(cases.length, classes.length)
  let at = 0
  for (const fold of held)
    for (let i = 0; i < fold.cases.length; i++, at++) proba.data.set(row(fold.proba, i), at * proba.cols)
  return fitCalibrator({ y: cases.map((i) => y[i]!), proba, positive }, recalibration)
}

function outOfDistribution(
  { projected, raw, rawSpace }: FittedCases,
  held: readonly FoldFit[],
  hasRaw: boolean,
): OutOfDistribution {
  const joined = (space: 'projected' | 'raw'): Float64Array =>
    Float64Array.from(held.flatMap(({ distances }) => [...distances[space]]))
  const inSpaces = hasRaw ? [joined('projected'), joined('raw')] : [joined('projected')]
  const { distances, falseAlarmRate } = distanceThresholds(inSpaces)
  return {
    neighbours: distanceNeighbours,
    projected: { X: projected.train, threshold: distances[0]! },
    raw: hasRaw ? { X: raw.train, threshold: distances[1]!, space: rawSpace } : null,
    falseAlarmRate,
    heldOutCases: inSpaces[0]!.length,
  }
}
