import * as tf from '@tensorflow/tfjs'
import fc from 'fast-check'
import { beforeAll, describe, expect, it } from 'vitest'
import { type Matrix, matrix, row, takeRows } from '../math/matrix.ts'
import { createRng } from '../math/rng.ts'
import { fitStandardScaler, standardise } from '../math/standardise.ts'
import { networksTrained } from './candidates.ts'
import { neighbourLoss } from './neighbour-loss.ts'
import {
  type AdaptSettings,
  batchRuleNames,
  type ContrastiveSettings,
  lossNames,
  optimiserNames,
  paper,
  robust,
  type SearchGrid,
} from './presets.ts'
import {
  type EpochReport,
  type FitContext,
  type InnerSplit,
  type ProjectionJson,
  projectionNames,
  type TrainingSet,
} from './projection.ts'
import { projectionFromJson } from './from-json.ts'
import { createProjection } from './registry.ts'
import { useCpuBackend } from './testing/cpu-backend.ts'
import { lastRowsHeldBack, syntheticRows } from './testing/synthetic.ts'

const quick: AdaptSettings = {
  ...robust,
  pca: { components: 4 },
  contrastive: { ...robust.contrastive, hidden: 12, output: 5, batchSize: 32, epochs: 6, patience: 2 },
}
const noGrid: SearchGrid = { temperature: [], hidden: [], dropout: [], weightDecay: [] }
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

  it.each([
    ['robust', quick],
    ['paper', { ...paper, contrastive: { ...paper.contrastive, epochs: 2 } }],
    ['two networks', { ...quick, contrastive: { ...quick.contrastive, seeds: 2, hiddenLayers: 2 as const } }],
  ])('comes back from its JSON with the same bits: %s', async (_, settings) => {
    const fitted = await createProjection(name, settings).fit(train, context())
    const restored = projectionFromJson(JSON.parse(JSON.stringify(fitted.toJSON())) as ProjectionJson)
    expect(await restored.transform(probe)).toEqual(await fitted.transform(probe))
    expect(restored.outputDimensions).toBe(fitted.outputDimensions)
    expect(restored.details).toEqual(fitted.details)
    expect(restored.toJSON()).toEqual(fitted.toJSON())
  })

  it('refuses JSON that is damaged', async () => {
    const json = (await createProjection(name, quick).fit(train, context())).toJSON()
    const unreadable = expect.objectContaining({ code: 'projection-unreadable' }) as Error
    expect(() => projectionFromJson({ ...json, version: 2 } as unknown as ProjectionJson)).toThrow(unreadable)
    expect(() => projectionFromJson({ ...json, parameters: { networks: [[]] } })).toThrow(unreadable)
    expect(() => projectionFromJson({ ...json, scaler: { mean: [0], scale: [] } })).toThrow(unreadable)
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
  it('R13: caps the components by the centred rows’ rank, n - 1 or d, in the inner fit too, and tells the numbers', async () => {
    const few = syntheticRows(12, 8, 3, 0.6)
    const settings = { ...paper, pca: { components: 128 } }
    const fitted = await createProjection('pca', settings).fit(
      few,
      context({ inner: lastRowsHeldBack(12, 6) }),
    )
    expect(fitted.outputDimensions).toBe(8)
    expect(fitted.details).toMatchObject({ components: 8, componentsInner: 5, componentsAsked: 128 })
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
  const changed = (changes: Partial<ContrastiveSettings>): AdaptSettings => ({
    ...quick,
    contrastive: { ...quick.contrastive, ...changes },
  })

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

  describe('with several seeds', () => {
    const columns = (Z: Matrix, from: number, to: number): number[][] =>
      Array.from({ length: Z.rows }, (_, i) => [...row(Z, i).subarray(from, to)])

    it('puts the outputs of independent networks side by side; the first is the network of one seed', async () => {
      const one = await fit(quick)
      const three = await fit(changed({ seeds: 3 }))
      expect(three.outputDimensions).toBe(15)
      for (const which of ['transform', 'innerTransform'] as const) {
        const Z = await three[which](probe)
        expect(columns(Z, 0, 5)).toEqual(columns(await one[which](probe), 0, 5))
        expect(columns(Z, 5, 10)).not.toEqual(columns(Z, 0, 5))
        expect(columns(Z, 10, 15)).not.toEqual(columns(Z, 5, 10))
        for (const from of [0, 5, 10])
          for (const part of columns(Z, from, from + 5)) expect(Math.hypot(...part)).toBeCloseTo(1, 6)
      }
    })

    it('stops and refits each network by itself, and sums them up', async () => {
      const { details, of } = await fit(changed({ seeds: 3, epochs: 40, learningRate: 1e-2 }))
      const searches = [1, 2, 3].map((n) => of('search').filter(({ network }) => network === n))
      const best = searches.map((reports) => {
        const losses = reports.map(({ validationLoss }) => validationLoss!)
        return losses.indexOf(Math.min(...losses)) + 1
      })
      expect(new Set(best).size).toBeGreaterThan(1)
      expect([1, 2, 3].map((n) => of('refit').filter(({ network }) => network === n).length)).toEqual(best)
      expect([...of('search'), ...of('refit')].every(({ networks }) => networks === 3)).toBe(true)
      expect(details).toMatchObject({
        networks: 3,
        epochs: (best[0]! + best[1]! + best[2]!) / 3,
        epochsLeast: Math.min(...best),
        epochsMost: Math.max(...best),
        output: 15,
        rank: 15,
      })
      expect(details.epochsSearched).toBeCloseTo(of('search').length / 3, 9)
    })
  })

  describe('R3: a nested search', () => {
    const rows = syntheticRows(160, 8, 2, 0.5)
    const split = lastRowsHeldBack(160, 40)
    // SGD hardly moves at a temperature of 50, whose gradients are a five hundredth of those at 0.1
    const poor = changed({
      temperature: 50,
      optimiser: 'sgd',
      learningRate: 0.05,
      epochs: 12,
      patience: null,
    })
    const searching = (search: Partial<SearchGrid>, seeds = 1): AdaptSettings => ({
      ...poor,
      contrastive: { ...poor.contrastive, seeds, search: { ...noGrid, ...search } },
    })

    it('fits the chosen candidate as if it had been asked for, and names it', async () => {
      const found = await fit(searching({ temperature: [0.1, 50], dropout: [0.3] }), rows, split)
      expect(found.details).toMatchObject({ candidates: 2, temperatureChosen: 0.1 })
      expect(found.details).not.toHaveProperty('dropoutChosen')
      expect(found.details.searchLoss).toBeLessThan(found.details.searchLossOfOwn!)
      const asked = await fit(
        { ...poor, contrastive: { ...poor.contrastive, temperature: 0.1 } },
        rows,
        split,
      )
      expect(await found.transform(probe)).toEqual(await asked.transform(probe))
      expect(await found.innerTransform(probe)).toEqual(await asked.innerTransform(probe))
    })

    it('chooses by the inner validation rows: the log loss of their classes among the nearest fit rows', async () => {
      const { details } = await fit(searching({ temperature: [0.1], hidden: [3] }), rows, split)
      expect(details.candidates).toBe(4)
      const losses = new Map<string, number>()
      for (const temperature of [50, 0.1])
        for (const hidden of [12, 3]) {
          const one = await fit(
            { ...poor, contrastive: { ...poor.contrastive, temperature, hidden } },
            rows,
            split,
          )
          const part = async (which: 'fit' | 'validation') => ({
            X: await one.innerTransform(takeRows(rows.X, split[which])),
            y: split[which].map((i) => rows.y[i]!),
          })
          losses.set(`${temperature} ${hidden}`, neighbourLoss(await part('fit'), await part('validation')))
        }
      const [best, loss] = [...losses].sort((a, b) => a[1] - b[1])[0]!
      expect(`${details.temperatureChosen} ${details.hiddenChosen}`).toBe(best)
      expect(details.searchLoss).toBeCloseTo(loss, 9)
      expect(details.searchLossOfOwn).toBeCloseTo(losses.get('50 12')!, 9)
    })

    it('trains as many networks as it says before, and reports each with its place', async () => {
      const settings = searching({ temperature: [0.1, 1], dropout: [0] }, 2)
      const { of } = await fit(settings, rows, split)
      const trained = networksTrained(settings.contrastive)
      expect(trained).toEqual({ search: 7, refit: 2 })
      for (const phase of ['search', 'refit'] as const) {
        expect(new Set(of(phase).map(({ network }) => network)).size).toBe(trained[phase])
        expect(of(phase).every(({ networks }) => networks === trained[phase])).toBe(true)
      }
    })

    it.each([
      ['no validation rows', { ...split, validation: new Int32Array(0) }],
      ['validation rows of one class', { ...split, validation: split.validation.filter((i) => i % 2 === 0) }],
    ])('R13: with %s nothing can be compared: it keeps its own values, and says so', async (_, inner) => {
      const { details, of } = await fit(searching({ temperature: [0.1] }), rows, inner)
      expect(details).toMatchObject({ searchedWithoutValidation: 1 })
      expect(details).not.toHaveProperty('temperatureChosen')
      expect(of('search').every(({ networks }) => networks === 1)).toBe(true)
    })

    it('is cancelled between candidates too', async () => {
      const signal = { aborted: false }
      const onEpoch = ({ network }: EpochReport): void => void (signal.aborted = network === 2)
      const settings = searching({ temperature: [0.1, 1] })
      const fitting = createProjection('contrastive', settings).fit(
        rows,
        context({ inner: split, signal, onEpoch }),
      )
      await expect(fitting).rejects.toMatchObject({ code: 'cancelled' })
    })
  })

  it('whatever is chosen, gives the announced vectors, the same bits again, and leaves no tensor', async () => {
    const choices = fc.record({
      loss: fc.constantFrom(...lossNames),
      hidden: fc.oneof(fc.constant('paper' as const), fc.integer({ min: 1, max: 9 })),
      hiddenLayers: fc.constantFrom(1, 2),
      output: fc.integer({ min: 1, max: 6 }),
      dropout: fc.constantFrom(0, 0.4),
      optimiser: fc.constantFrom(...optimiserNames),
      weightDecay: fc.constantFrom(0, 0.1),
      batches: fc.constantFrom(...batchRuleNames),
      batchSize: fc.integer({ min: 2, max: 30 }),
      epochs: fc.integer({ min: 1, max: 3 }),
      patience: fc.constantFrom(null, 1),
      refit: fc.boolean(),
      normaliseOutput: fc.boolean(),
      seeds: fc.integer({ min: 1, max: 3 }),
      search: fc.constantFrom(null, { ...noGrid, temperature: [0.5], hidden: [2] }),
    })
    const few = syntheticRows(24, 4, 3, 0.6)
    const split = lastRowsHeldBack(24, 9)
    const narrow = takeRows(few.X, [0, 5])
    const before = tf.memory().numTensors
    await fc.assert(
      fc.asyncProperty(choices, async (changes) => {
        const settings = changed({ ...changes, hiddenLayers: changes.hiddenLayers as 1 | 2 })
        const fitted = await fit(settings, few, split)
        const Z = await fitted.transform(narrow)
        expect([Z.rows, Z.cols]).toEqual([2, fitted.outputDimensions])
        expect(Z.cols).toBe(changes.seeds * changes.output)
        expect((await fitted.innerTransform(narrow)).cols).toBe(Z.cols)
        expect([...Z.data, ...Object.values(fitted.details)].every(Number.isFinite)).toBe(true)
        expect(await (await fit(settings, few, split)).transform(narrow)).toEqual(Z)
      }),
      { numRuns: 15 },
    )
    expect(tf.memory().numTensors).toBe(before)
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
