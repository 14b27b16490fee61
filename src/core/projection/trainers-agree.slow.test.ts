import { beforeAll, expect, test } from 'vitest'
import { useCpuBackend } from './testing/cpu-backend.ts'
import { randomJob, wideJob, worstDisagreement } from './testing/random-jobs.ts'
import { trainers } from './testing/trainers.ts'

beforeAll(useCpuBackend)

test('R12: whatever is trained, all trainers follow one trajectory: 12 random configurations', async () => {
  for (let seed = 0; seed < 12; seed++)
    expect(
      await worstDisagreement(trainers, randomJob(seed), seed, 50),
      `configuration ${seed}`,
    ).toBeLessThan(1e-4)
})

test.each([0, 1])('R12: and so they do where every kernel takes several turns: wide job %i', async (seed) => {
  expect(await worstDisagreement(trainers, wideJob(seed), seed, 6)).toBeLessThan(1e-4)
})
