import type { FolderFile } from '../archives/folder-file.ts'
import { Failure, type ModelTrouble } from '../failure.ts'

/** A list is one too, by its places. */
export type JsonObject = Readonly<Record<string, unknown>>

/** The largest tokenizer of a published encoder has 34 MB. */
const mostJsonBytes = 128 * 1024 * 1024
const startBytes = 256

/**
 * A settings file of a model.
 * @throws Failure 'model-not-understood': a web page in its place, or no JSON object or list
 */
export async function readJson(id: string, file: FolderFile): Promise<JsonObject> {
  await refuseStandIn(id, file)
  const content = file.size <= mostJsonBytes ? parseJson(await file.read(0, file.size)) : undefined
  if (!content) throw notUnderstood(id, file.path, 'not json')
  return content
}

/**
 * What servers and tools put where a model's file should be: a web page that says that it was not found, or the note of
 * Git LFS that it was not fetched.
 * @throws Failure 'model-not-understood'
 */
export async function refuseStandIn(id: string, file: FolderFile): Promise<void> {
  const start = new TextDecoder('utf-8').decode(await file.read(0, Math.min(startBytes, file.size)))
  if (/^\s*(<!--.*?-->\s*)*<(!doctype\s+html|html|head|body)\b/is.test(start))
    throw notUnderstood(id, file.path, 'web page')
  if (start.startsWith('version https://git-lfs.github.com/')) throw notUnderstood(id, file.path, 'pointer')
}

/** undefined where the bytes are no JSON object or list. */
export function parseJson(bytes: Uint8Array): JsonObject | undefined {
  try {
    const value: unknown = JSON.parse(new TextDecoder('utf-8').decode(bytes))
    return isObject(value) ? value : undefined
  } catch {
    return undefined
  }
}

export const isObject = (value: unknown): value is JsonObject => typeof value === 'object' && value !== null

export const notUnderstood = (id: string, file: string, reason: ModelTrouble): Failure =>
  new Failure('model-not-understood', { id, file, reason })
