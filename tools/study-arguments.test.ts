import { describe, expect, test } from 'vitest'
import { parseStudyArguments } from './study-arguments.ts'

describe('npm run study --', () => {
  test('a study and a folder are enough', () => {
    expect(parseStudyArguments(['a.json', '--out', 'b'])).toEqual({
      path: 'a.json',
      out: 'b',
      keepOpen: false,
    })
  })

  test('options may stand anywhere', () => {
    expect(parseStudyArguments(['--keep-open', '--backend', 'webgpu', '--out=b', 'a.json'])).toEqual({
      path: 'a.json',
      out: 'b',
      backend: 'webgpu',
      keepOpen: true,
    })
  })

  test.each([
    [['--out', 'b'], /^Which study\? Usage: /],
    [['a.json'], /^Into which folder \(--out\)\? Usage: /],
    [['a.json', 'c.json', '--out', 'b'], /^One study at a time, not 2/],
    [['a.json', '--out', 'b', '--backend', 'cuda'], /^Unknown backend: cuda\. Usage: .*wasm\|webgpu/],
    [['a.json', '--out', 'b', '--fast'], /--fast.*Usage: /],
  ])('%j is refused in one line', (args, pattern) => {
    expect(() => parseStudyArguments(args)).toThrow(pattern)
  })
})
