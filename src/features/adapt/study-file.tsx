import type { ReactElement } from 'react'
import { useActions } from '../../state/context.ts'
import { FileButton } from '../../ui/file-drop.tsx'

/** Settings from a study file, such as another run's. */
export function StudyFile(): ReactElement {
  const { openSettings } = useActions()
  return (
    <div className="row">
      <FileButton accept=".json" testId="open-settings" onFiles={([file]) => file && void openSettings(file)}>
        Open a study file
      </FileButton>
      <span className="quiet">Takes over all its settings; the data and the columns’ roles stay.</span>
    </div>
  )
}
