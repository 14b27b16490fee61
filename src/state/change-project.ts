import { Failure, toFailureData } from '../core/failure.ts'
import type { OpenProject } from './app-state.ts'
import { begunAnew, withoutLostEdits } from './edit-history.ts'
import { deriveFromChoices, loadProject, updateProject, withRecord } from './open-project.ts'
import { recordOf, type ProjectChange } from './project-change.ts'
import type { Context } from './services.ts'

/**
 * Shows a change to the open project at once, then stores it and derives what follows from it, one change after the
 * other. A change that cannot be stored is taken back: the project is shown as it is stored. One that was made on top of
 * it meanwhile is shown again in its turn, and stored with all that was in view when it was made; unless another tab has
 * changed the project since: that was not in view, and stays.
 * @throws Failure 'changed-in-other-tab' for such a change; one of tags alone is made once more on what is stored now
 */
export async function changeProject(
  context: Context,
  change: (project: OpenProject) => ProjectChange,
): Promise<void> {
  const { store } = context
  const before = store.getState().project
  if (!before) return
  const { id } = before.record
  const { takenBack } = before.basis
  const changed = change(before)
  if (Object.keys(changed).length === 0) return
  const after = withChange(before, changed)
  updateProject(context, id, () => after)
  try {
    await context.storeInOrder(() => storeChange(context, { before, after, takenBack }))
  } catch (thrown) {
    const isOpen = store.getState().project?.record.id === id
    if (!isLate(thrown) || !isOpen || !isOfTagsAlone(changed)) throw thrown
    await changeProject(context, change)
  } finally {
    await derive(context, id)
  }
}

interface ShownChange {
  readonly before: OpenProject
  readonly after: OpenProject
  /** Of `before` as the change was made: its basis counts on. */
  readonly takenBack: number
}

async function storeChange(context: Context, { before, after, takenBack }: ShownChange): Promise<void> {
  const { store, services } = context
  const { projects } = services.storage
  const { basis } = before
  const { id, roles, onePatientPerRow, study, tags = {} } = after.record
  const shown = store.getState().project
  const wasTakenBack = shown?.basis === basis && basis.takenBack !== takenBack
  if (wasTakenBack) updateProject(context, id, (stored) => withChange(stored, choicesIn(after)))
  try {
    const known = { id, revision: basis.revision }
    const { trail = [], revision = 0 } = await projects.update(known, {
      roles,
      onePatientPerRow,
      study,
      tags,
    })
    basis.revision = revision
    updateProject(context, id, (now) => ({ ...now, record: { ...now.record, trail } }))
  } catch (thrown) {
    if (isLate(thrown)) await showStored(context, id)
    else await showAgain(context, before)
    throw thrown
  }
  services.otherTabs.tell({ projectId: id })
}

/** The project as it was before a change that could not be stored. */
async function showAgain(context: Context, { record: { id }, basis, history }: OpenProject): Promise<void> {
  const stored = await loadProject(context, id)
  const isTakenBack = stored.basis.revision === basis.revision
  const shown = isTakenBack
    ? { ...stored, basis, history: withoutLostEdits(history, stored) }
    : { ...stored, history: begunAnew(history) }
  if (isTakenBack) basis.takenBack++
  updateProject(context, id, () => shown)
}

/** Shows what another tab has stored; nothing where that is in view already. */
async function showStored(context: Context, id: string): Promise<void> {
  const record = await context.services.storage.projects.get(id)
  updateProject(context, id, (shown) =>
    shown.basis.revision === (record.revision ?? 0) ? shown : withRecord(shown, record),
  )
}

/** From now on, shows what other tabs change of the open project as soon as they have stored it. */
export function followOtherTabs(context: Context): void {
  const { store, services } = context
  const follow = async (id: string): Promise<void> => {
    await context.storeInOrder(async () => {
      if (store.getState().project?.record.id === id) await showStored(context, id)
    })
    await derive(context, id)
  }
  services.otherTabs.listen(({ projectId }) => {
    follow(projectId).catch((thrown: unknown) =>
      store.setState({ failure: toFailureData(thrown, 'other tab') }),
    )
  })
}

/** What follows from the choices that are shown now. */
const derive = (context: Context, id: string): Promise<void> =>
  context.deriveInOrder(() => deriveFromChoices(context, id))

const isLate = (thrown: unknown): boolean =>
  thrown instanceof Failure && thrown.code === 'changed-in-other-tab'

/** Words given to cases change nothing that another tab could have meant otherwise. */
const isOfTagsAlone = ({ history: _inMemory, tags, ...others }: ProjectChange): boolean =>
  tags !== undefined && Object.keys(others).length === 0

function withChange(project: OpenProject, change: ProjectChange): OpenProject {
  return {
    ...project,
    record: { ...project.record, ...recordOf(change) },
    roles: change.roles ?? project.roles,
    settings: change.settings ?? project.settings,
    history: change.history ?? project.history,
  }
}

/** Everything that changes can set, as it is in a project. */
const choicesIn = ({ roles, record, settings, history }: OpenProject): Required<ProjectChange> => ({
  roles,
  onePatientPerRow: record.onePatientPerRow,
  settings,
  tags: record.tags ?? {},
  history,
})

/** Resolves when every change so far is stored and what follows from it is shown: a job starts from that. */
export async function changesSettled(context: Context): Promise<void> {
  await context.storeInOrder(() => Promise.resolve())
  await context.deriveInOrder(() => Promise.resolve())
}
