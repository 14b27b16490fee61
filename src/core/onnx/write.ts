import protobuf from 'protobufjs/minimal.js'
import {
  elementTypes,
  opset,
  type Attribute,
  type Node,
  type OnnxGraph,
  type Tensor,
  type ValueInfo,
} from './graph.ts'

type Writer = protobuf.Writer
type Message = (writer: Writer) => void

/** The version of the file format that goes with opset 17. */
const irVersion = 8
/** AttributeProto.AttributeType */
const attributeTypes = { int: 2, string: 3, ints: 7 }

/**
 * The bytes of an .onnx file. The field numbers are those of onnx.proto; the same graph gives the same bytes.
 * @param metadata what readers find as metadata_props (in onnxruntime: custom_metadata_map), in this order
 */
export function writeOnnx(
  graph: OnnxGraph,
  metadata: Readonly<Record<string, string>> = {},
): Uint8Array<ArrayBuffer> {
  const writer = protobuf.Writer.create()
  integer(writer, 1, irVersion)
  text(writer, 2, 'nearside')
  message(writer, 7, graphProto(graph))
  message(writer, 8, (opsetImport) => integer(opsetImport, 2, opset))
  for (const [key, value] of Object.entries(metadata))
    message(writer, 14, (entry) => {
      text(entry, 1, key)
      text(entry, 2, value)
    })
  return writer.finish() as Uint8Array<ArrayBuffer>
}

function graphProto(graph: OnnxGraph): Message {
  return (writer) => {
    for (const node of graph.nodes) message(writer, 1, nodeProto(node))
    text(writer, 2, graph.name)
    for (const tensor of graph.initializers) message(writer, 5, tensorProto(tensor))
    for (const input of graph.inputs) message(writer, 11, valueInfoProto(input))
    for (const output of graph.outputs) message(writer, 12, valueInfoProto(output))
  }
}

function nodeProto({ op, inputs, outputs, attributes = {} }: Node): Message {
  return (writer) => {
    for (const name of inputs) text(writer, 1, name)
    for (const name of outputs) text(writer, 2, name)
    text(writer, 4, op)
    for (const [name, value] of Object.entries(attributes))
      message(writer, 5, (attribute) => {
        text(attribute, 1, name)
        attributeValue(attribute, value)
      })
  }
}

function attributeValue(writer: Writer, value: Attribute): void {
  if (typeof value === 'number') {
    integer(writer, 3, value)
    integer(writer, 20, attributeTypes.int)
  } else if (typeof value === 'string') {
    text(writer, 4, value)
    integer(writer, 20, attributeTypes.string)
  } else {
    for (const item of value) integer(writer, 8, item)
    integer(writer, 20, attributeTypes.ints)
  }
}

function tensorProto(tensor: Tensor): Message {
  const { name, dims, type, data } = tensor
  const size = dims.reduce((product, dim) => product * dim, 1)
  if (size !== data.length)
    throw new Error(`${name}: ${data.length} values for the shape [${dims.join(', ')}]`)
  return (writer) => {
    for (const dim of dims) integer(writer, 1, dim)
    integer(writer, 2, elementTypes[type])
    if (type === 'string') for (const value of data) text(writer, 6, value)
    text(writer, 8, name)
    // raw_data is little-endian, as typed arrays are on every platform that Node and browsers run on
    if (type !== 'string')
      writer.uint32(tag(9, 2)).bytes(new Uint8Array(data.buffer, data.byteOffset, data.byteLength))
  }
}

function valueInfoProto({ name, type, shape }: ValueInfo): Message {
  return (writer) => {
    text(writer, 1, name)
    message(writer, 2, (typeProto) =>
      message(typeProto, 1, (tensorType) => {
        integer(tensorType, 1, elementTypes[type])
        message(tensorType, 2, (shapeProto) => {
          for (const dim of shape)
            message(shapeProto, 1, (dimension) =>
              typeof dim === 'number' ? integer(dimension, 1, dim) : text(dimension, 2, dim),
            )
        })
      }),
    )
  }
}

function integer(writer: Writer, field: number, value: number): void {
  writer.uint32(tag(field, 0)).int64(value)
}

function text(writer: Writer, field: number, value: string): void {
  writer.uint32(tag(field, 2)).string(value)
}

function message(writer: Writer, field: number, write: Message): void {
  writer.uint32(tag(field, 2)).fork()
  write(writer)
  writer.ldelim()
}

/** A protobuf key: wire type 0 is a varint, 2 is length-delimited. */
function tag(field: number, wireType: 0 | 2): number {
  return (field << 3) | wireType
}
