import { existsSync } from 'node:fs'
import { test } from 'vitest'
import { expectShipped } from '../starter/testing/expect-shipped.ts'
import { buildEncoder } from './build.ts'

const corpus = '../shared/corpora/medquad.txt.gz'
const here = existsSync(corpus)

test.skipIf(!here)(
  `[R12] the corpus gives the shipped bytes again${here ? '' : ' (skipped: ../shared is not here)'}`,
  { timeout: 600_000 },
  async () => {
    const id = 'nearside/starter-text'
    const { files } = await buildEncoder(id, corpus, () => {})
    await expectShipped(id, files)
  },
)
