import type { Notice } from '../notice.ts'
import { hasHiddenCharacters } from '../tables/hidden-characters.ts'
import { isMissing, isMissingNumber } from '../tables/missing.ts'
import { guessDecimal, parseNumber } from '../tables/numbers.ts'
import type { Table } from '../tables/table.ts'
import { caseValues } from './case-values.ts'
import { patientsPerClass } from './class-patients.ts'
import type { Dataset } from './dataset.ts'
import { casesWhere, type Finding } from './finding.ts'
import { foldName, isMissingCode } from './labels.ts'
import { imageModalities, tableModalities } from './modalities.ts'
import { presentRows } from './table-modality.ts'

/** Whether a notice speaks of a case. */
type Test = (caseIndex: number) => boolean

/** A notice that was made without cases, with the cases it speaks of where it speaks of any. */
export function withCases(notice: Notice, table: Table, dataset: Dataset): Finding {
  const known = dataset.noticedCases.get(notice)
  if (known) return { notice, cases: known }
  const test = testOf(notice, table, dataset)
  return test ? { notice, cases: casesWhere(dataset.y.length, test) } : { notice }
}

function testOf(notice: Notice, table: Table, dataset: Dataset): Test | null {
  const { classes, y, folds } = dataset
  const cells = (column: string, test: (cell: string) => boolean): Test | null => {
    const valueOf = caseValues(table, dataset, column)
    return valueOf && ((i) => test(valueOf(i)))
  }
  const pictures = (column: string, test: (keys: readonly string[]) => boolean): Test | null => {
    const modality = imageModalities(dataset).find(({ name }) => name === column)
    return modality ? (i) => test(modality.pictures[i]!) : null
  }
  const ofClass = (test: (classIndex: number) => boolean): Test => {
    const meant = classes.map((_, c) => test(c))
    return (i) => meant[y[i]!]!
  }
  const patients = (): Int32Array => patientsPerClass(dataset)

  switch (notice.code) {
    case 'hidden-characters':
      return cells(notice.params.column, hasHiddenCharacters)
    case 'texts-missing':
      return cells(notice.params.column, isMissing)
    case 'pictures-missing':
      return pictures(notice.params.column, (keys) => keys.length === 0)
    case 'pictures-averaged':
      return pictures(notice.params.column, (keys) => keys.length > 1)
    case 'missing-codes':
      return cells(notice.params.column, (cell) =>
        isMissing(cell) ? cell.trim() !== '' : isMissingNumber(cell),
      )
    case 'not-numbers': {
      const decimal = guessDecimal(table.columns)
      return cells(
        notice.params.column,
        (cell) => !isMissing(cell) && !isMissingNumber(cell) && parseNumber(cell, decimal) === null,
      )
    }
    case 'column-may-identify':
      return cells(notice.params.column, (cell) => !isMissing(cell))
    case 'classes-look-alike': {
      const folded = classes.map(foldName)
      return ofClass((c) => folded.filter((name) => name === folded[c]).length > 1)
    }
    case 'label-missing-codes':
      return ofClass((c) => isMissingCode(classes[c]!))
    case 'table-missing': {
      const present = tableModalities(dataset).map(({ columns }) => presentRows(columns))
      return (i) => present.every((rows) => rows[i] === 0)
    }
    case 'classes-with-one-patient': {
      const counts = patients()
      return ofClass((c) => counts[c]! < 2)
    }
    case 'classes-below-folds': {
      const counts = patients()
      return ofClass((c) => counts[c]! >= 2 && counts[c]! < notice.params.folds)
    }
    case 'classes-not-in-folds':
      return ofClass((c) => new Set(folds?.filter((_, i) => y[i] === c)).size < notice.params.folds)
    default:
      return null
  }
}
