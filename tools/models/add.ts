import { existsSync, mkdirSync, readdirSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import type { Dtype, EncoderSpec } from '../../src/core/encoders/encoder.ts'
import { hashModel } from '../../src/core/encoders/hash-model.ts'
import { inspectModel, type KnownEncoder } from '../../src/core/encoders/inspect-model.ts'
import { encodersOf, manifestName } from '../../src/core/encoders/manifest.ts'
import {
  chooseWeights,
  settingsFiles,
  standardPath,
  weightsFiles,
} from '../../src/core/encoders/model-layout.ts'
import { selfTestName } from '../../src/core/encoders/self-test.ts'
import { selfTestOf, type Trial } from '../../src/core/encoders/trial.ts'
import { formatBytes } from '../../src/ui/format.ts'
import { downloadFile, type DownloadOptions } from './download.ts'
import { openFile, readFolder } from './folder.ts'
import { findOnHub, type Hub, type HubFile, type HubModel } from './hub.ts'
import { licenceLines } from './licence.ts'
import { tryEncoder } from './trial.ts'

/** What is known of a model, and the commit that this was found out about. */
export interface HubCard extends KnownEncoder {
  readonly revision: string
}

export interface AddOptions extends DownloadOptions {
  readonly hub: Hub
  /** The folder that holds org/name, such as public/models. */
  readonly models: string
  /** Where unfinished downloads wait. */
  readonly cache: string
  readonly cards: readonly HubCard[]
  /** Of the hub; without it the one that the model's card pins, else "main". */
  readonly revision?: string | undefined
  readonly dtype?: Dtype | undefined
}

type WantedFile = HubFile & { readonly remotePath: string }

/**
 * Downloads a model, tries its encoders, and puts it among the installed ones, with what they gave as its self-test.
 * Nothing of it is seen there before all is done; after an interruption the next call for the same commit goes on. Its
 * licence is said before the first byte is fetched.
 * @throws Error in one line, Failure
 */
export async function addModel(id: string, options: AddOptions): Promise<EncoderSpec[]> {
  const { hub, cards, cache, models, log } = options
  const revision = options.revision ?? cards.find((card) => card.id === id)?.revision ?? 'main'
  const model = await findOnHub(hub, id, revision)
  const wanted = chooseFiles(model, options)
  const staging = join(cache, `${id.replace('/', '--')}@${model.commit}`)
  const folder = join(staging, id)
  for (const line of licenceLines(model, cards)) log(line)
  log(`${id} at ${model.commit}, ${formatBytes(wanted.reduce((sum, { size }) => sum + size, 0))}:`)
  for (const file of wanted) {
    log(`  ${file.path} (${formatBytes(file.size)})`)
    await downloadFile(hub, model, file, join(folder, file.path), options)
  }

  const files = readFolder(folder).filter(({ path }) => wanted.some((file) => file.path === path))
  const inspected = await inspectModel(
    { id, files },
    {
      cards,
      ...(options.dtype && { dtype: options.dtype }),
      ...(model.licence !== undefined && { licence: `${model.licence}, says its page on the hub` }),
    },
  )
  const trials: Trial[] = []
  for (const encoder of inspected.encoders) trials.push(await tryEncoder(staging, id, encoder))
  const selfTest = join(folder, selfTestName)
  writeFileSync(selfTest, `${JSON.stringify(selfTestOf(trials), null, 2)}\n`)
  const manifest = await hashModel(
    { ...inspected, files: [...inspected.files, openFile(selfTest, selfTestName)] },
    { source: `${id}@${model.commit}` },
  )
  writeFileSync(join(folder, manifestName), `${JSON.stringify(manifest, null, 2)}\n`)
  removeOthers(folder, [manifestName, ...manifest.files.map(({ path }) => path)])
  install(folder, join(models, id), staging)
  removeStaging(cache, id)
  return encodersOf(manifest)
}

/** The settings and the weights of one dtype, under the paths that they get. */
function chooseFiles(model: HubModel, { cards, dtype }: AddOptions): WantedFile[] {
  const { id } = model
  const paths = new Set(model.files.map(({ path }) => path))
  const files = model.files.map((file) => ({
    ...file,
    path: standardPath(file.path, paths),
    remotePath: file.path,
  }))
  const onnx = files.filter(({ path }) => path.endsWith('.onnx')).map(({ path }) => path)
  if (onnx.length === 0)
    throw new Error(
      `${id} has no ONNX files: look for a conversion of it, such as one by onnx-community or Xenova.`,
    )
  const known = cards.filter((card) => card.id === id).map(({ weights }) => weights)
  const chosen = chooseWeights(id, files, { known, preferred: dtype })
  // a self-test is written here, for every encoder
  const settings = new Set<string>(settingsFiles.filter((name) => name !== selfTestName))
  return [
    ...files.filter(({ path }) => settings.has(path)),
    ...chosen.flatMap((weights) => weightsFiles(weights, files)),
  ]
}

/** What an interrupted download of another dtype has left. */
function removeOthers(folder: string, kept: readonly string[]): void {
  for (const { path } of readFolder(folder)) if (!kept.includes(path)) rmSync(join(folder, path))
}

/**
 * Whoever looks sees the old model or the new one, or neither between the two renames. Whoever is stopped there loses
 * nothing: the new one lies in staging, whole, and the next call for its commit moves it without fetching it again.
 */
function install(from: string, to: string, staging: string): void {
  mkdirSync(dirname(to), { recursive: true })
  const replaced = join(staging, 'replaced')
  rmSync(replaced, { recursive: true, force: true })
  const isReplacing = existsSync(to)
  if (isReplacing) renameSync(to, replaced)
  try {
    renameSync(from, to)
  } catch (error) {
    if (isReplacing) renameSync(replaced, to)
    throw error
  }
}

/** That of earlier commits too. */
function removeStaging(cache: string, id: string): void {
  const prefix = `${id.replace('/', '--')}@`
  for (const name of readdirSync(cache))
    if (name.startsWith(prefix)) rmSync(join(cache, name), { recursive: true, force: true })
}
