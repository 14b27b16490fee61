import { Failure } from '../failure.ts'
import type { FinalModel, HeldOutFold } from './final-model.ts'
import { closeDistances } from './similar-cases.ts'

/** Arrays of numbers that JSON would write digit by digit, by the key that stands for them. */
const arrays = { f32: Float32Array, f64: Float64Array, i32: Int32Array } as const
type ArrayKind = keyof typeof arrays

/** Stands in the JSON for numbers of the second part: from this byte on, so many of them. */
interface Place {
  readonly $array: ArrayKind
  readonly at: number
  readonly length: number
}

/** Every array starts at a multiple of it: float64 wants that. */
const alignment = 8

/**
 * A model as bytes: the length of its JSON (8 bytes, little-endian), the JSON in UTF-8, padding to a multiple of 8 bytes, then its typed
 * arrays one after the other, each padded likewise, in the computer's own byte order.
 */
export function packModel(model: FinalModel): Uint8Array<ArrayBuffer> {
  const parts: Uint8Array[] = []
  let at = 0
  const json = JSON.stringify(model, (_key, value: unknown) => {
    const kind = kindOf(value)
    if (kind === null) return value
    const array = value as Float32Array
    const place: Place = { $array: kind, at, length: array.length }
    parts.push(new Uint8Array(array.buffer, array.byteOffset, array.byteLength))
    at += padded(array.byteLength)
    return place
  })
  const head = new TextEncoder().encode(json)
  const start = alignment + padded(head.length)
  const bytes = new Uint8Array(start + at)
  new DataView(bytes.buffer).setFloat64(0, head.length, true)
  bytes.set(head, alignment)
  let offset = start
  for (const part of parts) {
    bytes.set(part, offset)
    offset += padded(part.byteLength)
  }
  return bytes
}

/**
 * A model as it is computed with. What one that was kept earlier lacks is computed, which is work for a worker: the page parses alone.
 * @throws Failure 'model-unreadable' when the bytes are of another version or damaged
 */
export const unpackModel = (bytes: Uint8Array): FinalModel => completeModel(parseModel(bytes))

/**
 * A model as its bytes hold it; nothing is computed.
 * @throws Failure 'model-unreadable' when the bytes are of another version or damaged
 */
export function parseModel(bytes: Uint8Array): PackedModel {
  const unreadable = new Failure('model-unreadable', {})
  if (bytes.length < alignment) throw unreadable
  const length = new DataView(bytes.buffer, bytes.byteOffset).getFloat64(0, true)
  const start = alignment + padded(length)
  if (!(start <= bytes.length)) throw unreadable
  let model: PackedModel
  try {
    const json = new TextDecoder('utf-8', { fatal: true }).decode(
      bytes.subarray(alignment, alignment + length),
    )
    model = JSON.parse(json, (_key, value: unknown) =>
      isPlace(value) ? taken(bytes, start, value) : value,
    ) as PackedModel
  } catch {
    throw unreadable
  }
  if (model.version !== 1) throw unreadable
  return model
}

function completeModel({ decimal, heldOut, ...model }: PackedModel): FinalModel {
  const close = heldOut.folds.every((fold) => fold.closeDistance !== undefined)
    ? heldOut.folds.map((fold) => fold.closeDistance!)
    : closeDistances(heldOut.folds)
  return {
    ...model,
    decimal: decimal ?? null,
    heldOut: { folds: heldOut.folds.map((fold, f) => ({ ...fold, closeDistance: close[f]! })) },
  }
}

type Earlier<T, Added extends keyof T> = Omit<T, Added> & Partial<Pick<T, Added>>
/** A model that may have been kept earlier: then it lacks what was added since. */
export type PackedModel = Earlier<Omit<FinalModel, 'heldOut'>, 'decimal'> & {
  readonly heldOut: { readonly folds: readonly Earlier<HeldOutFold, 'closeDistance'>[] }
}

const padded = (bytes: number): number => Math.ceil(bytes / alignment) * alignment

function kindOf(value: unknown): ArrayKind | null {
  for (const [kind, Typed] of Object.entries(arrays)) if (value instanceof Typed) return kind as ArrayKind
  return null
}

const isPlace = (value: unknown): value is Place =>
  typeof value === 'object' && value !== null && '$array' in value

/** A copy: the bytes may lie anywhere. @throws RangeError where they end before it does */
function taken(bytes: Uint8Array, start: number, { $array, at, length }: Place): unknown {
  const Typed = arrays[$array]
  const from = start + at
  const part = bytes.slice(from, from + length * Typed.BYTES_PER_ELEMENT)
  return new Typed(part.buffer, 0, length)
}
