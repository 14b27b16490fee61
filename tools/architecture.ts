import { readdirSync, readFileSync } from 'node:fs'
import {
  AREAS,
  type Area,
  ENGINE_DOORS,
  isTestFile,
  isWorkerFile,
  PAGE_AREAS,
  packageMatches,
  SEPARATE,
  WORKER_PACKAGES,
} from './architecture-rules.ts'
import { importsOf, type Import } from './imports.ts'
import { fromRoot } from './paths.ts'

export type Rule =
  | 'unknown-area'
  | 'layer'
  | 'separate-features'
  | 'engine-door'
  | 'package'
  | 'worker-file'
  | 'worker-packages'
  | 'test-code'

export interface Violation {
  readonly rule: Rule
  readonly file: string
  readonly line: number
  readonly text: string
}

type Graph = ReadonlyMap<string, readonly Import[]>

function areaOf(path: string): Area | undefined {
  const inside = path.replace(/^src\//, '')
  return AREAS.filter(
    ({ folder, filesOnly }) =>
      inside.startsWith(`${folder}/`) && !(filesOnly && inside.includes('/', folder.length + 1)),
  ).toSorted((a, b) => b.folder.length - a.folder.length)[0]
}

const isWorkerPackage = (name: string): boolean =>
  WORKER_PACKAGES.some((pattern) => packageMatches(name, pattern))

function checkPackage(area: Area, name: string): [Rule, string] | undefined {
  if (area.packages.some((pattern) => packageMatches(name, pattern))) return undefined
  return ['package', `${area.folder} may not import the package ${name}`]
}

function checkFile(file: string, area: Area, imported: Import): [Rule, string] | undefined {
  const { target, isTypeOnly } = imported
  const other = areaOf(target)
  if (isTestFile(target)) return ['test-code', `${target} is for tests only`]
  if (!target.startsWith('src/') || !other) return ['unknown-area', `${target} is in no area of src`]
  if (isWorkerFile(target)) return ['worker-file', `${target} is started as a worker, never imported`]
  if (other !== area && !area.imports.includes(other.folder))
    return ['layer', `${area.folder} may not import ${other.folder} (${target})`]
  const [mine, theirs] = [file, target].map((path) => path.split('/')[2])
  if (area.folder === SEPARATE && other === area && mine !== theirs)
    return ['separate-features', `${SEPARATE}/${mine} may not import ${SEPARATE}/${theirs}`]
  if (other.folder === 'engine' && other !== area && !isTypeOnly && !ENGINE_DOORS.includes(target))
    return [
      'engine-door',
      `of engine, only ${ENGINE_DOORS.join(' and ')} are imported from outside, not ${target}`,
    ]
  return undefined
}

/** The shortest chain of value imports from a page file to a package that only workers may load. */
function chainToWorkerPackage(start: string, graph: Graph): readonly string[] | undefined {
  const queue: string[][] = [[start]]
  const seen = new Set([start])
  for (let chain = queue.shift(); chain; chain = queue.shift()) {
    for (const { target, isPackage, isTypeOnly } of graph.get(chain.at(-1) ?? '') ?? []) {
      if (isTypeOnly) continue
      if (isPackage && isWorkerPackage(target)) return [...chain, target]
      if (isPackage || seen.has(target)) continue
      seen.add(target)
      queue.push([...chain, target])
    }
  }
  return undefined
}

/** @param sources path from the repository's root -> TypeScript source, of everything under src/. */
export function checkArchitecture(sources: ReadonlyMap<string, string>): Violation[] {
  const graph = new Map(
    [...sources]
      .filter(([path]) => !isTestFile(path))
      .map(([path, source]) => [path, importsOf(path, source)]),
  )
  const violations: Violation[] = []
  for (const [file, imports] of graph) {
    const area = areaOf(file)
    if (!area) {
      violations.push({ rule: 'unknown-area', file, line: 1, text: `${file} is in no area of src` })
      continue
    }
    if (isWorkerFile(file) && area.folder !== 'engine')
      violations.push({ rule: 'worker-file', file, line: 1, text: 'a worker lives in src/engine' })
    for (const imported of imports) {
      const found = imported.isPackage ? checkPackage(area, imported.target) : checkFile(file, area, imported)
      if (found) violations.push({ rule: found[0], file, line: imported.line, text: found[1] })
    }
    if (!PAGE_AREAS.includes(area.folder) && !ENGINE_DOORS.includes(file)) continue
    const chain = chainToWorkerPackage(file, graph)
    if (chain)
      violations.push({
        rule: 'worker-packages',
        file,
        line: 1,
        text: `the page would load ${chain.join(' -> ')}`,
      })
  }
  return violations
}

export function readSources(): Map<string, string> {
  const files = readdirSync(fromRoot('src'), { recursive: true, withFileTypes: true })
    .filter((file) => file.isFile() && /(?<!\.d)\.tsx?$/.test(file.name))
    .map((file) => `${file.parentPath}/${file.name}`)
  return new Map(files.map((file) => [file.slice(fromRoot().length + 1), readFileSync(file, 'utf8')]))
}

/** One line a violation, as compilers print them; empty when there is none. */
export const reportArchitecture = (): string =>
  checkArchitecture(readSources())
    .map(({ rule, file, line, text }) => `${file}:${line}: ${text} [${rule}]`)
    .join('\n')
