import { readFileSync } from 'node:fs'
import { expect } from 'vitest'
import { compareSelfTest, parseSelfTest } from '../../../src/core/encoders/self-test.ts'
import type { ManifestEncoder } from '../../../src/core/encoders/manifest.ts'
import { modelFolder, type Files } from '../model-folder.ts'

/** Another processor adds in another order; what it gives may differ by so much. */
const tolerance = 1e-4

/**
 * That public/models/ID holds these bytes. Only the vectors of self-test.json were computed by a runtime whose last
 * digits depend on the processor: they have to be close, and the manifest has to list the file that is shipped.
 */
export async function expectShipped(id: string, built: Files): Promise<void> {
  const shipped = (path: string): Uint8Array => readFileSync(`public/models/${id}/${path}`)
  const json = (content: Uint8Array): unknown => JSON.parse(Buffer.from(content).toString('utf8'))

  const files = new Map<string, Uint8Array>()
  for (const [path, content] of built) {
    if (path === 'manifest.json') continue
    files.set(path, path === 'self-test.json' ? shipped(path) : content)
    expect(Buffer.from(files.get(path)!).equals(shipped(path)), path).toBe(true)
  }

  const expected = parseSelfTest(json(shipped('self-test.json')), id)
  const actual = parseSelfTest(json(built.get('self-test.json')!), id)
  expect({ ...actual, vectors: expected.vectors }).toEqual(expected)
  expect(compareSelfTest(expected.vectors, actual.vectors, tolerance)).toMatchObject({ passes: true })

  const { encoders } = json(built.get('manifest.json')!) as { encoders: ManifestEncoder[] }
  const { files: withManifest } = await modelFolder(id, encoders, files)
  expect(Buffer.from(withManifest.get('manifest.json')!).equals(shipped('manifest.json')), 'manifest').toBe(
    true,
  )
}
