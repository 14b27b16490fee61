/**
 * Something the user must be able to see that is no failure: a count and a reason (rule R13), or a warning.
 * Data until the interface words it, as failures are. Never put patient data in params.
 * To add one: one line here, its rule in notice-rules.ts, one wording in src/strings/notices.ts.
 */
export interface NoticeParams {
  // encoding
  'note-without-known-words': { count: number; modality: string }
  'texts-truncated': { count: number; tokens: number; modality: string }
  'texts-in-windows': { count: number; tokens: number; modality: string }
  'device-lost': { times: number }
  'moved-to-wasm': Record<never, never>
  'two-devices': { modality: string }
  'batches-shrunk': { inputs: number }
  // training
  'training-device-lost': { times: number }
  /** A comparison that was begun again from nothing, elsewhere. */
  'training-moved': { reason: 'lost' | 'out-of-memory'; to: 'webgpu' | 'wasm' }
  // tables
  'encoding-guessed': { encoding: string }
  'characters-replaced': { count: number; encoding: string }
  'columns-named': { reason: 'blank' | 'duplicate'; columns: readonly string[] }
  'header-looks-like-data': Record<never, never>
  'blank-lines-skipped': { count: number }
  'ragged-rows-skipped': { count: number; rows: readonly number[]; expected: number }
  'quotes-repaired': { count: number; row: number }
  'other-sheets': { sheet: string; others: readonly string[] }
  'formulas-without-value': { count: number }
  'dates-uncertain': { count: number }
  'columns-of-bytes': { columns: readonly string[] }
  // pictures
  'pictures-burned-in': { count: number }
  /** tags: names of DICOM attributes, never their values. */
  'dicom-identifying-tags': { count: number; tags: readonly string[] }
  /** window: null where the pictures have different ones. */
  'dicom-windowed': {
    count: number
    from: 'file' | 'range'
    window: { readonly centre: number; readonly width: number } | null
  }
  'dicom-inverted': { count: number }
  /** unused: frames that follow the first ones. */
  'pictures-first-frame': { count: number; unused: number }
  'pictures-sixteen-bit': { count: number }
  'pictures-sixteen-bit-windowed': { count: number }
  'pictures-cmyk': { count: number }
  'pictures-rotated': { count: number }
  'pictures-not-rotated': { count: number }
  'pictures-located': { count: number }
  'names-in-pixels-unchecked': { count: number }
  /** idColumn: null where the order of the rows was taken. */
  'vectors-attached': {
    column: string
    idColumn: string | null
    matched: number
    unused: number
    notFinite: number
  }
  /** idColumn: null where the column itself names the files. */
  'pictures-attached': { column: string; idColumn: string | null; matched: number }
  'vectors-not-used': { count: number }
  // dataset
  'one-patient-per-row': { patients: number }
  'positive-guessed': { by: 'name' | 'rarity' }
  'positive-not-used': { classes: number }
  'classes-look-alike': { column: string; count: number }
  'label-missing-codes': { column: string; count: number }
  /** By hand. */
  'labels-changed': { column: string; count: number }
  /** Changes by hand that do not fit the cases. */
  'relabels-lapsed': { column: string; count: number }
  /** Changes by hand of a column that is not the label now. */
  'relabels-set-aside': { column: string; count: number }
  'ids-repeated': { column: string; count: number }
  'hidden-characters': { column: string; count: number }
  'texts-missing': { column: string; count: number }
  'pictures-missing': { column: string; count: number }
  'pictures-averaged': { column: string; count: number }
  /** Names in the column that no picture answers to. */
  'pictures-not-found': { column: string; count: number }
  /** Names in the column of files that cannot be used as a picture. */
  'pictures-broken': { column: string; count: number }
  /** Pictures that no column names. */
  'pictures-unused': { count: number }
  'vectors-missing': { column: string; count: number }
  'vectors-unusable': {
    column: string
    reason: 'incomplete' | 'not-numbers' | 'wrong-length'
    count: number
    dimensions: number
  }
  'column-left-out': { column: string; reason: 'constant' | 'all-missing' | 'too-many-values' }
  'not-numbers': { column: string; count: number }
  'table-values-missing': { count: number; values: number; columns: number }
  'table-missing': { count: number }
  'missing-codes': { column: string; count: number }
  /** Dates that do not tell whether the day or the month comes first. */
  'dates-ambiguous': { column: string; count: number }
  'one-class': Record<never, never>
  /** Emptied by labels that were changed by hand. */
  'classes-without-cases': { count: number }
  'classes-with-one-patient': { count: number }
  'classes-below-folds': { count: number; folds: number }
  'classes-not-in-folds': { count: number; folds: number }
  'cases-without-site': { column: string; count: number }
  /** set aside: cases at other sites, on neither side of a fold; the most of any fold. */
  'patients-at-several-sites': { column: string; patients: number; setAside: number }
  'sites-not-tested': { column: string; sites: number; cases: number; fewest: number }
  'sites-without-a-class': { column: string; sites: number }
  /** Classes that no case has once some site is left out. */
  'classes-at-one-site': { column: string; count: number }
  /** Classes of the data that no locked case has. */
  'locked-without-classes': { missing: number; classes: number }
  /** A column by which no subgroups are made: it has more values than `most`. */
  'subgroup-left-out': { column: string; levels: number; most: number }
  'subgroup-not-found': { column: string }
  /** Patients of the smallest class, of which a fold's test part has fewer than `advised` on average. */
  'few-events-in-folds': { patients: number; folds: number; advised: number }
  /** dimensions: of all modalities' vectors, before any projection. */
  'few-events-per-dimension': { patients: number; dimensions: number; advised: number }
  'few-events': { patients: number; advised: number }
  'texts-shared-by-patients': { column: string; cases: number }
  /** auroc, of the column by itself, and names are absent in runs stored by earlier versions. */
  'column-tells-label': { column: string; auroc?: number }
  /** names: those of the words that are part of a class's name, which results tell anyway. */
  'label-words-in-text': { column: string; count: number; names?: readonly string[] }
  /** capped: there may be more cases. */
  'texts-alike': { column: string; cases: number; groups: number; capped: boolean }
  'texts-in-another-language': { column: string; cases: number; language: ForeignLanguage }
  'pictures-shared-by-patients': { column: string; cases: number }
  'pictures-alike': { column: string; cases: number; groups: number }
  /** declared: cases with a picture whose file says that text is burned in; of the others nothing is known. */
  'effective-size': { cases: number; patients: number; effective: number; icc: number }
  // what may identify someone: suggestions
  'column-may-identify': { column: string; kind: ColumnIdentifier; by: 'name' | 'values' }
  'text-may-identify': {
    column: string
    cases: number
    found: readonly { kind: TextIdentifier; cases: number }[]
  }
}

/** What a column seems to hold: a name or address, a date of birth, the number of a record; e-mail addresses or phones. */
export type ColumnIdentifier = 'person' | 'birth-date' | 'record-number' | 'email' | 'phone'

/** What in a free text may identify someone. */
export type TextIdentifier =
  'email' | 'web-address' | 'phone' | 'birth-date' | 'record-number' | 'titled-name' | 'address'

/** A language that a text seems to be written in; 'script' where most of its letters are not Latin. */
export type ForeignLanguage = 'German' | 'French' | 'Spanish' | 'Italian' | 'Portuguese' | 'Dutch' | 'script'

export type NoticeCode = keyof NoticeParams

export type Notice = {
  [C in NoticeCode]: { readonly code: C; readonly severity: NoticeSeverity; readonly params: NoticeParams[C] }
}[NoticeCode]

/** info: said once; warning: the result may mislead; blocking: the next stage cannot start until it is resolved. */
export type NoticeSeverity = 'info' | 'warning' | 'blocking'

/** Said of how a run was computed, not of its data. */
export const isTrainingTrouble = ({ code }: Notice): boolean =>
  code === 'training-device-lost' || code === 'training-moved'
