import { expect, test } from 'vitest'
import { cardMarkdown } from '../core/report/model-card/markdown.ts'
import type { FinalModelRecord, RunRecord } from '../storage/schema.ts'
import { freshProfile } from '../storage/test-helpers.ts'
import { wholeProject } from '../storage/test-projects.ts'
import { cardOf } from './export-model.ts'
import type { Context } from './services.ts'

/** Whether the card of a model shows the results of a run. */
async function showsResults(
  change: (run: RunRecord, model: FinalModelRecord) => { run?: Partial<RunRecord>; model?: object },
): Promise<boolean> {
  const storage = await freshProfile().open()
  const { id } = await wholeProject(storage)
  const run = (await storage.runs.list(id)).find(({ name }) => name === 'Run 1')!
  const model = (await storage.finalModels.list(id))[0]!
  const own = { ...model, about: { ...model.about, study: run.study, fingerprint: run.dataFingerprint } }
  const changed = change(run, own)
  const context = { services: { storage } } as unknown as Context
  const runs = [{ ...run, ...changed.run }]
  const card = await cardOf(context, { runs }, { ...own, ...changed.model } as FinalModelRecord)
  storage.close()
  return !cardMarkdown(card).includes('is not kept any more')
}

test('R11: a card shows the results of the run that its model was fitted after, and of no other of that name', async () => {
  expect(await showsResults(() => ({}))).toBe(true)
  expect(await showsResults(() => ({ run: { name: 'Renamed' } }))).toBe(true)
  expect(await showsResults(() => ({ model: { runId: 'another' } }))).toBe(false)
})

test('a model of an earlier version belongs to a run of its name, data and settings, whatever the study is called', async () => {
  const model = { runId: undefined }
  expect(await showsResults(() => ({ model }))).toBe(true)
  expect(await showsResults(({ study }) => ({ model, run: { study: { ...study, name: 'x' } } }))).toBe(true)
  const other = await showsResults(({ study }) => ({
    model,
    run: { study: { ...study, validation: { ...study.validation, seed: 99 } } },
  }))
  expect(other).toBe(false)
})
