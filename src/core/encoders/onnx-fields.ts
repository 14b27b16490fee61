import type { ByteSource } from '../archives/folder-file.ts'

/** A field of a protobuf message: its number, and a number or the place of its bytes. */
export type Field =
  | { readonly number: number; readonly kind: 'integer'; readonly value: number }
  | { readonly number: number; readonly kind: 'bytes'; readonly start: number; readonly end: number }
  | { readonly number: number; readonly kind: 'other' }

/** What is no protobuf message, or ends before it should; `overrun` when a field reaches past its message's end. */
export class MalformedMessage extends Error {
  readonly overrun: boolean
  constructor(overrun: boolean) {
    super('malformed protobuf message')
    this.overrun = overrun
  }
}

export interface MessageReader {
  /** The fields between two places, in their order; the bytes of a field are skipped, not read. */
  fields(start: number, end: number): AsyncGenerator<Field>
  text(field: Field): Promise<string>
}

const windowBytes = 64 * 1024
/** A key and a length take at most ten bytes each. */
const headBytes = 20
/** A graph of a hundred thousand nodes has a tenth of it; more would be a file made to keep us busy. */
const mostFields = 2_000_000
const longestText = 64 * 1024

/**
 * Reads protobuf (protobuf.dev/programming-guides/encoding) through a window that moves over the source, so that a file
 * of gigabytes costs little more than its names. protobufjs wants whole messages in memory.
 * @throws MalformedMessage
 */
export function createMessageReader(source: ByteSource): MessageReader {
  let windowAt = 0
  let window = new Uint8Array(0)
  let read = 0

  /** At least one byte, at most `count`. */
  async function bytesAt(at: number, count: number): Promise<Uint8Array> {
    const end = Math.min(at + count, source.size)
    if (at >= end) throw new MalformedMessage(true)
    if (at < windowAt || end > windowAt + window.length) {
      window = await source.read(at, Math.min(at + Math.max(windowBytes, count), source.size))
      windowAt = at
      if (end > windowAt + window.length) throw new MalformedMessage(true)
    }
    return window.subarray(at - windowAt, end - windowAt)
  }

  return {
    async *fields(start, end) {
      let at = start
      while (at < end) {
        if (++read > mostFields) throw new MalformedMessage(false)
        const head = await bytesAt(at, Math.min(headBytes, end - at))
        const key = varint(head, 0)
        const number = Math.floor(key.value / 8)
        if (number === 0) throw new MalformedMessage(false)
        const { field, length } = readField(number, key.value % 8, head, key.bytes, at)
        at += length
        if (at > end) throw new MalformedMessage(true)
        yield field
      }
    },

    async text(field) {
      if (field.kind !== 'bytes' || field.end - field.start > longestText) throw new MalformedMessage(false)
      if (field.start === field.end) return ''
      return new TextDecoder('utf-8').decode(await bytesAt(field.start, field.end - field.start))
    },
  }
}

/** @param keyBytes where in the head the field's content begins; `at` is where the head lies in the file */
function readField(
  number: number,
  wireType: number,
  head: Uint8Array,
  keyBytes: number,
  at: number,
): { field: Field; length: number } {
  if (wireType === 0) {
    const { value, bytes } = varint(head, keyBytes)
    return { field: { number, kind: 'integer', value }, length: keyBytes + bytes }
  }
  if (wireType === 1) return { field: { number, kind: 'other' }, length: keyBytes + 8 }
  if (wireType === 5) return { field: { number, kind: 'other' }, length: keyBytes + 4 }
  if (wireType !== 2) throw new MalformedMessage(false)
  const { value, bytes } = varint(head, keyBytes)
  const start = at + keyBytes + bytes
  return {
    field: { number, kind: 'bytes', start, end: start + value },
    length: keyBytes + bytes + value,
  }
}

/** Little-endian, seven bits a byte. Values from 2^53 on are approximate: negative ones among them. */
function varint(bytes: Uint8Array, at: number): { value: number; bytes: number } {
  let value = 0
  for (let i = 0; i < 10; i++) {
    const byte = bytes[at + i]
    if (byte === undefined) throw new MalformedMessage(true)
    value += (byte & 0x7f) * 2 ** (7 * i)
    if (byte < 0x80) return { value, bytes: i + 1 }
  }
  throw new MalformedMessage(false)
}
