import { writeFileSync } from 'node:fs'
import { format, resolveConfig } from 'prettier'
import { fromCaller } from './paths.ts'
import { parseResultsArguments } from './results/arguments.ts'
import type { PresetRun } from './results/comparisons.ts'
import { type DataSet, dataSets, resultPresets } from './results/data-sets.ts'
import { keptResults, runUnlessKept } from './results/kept-runs.ts'
import { type DataSetRuns, renderResults } from './results/render.ts'
import { runTool } from './run-tool.ts'

const log = (line: string): void => console.error(line)

/**
 * npm run results: every classifier with and without a projection on public data, both presets, as one page of Markdown.
 * A run that is finished is kept, so that the command goes on where it was stopped; the page says which data sets are still to be run.
 */
runTool(async () => {
  const { data, out, sets } = parseResultsArguments(process.argv.slice(2))
  const folder = fromCaller(data)
  for (const set of sets) for (const preset of resultPresets) await runUnlessKept(set, preset, folder, log)

  const finished: DataSetRuns[] = []
  const missing: DataSet[] = []
  for (const dataSet of dataSets) {
    const runs: PresetRun[] = []
    for (const preset of resultPresets) {
      const results = await keptResults(dataSet, preset, folder)
      if (results) runs.push({ preset, results })
    }
    if (runs.length === resultPresets.length) finished.push({ dataSet, runs })
    else missing.push(dataSet)
  }
  const path = fromCaller(out)
  const options = { ...(await resolveConfig(path)), parser: 'markdown', proseWrap: 'always' as const }
  writeFileSync(path, await format(renderResults(finished, missing), options))
  log(
    `Written to ${path}${missing.length > 0 ? `, without ${missing.map(({ name }) => name).join(', ')}` : ''}`,
  )
})
