import { mkdirSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { parseArgs } from 'node:util'
import { buildEncoder } from './build.ts'

/**
 * Trains the starter text encoder and writes its folder:
 *
 *     npx tsx tools/starter-text/train.ts --corpus ../shared/corpora/medquad.txt.gz
 *
 * Then the last line's revision and bytes go into src/core/encoders/catalogue.ts.
 */
const id = 'nearside/starter-text'

const { values } = parseArgs({
  options: { corpus: { type: 'string' }, out: { type: 'string', default: `public/models/${id}` } },
})
if (values.corpus === undefined) throw new Error('--corpus FILE is needed: one text a line, gzipped or not')

const { revision, bytes, files } = buildEncoder(id, values.corpus, (line) => console.log(line))
for (const [path, content] of files) {
  const target = join(values.out, path)
  mkdirSync(dirname(target), { recursive: true })
  writeFileSync(target, content)
}
console.log(`${values.out}: revision ${revision}, ${bytes} bytes`)
