import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { readStudyFile } from './study-file.ts'

let folder: string

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'nearside-study-'))
  mkdirSync(join(folder, 'data', 'more'), { recursive: true })
  for (const name of ['cases.csv', 'data/a.csv', 'data/more/a.csv'])
    writeFileSync(join(folder, name), 'x,y\n')
})

afterAll(() => rmSync(folder, { recursive: true }))

function write(content: unknown): string {
  const path = join(folder, 'study.json')
  writeFileSync(path, typeof content === 'string' ? content : JSON.stringify(content))
  return path
}

const wrong = async (content: unknown): Promise<string> => {
  try {
    await readStudyFile(write(content))
  } catch (error) {
    if (error instanceof Error) return error.message
  }
  return 'nothing was wrong'
}

test('files are relative to the study', async () => {
  const path = write({ version: 1, files: ['data/a.csv'] })
  const { study, paths } = await readStudyFile(path)
  expect(paths).toEqual([path, join(folder, 'data', 'a.csv')])
  expect(study.files).toEqual(['data/a.csv'])
})

test('an absolute path is taken as it is', async () => {
  const absolute = join(folder, 'cases.csv')
  const { paths } = await readStudyFile(write({ version: 1, files: [absolute] }))
  expect(paths[1]).toBe(absolute)
})

test.each([
  [
    'a study that is not there',
    () => readStudyFile('/no/such/study.json'),
    /There is no file \/no\/such\/study.json/,
  ],
])('%s', async (_, read, pattern) => {
  await expect(read).rejects.toThrow(pattern)
})

test.each([
  ['no JSON', '{ version: 1', /study\.json: .*JSON/],
  [
    'an unknown key, with those that are known',
    { version: 1, files: ['cases.csv'], colour: 1 },
    /colour.*classifiers/,
  ],
  [
    'an unknown classifier, with those that are known',
    { version: 1, files: ['cases.csv'], classifiers: ['svn'] },
    /svn.*lr/,
  ],
  ['a missing key', { version: 1 }, /files/],
  ['a file that is not there', { version: 1, files: ['gone.csv'] }, /files\[0\] is not there: .*gone\.csv$/],
  ['a folder in place of a file', { version: 1, files: ['data'] }, /files\[0\] is no file/],
  [
    'two files of one name',
    { version: 1, files: ['data/a.csv', 'data/more/a.csv'] },
    /two files are named a\.csv/,
  ],
])('%s is one line', async (_, content, pattern) => {
  const line = await wrong(content)
  expect(line).toMatch(pattern)
  expect(line).not.toContain('\n')
})
