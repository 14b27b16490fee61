import { expect, test } from 'vitest'
import { mapChart } from '../../core/charts/map.ts'
import { matrixFrom } from '../../core/math/matrix.ts'
import { colouringsOf, coloursBy } from './colours.ts'
import type { LabelsNow } from './labels-now.ts'

const dataset = {
  caseIds: ['a', 'b', 'c'],
  classes: ['benign', 'malignant', 'rare'],
  y: Int32Array.from([0, 1, 2]),
} as unknown as Parameters<typeof coloursBy>[1]['dataset']
const cases = Int32Array.from([0, 1, 2])
const predictions = { predicted: Int32Array.from([0, 0, -1]), confidence: Float64Array.from([0.9, 0.6, NaN]) }
const nowOf = (
  labels: Readonly<Record<string, string>>,
  classes: readonly string[] = dataset.classes,
): LabelsNow => ({
  labelOf: new Map(Object.entries(labels)),
  tagsOf: new Map([['b', ['odd']]]),
  classes,
  tags: ['odd'],
})
const same = nowOf({ a: 'benign', b: 'malignant', c: 'rare' })
const chartBy = (by: string, now: LabelsNow) => {
  const layout = matrixFrom([[0, 0], [1, 1], [2, 0]]) // prettier-ignore
  return mapChart('', layout, coloursBy(by, { dataset, cases, predictions, now }))
}
const counts = (by: string, now: LabelsNow): Record<string, number> =>
  Object.fromEntries(chartBy(by, now).series.map(({ label, count }) => [label, count]))

test('today’s labels are offered only where they are others than the run saw', () => {
  const values = (now: LabelsNow): string[] => colouringsOf(dataset, cases, now).map(({ value }) => value)
  expect(values(same)).toEqual(['label', 'predicted', 'right', 'tag odd'])
  expect(values(nowOf({ a: 'malignant', b: 'malignant', c: 'rare' }))).toContain('today')
  // a case that is no longer in the data has no other label
  expect(values(nowOf({ a: 'benign' }))).not.toContain('today')
})

test('a class that was emptied keeps its place and look, before and after', () => {
  const now = nowOf({ a: 'benign', b: 'malignant', c: 'malignant' })
  expect(counts('label', now)).toEqual({ benign: 1, malignant: 1, rare: 1 })
  expect(counts('today', now)).toEqual({ benign: 1, malignant: 2, rare: 0 })
  const looks = (by: string): unknown[] =>
    chartBy(by, now).series.map(({ colour, shape }) => ({ colour, shape }))
  expect(looks('today')).toEqual(looks('label'))
})

test('a class that has come since the run follows those that it had', () => {
  const now = nowOf({ a: 'benign', b: 'severe', c: 'rare' }, ['benign', 'severe', 'rare'])
  expect(counts('today', now)).toEqual({ benign: 1, malignant: 0, rare: 1, severe: 1 })
  expect(counts('label', now)).toEqual({ benign: 1, malignant: 1, rare: 1 })
})

test('[R13] a case without a prediction is drawn as one', () => {
  expect(counts('predicted', same)).toEqual({ benign: 2, malignant: 0, rare: 0, 'no prediction': 1 })
  expect(counts('right', same)).toEqual({ right: 1, wrong: 1, 'no prediction': 1 })
  expect(counts('tag odd', same)).toEqual({ 'without “odd”': 2, '“odd”': 1 })
})
