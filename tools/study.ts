import { fromCaller } from './paths.ts'
import { runStudy } from './run-study.ts'
import { runTool } from './run-tool.ts'
import { parseStudyArguments } from './study-arguments.ts'
import { readStudyFile } from './study-file.ts'

/** npm run study: one experiment without a person. Progress goes to standard error, results into the folder. */
runTool(async () => {
  const { path, out, ...options } = parseStudyArguments(process.argv.slice(2))
  const file = readStudyFile(fromCaller(path))
  await runStudy({ file, out: fromCaller(out), log: (line) => console.error(line), ...options })
})
