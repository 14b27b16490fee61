import type { ColumnIdentifier, Notice } from '../notice.ts'
import type { YieldToLoop } from '../steps.ts'
import { isMissing } from '../tables/missing.ts'
import { parseNumber } from '../tables/numbers.ts'
import type { Table, TableColumn } from '../tables/table.ts'
import { nameSays, nameWords } from './column-meaning.ts'
import type { ColumnRoles } from './dataset.ts'
import { identifyingParts } from './identifying-text.ts'
import { roleOf } from './roles.ts'

/** Longer values are texts, which are searched part by part. */
const longestValue = 60

/**
 * Suggestions: columns whose name says that they identify people, or most of whose values are e-mail addresses or phone
 * numbers. A warning where the column is predicted from (R5). Pseudonyms of patients and cases are needed and not meant.
 */
export async function identifierNotices(
  table: Table,
  roles: ColumnRoles,
  yieldToLoop?: YieldToLoop,
): Promise<Notice[]> {
  const notices: Notice[] = []
  for (const column of table.columns) {
    const named = identifierByName(column.name)
    const kind = named ?? (await valuesIdentify(column, yieldToLoop))
    if (!kind) continue
    const role = roleOf(roles, column.name)?.role
    const predicts = role === 'text' || role === 'number' || role === 'category'
    notices.push({
      code: 'column-may-identify',
      severity: predicts ? 'warning' : 'info',
      params: { column: column.name, kind, by: named ? 'name' : 'values' },
    })
  }
  return notices
}

function identifierByName(name: string): ColumnIdentifier | undefined {
  const words = nameWords(name)
  if (nameSays(name) === 'personal') return 'person'
  if (/^(?:dob|(?:date)?(?:of)?birth(?:date|day)?)$/.test(words.join(''))) return 'birth-date'
  return words.some((word) => /^(?:mrn|nhs|ssn|passport|insurance)$/.test(word)) ? 'record-number' : undefined
}

async function valuesIdentify(
  column: TableColumn,
  yieldToLoop: YieldToLoop | undefined,
): Promise<ColumnIdentifier | null> {
  let found = identified.get(column)
  if (found === undefined) {
    found = identifierByValues(column)
    identified.set(column, found)
    await yieldToLoop?.()
  }
  return found
}

/** Columns never change: every edit of a role asks again. */
const identified = new WeakMap<TableColumn, ColumnIdentifier | null>()

function identifierByValues({ values }: TableColumn): ColumnIdentifier | null {
  const counts = { email: 0, phone: 0 }
  let filled = 0
  for (const cell of values) {
    if (isMissing(cell)) continue
    filled++
    const value = cell.trim()
    if (value.length > longestValue || isPlainNumber(value)) continue
    for (const { kind, start, end } of identifyingParts(value))
      if ((kind === 'email' || kind === 'phone') && start === 0 && end === value.length) counts[kind]++
  }
  return (['email', 'phone'] as const).find((kind) => counts[kind] * 2 > filled) ?? null
}

/** No pattern of a phone number is one; vectors are millions of them, and this is told in a tenth of the time. */
const isPlainNumber = (value: string): boolean => !value.startsWith('+') && parseNumber(value, '.') !== null
