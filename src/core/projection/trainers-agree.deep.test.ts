import { beforeAll, expect, test } from 'vitest'
import { useCpuBackend } from './testing/cpu-backend.ts'
import { randomJob, worstDisagreement } from './testing/random-jobs.ts'
import { trainers } from './testing/trainers.ts'

beforeAll(useCpuBackend)

test('R12: whatever is trained, all trainers follow one trajectory: 200 random configurations', async () => {
  for (let seed = 0; seed < 200; seed++)
    expect(
      await worstDisagreement(trainers, randomJob(seed), seed, 50),
      `configuration ${seed}`,
    ).toBeLessThan(1e-4)
})
