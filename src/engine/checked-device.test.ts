import { describe, expect, test } from 'vitest'
import { Failure } from '../core/failure.ts'
import { checkDevice } from './checked-device.ts'

type Kind = GPUErrorFilter
/** A device that finds the given errors in whatever is done between pushing a scope and taking it off. */
function device(errors: Partial<Record<Kind, string>> = {}) {
  let lose: () => void = () => {}
  const open: Kind[] = []
  const fake = {
    lost: new Promise<void>((resolve) => (lose = resolve)),
    pushErrorScope: (kind: Kind) => void open.push(kind),
    popErrorScope: async () => {
      const message = errors[open.pop()!]
      return message === undefined ? null : { message }
    },
  }
  const { checked } = checkDevice(fake as unknown as GPUDevice)
  return { checked, open, lose }
}
const forEver = () => new Promise<never>(() => {})

describe('the errors of a graphics device', () => {
  test('none: what the work gives, and no scope is left open', async () => {
    const { checked, open } = device()
    expect(await checked(async () => 7)).toBe(7)
    await expect(checked(() => Promise.reject(new Failure('cancelled', {})))).rejects.toMatchObject({
      code: 'cancelled',
    })
    expect(open).toEqual([])
  })

  test('an allocation that failed is told by its name, whatever became invalid by it', async () => {
    const { checked, open } = device({ 'out-of-memory': 'no room', validation: 'invalid buffer' })
    const freed: string[] = []
    const work = checked(
      async () => 'made of zeros',
      (made) => void freed.push(made),
    )
    await expect(work).rejects.toMatchObject({
      code: 'training-out-of-memory',
      params: { backend: 'webgpu' },
    })
    expect([freed, open]).toEqual([['made of zeros'], []])
  })

  test.each(['validation', 'internal'] as const)('an error of kind %s keeps its words', async (kind) => {
    const { checked } = device({ [kind]: 'its words' })
    await expect(checked(async () => 0)).rejects.toMatchObject({
      code: 'internal',
      params: { where: 'webgpu', detail: 'its words' },
    })
  })

  test('[P11] a lost device ends work that waits for it, and all later work', async () => {
    const { checked, lose } = device()
    const waiting = checked(forEver)
    lose()
    await expect(waiting).rejects.toMatchObject({ code: 'training-device-lost' })
    await expect(checked(forEver)).rejects.toMatchObject({ code: 'training-device-lost' })
  })

  test('[P11] work that hears of the loss before the page is told', async () => {
    const { checked } = device()
    const mapped = checked(() => Promise.reject(new Error("Failed to execute 'mapAsync': [Device] is lost.")))
    await expect(mapped).rejects.toMatchObject({ code: 'training-device-lost' })
  })

  test('[P11] work that hears of the loss a task before the page is told, in words of any browser', async () => {
    const { checked, lose } = device()
    const aborted = () => Promise.reject(new DOMException('Der Vorgang wurde abgebrochen.', 'AbortError'))
    const mapped = checked(aborted)
    setTimeout(lose)
    await expect(mapped).rejects.toMatchObject({ code: 'training-device-lost' })
    await expect(device().checked(aborted)).rejects.toMatchObject({ name: 'AbortError' })
  })
})
