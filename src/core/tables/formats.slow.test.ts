import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { endingOf, previewNamed, readNamed, readsOrRefuses, workbook, writers } from './fixtures/testing.ts'
import { tableFormats } from './formats.ts'
import { contents, tableOf, utf8 } from './testing.ts'

const names = tableFormats.map(({ name }) => name)
const fileName = (name: (typeof names)[number]): string => `cases.${endingOf(name)}`

const study = tableOf(
  ['patient', 'note', 'age', 'seen', 'outcome', '__proto__'],
  [
    ['00123', 'Cough, “dry”;\ntwo weeks', '71', '2024-05-01', 'home', 'a'],
    ['9007199254740993', '<b>Fever</b> & =1+1', '', '2024-05-02', 'ward', 'constructor'],
    ['p3', 'Übelkeit 日本語 😀', '70.5', '', 'home', ''],
  ],
)

describe('every format', () => {
  it.each(names)('%s gives the same table, and the same preview', async (name) => {
    const bytes = writers[name](study)
    expect(await readNamed(fileName(name), bytes)).toEqual(study)
    const preview = await previewNamed(fileName(name), bytes)
    expect({ names: preview.header, rows: preview.sampleRows }).toEqual(contents(study))
    expect(preview.dialect !== null).toBe(name === 'csv')
  })

  // What XML cannot hold, and what the formats agree to change (line breaks), is left out.
  const cell = fc
    .string({ unit: 'grapheme', maxLength: 20 })
    .map((text) => text.replace(/[\p{C}\ufffe\uffff]/gu, '').replace(/^\s+$/, ''))
    .filter((text) => !text.includes('_x'))
  const table = fc
    .tuple(fc.integer({ min: 1, max: 5 }), fc.integer({ min: 1, max: 8 }))
    .chain(([width, height]) =>
      fc.tuple(
        fc.uniqueArray(fc.stringMatching(/^[a-z_]{1,8}$/), { minLength: width, maxLength: width }),
        fc.array(fc.array(cell, { minLength: width, maxLength: width }), {
          minLength: height,
          maxLength: height,
        }),
      ),
    )
    // A row of empty cells is blank in some formats.
    .map(([header, rows]) => tableOf(header, rows.map(([first, ...rest]) => [`${first}.`, ...rest]))) // prettier-ignore

  it.each(names)('%s keeps every table through writing and reading', async (name) => {
    await fc.assert(
      fc.asyncProperty(table, async (written) => {
        expect(contents(await readNamed(fileName(name), writers[name](written)))).toEqual(contents(written))
      }),
      { numRuns: 60, seed: 1 },
    )
  })

  /** Reads or throws a Failure; a crash or an endless loop fails the test. */
  async function survives(name: (typeof names)[number], bytes: Uint8Array): Promise<void> {
    for (const look of [readNamed, previewNamed])
      expect(await readsOrRefuses(look(fileName(name), bytes))).toBe(true)
  }

  it.each(names)('%s survives any bytes, also behind its own first ones', async (name) => {
    const head = writers[name](study).slice(0, 8)
    await fc.assert(
      fc.asyncProperty(fc.uint8Array({ maxLength: 300 }), fc.boolean(), (bytes, own) =>
        survives(name, own ? Uint8Array.of(...head, ...bytes) : bytes),
      ),
      { numRuns: 100, seed: 1 },
    )
  })

  it.each(names)('%s survives files cut off, or changed in places', async (name) => {
    const good = writers[name](study)
    await fc.assert(
      fc.asyncProperty(
        fc.nat(good.length),
        fc.array(fc.tuple(fc.nat(good.length - 1), fc.nat(255)), { maxLength: 4 }),
        fc.boolean(),
        async (end, changes, cut) => {
          const bytes = good.slice(0, cut ? end : good.length)
          for (const [at, value] of changes) if (at < bytes.length) bytes[at] = value
          await survives(name, bytes)
        },
      ),
      { numRuns: 200, seed: 1 },
    )
  })

  it('xlsx survives sheets that are no XML, or of any marks', async () => {
    const part = fc.constantFrom(
      '<row r="1">', '<row>', '</row>', '<c r="A1">', '<c r="B2" t="s" s="9">', '<c>', '</c>', '<v>', '1', '</v>', '<f>', '&bad;',
      '<is><t>', 'x', '</t></is>', '<![CDATA[', '<!--', '-->', '<c r="A1" t="e">', '<c r="C3" t="d">', '"', '<', '>',
    ) // prettier-ignore
    await fc.assert(
      fc.asyncProperty(fc.array(part, { maxLength: 25 }), (parts) =>
        survives('xlsx', workbook(parts.join(''))),
      ),
      { numRuns: 200, seed: 1 },
    )
  })

  it('jsonl survives lines that are nearly JSON', async () => {
    const part = fc.constantFrom('{', '}', '[', ']', '"a"', ':', ',', '1', 'null', '\n', '"', '\\', ' ', '{"a":', '1e5}\n') // prettier-ignore
    await fc.assert(
      fc.asyncProperty(fc.array(part, { maxLength: 25 }), (parts) => survives('jsonl', utf8(parts.join('')))),
      { numRuns: 300, seed: 1 },
    )
  })
})
