import type { Node, OnnxGraph, Tensor } from '../../src/core/onnx/graph.ts'
import { float32, int64, node } from '../../src/core/onnx/parts.ts'
import type { EncoderTables } from './encoder-tables.ts'

/**
 * input_ids, attention_mask [batch, length] -> sentence_embedding [batch, dimensions]: the weighted sum of the known
 * tokens' vectors, brought to the length sqrt(dimensions), so that its numbers are of size 1 whatever the text's
 * length. A text without a known token gives zeros: its sum is zero, and `smallest` keeps the division from 0 / 0.
 */
export function encoderGraph(tables: EncoderTables): OnnxGraph {
  const { tokens, dimensions, quantised, asWord, asPrefix, continues } = tables
  const n = tokens.length
  const initializers: Tensor[] = [
    { name: 'vectors', type: 'int8', dims: [n, dimensions], data: quantised },
    float32('as_word', [n], asWord),
    float32('as_prefix', [n], asPrefix),
    float32('continues', [n], continues),
    int64('pad_after', [0, 0, 0, 1]),
    int64('first', [1]),
    int64('end', [2 ** 31 - 1]),
    int64('axis_1', [1]),
    float32('smallest', [], [1e-12]),
    float32('length', [], [Math.sqrt(dimensions)]),
  ]
  const nodes: Node[] = [
    // does the next token continue this one's word?
    node('Gather', ['continues', 'input_ids'], 'is_continuation'),
    node('Pad', ['is_continuation', 'pad_after'], 'padded'),
    node('Slice', ['padded', 'first', 'end', 'axis_1'], 'is_continued'),

    // what each token counts
    node('Gather', ['as_word', 'input_ids'], 'word_weight'),
    node('Gather', ['as_prefix', 'input_ids'], 'prefix_weight'),
    node('Sub', ['prefix_weight', 'word_weight'], 'difference'),
    node('Mul', ['is_continued', 'difference'], 'change'),
    node('Add', ['word_weight', 'change'], 'token_weight'),
    node('Cast', ['attention_mask'], 'mask', { to: 1 }),
    node('Mul', ['token_weight', 'mask'], 'weight'),
    node('Unsqueeze', ['weight', 'axis_1'], 'weight_row'),

    // [batch, 1, length] x [batch, length, dimensions]
    node('Gather', ['vectors', 'input_ids'], 'token_int8'),
    node('Cast', ['token_int8'], 'token_vectors', { to: 1 }),
    node('MatMul', ['weight_row', 'token_vectors'], 'sum_row'),
    node('Squeeze', ['sum_row', 'axis_1'], 'sum'),

    node('Mul', ['sum', 'sum'], 'squares'),
    node('ReduceSum', ['squares', 'axis_1'], 'square_sum', { keepdims: 1 }),
    node('Sqrt', ['square_sum'], 'norm'),
    node('Max', ['norm', 'smallest'], 'safe_norm'),
    node('Div', ['sum', 'safe_norm'], 'unit'),
    node('Mul', ['unit', 'length'], 'sentence_embedding'),
  ]
  return {
    name: 'starter-text',
    inputs: [
      { name: 'input_ids', type: 'int64', shape: ['batch', 'length'] },
      { name: 'attention_mask', type: 'int64', shape: ['batch', 'length'] },
    ],
    outputs: [{ name: 'sentence_embedding', type: 'float32', shape: ['batch', dimensions] }],
    initializers,
    nodes,
  }
}
