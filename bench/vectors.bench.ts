import { buildDataset } from '../src/core/dataset/build.ts'
import { fingerprintDataset } from '../src/core/dataset/fingerprint.ts'
import { guessRoles, initialRoles } from '../src/core/dataset/roles.ts'
import { summariseTable } from '../src/core/dataset/summary.ts'
import { createRng } from '../src/core/math/rng.ts'
import type { Table, TableColumn } from '../src/core/tables/table.ts'
import type { Bench } from './bench.ts'
import { median } from './figures.ts'

const cases = 10_000
const dimensions = 768
const repeats = 5

/** A label, and numbers as a program writes them, six digits each: a column for each, or a list a row. */
function tables(): readonly { title: string; table: () => Table }[] {
  const rng = createRng(1)
  const columns = Array.from({ length: dimensions }, (_, j) => ({
    name: `e${j}`,
    values: Array.from({ length: cases }, () => rng.normal().toFixed(6)),
  }))
  const list: TableColumn = {
    name: 'vector',
    values: Array.from({ length: cases }, (_, i) => `[${columns.map(({ values }) => values[i]).join(',')}]`),
  }
  const label = { name: 'label', values: Array.from({ length: cases }, (_, i) => 'ab'.charAt(i % 2)) }
  // a new table each time: what was found out about one is kept with it
  const withLabel = (vectors: readonly TableColumn[]) => (): Table => ({
    columns: [...vectors, label],
    rows: cases,
    notices: [],
  })
  return [
    { title: `${dimensions} columns`, table: withLabel(columns) },
    { title: 'lists in one column', table: withLabel([list]) },
  ]
}

async function timed<T>(work: () => T): Promise<{ result: Awaited<T>; ms: number }> {
  const started = performance.now()
  const result = await work()
  return { result, ms: performance.now() - started }
}

/** What opening and editing a table of ready-made vectors costs, in Node: the page does the same. */
export const bench: Bench = {
  name: 'vectors',
  title: `Ready-made vectors: ${cases} cases of ${dimensions} numbers`,
  async run({ log }) {
    const rows: (string | number)[][] = []
    for (const { title, table } of tables()) {
      log(`vectors: ${title}`)
      const times: number[][] = [[], [], []]
      for (let i = 0; i < repeats; i++) {
        const opened = table()
        const summaries = await timed(() => summariseTable(opened))
        const roles = initialRoles(guessRoles(opened, summaries.result))
        const built = await timed(() => buildDataset(opened, roles, { onePatientPerRow: true }))
        const fingerprint = await timed(() => fingerprintDataset(built.result))
        for (const [k, { ms }] of [summaries, built, fingerprint].entries()) times[k]!.push(ms)
      }
      rows.push([title, ...times.map((of) => Math.round(median(of)))])
    }
    return {
      columns: ['vectors in', 'summary of the columns, ms', 'cases built, ms', 'fingerprint, ms'],
      rows,
      notes: [
        `Median of ${repeats}. The summary is made once, when a project opens; cases at every edit of a role.`,
      ],
    }
  },
}
