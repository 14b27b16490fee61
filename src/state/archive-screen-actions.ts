import { toFailureData } from '../core/failure.ts'
import { eraseEverything } from '../storage/erase.ts'
import {
  checkArchive,
  duplicateProject,
  saveCopy,
  storeArchive,
  uncheckedArchive,
  type CopyChoice,
  type CopyTarget,
  type TakenCopy,
} from './archive-actions.ts'
import { withJobLock } from './job-runner.ts'
import { changesSettled } from './change-project.ts'
import type { Shell } from './shell.ts'

/** Copies of projects: taking them, opening them, duplicating within this computer. */
export function createArchiveActions({ store, context, run, refresh, goTo }: Shell) {
  let measuring = new AbortController()

  const showCopy = (projectId: string, patch: Partial<TakenCopy>): void =>
    store.setState(({ takenCopy }) =>
      takenCopy?.projectId === projectId ? { takenCopy: { ...takenCopy, ...patch } } : {},
    )

  const openArchiveFile = async (file: File, passphrase: string | null): Promise<void> => {
    store.setState({ pendingArchive: uncheckedArchive(file) })
    const pending = await checkArchive(context(), file, passphrase)
    store.setState(({ pendingArchive }) => (pendingArchive?.file === file ? { pendingArchive: pending } : {}))
  }

  return {
    /** Looks at an archive; nothing is stored. */
    openArchive(file: File): Promise<void> {
      return run('open archive', async () => {
        goTo({ screen: 'archive' })
        await openArchiveFile(file, null)
      })
    },

    /** Looks at the archive that waits once more, with a passphrase. */
    unlockArchive(passphrase: string): Promise<void> {
      return run('open archive', async () => {
        const file = store.getState().pendingArchive?.file
        if (file) await openArchiveFile(file, passphrase)
      })
    },

    /** Stores the archive that was checked as a new project, and shows it. */
    storeArchive(): Promise<void> {
      return run('store archive', async () => {
        const pending = store.getState().pendingArchive
        if (pending?.state !== 'checked') return
        store.setState({ pendingArchive: { ...pending, failure: null, cancelled: false } })
        try {
          const { id, casesLeftOut } = await storeArchive(context(), pending)
          store.setState({ pendingArchive: null, project: null })
          await refresh()
          goTo({ screen: casesLeftOut ? 'results' : 'data', projectId: id })
        } catch (thrown) {
          const failure = toFailureData(thrown, 'store archive')
          const cancelled = failure.code === 'cancelled'
          store.setState({ pendingArchive: { ...pending, cancelled, failure: cancelled ? null : failure } })
        }
      })
    },

    leaveArchive(): void {
      store.setState({ pendingArchive: null })
      goTo({ screen: 'start' })
    },

    /** Finds what a copy of the open project would hold. */
    measureCopy(projectId: string): Promise<void> {
      measuring.abort()
      measuring = new AbortController()
      const { signal } = measuring
      const nothing = { contents: null, failure: null, cancelled: false, saved: null }
      store.setState({ takenCopy: { projectId, ...nothing } })
      return run('measure', async () => {
        await changesSettled(context())
        try {
          const contents = await context().services.storage.keeping.contents(projectId, signal)
          // the last copy and the last change, of any tab
          await refresh()
          showCopy(projectId, { contents })
        } catch (thrown) {
          if (!signal.aborted) showCopy(projectId, { failure: toFailureData(thrown, 'measure') })
        }
      })
    },

    /** Writes the copy that was measured to where the user wants it. */
    takeCopy(choice: CopyChoice, target: CopyTarget): Promise<void> {
      return run('take a copy', async () => {
        const taken = store.getState().takenCopy
        if (!taken?.contents) return target.discard()
        const { projectId, contents } = taken
        showCopy(projectId, { failure: null, cancelled: false, saved: null })
        const bytes = contents
          .filter(({ ofCases }) => choice.cases || !ofCases)
          .reduce((sum, part) => sum + part.bytes, 0)
        try {
          await changesSettled(context())
          const saved = await saveCopy(context(), { projectId, bytes }, choice, target)
          const { fileName } = target
          showCopy(projectId, { saved: { ...saved, fileName, sealed: choice.passphrase !== null } })
          await refresh()
        } catch (thrown) {
          const failure = toFailureData(thrown, 'take a copy')
          const cancelled = failure.code === 'cancelled'
          showCopy(projectId, { cancelled, failure: cancelled ? null : failure })
        }
      })
    },

    duplicateProject(id: string): Promise<void> {
      return run('duplicate', async () => {
        await changesSettled(context())
        await duplicateProject(context(), id)
        await refresh()
      })
    },

    putOffReminder(id: string): Promise<void> {
      return run('reminder', async () => {
        await context().services.storage.projects.putOffReminder(id)
        await refresh()
      })
    },

    /** Removes everything of this app from the browser; afterwards only loading the page anew helps. */
    eraseEverything(): Promise<void> {
      return run('erase', async () => {
        const { storage } = context().services
        // Another tab may be working: its job would go on into nothing.
        await withJobLock(async () => {
          storage.close()
          const erasure = await eraseEverything()
          store.setState({
            phase: 'erased',
            erasure,
            project: null,
            projects: [],
            storageUse: null,
            pendingImport: null,
            pendingArchive: null,
            takenCopy: null,
            offline: { state: 'unknown' },
          })
        })
      })
    },
  }
}
