import { findEncoder } from '../src/core/encoders/installed.ts'
import { encodersOf } from '../src/core/encoders/manifest.ts'
import {
  contentKeys,
  encodeInputs,
  inputsInMemory,
  listServedModels,
  openEncoder,
  servedSource,
  textsByKey,
} from '../src/engine/client.ts'
import type { BackendPreference } from '../src/engine/protocol.ts'

export interface EmbedTiming {
  /** Where it ran in the end. */
  readonly device: string
  /** Worker, model and its first compilation, up to the first vector. */
  readonly loadMs: number
  /** All texts, counted, bucketed and encoded, of each repeat. */
  readonly encodeMs: readonly number[]
}

const now = (): number => performance.now()

/** Times the app's own encoding job; vectors are dropped instead of stored. */
export async function timeEmbedding(
  id: string,
  preference: BackendPreference,
  texts: readonly string[],
  repeats: number,
): Promise<EmbedTiming> {
  const served = (await listServedModels()).flatMap(({ manifest }) => (manifest ? encodersOf(manifest) : []))
  const start = now()
  const encoder = await openEncoder({
    spec: findEncoder(served, 'text', id),
    source: servedSource(),
    longTexts: 'truncate',
    preference,
    signal: new AbortController().signal,
    onTrouble: ({ kind }) => {
      throw new Error(`not a fair run: ${kind}`)
    },
  })
  try {
    await encoder.encode(texts.slice(0, 1))
    const loadMs = now() - start
    const store = {
      keys: () => Promise.resolve(new Set<string>()),
      appendBlock: () => Promise.resolve(),
    }
    const inputs = inputsInMemory(textsByKey(await contentKeys(texts), texts))
    const encodeMs: number[] = []
    for (let i = 0; i < repeats; i++) {
      const begun = now()
      await encodeInputs(inputs, { encoder, store, now })
      encodeMs.push(now() - begun)
    }
    return { device: encoder.device, loadMs, encodeMs }
  } finally {
    encoder.terminate()
  }
}
