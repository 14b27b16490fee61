import { createHash } from 'node:crypto'
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { writeAppFolder } from './pack/app-folder.ts'
import { installedIds } from './models/installed.ts'
import { precacheList, withPrecacheList } from './precache-list.ts'

const FILES = {
  'index.html': '<!doctype html>',
  'assets/a.js': 'alert()',
  'models/index.json': '{"models":["nearside/starter-text","org/large"]}',
  'models/nearside/starter-text/manifest.json': '{}',
  'models/org/large/manifest.json': '{}',
  'models/org/large/onnx/model.onnx': 'weights',
  'sw.js': 'install([{"bytes":1,"revision":null,"sha256":"ab","url":"index.html"}],[{x:[1]}])',
}
let dist: string

beforeAll(() => {
  dist = mkdtempSync(join(tmpdir(), 'nearside-dist-'))
  for (const [path, text] of Object.entries(FILES)) {
    mkdirSync(dirname(join(dist, path)), { recursive: true })
    writeFileSync(join(dist, path), text)
  }
})
afterAll(() => rmSync(dist, { recursive: true }))

const urls = (folder: string, ...rest: [] | [() => boolean]): string[] =>
  precacheList(folder, ...rest).map(({ url }) => url)

describe('what is saved for offline use', () => {
  test('the app and its shipped models, with size and SHA-256; not what a person added', () => {
    expect(urls(dist)).toEqual([
      'assets/a.js',
      'index.html',
      'models/index.json',
      'models/nearside/starter-text/manifest.json',
    ])
    expect(precacheList(dist)[0]).toEqual({
      url: 'assets/a.js',
      bytes: 7,
      sha256: createHash('sha256').update('alert()').digest('hex'),
    })
  })

  test('the list in a built service worker is exchanged, and nothing else of it', () => {
    const entry = { url: 'x', bytes: 2, sha256: 'cd' }
    expect(withPrecacheList(FILES['sw.js'], [entry])).toBe(
      'install([{"url":"x","bytes":2,"sha256":"cd"}],[{x:[1]}])',
    )
    expect(() => withPrecacheList('install()', [entry])).toThrow('it holds 0')
  })

  test('of a packed app: everything in it, the chosen models only', () => {
    const app = mkdtempSync(join(tmpdir(), 'nearside-app-'))
    try {
      expect(installedIds(join(dist, 'models'))).toEqual(['nearside/starter-text', 'org/large'])
      writeAppFolder(dist, app, ['org/large'])
      const list = urls(app, () => true)
      expect(list).toEqual([
        'assets/a.js',
        'index.html',
        'models/index.json',
        'models/org/large/manifest.json',
        'models/org/large/onnx/model.onnx',
      ])
      expect(JSON.parse(readFileSync(join(app, 'models', 'index.json'), 'utf8'))).toEqual({
        models: ['org/large'],
      })
      const serviceWorker = readFileSync(join(app, 'sw.js'), 'utf8')
      for (const url of list) expect(serviceWorker).toContain(`"url":"${url}"`)
    } finally {
      rmSync(app, { recursive: true })
    }
  })
})
