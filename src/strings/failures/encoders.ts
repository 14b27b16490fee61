import type { ModelTrouble } from '../../core/failure.ts'
import { formatShare, plural } from '../../ui/format.ts'
import { kept, list, notStored, unchanged } from './phrases.ts'
import type { Wording } from './wording.ts'

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

/** Of encoders and of encoding. */
export const encoderFailures = {
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
} satisfies Partial<Wording>
