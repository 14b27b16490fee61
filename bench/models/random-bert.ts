import { createRng } from '../../src/core/math/rng.ts'
import { createGraphBuilder, type GraphBuilder } from '../../src/core/onnx/builder.ts'
import type { OnnxGraph } from '../../src/core/onnx/graph.ts'
import { float32, int64 } from '../../src/core/onnx/parts.ts'

export interface BertSizes {
  readonly layers: number
  readonly width: number
  readonly heads: number
  /** Of the feed-forward layer. */
  readonly intermediate: number
  readonly vocabulary: number
  readonly maxTokens: number
}

/** What a masked token's score is lowered by, as BERT's exports have it. */
const masked = -1e4

/**
 * BERT's encoder (Devlin et al. 2019) with random weights: as slow as a trained one of the same sizes, and its vectors
 * still differ from text to text. The operators are those of PyTorch's export. input_ids and attention_mask
 * [batch, length] -> last_hidden_state [batch, length, width].
 */
export function randomBert(sizes: BertSizes, seed: number): OnnxGraph {
  const builder = createGraphBuilder()
  const parts = createParts(builder, sizes, seed)
  const mask = attentionMask(builder)
  let hidden = parts.embed('input_ids')
  for (let layer = 0; layer < sizes.layers; layer++) hidden = parts.layer(hidden, mask, `layer_${layer}`)
  const output = 'last_hidden_state'
  return {
    name: 'random-bert',
    inputs: [
      { name: 'input_ids', type: 'int64', shape: ['batch', 'length'] },
      { name: 'attention_mask', type: 'int64', shape: ['batch', 'length'] },
    ],
    outputs: [{ name: output, type: 'float32', shape: ['batch', 'length', sizes.width] }],
    initializers: builder.initializers,
    nodes: [...builder.nodes, { op: 'Identity', inputs: [hidden], outputs: [output] }],
  }
}

/** 0 at tokens, `masked` at padding: [batch, 1, 1, length], to be added to the scores. */
function attentionMask({ add, constant }: GraphBuilder): string {
  const row = add('Unsqueeze', ['attention_mask', constant(int64('axes_1_2', [1, 2]))])
  const padding = add('Sub', [constant(float32('one', [], [1])), add('Cast', [row], { to: 1 })])
  return add('Mul', [padding, constant(float32('masked', [], [masked]))])
}

function createParts({ add, constant }: GraphBuilder, sizes: BertSizes, seed: number) {
  const { width, heads, intermediate, vocabulary, maxTokens } = sizes
  const depth = width / heads

  const random = (name: string, dims: readonly number[], deviation: number): string => {
    const rng = createRng(seed, name)
    const size = dims.reduce((product, dim) => product * dim, 1)
    return constant(
      float32(
        name,
        dims,
        Float32Array.from({ length: size }, () => deviation * rng.normal()),
      ),
    )
  }
  const scalar = (name: string, value: number): string => constant(float32(name, [], [value]))

  const linear = (input: string, from: number, to: number, name: string): string => {
    const product = add('MatMul', [input, random(`${name}.weight`, [from, to], Math.sqrt(1 / from))])
    return add('Add', [product, random(`${name}.bias`, [to], 0.02)])
  }

  const layerNorm = (input: string, name: string): string => {
    const scale = constant(float32(`${name}.scale`, [width], new Float32Array(width).fill(1)))
    const shift = constant(float32(`${name}.shift`, [width], new Float32Array(width)))
    return add('LayerNormalization', [input, scale, shift])
  }

  /** x / 2 * (1 + erf(x / sqrt 2)) */
  const gelu = (input: string): string => {
    const erf = add('Erf', [add('Div', [input, scalar('sqrt_2', Math.SQRT2)])])
    return add('Mul', [add('Mul', [input, add('Add', [erf, scalar('one', 1)])]), scalar('half', 0.5)])
  }

  /** [batch, length, width] -> [batch, heads, length, depth], or its last two axes swapped. */
  const splitHeads = (input: string, perm: readonly number[]): string => {
    const shape = constant(int64('heads', [0, 0, heads, depth]))
    return add('Transpose', [add('Reshape', [input, shape])], { perm })
  }

  const attention = (input: string, mask: string, name: string): string => {
    const project = (part: string): string => linear(input, width, width, `${name}.${part}`)
    const query = splitHeads(project('query'), [0, 2, 1, 3])
    const key = splitHeads(project('key'), [0, 2, 3, 1])
    const value = splitHeads(project('value'), [0, 2, 1, 3])
    const scores = add('Div', [add('MatMul', [query, key]), scalar('root_depth', Math.sqrt(depth))])
    const weights = add('Softmax', [add('Add', [scores, mask])], { axis: -1 })
    const mixed = add('Transpose', [add('MatMul', [weights, value])], { perm: [0, 2, 1, 3] })
    const joined = add('Reshape', [mixed, constant(int64('joined', [0, 0, width]))])
    return linear(joined, width, width, `${name}.output`)
  }

  return {
    /** Tokens and their places -> [batch, length, width]. */
    embed(ids: string): string {
      const tokens = add('Gather', [random('tokens', [vocabulary, width], 1), ids])
      const length = add('Gather', [add('Shape', [ids]), constant(int64('one_index', [1]))])
      const [start, axis] = [constant(int64('zero', [0])), constant(int64('one_index', [1]))]
      const table = random('places', [1, maxTokens, width], 0.1)
      const places = add('Slice', [table, start, length, axis])
      return layerNorm(add('Add', [tokens, places]), 'embeddings')
    },

    layer(input: string, mask: string, name: string): string {
      const attended = layerNorm(add('Add', [attention(input, mask, name), input]), `${name}.attention_norm`)
      const inner = gelu(linear(attended, width, intermediate, `${name}.up`))
      const output = linear(inner, intermediate, width, `${name}.down`)
      return layerNorm(add('Add', [output, attended]), `${name}.norm`)
    },
  }
}
