import { headBytes, sniffCsv, type CsvSniff } from '../core/tables/csv.ts'
import type { EncodingName } from '../core/tables/encoding.ts'
import { toFailureData, type FailureData } from '../core/failure.ts'

/** A file that was chosen and previewed but not stored. */
export interface PendingImport {
  readonly file: File
  /** The user's choices; undefined: as recognised. */
  readonly encoding?: EncodingName
  readonly delimiter?: string
  /** How the beginning reads; null where it does not read at all. */
  readonly sniff: CsvSniff | null
  readonly failure: FailureData | null
}

export type ImportChoice = Pick<PendingImport, 'encoding' | 'delimiter'>

/** Reads only the beginning of the file, as the choices say. */
export async function previewFile(file: File, choice: ImportChoice): Promise<PendingImport> {
  try {
    const head = new Uint8Array(await file.slice(0, headBytes).arrayBuffer())
    const sniff = sniffCsv(head, { ...choice, complete: file.size <= headBytes })
    return { file, ...choice, sniff, failure: null }
  } catch (thrown) {
    return { file, ...choice, sniff: null, failure: toFailureData(thrown, 'preview') }
  }
}
