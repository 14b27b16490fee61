import type { Notice } from '../core/notice.ts'
import { createPauseSwitch, encodeInputs, type EncoderTrouble } from '../engine/client.ts'
import type { OpenProject } from './app-state.ts'
import { rememberSelfTest } from './encoder-checks.ts'
import { runJob, type JobHandle } from './job-runner.ts'
import { modelSource } from './models.ts'
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
  const { spec, key, longTexts } = textEncoder(context, project.settings)
  const texts = await projectTexts(project)
  const started = services.now()
  const job = { kind: 'encode', title: 'Encoding', unit: 'texts', total: texts.size } as const
  try {
    await runJob(context, job, async (handle) => {
      const { signal, show } = handle
      if (project.encodeFailure?.code === 'data-corrupted') await embeddings.delete(id, key)
      const source = await modelSource(context, spec.id)
      const encoder = await openWorker(
        services.engine.openEncoder({
          spec,
          source,
          longTexts,
          preference: store.getState().preference,
          signal,
          onTrouble: (trouble) => tell(context, id, trouble),
        }),
        signal,
      )
      rememberSelfTest(context, spec, encoder)
      try {
        await encodeInputs(texts, {
          encoder,
          store: {
            keys: () => embeddings.keys(id, key),
            appendBlock: (rows, device) => embeddings.appendBlock(id, key, rows, device),
          },
          now: services.now,
          signal,
          pause: pauseControls(handle),
          onProgress: ({ done, total, rate, secondsLeft }) => {
            show({ done, rate, secondsLeft })
            updateProject(context, id, (shown) => ({ ...shown, coverage: { texts: total, stored: done } }))
          },
        })
      } finally {
        // it may have been replaced on the way, by one on another device
        rememberSelfTest(context, spec, encoder)
        encoder.terminate()
      }
    })
  } finally {
    // However it ended, the screen shows what is on disk.
    await refreshCoverage(context, project)
  }
  return (services.now() - started) / 1000
}

/** A pause switch that the progress strip can turn. */
function pauseControls({ show }: JobHandle): ReturnType<typeof createPauseSwitch> {
  const pause = createPauseSwitch()
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
  return pause
}

/** Shows what was mended; a later word of the same kind takes the place of the earlier one. */
function tell(context: Context, projectId: string, trouble: EncoderTrouble): void {
  const notice = asNotice(trouble)
  updateProject(context, projectId, (shown) => ({
    ...shown,
    encodeTroubles: [...shown.encodeTroubles.filter(({ code }) => code !== notice.code), notice],
  }))
}

function asNotice(trouble: EncoderTrouble): Notice {
  switch (trouble.kind) {
    case 'device-lost':
      return { code: 'device-lost', severity: 'info', params: { times: trouble.times } }
    case 'moved-to-wasm':
      return { code: 'moved-to-wasm', severity: 'warning', params: {} }
    case 'batches-shrunk':
      return { code: 'batches-shrunk', severity: 'info', params: { inputs: trouble.inputs } }
  }
}
