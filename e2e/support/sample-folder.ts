import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { basename, dirname, join } from 'node:path'
import { unzipSync } from 'fflate'

const sample = new URL('../../public/samples/synthetic-cells.zip', import.meta.url)

/** The sample of smears as a folder of its own, small and with faults. */
export interface SampleFolder {
  readonly path: string
  remove(): void
}

/**
 * The first cases of the sample with pictures, unpacked. Of their pictures one is missing, one is cut short, one is a web
 * page by the name of a picture, and one belongs to no case.
 */
export function faultySampleFolder(cases: number): SampleFolder {
  const files = unzipSync(readFileSync(sample))
  const lines = new TextDecoder().decode(files['cases.csv']).trimEnd().split('\n')
  const names = Object.keys(files).filter((name) => name.endsWith('.png'))
  const kept = lines.slice(1, cases + 1)
  const used = names.filter((name) => kept.some((line) => line.includes(basename(name))))
  const [, short, page, ...whole] = used as [string, string, string, ...string[]]

  const path = mkdtempSync(join(tmpdir(), 'nearside-smears-'))
  const write = (name: string, content: Uint8Array | string): void => {
    mkdirSync(dirname(join(path, name)), { recursive: true })
    writeFileSync(join(path, name), content)
  }
  write('cases.csv', [lines[0], ...kept].join('\n'))
  for (const name of whole) write(name, files[name]!)
  write(short, files[short]!.subarray(0, 700))
  write(page, '<!doctype html><title>Not found</title>')
  write('images/stranger.png', files[names.find((name) => !used.includes(name))!]!)
  return { path, remove: () => rmSync(path, { recursive: true, force: true }) }
}
