import type { EncodingName } from '../core/tables/encoding.ts'
import { Failure, toFailureData, type FailureData } from '../core/failure.ts'
import type { TablePreview } from '../core/tables/preview.ts'
import { openWorker } from './open-worker.ts'
import type { Context } from './services.ts'

/** A file that was chosen and previewed but not stored. */
export interface PendingImport {
  readonly file: File
  /** The user's choices; undefined: as recognised. */
  readonly encoding?: EncodingName
  readonly delimiter?: string
  /** How the beginning reads; null while it is read, and where it does not read at all. */
  readonly preview: TablePreview | null
  readonly failure: FailureData | null
}

export type ImportChoice = Pick<PendingImport, 'encoding' | 'delimiter'>

/**
 * Reads the beginning of the file, as the choices say, in a worker; what is wrong with it is part of the result.
 * @throws Failure 'cancelled'
 */
export async function previewFile(
  { services }: Context,
  file: File,
  choice: ImportChoice,
  signal: AbortSignal,
): Promise<PendingImport> {
  try {
    const reader = await openWorker(Promise.resolve(services.engine.openTableReader()), signal)
    try {
      return { file, ...choice, preview: await reader.preview(file, choice), failure: null }
    } finally {
      reader.terminate()
    }
  } catch (thrown) {
    if (signal.aborted) throw new Failure('cancelled', {})
    return { file, ...choice, preview: null, failure: toFailureData(thrown, 'preview') }
  }
}
