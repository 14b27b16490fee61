import { identity } from '../tables/hidden-characters.ts'
import { isMissing } from '../tables/missing.ts'
import type { Table, TableColumn } from '../tables/table.ts'
import type { ColumnRole, ColumnRoles, Role } from './dataset.ts'
import { compareLabels, labelOfCell } from './labels.ts'
import { roleOf } from './roles.ts'

/** A class and the values of the label column that it is made of; usually the one that it is called after. */
export interface RecodedClass {
  readonly name: string
  /** In the order of `compareLabels`. */
  readonly values: readonly string[]
}

/** How the values of a label become classes: a label's entry, in the form in which it is edited. */
export interface Recoding {
  /** In their order. */
  readonly classes: readonly RecodedClass[]
  /** Values of no class: their rows are left out. */
  readonly leftOut: readonly string[]
  /** Name of the positive class; undefined where it is guessed. */
  readonly positive: string | undefined
}

/**
 * Rows of each value of the label, in the order in which they are first seen. Rows that are no case whatever the label
 * (their patient is empty) are not counted.
 */
export function countLabelValues(table: Table, roles: ColumnRoles): Map<string, number> {
  const withRole = (role: Role): TableColumn | undefined =>
    table.columns.find(({ name }) => roleOf(roles, name)?.role === role)
  const label = withRole('label')
  const patient = withRole('patient')
  const counts = new Map<string, number>()
  if (!label) return counts
  const { merge = {}, classes = [] } = roleOf(roles, label.name)!
  const named = new Set([...Object.values(merge).flat(), ...classes].map(identity))
  label.values.forEach((cell, i) => {
    const value = labelOfCell(cell, named)
    if (value === null || (patient && isMissing(identity(patient.values[i]!)))) return
    counts.set(value, (counts.get(value) ?? 0) + 1)
  })
  return counts
}

/** @param values all that occur in the column; those that an entry names and that do not occur are passed over */
export function recodingOf(
  values: Iterable<string>,
  { merge = {}, classes, positive }: ColumnRole,
): Recoding {
  const merged = new Map(
    Object.entries(merge).flatMap(([name, from]) =>
      from.map((value) => [identity(value), identity(name)] as const),
    ),
  )
  const made = new Map<string, string[]>()
  for (const value of [...values].sort(compareLabels)) {
    const name = merged.get(value) ?? value
    made.set(name, [...(made.get(name) ?? []), value])
  }
  const order = classes ? [...new Set(classes.map(identity))] : [...made.keys()].sort(compareLabels)
  const kept = order.filter((name) => made.has(name))
  return {
    classes: kept.map((name) => ({ name, values: made.get(name)! })),
    leftOut: [...made].filter(([name]) => !kept.includes(name)).flatMap(([, from]) => from),
    positive: positive === undefined ? undefined : identity(positive),
  }
}

/** The shortest entry that says the same. */
export function entryOf({ classes, leftOut, positive }: Recoding): ColumnRole {
  const names = classes.map(({ name }) => name)
  const merged = classes.filter(({ name, values }) => values.length !== 1 || values[0] !== name)
  const usual = names.toSorted(compareLabels).every((name, c) => name === names[c])
  // A word for a missing value is a class only where it is named.
  const named = names.some((name) => isMissing(name) && !merged.some((made) => made.name === name))
  return {
    role: 'label',
    ...(positive !== undefined && names.includes(positive) && { positive }),
    ...((!usual || leftOut.length > 0 || named) && { classes: names }),
    ...(merged.length > 0 && { merge: Object.fromEntries(merged.map(({ name, values }) => [name, values])) }),
  }
}

/**
 * Whether a new name for these classes would be mistaken for something else: another class, or a value that is not part
 * of them.
 */
export function isNameTaken({ classes, leftOut }: Recoding, of: readonly string[], name: string): boolean {
  const others = classes.filter((other) => !of.includes(other.name))
  return leftOut.includes(name) || others.some((other) => other.name === name || other.values.includes(name))
}

/** One class of several, at the place of the first; of one, the same under another name. */
export function mergeClasses(recoding: Recoding, of: readonly string[], name: string): Recoding {
  const parts = recoding.classes.filter((part) => of.includes(part.name))
  const made = { name: identity(name), values: parts.flatMap(({ values }) => values).sort(compareLabels) }
  const { positive } = recoding
  return {
    ...recoding,
    classes: recoding.classes
      .map((each) => (each === parts[0] ? made : each))
      .filter((each) => !parts.includes(each)),
    positive: positive !== undefined && of.includes(positive) ? made.name : positive,
  }
}

/** Each value a class of its own again. */
export function splitClass(recoding: Recoding, name: string): Recoding {
  return {
    ...recoding,
    classes: recoding.classes.flatMap((each) =>
      each.name === name ? each.values.map((value) => ({ name: value, values: [value] })) : [each],
    ),
  }
}

export function leaveOutClasses(recoding: Recoding, names: readonly string[]): Recoding {
  const gone = recoding.classes.filter(({ name }) => names.includes(name))
  return {
    ...recoding,
    classes: recoding.classes.filter((each) => !gone.includes(each)),
    leftOut: [...recoding.leftOut, ...gone.flatMap(({ values }) => values)],
  }
}

/** The value is a class again, the last one. */
export function takeBackValue(recoding: Recoding, value: string): Recoding {
  return {
    ...recoding,
    classes: [...recoding.classes, { name: value, values: [value] }],
    leftOut: recoding.leftOut.filter((other) => other !== value),
  }
}

/** One place earlier (-1) or later (1); the first and the last stay where they are. */
export function moveClass(recoding: Recoding, name: string, by: -1 | 1): Recoding {
  const classes = [...recoding.classes]
  const from = classes.findIndex((each) => each.name === name)
  const to = from + by
  if (from < 0 || to < 0 || to >= classes.length) return recoding
  ;[classes[from], classes[to]] = [classes[to]!, classes[from]!]
  return { ...recoding, classes }
}
