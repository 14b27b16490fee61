import { existsSync, readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { buildEncoder } from './build.ts'

const corpus = '../shared/corpora/medquad.txt.gz'
const here = existsSync(corpus)

test.skipIf(!here)(
  `[R12] the corpus gives the shipped bytes again${here ? '' : ' (skipped: ../shared is not here)'}`,
  { timeout: 600_000 },
  () => {
    const id = 'nearside/starter-text'
    const { files } = buildEncoder(id, corpus, () => {})
    for (const [path, content] of files)
      expect(Buffer.from(content).equals(readFileSync(`public/models/${id}/${path}`)), path).toBe(true)
  },
)
