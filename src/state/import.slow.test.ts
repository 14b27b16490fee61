import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { pngFile } from '../core/pictures/testing/files.ts'
import type { PictureReader } from '../engine/client.ts'
import { createPictureEngine } from '../engine/picture-engine.ts'
import { freshProfile, rawDatabase } from '../storage/test-helpers.ts'
import type { Storage } from '../storage/storage.ts'
import type { Actions } from './actions.ts'
import type { AppStore } from './store.ts'
import { startActions, tableReaderHere } from './testing.ts'

let store: AppStore
let actions: Actions
let storage: Storage
let terminated: string[]

const openTableReader = () => tableReaderHere(() => void terminated.push('table'))

/** What a browser decodes, stood in for: a picture of the size that its header tells. */
const openPictureReader = (): PictureReader => {
  const decoded = { width: 4, height: 4, copy: new Uint8ClampedArray(256), copyWidth: 8, copyHeight: 8 }
  const engine = createPictureEngine({
    decode: () => Promise.resolve(decoded),
    decodeColours: () => Promise.reject(new Error('no DICOM here')),
  })
  return { read: (path, file) => engine.read(path, file), terminate: () => void terminated.push('picture') }
}

beforeEach(async () => {
  terminated = []
  storage = await freshProfile().open()
  ;({ store, actions } = await startActions({ screen: 'start' }, { openTableReader, openPictureReader }))
})
afterEach(() => storage.close())

/** A file as a folder picker gives it. */
const picked = (path: string, content: BlobPart): File =>
  Object.defineProperty(new File([content], path.split('/').at(-1)!), 'webkitRelativePath', {
    value: `study/${path}`,
  })

const scan = (i: number): Uint8Array<ArrayBuffer> =>
  pngFile({ data: Uint8Array.from({ length: 16 }, (_, k) => (k < 2 ? (i >> (8 * k)) & 255 : 9)) }).slice()

async function importAll(files: readonly File[]): Promise<void> {
  await actions.openFiles(files)
  expect(store.getState().pendingImport).toMatchObject({ failure: null })
  await actions.confirmImport({ ragged: 'refuse' })
}

async function opened() {
  const [record] = await storage.projects.list()
  await actions.routeChanged({ screen: 'data', projectId: record!.id })
  return store.getState().project!
}

describe('a folder of pictures', () => {
  test('[row 44] 5,000 pictures, 7 broken: 4,993 are kept, and the others listed with the reason', async () => {
    const broken = new Map<number, [BlobPart, string]>([
      [3, ['', 'empty']],
      [700, [scan(700).subarray(0, 40), 'truncated']],
      [1500, ['<!doctype html>', 'not-a-picture']],
      [2000, ['', 'empty']],
      [2500, ['<svg onload="alert(1)"/>', 'unsupported']],
      [3000, ['plain text', 'not-a-picture']],
      [4999, ['', 'empty']],
    ])
    const files = Array.from({ length: 5000 }, (_, i) =>
      picked(`${i % 2 ? 'ill' : 'well'}/${i}.png`, broken.get(i)?.[0] ?? scan(i)),
    )
    await importAll(files)
    const project = await opened()
    expect(project.pictures.pictures).toHaveLength(4993)
    const reasons = new Map(project.pictures.rejected.map(({ path, reason }) => [path, reason]))
    for (const [i, [, reason]] of broken)
      expect([i, reasons.get(`${i % 2 ? 'ill' : 'well'}/${i}.png`)]).toEqual([i, reason])
    await actions.setOnePatientPerRow(true)
    expect(store.getState().project!.dataset).toMatchObject({
      classes: ['ill', 'well'],
      excluded: [{ reason: 'its pictures cannot be read', count: 7 }],
    })
    expect(terminated).toContain('picture')
  }, 60_000)

  test('[row 51] cancelled in the middle of the pictures, nothing of it is stored, and no worker is left', async () => {
    const files = Array.from({ length: 40 }, (_, i) => picked(`${i % 2 ? 'ill' : 'well'}/${i}.png`, scan(i)))
    const stop = store.subscribe(({ job }) => {
      if (job?.unit === 'pictures' && job.done >= 5) job.cancel()
    })
    await importAll(files)
    stop()
    expect(await storage.projects.list()).toEqual([])
    const raw = await rawDatabase()
    expect([await raw.count('pictures'), await raw.count('tableBlocks')]).toEqual([0, 0])
    raw.close()
    expect(terminated).toContain('picture')
    expect(store.getState()).toMatchObject({ job: null, failure: null })
    expect(store.getState().pendingImport).toMatchObject({ cancelled: true, failure: null })
    await actions.confirmImport({ ragged: 'refuse' })
    expect(await storage.projects.list()).toHaveLength(1)
  })

  test('the second project of a name gets a number', async () => {
    const files = [picked('cases.csv', 'note,outcome\nfever,yes\ncough,no\n')]
    for (let i = 0; i < 3; i++) await importAll(files)
    const names = (await storage.projects.list()).map(({ name }) => name)
    expect(names.toSorted()).toEqual(['study', 'study 2', 'study 3'])
  })

  test('[R13] with a table, rows and pictures without a partner stay, and are told', async () => {
    const table = 'scan,outcome,patient\n1.png,yes,p1\n2.png,no,p2\n9.png,yes,p3\n,no,p4\n3.png,no,p5\n'
    await importAll([
      picked('cases.csv', table),
      ...[1, 2, 3, 7].map((i) => picked(`scans/${i}.png`, scan(i))),
    ])
    const project = await opened()
    expect(project.dataset!.modalities).toMatchObject([{ kind: 'image', name: 'scan' }])
    expect(project.dataset!.caseIds).toHaveLength(5)
    const codes = project.findings.map(({ notice }) => notice.code)
    expect(codes).toEqual(
      expect.arrayContaining(['pictures-not-found', 'pictures-unused', 'pictures-missing']),
    )
  })
})
