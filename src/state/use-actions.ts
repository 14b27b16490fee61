import { Failure, toFailureData, type FailureData } from '../core/failure.ts'
import type { ModelChoice } from '../core/model/final-model.ts'
import { columnsOf, readNewCases } from '../core/model/new-cases.ts'
import type { ModelCard } from '../core/report/model-card/card.ts'
import { throwIfAborted } from '../core/signal.ts'
import { unlessAborted } from '../engine/client.ts'
import type { FinalModelRecord } from '../storage/schema.ts'
import type { OpenProject } from './app-state.ts'
import { caseNames, formCase, casePictures, readCaseFiles, type CaseForm } from './case-files.ts'
import { cardOf, exportModel } from './export-model.ts'
import { fitModel } from './fit-model.ts'
import { runJob } from './job-runner.ts'
import { updateProject } from './open-project.ts'
import type { PredictedCase } from './prediction.ts'
import { openPredictionSession, type PredictionSession } from './prediction-session.ts'
import { columnWithRole } from './role-changes.ts'
import type { Shell } from './shell.ts'
import { measureStorage } from './storage-use.ts'

/** Cases that go through encoder and predictor together. */
const casesAtOnce = 32

/** From a run to a model of all cases, and from new cases to predictions. */
export function createUseActions({
  store,
  context,
  run,
  start,
}: Pick<Shell, 'store' | 'context' | 'run' | 'start'>) {
  let session: PredictionSession | null = null
  /** The case that was asked for last: an answer that comes after its form has changed is nobody's. */
  let asked: CaseForm | null = null

  const closeSession = (): void => {
    session?.close()
    session = null
  }
  // Nothing of a project stays in a worker once another one is shown.
  store.subscribe(({ project }, before) => {
    if (project?.record.id === before.project?.record.id) return
    store.getState().predicting?.cancel()
    closeSession()
    asked = null
    store.setState({ single: null, batch: null, fitCancelled: false, exported: null })
  })

  /** Nothing is computed for a project that was left. @throws Failure 'cancelled' */
  const throwIfLeft = ({ projectId }: FinalModelRecord): void => {
    if (store.getState().project?.record.id !== projectId) throw new Failure('cancelled', {})
  }

  /**
   * The model and its encoders in their workers, opened where they are not.
   * @param cancelled ends the opening, as the job's own cancel does
   * @throws Failure 'cancelled' also where the model's project was left meanwhile
   */
  const sessionOf = async (model: FinalModelRecord, cancelled?: AbortSignal): Promise<PredictionSession> => {
    if (session?.modelId === model.id) return session
    closeSession()
    const job = { kind: 'predict', title: 'Getting the model ready', unit: 'cases', total: 0 } as const
    const opened = await runJob(context(), job, ({ signal }) =>
      openPredictionSession(context(), model, cancelled ? AbortSignal.any([signal, cancelled]) : signal),
    )
    try {
      throwIfLeft(model)
    } catch (left) {
      opened.close()
      throw left
    }
    session = opened
    return opened
  }

  /** The session answers one at a time: what shares it would be ended by the other's cancel. @throws Failure 'job-running' */
  const refuseWhileBusy = (): void => {
    const { job, predicting } = store.getState()
    if (job || predicting) throw new Failure('job-running', {})
  }

  /** A session whose worker was lost, or is busy with what was cancelled, is asked nothing more. */
  const orClose = async <T>(work: Promise<T>): Promise<T> => {
    try {
      return await work
    } catch (thrown) {
      closeSession()
      throw thrown
    }
  }

  const shownModel = (id: string): { project: OpenProject; model: FinalModelRecord } => {
    const { project } = store.getState()
    const model = project?.models.find((one) => one.id === id)
    if (!project || !model) throw new Failure('not-found', { what: 'model' })
    return { project, model }
  }

  const showModels = async (projectId: string): Promise<void> => {
    const models = await context().services.storage.finalModels.list(projectId)
    updateProject(context(), projectId, (shown) => ({ ...shown, models }))
  }

  return {
    /** Fits a procedure of a run on all cases, and keeps it. */
    fitModel(runId: string, choice: ModelChoice): Promise<void> {
      return start('fit model', async (project) => {
        const from = project.runs.find(({ id }) => id === runId)
        if (!from) return
        store.setState({ fitCancelled: false })
        try {
          await fitModel(context(), project, from, choice)
        } catch (thrown) {
          store.setState({ fitCancelled: toFailureData(thrown, 'fit model').code === 'cancelled' })
          throw thrown
        }
        await showModels(project.record.id)
      })
    },

    deleteModel(id: string): Promise<void> {
      return run('delete model', async () => {
        const { project } = shownModel(id)
        if (session?.modelId === id) closeSession()
        await context().services.storage.finalModels.delete(id)
        const { single, batch, exported } = store.getState()
        store.setState({
          single: single?.modelId === id ? null : single,
          batch: batch?.modelId === id ? null : batch,
          exported: exported?.modelId === id ? null : exported,
        })
        await Promise.all([showModels(project.record.id), measureStorage(context())])
      })
    },

    /** Writes a model as files, which are then offered. */
    exportModel(modelId: string): Promise<void> {
      return start('export model', async (project) => {
        const { model } = shownModel(modelId)
        store.setState({ exported: null })
        const exported = await exportModel(context(), project, model)
        if (store.getState().project?.record.id === project.record.id) store.setState({ exported })
      })
    },

    /** The card of a model; null where what it is made of cannot be read, which is told. */
    async readModelCard(modelId: string): Promise<ModelCard | null> {
      let card: ModelCard | null = null
      await run('model card', async () => {
        const { project, model } = shownModel(modelId)
        card = await cardOf(context(), project, model)
      })
      return card
    },

    /** The case that was filled in is another now, or none: what was said of it, or still will be, is not shown under the next one. */
    forgetCase(): void {
      asked = null
      if (store.getState().single) store.setState({ single: null })
    },

    /** One case at a time: while one is predicted nothing else is asked, so that a second click is not a second case. */
    predictCase(modelId: string, form: CaseForm): Promise<void> {
      return run('predict', async () => {
        if (store.getState().predicting) return
        refuseWhileBusy()
        const { model } = shownModel(modelId)
        const controller = new AbortController()
        const { signal } = controller
        asked = form
        store.setState({ single: null, predicting: { cancel: () => controller.abort() } })
        try {
          const open = await sessionOf(model, signal)
          const { now } = context().services
          const started = now()
          const { cases, pictures } = formCase(form, model.about)
          const read = casePictures(cases, pictures, open.pictures, signal)
          const [predicted] = await orClose(unlessAborted(open.predict(cases, [0], read, signal), signal))
          if (asked === form)
            store.setState({ single: { ...predicted!, modelId, milliseconds: now() - started } })
        } finally {
          store.setState({ predicting: null })
        }
      })
    },

    /** Predicts every case of a table, or of pictures. What was predicted before a cancel or a failure stays, with what stopped it. */
    predictFiles(modelId: string, picked: readonly File[]): Promise<void> {
      return run('predict file', async () => {
        const { project, model } = shownModel(modelId)
        const { modalities, decimal = null } = model.about
        refuseWhileBusy()
        store.setState({ batch: null })
        const { table, name, pictures, unusedPictures } = await readCaseFiles(context(), picked, modalities)
        const cases = readNewCases(table, { modalities, decimal })
        const columns = modalities.flatMap(columnsOf)
        if (cases.absent.length === columns.length) throw new Failure('nothing-to-predict-from', { columns })
        throwIfLeft(model)
        // something may have begun while the files were read
        refuseWhileBusy()
        const open = await sessionOf(model)
        const idColumn = columnWithRole(project.roles, 'id')
        const given = table.columns.find(({ name: of }) => of === idColumn)?.values
        const inTraining = given ? await orClose(open.areTrainingCases(given)) : null
        const predicted: PredictedCase[] = []
        let stoppedBy: FailureData | null = null
        const job = { kind: 'predict', title: 'Predicting', unit: 'cases', total: table.rows } as const
        try {
          await runJob(context(), job, async ({ signal, show }) => {
            const read = casePictures(cases, pictures, open.pictures, signal)
            for (let from = 0; from < table.rows; from += casesAtOnce) {
              throwIfAborted(signal)
              const length = Math.min(casesAtOnce, table.rows - from)
              const rows = Array.from({ length }, (_, i) => from + i)
              predicted.push(
                ...(await orClose(unlessAborted(open.predict(cases, rows, read, signal), signal))),
              )
              show({ done: predicted.length })
            }
          })
        } catch (thrown) {
          stoppedBy = toFailureData(thrown, 'predict file')
          throw thrown
        } finally {
          const ids = caseNames(table, idColumn)
          const batch = {
            modelId,
            name,
            ids,
            inTraining,
            cases: predicted,
            stoppedBy,
            absent: cases.absent,
            unusedPictures,
          }
          if (store.getState().project?.record.id === project.record.id) store.setState({ batch })
        }
      })
    },
  }
}
