import { parseArgs } from 'node:util'
import { safeParse } from 'valibot'
import { dtypes, type Dtype } from '../../src/core/encoders/encoder.ts'
import { modelId } from '../../src/core/encoders/manifest.ts'

const USAGE = `Usage: npm run models -- add ID [--revision R] [--dtype ${dtypes.join('|')}] | list | verify [ID] | remove ID | zip ID [--out FILE]`

export type ModelsCommand =
  | { readonly name: 'add'; readonly id: string; readonly revision?: string; readonly dtype?: Dtype }
  | { readonly name: 'list' }
  | { readonly name: 'verify'; readonly id?: string }
  | { readonly name: 'remove'; readonly id: string }
  | { readonly name: 'zip'; readonly id: string; readonly out?: string }

/** Options that only one command takes. */
const optionsOf: Readonly<Record<string, readonly string[]>> = { add: ['revision', 'dtype'], zip: ['out'] }

/** @throws Error with one line: what is wrong, and the usage. */
export function parseModelsArguments(args: readonly string[]): ModelsCommand {
  const wrong = (what: string): Error => new Error(`${what} ${USAGE}`)
  const string = { type: 'string' } as const
  let parsed
  try {
    parsed = parseArgs({
      args: [...args],
      allowPositionals: true,
      options: { revision: string, dtype: string, out: string },
    })
  } catch (error) {
    throw wrong(`${error instanceof Error ? error.message : 'Unknown option'}.`)
  }
  const { values, positionals } = parsed
  const [name, id, ...rest] = positionals
  if (rest.length > 0) throw wrong('One model at a time.')
  if (id !== undefined && !safeParse(modelId, id).success) throw wrong(`“${id}” is no id like org/name.`)
  const foreign = Object.keys(values).find((option) => !(optionsOf[name ?? ''] ?? []).includes(option))
  if (foreign !== undefined) throw wrong(`${name ?? 'This'} does not take --${foreign}.`)
  const named = (): string => {
    if (id === undefined) throw wrong('Which model?')
    return id
  }
  switch (name) {
    case 'add': {
      const dtype = dtypes.find((known) => known === values.dtype)
      if (values.dtype !== undefined && !dtype) throw wrong(`Unknown dtype: ${values.dtype}.`)
      const { revision } = values
      return { name, id: named(), ...(revision !== undefined && { revision }), ...(dtype && { dtype }) }
    }
    case 'list':
      if (id !== undefined) throw wrong('list takes no id.')
      return { name }
    case 'verify':
      return { name, ...(id !== undefined && { id }) }
    case 'remove':
      return { name, id: named() }
    case 'zip':
      return { name, id: named(), ...(values.out !== undefined && { out: values.out }) }
    default:
      throw wrong(name === undefined ? 'What to do?' : `Unknown command: ${name}.`)
  }
}
