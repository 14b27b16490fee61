import { formatBytes, formatCount, plural } from '../../ui/format.ts'
import { list, notStored } from './phrases.ts'
import type { Wording } from './wording.ts'

/** Of files of tables. */
export const tableFailures = {
  'unknown-format': ({ extension, known }) => ({
    what: `Files of type “${extension}” cannot be read.`,
    safe: notStored,
    doNext: `Save the table as one of: ${list(known)}.`,
  }),
  'file-too-large': ({ bytes, limit }) => ({
    what: `The file has ${formatBytes(bytes)}; up to ${formatBytes(limit)} can be read.`,
    safe: 'It was not read at all.',
    doNext: 'Split it, or leave out columns that are not needed.',
  }),
  'file-empty': () => ({
    what: 'The file is empty.',
    safe: notStored,
    doNext: 'Check that the export finished, and choose it again.',
  }),
  'no-rows': () => ({
    what: 'The file has a header but no rows.',
    safe: notStored,
    doNext: 'Check that the export finished, and choose it again.',
  }),
  'not-a-text-table': ({ looksLike }) => ({
    what:
      looksLike === 'binary'
        ? 'This is not a text table: it holds bytes that no text has.'
        : `This is not a text table but ${{ spreadsheet: 'a spreadsheet', pdf: 'a PDF', image: 'an image', archive: 'an archive', 'web-page': 'a web page' }[looksLike]}.`,
    safe: notStored,
    doNext:
      looksLike === 'spreadsheet'
        ? 'If it is an XLSX workbook, give its name the ending .xlsx; otherwise save it as CSV and open that.'
        : 'Choose a file that holds a table.',
  }),
  'spreadsheet-refused': ({ reason }) => ({
    what: {
      encrypted: 'This workbook is locked with a password, or is of the format that Excel used before 2007.',
      macros: 'This workbook holds macros, which are programs.',
      old: 'Workbooks of this kind cannot be read.',
    }[reason],
    safe: notStored,
    doNext: 'Save it as CSV, or as XLSX without macros and without a password, and open that.',
  }),
  'wrong-content': ({ format }) => ({
    what: `The name says ${format}, but the content is something else.`,
    safe: notStored,
    doNext: 'Save the table again in the program that made it, or give the file the ending of what it is.',
  }),
  'file-damaged': ({ format }) => ({
    what: `This ${format} file is damaged or incomplete.`,
    safe: notStored,
    doNext: 'Copy or download it again, or save the table again in the program that made it.',
  }),
  'unpacked-too-large': ({ limit }) => ({
    what: `Unpacked, the table would be larger than ${formatBytes(limit)}.`,
    safe: notStored,
    doNext: 'Leave out columns that are not needed, or split the file.',
  }),
  'bad-json-line': ({ line, reason }) => ({
    what: `Line ${formatCount(line)} is ${reason === 'not-json' ? 'not valid JSON' : 'JSON, but not an object'}.`,
    safe: notStored,
    doNext: 'In a file of JSON lines, every line is one case between { and }. Mend that line.',
  }),
  'parquet-unsupported': ({ feature }) => ({
    what: `This Parquet file uses something that is not read here: ${feature}.`,
    safe: notStored,
    doNext: 'Write it again with Snappy compression and without encryption, or save the table as CSV.',
  }),
  'too-many-columns': ({ columns, limit }) => ({
    what: `The table has ${formatCount(columns)} columns; up to ${formatCount(limit)} can be read.`,
    safe: notStored,
    doNext: 'Leave out columns that are not needed.',
  }),
  'too-many-cells': ({ limit }) => ({
    what: `The table has more than ${formatCount(limit)} cells.`,
    safe: notStored,
    doNext: 'Leave out columns that are not needed, or split the file.',
  }),
  'row-too-long': ({ row, limit }) => ({
    what: `Row ${formatCount(row)} is longer than ${formatCount(limit)} characters.`,
    safe: notStored,
    doNext: 'A cell may hold a whole document, or a quotation mark is never closed. Look at that row.',
  }),
  'unclosed-quote': ({ row }) => ({
    what: `A quotation mark opened in row ${formatCount(row)} is never closed.`,
    safe: notStored,
    doNext: 'Close it in that row, or try another divider of columns.',
  }),
  'ragged-rows': ({ count, rows, expected }) => ({
    what: `${plural(count, 'row does', 'rows do')} not have the ${expected} cells of the header: row ${rows.join(', ')}${count > rows.length ? ', …' : ''}.`,
    safe: notStored,
    doNext: 'Leave these rows out, or cancel and mend the file.',
  }),
} satisfies Partial<Wording>
