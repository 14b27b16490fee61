import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from '@playwright/test'
import type { Results } from '../src/core/evaluation/types.ts'
import { readFile } from '../src/core/tables/testing.ts'
import { figures } from './support/figures.ts'
import { readResults, study, writeStudy } from './support/run-study.ts'
import { shared, unlessShared } from './support/shared.ts'
import { typedCopies } from './support/typed-copies.ts'

/** 768 women, eight numbers each. */
const pima = shared('data', 'tabular', 'pima_diabetes.csv')
const predictors = [
  'pregnancies', 'glucose', 'blood_pressure', 'skin_thickness', 'insulin', 'bmi', 'diabetes_pedigree', 'age',
] as const // prettier-ignore

test('[R12] npm run study gives the same numbers from every format @deep', async ({}, info) => {
  test.skip(!existsSync(pima), unlessShared)
  test.setTimeout(900_000)
  const copies = typedCopies(await readFile(readFileSync(pima)), 'pima')
  const columns = {
    ...Object.fromEntries(predictors.map((name) => [name, { role: 'number' }])),
    label: { role: 'label', classes: ['0', '1'], positive: '1' },
  }

  const run = async (name: string, content: Uint8Array): Promise<Results> => {
    const folder = info.outputPath(name)
    const path = writeStudy(folder, { version: 1, name: 'pima', files: [name], columns })
    writeFileSync(join(folder, name), content)
    const out = join(folder, 'out')
    const { status, stderr } = await study(path, '--out', out, '--backend', 'wasm')
    expect(status, `${name}: ${stderr}`).toBe(0)
    return readResults(out)
  }
  const results = new Map<string, Results>()
  for (const [name, content] of Object.entries(copies)) results.set(name, await run(name, content))

  const csv = results.get('pima.csv')!
  expect(csv.data).toMatchObject({ cases: 768, patients: 768, classes: { 0: 500, 1: 268 } })
  expect(csv.data.predictors?.map(({ column }) => column)).toEqual(predictors)
  expect(csv.cells).toHaveLength(5 * 3 * 3)
  for (const [name, result] of results) {
    expect(figures(result), name).toEqual(figures(csv))
    expect(result.data, name).toEqual(csv.data)
  }
})
