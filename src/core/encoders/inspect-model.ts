import type { FolderFile } from '../archives/folder-file.ts'
import { Failure } from '../failure.ts'
import { weightsPath, type Dtype, type EncoderModality } from './encoder.ts'
import { manifestName, parseManifest, type ManifestEncoder, type ModelManifest } from './manifest.ts'
import { withPath, type ModelFolder } from './model-folder.ts'
import { notUnderstood, readJson, refuseStandIn, type JsonObject } from './model-json.ts'
import {
  chooseWeights,
  configName,
  isExternalData,
  isTower,
  preprocessorName,
  settingsFiles,
  standardPath,
  tokenizerConfigName,
  tokenizerName,
  weightsFiles,
  type ChosenWeights,
} from './model-layout.ts'
import { canBePooled, chooseOutput, modalityOf, staticDimensions } from './model-output.ts'
import {
  departures,
  statedDimensions,
  statedMaxTokens,
  statedPooling,
  type ModelSettings,
} from './model-settings.ts'
import { readOnnxHeader, type OnnxHeader } from './onnx-header.ts'

/** What is known of an encoder beforehand, by its id. */
export interface KnownEncoder extends Pick<
  ManifestEncoder,
  'title' | 'modality' | 'dimensions' | 'weights' | 'output' | 'pooling' | 'prefix' | 'maxTokens' | 'licence'
> {
  readonly id: string
  /** One sentence: what it was trained on, and what that means for medical cases. */
  readonly medical: string
}

export interface InspectOptions {
  readonly cards: readonly KnownEncoder[]
  /** Where the folder has weights in several. */
  readonly dtype?: Dtype
  /** As the place says where it was found, for a model without a card. */
  readonly licence?: string
}

/** A model that can be used, before its bytes were checked. */
export interface InspectedModel {
  readonly id: string
  readonly encoders: readonly ManifestEncoder[]
  /** Those that are needed, sorted by path. */
  readonly files: readonly FolderFile[]
  /** Where it came with one: its files must have the hashes listed there. */
  readonly manifest?: ModelManifest
}

/** Attention takes memory with the square of a text's tokens: 16 heads of 2,048 take 270 MB a layer in a browser. */
const mostTokens = 2048
const unknownLicence = 'unknown: see the model’s card'
const unknownUse = 'Opened from files: its card says what it is good for.'

/**
 * What a model is, by its manifest where it has one, else by its settings and the header of its ONNX files; a card gives
 * what no file says, such as the words to put before a text. The weights are not read.
 * @throws Failure 'model-file-missing', 'model-not-understood'; 'model-corrupted' for a manifest that is wrong
 */
export async function inspectModel(folder: ModelFolder, options: InspectOptions): Promise<InspectedModel> {
  const manifest = folder.files.find(({ path }) => path === manifestName)
  return manifest ? inspectByManifest(folder, manifest) : inspectByFiles(folder, options)
}

async function inspectByManifest({ id, files }: ModelFolder, file: FolderFile): Promise<InspectedModel> {
  const manifest = await parseManifest(await readJson(id, file), id)
  for (const encoder of manifest.encoders)
    if (!manifest.files.some(({ path }) => path === weightsPath(encoder)))
      throw new Failure('model-file-missing', { id, file: weightsPath(encoder) })
  const listed = manifest.files.map(({ path, bytes }) => {
    const found = required(id, files, path)
    if (found.size !== bytes) throw new Failure('model-corrupted', { id, file: path, reason: 'size' })
    return found
  })
  return { id, encoders: manifest.encoders, files: sorted(listed), manifest }
}

async function inspectByFiles(folder: ModelFolder, given: InspectOptions): Promise<InspectedModel> {
  const { id } = folder
  const options = { ...given, cards: given.cards.filter((card) => isCardOf(card, id)) }
  const paths = new Set(folder.files.map(({ path }) => path))
  const files = folder.files.map((file) => withPath(file, standardPath(file.path, paths)))
  const settings = await readSettings(id, files)
  const chosen = chooseWeights(id, files, {
    known: options.cards.map(({ weights }) => weights),
    preferred: options.dtype,
  })
  const encoders: ManifestEncoder[] = []
  for (const weights of chosen) encoders.push(await inspectWeights(id, files, weights, settings, options))
  const needed = [
    ...files.filter(({ path }) => settings.has(path)),
    ...chosen.flatMap((weights) => weightsFiles(weights, files)),
  ]
  return { id, encoders, files: sorted(needed) }
}

/**
 * By its own name, whatever folder it was copied into: nothing in its files may say how to pool or what to put before a
 * text. The graph must still have what the card says.
 */
const isCardOf = (card: KnownEncoder, id: string): boolean => ownName(card.id) === ownName(id)

const ownName = (id: string): string =>
  id
    .slice(id.indexOf('/') + 1)
    .toLowerCase()
    // "name (1)", "name-onnx": what copying and converting add
    .replace(/(-\d+-?|-onnx)+$/, '')

async function readSettings(id: string, files: readonly FolderFile[]): Promise<ModelSettings> {
  required(id, files, configName)
  const settings = new Map<string, JsonObject>()
  for (const file of files) {
    if (!settingsFiles.some((name) => name === file.path)) continue
    settings.set(file.path, await readJson(id, file))
  }
  return settings
}

async function inspectWeights(
  id: string,
  files: readonly FolderFile[],
  chosen: ChosenWeights,
  settings: ModelSettings,
  { cards, licence = unknownLicence }: InspectOptions,
): Promise<ManifestEncoder> {
  const path = weightsPath(chosen)
  const header = await readHeader(id, files, path)
  const modality = modalityOf(header)
  if (!modality) throw notUnderstood(id, path, 'unknown kind')
  checkCompanions(id, files, path, modality)

  const card = cards.find((known) => known.modality === modality)
  const fromCard =
    card && header.outputs.find((value) => value.name === card.output && canBePooled(value, card.pooling))
  const found = fromCard
    ? { output: fromCard, pooling: card.pooling }
    : chooseOutput(header, modality, isTower(chosen.weights), statedPooling(settings))
  const dimensions =
    found &&
    (staticDimensions(found.output) ??
      (fromCard ? card.dimensions : statedDimensions(settings, modality, found.output.name)))
  if (!found || dimensions === undefined) throw notUnderstood(id, path, 'no usable output')

  const prefix = card?.prefix ?? ''
  return {
    title: card?.title ?? id.slice(id.indexOf('/') + 1),
    modality,
    dimensions,
    ...chosen,
    output: found.output.name,
    pooling: found.pooling,
    prefix,
    maxTokens: modality === 'image' ? 0 : Math.min(mostTokens, card?.maxTokens ?? statedMaxTokens(settings)),
    licence: card?.licence ?? licence,
    description: [
      card?.medical ?? unknownUse,
      ...departures(settings, { pooling: found.pooling, prefix, isKnown: fromCard !== undefined }),
    ].join(' '),
  }
}

/** @throws Failure 'model-not-understood' where it is no whole ONNX file, or its external data is not there */
async function readHeader(id: string, files: readonly FolderFile[], path: string): Promise<OnnxHeader> {
  const file = required(id, files, path)
  await refuseStandIn(id, file)
  const header = await readOnnxHeader(file)
  if (typeof header === 'string') throw notUnderstood(id, path, header)
  for (const name of header.externalFiles) {
    const data = files.find((other) => other.path === `onnx/${name}` && isExternalData(other.path, path))
    if (!data) throw notUnderstood(id, path, 'external data')
    await refuseStandIn(id, data)
  }
  return header
}

/** Weights of one modality need the files that prepare its inputs; those of the other alone are another model's. */
function checkCompanions(
  id: string,
  files: readonly FolderFile[],
  path: string,
  modality: EncoderModality,
): void {
  const has = (name: string): boolean => files.some((file) => file.path === name)
  const [needed, other] =
    modality === 'text'
      ? [[tokenizerName, tokenizerConfigName], preprocessorName]
      : [[preprocessorName], tokenizerName]
  const missing = needed.find((name) => !has(name))
  if (missing === undefined) return
  if (has(other) && needed.every((name) => !has(name))) throw notUnderstood(id, path, 'other kind')
  throw new Failure('model-file-missing', { id, file: missing })
}

function required(id: string, files: readonly FolderFile[], path: string): FolderFile {
  const file = files.find((candidate) => candidate.path === path)
  if (!file) throw new Failure('model-file-missing', { id, file: path })
  return file
}

const sorted = (files: readonly FolderFile[]): FolderFile[] =>
  files.toSorted((a, b) => (a.path < b.path ? -1 : 1))
