import type { Attribute, Node, Tensor } from './graph.ts'

/** A node with one output, as most are. */
export function node(
  op: string,
  inputs: readonly string[],
  output: string,
  attributes?: Readonly<Record<string, Attribute>>,
): Node {
  return { op, inputs, outputs: [output], ...(attributes ? { attributes } : {}) }
}

/** A list of integers, [values.length]: shapes, axes and places. */
export function int64(name: string, values: readonly number[]): Tensor {
  return { name, type: 'int64', dims: [values.length], data: BigInt64Array.from(values, BigInt) }
}

export function float32(name: string, dims: readonly number[], values: ArrayLike<number>): Tensor {
  return { name, type: 'float32', dims, data: Float32Array.from(values) }
}

export function float64(name: string, dims: readonly number[], values: ArrayLike<number>): Tensor {
  return { name, type: 'float64', dims, data: Float64Array.from(values) }
}

/** Places in other tensors, where there may be millions of them. */
export function int32(name: string, dims: readonly number[], values: ArrayLike<number>): Tensor {
  return { name, type: 'int32', dims, data: Int32Array.from(values) }
}

export function strings(name: string, values: readonly string[]): Tensor {
  return { name, type: 'string', dims: [values.length], data: values }
}
