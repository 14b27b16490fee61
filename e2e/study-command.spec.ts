import { spawn } from 'node:child_process'
import { existsSync, mkdirSync, mkdtempSync, readdirSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from '@playwright/test'
import { fromRoot } from '../tools/paths.ts'

/** Sixty made-up notes of thirty patients; longer to compare on than it takes to press Ctrl-C. */
const CASES = [
  'note,patient,outcome',
  ...Array.from(
    { length: 60 },
    (_, i) => `cough and fever for ${i} days,p${i >> 1},${i % 3 ? 'home' : 'admitted'}`,
  ),
].join('\n')

test('npm run study leaves no browser, profile or half a result behind when it is stopped', async () => {
  const folder = test.info().outputPath('study')
  mkdirSync(folder, { recursive: true })
  writeFileSync(join(folder, 'cases.csv'), CASES)
  writeFileSync(join(folder, 'study.json'), JSON.stringify({ version: 1, files: ['cases.csv'] }))
  // a folder of its own for the browser's profile and the study's archive; Chromium refuses a profile whose path is long
  const scratch = mkdtempSync(join(tmpdir(), 'study-'))
  const left = (): string[] => readdirSync(scratch).filter((name) => name.startsWith('nearside-study-'))

  const out = join(folder, 'out')
  const args = ['--import', 'tsx', fromRoot('tools', 'study.ts'), join(folder, 'study.json'), '--out', out]
  const child = spawn(process.execPath, args, { env: { ...process.env, TMPDIR: scratch } })
  let stderr = ''
  child.stderr.on('data', (chunk: Buffer) => (stderr += chunk.toString()))
  const exit = new Promise((resolve) => child.on('close', resolve))

  await expect.poll(() => stderr).toMatch(/Reading|Encoding|Comparing/)
  expect(left()).toHaveLength(1)
  child.kill('SIGINT')
  expect(await exit).toBe(1)
  expect(stderr.trim().split('\n').at(-1)).toBe('Stopped (SIGINT).')
  expect(left()).toEqual([])
  expect(existsSync(out)).toBe(false)
})
