import { existsSync, readFileSync, statSync } from 'node:fs'
import { basename, dirname, resolve } from 'node:path'
import { metricNames } from '../src/core/evaluation/metrics/registry.ts'
import { encoderIds } from '../src/core/encoders/installed.ts'
import { Failure, type FailureData } from '../src/core/failure.ts'
import { parseStudy } from '../src/core/study/parse-study.ts'
import type { Study } from '../src/core/study/study.ts'
import { wordFailure } from '../src/strings/failures.ts'
import { readServedEncoders } from './served-encoders.ts'

export interface StudyFile {
  readonly study: Study
  /** Absolute paths: the study file itself, then its data. */
  readonly paths: readonly string[]
}

function readJson(path: string): unknown {
  if (!existsSync(path)) throw new Error(`There is no file ${path}.`)
  try {
    return JSON.parse(readFileSync(path, 'utf8'))
  } catch (cause) {
    const { what, doNext } = wordFailure({ code: 'study-not-json', params: {} })
    throw new Error(`${path}: ${what} ${doNext}`, { cause })
  }
}

async function parse(path: string): Promise<Study> {
  const json = readJson(path)
  const encoders = encoderIds(await readServedEncoders())
  try {
    return parseStudy(json, { metrics: metricNames, encoders })
  } catch (thrown) {
    if (!(thrown instanceof Failure)) throw thrown
    const { what, doNext } = wordFailure({ code: thrown.code, params: thrown.params } as FailureData)
    throw new Error(`${path}: ${what} ${doNext}`, { cause: thrown })
  }
}

/**
 * Reads a study file and finds its data, before a browser is started for it.
 * @throws Error with one line that says what is wrong.
 */
export async function readStudyFile(path: string): Promise<StudyFile> {
  const study = await parse(path)
  const files = study.files.map((file) => resolve(dirname(path), file))
  for (const [i, file] of files.entries()) {
    if (!existsSync(file)) throw new Error(`${path}: files[${i}] is not there: ${file}`)
    if (!statSync(file).isFile()) throw new Error(`${path}: files[${i}] is no file: ${file}`)
  }
  const names = files.map((file) => basename(file))
  const twice = names.find((name, i) => names.indexOf(name) !== i)
  if (twice !== undefined)
    throw new Error(`${path}: two files are named ${twice}; a browser sees only names.`)
  return { study, paths: [path, ...files] }
}
