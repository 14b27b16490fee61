import { toFailureData } from '../core/failure.ts'
import type { Ragged } from '../core/tables/csv-table.ts'
import { isArchiveFile } from './archive-actions.ts'
import { freeProjectName, readTable, storeProject } from './import-actions.ts'
import { firstChoice, previewImport, surveyImport, unsurveyed, type ImportChoice } from './import-file.ts'
import { openBundle, type OpenedBundle } from './opened-bundle.ts'
import { blobOf } from './opened-files.ts'
import type { Shell } from './shell.ts'
import { isStudyFile, runStudyFiles } from './study-actions.ts'

/** From choosing files to a stored project. */
export function createImportActions(
  { store, context, run, refresh, goTo }: Shell,
  openArchive: (file: File) => Promise<void>,
) {
  let looking = new AbortController()

  /** Shows the beginning of a table, and what all of it holds where pictures came along; ends the look at another one. */
  const look = async (opened: OpenedBundle, choice: ImportChoice): Promise<void> => {
    looking.abort()
    looking = new AbortController()
    const { signal } = looking
    const pending = await previewImport(context(), opened, choice, signal)
    const surveyed = pending.preview !== null && opened.pictures.length > 0
    store.setState({ pendingImport: { ...pending, survey: surveyed ? 'reading' : null } })
    if (!surveyed) return
    const found = await surveyImport(context(), pending, signal)
    store.setState(({ pendingImport }) =>
      pendingImport && !signal.aborted ? { pendingImport: { ...pendingImport, ...found } } : {},
    )
  }

  return {
    /**
     * Cases, in a table, a folder, an archive or several files: a preview. A study file with its data: the whole study runs. An
     * archive of a project: what it holds.
     */
    openFiles(files: readonly File[]): Promise<void> {
      const [single] = files
      if (files.length === 1 && single && isArchiveFile(single)) return openArchive(single)
      return run('open files', async () => {
        if (files.some(isStudyFile)) {
          await runStudyFiles(context(), files)
          await refresh()
          return
        }
        const opened = await openBundle(files)
        const choice = firstChoice(opened)
        store.setState({ pendingImport: { opened, ...choice, preview: null, ...unsurveyed } })
        goTo({ screen: 'import' })
        await look(opened, choice)
      })
    },

    /** Reads the table another way, or another table. */
    changeImport(change: Partial<ImportChoice>): Promise<void> {
      return run('preview', async () => {
        const pending = store.getState().pendingImport
        if (!pending) return
        const { table, encoding, delimiter } = { ...pending, ...change }
        await look(pending.opened, { table, ...(encoding && { encoding }), ...(delimiter && { delimiter }) })
      })
    },

    /** Leaves the preview. */
    leaveImport(): void {
      looking.abort()
      store.setState({ pendingImport: null })
      goTo({ screen: 'start' })
    },

    confirmImport({ ragged }: { ragged: Ragged }): Promise<void> {
      return run('import', async () => {
        const pending = store.getState().pendingImport
        if (!pending) return
        // the whole file is read anyway, now
        looking.abort()
        const survey = pending.survey === 'reading' ? null : pending.survey
        const shown = { ...pending, survey, cancelled: false }
        store.setState({ pendingImport: shown })
        try {
          const table = await readTable(context(), pending.opened, pending, ragged)
          const record = await storeProject(context(), table, pending.opened, {
            name: await freeProjectName(context(), pending.opened),
            table: pending.table,
          })
          store.setState({ pendingImport: null, project: null })
          await refresh()
          goTo({ screen: 'data', projectId: record.id })
        } catch (thrown) {
          const failure = toFailureData(thrown, 'import')
          const cancelled = failure.code === 'cancelled'
          store.setState({ pendingImport: { ...shown, cancelled, failure: cancelled ? null : failure } })
        }
      })
    },

    /** A picture of the import that waits, to show; null where it cannot be read: the import will list it. */
    async readPendingPicture(path: string): Promise<Blob | null> {
      const file = store.getState().pendingImport?.opened.pictures.find((picture) => picture.path === path)
      return file ? blobOf(file, looking.signal).catch(() => null) : null
    },
  }
}
