import { expect, test } from 'vitest'
import { codeLabels } from '../dataset/labels.ts'
import { results } from '../report/testing/results.ts'
import { classOrder } from './class-order.ts'

test.each([
  ['named in another order than the numbers', ['1', '0', '1'], ['1', '0']],
  ['numbers beside words', ['b', '10', '2', 'a'], undefined],
  ['numbers', ['10', '9', '2'], undefined],
  ['words', ['ward', 'home'], undefined],
])('is that of the coded labels: %s', (_, values, classes) => {
  const entry = { role: 'label', ...(classes && { classes }) } as const
  const coded = codeLabels('outcome', values, entry).classes
  const data = { ...results.data, classes: Object.fromEntries(coded.map((name) => [name, 1])) }
  expect(classOrder({ study: { ...results.study, columns: { outcome: entry } }, data })).toEqual(coded)
})
