import { createHash } from 'node:crypto'
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Results } from '../../src/core/evaluation/types.ts'
import type { PresetName } from '../../src/core/projection/presets.ts'
import { fromRoot } from '../paths.ts'
import { runStudy } from '../run-study.ts'
import { sourcesHash } from '../sources-hash.ts'
import { readStudyFile, type StudyFile } from '../study-file.ts'
import { studyOf, type DataSet } from './data-sets.ts'

/** Where finished runs lie, a folder for each data set and preset; git ignores it. */
const KEPT = fromRoot('.cache', 'results')

interface PreparedRun {
  readonly file: StudyFile
  readonly folder: string
  /** Of all that makes a run's numbers: the app's sources, the study and its data. */
  readonly stamp: string
}

/** Writes the study file. @throws Error with one line where its data are not there */
async function prepare(dataSet: DataSet, preset: PresetName, data: string): Promise<PreparedRun> {
  const folder = join(KEPT, `${dataSet.name}-${preset}`)
  mkdirSync(folder, { recursive: true })
  const path = join(folder, 'study.json')
  writeFileSync(path, JSON.stringify(studyOf(dataSet, preset, data), null, 2))
  const file = await readStudyFile(path)
  const hash = createHash('sha256').update(sourcesHash())
  for (const read of [path, ...file.data.map((entry) => entry.path)])
    hash.update('\0').update(readFileSync(read))
  return { file, folder, stamp: hash.digest('hex') }
}

const stampPath = (folder: string): string => join(folder, 'stamp')

/** The run's results where it was finished with the same app, study and data; else null. */
function finished({ folder, stamp }: PreparedRun): Results | null {
  const path = stampPath(folder)
  if (!existsSync(path) || readFileSync(path, 'utf8') !== stamp) return null
  return JSON.parse(readFileSync(join(folder, 'results.json'), 'utf8')) as Results
}

/** @param data the folder of all data sets */
export async function keptResults(
  dataSet: DataSet,
  preset: PresetName,
  data: string,
): Promise<Results | null> {
  return finished(await prepare(dataSet, preset, data))
}

/** Runs the study as `npm run study` does, unless it is finished already. */
export async function runUnlessKept(
  dataSet: DataSet,
  preset: PresetName,
  data: string,
  log: (line: string) => void,
): Promise<void> {
  const prepared = await prepare(dataSet, preset, data)
  if (finished(prepared)) return log(`${dataSet.name}, ${preset}: kept from an earlier run`)
  const { file, folder, stamp } = prepared
  rmSync(stampPath(folder), { force: true })
  await runStudy({
    file,
    out: folder,
    backend: 'wasm',
    log: (line) => log(`${dataSet.name}, ${preset}: ${line}`),
  })
  writeFileSync(stampPath(folder), stamp)
}
