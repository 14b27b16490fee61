import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { unzipSync } from 'fflate'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { memorySource } from '../src/core/archives/testing.ts'
import { readZipDirectory } from '../src/core/archives/zip-directory.ts'
import { bundleLimits, openArchive } from '../src/core/bundles/archive.ts'
import { filesToOpen } from './study-archive.ts'
import { readStudyFile } from './study-file.ts'

let folder: string

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'nearside-study-'))
  mkdirSync(join(folder, 'data', 'more'), { recursive: true })
  for (const name of ['cases.csv', 'data/a.csv', 'data/more/a.csv'])
    writeFileSync(join(folder, name), 'x,y\n')
  mkdirSync(join(folder, 'study', 'images', 'COVID', '.cache'), { recursive: true })
  mkdirSync(join(folder, 'empty'))
  for (const name of ['b.png', 'COVID/a.png', 'COVID/.cache/a.png', '.DS_Store'])
    writeFileSync(join(folder, 'study', 'images', name), name)
  writeFileSync(join(folder, 'study', 'all.zip'), 'PK')
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

/** What the app is given, and what the ZIP among it holds. */
async function opened(files: string[]) {
  const study = join(folder, 'study', 'lungs.study.json')
  writeFileSync(study, JSON.stringify({ version: 1, files }))
  const temporary = mkdtempSync(join(folder, 'temporary-'))
  const paths = await filesToOpen(await readStudyFile(study), temporary)
  const [path, data, ...more] = paths
  expect([path, more]).toEqual([study, []])
  return { data: data!, temporary, names: () => Object.keys(unzipSync(readFileSync(data!))) }
}

test('one file is opened as it is, relative to the study', async () => {
  const path = write({ version: 1, files: ['data/a.csv'] })
  const file = await readStudyFile(path)
  expect(file.study.files).toEqual(['data/a.csv'])
  expect(await filesToOpen(file, '/nowhere')).toEqual([path, join(folder, 'data', 'a.csv')])
})

test('an absolute path is taken as it is, and so is one archive', async () => {
  const absolute = join(folder, 'cases.csv')
  expect((await opened([absolute])).data).toBe(absolute)
  expect((await opened(['all.zip'])).data).toBe(join(folder, 'study', 'all.zip'))
})

test.each([
  ['a folder', ['images/'], ['images/COVID/a.png', 'images/b.png']],
  ['two files', ['../cases.csv', 'images/b.png'], ['cases.csv', 'images/b.png']],
  ['a file and the folder around it', ['images', 'images/b.png'], ['images/COVID/a.png', 'images/b.png']],
  ['a folder elsewhere', ['../data'], ['data/a.csv', 'data/more/a.csv']],
  ['its own folder', ['.'], ['all.zip', 'images/COVID/a.png', 'images/b.png']],
])('%s becomes one ZIP, without what systems leave behind', async (_, files, names) => {
  const { data, temporary, ...archive } = await opened(files)
  expect(data).toBe(join(temporary, 'lungs.zip'))
  expect(archive.names()).toEqual(names)
  expect(readdirSync(temporary)).toEqual(['lungs.zip'])
})

test('absolute paths lose their folders in the ZIP', async () => {
  const files = [join(folder, 'study', 'images'), join(folder, 'cases.csv')]
  const { names } = await opened(files)
  expect(names()).toEqual(['images/COVID/a.png', 'images/b.png', 'cases.csv'])
})

test('two files of one name are refused in one line', async () => {
  const files = ['a.csv', 'more/a.csv'].map((name) => join(folder, 'data', name))
  expect(await wrong({ version: 1, files })).toMatch(/two files are named a\.csv/)
})

test('the app reads the ZIP, which is not compressed', async () => {
  const { data } = await opened(['../cases.csv', 'images'])
  const bytes = readFileSync(data)
  const entries = await readZipDirectory(memorySource(bytes), bundleLimits)
  expect(entries.some(({ deflated }) => deflated)).toBe(false)
  const { tables, pictures } = await openArchive(memorySource(bytes))
  expect(tables.map(({ path }) => path)).toEqual(['cases.csv'])
  const contents = await Promise.all(pictures.map(({ read, size }) => read(0, size)))
  expect(contents.map((content) => new TextDecoder().decode(content))).toEqual(['COVID/a.png', 'b.png'])
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
  ['a folder without files', { version: 1, files: ['empty'] }, /files\[0\] is a folder without files/],
  [
    'an archive among other files',
    { version: 1, files: ['cases.csv', 'study/all.zip'] },
    /study\/all\.zip is an archive beside other files/,
  ],
])('%s is one line', async (_, content, pattern) => {
  const line = await wrong(content)
  expect(line).toMatch(pattern)
  expect(line).not.toContain('\n')
})
