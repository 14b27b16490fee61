/** Bytes that are read in pieces, wherever they lie: on a disk, in a picked file, in an archive. */
export interface ByteSource {
  readonly size: number
  /** From `start` to before `end`, at most `size`. */
  read(start: number, end: number): Promise<Uint8Array<ArrayBuffer>>
}

/** A file of an opened folder or archive. */
export interface FolderFile extends ByteSource {
  /** With forward slashes, relative to what was opened. */
  readonly path: string
}
