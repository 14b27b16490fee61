import { describe, expect, test } from 'vitest'
import { Failure } from '../core/failure.ts'
import type { BackendPreference } from '../engine/protocol.ts'
import { survivingGraphics, type GraphicsTrouble } from './surviving-graphics.ts'

const lost = new Failure('training-device-lost', {})

/** Each try fails as told, and then one is done. */
async function tries(preference: BackendPreference, failures: readonly Failure[]) {
  const made: [BackendPreference, GraphicsTrouble | null][] = []
  /** After which of them a pause was made. */
  const pauses: number[] = []
  const work = async (wanted: BackendPreference, trouble: GraphicsTrouble | null) => {
    made.push([wanted, trouble])
    const failure = failures[made.length - 1]
    if (failure) throw failure
    return 'done'
  }
  const pause = async () => void pauses.push(made.length)
  const done = await survivingGraphics(preference, work, pause).catch(
    (thrown: unknown) => (thrown as Failure).code,
  )
  return { made, pauses, done }
}

describe('work on a graphics processor', () => {
  test('[P11] is begun again on it after a loss, and on WebAssembly after three', async () => {
    expect(await tries('auto', [lost])).toEqual({
      done: 'done',
      made: [
        ['auto', null],
        ['webgpu', { kind: 'lost', times: 1 }],
      ],
      pauses: [],
    })
    const thrice = await tries('webgpu', [lost, lost, lost])
    expect(thrice.made.map(([wanted]) => wanted)).toEqual(['webgpu', 'webgpu', 'webgpu', 'wasm'])
    expect(thrice.made.at(-1)![1]).toEqual({ kind: 'lost', times: 3 })
  })

  test('[P11] waits once where there is none after a loss, and goes to WebAssembly where there still is none', async () => {
    const none = new Failure('no-webgpu', {})
    const again = await tries('auto', [lost, none])
    expect(again).toMatchObject({ done: 'done', pauses: [2] })
    expect(again.made.at(-1)).toEqual(['webgpu', { kind: 'lost', times: 1 }])
    const gone = await tries('auto', [lost, none, none])
    expect(gone).toMatchObject({ done: 'done', pauses: [2] })
    expect(gone.made.at(-1)).toEqual(['wasm', { kind: 'lost', times: 1 }])
    // the next loss has a pause of its own
    expect(await tries('auto', [lost, none, lost, none])).toMatchObject({ done: 'done', pauses: [2, 4] })
    const never = await tries('webgpu', [none])
    expect(never).toEqual({ done: 'no-webgpu', made: [['webgpu', null]], pauses: [] })
  })

  test('goes to WebAssembly at once where its memory does not suffice, and nowhere where that of WebAssembly does not', async () => {
    const onGraphics = new Failure('training-out-of-memory', { backend: 'webgpu' })
    const onProcessor = new Failure('computing-out-of-memory', { bytes: 1e9 })
    expect((await tries('auto', [onGraphics])).made.at(-1)).toEqual(['wasm', { kind: 'out-of-memory' }])
    expect(await tries('auto', [onGraphics, onProcessor])).toMatchObject({
      done: 'computing-out-of-memory',
    })
  })

  test('is not begun again after any other failure', async () => {
    const cancelled = await tries('auto', [new Failure('cancelled', {})])
    expect(cancelled).toEqual({ done: 'cancelled', made: [['auto', null]], pauses: [] })
  })
})
