import {
  array,
  literal,
  nullable,
  number,
  object,
  picklist,
  record,
  safeParse,
  string,
  unknown,
  type GenericSchema,
} from 'valibot'
import { Failure } from '../failure.ts'
import { matrix } from '../math/matrix.ts'
import { scaledMethod } from './compose.ts'
import { contrastiveParameters, joinedNetworks } from './contrastive.ts'
import { fastestTrainer } from './kernels/fastest.ts'
import type { FittedMethod } from './method.ts'
import { networkFromJson } from './network-json.ts'
import { noneParameters, unchanged } from './none.ts'
import { onComponents, pcaParameters } from './pca.ts'
import {
  projectionNames,
  type FittedTransform,
  type ProjectionJson,
  type ProjectionName,
} from './projection.ts'
import type { Trainer } from './trainer.ts'

const schema = object({
  name: picklist(projectionNames),
  version: literal(1),
  scaler: nullable(object({ mean: array(number()), scale: array(number()) })),
  details: record(string(), number()),
  parameters: unknown(),
})

/** From a method's parameters to the method; null where they are damaged. */
type Restore = (
  parameters: unknown,
  details: FittedMethod['details'],
  trainer: Pick<Trainer, 'project'>,
) => FittedMethod | null

const restorers: Readonly<Record<ProjectionName, Restore>> = {
  none: (parameters) => {
    const parsed = parse(noneParameters, parameters)
    return parsed && unchanged(parsed.dimensions)
  },
  pca: (parameters, details) => {
    const parsed = parse(pcaParameters, parameters)
    const d = parsed?.mean.length ?? 0
    const k = parsed && d > 0 ? parsed.components.length / d : 0
    if (!parsed || !Number.isInteger(k)) return null
    const components = matrix(k, d, Float32Array.from(parsed.components))
    return onComponents({ mean: Float64Array.from(parsed.mean), components }, details)
  },
  contrastive: (parameters, details, trainer) => {
    const parsed = parse(contrastiveParameters, parameters)
    const networks = parsed?.networks.map(networkFromJson).filter((network) => network !== null)
    if (!parsed || networks?.length !== parsed.networks.length) return null
    return joinedNetworks({ networks, normaliseOutput: parsed.normaliseOutput }, details, trainer)
  },
}

function parse<T>(of: GenericSchema<unknown, T>, value: unknown): T | null {
  const parsed = safeParse(of, value)
  return parsed.success ? parsed.output : null
}

/**
 * A fitted projection from its `toJSON`; it gives the same bits on the same trainer and backend.
 * @throws Failure 'projection-unreadable' when the JSON is of another version or damaged
 */
export function projectionFromJson(
  json: ProjectionJson,
  trainer: Pick<Trainer, 'project'> = fastestTrainer(),
): FittedTransform {
  const parsed = parse(schema, json)
  const method = parsed && restorers[parsed.name](parsed.parameters, parsed.details, trainer)
  if (!method || (parsed.scaler && parsed.scaler.mean.length !== parsed.scaler.scale.length))
    throw new Failure('projection-unreadable', { projection: json.name })
  const scaler = parsed.scaler && {
    mean: Float64Array.from(parsed.scaler.mean),
    scale: Float64Array.from(parsed.scaler.scale),
  }
  return scaledMethod(parsed.name, scaler, method)
}
