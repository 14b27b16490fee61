import { existsSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { filesUnder, sha256Of } from '../precache-list.ts'
import { readChecksums } from './checksums.ts'

/** Written last, it lists every other file of a packed folder. */
export const SUMS = 'SHA256SUMS'

/**
 * Makes room for a pack: an earlier one goes, if all that is there is what it wrote. Anything that a person added or
 * changed keeps everything where it is.
 * @throws Error naming the first such file
 */
export function removeEarlierPack(out: string): void {
  if (!existsSync(out)) return
  const sums = join(out, SUMS)
  if (readdirSync(out).length > 0 && !existsSync(sums))
    throw new Error(`${out} holds something else than an earlier pack: name another folder (--out).`)
  const written = existsSync(sums) ? readChecksums(readFileSync(sums, 'utf8')) : new Map<string, string>()
  const foreign = filesUnder(out).find(
    (path) => path !== SUMS && written.get(path) !== sha256Of(join(out, path)),
  )
  if (foreign !== undefined)
    throw new Error(
      `${join(out, foreign)} was added or changed since the folder was packed: move it away, or name another folder (--out).`,
    )
  rmSync(out, { recursive: true })
}
