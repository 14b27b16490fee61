import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs'
import { basename, dirname, isAbsolute, join, relative, resolve, sep } from 'node:path'
import { isSystemFile } from '../src/core/bundles/bundle.ts'
import { decidingMetrics } from '../src/core/evaluation/metrics/registry.ts'
import { encoderIds } from '../src/core/encoders/installed.ts'
import { Failure, type FailureData } from '../src/core/failure.ts'
import { parseStudy } from '../src/core/study/parse-study.ts'
import type { Study } from '../src/core/study/study.ts'
import { wordFailure } from '../src/strings/failures.ts'
import { readServedEncoders } from './served-encoders.ts'

export interface DataFile {
  /** Absolute. */
  readonly path: string
  /** Relative to the study file's folder, with "/"; what lies outside, or is named absolutely, by its base name. */
  readonly name: string
}

export interface StudyFile {
  readonly study: Study
  /** Absolute path of the study file itself. */
  readonly path: string
  /** All files that it names, those in its folders one by one. */
  readonly data: readonly DataFile[]
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
    return parseStudy(json, { metrics: decidingMetrics.map(({ name }) => name), encoders })
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
  const entries = study.files.flatMap((entry, i) => filesAt(path, entry, `${path}: files[${i}]`))
  // A file may be named by itself and by its folder.
  const data = [...new Map(entries.map((file) => [file.path, file])).values()]
  const names = data.map(({ name }) => name).toSorted()
  const twice = names.find((name, i) => name === names[i + 1])
  if (twice !== undefined)
    throw new Error(`${path}: two files are named ${twice}; a browser sees only names.`)
  const archive = data.length > 1 ? study.files.find((entry) => /\.zip$/i.test(entry)) : undefined
  if (archive !== undefined)
    throw new Error(`${path}: ${archive} is an archive beside other files; name the folder it was made of.`)
  return { study, path, data }
}

/** What one entry of "files" names: a file, or all files below a folder but those that systems leave behind. */
function filesAt(study: string, entry: string, where: string): DataFile[] {
  const folder = dirname(study)
  const path = resolve(folder, entry)
  if (!existsSync(path)) throw new Error(`${where} is not there: ${path}`)
  const inside = relative(folder, path)
  const isOutside = isAbsolute(entry) || isAbsolute(inside) || inside.split(sep)[0] === '..'
  const name = isOutside ? basename(path) : inside
  if (statSync(path).isFile()) return [{ path, name: withSlashes(name) }]
  const files = readdirSync(path, { recursive: true, encoding: 'utf8' })
    .toSorted()
    .filter((below) => !isSystemFile(withSlashes(below)) && isFile(join(path, below)))
    .map((below) => ({ path: join(path, below), name: withSlashes(join(name, below)) }))
    .filter((file) => file.path !== resolve(study))
  if (files.length === 0) throw new Error(`${where} is a folder without files: ${path}`)
  return files
}

const isFile = (path: string): boolean => statSync(path, { throwIfNoEntry: false })?.isFile() ?? false

const withSlashes = (path: string): string => path.replaceAll(sep, '/')
