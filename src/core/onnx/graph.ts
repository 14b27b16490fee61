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
  | { readonly type: 'float64'; readonly data: Float64Array }
  | { readonly type: 'int8'; readonly data: Int8Array }
  | { readonly type: 'int32'; readonly data: Int32Array }
  | { readonly type: 'int64'; readonly data: BigInt64Array }
  | { readonly type: 'string'; readonly data: readonly string[] }
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

/** Their numbers in onnx.proto, TensorProto.DataType: Cast takes them, too. */
export const elementTypes = {
  float32: 1,
  int8: 3,
  int32: 6,
  int64: 7,
  string: 8,
  bool: 9,
  float64: 11,
} as const
export type ElementType = keyof typeof elementTypes

export const opset = 17
