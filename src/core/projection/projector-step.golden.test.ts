import { readFileSync } from 'node:fs'
import { beforeAll, describe, expect, it } from 'vitest'
import { compareStep, goldenTolerance, type GoldenStepCase } from './testing/projector-golden.ts'
import { useCpuBackend } from './testing/cpu-backend.ts'
import { tfjsTrainer } from './tfjs/trainer.ts'

const file = new URL('../fixtures/golden/projector_step.json', import.meta.url)
const { cases } = JSON.parse(readFileSync(file, 'utf8')) as { cases: GoldenStepCase[] }

describe('projector_step against PyTorch, on tfjs cpu', () => {
  beforeAll(useCpuBackend)

  it.each(cases)('$name: loss, gradient, weights after 1, 2 and 10 steps', async (golden) => {
    const deviations = await compareStep(golden, tfjsTrainer)
    expect(deviations.length).toBeGreaterThanOrEqual(18)
    expect(deviations.filter(({ relative }) => !(relative <= goldenTolerance))).toEqual([])
  })
})
