import type { FailureParams } from '../../core/failure.ts'
import { formatBytes } from '../../ui/format.ts'
import { kept, unchanged } from './phrases.ts'
import type { Wording } from './wording.ts'

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

/** Of the page itself and of any job. */
export const applicationFailures = {
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
  'computing-out-of-memory': ({ bytes }) => ({
    what: `The browser has no memory left for a computation that needs ${formatBytes(bytes)} in one piece.`,
    safe: kept,
    doNext:
      'Close other tabs and programs, load the page again and start again. If that does not suffice, work with fewer cases or fewer columns; a comparison also needs less without the classifier svc, or with smaller batches under Adapt.',
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
  'worker-failed': ({ worker, detail }) => ({
    what: `A background part of Nearside (${worker}) stopped.`,
    safe: kept,
    doNext: `Start the step again; it goes on where it stopped. If it happens again, close other programs, or report: ${detail}`,
  }),
  'no-webgpu': () => ({
    what: 'WebGPU was asked for, by the address or for a run that was computed with it, and this browser has no adapter for it now.',
    safe: unchanged,
    doNext:
      'Remove ?backend=webgpu from the address if it is there: everything also runs on WebAssembly. For a run that was computed with WebGPU, restart the browser, or start a new comparison under Adapt.',
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
} satisfies Partial<Wording>
