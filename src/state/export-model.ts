import scorePy from '../core/onnx/deploy/score.py?raw'
import { Failure } from '../core/failure.ts'
import { takeCases } from '../core/model/take-cases.ts'
import { checkedCases, type ExportCheck } from '../core/onnx/export-check.ts'
import type { ModelCard } from '../core/report/model-card/card.ts'
import { cardHtml } from '../core/report/model-card/html.ts'
import { cardMarkdown } from '../core/report/model-card/markdown.ts'
import { modelCard } from '../core/report/model-card/model-card.ts'
import type { FinalModelRecord, RunRecord } from '../storage/schema.ts'
import { citeNotice } from '../strings/notices.ts'
import type { OpenProject } from './app-state.ts'
import { experimentData } from './experiment-data.ts'
import { runJob } from './job-runner.ts'
import { usableEncoders } from './models.ts'
import { openWorker } from './open-worker.ts'
import type { Context } from './services.ts'

/** A model's files, once they were checked; kept nowhere else. */
export interface ModelExport {
  readonly modelId: string
  readonly onnx: Blob
  readonly folder: Blob
  readonly check: ExportCheck
}

/**
 * Writes a model as ONNX and as a folder, after its file gave training cases the probabilities that the app gives them.
 * @throws Failure 'model-outdated' where the cases are no longer those that it was fitted on, 'export-differs', 'cancelled', 'not-embedded'
 */
export async function exportModel(
  context: Context,
  project: OpenProject,
  model: FinalModelRecord,
): Promise<ModelExport> {
  const { about, id } = model
  if (about.fingerprint !== project.fingerprint) throw new Failure('model-outdated', {})
  const job = { kind: 'export', title: 'Writing and checking the model', unit: 'cases', total: 0 } as const
  return runJob(context, job, async ({ signal }) => {
    const { engine, storage } = context.services
    const card = await cardOf(context, project, model)
    const { data } = await experimentData(context, project, about.study)
    const sample = { modalities: takeCases(data.modalities, checkedCases(about.cases)), of: about.cases }
    const bytes = await storage.finalModels.bytes(id)
    const exporter = await openWorker(Promise.resolve(engine.openExporter()), signal)
    try {
      const { onnx, folder, check } = await exporter.exportModel(bytes, sample, {
        score: scorePy,
        card: { markdown: cardMarkdown(card), html: cardHtml(card) },
        encoders: usableEncoders(context.store.getState()),
      })
      return { modelId: id, onnx: new Blob([onnx]), folder: new Blob([folder]), check }
    } finally {
      exporter.terminate()
    }
  })
}

/** The card of a model, with the results of the run that it was fitted after, where that is still kept. */
export async function cardOf(
  { services }: Context,
  { runs }: Pick<OpenProject, 'runs'>,
  model: FinalModelRecord,
): Promise<ModelCard> {
  const run = runs.find((of) => isRunOf(of, model))
  const results = run ? await services.storage.runs.results(run.id) : null
  return modelCard({ model: model.about, results, wordNotice: citeNotice })
}

/** Names repeat: a model of an earlier version, which lacks the run's id, belongs to a run of its name, data and settings. */
function isRunOf(run: RunRecord, { about, run: name, runId }: FinalModelRecord): boolean {
  if (runId !== undefined) return run.id === runId
  return (
    run.name === name &&
    run.dataFingerprint === about.fingerprint &&
    JSON.stringify({ ...run.study, name: '' }) === JSON.stringify({ ...about.study, name: '' })
  )
}
