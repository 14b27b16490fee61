import { parse } from 'valibot'
import { noneParameters } from '../../projection/none.ts'
import type { ProjectionPart } from './projection-part.ts'

export const none: ProjectionPart = {
  inputs: (parameters) => parse(noneParameters, parameters).dimensions,
  add: (_builder, x) => x,
}
