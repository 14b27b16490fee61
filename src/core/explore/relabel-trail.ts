import type { ColumnRoles, Relabel } from '../dataset/dataset.ts'
import { isoTime } from '../tables/iso-time.ts'
import { escapeFormula, writeCsv } from '../tables/write-csv.ts'

/** One change of a case's label, or its taking back. Entries are only ever added. */
export interface TrailEntry {
  /** Milliseconds since 1970. */
  readonly at: number
  /** The label column. */
  readonly column: string
  /** The case's ID. */
  readonly case: string
  /** What the file says. */
  readonly file: string
  /** What held until then, and what holds from then on. */
  readonly before: string
  readonly after: string
}

/** What changed between two sets of roles, however it came about (a relabel, an undo, another label column), in the order of the cases. */
export function trailOf(before: ColumnRoles, after: ColumnRoles, at: number): TrailEntry[] {
  const [old, now] = [relabelsOf(before), relabelsOf(after)]
  const keys = [...new Set([...old.keys(), ...now.keys()])]
  return keys.flatMap((key) => {
    const [was, is] = [old.get(key), now.get(key)]
    if (was?.to === is?.to) return []
    const { column, from: file, case: id } = (is ?? was)!
    return [{ at, column, case: id, file, before: was?.to ?? file, after: is?.to ?? file }]
  })
}

/** By column and case. */
function relabelsOf(roles: ColumnRoles): Map<string, Relabel & { readonly column: string }> {
  return new Map(
    Object.entries(roles).flatMap(([column, { relabels = [] }]) =>
      relabels.map((one) => [JSON.stringify([column, one.case]), { ...one, column }] as const),
    ),
  )
}

/** The trail as a table, oldest first; times in UTC. No cell can be run as a formula by a spreadsheet. */
export function trailCsv(trail: readonly TrailEntry[]): string {
  const columns: Record<string, (entry: TrailEntry) => string> = {
    time: ({ at }) => `${isoTime(BigInt(at), 1000n)}Z`,
    case: (entry) => entry.case,
    column: ({ column }) => column,
    label_in_file: ({ file }) => file,
    label_before: ({ before }) => before,
    label_after: ({ after }) => after,
    action: ({ file, after }) => (after === file ? 'taken back' : 'changed'),
  }
  return writeCsv({
    rows: trail.length,
    columns: Object.entries(columns).map(([name, of]) => ({
      name,
      values: trail.map((entry) => escapeFormula(of(entry))),
    })),
  })
}
