import { join } from 'node:path'
import { sha256Of } from '../precache-list.ts'

/** The lines that `sha256sum -c` reads, of files under a folder. */
export function checksums(folder: string, paths: readonly string[]): string {
  return paths.map((path) => `${sha256Of(join(folder, path))}  ${path}\n`).join('')
}
