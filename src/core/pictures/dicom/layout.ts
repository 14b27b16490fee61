import type { DataSet } from 'dicom-parser'
import { checkSize } from '../limits.ts'
import { PictureRefused } from '../refusal.ts'

/** How the values of an image are laid out: DICOM PS3.3, C.7.6.3. */
export interface DicomLayout {
  readonly width: number
  readonly height: number
  readonly frames: number
  /** Values a pixel. */
  readonly samples: 1 | 3
  readonly photometric: Photometric
  /** Colours one after the other, not pixel by pixel. */
  readonly planar: boolean
  readonly bitsAllocated: 8 | 16
  readonly bitsStored: number
  readonly highBit: number
  readonly signed: boolean
}

const photometrics = [
  'MONOCHROME1',
  'MONOCHROME2',
  'PALETTE COLOR',
  'RGB',
  'YBR_FULL',
  'YBR_FULL_422',
] as const
export type Photometric = (typeof photometrics)[number]

/** @throws PictureRefused 'too-many-pixels', 'undecodable', 'unsupported' */
export function readLayout(dataSet: DataSet): DicomLayout {
  const height = dataSet.uint16('x00280010') ?? 0
  const width = dataSet.uint16('x00280011') ?? 0
  checkSize(width, height)
  const bitsAllocated = dataSet.uint16('x00280100')
  if (bitsAllocated !== 8 && bitsAllocated !== 16)
    throw unsupported(`${bitsAllocated ?? 'unknown'} bits a value`)
  const bitsStored = dataSet.uint16('x00280101') ?? bitsAllocated
  const highBit = dataSet.uint16('x00280102') ?? bitsStored - 1
  if (bitsStored < 1 || highBit >= bitsAllocated || highBit + 1 < bitsStored)
    throw new PictureRefused('undecodable')
  const samples = dataSet.uint16('x00280002') ?? 1
  const written = dataSet.string('x00280004')?.trim()
  const photometric = photometrics.find((name) => name === written)
  if (!photometric) throw unsupported('unknown colours')
  const isColour = photometric === 'RGB' || photometric.startsWith('YBR')
  if (samples !== (isColour ? 3 : 1)) throw new PictureRefused('undecodable')
  if (isColour && bitsAllocated !== 8) throw unsupported('16 bits a colour')
  return {
    width,
    height,
    frames: Math.max(1, dataSet.intString('x00280008') ?? 1),
    samples,
    photometric,
    planar: dataSet.uint16('x00280006') === 1,
    bitsAllocated,
    bitsStored,
    highBit,
    signed: dataSet.uint16('x00280103') === 1,
  }
}

export const unsupported = (what: string): PictureRefused =>
  new PictureRefused('unsupported', `DICOM, ${what}`)
