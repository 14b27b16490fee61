import type { ArchiveTrouble } from '../../core/failure.ts'
import { formatBytes } from '../../ui/format.ts'
import { notStored, unchanged } from './phrases.ts'
import type { Wording } from './wording.ts'

const troubles: Readonly<Record<ArchiveTrouble, string>> = {
  'not-nearside': 'it is another kind of file',
  damaged: 'it is cut off or damaged',
  header: 'its beginning does not say how to read the rest',
  manifest: 'its list of contents is missing or contradicts itself',
  missing: 'a part that it lists is missing',
  extra: 'it holds something that it does not list',
  size: 'a part is not as long as it should be',
  checksum: 'a part is not what it was when the archive was made',
  tampered: 'the passphrase is right, but a part was changed, moved or damaged since',
  content: 'a part does not hold what it should',
}

/** Of archives of whole projects. */
export const keepingFailures = {
  'archive-refused': ({ reason }) => ({
    what: `This is no project archive that can be trusted: ${troubles[reason]}.`,
    safe: notStored,
    doNext: 'Copy the file again from where it came, or take a new copy of the project there.',
  }),
  'archive-newer': () => ({
    what: 'This archive was written by a newer version of Nearside.',
    safe: notStored,
    doNext: 'Load the page again to get the newer version, or open the archive where it was made.',
  }),
  'archive-locked': () => ({
    what: 'This archive is locked with a passphrase.',
    safe: notStored,
    doNext: 'Type the passphrase that it was made with.',
  }),
  'wrong-passphrase': () => ({
    what: 'The archive does not open with this passphrase.',
    safe: notStored,
    doNext:
      'Type it again: capitals, spaces and the language of the keyboard matter. If it is surely right, the beginning of the file is damaged: copy the file again.',
  }),
  'archive-too-large': ({ limit }) => ({
    what: `The project does not fit into an archive: that holds ${formatBytes(limit)} at most.`,
    safe: unchanged,
    doNext: 'Take the copy without the cases, and keep the files they came from.',
  }),
  'cases-left-out': () => ({
    what: 'This project was opened from an archive that does not hold the cases.',
    safe: 'Its results and settings are here.',
    doNext: 'Open the original file as a new project to work with the cases again.',
  }),
} satisfies Partial<Wording>
