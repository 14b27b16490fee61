import { maxLevels } from '../core/dataset/table-modality.ts'
import { noticeRules } from '../core/notice-rules.ts'
import type { ColumnIdentifier, Notice, NoticeCode, NoticeParams, TextIdentifier } from '../core/notice.ts'
import { markHiddenCharacters } from '../core/tables/hidden-characters.ts'
import { formatCount, formatNumber, plural } from '../ui/format.ts'

type Wording = { readonly [C in NoticeCode]: (params: NoticeParams[C]) => string }

const leftOutReasons: Readonly<Record<NoticeParams['column-left-out']['reason'], string>> = {
  constant: 'it is the same in every row',
  'all-missing': 'it is empty in every row',
  'too-many-values': `a category with more than ${formatCount(maxLevels)} different values is an ID or free text`,
}

const vectorTroubles: Readonly<
  Record<NoticeParams['vectors-unusable']['reason'], (dimensions: string) => string>
> = {
  incomplete: (dimensions) => `some of the ${dimensions} are missing`,
  'not-numbers': () => 'not everything in them is a number',
  'wrong-length': (dimensions) => `most have ${dimensions}, these have not`,
}

const columnIdentifiers: Readonly<Record<ColumnIdentifier, string>> = {
  person: 'names, addresses or numbers to reach people',
  'birth-date': 'dates of birth',
  'record-number': 'numbers of records or insurances',
  email: 'e-mail addresses',
  phone: 'phone numbers',
}

const textIdentifiers: Readonly<Record<TextIdentifier, string>> = {
  email: 'an e-mail address',
  'web-address': 'a web address',
  phone: 'a phone number',
  'birth-date': 'a date of birth',
  'record-number': 'a record number',
  'titled-name': 'a title and a name',
  address: 'a postal address',
}

const wording: Wording = {
  'note-without-known-words': ({ count, modality }) =>
    `${plural(count, 'text')} in “${modality}” ${count === 1 ? 'holds' : 'hold'} no word the encoder knows. These cases stay, marked as having no text.`,
  'texts-truncated': ({ count, tokens, modality }) =>
    `${plural(count, 'text')} in “${modality}” ${count === 1 ? 'is' : 'are'} longer than the ${formatCount(tokens)} tokens that the encoder reads; the rest of ${count === 1 ? 'it' : 'each'} was cut.`,
  'texts-in-windows': ({ count, tokens, modality }) =>
    `${plural(count, 'text')} in “${modality}” ${count === 1 ? 'is' : 'are'} longer than the ${formatCount(tokens)} tokens that the encoder reads at once; ${count === 1 ? 'it was' : 'they were'} read in windows, and the vectors of the windows averaged.`,
  'device-lost': ({ times }) =>
    `The graphics processor stopped ${times === 1 ? 'once' : `${times} times`} while encoding. The batch it was at was done again; nothing is missing.`,
  'moved-to-wasm': () =>
    'The graphics processor stopped again and again, so encoding went on without it, on WebAssembly.',
  'two-devices': ({ modality }) =>
    `Some vectors of “${modality}” were computed on the graphics processor, some on WebAssembly; they differ in the last digits. For one device throughout, add ?backend=wasm to the address and encode a copy of the project.`,
  'batches-shrunk': ({ inputs }) =>
    `Memory ran short while encoding; it went on with ${plural(inputs, 'input')} at a time. Nothing is missing.`,

  'training-device-lost': ({ times }) =>
    `The graphics processor stopped ${times === 1 ? 'once' : `${times} times`} during the comparison. What it was at was computed again; nothing is missing.`,
  'training-moved': ({ reason, to }) =>
    `The graphics processor ${reason === 'lost' ? 'stopped' : 'had not enough memory'} during the comparison, which was begun again on ${to === 'wasm' ? 'WebAssembly' : 'another one'}: all results are from there, none are mixed.`,

  'encoding-guessed': ({ encoding }) =>
    `Nothing in the file says how its letters are encoded; it was read as ${encoding.toUpperCase()}. Check accents and special characters.`,
  'characters-replaced': ({ count, encoding }) =>
    `${plural(count, 'character')} show as �: they cannot be read as ${encoding.toUpperCase()}, or were lost when the file was saved. If the file looks right elsewhere, open it again with another encoding.`,
  'columns-named': ({ reason, columns }) =>
    `${plural(columns.length, 'column')} had ${reason === 'blank' ? 'no name' : 'the name of another column'} and ${columns.length === 1 ? 'was' : 'were'} named: ${columns.join(', ')}.`,
  'header-looks-like-data': () =>
    'The first row looks like data, not like names of columns. If the file has no header, add one and open it again: the first case is missing otherwise.',
  'blank-lines-skipped': ({ count }) => `${plural(count, 'blank line')} left out.`,
  'ragged-rows-skipped': ({ count, rows, expected }) =>
    `${plural(count, 'row')} without the ${expected} cells of the header left out, as you chose: row ${rows.join(', ')}${count > rows.length ? ', …' : ''}.`,
  'quotes-repaired': ({ count, row }) =>
    `${plural(count, 'row')} had a stray quotation mark that was taken literally, the first in row ${formatCount(row)}. Check it in the preview.`,

  'other-sheets': ({ sheet, others }) =>
    `The first sheet was read, “${sheet}”. Not read: ${others.slice(0, 10).join(', ')}${others.length > 10 ? ', …' : ''}.`,
  'formulas-without-value': ({ count }) =>
    `${plural(count, 'cell')} with a formula that gave an error or was never computed count as missing. Open the workbook, let it compute, and save it again.`,
  'dates-uncertain': ({ count }) =>
    `${plural(count, 'cell')} with the format of a date lie before March 1900: most likely they are durations. Store them as numbers if they matter.`,
  'columns-of-bytes': ({ columns }) =>
    `${plural(columns.length, 'column')} of bytes that are no text left out: ${columns.join(', ')}.`,

  'pictures-burned-in': ({ count }) =>
    `${plural(count, 'DICOM file says', 'DICOM files say')} that writing, often a name or a date, is part of the picture itself. Encoders see it: look at these pictures, and cover it or leave them out.`,
  'dicom-identifying-tags': ({ count, tags }) =>
    `${plural(count, 'DICOM file holds', 'DICOM files hold')} values that may identify someone: ${tags.join(', ')}. Only the pixels are kept here; the values stay in your files.`,
  'dicom-windowed': ({ count, from, window }) => {
    const shared = window
      ? ` (centre ${formatNumber(window.centre)}, width ${formatNumber(window.width)})`
      : ''
    return from === 'file'
      ? `${plural(count, 'DICOM picture')} shown in 256 greys through the first window of ${count === 1 ? 'its' : 'each'} file${shared}. Values outside of it are black or white.`
      : `${plural(count, 'DICOM picture')} without a window in the file shown in 256 greys, from the lowest to the highest value of ${count === 1 ? 'it' : 'each'}${shared}.`
  },
  'dicom-inverted': ({ count }) =>
    `${plural(count, 'DICOM picture')} stored with low values bright (MONOCHROME1) ${count === 1 ? 'was' : 'were'} inverted, so that bright means the same in all.`,
  'pictures-first-frame': ({ count, unused }) =>
    `${plural(count, 'picture holds', 'pictures hold')} several frames. The first of each is used; ${plural(unused, 'frame')} left out.`,
  'pictures-sixteen-bit': ({ count }) =>
    `${plural(count, 'PNG picture')} of 16 bits a channel, in colour, interlaced or partly transparent, ${count === 1 ? 'is' : 'are'} read with 8, as browsers do: finer steps are lost. If the values use a small part of the range, such as 12 of the 16 bits, the picture comes out nearly black: save it with the full range first.`,
  'pictures-sixteen-bit-windowed': ({ count }) =>
    `${plural(count, 'grey PNG picture')} of 16 bits shown in 256 greys, from the lowest to the highest value of ${count === 1 ? 'it' : 'each'}: how bright one is beside another is not kept.`,
  'pictures-cmyk': ({ count }) =>
    `${plural(count, 'picture')} in the colours of print (CMYK) converted to red, green and blue.`,
  'pictures-rotated': ({ count }) =>
    `${plural(count, 'picture')} turned upright, as ${count === 1 ? 'its' : 'their'} EXIF data ask.`,
  'pictures-not-rotated': ({ count }) =>
    `${plural(count, 'picture lies', 'pictures lie')} on the side or upside down: ${count === 1 ? 'its' : 'their'} EXIF data ask to turn ${count === 1 ? 'it' : 'them'}, which this browser does not do for this format. Save ${count === 1 ? 'it' : 'them'} upright, as PNG or JPEG.`,
  'pictures-located': ({ count }) =>
    `${plural(count, 'picture')} ${count === 1 ? 'holds' : 'hold'} the place where ${count === 1 ? 'it was' : 'they were'} taken (GPS). The files are kept in this browser as they are; the place is not used, and no report holds it.`,
  'names-in-pixels-unchecked': ({ count }) =>
    `Nobody has looked for names or dates inside ${count === 1 ? 'the picture' : `the ${formatCount(count)} pictures`}. If scans or screenshots are among them, check that no writing in them names a patient.`,

  'vectors-attached': ({ column, idColumn, matched, unused, notFinite }) =>
    `${plural(matched, 'row has', 'rows have')} a vector from the file “${column}”, ${idColumn === null ? 'taken in the order of the rows: right only if neither was sorted since' : `by the IDs in “${idColumn}”`}${unused > 0 ? `; ${plural(unused, 'vector belongs', 'vectors belong')} to no row` : ''}${notFinite > 0 ? `; ${plural(notFinite, 'vector was', 'vectors were')} left out, as not all of its numbers are finite` : ''}.`,
  'pictures-attached': ({ column, idColumn, matched }) =>
    idColumn === null
      ? `${plural(matched, 'row names', 'rows name')} a picture that came along, in “${column}”.`
      : `${plural(matched, 'row has', 'rows have')} a picture that is called after its value in “${idColumn}”. They are in the new column “${column}”.`,
  'vectors-not-used': ({ count }) =>
    `${plural(count, 'file of vectors', 'files of vectors')} not used: without a table nothing says whose they are.`,

  'one-patient-per-row': ({ patients }) =>
    `Every row counts as a patient of its own: ${plural(patients, 'patient')}. If some rows belong to the same patient, name the column, or results look too good.`,
  'positive-guessed': ({ by }) =>
    by === 'name'
      ? 'The positive class was chosen by its name. Change it under Classes if the other one is what you look for.'
      : 'The rarer class was taken as the positive one. Change it under Classes if the other one is what you look for.',
  'positive-not-used': ({ classes }) =>
    `With ${classes} classes there is no positive class; F1 is the mean over classes.`,
  'classes-look-alike': ({ column, count }) =>
    `${plural(count, 'class', 'classes')} of “${column}” differ only in case or spaces. They are kept apart; mend the file if they are the same.`,
  'label-missing-codes': ({ column, count }) =>
    `${plural(count, 'label')} in “${column}” ${count === 1 ? 'looks' : 'look'} like a code for “missing” (-999, Inf, a dot) but ${count === 1 ? 'counts' : 'count'} as a class of ${count === 1 ? 'its' : 'their'} own. If the label is not known there, empty these cells in the file.`,
  'labels-changed': ({ column, count }) =>
    `${plural(count, 'label')} of “${column}” ${count === 1 ? 'was' : 'were'} changed by hand, under Explore. The file is as it was; the trail of the changes can be saved there.`,
  'relabels-lapsed': ({ column, count }) =>
    `${plural(count, 'change')} of a label of “${column}” by hand ${count === 1 ? 'does' : 'do'} not fit: the case, the class or the label that was changed is not in these data. ${count === 1 ? 'It is' : 'They are'} not applied.`,
  'relabels-set-aside': ({ column, count }) =>
    `${plural(count, 'label')} of “${column}” that ${count === 1 ? 'was' : 'were'} changed by hand ${count === 1 ? 'is' : 'are'} set aside, since the column is not the label now. Make it the label again, and ${count === 1 ? 'it holds' : 'they hold'} again.`,
  'ids-repeated': ({ column, count }) =>
    `${plural(count, 'case ID')} in “${column}” occurred before and was numbered.`,
  'hidden-characters': ({ column, count }) =>
    `${plural(count, 'value')} in “${column}” ${count === 1 ? 'holds' : 'hold'} characters that cannot be seen. They are ignored when values are compared.`,
  'texts-missing': ({ column, count }) =>
    `${plural(count, 'case has', 'cases have')} no text in “${column}”. They stay, marked as having none.`,
  'pictures-missing': ({ column, count }) =>
    `${plural(count, 'case has', 'cases have')} no picture in “${column}”. They stay, marked as having none.`,
  'pictures-averaged': ({ column, count }) =>
    `${plural(count, 'case has', 'cases have')} several pictures in “${column}”; the vectors of each case’s pictures are averaged.`,
  'pictures-not-found': ({ column, count }) =>
    `${plural(count, 'picture')} named in “${column}” ${count === 1 ? 'is' : 'are'} not here, or the name fits several. Open the table together with the folder of its pictures; a cell names several with “;” between them.`,
  'pictures-broken': ({ column, count }) =>
    `${plural(count, 'picture')} named in “${column}” cannot be used: the files are broken, or no pictures. They are listed below. The cases stay, marked as having no picture, unless they hold nothing else.`,
  'pictures-unused': ({ count }) =>
    `${plural(count, 'picture')} that came along ${count === 1 ? 'belongs' : 'belong'} to no row.`,
  'vectors-missing': ({ column, count }) =>
    `${plural(count, 'case has', 'cases have')} no vector in “${column}”. They stay, marked as having none.`,
  'vectors-unusable': ({ column, reason, count, dimensions }) =>
    `${plural(count, 'vector')} in “${column}” cannot be used: ${vectorTroubles[reason](plural(dimensions, 'number'))}. The cases stay, marked as having none.`,
  'column-left-out': ({ column, reason }) => `“${column}” is left out: ${leftOutReasons[reason]}.`,
  'not-numbers': ({ column, count }) =>
    `${plural(count, 'value')} in “${column}” ${count === 1 ? 'is no number and counts' : 'are no numbers and count'} as missing. If the column holds words, use it as a category.`,
  'table-values-missing': ({ count, values, columns }) =>
    `${formatCount(count)} of the ${formatCount(values)} numbers and categories are missing, in ${plural(columns, 'column')}. The cases stay: a missing number stands at the mean of the training cases, and a column of its own says that it is missing.`,
  'table-missing': ({ count }) =>
    `${plural(count, 'case has', 'cases have')} none of the numbers and categories. They stay, marked as having none.`,
  'missing-codes': ({ column, count }) =>
    `${plural(count, 'value')} in “${column}” look like codes for “missing” (-999, Inf, a dot) and count as missing.`,
  'dates-ambiguous': ({ column, count }) =>
    `${plural(count, 'date')} in “${column}” can be read day first or month first. They are kept as they are written, and nothing is computed from them.`,
  'one-class': () =>
    'All cases have the same label, so there is nothing to tell apart. Choose another label column.',
  'classes-without-cases': ({ count }) =>
    `${plural(count, 'class has', 'classes have')} no case left since labels were changed by hand: there is nothing to learn of ${count === 1 ? 'it' : 'them'}, and probabilities could not be calibrated. Merge ${count === 1 ? 'it' : 'each'} with another class; the cases keep the labels that you gave them.`,
  'classes-with-one-patient': ({ count }) =>
    `${plural(count, 'class has', 'classes have')} a single patient, who would be on one side of every split. Add cases, or leave the class out.`,
  'classes-below-folds': ({ count, folds }) =>
    `${plural(count, 'class has', 'classes have')} fewer patients than the ${folds} folds; some folds will have none to test on.`,
  'classes-not-in-folds': ({ count, folds }) =>
    `${plural(count, 'class is', 'classes are')} missing from some of the ${folds} given folds, which will have none of it to test on.`,
  'cases-without-site': ({ column, count }) =>
    `${plural(count, 'case has', 'cases have')} no site in “${column}” and ${count === 1 ? 'takes' : 'take'} no part in the folds: ${count === 1 ? 'it may come' : 'they may come'} from the site that is left out.`,
  'patients-at-several-sites': ({ column, patients, setAside }) =>
    `${plural(patients, 'patient has', 'patients have')} cases at more than one site of “${column}”. When one of these sites is tested, their cases elsewhere are on neither side of that fold, so that no patient is on both: up to ${plural(setAside, 'case')} a fold.`,
  'sites-not-tested': ({ column, sites, cases, fewest }) =>
    `${plural(sites, 'site')} of “${column}” ${sites === 1 ? 'has' : 'have'} fewer than ${fewest} patients and ${sites === 1 ? 'is' : 'are'} not left out: ${sites === 1 ? 'its' : 'their'} ${plural(cases, 'case')} train in every fold and are never tested.`,
  'sites-without-a-class': ({ column, sites }) =>
    `${plural(sites, 'site')} of “${column}” ${sites === 1 ? 'has' : 'have'} not every class. AUROC and some other metrics have no value there, and the comparison leaves such a fold out for them.`,
  'classes-at-one-site': ({ column, count }) =>
    `${plural(count, 'class', 'classes')} cannot be learned when a certain site of “${column}” is left out: no other site has ${count === 1 ? 'it' : 'them'}.`,
  'locked-without-classes': ({ missing, classes }) =>
    `${missing} of the ${plural(classes, 'class', 'classes')} ${missing === 1 ? 'has' : 'have'} no case in the locked test set: AUROC and other metrics that need one have no value there. Lock more cases, or others.`,
  'subgroup-left-out': ({ column, levels, most }) =>
    `“${column}” has ${formatCount(levels)} different values; no results by its values are made, because groups of more than ${formatCount(most)} values are too small to say anything of.`,
  'subgroup-not-found': ({ column }) =>
    `There is no column “${column}”, by whose values results were to be made.`,
  'few-events-in-folds': ({ patients, folds, advised }) =>
    `The smallest class has ${plural(patients, 'patient')} for ${formatCount(folds)} folds, fewer than ${formatCount(advised)} to test on in each: sensitivity, AUROC and calibration of a fold are then mostly chance. Fewer folds help.`,
  'few-events-per-dimension': ({ patients, dimensions, advised }) =>
    `The smallest class has ${plural(patients, 'patient')} for the ${formatCount(dimensions)} numbers of the vectors, ${formatNumber(patients / dimensions)} for each; below about ${formatCount(advised)} a model without a penalty learns chance. Look at the calibration slope: below 1, probabilities are too extreme.`,
  'few-events': ({ patients, advised }) =>
    `The smallest class has ${plural(patients, 'patient')}; below about ${advised} the intervals are wide and the verdict may change with the seed.`,
  'texts-shared-by-patients': ({ column, cases }) =>
    `${plural(cases, 'case has', 'cases have')} the same text in “${column}” as a case of another patient. Copies on both sides of a split make results look too good.`,
  'texts-alike': ({ column, cases, groups, capped }) =>
    `${capped ? 'At least ' : ''}${plural(cases, 'case has', 'cases have')} nearly the same text in “${column}” as a case of another patient, in ${plural(groups, 'group')}. One patient under two numbers or a copied note, on both sides of a split, makes results look too good.`,
  'texts-in-another-language': ({ column, cases, language }) =>
    `${plural(cases, 'text')} in “${column}” ${cases === 1 ? 'looks' : 'look'} ${language === 'script' ? 'written in other than Latin letters' : language}. An encoder that learned from English knows few of ${cases === 1 ? 'its' : 'their'} words; choose one that knows the language.`,
  'pictures-shared-by-patients': ({ column, cases }) =>
    `${plural(cases, 'case has', 'cases have')} the same picture in “${column}” as a case of another patient. Copies on both sides of a split make results look too good.`,
  'pictures-alike': ({ column, cases, groups }) =>
    `${plural(cases, 'case has', 'cases have')} a picture in “${column}” that looks nearly like one of another patient, in ${plural(groups, 'group')}. Look at them: copies on both sides of a split make results look too good, but two patients’ pictures can be alike.`,
  'effective-size': ({ cases, patients, effective, icc }) =>
    `The ${plural(cases, 'case')} of ${plural(patients, 'patient')} tell about as much as ${formatCount(effective)} independent ones: within a patient the labels ${icc === 0 ? 'are not alike' : `go together (intraclass correlation ${icc.toFixed(2)})`}.`,
  'column-tells-label': ({ column, auroc }) =>
    `“${column}” alone nearly tells the label${auroc === undefined ? '' : `: AUROC ${auroc.toFixed(3)} by itself`}. If it was written after the outcome was known, set it to “Not used”: the results mean little otherwise.`,
  'label-words-in-text': ({ column, count, names = [] }) =>
    `${plural(count, 'word')} in “${column}” ${count === 1 ? 'gives the label away where it stands' : 'give the label away where they stand'}${namesInWords(names, count)}. If the text was written after the outcome was known, the results mean little.`,

  'column-may-identify': ({ column, kind, by }) =>
    `“${column}” may identify people: ${by === 'name' ? `by its name it holds ${columnIdentifiers[kind]}` : `most of its values look like ${columnIdentifiers[kind]}`}. If the study does not need it, consider leaving it out of the file.`,
  'text-may-identify': ({ column, cases, found }) =>
    `${plural(cases, 'text')} in “${column}” may identify someone: ${found.map((one) => `${formatCount(one.cases)} with ${textIdentifiers[one.kind]}`).join(', ')}. A suggestion from patterns, which also overlook names: consider masking them in the file.`,
}

/** Words of classes' own names, which results tell anyway; the others stay on the screen. */
function namesInWords(names: readonly string[], count: number): string {
  if (names.length === 0) return ''
  const listed = names.slice(0, 10).join(', ') + (names.length > 10 ? ', …' : '')
  return `${names.length === count ? ':' : ', among them'} ${listed}, of ${names.length === 1 ? 'a class’s own name' : 'the classes’ own names'}`
}

/** With the rule that it is said for, where no badge beside it names the rule. */
export function citeNotice(notice: Notice): string {
  const rule = noticeRules[notice.code]
  return rule ? `${wordNotice(notice)} (${rule})` : wordNotice(notice)
}

/** Names of columns stand in sentences of ours: a direction mark in one must not turn the sentence around. */
export function wordNotice(notice: Notice): string {
  const word = wording[notice.code] as ((params: Notice['params']) => string) | undefined
  // results and tables that were stored by another version may hold one that this one does not know
  return markHiddenCharacters(word ? word(notice.params) : `${notice.code}.`)
}
