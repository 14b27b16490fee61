import { createHash } from 'node:crypto'
import { strFromU8, strToU8, unzipSync, zipSync } from 'fflate'
import { afterEach, beforeAll, describe, expect, test, vi } from 'vitest'
import { memorySource } from '../core/archives/testing.ts'
import { readZipDirectory } from '../core/archives/zip-directory.ts'
import type { ArchiveManifest } from '../core/keeping/format.ts'
import { createRng } from '../core/math/rng.ts'
import { openStorage } from '../storage/storage.ts'
import { freshProfile } from '../storage/test-helpers.ts'
import { allRecords, wholeProject } from '../storage/test-projects.ts'
import type { CopyChoice, CopyTarget, PendingArchive } from './archive-actions.ts'
import { startActions } from './testing.ts'

const passphrase = 'correct horse battery'

/** Where a test's copy goes. */
function memoryTarget(): CopyTarget & { bytes(): Uint8Array; discarded: boolean; closed: boolean } {
  const pieces: Uint8Array[] = []
  const target = {
    fileName: 'copy.nearside',
    discarded: false,
    closed: false,
    write: (piece: Uint8Array) => Promise.resolve(void pieces.push(piece.slice())),
    close: () => Promise.resolve(void (target.closed = true)),
    discard: () => Promise.resolve(void (target.discarded = true)),
    bytes: () => new Uint8Array(Buffer.concat(pieces)),
  }
  return target
}

type App = Awaited<ReturnType<typeof startActions>>

/** The archive of the whole project of a profile of its own. */
async function archived(choice: CopyChoice): Promise<Uint8Array> {
  const storage = await freshProfile().open()
  const { id } = await wholeProject(storage)
  storage.close()
  return takeCopy(await startActions({ screen: 'start' }), id, choice)
}

async function takeCopy(app: App, id: string, choice: CopyChoice): Promise<Uint8Array> {
  await app.actions.measureCopy(id)
  const target = memoryTarget()
  await app.actions.takeCopy(choice, target)
  expect(app.store.getState().takenCopy!.failure).toBeNull()
  expect([target.closed, target.discarded]).toEqual([true, false])
  return target.bytes()
}

const sha256 = (content: string | Uint8Array): string => createHash('sha256').update(content).digest('hex')
const fileOf = (bytes: Uint8Array, name = 'copy.nearside'): File => new File([new Uint8Array(bytes)], name)

/** The archive as the app sees it once the passphrase was typed, if one is asked for. */
async function looked(app: App, bytes: Uint8Array, typed: string | null): Promise<PendingArchive> {
  await app.actions.openFiles([fileOf(bytes)])
  if (typed !== null && app.store.getState().pendingArchive!.state === 'locked')
    await app.actions.unlockArchive(typed)
  return app.store.getState().pendingArchive!
}

const manifestOf = (bytes: Uint8Array): ArchiveManifest =>
  JSON.parse(strFromU8(unzipSync(bytes)['manifest.json']!)) as ArchiveManifest

let plain: Uint8Array
let sealed: Uint8Array
beforeAll(async () => {
  plain = await archived({ cases: true, passphrase: null })
  sealed = await archived({ cases: true, passphrase })
})
afterEach(() => vi.restoreAllMocks())

describe('an archive', () => {
  test.each([
    ['open', null],
    ['sealed', passphrase],
  ])('that is %s gives the same project in another profile, by equal checksums', async (_name, typed) => {
    freshProfile()
    const app = await startActions({ screen: 'start' })
    const bytes = typed ? sealed : plain
    const pending = await looked(app, bytes, typed)
    expect(pending).toMatchObject({ state: 'checked', failure: null, twin: null })
    expect(pending.contents.map(({ name }) => name)).toEqual([
      'project', 'table', 'pictures', 'embeddings', 'runs', 'models',
    ]) // prettier-ignore
    expect((await allRecords())['projects']).toEqual([])
    await app.actions.storeArchive()
    const [project] = app.store.getState().projects
    expect(project!.name).toBe('Triage')
    const again = await takeCopy(app, project!.id, { cases: true, passphrase: null })
    const manifest = manifestOf(again)
    expect(manifest.checksum).toBe(pending.archive!.manifest.checksum)
    expect(manifest.entries).toEqual(pending.archive!.manifest.entries)
    expect(manifest.entries.length).toBeGreaterThan(10)
  })

  test('is a ZIP that any other program reads, with SHA-256 of every file', () => {
    const files = unzipSync(plain)
    const { entries } = manifestOf(plain)
    expect(Object.keys(files).toSorted()).toEqual(
      ['nearside.json', 'manifest.json', ...entries.map(({ name }) => name)].toSorted(),
    )
    for (const { name, bytes, sha256 } of entries) {
      expect(files[name]!.length).toBe(bytes)
      expect(createHash('sha256').update(files[name]!).digest('hex')).toBe(sha256)
    }
    expect(JSON.parse(strFromU8(files['table/rows-0.json']!))).toEqual([
      ['001', '002', ''],
      ['a "quoted"\nnote', 'é \u{1f600} \ud800', '=1+1'],
    ])
  })

  test('that is sealed tells nothing of what is in it, not even names', () => {
    const files = unzipSync(sealed)
    expect(
      Object.keys(files)
        .filter((name) => !/^sealed\/\d+$/.test(name))
        .toSorted(),
    ).toEqual(['manifest.sealed', 'nearside.json'])
    const text = Buffer.from(sealed).toString('latin1')
    for (const word of ['Triage', 'triage.csv', 'project.json', 'pictures', 'quoted', 'auroc'])
      expect(text).not.toContain(word)
  })

  test('that is sealed twice has nothing in common but its frame: salts and nonces are new', async () => {
    const other = unzipSync(await archived({ cases: true, passphrase }))
    const one = unzipSync(sealed)
    for (const name of Object.keys(one)) expect(one[name], name).not.toEqual(other[name])
  })

  test('that is opened where it was made says so; a second time both are kept', async () => {
    const storage = await freshProfile().open()
    const { id } = await wholeProject(storage)
    const app = await startActions({ screen: 'start' })
    const bytes = await takeCopy(app, id, { cases: true, passphrase: null })
    expect((await looked(app, bytes, null)).twin).toMatchObject({ project: { id }, changed: false })
    await app.actions.storeArchive()
    expect(
      app.store
        .getState()
        .projects.map(({ name }) => name)
        .toSorted(),
    ).toEqual(['Triage', 'Triage 2'])
    await app.actions.renameProject(id, 'Renamed')
    const { project } = (await looked(app, bytes, null)).twin!
    await app.actions.deleteProject(project.id)
    expect((await looked(app, bytes, null)).twin).toMatchObject({ changed: true })
    storage.close()
  })

  test('without the cases still opens, to look at the results', async () => {
    const bytes = await archived({ cases: false, passphrase: null })
    const text = Buffer.from(bytes).toString('latin1')
    expect(text).not.toContain('quoted')
    freshProfile()
    const app = await startActions({ screen: 'start' })
    const pending = await looked(app, bytes, null)
    expect(pending.contents.map(({ name }) => name)).toEqual(['project', 'runs'])
    await app.actions.storeArchive()
    const { id } = app.store.getState().projects[0]!
    await app.actions.routeChanged({ screen: 'results', projectId: id })
    const project = app.store.getState().project!
    expect(project.runs.map(({ name }) => name)).toEqual(['Run 2', 'Run 1'])
    expect(project.datasetFailure).toEqual({ code: 'cases-left-out', params: {} })
    await app.actions.selectRun(project.runs[1]!.id)
    expect(app.store.getState().project!.results!.comparison.verdict).toBe('helps')
  })

  test('that the disk has no room for is discarded, and is no copy', async () => {
    const storage = await freshProfile().open()
    const { id } = await wholeProject(storage)
    const app = await startActions({ screen: 'start' })
    await app.actions.measureCopy(id)
    const target = memoryTarget()
    const full = { ...target, write: () => Promise.reject(new DOMException('full', 'QuotaExceededError')) }
    await app.actions.takeCopy({ cases: true, passphrase: null }, full)
    expect(target.discarded).toBe(true)
    expect(app.store.getState().takenCopy!.failure).not.toBeNull()
    expect((await storage.projects.get(id)).copy).toBeUndefined()
    storage.close()
  })
})

// 30 and more ways in which an archive is not what was made. Files: the ZIP made anew, with fitting CRCs, from changed files;
// so that what finds the change is the manifest or the seal. Bytes: the file as a disk or a cable may damage it.

type Files = Record<string, Uint8Array>
type Tampering = readonly [
  what: string,
  change: (bytes: Uint8Array) => Uint8Array | Promise<Uint8Array>,
  codes: readonly string[],
]

const remade =
  (change: (files: Files) => Files | void) =>
  (bytes: Uint8Array): Uint8Array => {
    const files = unzipSync(bytes)
    return zipSync(change(files) ?? files, { level: 0 })
  }
const without = (name: string) => remade((files) => void delete files[name])
/** Header and manifest, with whatever a forger writes into them. */
interface Loose {
  version: number
  format?: string
  sealed: Record<string, unknown> | null
  cases: boolean
  entries: Record<string, unknown>[]
  more?: number
}
const edited = (name: string, edit: (json: Loose) => unknown) =>
  remade((files) => {
    const json = JSON.parse(strFromU8(files[name]!)) as Loose
    return { ...files, [name]: strToU8(JSON.stringify(edit(json) ?? json)) }
  })
const flipped =
  (at: number) =>
  (bytes: Uint8Array): Uint8Array => {
    const other = bytes.slice()
    const i = at < 0 ? bytes.length + at : at
    other[i] = other[i]! ^ 1
    return other
  }
/** A bit of the content of an entry. */
const flippedIn =
  (name: string, offset = 0.5) =>
  async (bytes: Uint8Array): Promise<Uint8Array> => {
    const entry = await entryOf(bytes, name)
    const view = new DataView(bytes.buffer, bytes.byteOffset)
    const dataAt =
      entry.headerAt +
      30 +
      view.getUint16(entry.headerAt + 26, true) +
      view.getUint16(entry.headerAt + 28, true)
    return flipped(dataAt + Math.floor(offset * entry.size))(bytes)
  }
async function entryOf(bytes: Uint8Array, name: string) {
  const entries = await readZipDirectory(memorySource(bytes), { files: 1e5, bytes: 1e12 })
  return entries.find(({ path }) => path === name)!
}
/** Position of an entry in the directory at the archive's end. */
function directoryAt(bytes: Uint8Array, name: string): number {
  const at = Buffer.from(bytes).lastIndexOf(name)
  return at - 46
}
const inDirectory =
  (name: string, offset: number, value: number) =>
  (bytes: Uint8Array): Uint8Array => {
    const other = bytes.slice()
    new DataView(other.buffer).setUint32(directoryAt(bytes, name) + offset, value, true)
    return other
  }
const swapped = (a: string, b: string) => remade((files) => ({ ...files, [a]: files[b]!, [b]: files[a]! }))

const refusedOnly = ['archive-refused']
const cell = 'table/rows-0.json'
const vectors = 'embeddings/0-0.f32'

const openTamperings: readonly Tampering[] = [
  ['nothing is left', () => new Uint8Array(), refusedOnly],
  ['the last byte is missing', (bytes) => bytes.slice(0, -1), refusedOnly],
  ['the second half is missing', (bytes) => bytes.slice(0, bytes.length >> 1), refusedOnly],
  ['only the first hundred bytes arrived', (bytes) => bytes.slice(0, 100), refusedOnly],
  ['the first byte is missing', (bytes) => bytes.slice(1), refusedOnly],
  ['a hole in the middle', (bytes) => Buffer.concat([bytes.slice(0, 4000), bytes.slice(4400)]), refusedOnly],
  ['noise', () => Uint8Array.from({ length: 4000 }, () => 256 * createRng(1, 'noise').next()), refusedOnly],
  ['another ZIP', () => zipSync({ 'cases.csv': strToU8('a,b\n1,2\n') }), refusedOnly],
  ['a bit of the header', flippedIn('nearside.json'), refusedOnly],
  ['a bit of the manifest', flippedIn('manifest.json'), refusedOnly],
  ['a bit of the project', flippedIn('project/project.json'), refusedOnly],
  ['a bit of the table', flippedIn(cell), refusedOnly],
  ['a bit of a vector', flippedIn(vectors), refusedOnly],
  ['a bit of a run', flippedIn('runs/0/run.json'), refusedOnly],
  ['a bit of the results', flippedIn('runs/0/results.json'), refusedOnly],
  ['a bit of the directory', (bytes) => flipped(directoryAt(bytes, cell) + 16)(bytes), refusedOnly],
  ['a bit of a name', (bytes) => flipped(directoryAt(bytes, cell) + 46)(bytes), refusedOnly],
  ['a cell changed, with a fitting CRC', remade((files) => ({ ...files, [cell]: strToU8(strFromU8(files[cell]!).replace('001', '002')) })), refusedOnly],
  ['a cell changed, with a fitting CRC and a fitting entry', remade(withFittingEntry), refusedOnly],
  ['two vectors swapped', swapped(vectors, 'embeddings/1-0.f32'), refusedOnly],
  ['two parts swapped', swapped('runs/0/run.json', 'runs/1/run.json'), refusedOnly],
  ['a part is missing', without(cell), refusedOnly],
  ['the manifest is missing', without('manifest.json'), refusedOnly],
  ['the header is missing', without('nearside.json'), refusedOnly],
  ['a file too many', remade((files) => ({ ...files, 'runs/9/run.json': strToU8('{}') })), refusedOnly],
  ['a name that leads out of the folder', remade((files) => ({ ...files, '../outside.json': strToU8('{}') })), refusedOnly],
  ['a name that leads to the root', remade((files) => ({ ...files, '/etc/passwd': strToU8('x') })), refusedOnly],
  ['a listed name that leads out', edited('manifest.json', (json) => void (json.entries[2]!['name'] = '../../x')), refusedOnly],
  ['two files of one name', (bytes) => { const at = directoryAt(bytes, 'embeddings/1-0.f32'); const other = bytes.slice(); other[at + 46 + 'embeddings/'.length] = '0'.charCodeAt(0); return other }, refusedOnly], // prettier-ignore
  ['a name listed twice', edited('manifest.json', (json) => void json.entries.push(json.entries[2]!)), refusedOnly],
  ['a listed size that is too small', edited('manifest.json', (json) => void (json.entries[2]!['bytes'] = 1)), refusedOnly],
  ['a negative size', edited('manifest.json', (json) => void (json.entries[2]!['bytes'] = -1)), refusedOnly],
  ['a directory that claims 4 GB (a bomb)', (bytes) => inDirectory(cell, 24, 0xfffffffe)(inDirectory(cell, 20, 0xfffffffe)(bytes)), refusedOnly],
  ['a packed file that claims 1 GB (a bomb)', (bytes) => { const files = unzipSync(bytes); return inDirectory(cell, 24, 1 << 30)(zipSync({ ...files, [cell]: [new Uint8Array(5_000_000), { level: 9 }] } as never, { level: 0 })) }, refusedOnly], // prettier-ignore
  ['a file that is locked by ZIP itself', (bytes) => flipped(directoryAt(bytes, cell) + 8)(bytes), refusedOnly],
  ['a newer version', edited('nearside.json', (json) => void (json.version = 2)), ['archive-newer']],
  ['a part of a newer version', remade((files) => withPart(files, 'tags/tags.json')), ['archive-refused', 'archive-newer']],
  ['a header that has lost its format', edited('nearside.json', (json) => void delete json.format), refusedOnly],
  ['a header that says it is sealed', edited('nearside.json', (json) => void (json.sealed = { cipher: 'AES-256-GCM', kdf: 'PBKDF2-SHA256', rounds: 600_000, salt: '0'.repeat(32), check: '0'.repeat(32) })), ['wrong-passphrase']],
  ['a manifest that is no JSON', remade((files) => ({ ...files, 'manifest.json': strToU8('{') })), refusedOnly],
  ['an unknown key in the manifest', edited('manifest.json', (json) => void (json.more = 1)), refusedOnly],
  ['cases that the manifest says are not there', edited('manifest.json', (json) => void (json.cases = false)), refusedOnly],
] // prettier-ignore

/** A cell that is changed with its SHA-256; the checksum of the listing is not. */
function withFittingEntry(files: Files): Files {
  const text = strFromU8(files[cell]!).replace('001', '002')
  const json = JSON.parse(strFromU8(files['manifest.json']!)) as Loose
  json.entries.find(({ name }) => name === cell)!['sha256'] = createHash('sha256').update(text).digest('hex')
  return { ...files, [cell]: strToU8(text), 'manifest.json': strToU8(JSON.stringify(json)) }
}

/** A file beside the others that the listing names, though its checksum is not made again. */
function withPart(files: Files, name: string): Files {
  const json = JSON.parse(strFromU8(files['manifest.json']!)) as { entries: object[] }
  json.entries.push({ name, bytes: 2, sha256: '0'.repeat(64) })
  return { ...files, [name]: strToU8('{}'), 'manifest.json': strToU8(JSON.stringify(json)) }
}

const sealedTamperings: readonly Tampering[] = [
  ['a bit of a sealed part, with a fitting CRC', remade((files) => void (files['sealed/2']![20]! ^= 1)), refusedOnly],
  ['a bit of a nonce', remade((files) => void (files['sealed/2']![0]! ^= 1)), refusedOnly],
  ['a bit of a tag', remade((files) => void (files['sealed/2']![files['sealed/2']!.length - 1]! ^= 1)), refusedOnly],
  ['a bit of the sealed manifest', remade((files) => void (files['manifest.sealed']![40]! ^= 1)), refusedOnly],
  ['two sealed parts of one length swapped', swapped('sealed/7', 'sealed/11'), refusedOnly],
  ['the last sealed part is dropped', remade((files) => { const last = Object.keys(files).filter((name) => name.startsWith('sealed/')).length - 1; delete files[`sealed/${last}`] }), refusedOnly],
  ['a part of another archive with the same passphrase', async (bytes) => { const other = unzipSync(await archived({ cases: true, passphrase })); return remade((files) => ({ ...files, 'sealed/2': other['sealed/2']! }))(bytes) }, refusedOnly],
  ['a part too short to be sealed', remade((files) => ({ ...files, 'sealed/2': new Uint8Array(5) })), refusedOnly],
  ['the salt changed', edited('nearside.json', (json) => void (json.sealed!['salt'] = '0'.repeat(32))), ['wrong-passphrase']],
  ['fewer rounds, so that guessing is cheap', edited('nearside.json', (json) => void (json.sealed!['rounds'] = 1)), refusedOnly],
  ['rounds that would take a day', edited('nearside.json', (json) => void (json.sealed!['rounds'] = 1e12)), refusedOnly],
  ['another cipher', edited('nearside.json', (json) => void (json.sealed!['cipher'] = 'none')), refusedOnly],
  ['the header written otherwise, to the same meaning', edited('nearside.json', (json) => json), refusedOnly],
  ['a header that says it is open', edited('nearside.json', (json) => void (json.sealed = null)), refusedOnly],
  ['the second half is missing', (bytes) => bytes.slice(0, bytes.length >> 1), refusedOnly],
] // prettier-ignore

describe('a tampered, cut or newer archive is refused, and nothing changes', () => {
  test('there are enough of them', () => {
    expect(openTamperings.length + sealedTamperings.length).toBeGreaterThanOrEqual(30)
    const names = [...openTamperings, ...sealedTamperings.map(([what]) => [`sealed: ${what}`])]
    expect(new Set(names.map(([what]) => what)).size).toBe(openTamperings.length + sealedTamperings.length)
  })

  test.each([
    ...openTamperings.map((tampering) => ['open', ...tampering] as const),
    ...sealedTamperings.map((tampering) => ['sealed', ...tampering] as const),
  ])('%s: %s', async (kind, _what, change, codes) => {
    const made = kind === 'open' ? plain : sealed
    const bytes = await change(made.slice())
    expect(bytes).not.toEqual(made)
    freshProfile()
    const storage = await openStorage({
      sentinel: { isSet: () => false, set: () => undefined },
      now: () => 1,
    })
    await wholeProject(storage)
    storage.close()
    const before = await allRecords()
    const app = await startActions({ screen: 'start' })
    const pending = await looked(app, bytes, passphrase)
    expect(codes).toContain(pending.failure?.code)
    expect(pending.archive).toBeNull()
    await app.actions.storeArchive()
    expect(await allRecords()).toEqual(before)
    expect(app.store.getState().projects).toHaveLength(1)
  })

  test('what this version does not know is told apart where a later version wrote it', async () => {
    const forged = (app: string): Uint8Array => {
      const files = unzipSync(plain)
      const project = JSON.parse(strFromU8(files['project/project.json']!)) as { study: object }
      const content = strToU8(JSON.stringify({ ...project, study: { ...project.study, magic: true } }))
      const manifest = manifestOf(plain)
      const entries = manifest.entries.map((entry) =>
        entry.name === 'project/project.json'
          ? { ...entry, bytes: content.length, sha256: sha256(content) }
          : entry,
      )
      const checksum = sha256(entries.map((entry) => `${entry.sha256}  ${entry.name}\n`).join(''))
      const listing = strToU8(JSON.stringify({ ...manifest, app, entries, checksum }))
      return zipSync({ ...files, 'project/project.json': content, 'manifest.json': listing }, { level: 0 })
    }
    freshProfile()
    const app = await startActions({ screen: 'start' })
    const here = manifestOf(plain).app
    expect((await looked(app, forged(here), null)).failure).toMatchObject({ code: 'archive-refused' })
    expect((await looked(app, forged('99.0.0'), null)).failure).toMatchObject({ code: 'archive-newer' })
    expect((await allRecords())['projects']).toEqual([])
  })

  test('a wrong passphrase is told from tampering, and can be typed again', async () => {
    freshProfile()
    const app = await startActions({ screen: 'start' })
    expect(await looked(app, sealed, null)).toMatchObject({ state: 'locked', failure: null })
    await app.actions.unlockArchive('correct horse')
    expect(app.store.getState().pendingArchive).toMatchObject({
      state: 'locked',
      failure: { code: 'wrong-passphrase' },
    })
    await app.actions.unlockArchive(passphrase)
    expect(app.store.getState().pendingArchive).toMatchObject({ state: 'checked', failure: null })
  })
})
