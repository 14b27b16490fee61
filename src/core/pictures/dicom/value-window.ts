import type { DataSet } from 'dicom-parser'

/** How values become greys: a line or a curve around a centre (DICOM PS3.3, C.11.2.1.2 and C.11.2.1.3). */
export interface ValueWindow {
  readonly centre: number
  readonly width: number
  readonly shape: 'LINEAR' | 'LINEAR_EXACT' | 'SIGMOID'
}

/** Modality rescale and window as the file gives them; null where it has no window. */
export interface ValueMapping {
  readonly slope: number
  readonly intercept: number
  readonly window: ValueWindow | null
  /** A stored value, or a range, that marks what is no part of the picture; null where there is none. */
  readonly padding: { readonly from: number; readonly to: number } | null
}

const sharedGroups = 'x52009229'
const groupsOfFrames = 'x52009230'
const windowSequence = 'x00289132'
const rescaleSequence = 'x00289145'

/** The first window of several. */
export function readMapping(dataSet: DataSet, signed: boolean): ValueMapping {
  const rescaled = holderOf(dataSet, rescaleSequence, 'x00281053')
  const windowed = holderOf(dataSet, windowSequence, 'x00281050')
  const paddingValue = signed ? dataSet.int16('x00280120') : dataSet.uint16('x00280120')
  const paddingLimit = (signed ? dataSet.int16('x00280121') : dataSet.uint16('x00280121')) ?? paddingValue
  return {
    slope: finite(rescaled.floatString('x00281053')) ?? 1,
    intercept: finite(rescaled.floatString('x00281052')) ?? 0,
    window: readWindow(windowed),
    padding:
      paddingValue === undefined || paddingLimit === undefined
        ? null
        : { from: Math.min(paddingValue, paddingLimit), to: Math.max(paddingValue, paddingLimit) },
  }
}

function readWindow(dataSet: DataSet): ValueWindow | null {
  const centre = finite(dataSet.floatString('x00281050'))
  const width = finite(dataSet.floatString('x00281051'))
  const written = dataSet.string('x00281056')?.trim()
  const shape = written === 'LINEAR_EXACT' || written === 'SIGMOID' ? written : 'LINEAR'
  // a linear window is at least 1 wide, the others more than 0
  if (centre === undefined || width === undefined || width <= 0 || (shape === 'LINEAR' && width < 1))
    return null
  return { centre, width, shape }
}

/** Where an attribute is: enhanced multi-frame images keep it in groups for the first frame, or for all. */
function holderOf(dataSet: DataSet, sequence: string, tag: string): DataSet {
  const groups = [groupsOfFrames, sharedGroups].map(
    (group) => itemOf(itemOf(dataSet, group), sequence) as DataSet | undefined,
  )
  return [dataSet, ...groups].find((holder) => holder?.elements[tag]) ?? dataSet
}

const itemOf = (dataSet: DataSet | undefined, sequence: string): DataSet | undefined =>
  dataSet?.elements[sequence]?.items?.[0]?.dataSet

/**
 * A grey between 0 and 1.
 * @param x after rescaling.
 */
export function greyOf(x: number, { centre, width, shape }: ValueWindow): number {
  if (shape === 'SIGMOID') return 1 / (1 + Math.exp((-4 * (x - centre)) / width))
  if (shape === 'LINEAR_EXACT') return clamp((x - centre) / width + 0.5)
  // equation C.11-1; a width of 1 is a threshold
  if (width === 1) return x <= centre - 0.5 ? 0 : 1
  return clamp((x - (centre - 0.5)) / (width - 1) + 0.5)
}

/** The linear window that shows `minimum` as black and `maximum` as white. */
export const windowOfRange = (minimum: number, maximum: number): ValueWindow => ({
  centre: (minimum + maximum + 1) / 2,
  width: maximum - minimum + 1,
  shape: 'LINEAR',
})

const clamp = (value: number): number => Math.min(1, Math.max(0, value))

const finite = (value: number | undefined): number | undefined =>
  value !== undefined && Number.isFinite(value) ? value : undefined
