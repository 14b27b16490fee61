import type { Dataset } from '../core/dataset/dataset.ts'
import type { LayoutMethod } from '../core/explore/map-layout.ts'
import type { OpenedCase } from './app-state.ts'
import {
  datasetOfRun,
  exploreFold,
  findAlike,
  foldOf,
  layOutFold,
  withFold,
  type Exploration,
  type ExploredFold,
  type FoldChoice,
  type WantedFold,
} from './exploration.ts'
import type { Shell } from './shell.ts'

/** A look at the cases of a run. */
export function createExploreActions({ store, context, read, start, goTo }: Shell) {
  const explore = (projectId: string, part: Partial<Exploration>): void => {
    const { project, exploration } = store.getState()
    if (project?.record.id !== projectId) return
    const before = exploration?.projectId === projectId ? exploration : { folds: [], alike: null }
    store.setState({ exploration: { ...before, ...part, projectId } })
  }
  const keepFold = (projectId: string, fold: ExploredFold): void =>
    explore(projectId, { folds: withFold(store.getState().exploration?.folds ?? [], fold) })

  return {
    /** Projects the held-out cases of one place of a run, unless they are projected. */
    async exploreFold(runId: string, choice: FoldChoice): Promise<void> {
      const wanted: WantedFold = { runId, choice }
      // the job begins once all changes are stored: until then this says what is to come
      if (!store.getState().exploring) store.setState({ exploring: wanted })
      await start('explore', async (project) => {
        if (foldOf(store.getState().exploration, runId, choice)) return
        const run = await context().services.storage.runs.get(runId)
        keepFold(project.record.id, await exploreFold(context(), project, run, choice))
      })
      if (store.getState().exploring === wanted) store.setState({ exploring: null })
    },

    /** Lays projected cases out by another method, once. */
    layOutFold(fold: ExploredFold, method: LayoutMethod): Promise<void> {
      return start('map', async (project) => {
        if (fold.layouts[method]) return
        const run = await context().services.storage.runs.get(fold.runId)
        keepFold(project.record.id, await layOutFold(context(), project, run, fold, method))
      })
    },

    /** Shows a case of the run that is shown, with what is similar to it; null: none. */
    openCase(openedCase: OpenedCase | null): void {
      const { route } = store.getState()
      if (openedCase && 'projectId' in route && route.screen !== 'explore')
        goTo({ ...route, screen: 'explore' })
      store.setState({ openedCase })
    },

    /** Looks for cases of different patients that are nearly the same, in the data of a run. */
    findAlike(runId: string): Promise<void> {
      return start('near copies', async (project) => {
        const run = await context().services.storage.runs.get(runId)
        explore(project.record.id, { alike: await findAlike(context(), project, run) })
      })
    },

    /** The data as a run saw them; null where they cannot be made again, which is told. */
    readRunDataset(runId: string): Promise<Dataset | null> {
      return read('data of a run', async () => {
        const { project } = store.getState()
        const record = project?.runs.find(({ id }) => id === runId)
        return project && record ? datasetOfRun(project, record) : null
      })
    },
  }
}
