import { compareInputs, testEncoders } from './encoder-checks.ts'
import { withJobLock } from './job-runner.ts'
import { openModel, removeModel } from './model-actions.ts'
import { refreshCoverage } from './open-project.ts'
import type { Shell } from './shell.ts'

/** Encoders: opening, removing and trying them. */
export function createEncoderActions({ store, context, run, refresh }: Shell) {
  /** How far the open project is encoded depends on the encoders there are. */
  const refreshOpenProject = async (): Promise<void> => {
    const { project } = store.getState()
    if (project) await refreshCoverage(context(), project)
  }

  return {
    /** An encoder from a folder or a ZIP, such as on a USB stick. */
    openModel(picked: readonly File[]): Promise<void> {
      return run('open encoder', async () => {
        store.setState({ openedModel: null })
        const id = await openModel(context(), picked)
        store.setState({ openedModel: id })
        await Promise.all([refresh(), refreshOpenProject()])
      })
    },

    removeModel(id: string): Promise<void> {
      return run('remove encoder', async () => {
        // A job of any tab may be reading it.
        await withJobLock(() => removeModel(context(), id))
        store.setState({ openedModel: null })
        await Promise.all([refresh(), refreshOpenProject()])
      })
    },

    testEncoders(): Promise<void> {
      return run('self-test', () => testEncoders(context()))
    },

    compareTexts(id: string, texts: readonly string[]): Promise<void> {
      const inputs = texts.map((text) => ({ name: text, input: text }))
      return run('compare', () => compareInputs(context(), { id, modality: 'text' }, inputs))
    },

    comparePictures(id: string, pictures: readonly File[]): Promise<void> {
      const inputs = pictures.map((file) => ({ name: file.name, input: file }))
      return run('compare', () => compareInputs(context(), { id, modality: 'image' }, inputs))
    },
  }
}
