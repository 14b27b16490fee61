import type { ReactElement } from 'react'
import { classLook } from '../core/charts/class-look.ts'
import { shapeAt } from '../core/charts/shapes.ts'
import type { Look } from '../core/charts/xy-chart.ts'
import './charts.css'

/** Colour and shape that a class has in the charts, before its name. */
export function ClassMark({ index }: { index: number }): ReactElement {
  return <LookMark look={{ ...classLook(index), dashed: false }} />
}

/** A point as a map draws it: hollow where a line would be dashed. */
export function LookMark({ look }: { look: Look }): ReactElement {
  const { colour, shape, dashed } = look
  return (
    <svg className={`class-mark series--${colour}`} viewBox="-6 -6 12 12" aria-hidden="true">
      <path
        className={dashed ? 'chart__point chart__point--hollow' : 'chart__point'}
        d={shapeAt(shape ?? 'circle')}
      />
    </svg>
  )
}
