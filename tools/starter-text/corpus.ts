import { readFileSync } from 'node:fs'
import { gunzipSync } from 'node:zlib'
import { splitWords } from './words.ts'

/** The corpus as words: `tokens` indexes `words`, and line i is tokens[starts[i]] up to tokens[starts[i + 1]]. */
export interface Corpus {
  readonly words: readonly string[]
  /** How often each word occurs, by index into words. */
  readonly counts: Int32Array
  readonly tokens: Int32Array
  readonly starts: Int32Array
}

/** The lines of a text file, gzipped or not. */
export function readLines(path: string): string[] {
  const bytes = readFileSync(path)
  const text = (path.endsWith('.gz') ? gunzipSync(bytes) : bytes).toString('utf8')
  return text.split('\n').filter((line) => line !== '')
}

/**
 * Every sentence once, where it comes first: MedQuAD repeats its question forms and its closing advice thousands of
 * times, and those would count as what the words around them mean.
 */
export function dropRepeatedSentences(lines: readonly string[]): string[] {
  const seen = new Set<string>()
  return lines
    .map((line) =>
      line
        .split(/(?<=[.?!])\s+/)
        .filter((sentence) => !seen.has(sentence) && seen.add(sentence))
        .join(' '),
    )
    .filter((line) => line !== '')
}

export function indexCorpus(lines: readonly string[]): Corpus {
  const ids = new Map<string, number>()
  const counts: number[] = []
  const tokens: number[] = []
  const starts = new Int32Array(lines.length + 1)
  lines.forEach((line, i) => {
    for (const word of splitWords(line)) {
      const id = ids.get(word) ?? ids.size
      ids.set(word, id)
      counts[id] = (counts[id] ?? 0) + 1
      tokens.push(id)
    }
    starts[i + 1] = tokens.length
  })
  return {
    words: [...ids.keys()],
    counts: Int32Array.from(counts),
    tokens: Int32Array.from(tokens),
    starts,
  }
}

/** Corpus words seen at least `minCount` times, the most frequent first, as indices into words. */
export function frequentWords({ words, counts }: Corpus, minCount: number): Int32Array {
  const frequent = [...words.keys()].filter((i) => counts[i]! >= minCount)
  return Int32Array.from(frequent.sort((a, b) => counts[b]! - counts[a]! || (words[a]! < words[b]! ? -1 : 1)))
}
