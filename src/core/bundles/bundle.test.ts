import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { FolderFile } from '../archives/folder-file.ts'
import { memoryFile } from '../archives/testing.ts'
import { failureOf } from '../tables/testing.ts'
import { assertHasCases, commonTop, sortBundle, type Bundle } from './bundle.ts'
import { anyPath } from './testing.ts'

const bundleOf = (...paths: string[]): Bundle => sortBundle(paths.map((path) => memoryFile(path, 'x')))
const paths = (files: readonly FolderFile[]): string[] => files.map(({ path }) => path)
const left = ({ leftOut }: Bundle): string[] => leftOut.map(({ path, reason }) => `${path}: ${reason}`)

describe('a bundle', () => {
  test('is sorted by what the names say', () => {
    const bundle = bundleOf(
      'study/cases.csv',
      'study/study.json',
      'study/images/b.PNG',
      'study/images/a.dcm',
      'study/images/drawing.svg',
      'study/vectors.npy',
      'study/notes.docx',
      'study/LICENSE',
      'study/README.txt',
      'study/more.zip',
      'study/old.xls',
    )
    expect(paths(bundle.tables)).toEqual(['cases.csv'])
    expect(paths(bundle.pictures)).toEqual(['images/a.dcm', 'images/b.PNG', 'images/drawing.svg'])
    expect(bundle.vectors.map(({ file, ids }) => [file.path, ids])).toEqual([['vectors.npy', null]])
    expect(left(bundle)).toEqual([
      'more.zip: archive',
      'old.xls: old-workbook',
      'study.json: json',
      'LICENSE: unknown',
      'README.txt: unknown',
      'notes.docx: unknown',
    ])
  })

  test('loses what systems leave behind, before the common folder is found', () => {
    const bundle = bundleOf(
      'data/a.csv',
      'data/x/1.png',
      '__MACOSX/data/._a.csv',
      'data/.DS_Store',
      'data/x/Thumbs.db',
      'data/.git/config.txt',
      'data/~$book.xlsx',
      'desktop.ini',
    )
    expect([...paths(bundle.tables), ...paths(bundle.pictures)]).toEqual(['a.csv', 'x/1.png'])
    expect(bundle.leftOut).toEqual([])
  })

  test('of Windows’ paths, or of any order, is the same', () => {
    const names = ['top\\in\\a.csv', 'top\\in\\p\\2.png', '.\\top\\in\\p\\1.png']
    const bundle = bundleOf(...names)
    expect(paths(bundle.pictures)).toEqual(['p/1.png', 'p/2.png'])
    expect(paths(bundleOf(...names.toReversed()).pictures)).toEqual(['p/1.png', 'p/2.png'])
  })

  test('keeps the bytes of a file whose path was cut', async () => {
    const { tables } = sortBundle([memoryFile('a/b.csv', 'id\n1\n')])
    expect(tables[0]).toMatchObject({ path: 'b.csv', size: 5 })
    expect(new TextDecoder().decode(await tables[0]!.read(0, 2))).toBe('id')
  })

  test('puts first the table that is likeliest meant', () => {
    const files = [
      memoryFile('more/cases.csv', 'x'.repeat(99)),
      memoryFile('note.txt', 'x'.repeat(99)),
      memoryFile('a-part.csv', 'x'),
      memoryFile('b-whole.csv', 'x'.repeat(50)),
    ]
    expect(paths(sortBundle(files).tables)).toEqual([
      'b-whole.csv',
      'a-part.csv',
      'more/cases.csv',
      'note.txt',
    ])
  })

  test('takes files without an ending for pictures only where there are no others', () => {
    const dicom = ['s/1.2.840.10008.5', 's/IM0001', 's/DICOMDIR', 's/x/IM0002']
    expect(paths(bundleOf(...dicom).pictures)).toEqual(['1.2.840.10008.5', 'IM0001', 'x/IM0002'])
    const mixed = bundleOf('a.png', 'IM0001')
    expect(paths(mixed.pictures)).toEqual(['a.png'])
    expect(left(mixed)).toEqual(['IM0001: unknown'])
  })

  test.each(['v.ids.csv', 'v_ids.txt', 'V-IDS.tsv'])('%s holds the IDs of v.npy and is no table', (name) => {
    const bundle = bundleOf('cases.csv', 'v.npy', 'w.npy', name)
    expect(bundle.vectors.map(({ file, ids }) => [file.path, ids?.path])).toEqual([
      ['v.npy', name],
      ['w.npy', undefined],
    ])
    expect(paths(bundle.tables)).toEqual(['cases.csv'])
  })

  test('ids of no vectors, or of another folder, are a table', () => {
    expect(paths(bundleOf('a/v.npy', 'b/v.ids.csv').tables)).toEqual(['b/v.ids.csv'])
  })

  test.each([
    ['nothing', [], { archives: 0, others: 0 }],
    ['archives', ['a.zip', 'b.7z', 'c.nii.gz'], { archives: 3, others: 0 }],
    ['vectors and a study', ['a.npy', 'b.json', 'c.pdf'], { archives: 0, others: 2 }],
  ])('of %s holds no cases', async (_, names, params) => {
    expect(await failureOf(() => assertHasCases(bundleOf(...names)))).toEqual({
      code: 'nothing-to-open',
      params,
    })
  })

  test('[R13] every file is in exactly one place, whatever it is called', () => {
    fc.assert(
      fc.property(fc.array(anyPath, { maxLength: 12 }), (names) => {
        const bundle = bundleOf(...names)
        assertPlacedOnce(names, bundle)
      }),
      { numRuns: 500, seed: 1 },
    )
  })
})

function assertPlacedOnce(names: readonly string[], bundle: Bundle): void {
  const placed = [
    ...paths([...bundle.tables, ...bundle.pictures]),
    ...bundle.vectors.flatMap(({ file, ids }) => [file.path, ...(ids ? [ids.path] : [])]),
    ...bundle.leftOut.map(({ path }) => path),
  ]
  const wanted = names
    .map((name) => name.split(/[\\/]/).filter((part) => part !== '' && part !== '.'))
    .filter((parts) => parts.length > 0 && !parts.some((part) => /^(?:\.(?!\.$)|~\$)|^__MACOSX$/i.test(part)))
    .map((parts) => parts.join('/'))
  const top = commonTop(wanted)
  expect(placed.sort()).toEqual(wanted.map((path) => path.slice(top.length)).sort())
}
