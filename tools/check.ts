import { architecture, coreTypes, lint, type Outcome, runCheck, serviceWorkerTypes, types } from './checks.ts'
import { runUnitTests } from './run-tests.ts'
import { runTool } from './run-tool.ts'
import { inWords, sum, tallyChecks } from './tally.ts'

async function staticChecks(): Promise<Outcome[]> {
  const outcomes: Outcome[] = []
  for (const check of [architecture, lint, coreTypes, serviceWorkerTypes, types])
    outcomes.push(await runCheck(check))
  return outcomes
}

/** npm run check: the fast loop. The static checks keep one core busy while the unit tests have the other. */
runTool(async () => {
  const [outcomes, unit] = await Promise.all([staticChecks(), runUnitTests('quick')])
  for (const { text } of outcomes) console.log(text)
  const total = sum([tallyChecks(outcomes), unit])
  console.log(`\n${inWords(total)}`)
  if (total.failed > 0) process.exitCode = 1
})
