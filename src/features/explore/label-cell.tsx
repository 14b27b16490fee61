import type { ReactElement, ReactNode } from 'react'
import { ClassMark } from '../../charts/class-mark.tsx'
import type { Dataset } from '../../core/dataset/dataset.ts'
import type { LabelsNow } from './labels-now.ts'

/** A case's label as the run saw it, and what it was changed to since. */
export function LabelCell(props: {
  caseIndex: number
  dataset: Dataset
  now: LabelsNow
  /** What belongs to the label that the run saw. */
  children?: ReactNode
}): ReactElement {
  const { caseIndex, dataset, now, children } = props
  const { classes, y, caseIds } = dataset
  const seen = classes[y[caseIndex]!]!
  const today = now.labelOf.get(caseIds[caseIndex]!)
  return (
    <>
      <span className="label-seen">
        <ClassMark index={y[caseIndex]!} />
        {seen}
      </span>
      {children}
      {today !== undefined && today !== seen && <div className="changed">now {today}</div>}
    </>
  )
}
