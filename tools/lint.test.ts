import { copyFileSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { fromRoot } from './paths.ts'
import { runScript } from './run-command.ts'

/** One planted offence a file, and the rule that must name it. */
const OFFENCES: Record<string, readonly [source: string, rule: string]> = {
  'src/core/math/random.ts': ['export const x = Math.random()', 'eslint(no-restricted-properties)'],
  'src/core/math/now.ts': ['export const x = Date.now()', 'eslint(no-restricted-globals)'],
  'src/core/math/date.ts': ['export const x = new Date()', 'eslint(no-restricted-globals)'],
  'src/core/math/clock.ts': ['export const x = performance.now()', 'eslint(no-restricted-globals)'],
  'src/core/math/hidden.ts': ['export const x = globalThis.performance', 'eslint(no-restricted-properties)'],
  'src/core/math/uuid.ts': ['export const x = crypto.randomUUID()', 'eslint(no-restricted-globals)'],
  'src/core/math/print.ts': ["console.log('x')\nexport const x = 1", 'eslint(no-console)'],
  'src/state/any.ts': ['export const x = (y: any): unknown => y', 'typescript(no-explicit-any)'],
  'src/state/ignored.ts': ['// @ts-ignore\nexport const x = 1', 'typescript(ban-ts-comment)'],
  'src/state/default.ts': ['const x = 1\nexport default x', 'import(no-default-export)'],
  'src/state/floating.ts': [
    'const save = async (): Promise<number> => 1\nexport const x = (): void => {\n  save()\n}',
    'typescript(no-floating-promises)',
  ],
  'src/state/cycle-a.ts': [
    "import { b } from './cycle-b.ts'\nexport const a = (): number => b()",
    'import(no-cycle)',
  ],
  'src/state/cycle-b.ts': [
    "import { a } from './cycle-a.ts'\nexport const b = (): number => a()",
    'import(no-cycle)',
  ],
  'src/ui/html.tsx': [
    "export const X = () => <p dangerouslySetInnerHTML={{ __html: '' }} />",
    'react(no-danger)',
  ],
  'src/ui/image.tsx': ["export const X = () => <img src='a.png' />", 'jsx-a11y(alt-text)'],
}

const ALLOWED: Record<string, string> = {
  'src/core/math/seeded.test.ts': 'export const x = Math.random() + performance.now() + Date.now()',
  'src/state/clock.ts': 'export const x = Date.now()',
  'tools/say.ts': "console.log('x')",
}

interface Diagnostic {
  readonly code: string
  readonly filename: string
}

let folder: string
let found: readonly Diagnostic[]

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'nearside-lint-'))
  copyFileSync(fromRoot('.oxlintrc.json'), join(folder, '.oxlintrc.json'))
  // the project's own tsconfig names packages that are not installed here
  const compilerOptions = {
    strict: true,
    target: 'ES2023',
    module: 'ESNext',
    moduleResolution: 'bundler',
    types: [],
  }
  writeFileSync(join(folder, 'tsconfig.json'), JSON.stringify({ compilerOptions }))
  const sources = Object.entries(OFFENCES).map(([name, [source]]) => [name, source] as const)
  for (const [name, source] of [...sources, ...Object.entries(ALLOWED)]) {
    mkdirSync(join(folder, dirname(name)), { recursive: true })
    writeFileSync(join(folder, name), `${source}\n`)
  }
  const oxlint = fromRoot('node_modules', 'oxlint', 'bin', 'oxlint')
  const { output } = await runScript(
    oxlint,
    ['--type-aware', '--format', 'json', '-c', join(folder, '.oxlintrc.json'), folder],
    {
      capture: true,
    },
  )
  found = (JSON.parse(output) as { diagnostics: Diagnostic[] }).diagnostics
})

afterAll(() => rmSync(folder, { recursive: true }))

const rulesFor = (name: string): string[] =>
  found.filter(({ filename }) => filename.endsWith(name)).map(({ code }) => code)

describe('a planted offence is reported', () => {
  test.each(Object.entries(OFFENCES))('%s', (name, [, rule]) => {
    expect(rulesFor(name)).toContain(rule)
  })
})

describe('what is allowed is not', () => {
  test.each(Object.keys(ALLOWED))('%s', (name) => {
    expect(rulesFor(name)).toEqual([])
  })
})
