import { PictureRefused } from './refusal.ts'

/** As for tables: a file is held in memory whole while it is checked. */
export const maxPictureBytes = 256 * 1024 * 1024

/**
 * Pixels of one picture. Decoded they take four bytes each, 400 MB here, of the 1.5 GB that a renderer may use on an
 * 8 GB PC. A mammogram has 28 million, the largest cameras 100 million; what lies beyond is a whole slide, which no
 * encoder of this size can make sense of, or a bomb: 48 kB of PNG can hold 400 million.
 */
export const maxPixels = 100_000_000

/** @throws PictureRefused where a header gives no size, or one too large */
export function checkSize(width: number, height: number): void {
  if (width < 1 || height < 1) throw new PictureRefused('undecodable', 'no size')
  if (width * height > maxPixels) throw new PictureRefused('too-many-pixels', `${width} × ${height}`)
}
