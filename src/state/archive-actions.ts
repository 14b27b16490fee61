import { freeName } from '../core/dataset/free-name.ts'
import { Failure, toFailureData, type FailureData } from '../core/failure.ts'
import { archiveExtension, type ArchiveManifest } from '../core/keeping/format.ts'
import { isLaterVersion } from '../core/keeping/later-version.ts'
import { openArchive, type OpenedArchive } from '../core/keeping/read-archive.ts'
import { writeArchive, type Sink } from '../core/keeping/write-archive.ts'
import { contentsListed, type PartContents } from '../storage/keeping.ts'
import type { ProjectRecord } from '../storage/schema.ts'
import { archivePlatform } from './archive-platform.ts'
import { runJob } from './job-runner.ts'
import { sourceOf } from './opened-files.ts'
import type { Context } from './services.ts'

export type { PartContents }

/** Where a copy is written to; nothing of it is left there before `close`, or after `discard`. */
export interface CopyTarget {
  readonly fileName: string
  readonly write: Sink
  close(): Promise<void>
  discard(): Promise<void>
}

export interface CopyChoice {
  readonly cases: boolean
  readonly passphrase: string | null
}

/** Taking a copy of a project, as its screen shows it. */
export interface TakenCopy {
  readonly projectId: string
  /** null while it is measured. */
  readonly contents: readonly PartContents[] | null
  readonly failure: FailureData | null
  readonly cancelled: boolean
  /** The copy that was saved last. */
  readonly saved: {
    readonly fileName: string
    readonly bytes: number
    readonly sealed: boolean
    readonly checksum: string
  } | null
}

/** An archive that was chosen and looked at but not stored. */
export interface PendingArchive {
  readonly file: File
  /** locked: it waits for the passphrase. checked: every part is as it should be. */
  readonly state: 'reading' | 'locked' | 'checked' | 'refused'
  readonly failure: FailureData | null
  /** Checking or storing it was cancelled: nothing of it is stored. */
  readonly cancelled: boolean
  readonly archive: OpenedArchive | null
  readonly contents: readonly PartContents[]
  /** Its cases are made up. */
  readonly synthetic: boolean
  /** A project here that was opened from the same archive, or that it is a copy of. */
  readonly twin: { readonly project: ProjectRecord; readonly changed: boolean } | null
}

export const isArchiveFile = ({ name }: Pick<File, 'name'>): boolean =>
  name.toLowerCase().endsWith(`.${archiveExtension}`)

/** Writes a project into an archive, and notes that there is one now. @returns bytes and checksum of what was written */
export async function saveCopy(
  context: Context,
  { projectId, bytes: total }: { readonly projectId: string; readonly bytes: number },
  { cases, passphrase }: CopyChoice,
  target: CopyTarget,
): Promise<{ readonly bytes: number; readonly checksum: string }> {
  const { storage, appVersion } = context.services
  const job = { kind: 'archive', title: 'Taking a copy', unit: 'bytes', total } as const
  return runJob(context, job, async ({ signal, show }) => {
    try {
      const createdAt = Date.now()
      const { name, casesLeftOut = false } = await storage.projects.get(projectId)
      const entries = storage.keeping.read(projectId, { cases, signal })
      let bytes = 0
      const sink: Sink = async (piece) => {
        bytes += piece.length
        await target.write(piece)
      }
      const { checksum } = await writeArchive(entries, sink, {
        app: appVersion,
        createdAt,
        name,
        cases: cases && !casesLeftOut,
        passphrase,
        platform: archivePlatform(),
        signal,
        onProgress: (done) => show({ done }),
      })
      await target.close()
      // what leaves the cases out does not hold the project: the reminder stays
      if (cases || casesLeftOut) await storage.projects.noteCopy(projectId, { at: createdAt, checksum })
      return { bytes, checksum }
    } catch (thrown) {
      await target.discard()
      throw thrown
    }
  })
}

/** An archive of which nothing was read. */
export const uncheckedArchive = (file: File): PendingArchive => ({
  file,
  state: 'reading',
  failure: null,
  cancelled: false,
  archive: null,
  contents: [],
  synthetic: false,
  twin: null,
})

/**
 * Looks at an archive without storing anything: every entry is read, unsealed, and compared with what the manifest says;
 * what it holds must make a project.
 */
export async function checkArchive(
  context: Context,
  file: File,
  passphrase: string | null,
): Promise<PendingArchive> {
  const unchecked = uncheckedArchive(file)
  let writtenBy: string | undefined
  try {
    const archive = await openArchive(sourceOf(file), passphrase, archivePlatform())
    const { manifest } = archive
    writtenBy = manifest.app
    const { keeping, projects } = context.services.storage
    const job = {
      kind: 'archive',
      title: 'Checking the archive',
      unit: 'bytes',
      total: archive.bytes,
    } as const
    const { origin } = await runJob(context, job, ({ signal, show }) => {
      const entries = archive.entries({ signal, onProgress: (done) => show({ done }) })
      return keeping.check(entries, manifest)
    })
    const twin = twinOf(manifest, await projects.list())
    return {
      ...unchecked,
      state: 'checked',
      archive,
      contents: contentsListed(manifest.entries),
      synthetic: origin?.synthetic ?? false,
      twin,
    }
  } catch (thrown) {
    const failure = toFailureData(thrown, 'archive')
    if (failure.code === 'cancelled')
      return { ...unchecked, state: 'refused', failure: null, cancelled: true }
    if (failure.code === 'archive-locked') return { ...unchecked, state: 'locked', failure: null }
    const isTypo = failure.code === 'wrong-passphrase'
    if (failure.code === 'archive-refused' && failure.params.reason === 'content' && writtenBy !== undefined)
      return { ...unchecked, state: 'refused', failure: refusalOf(failure, writtenBy, context) }
    return { ...unchecked, state: isTypo ? 'locked' : 'refused', failure }
  }
}

/** What this version does not know a later one may well have written. */
const refusalOf = (failure: FailureData, writtenBy: string, { services }: Context): FailureData =>
  isLaterVersion(writtenBy, services.appVersion) ? { code: 'archive-newer', params: {} } : failure

/** Stores a checked archive as a new project; it is read, and compared, once more. */
export async function storeArchive(context: Context, { archive }: PendingArchive): Promise<ProjectRecord> {
  if (!archive) throw new Failure('archive-locked', {})
  const { manifest, bytes: total } = archive
  const { keeping, projects } = context.services.storage
  const job = { kind: 'archive', title: 'Storing the project', unit: 'bytes', total } as const
  return runJob(context, job, async ({ signal, show }) => {
    const taken = (await projects.list()).map(({ name }) => name)
    const name = freeName(manifest.name, taken)
    const entries = archive.entries({ signal, onProgress: (done) => show({ done }) })
    const { cases, createdAt: at, checksum } = manifest
    return keeping.restore(entries, { name, cases, copy: { at, checksum }, signal })
  })
}

/** The same project once more, with all it holds. */
export async function duplicateProject(context: Context, id: string): Promise<ProjectRecord> {
  const { keeping, projects } = context.services.storage
  const all = await projects.list()
  const { name } = await projects.get(id)
  const job = { kind: 'archive', title: 'Duplicating the project', unit: 'bytes', total: 0 } as const
  return runJob(context, job, ({ signal }) =>
    keeping.duplicate(
      id,
      freeName(
        name,
        all.map((project) => project.name),
      ),
      signal,
    ),
  )
}

function twinOf({ checksum }: ArchiveManifest, projects: readonly ProjectRecord[]): PendingArchive['twin'] {
  const same = projects.filter(({ copy }) => copy?.checksum === checksum)
  const isChanged = (project: ProjectRecord): boolean => project.updatedAt > (project.copy?.at ?? 0)
  const project = same.find((candidate) => !isChanged(candidate)) ?? same[0]
  return project ? { project, changed: isChanged(project) } : null
}
