import { describe, expect, test } from 'vitest'
import { Failure } from '../core/failure.ts'
import type { BackendPreference } from '../engine/protocol.ts'
import { survivingGraphics, type GraphicsTrouble } from './surviving-graphics.ts'

const lost = new Failure('training-device-lost', {})

/** Each try fails as told, and then one is done. */
async function tries(preference: BackendPreference, failures: readonly Failure[]) {
  const made: [BackendPreference, GraphicsTrouble | null][] = []
  const done = await survivingGraphics(preference, async (wanted, trouble) => {
    made.push([wanted, trouble])
    const failure = failures[made.length - 1]
    if (failure) throw failure
    return 'done'
  }).catch((thrown: unknown) => (thrown as Failure).code)
  return { made, done }
}

describe('work on a graphics processor', () => {
  test('[P11] is begun again on it after a loss, and on WebAssembly after three', async () => {
    expect(await tries('auto', [lost])).toEqual({
      done: 'done',
      made: [
        ['auto', null],
        ['auto', { kind: 'lost', times: 1 }],
      ],
    })
    const thrice = await tries('webgpu', [lost, lost, lost])
    expect(thrice.made.map(([wanted]) => wanted)).toEqual(['webgpu', 'webgpu', 'webgpu', 'wasm'])
    expect(thrice.made.at(-1)![1]).toEqual({ kind: 'lost', times: 3 })
  })

  test('[P11] goes to WebAssembly where no adapter is left after a loss', async () => {
    const none = new Failure('no-webgpu', {})
    expect((await tries('webgpu', [lost, none])).made.at(-1)).toEqual(['wasm', { kind: 'lost', times: 1 }])
    expect(await tries('webgpu', [none])).toMatchObject({ done: 'no-webgpu', made: [['webgpu', null]] })
  })

  test('goes to WebAssembly at once where its memory does not suffice, and nowhere where that of WebAssembly does not', async () => {
    const lacks = (backend: 'webgpu' | 'wasm') => new Failure('training-out-of-memory', { backend })
    expect((await tries('auto', [lacks('webgpu')])).made.at(-1)).toEqual(['wasm', { kind: 'out-of-memory' }])
    expect(await tries('auto', [lacks('webgpu'), lacks('wasm')])).toMatchObject({
      done: 'training-out-of-memory',
    })
  })

  test('is not begun again after any other failure', async () => {
    const cancelled = await tries('auto', [new Failure('cancelled', {})])
    expect(cancelled).toEqual({ done: 'cancelled', made: [['auto', null]] })
  })
})
