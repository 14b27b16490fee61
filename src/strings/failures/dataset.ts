import { formatCount, plural } from '../../ui/format.ts'
import { list, unchanged } from './phrases.ts'
import type { Wording } from './wording.ts'

/** Of the cases that a table and its roles make. */
export const datasetFailures = {
  'unknown-column': ({ column, known }) => ({
    what: `There is no column “${column}” in the table.`,
    safe: unchanged,
    doNext: `Its columns: ${list(known)}.`,
  }),
  'no-numbered-columns': ({ prefix, known }) => ({
    what: `No column is named “${prefix}” and a number.`,
    safe: unchanged,
    doNext: `The table’s columns: ${list(known)}.`,
  }),
  'column-used-twice': ({ columns }) => ({
    what: `${plural(columns.length, 'column has', 'columns have')} two uses: ${list(columns)}.`,
    safe: unchanged,
    doNext: 'Name each column in one entry only; the columns of ready-made vectors have none of their own.',
  }),
  'modality-named-as-column': ({ name }) => ({
    what: `The ready-made vectors “${name}” have the name of a column.`,
    safe: unchanged,
    doNext: 'Give their entry in the study a name that no column has.',
  }),
  'role-twice': ({ role, columns }) => ({
    what: `Only one column can be the ${role}; ${list(columns)} all are.`,
    safe: unchanged,
    doNext: 'Choose one.',
  }),
  'no-label-column': () => ({
    what: 'No column is the label yet.',
    safe: 'The table is saved.',
    doNext: 'Choose under “Used as” which column says what should be predicted.',
  }),
  'no-patient-column': () => ({
    what: 'Nothing says yet which rows belong to the same patient.',
    safe: 'The table is saved.',
    doNext:
      'Choose the column that names the patient, or tick “One row is one patient”. Without it results look too good.',
  }),
  'no-modality': () => ({
    what: 'No column holds anything to learn from.',
    safe: 'The table is saved.',
    doNext: 'Give a column the use “Text (notes)”, “Image”, “Number”, “Category” or “Ready-made vectors”.',
  }),
  'no-cases': () => ({
    what: 'No row has both a label and a patient.',
    safe: 'The table is saved.',
    doNext: 'Check which columns are the label and the patient.',
  }),
  'only-broken-pictures': ({ rows }) => ({
    what: `None of the pictures of the ${plural(rows, 'row')} can be read.`,
    safe: 'The table is saved.',
    doNext: 'The reasons are listed below. Open the folder again with whole files.',
  }),
  'too-many-classes': ({ column, classes, limit }) => ({
    what: `“${column}” has ${formatCount(classes)} different values; a label may have up to ${limit}.`,
    safe: 'The table is saved.',
    doNext: 'Choose another label column.',
  }),
  'label-values-not-found': ({ column, where, values }) => ({
    what: `“${where}” of the label “${column}” names values that do not occur: ${list(values)}.`,
    safe: unchanged,
    doNext: 'Check the spelling in the study file.',
  }),
  'label-value-merged-twice': ({ column, values }) => ({
    what: `The label “${column}” merges the same value into two classes: ${list(values)}.`,
    safe: unchanged,
    doNext: 'Name each value in one class only.',
  }),
  'fold-missing': ({ cases }) => ({
    what: `${plural(cases, 'case has', 'cases have')} no fold.`,
    safe: 'The table is saved.',
    doNext: 'Fill the column, or stop using it as the fold.',
  }),
  'patient-in-two-folds': ({ patients }) => ({
    what: `${plural(patients, 'patient has', 'patients have')} rows in more than one fold.`,
    safe: 'The table is saved.',
    doNext: 'Mend the fold column, or stop using it: Nearside then splits by patient.',
  }),
} satisfies Partial<Wording>
