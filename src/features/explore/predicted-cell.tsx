import type { ReactElement } from 'react'
import type { Dataset } from '../../core/dataset/dataset.ts'
import { formatMetric } from '../../core/format.ts'

/** What was predicted of a case while it was held out, marked where it is not the label that the run saw. */
export function PredictedCell(props: {
  caseIndex: number
  dataset: Dataset
  /** Index of the class; below 0: none. */
  predicted: number
  confidence: number
}): ReactElement {
  const { caseIndex, dataset, predicted, confidence } = props
  if (predicted < 0) return <td>none</td>
  return (
    <td className={predicted === dataset.y[caseIndex] ? undefined : 'changed'}>
      {dataset.classes[predicted]} {formatMetric(confidence, 2)}
    </td>
  )
}
