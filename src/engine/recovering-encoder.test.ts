import { describe, expect, test } from 'vitest'
import type { EncoderSpec } from '../core/encoders/encoder.ts'
import { Failure } from '../core/failure.ts'
import { matrix } from '../core/math/matrix.ts'
import type { BackendPreference, EncoderInput } from './protocol.ts'
import { openRecovering, type EncoderTrouble, type OpenEncoder } from './recovering-encoder.ts'

const lost = () => new Failure('device-lost', { id: 'test/model' })
const outOfMemory = (inputs: number) => new Failure('out-of-memory', { id: 'test/model', inputs })

/** Workers whose vectors are the length of the text; `act` may throw at any batch. */
function workers(act: (batch: readonly EncoderInput[], preference: BackendPreference) => void = () => {}) {
  const opened: { preference: BackendPreference; alive: boolean }[] = []
  const open = async (preference: BackendPreference): Promise<OpenEncoder> => {
    const worker = { preference, alive: true }
    opened.push(worker)
    return {
      spec: {} as EncoderSpec,
      device: preference === 'wasm' ? 'wasm' : 'webgpu',
      selfTest: null,
      measure: () => Promise.reject(new Error('not asked for')),
      async encode(batch) {
        act(batch, preference)
        const lengths = Float32Array.from(batch, (text) => (text as string).length)
        return { vectors: matrix(batch.length, 1, lengths), present: new Uint8Array(batch.length).fill(1) }
      },
      terminate: () => void (worker.alive = false),
    }
  }
  const troubles: EncoderTrouble[] = []
  return { opened, open, troubles, onTrouble: (trouble: EncoderTrouble) => void troubles.push(trouble) }
}

const texts = ['a', 'bb', 'ccc', 'dddd', 'eeeee']

describe('an encoder that survives its worker', () => {
  test('[P11] a lost device: a new worker does the same batch again, and the old one is ended', async () => {
    let losses = 1
    const { opened, open, troubles, onTrouble } = workers(() => {
      if (losses-- > 0) throw lost()
    })
    const encoder = await openRecovering(open, 'auto', onTrouble)
    expect([...(await encoder.encode(texts)).vectors.data]).toEqual([1, 2, 3, 4, 5])
    expect(opened.map(({ alive }) => alive)).toEqual([false, true])
    expect(troubles).toEqual([{ kind: 'device-lost', times: 1 }])
  })

  test('[P11] after three losses it goes to wasm, and says so', async () => {
    const { opened, open, troubles, onTrouble } = workers((_, preference) => {
      if (preference !== 'wasm') throw lost()
    })
    const encoder = await openRecovering(open, 'auto', onTrouble)
    expect([...(await encoder.encode(texts)).vectors.data]).toEqual([1, 2, 3, 4, 5])
    expect(opened.map(({ preference }) => preference)).toEqual(['auto', 'auto', 'auto', 'wasm'])
    expect(encoder.device).toBe('wasm')
    expect(troubles).toEqual([
      { kind: 'device-lost', times: 1 },
      { kind: 'device-lost', times: 2 },
      { kind: 'moved-to-wasm' },
    ])
  })

  test('[P11] with no adapter left after a loss, webgpu by name goes to wasm too', async () => {
    let losses = 1
    const { open, onTrouble } = workers((_, preference) => {
      if (preference !== 'wasm' && losses-- > 0) throw lost()
    })
    let opens = 0
    const failing = (preference: BackendPreference) =>
      preference === 'webgpu' && opens++ > 0 ? Promise.reject(new Failure('no-webgpu', {})) : open(preference)
    const encoder = await openRecovering(failing, 'webgpu', onTrouble)
    await encoder.encode(texts)
    expect(encoder.device).toBe('wasm')
    await expect(
      openRecovering(() => Promise.reject(new Failure('no-webgpu', {})), 'webgpu', onTrouble),
    ).rejects.toMatchObject({ code: 'no-webgpu' })
  })

  test('out of memory: the batch comes again in halves, and later batches are no larger', async () => {
    const sizes: number[] = []
    const { open, troubles, onTrouble } = workers((batch) => {
      sizes.push(batch.length)
      if (batch.length > 2) throw outOfMemory(batch.length)
    })
    const encoder = await openRecovering(open, 'wasm', onTrouble)
    const { vectors, present } = await encoder.encode(texts)
    expect([...vectors.data]).toEqual([1, 2, 3, 4, 5])
    expect([...present]).toEqual([1, 1, 1, 1, 1])
    expect(troubles).toEqual([
      { kind: 'batches-shrunk', inputs: 3 },
      { kind: 'batches-shrunk', inputs: 2 },
    ])
    sizes.length = 0
    await encoder.encode(texts)
    expect(Math.max(...sizes)).toBe(2)
  })

  test('what cannot be mended is passed on: one input too large, and any other failure', async () => {
    const tooLarge = workers((batch) => {
      throw outOfMemory(batch.length)
    })
    const encoder = await openRecovering(tooLarge.open, 'wasm', tooLarge.onTrouble)
    await expect(encoder.encode(texts)).rejects.toMatchObject({
      code: 'out-of-memory',
      params: { inputs: 1 },
    })
    const broken = workers(() => {
      throw new Failure('not-finite', { where: 'test/model' })
    })
    const other = await openRecovering(broken.open, 'wasm', broken.onTrouble)
    await expect(other.encode(texts)).rejects.toMatchObject({ code: 'not-finite' })
    expect(broken.opened).toHaveLength(1)
  })

  test('ended in the middle of a recovery, no worker is left running', async () => {
    const { opened, open, onTrouble } = workers(() => {
      encoder.terminate()
      throw lost()
    })
    const encoder = await openRecovering(open, 'auto', onTrouble)
    await expect(encoder.encode(texts)).rejects.toMatchObject({ code: 'cancelled' })
    expect(opened.every(({ alive }) => !alive)).toBe(true)
  })
})
