import { fromCaller } from './paths.ts'
import { runStudy } from './run-study.ts'
import { runTool } from './run-tool.ts'
import { parseStudyArguments } from './study-arguments.ts'
import { readStudyFile } from './study-file.ts'

/** npm run study: one experiment without a person. Progress goes to standard error, results into the folder. */
runTool(async () => {
  const { path, out, ...options } = parseStudyArguments(process.argv.slice(2))
  const file = readStudyFile(fromCaller(path))
  const log = (line: string): void => console.error(line)
  await runStudy({ file, out: fromCaller(out), log, ...options })
  console.log(`Written to ${fromCaller(out)}: results.json, report.html, report.csv`)
})
