import { readFileSync } from 'node:fs'
import { beforeAll, describe, expect, it } from 'vitest'
import { compareRun, goldenTolerance, type GoldenRun } from './testing/projector-golden.ts'
import { useCpuBackend } from './testing/cpu-backend.ts'
import { trainers } from './testing/trainers.ts'

const file = new URL('../fixtures/golden/projector_run.json', import.meta.url)
const { runs } = JSON.parse(readFileSync(file, 'utf8')) as { runs: GoldenRun[] }

describe.each(trainers)('projector_run against PyTorch: $name', (trainer) => {
  beforeAll(useCpuBackend)

  it.each(runs)('$name: loss per epoch, final weights, projected test rows', async (golden) => {
    const deviations = await compareRun(golden, trainer)
    expect(deviations.length).toBeGreaterThanOrEqual(16)
    expect(deviations.filter(({ relative }) => !(relative <= goldenTolerance))).toEqual([])
  })
})
