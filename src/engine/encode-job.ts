import { planBatches } from '../core/encoders/bucketing.ts'
import { throwIfAborted } from '../core/signal.ts'
import { createBlockWriter, type VectorStore } from './block-writer.ts'
import { unlessAborted, type PauseSwitch } from './pause.ts'
import { batchLimits } from './batch-limits.ts'
import { measuredPictures } from './measured-pictures.ts'
import type { EncoderInput, EncoderModel, MeasuredInputs } from './protocol.ts'

/** What is to be encoded: each different text or picture once, under its content key. */
export interface InputSource {
  readonly keys: readonly string[]
  /** The inputs of these keys, in their order, when their turn comes: a project's pictures would not fit into memory. */
  read(keys: readonly string[]): Promise<readonly EncoderInput[]>
}

export const inputsInMemory = (inputs: ReadonlyMap<string, EncoderInput>): InputSource => ({
  keys: [...inputs.keys()],
  read: (keys) => Promise.resolve(keys.map((key) => inputs.get(key)!)),
})

export interface EncodeJobOptions {
  readonly encoder: EncoderModel
  readonly store: VectorStore
  /** Milliseconds from any fixed point. */
  readonly now: () => number
  readonly signal?: AbortSignal
  readonly pause?: PauseSwitch
  readonly onProgress?: (progress: EncodeProgress) => void
}

export interface EncodeProgress {
  /** Inputs whose vector is on disk, of earlier sessions too. */
  readonly done: number
  readonly total: number
  /** Inputs a second since the job started, pauses left out; null until a block is stored. */
  readonly rate: number | null
  /** By the work that is left rather than the inputs: long texts come in batches of their own. */
  readonly secondsLeft: number | null
}

const inputsPerMeasuring = 256

/**
 * Embeds every input that the store does not have yet and stores its vector. What is stored stays, however the job
 * ends: the next one goes on from there. The caller ends the encoder's worker, after a cancellation at once.
 * @throws Failure 'cancelled' within one turn of the signal, whatever the encoder is doing; what encoder or store throw
 */
export async function encodeInputs(inputs: InputSource, options: EncodeJobOptions): Promise<void> {
  const { encoder, store, now, signal, pause, onProgress } = options
  const known = await store.keys()
  const keys = inputs.keys.filter((key) => !known.has(key))
  const total = inputs.keys.length
  const before = total - keys.length
  onProgress?.({ done: before, total, rate: null, secondsLeft: null })

  const measured =
    encoder.spec.modality === 'image'
      ? measuredPictures(keys.length)
      : await measureAll({ ...inputs, keys }, encoder, signal)
  const batches = planBatches(measured.cost, batchLimits[encoder.device][encoder.spec.modality])
  const costOf = (batch: Int32Array) =>
    batch.length * batch.reduce((most, i) => Math.max(most, measured.cost[i]!), 1)
  const cost = batches.reduce((sum, batch) => sum + costOf(batch), 0)

  const writer = createBlockWriter(store, encoder.spec.dimensions, now)
  let started = now()
  let costDone = 0
  const report = () => {
    const seconds = (now() - started) / 1000
    const measured = writer.stored > 0 && seconds > 0
    onProgress?.({
      done: before + writer.stored,
      total,
      rate: measured ? writer.stored / seconds : null,
      secondsLeft: measured ? ((cost - costDone) * seconds) / costDone : null,
    })
  }

  try {
    for (const batch of batches) {
      if (pause?.paused) {
        await writer.flush()
        report()
        const pausedAt = now()
        await unlessAborted(pause.whenRunning(), signal)
        started += now() - pausedAt
      }
      throwIfAborted(signal)
      const batchKeys = Array.from(batch, (i) => keys[i]!)
      const batchInputs = await unlessAborted(inputs.read(batchKeys), signal)
      const encoded = await unlessAborted(encoder.encode(batchInputs), signal)
      costDone += costOf(batch)
      const stored = writer.stored
      const rows = {
        keys: batchKeys,
        present: encoded.present,
        overlong: Uint8Array.from(batch, (i) => measured.overlong[i]!),
        vectors: encoded.vectors,
      }
      await writer.add(rows, encoder.device)
      if (writer.stored > stored) report()
    }
    await writer.flush()
    report()
  } catch (thrown) {
    // What is finished stays; where even that fails, the first failure is the one to tell.
    await writer.flush().catch(() => undefined)
    throw thrown
  }
}

async function measureAll(
  { keys, read }: InputSource,
  encoder: EncoderModel,
  signal: AbortSignal | undefined,
): Promise<MeasuredInputs> {
  const cost = new Int32Array(keys.length)
  const overlong = new Uint8Array(keys.length)
  for (let at = 0; at < keys.length; at += inputsPerMeasuring) {
    throwIfAborted(signal)
    const inputs = await unlessAborted(read(keys.slice(at, at + inputsPerMeasuring)), signal)
    const part = await unlessAborted(encoder.measure(inputs), signal)
    cost.set(part.cost, at)
    overlong.set(part.overlong, at)
  }
  return { cost, overlong }
}
