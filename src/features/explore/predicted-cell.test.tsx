import { renderToStaticMarkup } from 'react-dom/server'
import { expect, test } from 'vitest'
import type { Dataset } from '../../core/dataset/dataset.ts'
import { PredictedCell } from './predicted-cell.tsx'

const dataset = { classes: ['ill', 'well'], y: Int32Array.of(0) } as unknown as Dataset
const cell = (predicted: number): string =>
  renderToStaticMarkup(
    <PredictedCell caseIndex={0} dataset={dataset} predicted={predicted} confidence={0.875} />,
  )

test('a prediction other than the label is marked; one that there is not is no mistake (R13)', () => {
  expect(cell(0)).toBe('<td>ill 0.88</td>')
  expect(cell(1)).toBe('<td class="changed">well 0.88</td>')
  expect(cell(-1)).toBe('<td>none</td>')
})
