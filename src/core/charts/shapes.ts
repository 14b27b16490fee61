import type { Shape } from './xy-chart.ts'

/** Drawn around the point that a path has reached, in pixels, all of about the same area. */
const outlines: Readonly<Record<Shape, string>> = {
  circle: 'm-4.5 0a4.5 4.5 0 1 1 9 0a4.5 4.5 0 1 1 -9 0z',
  square: 'm-4 -4h8v8h-8z',
  diamond: 'm0 -5.5l5.5 5.5l-5.5 5.5l-5.5 -5.5z',
  triangle: 'm0 -5.5l5.2 9.5h-10.4z',
}

/** The path of a shape around x, y. */
export const shapeAt = (shape: Shape, x = 0, y = 0): string => `M${x} ${y}${outlines[shape]}`
