import { parseArgs } from 'node:util'
import { type Backend, BACKENDS } from './browser.ts'

const USAGE = `Usage: npm run study -- STUDY.json --out FOLDER [--backend ${BACKENDS.join('|')}] [--keep-open]`

export interface StudyArguments {
  readonly path: string
  readonly out: string
  readonly backend?: Backend
  readonly keepOpen: boolean
}

/** @throws Error with one line: what is wrong, and the usage. */
export function parseStudyArguments(args: readonly string[]): StudyArguments {
  const wrong = (what: string): Error => new Error(`${what} ${USAGE}`)
  let parsed
  try {
    parsed = parseArgs({
      args: [...args],
      allowPositionals: true,
      options: { out: { type: 'string' }, backend: { type: 'string' }, 'keep-open': { type: 'boolean' } },
    })
  } catch (error) {
    throw wrong(`${error instanceof Error ? error.message : 'Unknown option'}.`)
  }
  const { positionals, values } = parsed
  const [path] = positionals
  if (path === undefined) throw wrong('Which study?')
  if (positionals.length > 1) throw wrong(`One study at a time, not ${positionals.length}.`)
  if (!values.out) throw wrong('Into which folder (--out)?')
  const backend = BACKENDS.find((name) => name === values.backend)
  if (values.backend !== undefined && !backend) throw wrong(`Unknown backend: ${values.backend}.`)
  return { path, out: values.out, keepOpen: values['keep-open'] ?? false, ...(backend && { backend }) }
}
