import { withJobLock } from './job-runner.ts'
import { updateProject } from './open-project.ts'
import type { Shell } from './shell.ts'
import { runSample, type SampleName } from './study-actions.ts'

/** Whole projects, and the pictures of one. */
export function createProjectActions({ store, context, run, read, refresh }: Shell) {
  return {
    trySample(name: SampleName): Promise<void> {
      return run('sample', async () => {
        await runSample(context(), name)
        await refresh()
      })
    },

    renameProject(id: string, name: string): Promise<void> {
      return run('rename', async () => {
        const { updatedAt } = await context().services.storage.projects.rename(id, name)
        updateProject(context(), id, (shown) => ({ ...shown, record: { ...shown.record, name, updatedAt } }))
        await refresh()
      })
    },

    deleteProject(id: string): Promise<void> {
      return run('delete', async () => {
        // Another tab may be working on it: its job would go on into nothing.
        await withJobLock(() => context().services.storage.projects.delete(id))
        if (store.getState().project?.record.id === id) store.setState({ project: null })
        await refresh()
      })
    },

    /** A stored picture to show; null where it cannot be read, which is told. */
    readPicture(projectId: string, key: string): Promise<Blob | null> {
      return read('picture', async () => {
        const [file = null] = await context().services.storage.pictures.read(projectId, [key])
        return file
      })
    },
  }
}
