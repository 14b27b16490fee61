import type { PictureNote } from '../picture-facts.ts'
import { PictureRefused } from '../refusal.ts'
import type { PictureHeader } from './picture-header.ts'

interface Size {
  readonly width: number
  readonly height: number
}

/** From this EXIF orientation on, width and height change places. */
const firstSideways = 5

/**
 * Whether the browser turned a picture upright as its header asks, by what it made of it.
 * @throws PictureRefused 'undecodable' where the header told another size
 */
export function orientationNotes(
  { format, orientation, ...stored }: PictureHeader,
  decoded: Size,
): PictureNote[] {
  const isAsStored = decoded.width === stored.width && decoded.height === stored.height
  const isSideways = decoded.width === stored.height && decoded.height === stored.width
  const mayBeSideways = orientation >= firstSideways
  if (!isAsStored && !(mayBeSideways && isSideways))
    throw new PictureRefused('undecodable', 'its size is not the one that it tells')
  if (orientation === 1) return []
  // A half turn and a square do not show. Chromium turns JPEG and PNG, and leaves WebP as it is.
  const isTurned = mayBeSideways && stored.width !== stored.height ? isSideways : format !== 'webp'
  return [{ kind: isTurned ? 'rotated' : 'not-rotated' }]
}
