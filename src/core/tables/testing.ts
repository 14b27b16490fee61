import { Failure, type FailureData } from '../failure.ts'
import { readCsv, type ReadOptions } from './csv.ts'
import type { Table } from './table.ts'

export const utf8 = (text: string): Uint8Array => new TextEncoder().encode(text)

export const utf16 = (text: string, endian: 'le' | 'be'): Uint8Array => {
  const bytes = new Uint8Array(text.length * 2)
  const view = new DataView(bytes.buffer)
  for (let i = 0; i < text.length; i++) view.setUint16(2 * i, text.charCodeAt(i), endian === 'le')
  return bytes
}

/** One byte a character, for bytes written as '\xe9'. */
export const latin1 = (text: string): Uint8Array => Uint8Array.from(text, (char) => char.charCodeAt(0))

export type FileOptions = Omit<ReadOptions, 'totalBytes'> & { readonly chunk?: number }

/** Reads a file, given as its bytes or as text to be written as UTF-8, in chunks as a stream would deliver it. */
export function readFile(file: Uint8Array | string, options: FileOptions = {}): Promise<Table> {
  const bytes = typeof file === 'string' ? utf8(file) : file
  const { chunk = 64 * 1024, ...rest } = options
  return readCsv(inChunks(bytes, chunk), { totalBytes: bytes.length, ...rest })
}

export async function* inChunks(bytes: Uint8Array, size: number): AsyncGenerator<Uint8Array> {
  for (let i = 0; i < bytes.length; i += size) yield bytes.subarray(i, i + size)
}

/** The Failure that a job ends in; anything else it throws, and success, fail the test. */
export async function failureOf(job: () => unknown): Promise<FailureData> {
  let result: unknown
  try {
    result = await job()
  } catch (thrown) {
    if (thrown instanceof Failure) return { code: thrown.code, params: thrown.params } as FailureData
    throw thrown
  }
  throw new Error(`expected a Failure, got ${JSON.stringify(result)}`)
}

/** Names and rows of a table, as one would write them down. */
export function contents(table: Table): { names: string[]; rows: string[][] } {
  return {
    names: table.columns.map((column) => column.name),
    rows: Array.from({ length: table.rows }, (_, i) => table.columns.map((column) => column.values[i]!)),
  }
}

export function tableOf(names: readonly string[], rows: readonly (readonly string[])[]): Table {
  return {
    columns: names.map((name, j) => ({ name, values: rows.map((row) => row[j]!) })),
    rows: rows.length,
    notices: [],
  }
}
