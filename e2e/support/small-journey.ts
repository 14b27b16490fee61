import { readFileSync } from 'node:fs'
import { expect } from '@playwright/test'
import type { Nearside } from '../pages/nearside.ts'

/** The first cases of the shipped sample. */
export function fewCases(rows: number): { name: string; mimeType: string; buffer: Buffer } {
  const lines = readFileSync('public/samples/synthetic-triage-notes.csv', 'utf8').split('\n')
  return {
    name: 'synthetic-few.csv',
    mimeType: 'text/csv',
    buffer: Buffer.from(lines.slice(0, rows + 1).join('\n')),
  }
}

/** From a file to a verdict, by hand, with numbers that take seconds. */
export async function smallJourney(app: Nearside, rows = 120): Promise<void> {
  const { page } = app
  await app.importFile(fewCases(rows))
  await page.getByTestId('to-encode').click()
  await app.encode()
  await page.getByRole('link', { name: 'Continue to Adapt' }).click()
  await app.smallRun()
  for (const name of ['k nearest neighbours', 'Decision tree (CART)'])
    await page.getByLabel(name, { exact: true }).uncheck()
  await app.run()
  await expect(app.verdict).toBeVisible({ timeout: 60_000 })
}
