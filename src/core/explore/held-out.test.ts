import { beforeAll, expect, test } from 'vitest'
import { planUnits } from '../evaluation/plan.ts'
import { randomLabels, repeatedPatients, smallSettings, studyWith } from '../evaluation/testing/study.ts'
import type { ExperimentData } from '../evaluation/types.ts'
import { fitStandardScaler, standardise } from '../math/standardise.ts'
import { takeRows, type Matrix } from '../math/matrix.ts'
import { useCpuBackend } from '../projection/testing/cpu-backend.ts'
import { heldOutVectors } from './held-out.ts'

beforeAll(useCpuBackend)

const data = repeatedPatients(30, 6, 1)
const unitOf = (projection: string) =>
  planUnits({ data, study: studyWith({}) }).find((unit) => unit.projection === projection)!
const vectors = (projection: string, of: ExperimentData = data, seed = 42): Promise<Matrix> =>
  heldOutVectors(unitOf(projection), of, smallSettings, { seed })

test('without a projection these are the vectors, standardised on the training rows alone (R2)', async () => {
  const unit = unitOf('none')
  const { X } = data.modalities[0]!
  const scaler = fitStandardScaler(takeRows(X, unit.train))
  expect((await vectors('none')).data).toEqual(standardise(scaler, takeRows(X, unit.test)).data)
})

test('the same seed gives the same map to the bit, another one does not (R12)', async () => {
  const first = await vectors('contrastive')
  expect(first.rows).toBe(unitOf('contrastive').test.length)
  expect((await vectors('contrastive')).data).toEqual(first.data)
  expect((await vectors('contrastive', data, 43)).data).not.toEqual(first.data)
})

test('the labels of the held-out cases change nothing (R10)', async () => {
  const { test: held } = unitOf('contrastive')
  const y = data.y.slice()
  for (const i of held) y[i] = 1 - y[i]!
  expect((await vectors('contrastive', { ...data, y })).data).toEqual((await vectors('contrastive')).data)
  const trained = unitOf('contrastive').train
  for (const i of trained) y[i] = 1 - y[i]!
  for (const i of trained.subarray(0, trained.length / 2)) y[i] = data.y[i]!
  expect((await vectors('contrastive', { ...data, y })).data).not.toEqual((await vectors('contrastive')).data)
})

test('a unit that shares a patient between its sides is refused (R1)', async () => {
  const unit = { ...unitOf('none'), test: unitOf('none').train }
  await expect(heldOutVectors(unit, data, smallSettings, { seed: 42 })).rejects.toMatchObject({
    code: 'patients-shared',
  })
})

test('without a modality in the training fold there is nothing to show', async () => {
  const bare = randomLabels(60, 3, 1)
  const absent = { ...bare, modalities: [{ ...bare.modalities[0]!, present: new Uint8Array(60) }] }
  const unit = planUnits({ data: absent, study: studyWith({}) })[0]!
  await expect(heldOutVectors(unit, absent, smallSettings, { seed: 42 })).rejects.toMatchObject({
    code: 'no-vectors',
  })
})
