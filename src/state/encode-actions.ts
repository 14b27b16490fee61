import { encoderKey } from '../core/encoders/encoder.ts'
import { createPauseSwitch, encodeTexts } from '../engine/client.ts'
import { runJob } from './job-runner.ts'
import { changesSettled, updateProject } from './open-project.ts'
import { openWorker } from './open-worker.ts'
import type { Context } from './services.ts'
import { projectTexts, textEncoder, withCoverage } from './vectors.ts'

/**
 * Encodes what has no stored vector yet, seconds taken. What is finished stays, however it ends.
 * @throws Failure 'cancelled', and the failures of encoder and storage
 */
export async function encodeProject(context: Context): Promise<number> {
  const { services, store } = context
  await changesSettled(context)
  const project = store.getState().project
  if (!project?.dataset) return 0
  const { id } = project.record
  const spec = textEncoder(project.settings)
  const texts = await projectTexts(project)
  const started = services.now()
  const job = { kind: 'encode', title: 'Encoding', unit: 'texts', total: texts.size } as const
  try {
    await runJob(context, job, async ({ signal, show }) => {
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
        const { embeddings } = services.storage
        const key = encoderKey(spec)
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
    const shown = store.getState().project
    if (shown?.record.id === id) {
      const next = await withCoverage(context, shown)
      updateProject(context, id, (now) => ({
        ...now,
        coverage: next.coverage,
        encodeNotices: next.encodeNotices,
      }))
    }
  }
  return (services.now() - started) / 1000
}
