import { useCallback, type ReactElement } from 'react'
import { useActions, useApp } from '../state/context.ts'
import { LoadedPicture } from '../ui/loaded-picture.tsx'

/** A picture of the open project, as it is stored. */
export function StoredPicture({ pictureKey, name }: { pictureKey: string; name: string }): ReactElement {
  const projectId = useApp((state) => state.project?.record.id)
  const { readPicture } = useActions()
  const load = useCallback(
    () => (projectId === undefined ? Promise.resolve(null) : readPicture(projectId, pictureKey)),
    [readPicture, projectId, pictureKey],
  )
  return <LoadedPicture load={load} name={name} />
}
