import { posix } from 'node:path'
import { parseSync } from 'vite'

export interface Import {
  /** A path from the repository's root ('src/...') or a package's name. */
  readonly target: string
  readonly isPackage: boolean
  readonly isTypeOnly: boolean
  /** 1-based. */
  readonly line: number
}

const packageName = (specifier: string): string =>
  specifier
    .split('/')
    .slice(0, specifier.startsWith('@') ? 2 : 1)
    .join('/')

const lineAt = (source: string, offset: number): number => source.slice(0, offset).split('\n').length

/** All imports, re-exports and import() of literals in one TypeScript file. `path` is relative to the repository's root. */
export function importsOf(path: string, source: string): Import[] {
  const { module } = parseSync(path, source)
  const found: Import[] = []
  const add = (specifier: string, isTypeOnly: boolean, start: number): void => {
    const bare = specifier.replace(/\?.*$/, '')
    const isPackage = !bare.startsWith('.')
    const target = isPackage ? packageName(bare) : posix.join(posix.dirname(path), bare)
    found.push({ target, isPackage, isTypeOnly, line: lineAt(source, start) })
  }
  for (const { moduleRequest, entries, start } of module.staticImports)
    add(moduleRequest.value, entries.length > 0 && entries.every((entry) => entry.isType), start)
  for (const { entries, start } of module.staticExports)
    for (const entry of entries) if (entry.moduleRequest) add(entry.moduleRequest.value, entry.isType, start)
  for (const { moduleRequest, start } of module.dynamicImports) {
    const literal = /^(['"`])(.*)\1$/.exec(source.slice(moduleRequest.start, moduleRequest.end))
    if (literal?.[2] && !literal[2].includes('${')) add(literal[2], false, start)
  }
  return found
}
