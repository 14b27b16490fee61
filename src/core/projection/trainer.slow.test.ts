import { beforeAll, describe, expect, it } from 'vitest'
import { useCpuBackend } from './testing/cpu-backend.ts'
import { inOrder, job, keys } from './testing/small-training.ts'
import { syntheticRows } from './testing/synthetic.ts'
import { failsWithoutMemory, trainerContract } from './testing/trainer-contract.ts'
import { trainers } from './testing/trainers.ts'

beforeAll(useCpuBackend)

describe.each(trainers)('the contract of every trainer: $name', (trainer) => {
  it.each(trainerContract)('$name', ({ holds: expectHeld }) => expectHeld(trainer, expect))

  it('awaits yieldToLoop after every step and every chunk of validation rows', async () => {
    const run = await trainer.start({ ...job(), validation: syntheticRows(17, 6, 3, 0.5, 8) })
    let yields = 0
    await run.epoch(inOrder, keys(), {
      yieldToLoop: async () => {
        yields++
      },
    })
    run.dispose()
    expect(yields).toBe(3 + 2)
  })
})

describe.each(trainers.filter(({ name }) => name !== 'tfjs'))('memory: $name', (trainer) => {
  it.each([failsWithoutMemory])('$name', ({ holds: expectHeld }) => expectHeld(trainer, expect))
})
