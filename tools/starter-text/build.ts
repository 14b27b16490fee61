import { createHash } from 'node:crypto'
import { writeOnnx } from '../onnx/write.ts'
import { dropRepeatedSentences, indexCorpus, readLines } from './corpus.ts'
import { encoderGraph } from './encoder-graph.ts'
import { encoderTables } from './encoder-tables.ts'
import { tokenizerFiles } from './tokenizer-files.ts'
import { trainWordVectors } from './word-vectors.ts'

export interface BuiltEncoder {
  /** Of the model's files, the manifest not among them. */
  readonly revision: string
  readonly bytes: number
  /** Every file of the model's folder by its path, the manifest included. */
  readonly files: ReadonlyMap<string, Uint8Array>
}

/** The whole encoder from a corpus, one text a line; the same corpus gives the same bytes. */
export function buildEncoder(id: string, corpusPath: string, log: (line: string) => void): BuiltEncoder {
  const corpus = indexCorpus(dropRepeatedSentences(readLines(corpusPath)))
  log(`${corpus.tokens.length} words, ${corpus.words.length} different ones`)
  const words = trainWordVectors(corpus)
  const tables = encoderTables(words, corpus.tokens.length)
  log(`${words.words.length} words with a vector, ${tables.tokens.length} tokens`)

  const files = new Map<string, Uint8Array>()
  for (const [path, content] of Object.entries(tokenizerFiles(tables)))
    files.set(path, utf8(`${JSON.stringify(content)}\n`))
  files.set('onnx/model_quantized.onnx', writeOnnx(encoderGraph(tables)))

  const listed = [...files]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([path, content]) => ({ path, bytes: content.length, sha256: sha256(content) }))
  const revision = sha256(utf8(listed.map((file) => `${file.sha256}  ${file.path}\n`).join(''))).slice(0, 16)
  files.set('manifest.json', utf8(`${JSON.stringify({ id, revision, files: listed }, null, 2)}\n`))
  return { revision, bytes: listed.reduce((sum, file) => sum + file.bytes, 0), files }
}

function utf8(text: string): Uint8Array {
  return new TextEncoder().encode(text)
}

function sha256(content: Uint8Array): string {
  return createHash('sha256').update(content).digest('hex')
}
