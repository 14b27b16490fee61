import type { EncoderModality, EncoderSpec } from '../core/encoders/encoder.ts'
import { findEncoder } from '../core/encoders/installed.ts'
import { encodersOf, manifestName, type ModelManifest } from '../core/encoders/manifest.ts'
import { toFailureData, type FailureData } from '../core/failure.ts'
import type { ModelSource } from '../engine/protocol.ts'
import type { AppState } from './app-state.ts'
import type { Context } from './services.ts'

/** A model folder that can be used here: served beside the app, or opened by the user and kept in this browser. */
export interface InstalledModel {
  readonly id: string
  readonly origin: 'served' | 'opened'
  /** null where it is damaged; failure says how. */
  readonly manifest: ModelManifest | null
  readonly failure: FailureData | null
}

/** Looks up what is installed. One that the user opened hides a served one of the same id. */
export async function loadModels({ store, services }: Context): Promise<void> {
  const opened = await services.storage.models.list()
  const served = await services.engine.listServedModels().catch((thrown: unknown) => {
    // without a server the opened ones still work, and so do projects that are encoded already
    store.setState({ failure: toFailureData(thrown, 'models') })
    return []
  })
  const hidden = new Set(opened.map(({ id }) => id))
  store.setState({
    models: [
      ...served.filter(({ id }) => !hidden.has(id)).map((model) => ({ ...model, origin: 'served' as const })),
      ...opened.map(({ id, manifest }) => ({ id, manifest, origin: 'opened' as const, failure: null })),
    ],
  })
}

/** Every encoder that a study may name. */
export function usableEncoders({ models }: Pick<AppState, 'models'>): EncoderSpec[] {
  return models.flatMap(({ manifest }) => (manifest ? encodersOf(manifest) : []))
}

/** @throws Failure 'unknown-encoder' */
export const installedEncoder = (
  { store }: Context,
  modality: EncoderModality,
  id: string | undefined,
): EncoderSpec => findEncoder(usableEncoders(store.getState()), modality, id ?? '')

/** Where a worker finds the files. @throws Failure 'not-found', 'data-corrupted' */
export async function modelSource({ store, services }: Context, id: string): Promise<ModelSource> {
  const model = store.getState().models.find((installed) => installed.id === id)
  if (model?.origin !== 'opened') return services.engine.servedSource()
  const files = await services.storage.models.files(id)
  const manifest = new Blob([JSON.stringify(model.manifest)])
  return { kind: 'files', files: files.set(manifestName, manifest) }
}
