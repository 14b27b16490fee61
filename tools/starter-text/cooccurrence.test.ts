import { expect, test } from 'vitest'
import { countPairs, positivePmi, type Sparse } from './cooccurrence.ts'
import { dropRepeatedSentences, frequentWords, indexCorpus } from './corpus.ts'

function dense(m: Sparse): number[][] {
  return Array.from({ length: m.rows }, (_, r) => {
    const out = Array.from({ length: m.cols }, () => 0)
    for (let p = m.starts[r]!; p < m.starts[r + 1]!; p++) out[m.columns[p]!] = m.values[p]!
    return out
  })
}

const corpus = indexCorpus(['A b c', 'b, b'])

test('a corpus is its words, lower case, line by line', () => {
  expect(corpus.words).toEqual(['a', 'b', 'c'])
  expect([...corpus.counts]).toEqual([1, 3, 1])
  expect([...corpus.tokens]).toEqual([0, 1, 2, 1, 1])
  expect([...corpus.starts]).toEqual([0, 3, 5])
})

test('the vocabulary is the most frequent words, equals in the order of the alphabet', () => {
  const { words } = indexCorpus(['b a c c'])
  expect(Array.from(frequentWords(indexCorpus(['b a c c']), 1), (i) => words[i])).toEqual(['c', 'a', 'b'])
  expect([...frequentWords(corpus, 2)]).toEqual([1])
})

test('a repeated sentence counts once', () => {
  expect(dropRepeatedSentences(['What is it? A rash.', 'What is it? A cold.', 'A rash.'])).toEqual([
    'What is it? A rash.',
    'A cold.',
  ])
})

test('pairs count 1 / distance, within a line and the window', () => {
  const all = Int32Array.of(0, 1, 2)
  expect(dense(countPairs(corpus, all, all, 2))).toEqual([
    [0, 1, 0.5],
    [1, 2, 1],
    [0.5, 1, 0],
  ])
  expect(dense(countPairs(corpus, all, all, 1))).toEqual([
    [0, 1, 0],
    [1, 2, 1],
    [0, 1, 0],
  ])
})

test('a word may be a row and no context, or neither', () => {
  expect(dense(countPairs(corpus, Int32Array.of(0, -1, 1), Int32Array.of(-1, 0, -1), 2))).toEqual([[1], [1]])
})

test('PPMI: log of the pair count over what chance would give, never below zero', () => {
  const counts: Sparse = {
    rows: 2,
    cols: 2,
    starts: Int32Array.of(0, 2, 4),
    columns: Int32Array.of(0, 1, 0, 1),
    values: Float32Array.of(3, 1, 1, 5),
  }
  // by hand: columns sum to 4 and 6, all to 10
  const [first, second] = dense(positivePmi(counts, 1))
  expect(first![0]).toBeCloseTo(Math.log((3 * 10) / (4 * 4)), 6)
  expect(first![1]).toBe(0)
  expect(second![0]).toBe(0)
  expect(second![1]).toBeCloseTo(Math.log((5 * 10) / (6 * 6)), 6)
  // smoothing makes the rarer context likelier by chance
  const share = 4 ** 0.75 / (4 ** 0.75 + 6 ** 0.75)
  expect(dense(positivePmi(counts, 0.75))[0]![0]).toBeCloseTo(Math.log(3 / (4 * share)), 6)
})
