import { describe, expect, test } from 'vitest'
import { argmaxRows, matrix, row } from '../math/matrix.ts'
import { robust, type ClassWeight } from '../projection/presets.ts'
import { classifierNames, classifierRegistry } from './registry.ts'
import { contextOf, made, madeUneven, type Made } from './testing/made.ts'

// What every classifier of the registry must keep; a new one is held to it without a line here.
describe.each(classifierNames)('the contract of classifiers: %s', (name) => {
  const entry = classifierRegistry[name]!
  const create = () => entry.create(robust.classifiers)
  const classes = 4
  const train = made(90, 6, [0, 1, 2, 3], 1)
  const test1 = made(31, 6, [0, 1, 2, 3], 2).X
  const fit = (data = train, seed = 1) => create().fit(data.X, data.y, contextOf(data, classes, seed))

  test('bears its registry name and a title', () => {
    expect(create().name).toBe(name)
    expect(entry.title).not.toBe('')
  })

  test('R12: the same seed gives the same bits', async () => {
    const again = (await fit()).predictProba(test1)
    expect((await fit()).predictProba(test1).data).toEqual(again.data)
  })

  test('learns what is easy', async () => {
    const far = made(120, 6, [0, 1, 2, 3], 3, 6)
    const fitted = await fit({ X: matrix(80, 6, far.X.data.slice(0, 480)), y: far.y.slice(0, 80) })
    const predicted = argmaxRows(fitted.predictProba(matrix(40, 6, far.X.data.slice(480))))
    expect(predicted.filter((c, i) => c === far.y[80 + i]).length).toBeGreaterThanOrEqual(36)
  })

  test('every row of probabilities lies in 0..1 and sums to 1', async () => {
    const proba = (await fit()).predictProba(test1)
    expect(proba).toMatchObject({ rows: 31, cols: classes })
    for (let i = 0; i < proba.rows; i++) {
      const values = [...row(proba, i)]
      expect(values.reduce((sum, p) => sum + p, 0)).toBeCloseTo(1, 6)
      for (const p of values) expect(p >= 0 && p <= 1).toBe(true)
    }
  })

  test('JSON round trip: what is restored predicts the same bits and writes the same JSON', async () => {
    const fitted = await fit()
    const text = JSON.stringify(fitted)
    const restored = entry.fromJSON(JSON.parse(text))
    expect(restored.predictProba(test1).data).toEqual(fitted.predictProba(test1).data)
    expect(JSON.parse(JSON.stringify(restored))).toEqual(JSON.parse(text))
    expect(JSON.parse(text)).toMatchObject({ name, version: 1 })
  })

  test('JSON of another classifier, of another version, damaged or of another kind is refused', async () => {
    const json = (await fit()).toJSON()
    const unreadable = expect.objectContaining({
      code: 'classifier-unreadable',
      params: { classifier: name },
    })
    const damaged = { ...json, parameters: { ...(json.parameters as object), classes: 1 } }
    for (const wrong of [
      { ...json, name: `${name}2` },
      { ...json, version: 2 as 1 },
      { ...json, parameters: {} },
      { ...json, parameters: null },
      damaged,
    ])
      expect(() => entry.fromJSON(wrong)).toThrow(unreadable)
  })

  test('refit forgets: an estimator that was fitted before predicts as a fresh one', async () => {
    const other = made(50, 3, [3, 1], 9)
    const used = create()
    await used.fit(other.X, other.y, contextOf(other, classes))
    const refitted = await used.fit(train.X, train.y, contextOf(train, classes))
    expect(refitted.predictProba(test1).data).toEqual((await fit()).predictProba(test1).data)
  })

  test('a fitted one does not change with its training rows or its estimator', async () => {
    const mine = made(90, 6, [0, 1, 2, 3], 1)
    const estimator = create()
    const fitted = await estimator.fit(mine.X, mine.y, contextOf(mine, classes))
    const before = fitted.predictProba(test1).data
    mine.X.data.fill(0)
    mine.y.fill(2)
    const other = made(50, 6, [3, 1], 9)
    await estimator.fit(other.X, other.y, contextOf(other, classes))
    expect(fitted.predictProba(test1).data).toEqual(before)
  })

  test('leaves its inputs alone', async () => {
    const copy = made(90, 6, [0, 1, 2, 3], 1)
    const asked = matrix(31, 6, test1.data.slice())
    ;(await fit(copy)).predictProba(asked)
    expect(copy).toEqual(train)
    expect(asked).toEqual(test1)
  })

  test.each([[[0, 2, 3]], [[1, 3]], [[2]]])(
    'classes %j of four: the absent ones get probability 0, the shape stays',
    async (present) => {
      const some = made(60, 6, present, 4)
      const fitted = await fit(some)
      for (const one of [fitted, entry.fromJSON(JSON.parse(JSON.stringify(fitted)))]) {
        const proba = one.predictProba(test1)
        expect(proba).toMatchObject({ rows: 31, cols: classes })
        for (let i = 0; i < proba.rows; i++) {
          const values = row(proba, i)
          expect(values.reduce((sum, p) => sum + p, 0)).toBeCloseTo(1, 6)
          for (const c of [0, 1, 2, 3].filter((c) => !present.includes(c))) expect(values[c]).toBe(0)
        }
      }
    },
  )

  test('one row, rows all equal, and rows without columns are fitted', async () => {
    for (const data of [made(1, 6, [2]), { ...train, X: matrix(90, 6) }, { ...train, X: matrix(90, 0) }]) {
      const proba = (await fit(data)).predictProba(matrix(2, data.X.cols))
      expect(proba).toMatchObject({ rows: 2, cols: classes })
      expect(row(proba, 0).reduce((sum, p) => sum + p, 0)).toBeCloseTo(1, 6)
    }
  })

  test('no rows to predict give no probabilities', async () => {
    expect((await fit()).predictProba(matrix(0, 6))).toMatchObject({ rows: 0, cols: classes })
  })

  test('a shape mismatch fails with both shapes', async () => {
    const fitted = await fit()
    expect(() => fitted.predictProba(matrix(5, 7))).toThrow(
      expect.objectContaining({
        code: 'shape-mismatch',
        params: { where: name, expected: '[m, 6]', actual: '[5, 7]' },
      }),
    )
    await expect(create().fit(train.X, new Int32Array(89), contextOf(train, classes))).rejects.toMatchObject({
      code: 'shape-mismatch',
      params: { where: name, expected: '[89, d]', actual: '[90, 6]' },
    })
    await expect(
      create().fit(matrix(0, 6), new Int32Array(0), contextOf(train, classes)),
    ).rejects.toMatchObject({
      code: 'shape-mismatch',
    })
  })

  test('a value that is no number is refused, not learned from', async () => {
    for (const value of [NaN, Infinity]) {
      const broken = made(90, 6, [0, 1, 2, 3], 1)
      broken.X.data[100] = value
      await expect(fit(broken)).rejects.toMatchObject({ code: 'not-finite', params: { where: name } })
    }
  })

  test('a cancelled fit ends with the failure cancelled', async () => {
    const context = { ...contextOf(train, classes), signal: { aborted: true } }
    await expect(create().fit(train.X, train.y, context)).rejects.toMatchObject({ code: 'cancelled' })
  })

  describe('class weights', () => {
    const fitted = async (data: Made, classWeight: ClassWeight, k: number) =>
      entry.create({ ...robust.classifiers, classWeight }).fit(data.X, data.y, contextOf(data, k))
    const bits = async (data: Made, classWeight: ClassWeight, k: number): Promise<Float32Array> =>
      (await fitted(data, classWeight, k)).predictProba(test1).data
    const uneven = madeUneven([70, 20, 10], 6, 1, 0.6)

    test('R6: balanced ones weigh rows where the registry says so, and change nothing where it does not', async () => {
      const [none, balanced] = [await bits(uneven, null, 3), await bits(uneven, 'balanced', 3)]
      expect(balanced.some((p, i) => p !== none[i])).toBe(entry.weighsClasses)
    })

    test('balanced ones of classes that are as frequent are none: the same bits', async () => {
      const even = made(90, 6, [0, 1, 2], 1, 0.6)
      expect(await bits(even, 'balanced', 3)).toEqual(await bits(even, null, 3))
    })

    test('hold for classes that are absent, one row, and JSON', async () => {
      for (const data of [madeUneven([30, 0, 9], 6), made(1, 6, [2])]) {
        const one = await fitted(data, 'balanced', 3)
        const proba = one.predictProba(test1)
        expect(entry.fromJSON(JSON.parse(JSON.stringify(one))).predictProba(test1).data).toEqual(proba.data)
        for (let i = 0; i < proba.rows; i++) {
          expect(row(proba, i)[1]).toBe(0)
          expect(row(proba, i).reduce((sum, p) => sum + p, 0)).toBeCloseTo(1, 6)
        }
      }
    })
  })
})

// svc is not among them: its probabilities, and so its classes, are calibrated to the shares of the training rows again.
describe.each(classifierNames.filter((name) => name !== 'svc' && classifierRegistry[name]!.weighsClasses))(
  'balanced class weights: %s',
  (name) => {
    test('find more rows of the rare classes', async () => {
      const [train, held] = [madeUneven([70, 20, 10], 6, 1, 0.6), madeUneven([280, 80, 40], 6, 1, 0.6)]
      const found = async (classWeight: ClassWeight): Promise<number> => {
        const procedure = classifierRegistry[name]!.create({ ...robust.classifiers, classWeight })
        const fitted = await procedure.fit(train.X, train.y, contextOf(train, 3))
        return argmaxRows(fitted.predictProba(held.X)).filter((c) => c > 0).length
      }
      expect(await found('balanced')).toBeGreaterThan(await found(null))
    })
  },
)
