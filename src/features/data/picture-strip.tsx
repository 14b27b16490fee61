import type { ReactElement } from 'react'
import type { Picture } from '../../core/pictures/picture.ts'
import { StoredPicture } from '../../cases/stored-picture.tsx'

/** Enough to see whether these are the right pictures. */
const shown = 12

/** The first pictures, as they are stored. */
export function PictureStrip({ pictures }: { pictures: readonly Picture[] }): ReactElement | null {
  const first = pictures.slice(0, shown)
  if (first.length === 0) return null
  return (
    <ul className="picture-strip" aria-label={`First ${first.length} pictures`}>
      {first.map(({ path, key }, i) => (
        <li key={i}>
          <StoredPicture pictureKey={key} name={path} />
        </li>
      ))}
    </ul>
  )
}
