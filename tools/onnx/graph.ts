/** The part of ONNX (github.com/onnx/onnx, onnx.proto) that this project writes, as plain data. */
export interface OnnxGraph {
  readonly name: string
  readonly inputs: readonly ValueInfo[]
  readonly outputs: readonly ValueInfo[]
  readonly initializers: readonly Tensor[]
  readonly nodes: readonly Node[]
}

export interface ValueInfo {
  readonly name: string
  readonly type: ElementType
  /** A number, or the name of a size that is known only when the model runs. */
  readonly shape: readonly (number | string)[]
}

export type Tensor = { readonly name: string; readonly dims: readonly number[] } & (
  | { readonly type: 'float32'; readonly data: Float32Array }
  | { readonly type: 'int8'; readonly data: Int8Array }
  | { readonly type: 'int64'; readonly data: BigInt64Array }
)

export interface Node {
  /** An operator of the default domain at `opset`. */
  readonly op: string
  readonly inputs: readonly string[]
  readonly outputs: readonly string[]
  readonly attributes?: Readonly<Record<string, Attribute>>
}

/** An integer, several, or a string: no operator used here takes others. */
export type Attribute = number | readonly number[] | string

export type ElementType = 'float32' | 'int8' | 'int64'

export const opset = 17
