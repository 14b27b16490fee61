import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { fromRoot } from '../tools/paths.ts'

const CELLS = fromRoot('..', 'shared', 'data', 'bccd-cells', 'images')

/** Photographs of blood cells as JPEG files, every kind among them, by name; none where ../shared is not here. */
export function benchPictures(count: number): ReadonlyMap<string, Uint8Array<ArrayBuffer>> {
  if (!existsSync(CELLS)) return new Map()
  const names = readdirSync(CELLS).toSorted()
  const step = Math.max(1, Math.floor(names.length / count))
  const chosen = names.filter((_, i) => i % step === 0).slice(0, count)
  return new Map(chosen.map((name) => [name, Uint8Array.from(readFileSync(`${CELLS}/${name}`))]))
}
