import { Failure } from '../core/failure.ts'
import { matrix } from '../core/math/matrix.ts'
import type { BackendPreference, EncodedBatch, EncoderInput, EncoderModel } from './protocol.ts'
import type { SelfTestReport } from './self-test.ts'
import type { Terminable } from './worker-client.ts'

/** An encoder in a worker of its own. */
export interface OpenEncoder extends EncoderModel, Terminable {
  /** What its self-test found when it was loaded; null where its folder has none. */
  readonly selfTest: SelfTestReport | null
}

/** What happened on the way and was mended, for the user to know. */
export type EncoderTrouble =
  | { readonly kind: 'device-lost'; readonly times: number }
  | { readonly kind: 'moved-to-wasm' }
  | { readonly kind: 'batches-shrunk'; readonly inputs: number }

/** A graphics processor that was lost so often will be lost again. */
export const lossesBeforeWasm = 3

/**
 * An encoder that survives its worker: when the graphics processor is lost, or memory runs out, the worker is ended
 * (nothing else gives that memory back) and a new one does the same batch again, on wasm after three losses, in smaller
 * batches after running out of memory. Earlier batches are not touched.
 * @param open starts a worker; what it throws is passed on, except a loss while it loads
 */
export async function openRecovering(
  open: (preference: BackendPreference) => Promise<OpenEncoder>,
  preference: BackendPreference,
  onTrouble: (trouble: EncoderTrouble) => void,
): Promise<OpenEncoder> {
  let losses = 0
  let largestBatch = Number.POSITIVE_INFINITY
  let ended = false

  async function start(): Promise<OpenEncoder> {
    for (;;) {
      if (ended) throw new Failure('cancelled', {})
      try {
        const opened = await open(losses >= lossesBeforeWasm ? 'wasm' : preference)
        if (ended) opened.terminate()
        return opened
      } catch (thrown) {
        const noAdapterLeft = losses > 0 && isFailure(thrown, 'no-webgpu')
        if (!noAdapterLeft && !isFailure(thrown, 'device-lost')) throw thrown
        countLoss(noAdapterLeft ? lossesBeforeWasm : losses + 1)
      }
    }
  }

  function countLoss(times: number): void {
    losses = times
    onTrouble(losses >= lossesBeforeWasm ? { kind: 'moved-to-wasm' } : { kind: 'device-lost', times })
  }

  /** @returns whether the same batch should be tried again */
  function mend(thrown: unknown, inputs: number): boolean {
    if (isFailure(thrown, 'device-lost')) countLoss(losses + 1)
    else if (isFailure(thrown, 'out-of-memory') && inputs > 1) {
      largestBatch = Math.ceil(inputs / 2)
      onTrouble({ kind: 'batches-shrunk', inputs: largestBatch })
    } else return false
    return true
  }

  let inner = await start()

  async function encode(batch: readonly EncoderInput[]): Promise<EncodedBatch> {
    if (batch.length > largestBatch) {
      const half = Math.ceil(batch.length / 2)
      return joinBatches(await encode(batch.slice(0, half)), await encode(batch.slice(half)))
    }
    try {
      return await inner.encode(batch)
    } catch (thrown) {
      if (!mend(thrown, batch.length)) throw thrown
    }
    inner.terminate()
    inner = await start()
    return encode(batch)
  }

  return {
    spec: inner.spec,
    get device() {
      return inner.device
    },
    get selfTest() {
      return inner.selfTest
    },
    measure: (inputs) => inner.measure(inputs),
    encode,
    terminate() {
      ended = true
      inner.terminate()
    },
  }
}

const isFailure = (thrown: unknown, code: Failure['code']): boolean =>
  thrown instanceof Failure && thrown.code === code

function joinBatches(a: EncodedBatch, b: EncodedBatch): EncodedBatch {
  const vectors = matrix(a.vectors.rows + b.vectors.rows, a.vectors.cols)
  vectors.data.set(a.vectors.data)
  vectors.data.set(b.vectors.data, a.vectors.data.length)
  return { vectors, present: Uint8Array.of(...a.present, ...b.present) }
}
