import { unchanged } from './phrases.ts'
import type { Wording } from './wording.ts'

/** Of what is stored in the browser. */
export const storageFailures = {
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
  'changed-in-other-tab': () => ({
    what: 'This project was changed in another tab before what you changed here could be stored.',
    safe: 'What was stored in the other tab is kept, and is shown here now. Changes made here since were not stored.',
    doNext: 'Look at what is different, then make them again.',
  }),
  'data-corrupted': ({ what, block, of }) => ({
    what: `Part ${block + 1} of the stored ${what}${of === undefined ? '' : ` (${of})`} does not match its checksum.`,
    safe: 'The damaged part is not used for anything, and goes into no copy.',
    doNext: {
      table: 'Delete this project and open the original file again.',
      pictures: 'Delete this project and open the original files again.',
      embeddings: 'Encode again with this encoder: the texts and pictures are still here.',
      model: 'Delete this model and fit it again: the data and the comparison are still here.',
      encoder: 'Remove this encoder and open its folder or ZIP again.',
    }[what],
  }),
  'run-corrupted': ({ run, piece, index, count, done }) => ({
    what: `In “${run}”, number ${index + 1} of ${count} ${
      piece === 'unit' ? 'finished pieces of work' : 'pieces of the results'
    } does not match its checksum.`,
    safe: `The damaged piece is not used for anything, and goes into no copy. Cases, embeddings and other runs are stored apart from it${
      piece === 'unit' && done ? ', and so are the results of this run, which can still be saved' : ''
    }.`,
    doNext: `${
      done ? 'Delete' : 'Continue'
    } “${run}” under Results${done ? ' and run the comparison anew' : ', which computes that piece again, or delete it'}. Then repeat the step.`,
  }),
  'not-found': ({ what }) => ({
    what: `This ${what} is not on this computer.`,
    safe: unchanged,
    doNext: 'It was deleted, or belongs to another browser profile. Go back to the start.',
  }),
} satisfies Partial<Wording>
