import type { FolderFile } from '../core/archives/folder-file.ts'
import { encoderCards } from '../core/encoders/cards.ts'
import { hashFile, hashModel } from '../core/encoders/hash-model.ts'
import { inspectModel, type InspectedModel } from '../core/encoders/inspect-model.ts'
import { createManifest, encodersOf, manifestName, type ModelManifest } from '../core/encoders/manifest.ts'
import { findModelRoot } from '../core/encoders/model-folder.ts'
import { selfTestName } from '../core/encoders/self-test.ts'
import { selfTestOf, type Trial } from '../core/encoders/trial.ts'
import { tryEncoder } from './encoder-trial.ts'
import { runJob } from './job-runner.ts'
import { loadModels } from './models.ts'
import { blobOf, folderFile, nameOfOpened, openedFiles } from './opened-files.ts'
import type { Context } from './services.ts'

/** A model as it is kept: the manifest and, by its path, every file, the manifest's own among them. */
interface ModelFolderFiles {
  readonly manifest: ModelManifest
  readonly files: Map<string, Blob>
}

/**
 * Opens an encoder from a picked folder or ZIP: looks at what it is, checks every byte, tries it, and only then keeps
 * it. Nothing is asked of any server.
 * @returns its id
 * @throws Failure 'no-model-found', 'archive-unreadable', 'model-file-missing', 'model-not-understood',
 *   'model-corrupted', 'model-load-failed', 'model-output-wrong', 'self-test-failed', 'cancelled', storage failures
 */
export async function openModel(context: Context, picked: readonly File[]): Promise<string> {
  const bytes = picked.reduce((sum, { size }) => sum + size, 0)
  const job = { kind: 'model', title: 'Opening an encoder', unit: 'bytes', total: bytes } as const
  return runJob(context, job, async (handle) => {
    const folder = await findModelRoot(await openedFiles(picked), nameOfOpened(picked))
    const model = await inspectModel(folder, { cards: encoderCards })
    handle.show({ title: 'Checking the files', total: sizeOf(model.files) })
    const manifest = await hashModel(model, {
      signal: handle.signal,
      onProgress: (done) => handle.show({ done }),
    })
    const checked = await withManifest(model, manifest, handle.signal)
    handle.show({ title: 'Trying the encoder' })
    const trials: Trial[] = []
    for (const spec of encodersOf(manifest))
      trials.push(await tryEncoder(context, spec, checked.files, handle.signal))
    const { manifest: kept, files } = checked.files.has(selfTestName)
      ? checked
      : await withSelfTest(checked, trials)
    handle.show({ title: 'Keeping the encoder in this browser', done: 0 })
    await context.services.storage.models.add(kept, files, {
      signal: handle.signal,
      onProgress: (done) => handle.show({ done }),
    })
    await loadModels(context)
    return manifest.id
  })
}

export async function removeModel(context: Context, id: string): Promise<void> {
  await context.services.storage.models.remove(id)
  await loadModels(context)
}

const sizeOf = (files: readonly FolderFile[]): number => files.reduce((sum, { size }) => sum + size, 0)

/** Every file that a worker may ask for. */
async function withManifest(
  model: InspectedModel,
  manifest: ModelManifest,
  signal: AbortSignal,
): Promise<ModelFolderFiles> {
  const files = new Map<string, Blob>()
  for (const file of model.files) files.set(file.path, await blobOf(file, signal))
  return { manifest, files: files.set(manifestName, jsonBlob(manifest)) }
}

/** What the encoders gave in their trials is what they must give from now on, on every device. */
async function withSelfTest(
  { manifest, files }: ModelFolderFiles,
  trials: readonly Trial[],
): Promise<ModelFolderFiles> {
  const content = jsonBlob(selfTestOf(trials))
  const file = folderFile(selfTestName, content)
  const entry = { path: file.path, bytes: file.size, sha256: await hashFile(file) }
  const complete = await createManifest({ ...manifest, files: [...manifest.files, entry] })
  const all = new Map(files).set(selfTestName, content).set(manifestName, jsonBlob(complete))
  return { manifest: complete, files: all }
}

const jsonBlob = (value: unknown): Blob => new Blob([JSON.stringify(value)])
