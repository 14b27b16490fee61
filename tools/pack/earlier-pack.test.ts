import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { checksums } from './checksums.ts'
import { removeEarlierPack, SUMS } from './earlier-pack.ts'

let folder: string
let out: string
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'nearside-earlier-'))
  out = join(folder, 'pack')
})
afterEach(() => rmSync(folder, { recursive: true }))

function pack(): void {
  mkdirSync(join(out, 'conf'), { recursive: true })
  writeFileSync(join(out, 'README.txt'), 'read')
  writeFileSync(join(out, 'conf', 'nginx.conf'), 'server {}')
  writeFileSync(join(out, SUMS), checksums(out, ['README.txt', 'conf/nginx.conf']))
}

test('an earlier pack goes, a damaged copy of one too', () => {
  pack()
  rmSync(join(out, 'README.txt'))
  removeEarlierPack(out)
  expect(existsSync(out)).toBe(false)
})

test('an empty folder, or none, is room enough', () => {
  expect(() => removeEarlierPack(out)).not.toThrow()
  mkdirSync(out)
  expect(() => removeEarlierPack(out)).not.toThrow()
})

test.each([
  ['added', join('conf', 'site.key')],
  ['changed', join('conf', 'nginx.conf')],
])('nothing is touched where a file was %s', (_, path) => {
  pack()
  writeFileSync(join(out, path), 'a person wrote this')
  expect(() => removeEarlierPack(out)).toThrow(`${join(out, path)} was added or changed`)
  expect(readFileSync(join(out, path), 'utf8')).toBe('a person wrote this')
  expect(existsSync(join(out, 'README.txt'))).toBe(true)
})

test('nothing is touched where no pack lies', () => {
  mkdirSync(out)
  writeFileSync(join(out, 'thesis.txt'), 'years of work')
  expect(() => removeEarlierPack(out)).toThrow(/something else than an earlier pack/)
  expect(existsSync(join(out, 'thesis.txt'))).toBe(true)
})
