import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { build, createServer as createVite, type InlineConfig } from 'vite'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { parseModelIndex } from '../../src/core/encoders/installed.ts'
import { modelIndex } from './index-plugin.ts'

let root: string
let config: InlineConfig

beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'nearside-index-'))
  for (const [id, file] of [
    ['org/b', 'manifest.json'],
    ['org/a', 'manifest.json'],
    ['org/half', 'config.json'],
  ] as const) {
    mkdirSync(join(root, 'public', 'models', id), { recursive: true })
    writeFileSync(join(root, 'public', 'models', id, file), '{}')
  }
  writeFileSync(join(root, 'index.html'), '<!doctype html>')
  config = { root, configFile: false, logLevel: 'silent', plugins: [modelIndex()] }
})

afterEach(() => rmSync(root, { recursive: true }))

test('what is built lists the models that lie in it, whole ones only', async () => {
  await build(config)
  const index = readFileSync(join(root, 'dist', 'models', 'index.json'), 'utf8')
  expect(parseModelIndex(JSON.parse(index))).toEqual(['org/a', 'org/b'])
})

test('what is served while developing lists what is there now', async () => {
  const vite = await createVite({
    ...config,
    server: { middlewareMode: true, ws: false, watch: null },
    appType: 'mpa',
  })
  const server = createServer(vite.middlewares)
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve)
  })
  rmSync(join(root, 'public', 'models', 'org', 'b'), { recursive: true })
  const { port } = server.address() as AddressInfo
  const response = await fetch(`http://127.0.0.1:${port}/models/index.json`)
  expect(response.headers.get('content-type')).toBe('application/json')
  expect(parseModelIndex(await response.json())).toEqual(['org/a'])
  server.closeAllConnections()
  server.close()
  await vite.close()
})
