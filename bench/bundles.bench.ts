import { attachPictures } from '../src/core/bundles/attach-pictures.ts'
import { attachVectors } from '../src/core/bundles/attach-vectors.ts'
import { sortBundle } from '../src/core/bundles/bundle.ts'
import { classFolderTable } from '../src/core/bundles/class-folders.ts'
import { matchPictures } from '../src/core/bundles/match-pictures.ts'
import { matrix } from '../src/core/math/matrix.ts'
import { createRng } from '../src/core/math/rng.ts'
import type { Table } from '../src/core/tables/table.ts'
import type { Bench } from './bench.ts'
import { median } from './figures.ts'

const ROWS = 10_000
const COLUMNS = 50
const PICTURES = 2_000
const DIMENSIONS = 768
const REPEATS = 5

const pictures = Array.from({ length: PICTURES }, (_, i) => ({
  path: `images/${i % 2 ? 'COVID' : 'NORMAL'}/case-${i}_left.png`,
  key: `key ${i}`,
  size: 1,
  read: () => Promise.resolve(new Uint8Array()),
}))
const note = 'Cough for three days; no fever. Chest clear, saturation 97/98 % | home. '.repeat(10)

/** IDs, the files where wanted, ages, sites, notes, measurements. */
function tableOf(withFiles: boolean): Table {
  const cell = (column: number, i: number): string => {
    if (column === 0) return `case-${i}`
    if (column === 1) return withFiles && i < PICTURES ? `/data/old/${pictures[i]!.path}` : ''
    if (column === 2) return `${note}${i}`
    return column % 2 ? String((i * column) % 97) : (i / column).toFixed(3)
  }
  return {
    columns: Array.from({ length: COLUMNS }, (_, j) => ({
      name: `column ${j}`,
      values: Array.from({ length: ROWS }, (__, i) => cell(j, i)),
    })),
    rows: ROWS,
    notices: [],
  }
}

/** How long it takes until a large study's pictures and vectors belong to its rows; none of it reads a picture. */
export const bench: Bench = {
  name: 'bundles',
  title: `Bundles: ${ROWS} rows of ${COLUMNS} columns, ${PICTURES} pictures, ${ROWS} vectors of ${DIMENSIONS}`,
  run({ log }) {
    const named = tableOf(true)
    const unnamed = tableOf(false)
    const rng = createRng(1)
    const X = matrix(ROWS, DIMENSIONS)
    for (let i = 0; i < X.data.length; i++) X.data[i] = rng.normal()
    const { column } = attachPictures(named, pictures)
    const cells = named.columns.find(({ name }) => name === column)!.values
    const jobs: Record<string, () => unknown> = {
      'sort the files': () => sortBundle(pictures),
      'attach pictures named in a column': () => attachPictures(named, pictures),
      'attach pictures named after IDs': () => attachPictures(unnamed, pictures),
      'match the cells of one column': () => matchPictures(cells, pictures),
      'table of class folders': () => classFolderTable(pictures.map(({ path }) => path)),
      'attach vectors in order': () => attachVectors(unnamed, { path: 'a.npy', X, ids: null }),
    }
    const rows = Object.entries(jobs).map(([job, run]) => {
      log(`bundles: ${job}`)
      const times = Array.from({ length: REPEATS }, () => {
        const start = performance.now()
        run()
        return performance.now() - start
      })
      return [job, median(times).toFixed(0), Math.max(...times).toFixed(0)]
    })
    return Promise.resolve({
      columns: ['job', 'ms, median', 'slowest'],
      rows,
      notes: [`In Node, ${REPEATS} times each.`],
    })
  },
}
