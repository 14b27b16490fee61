import { is, type BaseIssue, type BaseSchema } from 'valibot'
import { refused } from '../../core/keeping/format.ts'
import { decodeValue } from '../../core/keeping/values.ts'
import { fromJsonBytes } from '../json-bytes.ts'

type Schema<T> = BaseSchema<unknown, T, BaseIssue<unknown>>

/**
 * What an entry holds, where it is what it must be. It is given as it was read: the schema's own copy would lack keys such
 * as "constructor", which a column may be called.
 * @throws Failure 'archive-refused', 'content'
 */
export function checked<T>(bytes: Uint8Array, schema: Schema<T>): T {
  return fitting(() => decodeValue(bytes), schema)
}

/** The same for an entry that is plain JSON. @throws Failure 'archive-refused', 'content' */
export function checkedJson<T>(bytes: Uint8Array, schema: Schema<T>): T {
  return fitting(() => fromJsonBytes(bytes), schema)
}

function fitting<T>(decode: () => unknown, schema: Schema<T>): T {
  let value: unknown
  try {
    value = decode()
  } catch {
    throw refused('content')
  }
  if (!is(schema, value)) throw refused('content')
  return value as T
}

/** @throws Failure 'archive-refused', 'content' unless the condition holds */
export function require(condition: boolean): asserts condition {
  if (!condition) throw refused('content')
}
