import type { Wording } from './wording.ts'

const studySafe = 'No data was read.'

/** Of study files. */
export const studyFailures = {
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
} satisfies Partial<Wording>
