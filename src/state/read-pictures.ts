import type { FolderFile } from '../core/archives/folder-file.ts'
import type { PictureFacts } from '../core/pictures/picture-facts.ts'
import { pictureNotices } from '../core/pictures/picture-notices.ts'
import type { RejectedPicture } from '../core/pictures/picture.ts'
import { throwIfAborted } from '../core/signal.ts'
import type { ReadPicture } from '../engine/protocol.ts'
import type { NewPictures } from '../storage/pictures.ts'
import type { JobHandle } from './job-runner.ts'
import { blobOf } from './opened-files.ts'
import { openWorker } from './open-worker.ts'
import type { Context } from './services.ts'

/**
 * Reads pictures one after the other in a worker, as the storage asks for them: a folder of them would not fit into
 * memory. What is no picture is left out, and reported in the end (R13).
 */
export function readPictures(
  { services }: Context,
  files: readonly FolderFile[],
  { signal, show }: Pick<JobHandle, 'signal' | 'show'>,
): NewPictures {
  const rejected: RejectedPicture[] = []
  const facts: PictureFacts[] = []

  async function* items(): NewPictures['items'] {
    show({ title: 'Reading the pictures', unit: 'pictures', done: 0, total: files.length })
    const reader = await openWorker(Promise.resolve(services.engine.openPictureReader()), signal)
    const read = async (file: FolderFile) => reader.read(file.path, await blobOf(file, signal))
    try {
      // one ahead: the worker decodes while the one before is stored
      let next = files[0] && read(files[0])
      for (let i = 0; next; i++) {
        throwIfAborted(signal)
        const result: ReadPicture = await next
        const following = files[i + 1]
        next = following && read(following)
        // where this one cannot be stored, nobody waits for it
        next?.catch(() => undefined)
        show({ done: i + 1 })
        if (result.kind === 'rejected') rejected.push(result.rejected)
        else {
          facts.push(result.facts)
          yield { picture: result.picture, bytes: new Uint8Array(await result.bytes.arrayBuffer()) }
        }
      }
    } finally {
      reader.terminate()
    }
  }

  return { items: items(), report: () => ({ rejected, notices: pictureNotices(facts) }) }
}
