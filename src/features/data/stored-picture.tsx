import { useEffect, useState, type ReactElement } from 'react'
import { useActions, useApp } from '../../state/context.ts'

/** A picture of the open project, as it is stored. */
export function StoredPicture({ pictureKey, name }: { pictureKey: string; name: string }): ReactElement {
  const projectId = useApp((state) => state.project?.record.id)
  const { readPicture } = useActions()
  const [url, setUrl] = useState<string | null>(null)
  useEffect(() => {
    let made: string | null = null
    let gone = false
    const show = async (): Promise<void> => {
      const file = projectId === undefined ? null : await readPicture(projectId, pictureKey)
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
  return url ? (
    <img className="stored-picture" src={url} alt={name} title={name} />
  ) : (
    <span className="stored-picture" />
  )
}
