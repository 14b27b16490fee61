import * as tf from '@tensorflow/tfjs'
import { beforeAll, describe, expect, it } from 'vitest'
import { type Matrix, matrix, row, takeRows } from '../math/matrix.ts'
import { createRng } from '../math/rng.ts'
import { fitStandardScaler, standardise } from '../math/standardise.ts'
import { type AdaptSettings, paper, robust } from './presets.ts'
import {
  type EpochReport,
  type FitContext,
  type InnerSplit,
  projectionNames,
  type TrainingSet,
} from './projection.ts'
import { createProjection } from './registry.ts'
import { useCpuBackend } from './testing/cpu-backend.ts'
import { lastRowsHeldBack, syntheticRows } from './testing/synthetic.ts'

const quick: AdaptSettings = {
  ...robust,
  pca: { components: 4 },
  contrastive: { ...robust.contrastive, hidden: 12, output: 5, batchSize: 32, epochs: 6, patience: 2 },
}
const train = syntheticRows(70, 8, 3, 0.6)
const inner = lastRowsHeldBack(70, 20)
const probe = syntheticRows(9, 8, 3, 0.6, 2).X

function context(changes: Partial<FitContext> = {}): FitContext {
  return { rng: createRng(11, 'projection'), inner, ...changes }
}

const scaledAs = (rows: Matrix, X: Matrix): Matrix => standardise(fitStandardScaler(rows), X)

/** The training set with the held-back rows replaced by others of the same labels. */
function otherHeldBackRows({ X, y, groups }: TrainingSet, { validation }: InnerSplit): TrainingSet {
  const data = X.data.slice()
  for (const i of validation) for (let j = 0; j < X.cols; j++) data[i * X.cols + j]! += 3 * j - 5
  return { X: matrix(X.rows, X.cols, data), y, groups }
}

beforeAll(useCpuBackend)

describe.each(projectionNames)('the contract of every projection: %s', (name) => {
  it.each([
    ['robust', quick],
    ['paper', { ...paper, contrastive: { ...paper.contrastive, epochs: 2 } }],
  ])('gives finite vectors of the announced width, one a row: %s', async (_, settings) => {
    const fitted = await createProjection(name, settings).fit(train, context())
    for (const transform of [fitted.transform, fitted.innerTransform]) {
      const Z = await transform(probe)
      expect(Z.rows).toBe(9)
      expect(Z.data.every(Number.isFinite)).toBe(true)
    }
    expect((await fitted.transform(probe)).cols).toBe(fitted.outputDimensions)
    expect(Object.values(fitted.details).every(Number.isFinite)).toBe(true)
    fitted.dispose()
  })

  it('R12: the same seed gives the same bits', async () => {
    const vectors = async (): Promise<Matrix[]> => {
      const fitted = await createProjection(name, quick).fit(train, context())
      return [await fitted.transform(probe), await fitted.innerTransform(probe)]
    }
    expect(await vectors()).toEqual(await vectors())
  })

  it('R2: a row is projected alike whatever rows come with it', async () => {
    const fitted = await createProjection(name, quick).fit(train, context())
    const together = await fitted.transform(probe)
    const alone = await fitted.transform(takeRows(probe, [4]))
    expect(row(together, 4)).toEqual(row(alone, 0))
  })

  it('R3: the inner transform is fitted on inner.fit rows alone, scaling and all', async () => {
    // a fixed number of epochs: early stopping may watch the held-back rows, nothing else may
    const fixed = { ...quick, contrastive: { ...quick.contrastive, epochs: 3, patience: null } }
    const fit = async (rows: TrainingSet) => createProjection(name, fixed).fit(rows, context())
    const a = await fit(train)
    const b = await fit(otherHeldBackRows(train, inner))
    expect(await b.innerTransform(probe)).toEqual(await a.innerTransform(probe))
    expect(await b.transform(probe)).not.toEqual(await a.transform(probe))
  })

  it('leaves no tensor behind', async () => {
    const before = tf.memory().numTensors
    const fitted = await createProjection(name, quick).fit(train, context())
    await fitted.transform(probe)
    await fitted.innerTransform(probe)
    fitted.dispose()
    expect(tf.memory().numTensors).toBe(before)
  })

  it('copes with one feature', async () => {
    const narrow = syntheticRows(30, 1, 2, 1)
    const fitted = await createProjection(name, quick).fit(
      narrow,
      context({ inner: lastRowsHeldBack(30, 8) }),
    )
    const Z = await fitted.transform(narrow.X)
    expect(Z.rows).toBe(30)
    expect(Z.cols).toBeGreaterThan(0)
    expect(Z.data.every(Number.isFinite)).toBe(true)
  })
})

describe('none', () => {
  it('is the vectors themselves, or standardised ones where the settings say so', async () => {
    const plain = await createProjection('none', paper).fit(train, context())
    expect(await plain.transform(probe)).toEqual(probe)
    const scaled = await createProjection('none', robust).fit(train, context())
    expect(await scaled.transform(probe)).toEqual(scaledAs(train.X, probe))
    expect(await scaled.innerTransform(probe)).toEqual(scaledAs(takeRows(train.X, inner.fit), probe))
  })
})

describe('pca', () => {
  it('caps the components by the centred rows’ rank, n - 1 or d, and tells the number', async () => {
    const few = syntheticRows(12, 8, 3, 0.6)
    const settings = { ...paper, pca: { components: 128 } }
    const fitted = await createProjection('pca', settings).fit(
      few,
      context({ inner: lastRowsHeldBack(12, 6) }),
    )
    expect(fitted.outputDimensions).toBe(8)
    expect(fitted.details).toMatchObject({ components: 8, componentsAsked: 128 })
    expect(fitted.details.varianceKept).toBeCloseTo(1, 6)
    expect((await fitted.innerTransform(probe)).cols).toBe(5)
  })

  it('keeps the components asked for where there are more', async () => {
    const { outputDimensions, details } = await createProjection('pca', quick).fit(train, context())
    expect([outputDimensions, details.components]).toEqual([4, 4])
    expect(details.varianceKept).toBeGreaterThan(0.4)
    expect(details.varianceKept).toBeLessThan(1)
  })
})

describe('contrastive', () => {
  async function fit(settings: AdaptSettings, rows = train, split = inner) {
    const reports: EpochReport[] = []
    const onEpoch = (report: EpochReport): void => void reports.push(report)
    const fitted = await createProjection('contrastive', settings).fit(
      rows,
      context({ inner: split, onEpoch }),
    )
    return {
      ...fitted,
      reports,
      of: (phase: EpochReport['phase']) => reports.filter((r) => r.phase === phase),
    }
  }

  it('robust: searches on the inner rows, then trains afresh on all for the best number of epochs', async () => {
    const long = { ...quick, contrastive: { ...quick.contrastive, epochs: 40, learningRate: 1e-2 } }
    const { details, of } = await fit(long)
    const losses = of('search').map((report) => report.validationLoss!)
    const best = losses.indexOf(Math.min(...losses)) + 1
    expect(details.epochsSearched).toBe(losses.length)
    expect(losses.length).toBeLessThan(40)
    expect(losses.length).toBe(best + 2)
    expect(details.epochs).toBe(best)
    expect(of('refit').map(({ epoch, epochs, validationLoss }) => [epoch, epochs, validationLoss])).toEqual(
      Array.from({ length: best }, (_, i) => [i + 1, best, null]),
    )
  })

  it('paper: ten epochs on the inner rows are the projection; the held-back rows are only watched', async () => {
    const { transform, innerTransform, details, of } = await fit(paper)
    expect(of('search').map((report) => report.epoch)).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9, 10])
    expect(of('search').every((report) => report.validationLoss !== null)).toBe(true)
    expect(of('refit')).toEqual([])
    expect(await transform(probe)).toEqual(await innerTransform(probe))
    expect(details).toMatchObject({ epochs: 10, hidden: 4, output: 128, rank: 4, heldBackRows: 20 })
  })

  it('L2-normalises the outputs where the settings say so', async () => {
    const norms = (Z: Matrix): number[] => Array.from({ length: Z.rows }, (_, i) => Math.hypot(...row(Z, i)))
    for (const norm of norms(await (await fit(quick)).transform(probe))) expect(norm).toBeCloseTo(1, 6)
    const { transform } = await fit({
      ...quick,
      contrastive: { ...quick.contrastive, normaliseOutput: false },
    })
    expect(Math.max(...norms(await transform(probe)).map((norm) => Math.abs(norm - 1)))).toBeGreaterThan(0.01)
  })

  it('pulls classes together that overlap in every single feature: the held-back pair AUC rises', async () => {
    const rows = syntheticRows(300, 8, 2, 0.6)
    const split = lastRowsHeldBack(300, 60)
    const settings = { ...quick, contrastive: { ...quick.contrastive, epochs: 1, learningRate: 0 } }
    const untrained = await fit(settings, rows, split)
    const trained = await fit(
      { ...quick, contrastive: { ...quick.contrastive, epochs: 20, learningRate: 5e-3 } },
      rows,
      split,
    )
    expect(trained.details.heldBackPairRows).toBe(60)
    expect(trained.details.heldBackPairAuc).toBeGreaterThan(untrained.details.heldBackPairAuc! + 0.1)
  })

  it.each([
    ['no held-back rows', 0],
    ['held-back rows of one class', 1],
    ['held-back rows without two of a class', 2],
  ])('with %s it runs all epochs, refits, and says that nothing was watched', async (_, case_) => {
    const validation = [[], [0, 3, 6], [0, 1, 2]][case_]!
    const split = { fit: inner.fit.slice(9), validation: Int32Array.from(validation) }
    const { details, of } = await fit(quick, train, split)
    expect(of('search').every((report) => report.validationLoss === null)).toBe(true)
    expect(of('search')).toHaveLength(6)
    expect(of('refit')).toHaveLength(6)
    expect(details).toMatchObject({ epochs: 6, heldBackRows: 0 })
    expect(details).not.toHaveProperty('heldBackPairAuc')
  })

  it('copes with fewer rows than a batch, one row, and a class that the inner rows lack', async () => {
    const few = syntheticRows(7, 8, 3, 0.6)
    const withoutClass2 = { fit: Int32Array.of(0, 1, 3, 4), validation: Int32Array.of(2, 5, 6) }
    const oneRow = { fit: Int32Array.of(0), validation: Int32Array.of(1, 2) }
    for (const split of [withoutClass2, oneRow]) {
      const { transform } = await fit(quick, few, split)
      expect((await transform(probe)).data.every(Number.isFinite)).toBe(true)
    }
  })

  it('is cancelled between steps, and leaves nothing behind', async () => {
    const before = tf.memory().numTensors
    const signal = { aborted: false }
    const yieldToLoop = async (): Promise<void> => void (signal.aborted = true)
    const fitting = createProjection('contrastive', quick).fit(train, context({ signal, yieldToLoop }))
    await expect(fitting).rejects.toMatchObject({ code: 'cancelled' })
    expect(tf.memory().numTensors).toBe(before)
  })
})
