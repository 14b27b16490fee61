import type { ClassColour, Look, Shape } from './xy-chart.ts'

const colours: readonly ClassColour[] = ['class-0', 'class-1', 'class-2', 'class-3', 'class-4', 'class-5']
const shapes: readonly Shape[] = ['circle', 'square', 'diamond', 'triangle']

/**
 * Of the class at this place in the data set's order: the same in every chart. Six colours after Okabe and Ito and four shapes make twelve
 * pairs; from the seventh class on the line is dashed as well.
 */
export function classLook(index: number): Look {
  return {
    colour: colours[index % colours.length]!,
    shape: shapes[index % shapes.length]!,
    dashed: index >= colours.length,
  }
}
