import { Failure } from '../failure.ts'

export type FileLook = 'spreadsheet' | 'pdf' | 'image' | 'archive' | 'web-page' | 'binary'

/** First bytes that no text table begins with. */
const signatures: readonly (readonly [FileLook, readonly number[]])[] = [
  ['spreadsheet', [0xd0, 0xcf, 0x11, 0xe0]],
  ['archive', [0x50, 0x4b, 0x03, 0x04]],
  ['archive', [0x1f, 0x8b]],
  ['pdf', [0x25, 0x50, 0x44, 0x46, 0x2d]],
  ['image', [0x89, 0x50, 0x4e, 0x47]],
  ['image', [0xff, 0xd8, 0xff]],
]
const ascii = (text: string): number[] => Array.from(text, (char) => char.charCodeAt(0))
/** The name of a workbook's first part, which stands uncompressed at the start of an .xlsx file. */
const workbookParts = [ascii('[Content_Types].xml'), ascii('_rels/.rels'), ascii('xl/')]

/** @throws Failure 'not-a-text-table' where the first bytes are those of a workbook, a picture, an archive, ... */
export function assertNoSignature(head: Uint8Array): void {
  for (const [looksLike, bytes] of signatures) {
    if (!bytes.every((byte, i) => head[i] === byte)) continue
    const workbook =
      looksLike === 'archive' && workbookParts.some((part) => part.every((b, i) => head[30 + i] === b))
    throw new Failure('not-a-text-table', { looksLike: workbook ? 'spreadsheet' : looksLike })
  }
}

/** @throws Failure 'not-a-text-table' where the decoded beginning is a web page or full of control characters */
export function assertTextHead(text: string): void {
  if (/^\s*(<!doctype html|<html[\s>])/i.test(text))
    throw new Failure('not-a-text-table', { looksLike: 'web-page' })
  assertNoNul(text)
  const controls = text.match(controlCharacters)?.length ?? 0
  // A stray one, or one in a hundred, is a damaged export; more is no text.
  if (controls > 1 && controls * 100 > text.length)
    throw new Failure('not-a-text-table', { looksLike: 'binary' })
}

/** @throws Failure 'not-a-text-table' */
export function assertNoNul(text: string): void {
  if (text.includes('\0')) throw new Failure('not-a-text-table', { looksLike: 'binary' })
}

const controlCharacters = /(?![\t\n\v\f\r])\p{Cc}/gu
