import { readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { zipSync } from 'fflate'

/** Writes a deflated ZIP, as an operating system would, of `folder` below `root`. */
export function zipFolder(root: string, folder: string, target: string): void {
  const paths = readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' })
    .map((path) => join(folder, path))
    .filter((path) => statSync(join(root, path)).isFile())
  const files = paths.map((path) => [path, new Uint8Array(readFileSync(join(root, path)))] as const)
  writeFileSync(target, zipSync(Object.fromEntries(files)))
}
