import type { ArchiveEntry } from '../core/keeping/entry.ts'
import { refused } from '../core/keeping/format.ts'
import { Failure } from '../core/failure.ts'
import { throwIfAborted, type Signal } from '../core/signal.ts'
import type { NewIds, PartSource, ProjectPart, StoredRecord, StoreName } from './parts/part.ts'
import { projectParts } from './parts/registry.ts'
import type { Database, ProjectCopy, ProjectRecord } from './schema.ts'
import type { Sentinel } from './sentinel.ts'
import { read, write } from './transaction.ts'
import { sweepUnfinished } from './unfinished.ts'
import { whileWriting } from './write-lock.ts'

/** One part as it would be in a copy of the project. */
export interface PartContents extends Pick<
  ProjectPart,
  'name' | 'title' | 'holds' | 'patientData' | 'ofCases'
> {
  readonly entries: number
  readonly bytes: number
}

export interface ReadChoice {
  /** Without the cases what was found on them is still all there. */
  readonly cases: boolean
  readonly signal?: Signal
}

export interface RestoreChoice {
  /** Of the new project; null: as it was. */
  readonly name: string | null
  readonly cases: boolean
  /** The archive that it comes from; null where it comes from none. */
  readonly copy: ProjectCopy | null
  readonly signal?: Signal
}

/** Whole projects, going out and coming in part by part. */
export interface Keeping {
  /** What a copy would hold, found by reading all of it; parts that are empty are left out. @throws Failure 'cancelled', 'not-found', 'data-corrupted', 'run-corrupted' */
  contents(projectId: string, signal?: Signal): Promise<PartContents[]>
  /** All entries, one after the other. @throws Failure as {@link contents} */
  read(projectId: string, choice: ReadChoice): AsyncIterable<ArchiveEntry>
  /**
   * Whether the entries make a project; writes nothing.
   * @throws Failure 'archive-refused', 'archive-newer' for a part that this version does not know; what reading throws
   */
  check(entries: AsyncIterable<ArchiveEntry>, choice: Pick<RestoreChoice, 'cases'>): Promise<ProjectRecord>
  /**
   * Stores the entries as a new project, whole or not at all: nothing of it is seen before the last transaction.
   * @throws Failure as {@link check}; 'cancelled' and the storage failures
   */
  restore(entries: AsyncIterable<ArchiveEntry>, choice: RestoreChoice): Promise<ProjectRecord>
  /**
   * The same project once more, under another name. What no copy of the original holds, no copy holds of it either: it keeps the times of
   * the original and its last copy.
   * @throws Failure as {@link read} and {@link restore}
   */
  duplicate(projectId: string, name: string, signal?: Signal): Promise<ProjectRecord>
}

export function createKeeping(db: Database, sentinel: Sentinel): Keeping {
  async function* readEntries(projectId: string, { cases, signal }: ReadChoice): AsyncIterable<ArchiveEntry> {
    const source = await sourceOf(db, projectId)
    for (const part of partsWith(cases && !source.project.casesLeftOut))
      for await (const entry of part.read(source)) {
        throwIfAborted(signal)
        yield entry
      }
  }

  async function restore(
    entries: AsyncIterable<ArchiveEntry>,
    { name, cases, copy, signal }: RestoreChoice,
  ): Promise<ProjectRecord> {
    const work = async (): Promise<ProjectRecord> => {
      const batch = createBatch(db)
      const { project: archived, records } = await takeIn(entries, cases, async (unseen) => {
        throwIfAborted(signal)
        await batch.add(unseen)
      })
      await batch.flush()
      throwIfAborted(signal)
      const project: ProjectRecord = {
        ...archived,
        name: name ?? archived.name,
        ...(copy && { copy }),
        ...(!cases && { casesLeftOut: true }),
      }
      await addAll(db, [...records, { store: 'projects', value: project }])
      return project
    }
    try {
      const project = await whileWriting(work)
      sentinel.set(true)
      return project
    } catch (thrown) {
      // Makes room at once; where another tab writes or this fails too, the sweep at the next start does it.
      await sweepUnfinished(db).catch(() => undefined)
      throw thrown
    }
  }

  return {
    read: readEntries,
    restore,

    async contents(projectId, signal) {
      const source = await sourceOf(db, projectId)
      const found: PartContents[] = []
      for (const part of partsWith(!source.project.casesLeftOut)) {
        const { name, title, holds, patientData, ofCases } = part
        let [entries, bytes] = [0, 0]
        for await (const entry of part.read(source)) {
          throwIfAborted(signal)
          entries += 1
          bytes += entry.bytes.length
        }
        if (entries > 0) found.push({ name, title, holds, patientData, ofCases, entries, bytes })
      }
      return found
    },

    async check(entries, { cases }) {
      const { project } = await takeIn(entries, cases, () => Promise.resolve())
      return project
    },

    async duplicate(projectId, name, signal) {
      const { casesLeftOut = false, copy = null } = (await sourceOf(db, projectId)).project
      const choice = { cases: !casesLeftOut, ...(signal && { signal }) }
      return restore(readEntries(projectId, choice), { ...choice, name, copy })
    },
  }
}

/** What an archive holds, by its listing; parts of which it holds nothing are left out. */
export function contentsListed(
  entries: readonly { readonly name: string; readonly bytes: number }[],
): PartContents[] {
  return projectParts.flatMap(({ name, title, holds, patientData, ofCases }) => {
    const own = entries.filter((entry) => entry.name.startsWith(`${name}/`))
    const bytes = own.reduce((sum, entry) => sum + entry.bytes, 0)
    return own.length > 0 ? [{ name, title, holds, patientData, ofCases, entries: own.length, bytes }] : []
  })
}

const partsWith = (cases: boolean): readonly ProjectPart[] =>
  projectParts.filter(({ ofCases }) => cases || !ofCases)

async function sourceOf(db: Database, projectId: string): Promise<PartSource> {
  const project = await read(() => db.get('projects', projectId))
  if (!project) throw new Failure('not-found', { what: 'project' })
  const runs = await read(() => db.getAllFromIndex('runs', 'projectId', projectId))
  const inOrder = runs.toSorted((a, b) => a.createdAt - b.createdAt || a.name.localeCompare(b.name))
  return { db, project, runIds: inOrder.map(({ id }) => id) }
}

/**
 * Gives every entry to its part. `write` gets the records that nobody sees yet; those that make the project visible are
 * returned, the project's own apart.
 */
async function takeIn(
  entries: AsyncIterable<ArchiveEntry>,
  cases: boolean,
  writeRecords: (records: readonly StoredRecord[]) => Promise<void>,
): Promise<{ readonly project: ProjectRecord; readonly records: readonly StoredRecord[] }> {
  const ids = createIds()
  const restorers = new Map(partsWith(cases).map((part) => [part.name, part.restore(ids)]))
  for await (const entry of entries) {
    const part = entry.name.split('/')[0]!
    const restorer = restorers.get(part)
    if (restorer) await writeRecords(await restorer.add(entry))
    else if (projectParts.some(({ name }) => name === part)) throw refused('content')
    else throw new Failure('archive-newer', {})
  }
  const last = [...restorers.values()].flatMap((restorer) => restorer.end())
  const project = last.find((record) => record.store === 'projects')!.value
  const table = last.find((record) => record.store === 'tables')?.value
  const fits =
    !table ||
    (table.rows === project.rows && JSON.stringify(table.columns) === JSON.stringify(project.columns))
  const runIds = new Set(last.flatMap(({ store, value }) => (store === 'runs' ? [value.id] : [])))
  const belong = last.every(
    ({ store, value }) => store !== 'finalModels' || value.runId === undefined || runIds.has(value.runId),
  )
  if (!fits || !belong) throw refused('content')
  return { project, records: last.filter((record) => record.store !== 'projects') }
}

function createIds(): NewIds {
  const runIds = new Map<number, string>()
  return {
    projectId: crypto.randomUUID(),
    writeId: crypto.randomUUID(),
    runId(number) {
      const id = runIds.get(number) ?? crypto.randomUUID()
      runIds.set(number, id)
      return id
    },
  }
}

/** A transaction for each record would wait for the disk each time. */
const bytesPerTransaction = 8 << 20

function createBatch(db: Database) {
  let waiting: StoredRecord[] = []
  let bytes = 0
  async function flush(): Promise<void> {
    const records = waiting
    waiting = []
    bytes = 0
    if (records.length > 0) await addAll(db, records)
  }
  return {
    flush,
    async add(records: readonly StoredRecord[]): Promise<void> {
      waiting.push(...records)
      for (const { value } of records) bytes += bytesIn(value)
      if (bytes >= bytesPerTransaction) await flush()
    },
  }
}

/** In one transaction. */
async function addAll(db: Database, records: readonly StoredRecord[]): Promise<void> {
  const used = new Set<StoreName>(records.map(({ store }) => store))
  await write(db, [...used], async (tx) => {
    await Promise.all(records.map(({ store, value }) => tx.objectStore(store).add(value as never)))
  })
}

/** Roughly: what is no array of bytes is small. */
function bytesIn(value: object): number {
  return Object.values(value).reduce<number>(
    (sum, field) => sum + (ArrayBuffer.isView(field) ? field.byteLength : 256),
    0,
  )
}
