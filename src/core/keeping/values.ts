import { shortestFloat32 } from '../math/float32.ts'

/**
 * Values as storage holds them, in JSON without loss: what JSON lacks is an object with one key that begins with "$".
 *
 *     {"$float32": [0.1, "NaN"]}   a typed array; also $int32, $uint8
 *     {"$number": "Infinity"}      also "-Infinity", "NaN", "-0"
 *     {"$$name": 1}                the key "$name" of a plain object
 *
 * A key without a value (undefined) is left out. Equal values give equal bytes where their keys come in the same order.
 */
export function encodeValue(value: unknown): Uint8Array<ArrayBuffer> {
  return new TextEncoder().encode(JSON.stringify(plain(value)))
}

/** @throws SyntaxError, TypeError where the bytes are no such value */
export function decodeValue(bytes: Uint8Array): unknown {
  return revived(JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes)))
}

function plain(value: unknown): unknown {
  if (typeof value === 'number') return isPlainNumber(value) ? value : { $number: nameOf(value) }
  if (Array.isArray(value)) return value.map(plain)
  if (value instanceof Float32Array) return { $float32: Array.from(value, plainFloat) }
  if (value instanceof Int32Array) return { $int32: Array.from(value) }
  if (value instanceof Uint8Array) return { $uint8: Array.from(value) }
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(
    Object.entries(value).map(([key, inner]) => [key.startsWith('$') ? `$${key}` : key, plain(inner)]),
  )
}

const isPlainNumber = (value: number): boolean => Number.isFinite(value) && !Object.is(value, -0)
const nameOf = (value: number): string => (Object.is(value, -0) ? '-0' : String(value))
const plainFloat = (value: number): number | string =>
  isPlainNumber(value) ? shortestFloat32(value) : nameOf(value)

function revived(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(revived)
  if (typeof value !== 'object' || value === null) return value
  const entries = Object.entries(value)
  const [first] = entries
  if (entries.length === 1 && first && /^\$[^$]/.test(first[0])) return special(...first)
  return Object.fromEntries(
    entries.map(([key, inner]) => {
      if (/^\$[^$]/.test(key)) throw new TypeError('a key that means nothing here')
      return [key.startsWith('$') ? key.slice(1) : key, revived(inner)]
    }),
  )
}

function special(key: string, content: unknown): unknown {
  if (key === '$number') return numberNamed(content)
  if (!Array.isArray(content)) throw new TypeError('no array')
  if (key === '$float32')
    return Float32Array.from(content, (item) => (typeof item === 'number' ? item : numberNamed(item)))
  if (key === '$int32') return Int32Array.from(content, (item) => whole(item, -(2 ** 31), 2 ** 31 - 1))
  if (key === '$uint8') return Uint8Array.from(content, (item) => whole(item, 0, 255))
  throw new TypeError('an unknown kind of value')
}

const named = new Map([
  ['NaN', Number.NaN],
  ['Infinity', Number.POSITIVE_INFINITY],
  ['-Infinity', Number.NEGATIVE_INFINITY],
  ['-0', -0],
])

function numberNamed(name: unknown): number {
  const value = typeof name === 'string' ? named.get(name) : undefined
  if (value === undefined) throw new TypeError('no number')
  return value
}

function whole(item: unknown, least: number, most: number): number {
  if (typeof item !== 'number' || !Number.isInteger(item) || item < least || item > most)
    throw new TypeError('no whole number')
  return item
}
