import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { createRng } from '../math/rng.ts'
import { groupedStratifiedFolds } from './folds.ts'

interface GoldenFolds {
  readonly name: string
  readonly k: number
  readonly labels: readonly string[]
  /** Ids are texts: "7" and "007" are two patients. */
  readonly groups: readonly string[]
  readonly n_groups: number
  readonly classes_checked: readonly string[]
  readonly class_share: Readonly<Record<string, number>>
  readonly tolerance: number
  readonly max_fold_size: number
}

const file = new URL('../fixtures/golden/folds.json', import.meta.url)
const { datasets } = JSON.parse(readFileSync(file, 'utf8')) as { datasets: readonly GoldenFolds[] }

function numbered(values: readonly string[]): { names: string[]; index: Int32Array } {
  const names = [...new Set(values)]
  return { names, index: Int32Array.from(values, (value) => names.indexOf(value)) }
}

describe.each(datasets)('golden folds: $name', (golden) => {
  const { names, index: y } = numbered(golden.labels)
  const { names: patients, index: groups } = numbered(golden.groups)
  const foldsOf = (seed: number): Int32Array =>
    groupedStratifiedFolds({ y, groups, k: golden.k, classes: names.length, rng: createRng(seed, 'folds') })

  describe.each([1, 2, 3, 42])('seed %d', (seed) => {
    const folds = foldsOf(seed)
    const rowsOf = Array.from({ length: golden.k }, (_, fold) =>
      [...folds.keys()].filter((i) => folds[i] === fold),
    )

    test('every row is in exactly one test fold', () => {
      expect(rowsOf.flat().sort((a, b) => a - b)).toEqual([...golden.labels.keys()])
    })

    test('R1: no group id occurs in two folds', () => {
      expect(patients).toHaveLength(golden.n_groups)
      const placed = rowsOf.flatMap((rows) => [...new Set(rows.map((i) => golden.groups[i]))])
      expect(new Set(placed).size).toBe(placed.length)
    })

    test('every checked class keeps its share in every fold', () => {
      for (const rows of rowsOf)
        for (const name of golden.classes_checked) {
          const share = rows.filter((i) => golden.labels[i] === name).length / rows.length
          expect(Math.abs(share - golden.class_share[name]!)).toBeLessThanOrEqual(golden.tolerance)
        }
    })

    test('no fold is empty or too large', () => {
      for (const rows of rowsOf) {
        expect(rows.length).toBeGreaterThan(0)
        expect(rows.length).toBeLessThanOrEqual(golden.max_fold_size)
      }
    })

    test('R12: the same seed gives the same folds', () => {
      expect(foldsOf(seed)).toEqual(folds)
    })
  })
})

const singles = datasets.filter(({ labels, n_groups }) => n_groups === labels.length)

test.each(singles)(
  'golden folds: $name, class counts differ by at most 1',
  ({ k, labels, classes_checked }) => {
    const y = Int32Array.from(labels, (label) => classes_checked.indexOf(label))
    const groups = Int32Array.from(y.keys())
    const folds = groupedStratifiedFolds({ y, groups, k, classes: classes_checked.length, rng: createRng(7) })
    for (const c of classes_checked.keys()) {
      const counts = Array.from(
        { length: k },
        (_, fold) => y.filter((yi, i) => yi === c && folds[i] === fold).length,
      )
      expect(Math.max(...counts) - Math.min(...counts)).toBeLessThanOrEqual(1)
    }
  },
)
