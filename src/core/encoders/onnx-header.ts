import type { ByteSource } from '../archives/folder-file.ts'
import { createMessageReader, MalformedMessage, type Field, type MessageReader } from './onnx-fields.ts'

/** What a graph takes and gives, and where its weights lie, without the weights. */
export interface OnnxHeader {
  /** Those that have to be given: initializers that are listed as inputs too are left out. */
  readonly inputs: readonly OnnxValue[]
  readonly outputs: readonly OnnxValue[]
  /** Names of the files that hold weights outside of this one, relative to its folder. */
  readonly externalFiles: readonly string[]
}

export interface OnnxValue {
  readonly name: string
  /** 'other' where no vector can be read from it. */
  readonly type: 'float32' | 'float16' | 'other'
  /** A number, or null for a size that is known only when the model runs; null in all where nothing is said. */
  readonly shape: readonly (number | null)[] | null
}

/** Not an ONNX file, or one whose end is missing. */
export type OnnxTrouble = 'not onnx' | 'incomplete'

/** TensorProto.DataType */
const elementTypes: Readonly<Record<number, OnnxValue['type']>> = { 1: 'float32', 10: 'float16' }
/** The newest version of the file format is 13; far more is no version. */
const newestVersion = 1000

/** The field numbers are those of onnx.proto (github.com/onnx/onnx). Reads names and sizes only, whatever the file's size. */
export async function readOnnxHeader(source: ByteSource): Promise<OnnxHeader | OnnxTrouble> {
  const reader = createMessageReader(source)
  let hasVersion = false
  let graph: GraphParts | undefined
  try {
    for await (const field of reader.fields(0, source.size)) {
      if (field.number === 1) hasVersion = field.kind === 'integer' && field.value <= newestVersion
      if (field.number === 7 && field.kind === 'bytes') {
        if (field.end > source.size) throw new MalformedMessage(true)
        graph = await readGraph(reader, field.start, field.end)
      }
    }
  } catch (thrown) {
    if (!(thrown instanceof MalformedMessage)) throw thrown
    return thrown.overrun && hasVersion ? 'incomplete' : 'not onnx'
  }
  if (!hasVersion || !graph || graph.inputs.length === 0 || graph.outputs.length === 0) return 'not onnx'
  const { inputs, outputs, initializers, externalFiles } = graph
  return {
    inputs: inputs.filter(({ name }) => !initializers.has(name)),
    outputs,
    externalFiles: [...externalFiles].sort(),
  }
}

interface GraphParts {
  readonly inputs: OnnxValue[]
  readonly outputs: OnnxValue[]
  readonly initializers: Set<string>
  readonly externalFiles: Set<string>
}

async function readGraph(reader: MessageReader, start: number, end: number): Promise<GraphParts> {
  const graph: GraphParts = { inputs: [], outputs: [], initializers: new Set(), externalFiles: new Set() }
  for await (const field of reader.fields(start, end)) {
    if (field.kind !== 'bytes') continue
    if (field.number === 5) await readInitializer(reader, field, graph)
    if (field.number === 11) graph.inputs.push(await readValue(reader, field))
    if (field.number === 12) graph.outputs.push(await readValue(reader, field))
  }
  return graph
}

type Bytes = Extract<Field, { kind: 'bytes' }>

/** TensorProto: its name, and the file that its values lie in. */
async function readInitializer(reader: MessageReader, tensor: Bytes, graph: GraphParts): Promise<void> {
  for await (const field of reader.fields(tensor.start, tensor.end)) {
    if (field.number === 8) graph.initializers.add(await reader.text(field))
    if (field.number !== 13 || field.kind !== 'bytes') continue
    const { key, value } = await readPair(reader, field)
    if (key === 'location') graph.externalFiles.add(value)
  }
}

/** StringStringEntryProto */
async function readPair(reader: MessageReader, pair: Bytes): Promise<{ key: string; value: string }> {
  let [key, value] = ['', '']
  for await (const field of reader.fields(pair.start, pair.end)) {
    if (field.number === 1) key = await reader.text(field)
    if (field.number === 2) value = await reader.text(field)
  }
  return { key, value }
}

/** ValueInfoProto -> TypeProto -> TypeProto.Tensor */
async function readValue(reader: MessageReader, value: Bytes): Promise<OnnxValue> {
  let name = ''
  let type: OnnxValue['type'] = 'other'
  let shape: OnnxValue['shape'] = null
  for await (const field of reader.fields(value.start, value.end)) {
    if (field.number === 1) name = await reader.text(field)
    const tensor = field.number === 2 ? await lastBytes(reader, field, 1) : undefined
    if (!tensor) continue
    for await (const part of reader.fields(tensor.start, tensor.end)) {
      if (part.number === 1 && part.kind === 'integer') type = elementTypes[part.value] ?? 'other'
      if (part.number === 2 && part.kind === 'bytes') shape = await readShape(reader, part)
    }
  }
  return { name, type, shape }
}

/** TensorShapeProto */
async function readShape(reader: MessageReader, shape: Bytes): Promise<(number | null)[]> {
  const sizes: (number | null)[] = []
  for await (const dimension of reader.fields(shape.start, shape.end)) {
    if (dimension.number !== 1 || dimension.kind !== 'bytes') continue
    let size: number | null = null
    for await (const field of reader.fields(dimension.start, dimension.end))
      if (field.number === 1 && field.kind === 'integer' && field.value <= 2 ** 31) size = field.value
    sizes.push(size)
  }
  return sizes
}

/** The bytes of a message's field of that number; of several the last, as protobuf has it. */
async function lastBytes(reader: MessageReader, message: Field, number: number): Promise<Bytes | undefined> {
  let found: Bytes | undefined
  if (message.kind !== 'bytes') return undefined
  for await (const field of reader.fields(message.start, message.end))
    if (field.number === number && field.kind === 'bytes') found = field
  return found
}
