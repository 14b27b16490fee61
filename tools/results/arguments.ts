import { parseArgs } from 'node:util'
import { dataSets, type DataSet } from './data-sets.ts'

const USAGE = 'Usage: npm run results -- --data FOLDER --out FILE [DATA_SET...]'

export interface ResultsArguments {
  /** Folder of all data sets. */
  readonly data: string
  readonly out: string
  /** Those to run now: all of them, or those that are named. */
  readonly sets: readonly DataSet[]
}

/** @throws Error with one line: what is wrong, and the usage. */
export function parseResultsArguments(args: readonly string[]): ResultsArguments {
  const wrong = (what: string): Error => new Error(`${what} ${USAGE}`)
  let parsed
  try {
    parsed = parseArgs({
      args: [...args],
      allowPositionals: true,
      options: { data: { type: 'string' }, out: { type: 'string' } },
    })
  } catch (error) {
    throw wrong(`${error instanceof Error ? error.message : 'Unknown option'}.`)
  }
  const { positionals, values } = parsed
  if (!values.data) throw wrong('Where are the data (--data)?')
  if (!values.out) throw wrong('Into which file (--out)?')
  const unknown = positionals.filter((name) => !dataSets.some((set) => set.name === name))
  if (unknown.length > 0)
    throw wrong(
      `Unknown data set: ${unknown.join(', ')}; there are ${dataSets.map(({ name }) => name).join(', ')}.`,
    )
  const sets = positionals.length > 0 ? dataSets.filter(({ name }) => positionals.includes(name)) : dataSets
  return { data: values.data, out: values.out, sets }
}
