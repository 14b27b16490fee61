import { describe, expect, test } from 'vitest'
import { securityHeaders } from '../headers.ts'
import { iisConfig } from './iis.ts'
import { MEDIA_TYPES } from './media-types.ts'
import { nginxConfig } from './nginx.ts'

// e2e/pack.spec.ts runs the nginx configuration; no IIS is at hand, so its file is held to the same source.
describe.each([
  ['nginx', nginxConfig(), (name: string, value: string) => `add_header ${name} "${value}" always;`],
  ['IIS', iisConfig(), (name: string, value: string) => `<add name="${name}" value="${value}" />`],
])('the configuration for %s', (_, config, line) => {
  test('sends every security header, word for word', () => {
    for (const [name, value] of Object.entries(securityHeaders)) expect(config).toContain(line(name, value))
  })

  test('knows every media type', () => {
    for (const type of Object.values(MEDIA_TYPES)) expect(config).toContain(type)
  })
})

test.each(['onnx', 'onnx_data', 'onnx_data_1'])('weights in .%s are handed out', (extension) => {
  expect(nginxConfig()).toMatch(new RegExp(`application/octet-stream [^;]*\\b${extension}\\b[^;]*;`))
  // IIS answers 404.3 for an extension that it does not know
  expect(iisConfig()).toContain(
    `<mimeMap fileExtension=".${extension}" mimeType="application/octet-stream" />`,
  )
})

test('web.config is well-formed: every element is closed, in order', () => {
  const open: string[] = []
  const wrong: string[] = []
  for (const [, close, name, empty] of iisConfig().matchAll(/<(\/?)([a-zA-Z.]+)[^<>]*?(\/?)>/g)) {
    if (!close && !empty) open.push(name!)
    if (close && open.pop() !== name) wrong.push(name!)
  }
  expect([...open, ...wrong]).toEqual([])
})
