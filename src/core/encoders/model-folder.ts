import type { FolderFile } from '../archives/folder-file.ts'
import { Failure } from '../failure.ts'
import { manifestName } from './manifest.ts'
import { configName } from './model-layout.ts'
import { parseJson } from './model-json.ts'

/** A model as it was opened: every file under its folder, by its path in there. */
export interface ModelFolder {
  /** 'org/name': what its manifest says, else the names of its folders, else 'opened/' and the one name there is. */
  readonly id: string
  readonly files: readonly FolderFile[]
}

const idPattern = /^[\w.-]+\/[\w.-]+$/
const unnamedOwner = 'opened'

/**
 * The model in what was opened: a picked folder gives "all-MiniLM-L6-v2/config.json", a ZIP may hold "org/name/..." or
 * the files at its top. Its folder is the one nearest to the top that has a config.json.
 * @param name what to call a model whose files lie at the top, such as the archive's name without its ending
 * @throws Failure 'no-model-found' where there is no config.json, or more than one model
 */
export async function findModelRoot(files: readonly FolderFile[], name = 'model'): Promise<ModelFolder> {
  const folders = files
    .map(({ path }) => path.split('/'))
    .filter((parts) => parts.at(-1) === configName)
    .map((parts) => parts.slice(0, -1))
  const depth = Math.min(...folders.map((parts) => parts.length))
  const roots = folders.filter((parts) => parts.length === depth)
  if (roots.length !== 1)
    throw new Failure('no-model-found', {
      needed: [configName, 'tokenizer.json or preprocessor_config.json', 'onnx/model.onnx'],
    })
  const folder = roots[0]!.map((part) => `${part}/`).join('')
  const inside = files
    .filter(({ path }) => path.startsWith(folder))
    .map((file) => withPath(file, file.path.slice(folder.length)))
  return { id: (await idOfManifest(inside)) ?? idOfFolders(roots[0]!, name), files: inside }
}

export const withPath = (file: FolderFile, path: string): FolderFile => ({
  path,
  size: file.size,
  read: (start, end) => file.read(start, end),
})

async function idOfManifest(files: readonly FolderFile[]): Promise<string | undefined> {
  const manifest = files.find(({ path }) => path === manifestName)
  const content = manifest && parseJson(await manifest.read(0, manifest.size))
  const id = content?.['id']
  return typeof id === 'string' && idPattern.test(id) ? id : undefined
}

/** The hub's own cache has models--org--name/snapshots/COMMIT/config.json. */
function idOfFolders(folders: readonly string[], name: string): string {
  const cached = folders.findLast((part) => /^models--.+--.+$/.test(part))?.split('--')
  const [owner, own] = cached ? cached.slice(1, 3) : [folders.at(-2), folders.at(-1)]
  return `${nameOf(owner) || unnamedOwner}/${nameOf(own) || nameOf(name) || 'model'}`
}

/** With nothing in it that an id may not have, nor what would be a way out of a folder. */
const nameOf = (text: string | undefined): string =>
  (text ?? '')
    .replaceAll(/[^\w.-]+/g, '-')
    .replace(/^[.-]+/, '')
    .slice(0, 96)
