import type { ParquetParsers, SchemaElement, SchemaTree } from 'hyparquet'
import { shortestFloat32 } from '../math/float32.ts'
import { isoTime } from './iso-time.ts'

const utf8 = new TextDecoder('utf-8', { fatal: true })

/** Moments as ISO 8601 without a zone (those that have one are UTC), JSON as it is written. */
export const parquetParsers: Partial<ParquetParsers> = {
  timestampFromMilliseconds: (milliseconds) => isoTime(milliseconds, 1000n),
  timestampFromMicroseconds: (microseconds) => isoTime(microseconds, 1_000_000n),
  timestampFromNanoseconds: (nanoseconds) => isoTime(nanoseconds, 1_000_000_000n),
  dateFromDays: (days) => isoTime(BigInt(days) * 86_400n, 1n),
  jsonFromBytes: (bytes) => utf8.decode(bytes),
}

/** The text of a cell; null where it holds bytes that are no text. */
export type CellText = (value: unknown) => string | null

/**
 * How the cells of a column are written: numbers with the fewest digits that give the same number, whole numbers and
 * decimals exactly, text as it is, lists and structures as JSON. To be asked before `keepDecimalsExact`.
 */
export function cellTextOf(column: SchemaTree): CellText {
  const isFloat32 = leavesOf(column).every(({ type }) => type === 'FLOAT')
  const scale = column.children.length === 0 && isDecimal(column.element) ? scaleOf(column.element) : null
  return (value) => {
    if (value === null || value === undefined) return ''
    if (typeof value === 'string') return value.replace(/\r\n?/g, '\n')
    if (scale !== null) return decimalText(value as number | bigint | Uint8Array, scale)
    if (typeof value === 'number') return String(isFloat32 ? shortestFloat32(value) : value)
    if (typeof value === 'bigint' || typeof value === 'boolean') return String(value)
    return value instanceof Uint8Array ? textOf(value) : nestedText(value, isFloat32)
  }
}

/** The reader turns decimals into binary fractions; as plain whole numbers it leaves them exact. */
export function keepDecimalsExact({ element, children }: SchemaTree): void {
  if (children.length > 0 || !isDecimal(element)) return
  delete element.converted_type
  delete element.logical_type
}

const leavesOf = ({ element, children }: SchemaTree): SchemaElement[] =>
  children.length === 0 ? [element] : children.flatMap(leavesOf)

const isDecimal = ({ converted_type, logical_type }: SchemaElement): boolean =>
  converted_type === 'DECIMAL' || logical_type?.type === 'DECIMAL'

const scaleOf = ({ scale, logical_type }: SchemaElement): number =>
  scale ?? (logical_type?.type === 'DECIMAL' ? logical_type.scale : 0)

function decimalText(value: number | bigint | Uint8Array, scale: number): string {
  const whole = value instanceof Uint8Array ? signedInteger(value) : BigInt(value)
  const digits = String(whole < 0n ? -whole : whole).padStart(scale + 1, '0')
  const at = digits.length - scale
  return `${whole < 0n ? '-' : ''}${digits.slice(0, at)}${scale > 0 ? `.${digits.slice(at)}` : ''}`
}

/** Two's complement, most significant byte first. */
function signedInteger(bytes: Uint8Array): bigint {
  let value = 0n
  for (const byte of bytes) value = (value << 8n) | BigInt(byte)
  return BigInt.asIntN(8 * bytes.length, value)
}

function textOf(bytes: Uint8Array): string | null {
  try {
    return utf8.decode(bytes).replace(/\r\n?/g, '\n')
  } catch {
    return null
  }
}

function nestedText(nested: unknown, isFloat32: boolean): string | null {
  let isText = true
  const text = JSON.stringify(nested, (_, value: unknown) => {
    if (typeof value === 'number') return isFloat32 ? shortestFloat32(value) : value
    if (typeof value === 'bigint') return Number.isSafeInteger(Number(value)) ? Number(value) : String(value)
    if (value instanceof Uint8Array) {
      const decoded = textOf(value)
      isText &&= decoded !== null
      return decoded
    }
    return ArrayBuffer.isView(value) ? Array.from(value as unknown as ArrayLike<unknown>) : value
  })
  return isText ? text : null
}
