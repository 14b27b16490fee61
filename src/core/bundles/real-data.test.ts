import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { memoryFile } from '../archives/testing.ts'
import { readFile } from '../tables/testing.ts'
import { attachPictures } from './attach-pictures.ts'
import { sortBundle } from './bundle.ts'

const data = '../shared/data'
const here = existsSync(data)
const note = here ? '' : ' (skipped: ../shared is not here)'

/** The files below a folder, without their bytes but for the tables'. */
function filesOf(folder: string) {
  return readdirSync(`${data}/${folder}`, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map(({ parentPath, name }) => {
      const path = `${parentPath}/${name}`
      return memoryFile(path.slice(data.length), name.endsWith('.csv') ? readFileSync(path) : '')
    })
}

describe.skipIf(!here)(`folders of real data${note}`, () => {
  test.each([
    ['covid-chestxray', 'metadata.csv', 575],
    ['bccd-cells', 'labels.csv', 750],
    ['pneumoniamnist-28', 'labels.csv', 624],
  ])('%s: every row has its picture', async (folder, name, rows) => {
    const { tables, pictures } = sortBundle(filesOf(folder))
    expect(tables[0]!.path).toBe(name)
    const table = await readFile(await tables[0]!.read(0, tables[0]!.size))
    const attached = attachPictures(table, pictures)
    expect(attached).toMatchObject({ column: 'image', idColumn: null, matched: rows, unused: [] })
  })
})
