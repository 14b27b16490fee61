import { formatCount, plural } from '../../ui/format.ts'
import { notStored } from './phrases.ts'
import type { Wording } from './wording.ts'

const archiveTroubles = {
  damaged: 'it is damaged or incomplete',
  encrypted: 'it is encrypted',
  compression: 'it is compressed in a way that is not read here',
  'too-large': 'unpacked it would be larger than is allowed',
  'unsafe-path': 'it holds a file that points outside of it',
} as const

/** Of folders and archives, and of the files of vectors in them. */
export const bundleFailures = {
  'archive-unreadable': ({ reason }) => ({
    what: `The ZIP file cannot be used: ${archiveTroubles[reason]}.`,
    safe: notStored,
    doNext:
      reason === 'encrypted'
        ? 'Make the archive again without a password, or unpack it and open the folder.'
        : 'Make the archive again, or unpack it and open the folder.',
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
} satisfies Partial<Wording>
