/**
 * Who may import whom in src/, in one table. tools/architecture.ts checks it; tests are exempt and may import anything.
 *
 *     app -> features -> cases -> {state, charts, ui, strings} -> {engine/client, storage} -> core
 */

/** The stages of src/core in the order in which data passes through them: each may import those before it. */
export const CORE_STAGES = [
  'math',
  'archives',
  'tables',
  'pictures',
  'bundles',
  'dataset',
  'encoders',
  'projection',
  'classifiers',
  'study',
  'evaluation',
  'model',
  'explore',
  'charts',
  'report',
  'onnx',
  'keeping',
] as const

export interface Area {
  /** Where it lives under src/; the longest match decides. */
  readonly folder: string
  /** Only files directly in the folder: a sub-folder that the table does not name belongs nowhere. */
  readonly filesOnly?: true
  /** The other areas it may import; itself always. */
  readonly imports: readonly string[]
  /** The packages it may import. */
  readonly packages: readonly string[]
}

/** Packages that compute without a page, a clock or storage. */
const PURE = ['papaparse', 'valibot', 'hash-wasm', 'fflate']
const VIEW = ['react', 'react-dom']
/** Packages of one stage. */
const STAGE_PACKAGES: Partial<Record<(typeof CORE_STAGES)[number], readonly string[]>> = {
  tables: ['read-excel-file', 'hyparquet'],
  pictures: ['dicom-parser'],
  projection: ['@tensorflow/tfjs-core'],
  onnx: ['protobufjs'],
  explore: ['umap-js'],
}

const stages: Area[] = CORE_STAGES.map((stage, position) => ({
  folder: `core/${stage}`,
  imports: ['core', ...CORE_STAGES.slice(0, position).map((earlier) => `core/${earlier}`)],
  packages: [...PURE, ...(STAGE_PACKAGES[stage] ?? [])],
}))
const CORE = ['core', ...stages.map((stage) => stage.folder)]

export const AREAS: readonly Area[] = [
  // failure.ts, notice.ts, signal.ts: everyone's, so they know no stage
  { folder: 'core', filesOnly: true, imports: [], packages: [] },
  ...stages,
  {
    folder: 'engine',
    imports: CORE,
    packages: ['comlink', 'hash-wasm', '@tensorflow/*', '@huggingface/transformers', 'onnxruntime-web'],
  },
  { folder: 'storage', imports: CORE, packages: ['idb', 'hash-wasm', 'valibot'] },
  // what runs beside the pages and answers for the server; pages know only its messages
  { folder: 'service-worker', imports: ['core'], packages: ['hash-wasm'] },
  { folder: 'state', imports: [...CORE, 'engine', 'storage', 'strings'], packages: ['zustand', 'react'] },
  { folder: 'charts', imports: [...CORE, 'ui'], packages: VIEW },
  { folder: 'ui', imports: [], packages: VIEW },
  // single cases, as several screens show them
  { folder: 'cases', imports: [...CORE, 'state', 'ui', 'strings'], packages: VIEW },
  { folder: 'features', imports: [...CORE, 'state', 'cases', 'charts', 'ui', 'strings'], packages: VIEW },
  // the wordings of failures and notices, and how they are shown: every screen needs them
  { folder: 'strings', imports: [...CORE, 'ui'], packages: VIEW },
  {
    folder: 'app',
    imports: [...CORE, 'strings', 'engine', 'service-worker', 'storage', 'state', 'charts', 'ui', 'features'],
    packages: [...VIEW, 'zustand'],
  },
]

/** Each sub-folder is a world of its own: no sibling imports another. */
export const SEPARATE = 'features'

/**
 * From outside engine only these files are imported by value; types may come from anywhere in it. The second makes the
 * page's Trusted Types policy, which must stand before anything else runs.
 */
export const ENGINE_DOORS = ['src/engine/client.ts', 'src/engine/trusted-types.ts']

/** Megabytes that only a worker may load: nothing reachable from the page imports them by value. */
export const WORKER_PACKAGES = [
  '@tensorflow/*',
  '@huggingface/transformers',
  'onnxruntime-web',
  'read-excel-file',
  'hyparquet',
  'dicom-parser',
  'umap-js',
]

/** Areas whose files run on the page; ENGINE_DOORS do too. */
export const PAGE_AREAS = ['app', 'strings', 'features', 'cases', 'state', 'charts', 'ui', 'storage']

export const isWorkerFile = (path: string): boolean => path.endsWith('.worker.ts')

/** NAME.test.ts, and what only those import: test-NAME.ts, testing.ts and whatever lies in fixtures/ or testing/. */
export const isTestFile = (path: string): boolean =>
  /\.test\.tsx?$|\/test-[\w-]+\.tsx?$|\/testing\.ts$|\/(fixtures|testing)\//.test(path)

export function packageMatches(name: string, pattern: string): boolean {
  return pattern.endsWith('/*') ? name.startsWith(pattern.slice(0, -1)) : name === pattern
}
