import { describe, expect, it } from 'vitest'
import { createYieldToLoop } from './yield-to-loop.ts'

describe('createYieldToLoop', () => {
  it('lets a waiting message in once its time has passed, and not before', async () => {
    let now = 0
    const yieldToLoop = createYieldToLoop(50, () => now)
    let heard = false
    const { port1, port2 } = new MessageChannel()
    port1.addEventListener('message', () => (heard = true))
    port1.start()
    port2.postMessage('cancel')

    now = 49
    await yieldToLoop()
    expect(heard).toBe(false)
    now = 50
    await yieldToLoop()
    expect(heard).toBe(true)
    port1.close()
  })

  it('counts anew from the last yield', async () => {
    let now = 0
    const yieldToLoop = createYieldToLoop(50, () => now)
    now = 60
    await yieldToLoop()
    let task = false
    setImmediate(() => (task = true))
    now = 100
    await yieldToLoop()
    expect(task).toBe(false)
  })
})
