import { expose, wrap, type Remote } from 'comlink'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { Failure } from '../core/failure.ts'
import { matrixFrom } from '../core/math/matrix.ts'
import { installFailureTransfer, moveMatrices } from './transfer.ts'

const held = matrixFrom([[1, 2]])
const api = {
  fail(): void {
    throw new Failure('storage-full', {})
  },
  break(): void {
    throw new RangeError('out of memory')
  },
  give: () => moveMatrices({ vectors: held }, [held]),
}

describe('between page and worker', () => {
  let channel: MessageChannel
  let remote: Remote<typeof api>

  beforeEach(() => {
    installFailureTransfer()
    channel = new MessageChannel()
    expose(api, channel.port1)
    remote = wrap<typeof api>(channel.port2)
  })
  afterEach(() => channel.port1.close())

  test('a failure arrives as that failure', async () => {
    const thrown = await remote.fail().catch((error: unknown) => error)
    expect(thrown).toBeInstanceOf(Failure)
    expect(thrown).toMatchObject({ code: 'storage-full', params: {} })
  })

  test("any other error arrives as the failure 'internal', not as a string", async () => {
    const thrown = await remote.break().catch((error: unknown) => error)
    expect(thrown).toBeInstanceOf(Failure)
    expect(thrown).toMatchObject({
      code: 'internal',
      params: { where: 'worker', detail: 'RangeError: out of memory' },
    })
  })

  test('installing twice changes nothing', async () => {
    installFailureTransfer()
    await expect(remote.fail()).rejects.toMatchObject({ code: 'storage-full' })
  })

  test('matrices are moved, not copied', async () => {
    expect(await remote.give()).toEqual({ vectors: matrixFrom([[1, 2]]) })
    expect(held.data).toHaveLength(0)
  })
})
