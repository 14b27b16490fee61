import { matrix, row, type Matrix } from '../math/matrix.ts'
import type { Steps } from '../steps.ts'
import { identity } from '../tables/hidden-characters.ts'
import { isMissing, isMissingNumber } from '../tables/missing.ts'
import { parseNumber, type DecimalMark } from '../tables/numbers.ts'
import type { TableColumn } from '../tables/table.ts'
import type { EmbeddingModality } from './dataset.ts'
import { casesWhere, type Finding } from './finding.ts'

/** Where a modality's vectors stand: a column for each number, or lists of numbers in one column. */
export interface VectorColumns {
  readonly name: string
  readonly columns: readonly TableColumn[]
  readonly inLists: boolean
}

/** What is wrong with a case's vector; no number of it is used then. */
export type Trouble = 'missing' | 'incomplete' | 'not-numbers' | 'wrong-length'

export interface Vectors {
  /** [n, d]; rows with a trouble hold what could be read. */
  readonly X: Matrix
  /** [n]; undefined where the vector is whole. */
  readonly troubles: readonly (Trouble | undefined)[]
}

export interface BuiltVectors {
  /** null where it could tell nothing. */
  readonly modality: EmbeddingModality | null
  readonly findings: readonly Finding[]
}

/**
 * Ready-made vectors of the rows kept. A case whose vector is missing, incomplete, of another length than most or not made
 * of numbers lacks the modality (R7), and is counted (R13). No modality where none is left or all are the same.
 * @param decimal of columns of numbers; lists are JSON
 */
export function* embeddingSteps(
  given: VectorColumns,
  rows: readonly number[],
  decimal: DecimalMark,
): Steps<BuiltVectors> {
  const { name } = given
  const { X, troubles } = yield* vectorSteps(given, rows, decimal)
  troubles.forEach((trouble, i) => trouble && row(X, i).fill(0))
  const present = Uint8Array.from(troubles, (trouble) => (trouble ? 0 : 1))
  const findings = troubleFindings(name, troubles, X.cols)
  const reason = present.every((is) => is === 0)
    ? 'all-missing'
    : present.every((is) => is === 1) && isConstant(X)
      ? 'constant'
      : undefined
  if (!reason) return { modality: { kind: 'embedding', name, X, present }, findings }
  return {
    modality: null,
    findings: [
      ...findings,
      { notice: { code: 'column-left-out', severity: 'warning', params: { column: name, reason } } },
    ],
  }
}

/**
 * The vectors of the rows, with what is wrong with each.
 * @param dimensions that vectors in lists must have; absent: as most of them
 */
export function* vectorSteps(
  { columns, inLists }: VectorColumns,
  rows: readonly number[],
  decimal: DecimalMark,
  dimensions?: number,
): Steps<Vectors> {
  return inLists ? readLists(columns[0]!, rows, dimensions) : yield* columnSteps(columns, rows, decimal)
}

function* columnSteps(
  columns: readonly TableColumn[],
  rows: readonly number[],
  decimal: DecimalMark,
): Steps<Vectors> {
  const X = matrix(rows.length, columns.length)
  const { data, cols } = X
  const gaps = new Int32Array(rows.length)
  const unreadable = new Uint8Array(rows.length)
  for (const [j, { values }] of columns.entries()) {
    for (let k = 0; k < rows.length; k++) {
      const cell = values[rows[k]!]!
      const number = parseNumber(cell, decimal)
      // Codes such as -999 are numbers too; no other number is looked at twice.
      if (number !== null && (number > -999 || !isMissingNumber(cell))) {
        data[k * cols + j] = number
        if (!fitsFloat32(number)) unreadable[k] = 1
      } else if (isMissing(identity(cell)) || isMissingNumber(cell)) gaps[k]!++
      else unreadable[k] = 1
    }
    yield
  }
  return {
    X,
    troubles: rows.map((_, k) => {
      if (unreadable[k] === 1) return 'not-numbers'
      if (gaps[k] === 0) return undefined
      return gaps[k] === columns.length ? 'missing' : 'incomplete'
    }),
  }
}

function readLists(
  { values }: TableColumn,
  rows: readonly number[],
  dimensions: number | undefined,
): Vectors {
  const lists = rows.map((i) => readList(values[i]!))
  const length = dimensions ?? commonLength(lists.filter((list) => typeof list !== 'string'))
  const X = matrix(rows.length, length)
  const troubles = lists.map((list, i): Trouble | undefined => {
    if (typeof list === 'string') return list
    if (list.length !== length) return 'wrong-length'
    X.data.set(list, i * length)
    return undefined
  })
  return { X, troubles }
}

function readList(cell: string): readonly number[] | Trouble {
  if (isMissing(cell)) return 'missing'
  let list: unknown
  try {
    list = JSON.parse(cell)
  } catch {
    return 'not-numbers'
  }
  if (!Array.isArray(list)) return 'not-numbers'
  if (list.length === 0) return 'missing'
  let gaps = 0
  for (const value of list as unknown[])
    if (value === null) gaps++
    else if (typeof value !== 'number' || !fitsFloat32(value)) return 'not-numbers'
  return gaps === 0 ? (list as number[]) : 'incomplete'
}

/** The length that most lists have, the larger of two that are equally frequent. */
function commonLength(lists: readonly (readonly number[])[]): number {
  const counts = new Map<number, number>()
  for (const { length } of lists) counts.set(length, (counts.get(length) ?? 0) + 1)
  const [common] = [...counts].sort((a, b) => b[1] - a[1] || b[0] - a[0])
  return common?.[0] ?? 0
}

const largestFloat32 = 3.4028234663852886e38
const fitsFloat32 = (value: number): boolean => Math.abs(value) <= largestFloat32

function isConstant({ rows, cols, data }: Matrix): boolean {
  for (let k = cols; k < rows * cols; k++) if (data[k] !== data[k % cols]) return false
  return true
}

function troubleFindings(
  column: string,
  troubles: readonly (Trouble | undefined)[],
  dimensions: number,
): Finding[] {
  const casesOf = (wanted: Trouble): Int32Array => casesWhere(troubles.length, (i) => troubles[i] === wanted)
  const findings: Finding[] = []
  for (const reason of ['incomplete', 'not-numbers', 'wrong-length'] as const) {
    const cases = casesOf(reason)
    const params = { column, reason, count: cases.length, dimensions }
    if (cases.length > 0)
      findings.push({ notice: { code: 'vectors-unusable', severity: 'warning', params }, cases })
  }
  const cases = casesOf('missing')
  if (cases.length > 0 && cases.length < troubles.length)
    findings.push({
      notice: { code: 'vectors-missing', severity: 'info', params: { column, count: cases.length } },
      cases,
    })
  return findings
}
