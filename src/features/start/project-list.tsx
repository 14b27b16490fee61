import { useState, type ReactElement } from 'react'
import { isChangedSinceCopy } from '../../core/keeping/reminder.ts'
import { useActions, useApp } from '../../state/context.ts'
import { routeHash } from '../../state/routes.ts'
import type { ProjectRecord } from '../../state/app-state.ts'
import { Button } from '../../ui/button.tsx'
import { Dialog } from '../../ui/dialog.tsx'
import { RenameDialog } from '../../ui/rename-dialog.tsx'
import { TextField } from '../../ui/field.tsx'
import { formatCount, formatDate } from '../../ui/format.ts'
import { ActionsHeading, TableFrame } from '../../ui/table-frame.tsx'

export function ProjectList({ projects }: { projects: readonly ProjectRecord[] }): ReactElement {
  const busy = useApp((state) => state.job !== null)
  const actions = useActions()
  const [renaming, setRenaming] = useState<ProjectRecord | null>(null)
  const [deleting, setDeleting] = useState<ProjectRecord | null>(null)
  const isShared = (name: string): boolean => projects.filter((other) => other.name === name).length > 1
  return (
    <section className="screen__section" aria-labelledby="projects">
      <h2 id="projects">Projects</h2>
      <p className="quiet">Every change is stored in this browser as you make it.</p>
      <TableFrame label="Projects" testId="projects">
        <thead>
          <tr>
            <th scope="col">Name</th>
            <th scope="col">From</th>
            <th scope="col" className="num">
              Rows
            </th>
            <th scope="col">Last change</th>
            <th scope="col">Last copy</th>
            <ActionsHeading />
          </tr>
        </thead>
        <tbody>
          {projects.map((project) => (
            <tr key={project.id}>
              <th scope="row">
                <a href={routeHash({ screen: 'data', projectId: project.id })}>{project.name}</a>{' '}
                {project.origin?.synthetic && <span className="tag tag--warn">synthetic</span>}
                {isShared(project.name) && (
                  <div className="field__hint">opened {formatDate(project.createdAt)}</div>
                )}
              </th>
              <td>{project.origin?.fileName}</td>
              <td className="num">{formatCount(project.rows)}</td>
              <td>{formatDate(project.updatedAt)}</td>
              <td>
                <LastCopy project={project} />
              </td>
              <td>
                <div className="row">
                  <Button kind="quiet" className="button--small" onClick={() => setRenaming(project)}>
                    Rename
                  </Button>
                  <Button
                    kind="quiet"
                    className="button--small"
                    disabled={busy}
                    onClick={() => void actions.duplicateProject(project.id)}
                  >
                    Duplicate
                  </Button>
                  <a
                    className="button button--quiet button--small"
                    href={routeHash({ screen: 'copy', projectId: project.id })}
                  >
                    Take a copy
                  </a>
                  <Button
                    kind="quiet"
                    className="button--small"
                    disabled={busy}
                    onClick={() => setDeleting(project)}
                  >
                    Delete
                  </Button>
                </div>
              </td>
            </tr>
          ))}
        </tbody>
      </TableFrame>
      {renaming && (
        <RenameDialog
          title="Rename the project"
          name={renaming.name}
          onRename={(name) => void actions.renameProject(renaming.id, name)}
          onClose={() => setRenaming(null)}
        />
      )}
      {deleting && <DeleteDialog project={deleting} onClose={() => setDeleting(null)} />}
    </section>
  )
}

function LastCopy({ project }: { project: ProjectRecord }): ReactElement {
  const { copy } = project
  if (!copy) return <span className="quiet">none</span>
  return (
    <>
      {formatDate(copy.at)}
      {isChangedSinceCopy(project) && <div className="field__hint">changed since</div>}
    </>
  )
}

function DeleteDialog({ project, onClose }: { project: ProjectRecord; onClose: () => void }): ReactElement {
  const actions = useActions()
  const [typed, setTyped] = useState('')
  const confirmed = typed.trim() === project.name.trim()
  const remove = (): void => {
    if (!confirmed) return
    void actions.deleteProject(project.id)
    onClose()
  }
  return (
    <Dialog
      title="Delete the project?"
      onClose={onClose}
      onEnter={remove}
      actions={
        <Button kind="danger" disabled={!confirmed} onClick={remove}>
          Delete for good
        </Button>
      }
    >
      <p>
        The table of {formatCount(project.rows)} rows, its pictures, its embeddings, all its runs and fitted
        models are removed from this computer. What you opened and copies that you saved stay where they are.
        {isChangedSinceCopy(project) && ' Its last changes are in no copy.'}
      </p>
      <TextField label={`Type “${project.name}” to confirm`} value={typed} onChange={setTyped} />
    </Dialog>
  )
}
