import { planBatches } from '../core/encoders/bucketing.ts'
import { throwIfAborted } from '../core/signal.ts'
import { createBlockWriter, type VectorStore } from './block-writer.ts'
import { unlessAborted, type PauseSwitch } from './pause.ts'
import type { TextEncoderModel } from './protocol.ts'

export interface EncodeJobOptions {
  readonly encoder: TextEncoderModel
  readonly store: VectorStore
  /** Milliseconds from any fixed point. */
  readonly now: () => number
  readonly signal?: AbortSignal
  readonly pause?: PauseSwitch
  readonly onProgress?: (progress: EncodeProgress) => void
}

export interface EncodeProgress {
  /** Texts whose vector is on disk, of earlier sessions too. */
  readonly done: number
  readonly total: number
  /** Texts a second since the job started, pauses left out; null until a block is stored. */
  readonly rate: number | null
  /** By the tokens that are left rather than the texts: long texts come in batches of their own. */
  readonly secondsLeft: number | null
}

/** 32 texts of 128 tokens fill the matrix units of either device; more only delays cancelling. */
const batchLimits = { maxBatch: 32, maxTokensPerBatch: 4096 }
const textsPerCount = 256

/**
 * Embeds every text that the store does not have yet and stores its vector. What is stored stays, however the job
 * ends: the next one goes on from there. The caller ends the encoder's worker, after a cancellation at once.
 * @param texts each different text once, by its content key
 * @throws Failure 'cancelled' within one turn of the signal, whatever the encoder is doing; what encoder or store throw
 */
export async function encodeTexts(
  texts: ReadonlyMap<string, string>,
  options: EncodeJobOptions,
): Promise<void> {
  const { encoder, store, now, signal, pause, onProgress } = options
  const known = await store.keys()
  const keys = [...texts.keys()].filter((key) => !known.has(key))
  const before = texts.size - keys.length
  onProgress?.({ done: before, total: texts.size, rate: null, secondsLeft: null })

  const lengths = await countTokens(
    keys.map((key) => texts.get(key)!),
    encoder,
    signal,
  )
  const batches = planBatches(lengths, batchLimits)
  const costOf = (batch: Int32Array) =>
    batch.length * batch.reduce((most, i) => Math.max(most, lengths[i]!), 1)
  const cost = batches.reduce((sum, batch) => sum + costOf(batch), 0)

  const writer = createBlockWriter(store, encoder.spec.dimensions, now)
  let started = now()
  let costDone = 0
  const report = () => {
    const seconds = (now() - started) / 1000
    const measured = writer.stored > 0 && seconds > 0
    onProgress?.({
      done: before + writer.stored,
      total: texts.size,
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
      const encoded = await unlessAborted(encoder.encode(batchKeys.map((key) => texts.get(key)!)), signal)
      costDone += costOf(batch)
      const stored = writer.stored
      await writer.add({
        keys: batchKeys,
        present: encoded.present,
        truncated: Uint8Array.from(batch, (i) => (lengths[i]! > encoder.spec.maxTokens ? 1 : 0)),
        vectors: encoded.vectors,
      })
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

async function countTokens(
  texts: readonly string[],
  encoder: TextEncoderModel,
  signal: AbortSignal | undefined,
): Promise<Int32Array> {
  const lengths = new Int32Array(texts.length)
  for (let at = 0; at < texts.length; at += textsPerCount) {
    throwIfAborted(signal)
    lengths.set(await unlessAborted(encoder.countTokens(texts.slice(at, at + textsPerCount)), signal), at)
  }
  return lengths
}
