import { createHash } from 'node:crypto'
import { mkdirSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { parseArgs } from 'node:util'
import { writeOnnx } from '../onnx/write.ts'
import { dropRepeatedSentences, indexCorpus, readLines } from './corpus.ts'
import { encoderGraph } from './encoder-graph.ts'
import { encoderTables } from './encoder-tables.ts'
import { tokenizerFiles } from './tokenizer-files.ts'
import { trainWordVectors } from './word-vectors.ts'

/**
 * Trains the starter text encoder and writes its folder; the same corpus gives the same bytes:
 *
 *     npx tsx tools/starter-text/train.ts --corpus ../shared/corpora/medquad.txt.gz
 */
const id = 'nearside/starter-text'

const { values } = parseArgs({
  options: { corpus: { type: 'string' }, out: { type: 'string', default: `public/models/${id}` } },
})
if (values.corpus === undefined) throw new Error('--corpus FILE is needed: one text a line, gzipped or not')

const corpus = indexCorpus(dropRepeatedSentences(readLines(values.corpus)))
console.log(`${corpus.tokens.length} words, ${corpus.words.length} different ones`)
const model = trainWordVectors(corpus)
const tables = encoderTables(model, corpus.tokens.length)
console.log(
  `${model.words.length} words with a vector, ${tables.tokens.length} tokens, ${tables.dimensions} dimensions`,
)

const contents = new Map<string, Uint8Array>()
for (const [path, json] of Object.entries(tokenizerFiles(tables)))
  contents.set(path, new TextEncoder().encode(`${JSON.stringify(json)}\n`))
contents.set('onnx/model_quantized.onnx', writeOnnx(encoderGraph(tables)))

const files = [...contents]
  .sort(([a], [b]) => (a < b ? -1 : 1))
  .map(([path, bytes]) => ({ path, bytes: bytes.length, sha256: sha256(bytes) }))
const revision = sha256(files.map((file) => `${file.sha256}  ${file.path}\n`).join('')).slice(0, 16)
contents.set(
  'manifest.json',
  new TextEncoder().encode(`${JSON.stringify({ id, revision, files }, null, 2)}\n`),
)

for (const [path, bytes] of contents) {
  const target = join(values.out, path)
  mkdirSync(dirname(target), { recursive: true })
  writeFileSync(target, bytes)
}
const total = files.reduce((sum, file) => sum + file.bytes, 0)
console.log(`${values.out}: revision ${revision}, ${total} bytes (for src/core/encoders/catalogue.ts)`)

function sha256(content: string | Uint8Array): string {
  return createHash('sha256').update(content).digest('hex')
}
