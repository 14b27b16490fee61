import type { ProjectionName } from '../projection/projection.ts'
import { linearScale } from './scale.ts'

/**
 * A chart as data, in the units of its axes: `drawChart` turns it into shapes once, and both the screen and the report
 * show these. Nothing in it is worded for one of them alone.
 */
export interface XYChart {
  readonly title: string
  /** On how much it rests: "n = 480 cases, 200 of them “admitted”". */
  readonly n: string
  readonly x: Axis
  readonly y: Axis
  /** The legend's order; later ones are drawn over earlier ones. */
  readonly series: readonly Series[]
  /** How many cases lie where along x, below the plot. */
  readonly histogram?: readonly HistogramBin[]
  /** What the picture says, for those who do not see it and for those who do. */
  readonly summary: string
  /** The numbers that are drawn. */
  readonly table: NumberTable
}

export interface Axis {
  /** With its unit. */
  readonly label: string
  readonly domain: readonly [number, number]
  readonly ticks: readonly Tick[]
}

export interface Tick {
  readonly at: number
  readonly label: string
}

/** What a series is drawn as: colour first, then the shape of its points and the line's dashes as second cues. */
export interface Look {
  readonly colour: ProjectionName | ClassColour | 'reference' | 'neutral'
  /** null: a line without points on it. */
  readonly shape: Shape | null
  readonly dashed: boolean
}

export type Shape = 'circle' | 'square' | 'diamond' | 'triangle'
export type ClassColour = `class-${0 | 1 | 2 | 3 | 4 | 5}`

export interface Series extends Look {
  readonly label: string
  /** Joined in their order; a point without y breaks the line. */
  readonly line?: readonly Point[]
  readonly band?: readonly BandPoint[]
  readonly points?: readonly { readonly x: number; readonly y: number }[]
}

export interface Point {
  readonly x: number
  readonly y: number | null
}

export interface BandPoint {
  readonly x: number
  readonly low: number | null
  readonly high: number | null
}

export interface HistogramBin {
  readonly from: number
  readonly to: number
  readonly count: number
}

export interface NumberTable {
  readonly columns: readonly string[]
  readonly rows: readonly (readonly string[])[]
}

/** An axis that encloses all the values, with about `count` round ticks. */
export function numberAxis(label: string, values: readonly number[], count = 5): Axis {
  const extent: [number, number] = values.length > 0 ? [Math.min(...values), Math.max(...values)] : [0, 1]
  const { domain, ticks, decimals } = linearScale(extent, [0, 1], count)
  return { label, domain, ticks: ticks.map((at) => ({ at, label: signed(at, decimals) })) }
}

/** An axis of shares and probabilities, from 0 to 1. */
export const shareAxis = (label: string): Axis => numberAxis(label, [0, 1])

/** An axis of names, each a position: 0, 1, 2, ... */
export function nameAxis(label: string, names: readonly string[]): Axis {
  return { label, domain: [-0.5, names.length - 0.5], ticks: names.map((name, at) => ({ at, label: name })) }
}

const signed = (value: number, decimals: number): string => value.toFixed(decimals).replace('-', '−')

/** Fixed for a projection in every chart; its form is told by the line: one projection for each modality is dashed. */
export function lookOf({
  projection,
  fusion,
}: {
  readonly projection: ProjectionName
  readonly fusion: string
}): Look {
  return { colour: projection, shape: projectionShapes[projection], dashed: fusion === 'per-modality' }
}

const projectionShapes: Readonly<Record<ProjectionName, Shape>> = {
  none: 'circle',
  pca: 'square',
  contrastive: 'diamond',
}

/** What curves are compared with: chance, the ideal. */
export const referenceLook: Look = { colour: 'reference', shape: null, dashed: true }
