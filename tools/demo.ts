import { mkdtempSync, readFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Results } from '../src/core/evaluation/types.ts'
import { verdictSentence } from '../src/core/report/verdict.ts'
import { fromRoot } from './paths.ts'
import { runStudy } from './run-study.ts'
import { runTool } from './run-tool.ts'
import { readStudyFile } from './study-file.ts'
import { textTable } from './text-table.ts'

const three = (value: number | null): string => value?.toFixed(3) ?? ''
const interval = (ci95: readonly [number, number] | null): string => ci95?.map(three).join(' to ') ?? ''

function summaryTable({ summary, comparison }: Results): string {
  const rows = summary
    .filter(({ metric }) => metric === comparison.metric)
    .map(({ projection, classifier, mean, sd, ci95 }) => [
      projection,
      classifier,
      three(mean),
      three(sd),
      interval(ci95),
    ])
  return textTable(['projection', 'classifier', comparison.metric, 'sd', '95 % interval'], rows)
}

/** npm run demo: the synthetic sample, from its notes to the verdict, as npm run study would run it. */
runTool(async () => {
  const file = await readStudyFile(fromRoot('public', 'samples', 'triage-notes.study.json'))
  const out = mkdtempSync(join(tmpdir(), 'nearside-demo-'))
  await runStudy({ file, out, log: (line) => console.error(line) })
  const results = JSON.parse(readFileSync(join(out, 'results.json'), 'utf8')) as Results
  const { cases, patients } = results.data
  console.log(`\nSynthetic triage notes: ${cases} cases of ${patients} patients, none of them real\n`)
  console.log(`${summaryTable(results)}\n\n${verdictSentence(results.comparison)}`)
})
