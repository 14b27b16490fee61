import { escapeFormula, writeCsv } from '../tables/write-csv.ts'

/** A case of a list to take away; null where something is not known of it. */
export interface ListedCase {
  readonly id: string
  readonly patient: string
  readonly label: string
  readonly predicted: string | null
  /** Of the predicted class. */
  readonly probability: number | null
  /** The class that confident learning suggests instead of the label, whatever was predicted. */
  readonly suggested: string | null
  /** Of the suggested class. */
  readonly suggestedProbability: number | null
  readonly tags: readonly string[]
}

/** Cases as a table, without what they hold. No cell can be run as a formula by a spreadsheet. */
export function caseListCsv(cases: readonly ListedCase[]): string {
  const number = (value: number | null): string => (value === null ? '' : String(value))
  const columns: Record<string, (of: ListedCase) => string> = {
    case: ({ id }) => id,
    patient: ({ patient }) => patient,
    label: ({ label }) => label,
    predicted: ({ predicted }) => predicted ?? '',
    probability: ({ probability }) => number(probability),
    suggested: ({ suggested }) => suggested ?? '',
    suggested_probability: ({ suggestedProbability }) => number(suggestedProbability),
    tags: ({ tags }) => tags.join('; '),
  }
  return writeCsv({
    rows: cases.length,
    columns: Object.entries(columns).map(([name, of]) => ({
      name,
      values: cases.map((one) => escapeFormula(of(one))),
    })),
  })
}
