import { readFileSync, writeFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { robust, type AdaptSettings } from '../src/core/projection/presets.ts'
import { Nearside } from './pages/nearside.ts'
import { figures } from './support/figures.ts'
import { readResults, study, writeStudy } from './support/run-study.ts'
import { expect, test } from './support/test.ts'

const sample = resolve('public/samples/synthetic-triage-notes.csv')

test('the same study gives the same numbers by command as by hand (R12)', async ({ page }, info) => {
  const app = new Nearside(page)
  await app.open(info.project.name)
  await app.importFile(sample)
  await page.getByTestId('to-encode').click()
  await app.encode()
  await page.getByRole('link', { name: 'Continue to Adapt' }).click()
  await app.smallRun()
  await app.run()
  await expect(app.verdict).toBeVisible({ timeout: 150_000 })
  const byHand = await app.downloadResults()

  const small: AdaptSettings = {
    ...robust,
    contrastive: { ...robust.contrastive, hidden: 16, output: 8, epochs: 4 },
  }
  const path = writeStudy(info.outputPath('study'), {
    version: 1,
    name: 'by command',
    files: [sample],
    preset: small,
    validation: { folds: 2 },
  })
  const out = info.outputPath('results')
  const { status, stderr } = await study(path, '--out', out, '--backend', info.project.name)
  expect(stderr).toContain('Comparing')
  expect(status).toBe(0)
  const byCommand = readResults(out)

  expect(byHand.cells).toHaveLength(2 * 3 * byHand.study.classifiers.length)
  expect(figures(byCommand)).toEqual(figures(byHand))
  expect(byCommand.cells.map((cell) => cell.patients_shared)).toEqual(byCommand.cells.map(() => 0))
  expect(byCommand.environment.backend).toBe(info.project.name)
  expect(readFileSync(join(out, 'report.html'), 'utf8')).toContain('Research use only. Not a medical device.')
  expect(readFileSync(join(out, 'report.csv'), 'utf8').split('\n').length).toBeGreaterThan(1)
})

test.describe('what is wrong with a study is said in one line, with exit status 1', () => {
  test.beforeEach(({}, info) => test.skip(info.project.name === 'webgpu', 'no backend is involved'))

  test('an unknown key lists the known ones', async ({}, info) => {
    const path = writeStudy(info.outputPath('study'), { version: 1, name: 'x', files: [sample], fold: 5 })
    const { status, stderr } = await study(path, '--out', info.outputPath('out'))
    expect(status).toBe(1)
    expect(stderr.split('\n')).toHaveLength(1)
    expect(stderr).toContain('fold')
    expect(stderr).toContain('validation')
  })

  test('a missing file is named', async ({}, info) => {
    const path = writeStudy(info.outputPath('study'), { version: 1, name: 'x', files: ['nowhere.csv'] })
    const { status, stderr } = await study(path, '--out', info.outputPath('out'))
    expect(status).toBe(1)
    expect(stderr.split('\n')).toHaveLength(1)
    expect(stderr).toContain('nowhere.csv')
  })

  test('what the app itself refuses is passed on in its own words', async ({}, info) => {
    const folder = info.outputPath('study')
    const columns = { patient: { role: 'patient' }, note: { role: 'text' }, outcome: { role: 'label' } }
    const path = writeStudy(folder, { version: 1, name: 'x', files: ['one-class.csv'], columns })
    const rows = Array.from({ length: 12 }, (_, i) => `p${i},chest pain for ${i} hours at rest,home`)
    writeFileSync(join(folder, 'one-class.csv'), ['patient,note,outcome', ...rows].join('\n'))
    const { status, stderr } = await study(path, '--out', info.outputPath('out'))
    expect(status).toBe(1)
    expect(stderr.split('\n').at(-1)).toContain('have the same label')
  })
})
