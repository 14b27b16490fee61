import { describe, expect, test } from 'vitest'
import type { EmbeddingRows } from '../core/encoders/embeddings.ts'
import type { EncoderSpec } from '../core/encoders/encoder.ts'
import { Failure } from '../core/failure.ts'
import { matrix } from '../core/math/matrix.ts'
import { encodeInputs, inputsInMemory, type EncodeProgress } from './encode-job.ts'
import { createPauseSwitch } from './pause.ts'
import type { EncoderModel } from './protocol.ts'

const spec: EncoderSpec = {
  id: 'test/lengths', revision: '1', title: '', modality: 'text', dimensions: 2, weights: 'model', dtype: 'fp32',
  output: 'sentence_embedding', pooling: 'model', prefix: '', maxTokens: 50, licence: '', description: '', bytes: 0,
} // prettier-ignore

/** The vector of a text is [its length, its first character]; each encoded batch takes 100 ms of the fake clock. */
function setUp({ stored = [], onBatch }: { stored?: string[]; onBatch?: () => unknown } = {}) {
  let time = 0
  const batches: (readonly string[])[] = []
  const encoder: EncoderModel = {
    spec,
    device: 'wasm',
    measure: (inputs) => {
      const cost = Int32Array.from(inputs as string[], (text) => text.length)
      return Promise.resolve({ cost, overlong: Uint8Array.from(cost, (length) => (length > 50 ? 1 : 0)) })
    },
    async encode(inputs) {
      const batch = inputs as readonly string[]
      time += 100
      batches.push(batch)
      await onBatch?.()
      const vectors = matrix(batch.length, 2)
      batch.forEach((text, i) => vectors.data.set([text.length, text.charCodeAt(0)], i * 2))
      return {
        vectors,
        present: Uint8Array.from(batch, (text) => (text.startsWith('?') ? 0 : 1)),
      }
    },
  }
  const blocks: EmbeddingRows[] = []
  const store = {
    keys: () => Promise.resolve(new Set([...stored, ...blocks.flatMap((block) => block.keys)])),
    appendBlock: (rows: EmbeddingRows) => Promise.resolve(void blocks.push(rows)),
  }
  const progress: EncodeProgress[] = []
  const options = {
    encoder,
    store,
    now: () => time,
    onProgress: (p: EncodeProgress) => void progress.push(p),
  }
  return { options, batches, blocks, progress, advance: (ms: number) => void (time += ms) }
}

/** Texts of varied length under the keys k0, k1, ...; 32 of the longest make a batch. */
function someTexts(n: number): Map<string, string> {
  return new Map(
    Array.from({ length: n }, (_, i) => [`k${i}`, String.fromCharCode(65 + (i % 26)).repeat(1 + (i % 32))]),
  )
}

function vectorsByKey(blocks: readonly EmbeddingRows[]): Map<string, number[]> {
  return new Map(
    blocks.flatMap(({ keys, vectors }) =>
      keys.map((key, i) => [key, Array.from(vectors.data.subarray(i * 2, i * 2 + 2))]),
    ),
  )
}

describe('embedding a set of texts', () => {
  test('every text gets its own vector, whatever order the batches come in', async () => {
    const { options, blocks } = setUp()
    const texts = someTexts(3000)
    await encodeInputs(inputsInMemory(texts), options)
    const vectors = vectorsByKey(blocks)
    expect(vectors.size).toBe(3000)
    for (const [key, text] of texts) expect(vectors.get(key)).toEqual([text.length, text.charCodeAt(0)])
    expect(Math.max(...blocks.map(({ keys }) => keys.length))).toBeLessThanOrEqual(1024)
  })

  test('[R7, R13] unknown texts and texts that are too long are marked', async () => {
    const { options, blocks } = setUp()
    await encodeInputs(
      inputsInMemory(
        new Map([
          ['short', 'a'],
          ['unknown', '?'],
          ['long', 'a'.repeat(51)],
          ['full', 'a'.repeat(50)],
        ]),
      ),
      options,
    )
    const marks = new Map(
      blocks.flatMap(({ keys, present, overlong }) => keys.map((key, i) => [key, [present[i], overlong[i]]])),
    )
    expect(Object.fromEntries(marks)).toEqual({ short: [1, 0], unknown: [0, 0], long: [1, 1], full: [1, 0] })
  })

  test('what is stored already is not encoded again', async () => {
    const { options, batches, progress } = setUp({ stored: ['k0', 'k2', 'of another file'] })
    await encodeInputs(inputsInMemory(someTexts(4)), options)
    expect(batches.flat()).toHaveLength(2)
    expect(progress[0]).toEqual({ done: 2, total: 4, rate: null, secondsLeft: null })
    expect(progress.at(-1)).toMatchObject({ done: 4, total: 4, secondsLeft: 0 })
  })

  test('with everything stored nothing happens', async () => {
    const { options, batches, blocks, progress } = setUp({ stored: ['k0'] })
    await encodeInputs(inputsInMemory(someTexts(1)), options)
    expect([batches, blocks]).toEqual([[], []])
    expect(progress.at(-1)).toMatchObject({ done: 1, total: 1 })
  })
})

describe('progress', () => {
  test('counts only what is on disk; rate and time left follow the clock', async () => {
    const { options, blocks, progress } = setUp()
    // 640 texts of one length: 20 batches of 32, 100 ms each
    const texts = new Map(Array.from({ length: 640 }, (_, i) => [`k${i}`, 'a'.repeat(10)]))
    const onDisk: number[] = []
    await encodeInputs(inputsInMemory(texts), {
      ...options,
      onProgress: (p) => {
        options.onProgress(p)
        onDisk.push(blocks.reduce((sum, { keys }) => sum + keys.length, 0))
      },
    })
    expect(progress.map(({ done }) => done)).toEqual(onDisk)
    // a block each 500 ms: 5 batches
    expect(progress[1]).toEqual({ done: 160, total: 640, rate: 320, secondsLeft: 1.5 })
    expect(progress.at(-1)).toEqual({ done: 640, total: 640, rate: 320, secondsLeft: 0 })
  })

  test('[P4] of a slow encoder every batch is stored as it comes', async () => {
    const { options, blocks, advance } = setUp({ onBatch: () => advance(3000) })
    await encodeInputs(inputsInMemory(someTexts(96)), options)
    expect(blocks.map(({ keys }) => keys.length)).toEqual([32, 32, 32])
  })
})

describe('pausing', () => {
  test('stores what is finished and waits; resuming goes on, and the pause does not count as work', async () => {
    const pause = createPauseSwitch()
    let afterFirst = () => pause.pause()
    const { options, batches, blocks, progress, advance } = setUp({ onBatch: () => afterFirst() })
    const job = encodeInputs(inputsInMemory(someTexts(64)), { ...options, pause })
    await expect.poll(() => blocks.length).toBe(1)
    expect(batches).toHaveLength(1)
    advance(60_000)
    afterFirst = () => {}
    pause.resume()
    await job
    expect(batches).toHaveLength(2)
    expect(progress.at(-1)).toMatchObject({ done: 64, rate: 320 })
  })

  test('a paused job can be cancelled', async () => {
    const pause = createPauseSwitch()
    const controller = new AbortController()
    pause.pause()
    const { options, batches } = setUp()
    const job = encodeInputs(inputsInMemory(someTexts(64)), { ...options, pause, signal: controller.signal })
    controller.abort()
    await expect(job).rejects.toMatchObject({ code: 'cancelled' })
    expect(batches).toEqual([])
  })
})

test('[R12] a change of device in the middle: no block holds vectors of both', async () => {
  let batches = 0
  const { options, blocks } = setUp()
  const devices: string[] = []
  const encoder = {
    ...options.encoder,
    get device() {
      return batches > 2 ? ('wasm' as const) : ('webgpu' as const)
    },
    encode: (batch: Parameters<EncoderModel['encode']>[0]) => {
      batches++
      return options.encoder.encode(batch)
    },
  }
  const store = {
    ...options.store,
    appendBlock: (rows: EmbeddingRows, device: string) => {
      devices.push(...rows.keys.map(() => device))
      return options.store.appendBlock(rows)
    },
  }
  await encodeInputs(inputsInMemory(someTexts(160)), { ...options, encoder, store })
  expect(vectorsByKey(blocks).size).toBe(160)
  expect(devices).toEqual([...Array(64).fill('webgpu'), ...Array(96).fill('wasm')])
})

describe('ending early', () => {
  test('cancelling does not wait for the batch under way, and keeps the finished ones', async () => {
    const controller = new AbortController()
    let calls = 0
    const never = new Promise<void>(() => {})
    const { options, blocks } = setUp({
      onBatch: () => {
        if (++calls < 3) return
        controller.abort()
        return never
      },
    })
    const job = encodeInputs(inputsInMemory(someTexts(320)), { ...options, signal: controller.signal })
    await expect(job).rejects.toMatchObject({ code: 'cancelled' })
    expect(vectorsByKey(blocks).size).toBe(64)
  })

  test('[P4] the next job goes on where it stopped, and the result is as if it had never stopped', async () => {
    const texts = someTexts(320)
    let calls = 0
    const interrupted = setUp({
      onBatch: () => {
        if (++calls === 4) throw new Failure('worker-failed', { worker: 'encode', detail: '' })
      },
    })
    await expect(encodeInputs(inputsInMemory(texts), interrupted.options)).rejects.toMatchObject({
      code: 'worker-failed',
    })
    expect(vectorsByKey(interrupted.blocks).size).toBe(96)
    await encodeInputs(inputsInMemory(texts), interrupted.options)

    const straight = setUp()
    await encodeInputs(inputsInMemory(texts), straight.options)
    expect(vectorsByKey(interrupted.blocks)).toEqual(vectorsByKey(straight.blocks))
    // 96 texts were not encoded twice; the batch that failed was
    expect(interrupted.batches.flat()).toHaveLength(320 + 32)
  })

  test('[row 52] a full disk ends the job with that failure', async () => {
    const { options } = setUp()
    const store = { ...options.store, appendBlock: () => Promise.reject(new Failure('storage-full', {})) }
    await expect(encodeInputs(inputsInMemory(someTexts(64)), { ...options, store })).rejects.toMatchObject({
      code: 'storage-full',
    })
  })
})
