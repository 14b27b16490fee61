import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { accuracyOf } from './accuracy.ts'
import { balancedAccuracyOf } from './balanced-accuracy.ts'
import { confusionOf, hits, predictedClasses, trueCount, type Confusion } from './confusion.ts'
import { expectedCalibrationError } from './ece.ts'
import { f1MacroOf, f1OfClass } from './f1-macro.ts'
import { kappaOf } from './kappa.ts'
import { mccOf } from './mcc.ts'
import { columnOf, compute, type Scored } from './metric.ts'
import { rankAreas, rankingOf } from './ranking.ts'
import { findMetric } from './registry.ts'

interface GoldenSet {
  readonly name: string
  readonly kind: 'binary' | 'multiclass'
  readonly n: number
  readonly y_true: readonly number[]
  readonly y_pred: readonly number[]
  readonly y_score?: readonly number[]
  readonly y_proba?: readonly (readonly number[])[]
  readonly metrics: Readonly<
    Record<string, number | null | readonly number[] | readonly (readonly number[])[]>
  >
}

const file = new URL('../../fixtures/golden/metrics.json', import.meta.url)
const { sets } = JSON.parse(readFileSync(file, 'utf8')) as { sets: readonly GoldenSet[] }

/**
 * What differs, in words; empty where all agree. The file has 9 significant digits: half a unit of the last one, and
 * a little of our own.
 */
function differences(actual: unknown, expected: unknown, what: string): string[] {
  if (Array.isArray(actual) && Array.isArray(expected) && actual.length === expected.length)
    return actual.flatMap((value, i) => differences(value, expected[i], `${what}[${i}]`))
  if (typeof actual === 'number' && typeof expected === 'number') {
    const tolerance = Math.abs(expected) < 1 ? 1e-9 : 1e-8 * Math.abs(expected)
    if (Math.abs(actual - expected) <= tolerance) return []
  } else if (actual === null && expected === null) return []
  return [`${what}: ${JSON.stringify(actual)} against ${JSON.stringify(expected)}`]
}

function scoredOf(set: GoldenSet): Scored {
  const rows = set.y_proba ?? set.y_score!.map((score) => [1 - score, score])
  const cols = rows[0]!.length
  return {
    y: Int32Array.from(set.y_true),
    proba: { rows: rows.length, cols, data: Float64Array.from(rows.flat()) },
    positive: set.kind === 'binary' ? 1 : null,
  }
}

/** Names in the file of the metrics that depend on the predicted classes; predictions there need not be the argmax. */
const ofPredictions: Record<string, (confusion: Confusion) => number | null> = {
  accuracy: accuracyOf,
  balanced_accuracy: balancedAccuracyOf,
  f1_macro: f1MacroOf,
  f1_binary: (confusion) => f1OfClass(confusion, 1),
  mcc: mccOf,
  cohen_kappa: kappaOf,
  recall_binary: (confusion) => hits(confusion, 1) / trueCount(confusion, 1),
}

/** Names in the file -> names in the registry. */
const registered: Record<string, string> = {
  accuracy: 'accuracy',
  balanced_accuracy: 'balanced_accuracy',
  f1_macro: 'f1_macro',
  f1_binary: 'f1',
  mcc: 'mcc',
  cohen_kappa: 'kappa',
  roc_auc: 'auroc',
  roc_auc_ovr_macro: 'auroc',
  recall_binary: 'sensitivity',
  average_precision: 'average_precision',
  average_precision_macro: 'average_precision',
  brier: 'brier',
  log_loss: 'log_loss',
  ece15_top: 'ece',
}

describe.each(sets)('golden metrics: $name', (set) => {
  const scored = scoredOf(set)
  const classes = scored.proba.cols
  const ones = new Float64Array(set.n).fill(1)

  test('numbers from given predictions', () => {
    const confusion = confusionOf(set.y_true, set.y_pred, classes)
    const labels = set.metrics.confusion_labels as number[]
    const counts = labels.map((i) => labels.map((j) => confusion.counts[i * classes + j]))
    const perClass = set.metrics.f1_per_class as number[] | undefined
    expect([
      ...Object.entries(ofPredictions)
        .filter(([name]) => name in set.metrics)
        .flatMap(([name, score]) => differences(score(confusion), set.metrics[name], name)),
      ...differences(counts, set.metrics.confusion, 'confusion'),
      ...differences(
        perClass?.map((_, c) => f1OfClass(confusion, c)) ?? null,
        perClass ?? null,
        'f1_per_class',
      ),
    ]).toEqual([])
  })

  test('numbers from probabilities, through the registry', () => {
    const samePredictions = predictedClasses(scored).every((c, i) => c === set.y_pred[i])
    const names = Object.keys(set.metrics).filter(
      (name) => name in registered && (samePredictions || !(name in ofPredictions)),
    )
    expect(names.length).toBeGreaterThanOrEqual(5)
    expect(
      names.flatMap((name) =>
        differences(compute(findMetric(registered[name]!)!, scored), set.metrics[name], name),
      ),
    ).toEqual([])
  })

  test('AUROC of each class', () => {
    const expected = set.metrics.roc_auc_per_class ?? [
      1 - (set.metrics.roc_auc as number),
      set.metrics.roc_auc,
    ]
    const actual = Array.from(
      { length: classes },
      (_, c) =>
        rankAreas(
          rankingOf(columnOf(scored.proba, c), (row) => set.y_true[row] === (set.kind === 'binary' ? 1 : c)),
          ones,
        ).auroc,
    )
    expect(differences(actual, expected, 'AUROC')).toEqual([])
  })
})

describe.each(sets.filter((set) => set.kind === 'binary'))('golden binary metrics: $name', (set) => {
  test('calibration of the positive class', () => {
    const error = expectedCalibrationError(Float64Array.from(set.y_score!), Uint8Array.from(set.y_true))
    const actual = error(new Float64Array(set.n).fill(1))
    expect(differences(actual, set.metrics.ece15_positive, 'ece15_positive')).toEqual([])
  })
})
