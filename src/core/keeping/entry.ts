/** One file of a project archive, as it is before it is sealed. */
export interface ArchiveEntry {
  /** "PART/...": the part of the project that it belongs to, and its name there. */
  readonly name: string
  readonly bytes: Uint8Array<ArrayBuffer>
}

/** Small letters, digits, dots, dashes and underscores; no part of the path begins with a dot, so that none leads anywhere. */
export const entryName = /^[a-z]+(\/[a-z0-9][a-z0-9._-]*)+$/

/** V8 makes no longer text of it, and no stored record has as many bytes. */
export const mostEntryBytes = 2 ** 29
