import { readdirSync, rmdirSync, rmSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { installedIds, isShipped } from './installed.ts'

/** @throws Error in one line */
export function removeModel(models: string, id: string): void {
  if (isShipped(id)) throw new Error(`${id} comes with Nearside and stays.`)
  if (!installedIds(models).includes(id)) throw new Error(`${id} is not installed.`)
  const folder = join(models, id)
  rmSync(folder, { recursive: true })
  if (readdirSync(dirname(folder)).length === 0) rmdirSync(dirname(folder))
}
