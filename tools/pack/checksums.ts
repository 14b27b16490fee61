import { join } from 'node:path'
import { sha256Of } from '../precache-list.ts'

/** The lines that `sha256sum -c` reads, of files under a folder. */
export function checksums(folder: string, paths: readonly string[]): string {
  return paths.map((path) => `${sha256Of(join(folder, path))}  ${path}\n`).join('')
}

/** Every file's SHA-256 by its path, of such lines. */
export const readChecksums = (lines: string): ReadonlyMap<string, string> =>
  new Map([...lines.matchAll(/^([0-9a-f]{64}) {2}(.+)$/gm)].map(([, sha256, path]) => [path!, sha256!]))
