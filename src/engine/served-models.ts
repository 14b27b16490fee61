import { parseModelIndex } from '../core/encoders/installed.ts'
import { manifestName, parseManifest, type ModelManifest } from '../core/encoders/manifest.ts'
import { Failure, toFailureData, type FailureData } from '../core/failure.ts'
import { fetchModelFile, readJson } from './model-files.ts'

/** A model folder of the server; a damaged one is listed too, with what is wrong. */
export type ServedModel =
  | { readonly id: string; readonly manifest: ModelManifest; readonly failure: null }
  | { readonly id: string; readonly manifest: null; readonly failure: FailureData }

/**
 * The models that are served beside the app, as its index lists them.
 * @param modelsUrl absolute, with a slash at its end
 * @throws Failure 'model-missing', 'model-corrupted' for the index alone
 */
export async function fetchServedModels(
  modelsUrl: string,
  fetchFile: typeof fetch = fetch,
): Promise<ServedModel[]> {
  const read = async (id: string, file: string): Promise<unknown> =>
    readJson(await fetchModelFile({ id, file, url: `${modelsUrl}${file}` }, fetchFile))
  const ids = parseModelIndex(await read('models', 'index.json'))
  return Promise.all(
    ids.map(async (id): Promise<ServedModel> => {
      try {
        const manifest = await parseManifest(await read(id, `${id}/${manifestName}`), id)
        return { id, manifest, failure: null }
      } catch (thrown) {
        if (!(thrown instanceof Failure)) throw thrown
        return { id, manifest: null, failure: toFailureData(thrown, 'models') }
      }
    }),
  )
}
