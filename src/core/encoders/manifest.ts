import { sha256 } from 'hash-wasm'
import {
  array,
  integer,
  type InferOutput,
  maxLength,
  minLength,
  minValue,
  number,
  object,
  optional,
  picklist,
  pipe,
  regex,
  safeParse,
  string,
} from 'valibot'
import { Failure } from '../failure.ts'
import { dtypes, modalities, poolings, type EncoderSpec } from './encoder.ts'

const name = pipe(string(), regex(/^[\w.-]{1,96}$/))
/** 'org/name'; neither part begins with a dot, so that none is a way out of a folder. */
export const modelId = pipe(string(), regex(/^\w[\w.-]*\/\w[\w.-]*$/))
const prose = pipe(string(), minLength(1), maxLength(2000))
const count = (least: number) => pipe(number(), integer(), minValue(least))

const encoder = object({
  title: prose,
  modality: picklist(modalities),
  dimensions: count(1),
  weights: name,
  dtype: picklist(dtypes),
  output: name,
  pooling: picklist(poolings),
  prefix: pipe(string(), maxLength(2000)),
  maxTokens: count(0),
  licence: prose,
  description: prose,
})

const file = object({
  /** Relative to the model's folder. */
  path: pipe(string(), regex(/^(?!\/)(?!.*\.\.)[\w./-]+$/)),
  bytes: count(0),
  sha256: pipe(string(), regex(/^[0-9a-f]{64}$/)),
})

const schema = object({
  id: modelId,
  revision: pipe(string(), regex(/^[0-9a-f]{16}$/)),
  /** Where it was downloaded from, "hub id@commit". */
  source: optional(prose),
  encoders: pipe(array(encoder), minLength(1)),
  files: array(file),
})

/** manifest.json of a model folder: what its encoders are, and every file that may be loaded, with size and SHA-256. */
export type ModelManifest = InferOutput<typeof schema>
export type ModelFile = ModelManifest['files'][number]
export type ManifestEncoder = ModelManifest['encoders'][number]

export const manifestName = 'manifest.json'

/**
 * Checks a manifest, its revision against the files it lists included.
 * @throws Failure 'model-corrupted' when it is no manifest, contradicts itself, or is another model's than `id`
 */
export async function parseManifest(value: unknown, id: string): Promise<ModelManifest> {
  const parsed = safeParse(schema, value)
  const sound =
    parsed.success &&
    parsed.output.id === id &&
    parsed.output.revision === (await revisionOf(parsed.output.files)) &&
    allDiffer(parsed.output.encoders.map(({ modality }) => modality)) &&
    allDiffer(parsed.output.files.map(({ path }) => path)) &&
    parsed.output.encoders.every(readsSomething)
  if (!sound) throw new Failure('model-corrupted', { id, file: manifestName, reason: 'manifest' })
  return parsed.output
}

const allDiffer = (names: readonly string[]): boolean => new Set(names).size === names.length

/** An encoder for texts has room for a word between the special tokens. */
const readsSomething = ({ modality, maxTokens }: ManifestEncoder): boolean =>
  modality === 'image' || maxTokens >= 4

/** A manifest for these files, which it sorts by path. */
export async function createManifest(content: Omit<ModelManifest, 'revision'>): Promise<ModelManifest> {
  const files = content.files.toSorted((a, b) => (a.path < b.path ? -1 : 1))
  const { id, source, encoders } = content
  return { id, revision: await revisionOf(files), ...(source !== undefined && { source }), encoders, files }
}

/** The encoders of a model, one a modality. */
export function encodersOf({ id, revision, encoders, files }: ModelManifest): EncoderSpec[] {
  const bytes = files.reduce((sum, { bytes: size }) => sum + size, 0)
  return encoders.map((entry) => ({ id, revision, ...entry, bytes }))
}

/** The first 16 digits of the SHA-256 of the listing, as sha256sum would print it: one line a file, sorted by path. */
async function revisionOf(files: readonly ModelFile[]): Promise<string> {
  const lines = files.toSorted((a, b) => (a.path < b.path ? -1 : 1))
  return (await sha256(lines.map(({ path, sha256: sum }) => `${sum}  ${path}\n`).join(''))).slice(0, 16)
}
