import { encoderKey } from '../core/encoders/encoder.ts'
import { createPauseSwitch, encodeTexts } from '../engine/client.ts'
import type { OpenProject } from './app-state.ts'
import { runJob } from './job-runner.ts'
import { refreshCoverage, updateProject } from './open-project.ts'
import { openWorker } from './open-worker.ts'
import type { Context } from './services.ts'
import { projectTexts, textEncoder } from './vectors.ts'

/**
 * Encodes what of a project has no stored vector yet, seconds taken. What is finished stays, however it ends. Vectors
 * that cannot be read any more are made anew.
 * @throws Failure 'cancelled', and the failures of encoder and storage
 */
export async function encodeProject(context: Context, project: OpenProject): Promise<number> {
  const { services, store } = context
  const { id } = project.record
  const { embeddings } = services.storage
  const spec = textEncoder(project.settings)
  const key = encoderKey(spec)
  const texts = await projectTexts(project)
  const started = services.now()
  const job = { kind: 'encode', title: 'Encoding', unit: 'texts', total: texts.size } as const
  try {
    await runJob(context, job, async ({ signal, show }) => {
      if (project.encodeFailure?.code === 'data-corrupted') await embeddings.delete(id, key)
      const pause = createPauseSwitch()
      const encoder = await openWorker(services.engine.openEncoder(spec, store.getState().preference), signal)
      show({
        pause: () => {
          pause.pause()
          show({ paused: true })
        },
        resume: () => {
          pause.resume()
          show({ paused: false })
        },
      })
      try {
        await encodeTexts(texts, {
          encoder,
          store: {
            keys: () => embeddings.keys(id, key),
            appendBlock: (rows) => embeddings.appendBlock(id, key, rows),
          },
          now: services.now,
          signal,
          pause,
          onProgress: ({ done, total, rate, secondsLeft }) => {
            show({ done, rate, secondsLeft })
            updateProject(context, id, (shown) => ({ ...shown, coverage: { texts: total, stored: done } }))
          },
        })
      } finally {
        encoder.terminate()
      }
    })
  } finally {
    // However it ended, the screen shows what is on disk.
    await refreshCoverage(context, project)
  }
  return (services.now() - started) / 1000
}
