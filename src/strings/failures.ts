import type { FailureCode, FailureData, FailureParams, ModelTrouble } from '../core/failure.ts'
import { markHiddenCharacters } from '../core/tables/hidden-characters.ts'
import { formatBytes, formatCount, formatShare, plural } from '../ui/format.ts'

/** Every failure in three parts (promise P23). None ever quotes what a patient's record holds. */
export interface FailureWords {
  /** What happened. */
  readonly what: string
  /** What is safe. */
  readonly safe: string
  /** What to do next. */
  readonly doNext: string
}

type Wording = { readonly [C in FailureCode]: (params: FailureParams[C]) => FailureWords }

const unchanged = 'Nothing was changed.'
const kept = 'Everything finished so far is kept.'
const notStored = 'Nothing was stored; what you had before is unchanged.'
const studySafe = 'No data was read.'
const whyNotSaved: Record<FailureParams['app-not-saved']['reason'], string> = {
  full: 'the disk space that the browser grants is used up',
  unreachable: 'the server stopped answering',
  changed: 'the server sent another file than the one that belongs to this version',
  'not-served': 'the server does not hand out sw.js, which does that, as a script',
  blocked: 'this browser does not allow it',
}
const loadLater = 'Load this page again later: what was saved so far is kept.'
const whatNextWhenNotSaved: Record<FailureParams['app-not-saved']['reason'], string> = {
  full: `Free some space. ${loadLater}`,
  unreachable: loadLater,
  changed: loadLater,
  'not-served':
    'Load this page again later. If it stays, ask whoever installed Nearside to put its folder on the server again.',
  blocked:
    'To use it without the server, leave private browsing, or ask IT to allow site data for this address.',
}
/** A table can have thousands of columns: the first of them show what the names are like. */
const mostNames = 40

const list = (names: readonly string[]): string =>
  names.length > mostNames
    ? `${names.slice(0, mostNames).join(', ')} and ${formatCount(names.length - mostNames)} more`
    : names.join(', ')

const modelTroubles: Readonly<Record<ModelTrouble, string>> = {
  'web page': 'it is a web page, not a model file',
  'not json': 'it does not hold the settings it should',
  pointer: 'it only says where Git LFS keeps the file, which itself was not downloaded',
  'not onnx': 'it is not a model in the ONNX format',
  incomplete: 'its end is missing',
  'several weights': 'there are several ONNX files, and nothing says which one to use',
  'unknown kind': 'it is neither a text nor an image encoder',
  'other kind': 'it takes another kind of input than the files beside it prepare',
  'no usable output': 'the model has no output that is a vector of an input',
  'external data': 'the weights lie in a second file that is not there',
}

const archiveTroubles = {
  damaged: 'it is damaged or incomplete',
  encrypted: 'it is encrypted',
  compression: 'it is compressed in a way that is not read here',
  'too-large': 'unpacked it would be larger than is allowed',
  'unsafe-path': 'it holds a file that points outside of it',
} as const

const wording: Wording = {
  cancelled: () => ({
    what: 'Cancelled.',
    safe: kept,
    doNext: 'Start it again when you are ready; it goes on from there.',
  }),
  internal: ({ where, detail }) => ({
    what: `Something went wrong inside Nearside (${where}).`,
    safe: 'What is stored on this computer is untouched.',
    doNext: `Load the page again and retry. If it happens again, report these words: ${detail}`,
  }),
  'shape-mismatch': ({ where, expected, actual }) => ({
    what: `Numbers of the wrong shape met in ${where}: ${expected} was expected, ${actual} came.`,
    safe: kept,
    doNext: 'This is a mistake in Nearside. Please report these words; they hold no data.',
  }),
  'not-finite': ({ where }) => ({
    what: `A computation gave numbers that are not finite (${where}).`,
    safe: `${kept} No result was made from them.`,
    doNext:
      'Run it again on WebAssembly (add ?backend=wasm to the address). If it stays, report these words.',
  }),

  'storage-blocked': () => ({
    what: 'This browser does not let Nearside store anything.',
    safe: 'No data was loaded.',
    doNext: 'Leave private browsing, or ask IT to allow site data (IndexedDB) for this address.',
  }),
  'storage-broken': ({ detail }) => ({
    what: 'The browser cannot open its own storage files.',
    safe: 'Nearside has not written anything.',
    doNext: `Close other windows of this app and load the page again. If it stays, the browser profile is damaged: ${detail}`,
  }),
  'storage-full': () => ({
    what: 'The disk space that the browser grants is used up.',
    safe: 'Everything saved before is intact; the last step was not saved.',
    doNext: 'Delete a project you no longer need, or free space on the disk, then repeat the step.',
  }),
  'storage-newer': () => ({
    what: 'The data here was written by a newer version of Nearside.',
    safe: 'Nothing was changed.',
    doNext: 'Load the page again to get the newer version.',
  }),
  'storage-closed': () => ({
    what: 'The connection to the storage was closed, by another tab or by the browser.',
    safe: 'Everything saved is intact.',
    doNext: 'Load this page again.',
  }),
  'data-corrupted': ({ what, block }) => ({
    what: `Part ${block + 1} of the stored ${what} does not match its checksum.`,
    safe: 'The damaged part is not used for anything.',
    doNext: {
      table: 'Delete this project and open the original file again.',
      pictures: 'Delete this project and open the original files again.',
      results: 'Delete this project and open the original file again.',
      embeddings: 'Encode again: the texts are still here.',
      encoder: 'Remove this encoder and open its folder or ZIP again.',
    }[what],
  }),
  'not-found': ({ what }) => ({
    what: `This ${what} is not on this computer.`,
    safe: unchanged,
    doNext: 'It was deleted, or belongs to another browser profile. Go back to the start.',
  }),

  'training-diverged': ({ loss, epoch }) => ({
    what: `Training with the loss “${loss}” gave numbers that are not finite in epoch ${epoch}.`,
    safe: kept,
    doNext: 'Lower the learning rate or raise the temperature under Adapt, or take the robust preset.',
  }),

  'study-missing-key': ({ path }) => ({
    what: `The study file lacks “${path}”.`,
    safe: studySafe,
    doNext: 'Add it and open the study again.',
  }),
  'study-unknown-key': ({ path, key, known }) => ({
    what: `The study file has an unknown key “${key}”${path ? ` in “${path}”` : ''}.`,
    safe: studySafe,
    doNext: `Known here: ${known}.`,
  }),
  'study-unknown-name': ({ path, name, known }) => ({
    what: `The study file names “${name}” in “${path}”, which does not exist.`,
    safe: studySafe,
    doNext: `Known here: ${known}.`,
  }),
  'study-wrong-type': ({ path, expected }) => ({
    what: `“${path || 'The study'}” must be ${expected}.`,
    safe: studySafe,
    doNext: 'Correct it and open the study again.',
  }),
  'study-out-of-range': ({ path, minimum, maximum, actual }) => ({
    what: `“${path}” is ${actual}; it must be from ${minimum} to ${maximum}.`,
    safe: studySafe,
    doNext: 'Correct it and open the study again.',
  }),
  'study-duplicate': ({ path, name }) => ({
    what: `“${name}” stands twice in “${path}”.`,
    safe: studySafe,
    doNext: 'Remove one and open the study again.',
  }),
  'study-conflict': ({ path, other }) => ({
    what: `“${path}” and “${other}” cannot be used together.`,
    safe: studySafe,
    doNext: 'Remove one and open the study again.',
  }),
  'study-not-json': () => ({
    what: 'The study file is not valid JSON.',
    safe: studySafe,
    doNext: 'Check it for a missing comma, bracket or quotation mark.',
  }),
  'one-study-expected': ({ found }) => ({
    what: found === 0 ? 'These files include no study (.json).' : `These files include ${found} studies.`,
    safe: studySafe,
    doNext: 'Open one table by itself, or one study file together with its data.',
  }),
  'one-table-expected': ({ found }) => ({
    what: `The study comes with ${found} tables, and does not say which one the cases are in.`,
    safe: studySafe,
    doNext: 'Name one table under “files”.',
  }),
  'study-file-missing': ({ file }) => ({
    what: `The study needs “${file}”, which was not opened with it.`,
    safe: studySafe,
    doNext: 'Choose the study file and its data together.',
  }),

  'classifier-unreadable': ({ classifier }) => ({
    what: `A stored classifier (${classifier}) is damaged, or was written by another version of Nearside.`,
    safe: 'It is not used for anything.',
    doNext: 'Fit it again from the data.',
  }),

  'one-class-only': ({ cases }) => ({
    what: `All ${plural(cases, 'case')} have the same label, so there is nothing to tell apart.`,
    safe: unchanged,
    doNext: 'Choose another label column under Data, or add cases of another class.',
  }),
  'class-with-one-patient': ({ classes }) => ({
    what: `${plural(classes, 'class has', 'classes have')} only one patient, who would be on one side of every split.`,
    safe: unchanged,
    doNext: 'Add cases of other patients, or leave the class out.',
  }),
  'fewer-patients-than-folds': ({ patients, folds }) => ({
    what: `${plural(patients, 'patient')} cannot be split into ${folds} folds.`,
    safe: unchanged,
    doNext: 'Choose fewer folds under Adapt.',
  }),
  'too-few-folds': ({ folds }) => ({
    what: `The fold column names ${plural(folds, 'fold')}; at least two are needed.`,
    safe: unchanged,
    doNext: 'Choose another fold column, or none.',
  }),
  'folds-not-given': ({ column }) => ({
    what: `The study takes its folds from “${column}”, but no column has the role “fold”.`,
    safe: unchanged,
    doNext: `Give “${column}” the role “fold”, or take “folds_column” out of the study.`,
  }),
  'patients-shared': ({ repeat, fold, patients }) => ({
    what: `${plural(patients, 'patient')} would be on both sides of fold ${fold + 1}, repeat ${repeat + 1}.`,
    safe: 'The comparison was stopped before anything was computed from that split.',
    doNext: 'Mend the fold column, or remove it so that Nearside splits by patient.',
  }),
  'no-vectors': ({ repeat, fold }) => ({
    what: `No training case of fold ${fold + 1}, repeat ${repeat + 1} has a vector.`,
    safe: kept,
    doNext:
      'Check that the columns are the right ones, and that the encoder knows the language of the texts.',
  }),

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

  'nothing-to-open': ({ archives, others }) => ({
    what:
      archives > 0
        ? `There is no table and no picture here, only ${plural(archives, 'archive')} inside: an archive within another is not opened.`
        : `There is no table and no picture here${others > 0 ? `, only ${plural(others, 'file')} that cannot be read` : ''}.`,
    safe: notStored,
    doNext:
      archives > 0
        ? 'Unpack it and open the folder.'
        : 'Open a table, a folder with pictures, or a ZIP of either.',
  }),
  'no-class-folders': ({ pictures }) => ({
    what: `There is no table here, and ${pictures === 1 ? 'the only picture does not lie in a folder' : `all ${formatCount(pictures)} pictures lie in one folder`}: nothing says which class each is of.`,
    safe: notStored,
    doNext:
      'Put the pictures into a folder for each class, named after it, or add a table that names pictures and classes.',
  }),
  'vectors-unsupported': ({ feature }) => ({
    what: `This file of vectors (.npy) uses something that is not read here: ${feature}.`,
    safe: notStored,
    doNext: 'Save one array of numbers again, [cases, dimensions], as float32.',
  }),
  'vector-ids-wrong': ({ ids, columns, vectors }) => ({
    what:
      columns === 1
        ? `There are ${formatCount(ids)} IDs for ${plural(vectors, 'vector')}.`
        : `The file of IDs has ${formatCount(columns)} columns; one is expected.`,
    safe: notStored,
    doNext: 'Write one ID a line, in the order of the vectors, with or without a heading.',
  }),
  'vectors-not-matched': ({ by, vectors, rows }) => ({
    what:
      by === 'ids'
        ? `No column of the table holds the IDs of the ${plural(vectors, 'vector')}.`
        : `There are ${plural(vectors, 'vector')} for ${plural(rows, 'row')}, and no file says which belongs to which.`,
    safe: notStored,
    doNext:
      by === 'ids'
        ? 'Use the same IDs in a column of the table, a different one for each case.'
        : 'Put the IDs, one a line, beside NAME.npy in a file NAME.ids.csv.',
  }),

  'worker-failed': ({ worker, detail }) => ({
    what: `A background part of Nearside (${worker}) stopped.`,
    safe: kept,
    doNext: `Start the step again; it goes on where it stopped. If it happens again, close other programs, or report: ${detail}`,
  }),
  'no-webgpu': () => ({
    what: 'WebGPU was asked for, and this browser has no adapter for it.',
    safe: unchanged,
    doNext: 'Remove ?backend=webgpu from the address: everything also runs on WebAssembly.',
  }),
  'model-missing': ({ id, file, status }) => ({
    what: `The encoder ${id} lacks its file “${file}” (status ${status}).`,
    safe: 'No case was encoded with an incomplete model.',
    doNext: 'Ask whoever installed Nearside to copy the whole folder public/models again, then retry.',
  }),
  'model-corrupted': ({ id, file, reason }) => ({
    what: `“${file}” of the encoder ${id} is not the file it should be (${reason}).`,
    safe: 'It was refused, and no case was encoded with it.',
    doNext: 'Ask whoever installed Nearside to copy the folder public/models again, then retry.',
  }),
  'model-load-failed': ({ id, device, detail }) => ({
    what: `The encoder ${id} could not be started on ${device}.`,
    safe: kept,
    doNext: `Retry; with ?backend=wasm in the address it runs without the graphics processor. Details: ${detail}`,
  }),
  'device-lost': ({ id }) => ({
    what: `The graphics processor stopped while the encoder ${id} was running.`,
    safe: kept,
    doNext: 'Start encoding again; with ?backend=wasm in the address it runs without the graphics processor.',
  }),
  'out-of-memory': ({ id, inputs }) => ({
    what: `The memory did not suffice for the encoder ${id}, even with ${plural(inputs, 'input')} at a time.`,
    safe: kept,
    doNext: 'Close other tabs and programs and start again, or choose a smaller encoder.',
  }),
  'picture-unreadable': ({ count }) => ({
    what: `${plural(count, 'picture')} cannot be decoded.`,
    safe: kept,
    doNext: 'Open the pictures in an image viewer; save those that do not open as PNG or JPEG again.',
  }),
  'self-test-failed': ({ id, device, difference, tolerance }) => ({
    what: `On ${device === 'wasm' ? 'WebAssembly' : 'WebGPU'} the encoder ${id} gives other numbers than it should: they differ by ${formatShare(difference)}, at most ${formatShare(tolerance)} is allowed.`,
    safe: 'No case was encoded with it.',
    doNext:
      'Retry with ?backend=wasm in the address. If it fails there too, its files are not to be trusted: open or install it again.',
  }),
  'no-model-found': ({ needed }) => ({
    what: 'There is no encoder in what was opened.',
    safe: notStored,
    doNext: `Choose the folder (or a ZIP of it) that holds ${list(needed)}, and no other model beside it.`,
  }),
  'model-file-missing': ({ id, file }) => ({
    what: `The encoder ${id} lacks its file “${file}”.`,
    safe: notStored,
    doNext: 'Copy the whole folder again and open it once more.',
  }),
  'model-not-understood': ({ id, file, reason }) => ({
    what: `“${file}” of the encoder ${id} cannot be used: ${modelTroubles[reason]}.`,
    safe: notStored,
    doNext: 'Download the model again, in the layout that transformers.js loads, and open it once more.',
  }),
  'model-output-wrong': ({ id, output, expected, actual }) => ({
    what: `The encoder ${id} gave “${output}” as ${actual} in a trial run; ${expected} was expected.`,
    safe: notStored,
    doNext: 'Its files may belong to different models. Download it again, or choose another encoder.',
  }),
  'archive-unreadable': ({ reason }) => ({
    what: `The ZIP file cannot be used: ${archiveTroubles[reason]}.`,
    safe: notStored,
    doNext: 'Make the archive again without a password, or unpack it and open the folder.',
  }),
  'not-embedded': ({ cases }) => ({
    what: `${plural(cases, 'case')} ${cases === 1 ? 'has' : 'have'} no vector yet.`,
    safe: kept,
    doNext: 'Open Encode and start it: only the missing ones are computed.',
  }),
  'unknown-encoder': ({ id, known }) => ({
    what: `There is no encoder “${id}”.`,
    safe: unchanged,
    doNext: `Choose one of: ${list(known)}.`,
  }),

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

  'insecure-context': () => ({
    what: 'This page was opened over an address that is not secure.',
    safe: 'No data was loaded, and none should be: the browser switches its protections off here.',
    doNext: 'Open it over https, or on this computer as http://localhost.',
  }),
  'no-webassembly': () => ({
    what: 'WebAssembly is switched off in this browser.',
    safe: 'No data was loaded.',
    doNext: 'Ask IT to allow it for this address: it is often off together with “JavaScript JIT”.',
  }),
  'job-running': () => ({
    what: 'Another job is still running.',
    safe: kept,
    doNext: 'Wait for it, or cancel it below.',
  }),
  'job-in-other-tab': () => ({
    what: 'Nearside is working in another tab.',
    safe: kept,
    doNext: 'Go on there, or wait until it is done.',
  }),
  'run-outdated': () => ({
    what: 'The data, the encoder, the backend or the program have changed since this run began: what it finished cannot be joined with new results.',
    safe: 'What it finished is kept.',
    doNext: 'Start a new comparison under Adapt.',
  }),
  'app-not-saved': ({ reason, update }) => ({
    what: `${update ? 'A new version of Nearside' : 'Nearside'} could not be saved on this computer: ${whyNotSaved[reason]}.`,
    safe: update
      ? 'Your data is untouched, and the version that you have goes on working.'
      : 'Your data is untouched. Nearside works as long as its server can be reached.',
    doNext: whatNextWhenNotSaved[reason],
  }),
  'update-unanswered': () => ({
    what: 'The new version of Nearside did not answer.',
    safe: 'Your data is untouched, and the version that you have goes on working.',
    doNext: 'Close all tabs of Nearside and open it again: the new version takes over then.',
  }),
}

export function wordFailure(failure: FailureData): FailureWords {
  const word = wording[failure.code] as (params: FailureData['params']) => FailureWords
  const { what, safe, doNext } = word(failure.params)
  // A direction mark in the name of a column must not turn our sentence around.
  return { what: markHiddenCharacters(what), safe, doNext: markHiddenCharacters(doNext) }
}
