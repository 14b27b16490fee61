import { useEffect, useState, type ReactElement } from 'react'
import type { Picture } from '../../core/pictures/picture.ts'
import { useActions } from '../../state/context.ts'

/** Enough to see whether these are the right pictures. */
const shown = 12

/** The first pictures, as they are stored. */
export function PictureStrip(props: {
  projectId: string
  pictures: readonly Picture[]
}): ReactElement | null {
  const first = props.pictures.slice(0, shown)
  if (first.length === 0) return null
  return (
    <ul className="picture-strip" aria-label={`First ${first.length} pictures`}>
      {first.map(({ path, key }) => (
        <li key={path}>
          <StoredPicture projectId={props.projectId} pictureKey={key} path={path} />
        </li>
      ))}
    </ul>
  )
}

function StoredPicture(props: { projectId: string; pictureKey: string; path: string }): ReactElement {
  const { projectId, pictureKey, path } = props
  const { readPicture } = useActions()
  const [url, setUrl] = useState<string | null>(null)
  useEffect(() => {
    let made: string | null = null
    let gone = false
    const show = async (): Promise<void> => {
      const file = await readPicture(projectId, pictureKey)
      if (gone || !file) return
      made = URL.createObjectURL(file)
      setUrl(made)
    }
    void show()
    return () => {
      gone = true
      if (made) URL.revokeObjectURL(made)
    }
  }, [readPicture, projectId, pictureKey])
  return url ? <img src={url} alt={path} title={path} /> : <span className="picture-strip__blank" />
}
