import { InferenceSession, Tensor } from 'onnxruntime-node'
import { Reader } from 'protobufjs/minimal.js'

/** A case for a model: cells of its table by their columns, its vectors by their modality. */
export interface ModelCase {
  readonly cells?: Readonly<Record<string, string>>
  readonly vectors?: Readonly<Record<string, Float32Array>>
}

interface Columns<Column> {
  readonly name: string
  readonly columns: readonly Column[]
}
/** An entry of `nearside.inputs`, as DEPLOY.md describes it to strangers. */
type Input =
  | { readonly kind: 'vectors'; readonly name: string; readonly present: string; readonly modality: string; readonly dimensions: number }
  | {
      readonly kind: 'table'
      readonly numbers: Columns<string> | null
      readonly categories: Columns<{ readonly name: string; readonly levels: readonly string[] }> | null
    } // prettier-ignore

/** The metadata_props of an ONNX file: field 14 of a ModelProto, each a StringStringEntryProto. */
export function metadataOf(onnx: Uint8Array): Map<string, string> {
  const found = new Map<string, string>()
  const reader = Reader.create(onnx)
  while (reader.pos < reader.len) {
    const tag = reader.uint32()
    if (tag >>> 3 !== 14) {
      reader.skipType(tag & 7)
      continue
    }
    const end = reader.uint32() + reader.pos
    const entry = ['', '']
    while (reader.pos < end) entry[(reader.uint32() >>> 3) - 1] = reader.string()
    found.set(entry[0]!, entry[1]!)
  }
  return found
}

/**
 * The model's probabilities in onnxruntime-node, by class: [cases] objects. Feeds are made here from what the file says of itself, by
 * nothing of the app.
 * @param missing whether a cell holds no value
 */
export async function scoreCases(
  onnx: Uint8Array,
  cases: readonly ModelCase[],
  missing: (cell: string) => boolean,
): Promise<Record<string, number>[]> {
  const metadata = metadataOf(onnx)
  const inputs = JSON.parse(metadata.get('nearside.inputs')!) as Input[]
  const classes = JSON.parse(metadata.get('nearside.classes')!) as string[]
  const n = cases.length
  const cell = (one: ModelCase, column: string): string | null => {
    const value = one.cells![column]!
    return missing(value) ? null : value
  }
  const feeds: Record<string, Tensor> = {}
  for (const input of inputs) {
    if (input.kind === 'vectors') {
      const X = new Float32Array(n * input.dimensions)
      cases.forEach(({ vectors }, i) => X.set(vectors![input.modality]!, i * input.dimensions))
      feeds[input.name] = new Tensor('float32', X, [n, input.dimensions])
      feeds[input.present] = new Tensor('bool', new Uint8Array(n).fill(1), [n])
      continue
    }
    const { numbers, categories } = input
    if (numbers) {
      const values = cases.flatMap((one) => numbers.columns.map((column) => Number(cell(one, column) ?? NaN)))
      feeds[numbers.name] = new Tensor('float64', Float64Array.from(values), [n, numbers.columns.length])
    }
    if (categories) {
      const codes = cases.flatMap((one) =>
        categories.columns.map(({ name, levels }) => {
          const value = cell(one, name)
          if (value === null) return -1n
          const at = levels.indexOf(value)
          return BigInt(at < 0 ? levels.length : at)
        }),
      )
      feeds[categories.name] = new Tensor('int64', BigInt64Array.from(codes), [n, categories.columns.length])
    }
  }
  const session = await InferenceSession.create(onnx)
  const { probabilities } = await session.run(feeds)
  const p = probabilities!.data as Float32Array
  return cases.map((_, i) => Object.fromEntries(classes.map((name, c) => [name, p[i * classes.length + c]!])))
}
