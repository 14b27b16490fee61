import { classifierRegistry } from '../classifiers/registry.ts'
import { calibrate } from '../evaluation/performance/calibrator.ts'
import { logit } from '../evaluation/metrics/calibration-line.ts'
import type { Probabilities } from '../evaluation/metrics/metric.ts'
import { encodeTable } from '../evaluation/table-encoder.ts'
import type { ModalityData } from '../evaluation/types.ts'
import type { Matrix } from '../math/matrix.ts'
import { nearestDistances } from '../math/nearest-distance.ts'
import { presentRows } from '../dataset/table-modality.ts'
import type { Trainer } from '../projection/trainer.ts'
import type { DistanceReference, FinalModel, FittedProcedure } from './final-model.ts'
import { jackknifeInterval } from './jackknife.ts'
import { without } from './mask.ts'
import { similarTo, type SimilarCase } from './similar-cases.ts'
import { countCases, openSpace } from './space.ts'

/** How far a case lies from the training cases in a space, and from what distance on that is far. */
export interface Distance {
  readonly distance: number
  readonly threshold: number
}

/** What a prediction owes to a modality: it again, with the modality masked as in a case that lacks it (R7). */
export interface Contribution {
  readonly modality: string
  /** Probabilities of the classes without it, [classes]. */
  readonly proba: readonly number[]
  /** Log odds of the most probable class with it, minus those without it: above 0 it speaks for that class. */
  readonly logOdds: number
}

export interface CasePrediction {
  /** Calibrated, [classes]; they sum to 1. */
  readonly proba: readonly number[]
  /** The model's own 95 % interval of each, [classes] (jackknife.ts). */
  readonly intervals: readonly (readonly [number, number])[]
  /** As the classifier gave them, [classes]. */
  readonly uncalibrated: readonly number[]
  /** Whether the case is unlike the training cases, by either distance. */
  readonly isUnlike: boolean
  readonly projected: Distance
  /** null where the model looks at one space only. */
  readonly raw: Distance | null
  /** The most similar training cases, nearest first, five at most. */
  readonly similar: readonly SimilarCase[]
  /** Of each modality that the case has; empty where it has one only. */
  readonly contributions: readonly Contribution[]
  /** Names of the modalities that the case lacks. */
  readonly missing: readonly string[]
  /** Categories of the case that no training case has: they count for nothing (R13). */
  readonly unseen: number
}

/** A model with its fits restored, ready to predict. */
export interface OpenModel {
  readonly model: FinalModel
  readonly final: OpenProcedure
  readonly folds: readonly OpenProcedure[]
  readonly raw: { project(modalities: readonly ModalityData[]): Promise<Matrix> } | null
}

interface OpenProcedure {
  project(modalities: readonly ModalityData[]): Promise<Matrix>
  predictProba(X: Matrix): Matrix
}

/**
 * @param trainer does the arithmetic of networks
 * @throws Failure 'projection-unreadable', 'classifier-unreadable'
 */
export function openModel(model: FinalModel, trainer?: Pick<Trainer, 'project'>): OpenModel {
  const open = ({ space, classifier }: FittedProcedure): OpenProcedure => {
    const fitted = classifierRegistry[classifier.name]!.fromJSON(classifier)
    return { ...openSpace(space, trainer), predictProba: (X) => fitted.predictProba(X) }
  }
  const { raw } = model.outOfDistribution
  return {
    model,
    final: open(model.procedure),
    folds: model.foldProcedures.map(open),
    raw: raw && openSpace(raw.space, trainer),
  }
}

/** Calibrated probabilities alone, [cases, classes]: see predictCases. */
export async function predictProbabilities(
  { model: { calibrator }, final }: Pick<OpenModel, 'model' | 'final'>,
  modalities: readonly ModalityData[],
): Promise<Probabilities> {
  const proba = final.predictProba(await final.project(modalities))
  return calibrator ? calibrate(calibrator, proba) : proba
}

/**
 * Predicts new cases, each independently of the others.
 * @param modalities all that the model knows, by its names; a case that lacks one has no vector in it, or a table without values (R7)
 */
export async function predictCases(
  { model, final, folds, raw }: OpenModel,
  modalities: readonly ModalityData[],
): Promise<CasePrediction[]> {
  const n = countCases(modalities)
  const calibrated = (proba: Matrix): Probabilities =>
    model.calibrator ? calibrate(model.calibrator, proba) : proba
  const X = await final.project(modalities)
  const uncalibrated = final.predictProba(X)
  const proba = calibrated(uncalibrated)
  const perFold: { readonly X: Matrix; readonly proba: Probabilities }[] = []
  for (const fold of folds) {
    const projected = await fold.project(modalities)
    perFold.push({ X: projected, proba: calibrated(fold.predictProba(projected)) })
  }

  const { neighbours, projected, raw: rawReference } = model.outOfDistribution
  const inSpace = (reference: DistanceReference, rows: Matrix): Float64Array =>
    nearestDistances(reference.X, rows, neighbours)
  const projectedDistances = inSpace(projected, X)
  const rawDistances = raw && rawReference && inSpace(rawReference, await raw.project(modalities))
  const similar = similarTo(
    model,
    perFold.map((fold) => fold.X),
  )
  const has = modalities.map(presence)
  const masked = await Promise.all(
    modalities.map(async (modality) => ({
      modality: modality.name,
      proba: await predictProbabilities({ model, final }, without(modalities, modality.name)),
    })),
  )

  return Array.from({ length: n }, (_, i): CasePrediction => {
    const own = rowOf(proba, i)
    const distance = { distance: projectedDistances[i]!, threshold: projected.threshold }
    const rawDistance = rawDistances && { distance: rawDistances[i]!, threshold: rawReference!.threshold }
    const present = has.filter((of) => of[i] === 1).length
    return {
      proba: own,
      intervals: own.map((p, c) =>
        jackknifeInterval(
          p,
          perFold.map((fold) => rowOf(fold.proba, i)[c]!),
        ),
      ),
      uncalibrated: rowOf(uncalibrated, i),
      isUnlike: [distance, ...(rawDistance ? [rawDistance] : [])].some((of) => of.distance > of.threshold),
      projected: distance,
      raw: rawDistance,
      similar: similar(i),
      contributions:
        present < 2
          ? []
          : masked
              .filter((_, m) => has[m]![i] === 1)
              .map((of) => contribution(of.modality, own, rowOf(of.proba, i))),
      missing: modalities.filter((_, m) => has[m]![i] === 0).map(({ name }) => name),
      unseen: unseenOf(model, modalities, i),
    }
  })
}

const rowOf = ({ data, cols }: Probabilities, i: number): number[] =>
  Array.from({ length: cols }, (_, c) => data[i * cols + c]!)

const presence = (modality: ModalityData): Uint8Array =>
  'X' in modality ? modality.present : presentRows(modality.columns)

function contribution(modality: string, own: readonly number[], masked: readonly number[]): Contribution {
  const called = own.indexOf(Math.max(...own))
  return { modality, proba: masked, logOdds: logit(own[called]!) - logit(masked[called]!) }
}

function unseenOf({ procedure }: FinalModel, modalities: readonly ModalityData[], i: number): number {
  return modalities.reduce((sum, modality) => {
    if ('X' in modality) return sum
    return sum + encodeTable(procedure.space.tables[modality.name]!, modality.columns, [i]).unseen
  }, 0)
}
