import { readFileSync } from 'node:fs'
import { beforeAll, describe, expect, it } from 'vitest'
import { compareStep, goldenTolerance, type GoldenStepCase } from './testing/projector-golden.ts'
import { useCpuBackend } from './testing/cpu-backend.ts'
import { trainers } from './testing/trainers.ts'

const file = new URL('../fixtures/golden/projector_step.json', import.meta.url)
const { cases } = JSON.parse(readFileSync(file, 'utf8')) as { cases: GoldenStepCase[] }

describe.each(trainers)('projector_step against PyTorch: $name', (trainer) => {
  beforeAll(useCpuBackend)

  it.each(cases)('$name: loss, gradient, weights after 1, 2 and 10 steps', async (golden) => {
    const deviations = await compareStep(golden, trainer)
    expect(deviations.length).toBeGreaterThanOrEqual(18)
    expect(deviations.filter(({ relative }) => !(relative <= goldenTolerance))).toEqual([])
  })
})
