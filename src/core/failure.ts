/**
 * Errors are data until the interface words them: a code from this catalogue plus the parameters the wording needs.
 * Never put patient data (cell contents, notes, file contents) in params; names of columns, counts and row numbers are fine.
 * To add a failure: one line here, one wording in src/strings/failures/ (the compiler insists on it).
 */
export interface FailureParams {
  // any job
  cancelled: Record<never, never>
  internal: { where: string; detail: string }
  /** On the processor: what was to be allocated in one piece. */
  'computing-out-of-memory': { bytes: number }
  // math: shapes checked at the boundary
  'shape-mismatch': { where: string; expected: string; actual: string }
  // storage
  'storage-blocked': Record<never, never>
  'storage-broken': { detail: string }
  'storage-full': Record<never, never>
  'storage-newer': Record<never, never>
  'storage-closed': Record<never, never>
  /** of: the encoder that made the embeddings, the run that a model was fitted after, or an encoder's id. */
  'data-corrupted': {
    what: 'table' | 'pictures' | 'embeddings' | 'encoder' | 'model'
    block: number
    of?: string
  }
  /** A piece of a run: one of its finished units, or of the file that its results are; `done`: it has results. */
  'run-corrupted': { run: string; piece: 'unit' | 'results'; index: number; count: number; done: boolean }
  /** A change that was made on what the project was before another tab changed it. */
  'changed-in-other-tab': Record<never, never>
  'not-found': { what: 'project' | 'table' | 'run' | 'encoder' | 'model' }
  // projection
  'training-diverged': { loss: string; epoch: number }
  /** The graphics processor. */
  'training-device-lost': Record<never, never>
  /** Of the graphics processor. */
  'training-out-of-memory': { backend: 'webgpu' }
  // study: what a study file says; `path` is where in it, such as "validation.folds"
  'study-missing-key': { path: string }
  'study-unknown-key': { path: string; key: string; known: string }
  'study-unknown-name': { path: string; name: string; known: string }
  'study-wrong-type': { path: string; expected: string }
  'study-out-of-range': { path: string; minimum: number; maximum: number; actual: number }
  'study-duplicate': { path: string; name: string }
  'study-conflict': { path: string; other: string }
  // classifiers: a stored one that cannot be restored
  'classifier-unreadable': { classifier: string }
  'projection-unreadable': { projection: string }
  'model-unreadable': Record<never, never>
  /** An encoder that a model was fitted with is not installed, or in another revision. */
  'model-encoder-missing': { encoder: string }
  /** Data, or their roles, that are not those that a model was fitted on. */
  'model-outdated': Record<never, never>
  /** A file whose probabilities are not those of the app; the largest difference, of so many cases. */
  'export-differs': { cases: number; difference: number }
  /** Cases to predict of which the model knows no column. */
  'nothing-to-predict-from': { columns: readonly string[] }
  // evaluation
  'one-class-only': { cases: number }
  'class-with-one-patient': { classes: number }
  'fewer-patients-than-folds': { patients: number; folds: number }
  'too-few-folds': { folds: number }
  'folds-not-given': { column: string }
  'patients-shared': { repeat: number; fold: number; patients: number }
  /** sites: those that have enough patients to be left out. */
  'too-few-sites': { column: string; sites: number }
  'one-class-without-site': { sites: number }
  'no-locked-cases': { column: string }
  /** A drawn locked test set that no patient fell into. */
  'no-patient-to-lock': { share: number; patients: number }
  'patients-shared-with-locked': { column: string; patients: number }
  'no-vectors': { repeat: number; fold: number }
  'not-finite': { where: string }
  // tables: row numbers as a spreadsheet counts them, the header is row 1
  'unknown-format': { extension: string; known: readonly string[] }
  'file-too-large': { bytes: number; limit: number }
  'file-empty': Record<never, never>
  'no-rows': Record<never, never>
  'not-a-text-table': { looksLike: 'spreadsheet' | 'pdf' | 'image' | 'archive' | 'web-page' | 'binary' }
  'too-many-columns': { columns: number; limit: number }
  'too-many-cells': { limit: number }
  'row-too-long': { row: number; limit: number }
  'unclosed-quote': { row: number }
  'ragged-rows': { count: number; rows: readonly number[]; expected: number }
  'spreadsheet-refused': { reason: 'encrypted' | 'macros' | 'old' }
  /** The content is not what the name says. */
  'wrong-content': { format: string }
  'file-damaged': { format: string }
  'unpacked-too-large': { limit: number }
  'bad-json-line': { line: number; reason: 'not-json' | 'not-an-object' }
  /** `feature` is a compression, or a word of ours. */
  'parquet-unsupported': { feature: string }
  // bundles: folders, archives, and the files of vectors in them
  'nothing-to-open': { archives: number; others: number }
  'no-class-folders': { pictures: number }
  /** `feature` is a type of numbers, or a word of ours. */
  'vectors-unsupported': { feature: string }
  'vector-ids-wrong': { ids: number; columns: number; vectors: number }
  /** `by` is what was tried. */
  'vectors-not-matched': { by: 'ids' | 'order'; vectors: number; rows: number }
  // encoders
  'unknown-encoder': { id: string; known: readonly string[] }
  'not-embedded': { cases: number }
  // engine: workers and encoder models
  'worker-failed': { worker: string; detail: string }
  'no-webgpu': Record<never, never>
  'model-missing': { id: string; file: string; status: number }
  'model-corrupted': { id: string; file: string; reason: CorruptionReason }
  'model-load-failed': { id: string; device: string; detail: string }
  'device-lost': { id: string }
  'out-of-memory': { id: string; inputs: number }
  'picture-unreadable': { count: number }
  'self-test-failed': { id: string; device: string; difference: number; tolerance: number }
  // encoders opened from a folder or archive; `file` is a path inside it
  'no-model-found': { needed: readonly string[] }
  'model-file-missing': { id: string; file: string }
  'model-not-understood': { id: string; file: string; reason: ModelTrouble }
  'model-output-wrong': { id: string; output: string; expected: string; actual: string }
  'archive-unreadable': { reason: 'damaged' | 'encrypted' | 'compression' | 'too-large' | 'unsafe-path' }
  // dataset: values listed are those of the study file, never of the table
  'unknown-column': { column: string; known: readonly string[] }
  'no-numbered-columns': { prefix: string; known: readonly string[] }
  'column-used-twice': { columns: readonly string[] }
  'modality-named-as-column': { name: string }
  'role-twice': { role: string; columns: readonly string[] }
  'no-label-column': Record<never, never>
  'no-patient-column': Record<never, never>
  'no-modality': Record<never, never>
  'no-cases': Record<never, never>
  'only-broken-pictures': { rows: number }
  'too-many-classes': { column: string; classes: number; limit: number }
  'label-values-not-found': {
    column: string
    where: 'merge' | 'classes' | 'positive'
    values: readonly string[]
  }
  'label-value-merged-twice': { column: string; values: readonly string[] }
  'fold-missing': { cases: number }
  'patient-in-two-folds': { patients: number }
  // keeping: archives of whole projects
  'archive-refused': { reason: ArchiveTrouble }
  'archive-newer': Record<never, never>
  'archive-locked': Record<never, never>
  'wrong-passphrase': Record<never, never>
  'archive-too-large': { limit: number }
  /** The project was opened from an archive without them. */
  'cases-left-out': Record<never, never>
  // application
  'insecure-context': Record<never, never>
  'no-webassembly': Record<never, never>
  'job-running': Record<never, never>
  'job-in-other-tab': Record<never, never>
  'one-study-expected': { found: number }
  'one-table-expected': { found: number }
  'study-not-json': Record<never, never>
  'study-file-missing': { file: string }
  'run-outdated': Record<never, never>
  'run-data-gone': Record<never, never>
  /** update: a version is saved already, and this was to be the next. */
  'app-not-saved': { reason: 'full' | 'unreachable' | 'changed' | 'not-served' | 'blocked'; update: boolean }
  'update-unanswered': Record<never, never>
}

export type CorruptionReason = 'web page' | 'size' | 'checksum' | 'manifest' | 'self-test'

/** Why a model's file cannot be used. */
export type ModelTrouble =
  | 'web page'
  | 'not json'
  | 'pointer'
  | 'not onnx'
  | 'incomplete'
  | 'several weights'
  | 'unknown kind'
  | 'other kind'
  | 'no usable output'
  | 'external data'

/** Why a file is not taken for a project archive: each is found before anything is stored. */
export type ArchiveTrouble =
  /** Another kind of file. */
  | 'not-nearside'
  /** The ZIP itself: cut off, or a byte is another. */
  | 'damaged'
  | 'header'
  | 'manifest'
  | 'missing'
  | 'extra'
  | 'size'
  | 'checksum'
  /** A sealed part does not open with the right passphrase. */
  | 'tampered'
  /** What a part holds is not what such a part must hold. */
  | 'content'

export type FailureCode = keyof FailureParams

export type FailureData = {
  [C in FailureCode]: { readonly code: C; readonly params: FailureParams[C] }
}[FailureCode]

/** An Error that carries {code, params}. `message` is the code, for stack traces only: it is never shown. */
export class Failure<C extends FailureCode = FailureCode> extends Error {
  readonly code: C
  readonly params: FailureParams[C]
  constructor(code: C, params: FailureParams[C]) {
    super(code)
    this.name = 'Failure'
    this.code = code
    this.params = params
  }
}

/** What crosses a worker boundary or is stored: plain data for any thrown value. */
export function toFailureData(thrown: unknown, where: string): FailureData {
  if (thrown instanceof Failure) return { code: thrown.code, params: thrown.params } as FailureData
  const detail = thrown instanceof Error ? `${thrown.name}: ${thrown.message}` : String(thrown)
  return { code: 'internal', params: { where, detail } }
}

export function fromFailureData(data: FailureData): Failure {
  return new Failure(data.code, data.params as FailureParams[FailureCode])
}
