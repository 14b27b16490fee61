import type { ReactElement } from 'react'
import { classLook } from '../core/charts/class-look.ts'
import { shapeAt } from '../core/charts/shapes.ts'
import './charts.css'

/** Colour and shape that a class has in the charts, before its name. */
export function ClassMark({ index }: { index: number }): ReactElement {
  const { colour, shape } = classLook(index)
  return (
    <svg className={`class-mark series--${colour}`} viewBox="-6 -6 12 12" aria-hidden="true">
      <path className="chart__point" d={shapeAt(shape!)} />
    </svg>
  )
}
