import { beforeAll, expect, test } from 'vitest'
import { useCpuBackend } from './testing/cpu-backend.ts'
import { worstDisagreement } from './testing/random-jobs.ts'
import { trainers } from './testing/trainers.ts'

beforeAll(useCpuBackend)

test('R12: whatever is trained, all trainers follow one trajectory: 12 random configurations', async () => {
  for (let seed = 0; seed < 12; seed++)
    expect(await worstDisagreement(trainers, seed, 50), `configuration ${seed}`).toBeLessThan(1e-4)
})
