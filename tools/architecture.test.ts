import { describe, expect, test } from 'vitest'
import { checkArchitecture, type Rule } from './architecture.ts'
import { AREAS, CORE_STAGES } from './architecture-rules.ts'

/** The rules and files that a made-up src/ violates. */
const violations = (sources: Record<string, string>): [Rule, string][] =>
  checkArchitecture(new Map(Object.entries(sources))).map(({ rule, file }) => [rule, file])

const load = (target: string): string => `import { x } from '${target}'\nexport const y = x\n`
const empty = 'export const x = 1\n'

describe('layers: app -> features -> {state, charts, ui} -> {engine/client, storage} -> core', () => {
  const forbidden: [string, string][] = [
    ['src/core/math/a.ts', 'src/engine/client.ts'],
    ['src/core/report/a.ts', 'src/storage/b.ts'],
    ['src/engine/a.ts', 'src/storage/b.ts'],
    ['src/engine/a.ts', 'src/state/b.ts'],
    ['src/storage/a.ts', 'src/engine/client.ts'],
    ['src/storage/a.ts', 'src/state/b.ts'],
    ['src/state/a.ts', 'src/features/data/b.ts'],
    ['src/state/a.ts', 'src/ui/b.ts'],
    ['src/charts/a.ts', 'src/state/b.ts'],
    ['src/charts/a.ts', 'src/features/data/b.ts'],
    ['src/ui/a.ts', 'src/core/math/b.ts'],
    ['src/ui/a.ts', 'src/charts/b.ts'],
    ['src/strings/a.ts', 'src/state/b.ts'],
    ['src/features/data/a.ts', 'src/app/b.ts'],
    ['src/features/data/a.ts', 'src/storage/b.ts'],
    ['src/features/data/a.ts', 'src/engine/client.ts'],
  ]
  test.each(forbidden)('%s may not import %s', (from, to) => {
    const path = `${'../'.repeat(from.split('/').length - 2)}${to.slice('src/'.length)}`
    expect(violations({ [from]: load(path), [to]: empty })).toEqual([['layer', from]])
    expect(violations({ [from]: `import type { x } from '${path}'\nexport type Y = typeof x` })).toEqual([
      ['layer', from],
    ])
  })

  test('what the arrows allow is allowed', () => {
    const chain = {
      'src/core/failure.ts': empty,
      'src/core/math/a.ts': load('../failure.ts'),
      'src/storage/a.ts': load('../core/math/a.ts'),
      'src/engine/client.ts': load('../core/math/a.ts'),
      'src/state/a.ts': `${load('../storage/a.ts')}export * from '../engine/client.ts'\n`,
      'src/ui/a.tsx': empty,
      'src/charts/a.tsx': load('../ui/a.tsx'),
      'src/features/data/a.tsx': `${load('../../state/a.ts')}export * from '../../charts/a.tsx'\n`,
      'src/app/main.tsx': load('../features/data/a.tsx'),
    }
    expect(violations(chain)).toEqual([])
  })

  test('re-exports and import() count as imports', () => {
    const target = { 'src/storage/b.ts': empty }
    for (const source of [
      "export { x } from '../storage/b.ts'",
      "export * from '../storage/b.ts'",
      "export const x = () => import('../storage/b.ts')",
    ])
      expect(violations({ ...target, 'src/engine/a.ts': source })).toEqual([['layer', 'src/engine/a.ts']])
  })
})

describe('inside core a stage imports only earlier ones', () => {
  const pairs = CORE_STAGES.flatMap((early, i) =>
    CORE_STAGES.slice(i + 1).map((late) => [early, late] as const),
  )

  test.each(pairs)('%s is before %s', (early, late) => {
    const [a, b] = [`src/core/${early}/a.ts`, `src/core/${late}/b.ts`]
    expect(violations({ [a]: load(`../${late}/b.ts`), [b]: empty })).toEqual([['layer', a]])
    expect(violations({ [a]: empty, [b]: load(`../${early}/a.ts`) })).toEqual([])
  })

  test('the files that everyone imports import no stage', () => {
    expect(violations({ 'src/core/failure.ts': load('./math/a.ts'), 'src/core/math/a.ts': empty })).toEqual([
      ['layer', 'src/core/failure.ts'],
    ])
  })
})

test('features never import each other', () => {
  const sources = {
    'src/features/data/a.tsx': load('../encode/b.tsx'),
    'src/features/encode/b.tsx': load('./c.tsx'),
    'src/features/encode/c.tsx': empty,
  }
  expect(violations(sources)).toEqual([['separate-features', 'src/features/data/a.tsx']])
})

describe('engine', () => {
  test('is entered by engine/client.ts, types excepted', () => {
    const engine = { 'src/engine/protocol.ts': empty, 'src/engine/client.ts': load('./protocol.ts') }
    expect(violations({ ...engine, 'src/state/a.ts': load('../engine/protocol.ts') })).toEqual([
      ['engine-door', 'src/state/a.ts'],
    ])
    const typeOnly = "import type { x } from '../engine/protocol.ts'\nexport type Y = typeof x\n"
    expect(violations({ ...engine, 'src/state/a.ts': typeOnly })).toEqual([])
  })

  test('workers live there and are never imported', () => {
    expect(violations({ 'src/state/a.worker.ts': empty })).toEqual([['worker-file', 'src/state/a.worker.ts']])
    expect(violations({ 'src/engine/a.worker.ts': empty, 'src/engine/b.ts': load('./a.worker.ts') })).toEqual(
      [['worker-file', 'src/engine/b.ts']],
    )
  })
})

describe('only workers, and what they alone import, load a tfjs backend or transformers.js', () => {
  const trainer = {
    'src/engine/train.ts': load('@tensorflow/tfjs'),
    'src/engine/train.worker.ts': `${load('./train.ts')}export * from '@huggingface/transformers'\n`,
  }

  test('a worker may', () => {
    const client = "export const start = () => new Worker(new URL('./train.worker.ts', import.meta.url))\n"
    expect(violations({ ...trainer, 'src/engine/client.ts': client })).toEqual([])
  })

  test.each(['import', 'export const later = () => import', 'export * from'])(
    'the page may not: %s',
    (form) => {
      const source =
        form.endsWith('import') && form !== 'import' ? `${form}('./train.ts')` : `${form} './train.ts'`
      const sources = {
        ...trainer,
        'src/engine/client.ts': source,
        'src/state/a.ts': load('../engine/client.ts'),
      }
      expect(violations(sources)).toEqual([
        ['worker-packages', 'src/engine/client.ts'],
        ['worker-packages', 'src/state/a.ts'],
      ])
    },
  )

  test('nor through a module of core that needs one', () => {
    const sources = {
      'src/core/projection/fit.ts': load('@tensorflow/tfjs-core'),
      'src/state/a.ts': load('../core/projection/fit.ts'),
    }
    expect(violations(sources)).toEqual([['worker-packages', 'src/state/a.ts']])
  })

  test('a type costs nothing', () => {
    const source = "import type { x } from './train.ts'\nexport type Y = typeof x\n"
    expect(violations({ ...trainer, 'src/engine/client.ts': source })).toEqual([])
  })
})

describe('packages', () => {
  test.each([
    ['src/core/math/a.ts', 'react'],
    ['src/core/math/a.ts', 'node:fs'],
    ['src/core/math/a.ts', '@tensorflow/tfjs-core'],
    ['src/core/projection/a.ts', '@tensorflow/tfjs-backend-wasm'],
    ['src/core/failure.ts', 'papaparse'],
    ['src/ui/a.ts', 'zustand'],
    ['src/state/a.ts', 'idb'],
    ['src/storage/a.ts', 'comlink'],
    ['src/features/data/a.ts', 'papaparse'],
  ])('%s may not import %s', (file, name) => {
    expect(violations({ [file]: load(name) })).toEqual([['package', file]])
  })
})

describe('what belongs nowhere', () => {
  test.each(['src/utils/a.ts', 'src/a.ts', 'src/core/helpers/a.ts'])('%s', (file) => {
    expect(violations({ [file]: empty })).toEqual([['unknown-area', file]])
  })

  test('src imports nothing outside src', () => {
    expect(violations({ 'src/app/a.ts': load('../../tools/headers.ts') })).toEqual([
      ['unknown-area', 'src/app/a.ts'],
    ])
  })
})

describe('tests', () => {
  test('may import anything', () => {
    const sources = { 'src/core/math/a.test.ts': load('../../storage/b.ts'), 'src/storage/b.ts': empty }
    expect(violations(sources)).toEqual([])
  })

  test('are imported by tests only', () => {
    const sources = { 'src/core/math/a.ts': load('./fixtures/b.ts'), 'src/core/math/fixtures/b.ts': empty }
    expect(violations(sources)).toEqual([['test-code', 'src/core/math/a.ts']])
  })
})

test('every area of the table names areas that exist', () => {
  const folders = new Set(AREAS.map((area) => area.folder))
  expect(AREAS.flatMap((area) => area.imports).filter((name) => !folders.has(name))).toEqual([])
})
