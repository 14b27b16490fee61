import { existsSync, readdirSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { manifestName, parseManifest, type ModelManifest } from '../../src/core/encoders/manifest.ts'
import { fromRoot } from '../paths.ts'

export const MODELS = fromRoot('public', 'models')

/** Made in this project: it belongs to its repository, and every pack holds it. */
export const isShipped = (id: string): boolean => id.startsWith('nearside/')

/** 'org/name' of every folder of models that has a manifest: that is written last, so these are whole. */
export function installedIds(models: string): string[] {
  const folders = (path: string): string[] =>
    existsSync(path)
      ? readdirSync(path, { withFileTypes: true })
          .filter((entry) => entry.isDirectory())
          .map(({ name }) => name)
      : []
  return folders(models)
    .flatMap((org) => folders(join(models, org)).map((name) => `${org}/${name}`))
    .filter((id) => existsSync(join(models, id, manifestName)))
    .toSorted()
}

/** @throws Error naming what is installed; Failure 'model-corrupted' when the manifest is none */
export async function readManifest(models: string, id: string): Promise<ModelManifest> {
  const ids = installedIds(models)
  if (!ids.includes(id)) throw new Error(`${id} is not installed; there are: ${ids.join(', ')}.`)
  const text = await readFile(join(models, id, manifestName), 'utf8')
  return parseManifest(parseOrNull(text), id)
}

function parseOrNull(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return null
  }
}
