import { parse } from 'valibot'
import { contrastiveParameters } from '../../projection/contrastive.ts'
import type { NetworkJson } from '../../projection/network-json.ts'
import type { GraphBuilder } from '../builder.ts'
import { cast, lengthsOfRows } from '../expressions.ts'
import { float32 } from '../parts.ts'
import type { ProjectionPart } from './projection-part.ts'

export const contrastive: ProjectionPart = {
  inputs: (parameters) => parse(contrastiveParameters, parameters).networks[0]![0]!.inputs,
  add(builder, x, parameters, scope) {
    const { networks, normaliseOutput } = parse(contrastiveParameters, parameters)
    const outputs = networks.map((layers, i) => {
      const Z = addNetwork(builder, x, layers, `${scope}_network${i}`)
      return normaliseOutput ? addUnitRows(builder, Z) : Z
    })
    return outputs.length === 1 ? outputs[0]! : builder.add('Concat', outputs, { axis: 1 })
  },
}

function addNetwork(builder: GraphBuilder, x: string, layers: NetworkJson, scope: string): string {
  return layers.reduce((H, { inputs, outputs, W, b }, l) => {
    const weights = builder.constant(float32(`${scope}_W${l + 1}`, [outputs, inputs], W))
    const biases = builder.constant(float32(`${scope}_b${l + 1}`, [outputs], b))
    const rectified = l === 0 ? H : builder.add('Relu', [H])
    return builder.add('Gemm', [rectified, weights, biases], { transB: 1 })
  }, x)
}

/** Each row divided by its length; zeros stay zeros. */
function addUnitRows(builder: GraphBuilder, Z: string): string {
  const wide = cast(builder, Z, 'float64')
  return cast(builder, builder.add('Div', [wide, lengthsOfRows(builder, wide)]), 'float32')
}
