import { modalities, type EncoderModality } from '../core/encoders/encoder.ts'
import { toFailureData } from '../core/failure.ts'
import type { Notice } from '../core/notice.ts'
import { createPauseSwitch, encodeInputs, type EncoderTrouble, type InputSource } from '../engine/client.ts'
import type { OpenProject } from './app-state.ts'
import { rememberSelfTest } from './encoder-checks.ts'
import { runJob, type JobHandle } from './job-runner.ts'
import { modelSource } from './models.ts'
import { refreshCoverage, updateProject } from './open-project.ts'
import { openWorker } from './open-worker.ts'
import type { Context } from './services.ts'
import { encoderOf, projectInputs } from './vectors.ts'

const titles: Readonly<Record<EncoderModality, { title: string; unit: string }>> = {
  text: { title: 'Encoding texts', unit: 'texts' },
  image: { title: 'Encoding pictures', unit: 'pictures' },
}

/**
 * Encodes what of a project has no stored vector yet, texts first, seconds taken. What is finished stays, however it
 * ends. Vectors that cannot be read any more are made anew.
 * @throws Failure 'cancelled', and the failures of encoder and storage
 */
export async function encodeProject(context: Context, project: OpenProject): Promise<number> {
  const { now } = context.services
  const started = now()
  try {
    await runJob(context, { kind: 'encode', ...titles.text, total: 0 }, async (handle) => {
      for (const modality of modalities) {
        const { inputs, stored } = project.coverage[modality]
        if (stored < inputs) await encodeModality(context, project, modality, handle)
      }
    })
  } finally {
    // However it ended, the screen shows what is on disk.
    await refreshCoverage(context, project)
  }
  return (now() - started) / 1000
}

async function encodeModality(
  context: Context,
  project: OpenProject,
  modality: EncoderModality,
  handle: JobHandle,
): Promise<void> {
  const { services, store } = context
  const { id } = project.record
  const { spec, key, longTexts } = encoderOf(context, modality, project.settings)
  const inputs: InputSource = await projectInputs(context, project, modality)
  const { signal, show } = handle
  show({ ...titles[modality], done: 0, total: inputs.keys.length, rate: null, secondsLeft: null })
  const { embeddings } = services.storage
  if (project.encodeFailure?.code === 'data-corrupted') await forgetUnreadable(context, id, key)
  const encoder = await openWorker(
    services.engine.openEncoder({
      spec,
      source: await modelSource(context, spec.id),
      longTexts,
      preference: store.getState().preference,
      signal,
      onTrouble: (trouble) => tell(context, id, trouble),
    }),
    signal,
  )
  rememberSelfTest(context, spec, encoder)
  try {
    await encodeInputs(inputs, {
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
        updateProject(context, id, (shown) => ({
          ...shown,
          coverage: { ...shown.coverage, [modality]: { inputs: total, stored: done } },
        }))
      },
    })
  } finally {
    // it may have been replaced on the way, by one on another device
    rememberSelfTest(context, spec, encoder)
    encoder.terminate()
  }
}

/** Deletes the vectors of an encoder where they cannot be read: they can be computed again. */
async function forgetUnreadable({ services }: Context, projectId: string, encoderKey: string): Promise<void> {
  const { embeddings } = services.storage
  await embeddings.keys(projectId, encoderKey).catch(async (thrown: unknown) => {
    if (toFailureData(thrown, 'embeddings').code !== 'data-corrupted') throw thrown
    await embeddings.delete(projectId, encoderKey)
  })
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
