import { describe, expect, test } from 'vitest'
import { parseModelsArguments } from './arguments.ts'

describe('npm run models --', () => {
  test.each([
    [['add', 'org/name'], { name: 'add', id: 'org/name' }],
    [
      ['add', 'org/name', '--revision', 'v1', '--dtype=q8'],
      { name: 'add', id: 'org/name', revision: 'v1', dtype: 'q8' },
    ],
    [['list'], { name: 'list' }],
    [['verify'], { name: 'verify' }],
    [['verify', 'org/name'], { name: 'verify', id: 'org/name' }],
    [['remove', 'org/name'], { name: 'remove', id: 'org/name' }],
    [['zip', 'org/name', '--out', 'a.zip'], { name: 'zip', id: 'org/name', out: 'a.zip' }],
  ])('%j is understood', (args, command) => {
    expect(parseModelsArguments(args)).toEqual(command)
  })

  test.each([
    [[], /^What to do\? Usage: /],
    [['fetch'], /^Unknown command: fetch\. Usage: /],
    [['add'], /^Which model\? Usage: /],
    [['remove'], /^Which model\? Usage: /],
    [['add', 'name'], /^“name” is no id like org\/name\. Usage: /],
    [['remove', '../..'], /^“\.\.\/\.\.” is no id/],
    [['add', 'a/b', 'c/d'], /^One model at a time\. Usage: /],
    [['add', 'a/b', '--dtype', 'q4'], /^Unknown dtype: q4\. Usage: /],
    [['list', '--out', 'x'], /^list does not take --out\. Usage: /],
    [['list', 'a/b'], /^list takes no id\. Usage: /],
    [['list', '--fast'], /--fast.*Usage: /],
  ])('%j is refused in one line', (args, pattern) => {
    expect(() => parseModelsArguments(args)).toThrow(pattern)
  })
})
