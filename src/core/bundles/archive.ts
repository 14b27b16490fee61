import type { ByteSource } from '../archives/folder-file.ts'
import type { ArchiveLimits } from '../archives/zip-directory.ts'
import { readZip } from '../archives/zip.ts'
import { sortBundle, type Bundle } from './bundle.ts'

/**
 * What an archive of cases may hold. Nothing of it is unpacked before it is read, and then in pieces, so the limits are for
 * time: the list of 50,000 files takes 50 MB at most, ten times what a study of 5,000 pictures needs; 32 GB are 2,000
 * uncompressed X-rays of 16 MB, and a bomb that claims no more is read to its end in minutes.
 */
export const bundleLimits: ArchiveLimits = { files: 50_000, bytes: 32e9 }

/**
 * What a ZIP of cases holds.
 * @throws Failure 'archive-unreadable', from reading its files too: none gives more bytes than the directory says
 */
export async function openArchive(source: ByteSource): Promise<Bundle> {
  return sortBundle(await readZip(source, bundleLimits))
}
