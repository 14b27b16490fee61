import { Failure } from '../failure.ts'
import type { Notice } from '../notice.ts'
import { identity } from '../tables/hidden-characters.ts'
import { isMissing, isMissingNumber } from '../tables/missing.ts'
import { parseNumber } from '../tables/numbers.ts'
import type { ColumnRole } from './dataset.ts'

/** More classes than this are no labels but an identifier, a measurement or free text. */
export const maxClasses = 100

/** Codes of rows that belong to no class. */
export const emptyLabel = -1
export const otherClass = -2

export interface CodedLabels {
  readonly classes: readonly string[]
  /** One entry a value: an index into classes, `emptyLabel`, or `otherClass` where `classes` leaves its value out. */
  readonly codes: Int32Array
}

/**
 * Recodes the values of a label column as its entry says: values are merged first, then `classes` fixes which there are and
 * their order; without it the order is numeric where all are numbers, else that of the code units, as scikit-learn sorts.
 * Words for a missing value (NA) are classes where the entry names them.
 * @throws Failure 'label-values-not-found', 'label-value-merged-twice', 'too-many-classes'
 */
export function codeLabels(column: string, values: readonly string[], entry: ColumnRole): CodedLabels {
  const merged = mergeTable(column, entry)
  const wanted = entry.classes?.map(identity)
  const valueOf = cellReader(merged, entry)
  const given = values.map(valueOf)
  const found = new Set(given.filter((value) => value !== null))
  const labels = given.map((value) => (value === null ? null : (merged.get(value) ?? value)))
  assertFound(column, 'merge', [...merged.keys()], found)

  const present = new Set(labels.filter((label) => label !== null))
  if (wanted) assertFound(column, 'classes', wanted, present)
  const classes = wanted ? [...new Set(wanted)] : [...present].sort(compareLabels)
  if (classes.length > maxClasses)
    throw new Failure('too-many-classes', { column, classes: classes.length, limit: maxClasses })
  const index = new Map(classes.map((name, c) => [name, c]))
  const codes = Int32Array.from(labels, (label) =>
    label === null ? emptyLabel : (index.get(label) ?? otherClass),
  )
  return { classes, codes }
}

/**
 * The class that the file gives a cell, after merging; null where it gives none. Whether it is one of the classes that the
 * entry keeps is not asked.
 * @throws Failure 'label-value-merged-twice'
 */
export function classReader(column: string, entry: ColumnRole): (cell: string) => string | null {
  const merged = mergeTable(column, entry)
  const valueOf = cellReader(merged, entry)
  return (cell) => {
    const value = valueOf(cell)
    return value === null ? null : (merged.get(value) ?? value)
  }
}

function cellReader(
  merged: ReadonlyMap<string, string>,
  { classes = [] }: ColumnRole,
): (cell: string) => string | null {
  const named = new Set([...merged.keys(), ...classes.map(identity)])
  return (cell) => labelOfCell(cell, named)
}

/** The value that a cell stands for; null where it is empty, or a word for a missing value that the entry does not name. */
export function labelOfCell(cell: string, named: ReadonlySet<string>): string | null {
  const value = identity(cell)
  return value === '' || (isMissing(value) && !named.has(value)) ? null : value
}

/**
 * The positive class of two: the one named; else the one that is not called a negative; else the rarer one, and the later of
 * two that are equally frequent. null where there are not two classes.
 * @throws Failure 'label-values-not-found'
 */
export function choosePositive(
  column: string,
  classes: readonly string[],
  y: Int32Array,
  wanted: string | undefined,
): { readonly positive: number | null; readonly notices: readonly Notice[] } {
  if (wanted !== undefined) assertFound(column, 'positive', [identity(wanted)], new Set(classes))
  if (classes.length !== 2) {
    const unused: Notice = {
      code: 'positive-not-used',
      severity: 'info',
      params: { classes: classes.length },
    }
    return { positive: null, notices: wanted === undefined ? [] : [unused] }
  }
  if (wanted !== undefined) return { positive: classes.indexOf(identity(wanted)), notices: [] }
  const negative = classes.map((name) => negativeName.test(name))
  const byName = negative[0] !== negative[1]
  const second = y.reduce((sum, c) => sum + c, 0)
  const positive = byName ? negative.indexOf(false) : second * 2 <= y.length ? 1 : 0
  const params = { by: byName ? 'name' : 'rarity' } as const
  return { positive, notices: [{ code: 'positive-guessed', severity: 'info', params }] }
}

/** A class's name as one reads it: without case, and with one kind of space. */
export const foldName = (name: string): string => name.toLowerCase().replace(/[\s_-]+/g, ' ')

/** Warns of classes that differ only in case or spacing: most likely one class in two spellings. */
export function lookAlikeNotices(column: string, classes: readonly string[]): Notice[] {
  const folded = new Set(classes.map(foldName))
  const count = classes.length - folded.size
  return count > 0 ? [{ code: 'classes-look-alike', severity: 'warning', params: { column, count } }] : []
}

/**
 * Warns of classes that are codes for a missing number (-999, Inf, a dot): cases whose label nobody knows, most likely.
 * Classes that the entry lists are meant; "none", "unknown" and a minus sign can be findings.
 */
export function missingCodeNotices(
  column: string,
  { classes, y }: { readonly classes: readonly string[]; readonly y: Int32Array },
  entry: ColumnRole,
): Notice[] {
  if (entry.classes) return []
  const suspect = classes.map(isMissingCode)
  const count = y.filter((c) => suspect[c]).length
  return count > 0 ? [{ code: 'label-missing-codes', severity: 'warning', params: { column, count } }] : []
}

export const isMissingCode = (name: string): boolean =>
  isMissingNumber(name) && !/^(?:none|unknown|-)$/i.test(name)

const negativeName =
  /^(?:0(?:\.0)?|n|false|neg(?:ative)?|normal|benign|healthy|controls?|absent|unaffected|alive|survived)$|^(?:no|non|none|not|without)(?:$|[\s_-])/i

/** value -> class, of the values that are merged. @throws Failure 'label-value-merged-twice' */
export function mergeTable(column: string, entry: Pick<ColumnRole, 'merge'>): Map<string, string> {
  const merged = new Map<string, string>()
  const twice: string[] = []
  for (const [name, values] of Object.entries(entry.merge ?? {})) {
    for (const value of values) {
      if (merged.has(identity(value))) twice.push(value)
      merged.set(identity(value), identity(name))
    }
  }
  if (twice.length > 0) throw new Failure('label-value-merged-twice', { column, values: twice })
  return merged
}

function assertFound(
  column: string,
  where: 'merge' | 'classes' | 'positive',
  values: readonly string[],
  found: ReadonlySet<string>,
): void {
  const missing = values.filter((value) => !found.has(value))
  if (missing.length > 0) throw new Failure('label-values-not-found', { column, where, values: missing })
}

/** The order of classes where the entry fixes none. */
export function compareLabels(a: string, b: string): number {
  const x = parseNumber(a, '.')
  const y = parseNumber(b, '.')
  if (x !== null && y !== null && x !== y) return x - y
  if ((x === null) !== (y === null)) return x === null ? 1 : -1
  return a < b ? -1 : Number(a > b)
}
