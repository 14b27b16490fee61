import { beforeAll, describe, expect, test } from 'vitest'
import { matrix } from '../../math/matrix.ts'
import { createRng, type Rng } from '../../math/rng.ts'
import { scores } from '../scores.ts'
import { summarise } from '../summarise.ts'
import { unitResultOf } from '../testing/cells.ts'
import { studyWith } from '../testing/study.ts'
import type { ExperimentData, InnerPredictions, UnitResult } from '../types.ts'
import type { Calibration, ClassPerformance, Curve, ProcedurePerformance } from './performance.ts'

/**
 * A run of one procedure whose probabilities are known: the log odds of class c against the first are normal, and the predicted ones
 * are these times `sharpness`.
 */
function madeRun({
  n,
  classes,
  sharpness,
  rowsPerPatient = 1,
  folds = 5,
}: {
  readonly n: number
  readonly classes: number
  readonly sharpness: number
  readonly rowsPerPatient?: number
  readonly folds?: number
}): { data: ExperimentData; results: UnitResult[] } {
  const rng = createRng(3, 'made run')
  const odds = Array.from({ length: n }, () => Array.from({ length: classes }, (_, c) => (c === 0 ? 0 : 1.5 * rng.normal()))) // prettier-ignore
  const y = Int32Array.from(odds, (row) => draw(softmax(row), rng))
  const groups = Int32Array.from({ length: n }, (_, i) => Math.floor(i / rowsPerPatient))
  const positive = classes === 2 ? 1 : null
  const all = Int32Array.from(y.keys())
  const probaOf = (rows: Int32Array) =>
    matrix(
      rows.length,
      classes,
      Float32Array.from([...rows].flatMap((i) => softmax(odds[i]!.map((value) => sharpness * value)))),
    )
  const results = Array.from({ length: folds }, (_, fold): UnitResult => {
    const test = all.filter((i) => groups[i]! % folds === fold)
    const train = all.filter((i) => groups[i]! % folds !== fold)
    const validation = train.filter((i) => groups[i]! % folds === (fold + 1) % folds)
    const proba = probaOf(test)
    const inner: InnerPredictions = { cases: validation, proba: { lr: probaOf(validation) } }
    return unitResultOf(
      { fold, train, test },
      proba,
      scores({ y: test.map((i) => y[i]!), proba, positive }),
      inner,
    )
  })
  const names = Array.from({ length: classes }, (_, c) => `class ${c}`)
  return { data: { modalities: [], y, classes: names, positive, groups }, results }
}

function softmax(scores: readonly number[]): number[] {
  const raised = scores.map(Math.exp)
  const sum = raised.reduce((a, b) => a + b)
  return raised.map((value) => value / sum)
}

function draw(proba: readonly number[], rng: Rng): number {
  let left = rng.next()
  const c = proba.findIndex((p) => (left -= p) < 0)
  return c < 0 ? proba.length - 1 : c
}

function performanceOfRun(
  run: { data: ExperimentData; results: UnitResult[] },
  changes: Parameters<typeof studyWith>[0] = {},
) {
  const summary = summarise(
    run.results,
    run.data,
    studyWith({ projections: ['none', 'pca'], primary: { metric: 'auroc', classifier: 'lr', compare: ['none', 'pca'] }, ...changes }),
    Array.from(run.data.y, (_, i) => `case ${i}`),
  ) // prettier-ignore
  const [performance] = summary.performance
  const meanOf = (metric: string): number => summary.summary.find((row) => row.metric === metric)!.mean
  return { performance: performance!, meanOf }
}

/** By the trapezoid rule. */
function areaUnder({ x, y }: Curve): number {
  return x.slice(1).reduce((sum, at, k) => sum + ((at - x[k]!) * (y[k]! + y[k + 1]!)) / 2, 0)
}

describe('two classes, probabilities twice as sharp as they should be', () => {
  const run = madeRun({ n: 1500, classes: 2, sharpness: 2 })
  let performance: ProcedurePerformance
  let meanOf: (metric: string) => number
  beforeAll(() => {
    ;({ performance, meanOf } = performanceOfRun(run, {
      operating_point: { rule: 'sensitivity', value: 0.9, prevalence: 0.1 },
    }))
  })

  test('R9: only the positive class is drawn, with its cases', () => {
    expect(performance.classes).toHaveLength(1)
    expect(performance.classes[0]).toMatchObject({
      class: 'class 1',
      cases: 1500,
      positives: run.data.y.filter((c) => c === 1).length,
    })
  })

  test('the areas below the curves are the mean AUROC and average precision, as closely as the grid allows', () => {
    const { roc, pr } = performance.classes[0]!
    expect(Math.abs(areaUnder(roc!) - meanOf('auroc'))).toBeLessThan(0.001)
    expect(Math.abs(areaUnder(pr!) - meanOf('average_precision'))).toBeLessThan(0.003)
  })

  test('R8: bands hold their curves', () => {
    const { roc, pr, decision_curve, calibration } = performance.classes[0]!
    for (const curve of [roc!, pr!, decision_curve.model, calibration.none.curve!])
      for (const [k, y] of curve.y.entries()) {
        expect(curve.low[k]!).toBeLessThanOrEqual(y! + 0.01)
        expect(curve.high[k]!).toBeGreaterThanOrEqual(y! - 0.01)
      }
  })

  test('calibration finds the sharpness, and both calibrators take it back (R4)', () => {
    const { none, platt, isotonic } = performance.classes[0]!.calibration
    expect(none.slope.value).toBeGreaterThan(0.4)
    expect(none.slope.value).toBeLessThan(0.6)
    expect(none.slope.ci95![0]).toBeLessThan(0.5)
    expect(none.slope.ci95![1]).toBeGreaterThan(0.5)
    expect(platt.slope.value).toBeGreaterThan(0.85)
    expect(platt.slope.value).toBeLessThan(1.15)
    expect(platt.ece.value).toBeLessThan(none.ece.value! / 2)
    expect(isotonic.ece.value).toBeLessThan(none.ece.value!)
    for (const { bins } of [none, platt, isotonic]) expect(bins.reduce((a, b) => a + b)).toBe(1500)
  })

  test('the smooth curve follows the true risks, and lies on the diagonal after Platt scaling', () => {
    const { none, platt } = performance.classes[0]!.calibration
    // the predicted log odds are twice the true ones
    const truth = (p: number): number => 1 / (1 + Math.sqrt((1 - p) / p))
    const deviation = ({ x, y }: Curve, risk: (p: number) => number): number =>
      x.reduce((sum, at, k) => sum + Math.abs(y[k]! - risk(at)), 0) / x.length
    expect(deviation(none.curve!, truth)).toBeLessThan(0.05)
    expect(deviation(none.curve!, (p) => p)).toBeGreaterThan(0.08)
    expect(deviation(platt.curve!, (p) => p)).toBeLessThan(0.03)
  })

  test('R3: the threshold that inner predictions chose is about as sensitive on test cases', () => {
    const point = performance.operating_point!
    expect(point.thresholds).toHaveLength(5)
    expect(point.sensitivity.value).toBeGreaterThan(0.86)
    expect(point.sensitivity.value).toBeLessThan(0.94)
    const { sensitivity, specificity, prevalence, ppv, at_stated_prevalence: stated } = point
    const bayes = (share: number): number => {
      const found = share * sensitivity.value!
      return found / (found + (1 - share) * (1 - specificity.value!))
    }
    expect(ppv.value).toBeCloseTo(bayes(prevalence), 9)
    expect(stated).toMatchObject({ prevalence: 0.1 })
    expect(stated!.ppv.value).toBeCloseTo(bayes(0.1), 9)
    expect(stated!.ppv.value).toBeLessThan(ppv.value!)
    expect(stated!.npv.value).toBeGreaterThan(point.npv.value!)
  })

  test('the confusion matrix counts every case once', () => {
    expect(performance.confusion.flat().reduce((a, b) => a + b)).toBe(1500)
    expect((performance.confusion[0]![0]! + performance.confusion[1]![1]!) / 1500).toBeCloseTo(
      meanOf('accuracy'),
      9,
    )
  })

  test('at a threshold near 0 the model treats everyone', () => {
    const { model, treat_all } = performance.classes[0]!.decision_curve
    expect(model.y[0]).toBeCloseTo(treat_all[0]!, 2)
    expect(Math.max(...model.y.map((value, k) => value! - Math.max(treat_all[k]!, 0)))).toBeGreaterThan(0.1)
  })
})

describe('three classes', () => {
  const { performance, meanOf } = performanceOfRun(madeRun({ n: 600, classes: 3, sharpness: 1.5 }))

  test('each is drawn against the rest, and there is no operating point', () => {
    expect(performance.classes.map((of) => of.class)).toEqual(['class 0', 'class 1', 'class 2'])
    expect(performance.operating_point).toBeNull()
    const areas = performance.classes.map(({ roc }) => areaUnder(roc!))
    expect(Math.abs(areas.reduce((a, b) => a + b) / 3 - meanOf('auroc'))).toBeLessThan(0.002)
  })
})

test('R4, R13: without inner predictions nothing is recalibrated, and no threshold is chosen', () => {
  const run = madeRun({ n: 200, classes: 2, sharpness: 1 })
  const { performance } = performanceOfRun({
    ...run,
    results: run.results.map((result) => ({ ...result, inner: { cases: new Int32Array(), proba: {} } })),
  })
  const none = { value: null, ci95: null }
  const { calibration } = performance.classes[0]!
  expect(calibration.none.slope.value).not.toBeNull()
  expect(calibration.platt).toEqual({
    intercept: none,
    slope: none,
    brier: none,
    ece: none,
    curve: null,
    bins: Array.from({ length: 10 }, () => 0),
    basis: { cases: 0, positives: 0, folds: 0, undefined_folds: 5 },
  })
  expect(performance.operating_point).toMatchObject({
    thresholds: [null, null, null, null, null],
    sensitivity: none,
    ppv: none,
  })
})

test('R13: folds that a curve cannot use are no part of its n: one kind of test case, one class of inner case', () => {
  const { data, results } = madeRun({ n: 500, classes: 2, sharpness: 1 })
  // the first fold tests class 0 alone; the inner cases of the second are of class 1 alone
  const y = data.y.map((c, i) => (i % 5 === 0 ? 0 : c))
  const oneClass = results.map((result, fold) => {
    if (fold !== 1) return result
    const kept = [...result.inner!.cases.keys()].filter((row) => y[result.inner!.cases[row]!] === 1)
    const { data: proba } = result.inner!.proba['lr']!
    const rows = Float32Array.from(kept.flatMap((row) => [...proba.subarray(2 * row, 2 * row + 2)]))
    return {
      ...result,
      inner: {
        cases: Int32Array.from(kept, (row) => result.inner!.cases[row]!),
        proba: { lr: matrix(kept.length, 2, rows) },
      },
    }
  })
  const { performance } = performanceOfRun({ data: { ...data, y }, results: oneClass })
  const positivesBut = (out: number): number => y.filter((c, i) => c === 1 && i % 5 !== out).length
  const all = y.filter((c) => c === 1).length
  const [{ discrimination, calibration }] = performance.classes as [ClassPerformance]
  const but = (out: number) => ({ cases: 400, positives: positivesBut(out), folds: 4, undefined_folds: 1 })
  expect(discrimination).toEqual(but(0))
  expect(calibration.none.basis).toEqual({ cases: 500, positives: all, folds: 5, undefined_folds: 0 })
  // the last fold's inner cases are those of the first, of class 0 alone: it cannot be recalibrated either
  const least = { cases: 300, positives: y.filter((c, i) => c === 1 && i % 5 !== 1 && i % 5 !== 4).length }
  for (const method of ['platt', 'isotonic'] as const) {
    const { basis, bins } = calibration[method]
    expect(basis).toEqual({ ...least, folds: 3, undefined_folds: 2 })
    expect(bins.reduce((a, b) => a + b)).toBe(basis!.cases)
  }
  expect(performance.operating_point!.basis!.undefined_folds).toBe(
    performance.operating_point!.thresholds.filter((threshold) => threshold === null).length,
  )
})

test('R8: four equal rows a patient widen an interval twofold', () => {
  const width = (of: Calibration): number => of.brier.ci95![1] - of.brier.ci95![0]
  const single = performanceOfRun(madeRun({ n: 800, classes: 2, sharpness: 1 }))
  const few = performanceOfRun(repeated(madeRun({ n: 200, classes: 2, sharpness: 1 }), 4))
  const ratio =
    width(few.performance.classes[0]!.calibration.none) /
    width(single.performance.classes[0]!.calibration.none)
  expect(ratio).toBeGreaterThan(1.6)
  expect(ratio).toBeLessThan(2.5)
})

/** Every row several times, for the same patient. */
function repeated({ data, results }: ReturnType<typeof madeRun>, times: number): ReturnType<typeof madeRun> {
  const spread = (rows: Int32Array): Int32Array =>
    Int32Array.from([...rows].flatMap((row) => Array.from({ length: times }, (_, k) => row * times + k)))
  const copies = <Row>(rows: Iterable<Row>): Row[] =>
    [...rows].flatMap((row) => Array.from({ length: times }, () => row))
  return {
    data: { ...data, y: Int32Array.from(copies(data.y)), groups: Int32Array.from(copies(data.groups)) },
    results: results.map((result) => {
      const { data: proba, cols, rows } = result.proba.lr!
      return {
        ...result,
        unit: { ...result.unit, test: spread(result.unit.test), train: spread(result.unit.train) },
        proba: {
          lr: matrix(
            rows * times,
            cols,
            Float32Array.from(Array.from({ length: rows }, (_, i) => copies([[...proba.subarray(i * cols, (i + 1) * cols)]]).flat()).flat()),
          ),
        },
        inner: { cases: result.inner!.cases.map((i) => i * times), proba: result.inner!.proba },
      }
    }),
  } // prettier-ignore
}
