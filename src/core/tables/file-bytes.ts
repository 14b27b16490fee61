import { joinBytes } from '../bytes.ts'
import { Failure } from '../failure.ts'
import { throwIfAborted, type Signal } from '../signal.ts'
import { maxFileBytes } from './limits.ts'

export interface CollectOptions {
  readonly totalBytes: number
  readonly signal?: Signal
  readonly onProgress?: (bytesRead: number) => void
}

/** @throws Failure 'file-too-large' */
export function assertSize(bytes: number): void {
  if (bytes > maxFileBytes) throw new Failure('file-too-large', { bytes, limit: maxFileBytes })
}

/**
 * The whole file, for formats whose directory stands at the end.
 * @throws Failure 'file-too-large', 'file-empty', 'cancelled'
 */
export async function collectBytes(
  chunks: AsyncIterable<Uint8Array>,
  { totalBytes, signal, onProgress }: CollectOptions,
): Promise<Uint8Array<ArrayBuffer>> {
  assertSize(totalBytes)
  const collected: Uint8Array[] = []
  let bytesRead = 0
  for await (const chunk of chunks) {
    throwIfAborted(signal)
    bytesRead += chunk.length
    assertSize(bytesRead)
    collected.push(chunk)
    onProgress?.(bytesRead)
  }
  throwIfAborted(signal)
  if (bytesRead === 0) throw new Failure('file-empty', {})
  return joinBytes(collected)
}

/** The first `bytes` of the file, where it has as many. @throws Failure 'file-too-large', 'file-empty' */
export async function collectHead(
  chunks: AsyncIterable<Uint8Array>,
  bytes: number,
  totalBytes: number,
): Promise<{ readonly head: Uint8Array<ArrayBuffer>; readonly complete: boolean }> {
  assertSize(totalBytes)
  const collected: Uint8Array[] = []
  let bytesRead = 0
  for await (const chunk of chunks) {
    collected.push(chunk)
    bytesRead += chunk.length
    if (bytesRead >= bytes) break
  }
  if (bytesRead === 0) throw new Failure('file-empty', {})
  // Cut to size, so that the preview does not depend on how the file came in.
  return { head: joinBytes(collected).subarray(0, bytes), complete: totalBytes <= bytes }
}
