import { parseArgs } from 'node:util'
import { isShipped } from '../models/installed.ts'

const USAGE = 'Usage: npm run pack -- [--models ID...] [--out FOLDER]'

export interface PackArguments {
  /** Ids of the models to pack, each once, sorted: those named, and the starters, which every new project begins with. */
  readonly models: readonly string[]
  /** As typed. */
  readonly out: string
}

/**
 * @param installed ids of all models under public/models
 * @throws Error with one line that says what is wrong
 */
export function parsePackArguments(args: readonly string[], installed: readonly string[]): PackArguments {
  let parsed
  try {
    parsed = parseArgs({
      args: [...args],
      allowPositionals: true,
      options: {
        models: { type: 'string', multiple: true },
        out: { type: 'string', default: 'nearside-pack' },
      },
    })
  } catch (error) {
    throw new Error(`${error instanceof Error ? error.message : 'Unknown option'}. ${USAGE}`, {
      cause: error,
    })
  }
  const { positionals, values } = parsed
  if (positionals.length > 0 && !values.models)
    throw new Error(`What is ${positionals[0]}? Models are named after --models. ${USAGE}`)
  const models = [...installed.filter(isShipped), ...(values.models ?? []), ...positionals]
  const unknown = models.filter((id) => !installed.includes(id))
  if (unknown.length > 0)
    throw new Error(`There is no model ${unknown.join(', ')} here. Known: ${installed.join(', ')}.`)
  return { models: [...new Set(models)].sort(), out: values.out }
}
