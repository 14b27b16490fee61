import { describe, expect, test } from 'vitest'
import { parseManifest } from './manifest.ts'

const manifest = {
  id: 'nearside/starter-text',
  revision: '1',
  files: [{ path: 'onnx/model_quantized.onnx', bytes: 3, sha256: 'ab'.repeat(32) }],
}

describe('manifest of a model', () => {
  test('is read', () => {
    expect(parseManifest(manifest, manifest)).toEqual(manifest)
  })

  test.each([
    ['nothing', null],
    ['a web page that parsed as text', '<!doctype html>'],
    ['another model', { ...manifest, id: 'nearside/other' }],
    ['another revision', { ...manifest, revision: '2' }],
    ['no checksum', { ...manifest, files: [{ path: 'config.json', bytes: 3 }] }],
    ['a way out of the folder', { ...manifest, files: [{ ...manifest.files[0], path: 'onnx/../../x' }] }],
    ['an absolute path', { ...manifest, files: [{ ...manifest.files[0], path: '/x' }] }],
    ['an address', { ...manifest, files: [{ ...manifest.files[0], path: 'https://x' }] }],
  ])('%s is refused', (_, value) => {
    expect(() => parseManifest(value, manifest)).toThrow(
      expect.objectContaining({
        code: 'model-corrupted',
        params: expect.objectContaining({ reason: 'manifest' }),
      }),
    )
  })
})
