import {
  array,
  boolean,
  type InferOutput,
  integer,
  literal,
  maxValue,
  minValue,
  nullable,
  number,
  pipe,
  regex,
  safeParse,
  strictObject,
  string,
} from 'valibot'
import { Failure, type FailureParams } from '../failure.ts'
import { entryName, mostEntryBytes, type ArchiveEntry } from './entry.ts'
import { sha256, type WebCrypto } from './platform.ts'

/** docs/ARCHIVE.md describes the format for other programs. */
export const archiveVersion = 1
export const archiveExtension = 'nearside'

/** The files of the ZIP beside the entries. */
export const headerFile = 'nearside.json'
export const manifestFile = 'manifest.json'
/** Of a sealed archive, whose entries are numbered: their names would tell what is in it. */
export const sealedManifestFile = 'manifest.sealed'
export const sealedFile = (index: number): string => `sealed/${index}`

/** What fflate can write, which knows no ZIP64. */
export const archiveLimits = { files: 65_535, bytes: 2 ** 32 - 1 } as const

/** An attacker has to do this much for each passphrase that is tried (OWASP's advice of 2023 for PBKDF2-HMAC-SHA256). */
export const kdfRounds = 600_000
/** A header that asks for more would hold up whoever opens it. */
const mostRounds = 10_000_000

export const refused = (reason: FailureParams['archive-refused']['reason']): Failure =>
  new Failure('archive-refused', { reason })

const hex = (bytes: number) => pipe(string(), regex(new RegExp(`^[0-9a-f]{${2 * bytes}}$`)))
const count = (most: number) => pipe(number(), integer(), minValue(0), maxValue(most))

const headerSchema = strictObject({
  format: literal('nearside project archive'),
  version: literal(archiveVersion),
  sealed: nullable(
    strictObject({
      cipher: literal('AES-256-GCM'),
      kdf: literal('PBKDF2-SHA256'),
      rounds: pipe(number(), integer(), minValue(kdfRounds), maxValue(mostRounds)),
      salt: hex(16),
      /** Tells a wrong passphrase from a damaged archive. */
      check: hex(16),
    }),
  ),
})

/** nearside.json, which is never sealed: what the file is, and how to open the rest. */
export type ArchiveHeader = InferOutput<typeof headerSchema>
export type Sealing = NonNullable<ArchiveHeader['sealed']>

const manifestSchema = strictObject({
  version: literal(archiveVersion),
  /** Version of the app that wrote it. */
  app: string(),
  /** Milliseconds since 1970. */
  createdAt: pipe(number(), integer()),
  /** The project's name. */
  name: string(),
  /** Whether it holds the cases, or only what was found on them. */
  cases: boolean(),
  entries: array(
    strictObject({
      name: pipe(string(), regex(entryName)),
      bytes: count(mostEntryBytes),
      sha256: hex(32),
    }),
  ),
  /** SHA-256 of the listing, see `checksumOf`. */
  checksum: hex(32),
})

/** manifest.json: every entry with its size and SHA-256, in the order in which they are written. */
export type ArchiveManifest = InferOutput<typeof manifestSchema>
export type ListedEntry = ArchiveManifest['entries'][number]

/** @throws Failure 'archive-refused', 'archive-newer' */
export function parseHeader(bytes: Uint8Array): ArchiveHeader {
  const json = parseJson(bytes, 'not-nearside')
  const parsed = safeParse(headerSchema, json)
  if (parsed.success) return parsed.output
  if (isObject(json) && json['format'] === 'nearside project archive') {
    const { version } = json
    if (typeof version === 'number' && version > archiveVersion) throw new Failure('archive-newer', {})
    throw refused('header')
  }
  throw refused('not-nearside')
}

/** @throws Failure 'archive-refused' where it is no manifest or contradicts itself */
export async function parseManifest(bytes: Uint8Array, subtle: WebCrypto): Promise<ArchiveManifest> {
  const parsed = safeParse(manifestSchema, parseJson(bytes, 'manifest'))
  if (!parsed.success) throw refused('manifest')
  const manifest = parsed.output
  const names = new Set(manifest.entries.map(({ name }) => name))
  if (names.size < manifest.entries.length) throw refused('manifest')
  if ((await checksumOf(manifest.entries, subtle)) !== manifest.checksum) throw refused('manifest')
  return manifest
}

/**
 * The SHA-256 of the listing, as sha256sum would print it: a line an entry, in their order. Two archives with equal
 * checksums hold the same, to the byte.
 */
export function checksumOf(
  entries: readonly Pick<ListedEntry, 'name' | 'sha256'>[],
  subtle: WebCrypto,
): Promise<string> {
  const listing = entries.map(({ name, sha256: sum }) => `${sum}  ${name}\n`).join('')
  return sha256(subtle, new TextEncoder().encode(listing))
}

export async function listedEntry({ name, bytes }: ArchiveEntry, subtle: WebCrypto): Promise<ListedEntry> {
  return { name, bytes: bytes.length, sha256: await sha256(subtle, bytes) }
}

export const jsonBytes = (value: unknown): Uint8Array<ArrayBuffer> =>
  new TextEncoder().encode(`${JSON.stringify(value, null, 1)}\n`)

function parseJson(bytes: Uint8Array, reason: 'not-nearside' | 'manifest'): unknown {
  try {
    return JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes))
  } catch {
    throw refused(reason)
  }
}

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null
