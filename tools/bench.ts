import { readdirSync } from 'node:fs'
import { pathToFileURL } from 'node:url'
import type { Bench, BenchContext } from '../bench/bench.ts'
import { type Lab, openLab } from './lab.ts'
import { fromRoot } from './paths.ts'
import { runTool } from './run-tool.ts'
import { textTable } from './text-table.ts'

const SUFFIX = '.bench.ts'

const log = (line: string): void => console.error(line)

function chosen(names: readonly string[]): string[] {
  const known = readdirSync(fromRoot('bench'))
    .filter((file) => file.endsWith(SUFFIX))
    .map((file) => file.slice(0, -SUFFIX.length))
  const unknown = names.filter((name) => !known.includes(name))
  if (unknown.length > 0)
    throw new Error(`Unknown benchmark: ${unknown.join(', ')}. There are: ${known.join(', ')}.`)
  return names.length > 0 ? [...names] : known
}

async function run(name: string): Promise<void> {
  const file = pathToFileURL(fromRoot('bench', `${name}${SUFFIX}`)).href
  const { bench } = (await import(file)) as { bench: Bench }
  const labs: Lab[] = []
  const context: BenchContext = {
    log,
    async openPage(entry, backend, files) {
      const lab = await openLab(entry, backend, log, files)
      labs.push(lab)
      return lab.page
    },
  }
  try {
    const table = await bench.run(context)
    console.log(`\n${bench.title}\n\n${textTable(table.columns, table.rows)}`)
    for (const note of table.notes ?? []) console.log(`  ${note}`)
    for (const goal of table.missed ?? []) {
      console.log(`  MISSED: ${goal}`)
      process.exitCode = 1
    }
  } finally {
    for (const lab of labs) await lab.close()
  }
}

/** npm run bench [-- NAME...]: runs bench/NAME.bench.ts one after another, so that none disturbs another's figures. */
runTool(async () => {
  for (const name of chosen(process.argv.slice(2))) await run(name)
})
