import {
  architecture,
  build,
  coreTypes,
  format,
  lint,
  type Outcome,
  runCheck,
  serviceWorkerTypes,
  types,
} from './checks.ts'
import { ensureBrowser } from './ensure-browser.ts'
import { runBrowserTests, runUnitTests } from './run-tests.ts'
import { inWords, sum, tallyChecks } from './tally.ts'

/** Everything there is, one thing after another, and one line with the count at the end. */
export async function fullTest(options: { deep: boolean }): Promise<void> {
  await ensureBrowser(console.log)
  const outcomes: Outcome[] = []
  for (const check of [architecture, lint, format, coreTypes, serviceWorkerTypes, types, build]) {
    const outcome = await runCheck(check)
    console.log(outcome.text)
    outcomes.push(outcome)
  }
  const tallies = [tallyChecks(outcomes), await runUnitTests(options.deep ? 'deep' : 'usual')]
  tallies.push(await runBrowserTests(options))
  const total = sum(tallies)
  console.log(`\n${inWords(total)}`)
  if (total.failed > 0) process.exitCode = 1
}
