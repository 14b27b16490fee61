import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Results } from '../src/core/evaluation/types.ts'
import { fromCaller } from './paths.ts'
import { runStudy } from './run-study.ts'
import { runTool } from './run-tool.ts'
import { parseStudyArguments } from './study-arguments.ts'
import { readStudyFile } from './study-file.ts'

const log = (line: string): void => console.error(line)

/** A study that does not say what its columns are for ran on a guess: whoever reads the results must see it. */
function logGuessedRoles(resultsPath: string): void {
  const { study } = JSON.parse(readFileSync(resultsPath, 'utf8')) as Results
  const roles = Object.entries(study.columns ?? {}).map(
    ([column, { role, prefix }]) => `${column} = ${role}${prefix === undefined ? '' : ` (${prefix}0, ...)`}`,
  )
  log(`Columns, as guessed: ${roles.join(', ')}`)
}

/** npm run study: one experiment without a person. Progress goes to standard error, results into the folder. */
runTool(async () => {
  const { path, out: folder, ...options } = parseStudyArguments(process.argv.slice(2))
  const file = await readStudyFile(fromCaller(path))
  const out = fromCaller(folder)
  await runStudy({ file, out, log, ...options })
  if (!file.study.columns) logGuessedRoles(join(out, 'results.json'))
})
