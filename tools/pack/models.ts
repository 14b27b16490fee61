import { existsSync, readdirSync } from 'node:fs'
import { join } from 'node:path'

/** Ids of the models in a models/ folder: org/name with a manifest, sorted. */
export function installedModels(folder: string): string[] {
  return readdirSync(folder, { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .flatMap(({ name: org }) => readdirSync(join(folder, org)).map((name) => `${org}/${name}`))
    .filter((id) => existsSync(join(folder, id, 'manifest.json')))
    .sort()
}
