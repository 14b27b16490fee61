import { beforeAll, describe, expect, test } from 'vitest'
import type { EmbeddingModality, TableModality } from '../dataset/dataset.ts'
import { matrix, row } from '../math/matrix.ts'
import { createRng } from '../math/rng.ts'
import { createProjection } from '../projection/registry.ts'
import { useCpuBackend } from '../projection/testing/cpu-backend.ts'
import { encodeTables, fitTableEncoders } from './encode-tables.ts'
import { evaluateUnit } from './evaluate-unit.ts'
import { nothingGiven } from './division.ts'
import { planUnits } from './plan.ts'
import { fitInputs, projectCases } from './project-fold.ts'
import { fused } from './testing/fused.ts'
import { runStudy, smallSettings, studyWith } from './testing/study.ts'
import { trainingFold } from './training-fold.ts'
import type { ExperimentData, ModalityData, ModalityVectors } from './types.ts'

beforeAll(useCpuBackend)

const n = 90
const y = Int32Array.from({ length: n }, (_, i) => i % 2)
const cases = { y, classes: ['no', 'yes'], positive: 1, groups: Int32Array.from({ length: n }, (_, i) => i) }

/** Vectors that the class moves a little; what stands in a gap is no number, so that reading it shows. */
function vectors(name: string, cols: number, has: (i: number) => boolean): ModalityVectors {
  const rng = createRng(1, name)
  const X = matrix(n, cols)
  const present = Uint8Array.from({ length: n }, (_, i) => Number(has(i)))
  X.data.forEach((_, at) => {
    const i = Math.floor(at / cols)
    X.data[at] = present[i] === 1 ? rng.normal() + y[i]! : NaN
  })
  return { name, X, present }
}

function table(has: (i: number) => boolean): TableModality {
  const rng = createRng(1, 'table')
  const values = Float64Array.from({ length: n }, (_, i) => (has(i) ? rng.normal() + y[i]! : NaN))
  return { kind: 'table', name: 'table', columns: [{ kind: 'number', name: 'age', values }] }
}

const embedding = (has: (i: number) => boolean): EmbeddingModality => ({
  kind: 'embedding',
  ...vectors('made elsewhere', 4, has),
})

const study = studyWith({ fusion: ['single', 'per-modality'], classifiers: ['lr', 'knn', 'cart'] })
const dataOf = (...modalities: ModalityData[]): ExperimentData => ({ modalities, ...cases })

describe('R7: whatever is missing, every case is predicted, by every projection in both forms', () => {
  test.each([
    [
      'two modalities with disjoint gaps',
      dataOf(
        vectors('a', 5, (i) => i % 3 === 0),
        vectors('b', 3, (i) => i % 3 !== 0),
      ),
    ],
    [
      'vectors and a table with disjoint gaps',
      dataOf(
        vectors('a', 5, (i) => i % 3 === 0),
        table((i) => i % 3 !== 0),
      ),
    ],
    [
      'cases without any modality',
      dataOf(
        vectors('a', 5, (i) => i % 4 > 1),
        embedding((i) => i % 4 > 0),
        table((i) => i % 4 > 2),
      ),
    ],
    [
      'a modality of one class only',
      dataOf(
        vectors('a', 5, (i) => i % 2 === 1),
        vectors('b', 3, () => true),
      ),
    ],
    [
      'a modality of three cases',
      dataOf(
        vectors('a', 5, (i) => i < 3),
        vectors('b', 3, () => true),
      ),
    ],
  ])('%s', async (_, data) => {
    const results = await runStudy(data, study)
    expect(results).toHaveLength(3 * 3 * 2)
    for (const { unit, proba } of results)
      for (const { data: values, rows } of Object.values(proba)) {
        expect(rows).toBe(unit.test.length)
        expect(values.every(Number.isFinite)).toBe(true)
      }
  })

  test('ready-made vectors are vectors like any other', async () => {
    const ready = embedding((i) => i % 4 > 0)
    const plain: ModalityVectors = { name: ready.name, X: ready.X, present: ready.present }
    const other = vectors('a', 5, (i) => i % 3 > 0)
    const small = { ...study, projections: ['none', 'contrastive'] as const }
    expect(await runStudy(dataOf(other, ready), small)).toEqual(await runStudy(dataOf(other, plain), small))
  })

  test('R13: a modality that no training case of a fold has is left out of it, and the fold says so', async () => {
    const folds = Int32Array.from({ length: n }, (_, i) => i % 3)
    const given = { ...study, validation: { ...study.validation, folds_column: 'fold' } }
    // only the test cases of fold 0 have it
    const data = dataOf(
      vectors('a', 5, (i) => i % 3 === 0),
      vectors('b', 3, () => true),
    )
    for (const unit of planUnits({ data, study: given, given: { ...nothingGiven, folds } })) {
      const result = await evaluateUnit(unit, data, smallSettings, {
        seed: 42,
        classifiers: ['lr'],
        now: () => 0,
      })
      expect(result.details['a: leftOut'] ?? 0).toBe(unit.fold === 0 ? 1 : 0)
      if (unit.fold > 0) continue
      const without = await evaluateUnit(unit, dataOf(data.modalities[1]!), smallSettings, {
        seed: 42,
        classifiers: ['lr'],
        now: () => 0,
      })
      expect(result.proba).toEqual(without.proba)
    }
  })
})

describe('R7: what stands for a missing modality', () => {
  const data = dataOf(
    vectors('a', 5, (i) => i % 4 > 1),
    embedding((i) => i % 4 > 0),
    table((i) => i % 4 > 2),
  )
  const unit = planUnits({ data, study })[0]!
  const training = trainingFold(unit, data, 42)
  const { modalities } = encodeTables(fitTableEncoders(data.modalities, unit.train), data.modalities, unit)
  const bare = Int32Array.from([...unit.test].filter((i) => i % 4 === 0).slice(0, 1))

  async function projected(fusion: 'single' | 'per-modality'): Promise<Float32Array> {
    const { inputs } = fused(modalities, unit.train, training.inner, fusion)
    const projection = createProjection('none', smallSettings)
    const fitted = await fitInputs(projection, inputs, training, { rngFor: (name) => createRng(1, name) })
    return row(await projectCases(fitted, bare, 'transform'), 0)
  }

  test('single: the training mean, which is zero after standardising, with an indicator', async () => {
    const x = await projected('single')
    // 5 + 1, 4 + 1 and 1 + 1 columns; an indicator is standardised as the rest is
    const indicators = [5, 10, 12]
    expect(x).toHaveLength(13)
    for (const j of indicators) expect(x[j]).toBeGreaterThan(0.1)
    const means = x.filter((_, j) => !indicators.includes(j))
    expect(Math.max(...means.map(Math.abs))).toBeLessThan(1e-5)
  })

  test('per-modality: the zero vector after the projection, with an indicator', async () => {
    expect([...(await projected('per-modality'))]).toEqual([0, 0, 0, 0, 0, 1, 0, 0, 0, 0, 1, 0, 1])
  })
})
