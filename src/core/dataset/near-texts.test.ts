import { describe, expect, it } from 'vitest'
import { createRng, type Rng } from '../math/rng.ts'
import { findNearTexts, nearShare } from './near-texts.ts'

const vocabulary = Array.from({ length: 300 }, (_, i) => `word${i}`)
const randomWords = (rng: Rng, n: number): string[] =>
  Array.from({ length: n }, () => vocabulary[rng.int(vocabulary.length)]!)
const changed = (rng: Rng, words: readonly string[], n: number): string[] => {
  const copy = [...words]
  for (let k = 0; k < n; k++) copy[rng.int(copy.length)] = `other${rng.int(1000)}`
  return copy
}

/** Straight from the definition: every pair of different texts of different patients, and what hangs together. */
function expectedGroups(values: readonly string[], patientIds: readonly string[]): number[][] {
  const runs = values.map((text) => {
    const words = text.split(' ')
    return new Set(words.slice(4).map((_, i) => words.slice(i, i + 5).join(' ')))
  })
  const groupOf = values.map((_, i) => i)
  for (let i = 0; i < values.length; i++)
    for (let j = 0; j < i; j++) {
      const shared = [...runs[i]!].filter((run) => runs[j]!.has(run)).length
      const isNear = shared / (runs[i]!.size + runs[j]!.size - shared) >= nearShare
      if (!isNear || patientIds[i] === patientIds[j] || values[i] === values[j]) continue
      const [from, to] = [groupOf[i]!, groupOf[j]!]
      groupOf.forEach((group, k) => group === from && (groupOf[k] = to))
    }
  return [...new Set(groupOf)]
    .map((group) => values.flatMap((_, i) => (groupOf[i] === group ? [i] : [])))
    .filter((group) => group.length > 1)
    .sort((a, b) => a[0]! - b[0]!)
}

describe('findNearTexts', () => {
  it('R1: finds what comparing every pair finds, in texts with few to many words changed', async () => {
    const rng = createRng(42, 'near texts')
    const values: string[] = []
    for (let family = 0; family < 30; family++) {
      const words = randomWords(rng, 20 + rng.int(100))
      for (let copy = 0; copy < 4; copy++)
        values.push(changed(rng, words, 1 + rng.int(words.length / 10)).join(' '))
    }
    const patientIds = values.map(() => `p${rng.int(60)}`)
    const expected = expectedGroups(values, patientIds)
    expect(expected.length).toBeGreaterThan(10)
    const { groups, capped } = await findNearTexts(patientIds, { values })
    expect(groups.map((group) => [...group])).toEqual(expected)
    expect(capped).toBe(false)
  })

  const note = 'Seen today with cough and fever for three days, no pain, family well, sent home with advice'
  const near = async (
    values: readonly (string | null)[],
    patientIds: readonly string[],
  ): Promise<number[][]> => (await findNearTexts(patientIds, { values })).groups.map((group) => [...group])

  it('ignores case and punctuation, and texts of one patient', async () => {
    const loud = note.toUpperCase().replaceAll(',', ' -')
    expect(await near([note, null, loud], ['p1', 'p2', 'p3'])).toEqual([[0, 2]])
    expect(await near([note, null, loud], ['p1', 'p2', 'p1'])).toEqual([])
  })

  it('leaves copies to the letter to another finding, but not what is near them', async () => {
    expect(await near([note, note], ['p1', 'p2'])).toEqual([])
    expect(await near([note, `${note}.`, note], ['p1', 'p1', 'p2'])).toEqual([[0, 1, 2]])
  })

  it('says nothing of set phrases of fewer than twelve words', async () => {
    const phrase = 'No acute findings in heart or lungs seen'
    expect(await near([phrase, `${phrase} today`], ['p1', 'p2'])).toEqual([])
  })

  it('finds a form letter in 200 cases, and says that there may be more', async () => {
    const rng = createRng(7, 'form letter')
    const form = randomWords(rng, 100)
    const values = Array.from({ length: 200 }, () => [...form, ...randomWords(rng, 20)].join(' '))
    const { groups, capped } = await findNearTexts(
      values.map((_, i) => `p${i}`),
      { values },
    )
    expect(groups.map(({ length }) => length)).toEqual([200])
    expect(capped).toBe(true)
  })

  it('lets the page have its turn after every text', async () => {
    let turns = 0
    await findNearTexts(['p1', 'p2'], { values: [note, `${note} now`] }, async () => void turns++)
    expect(turns).toBeGreaterThanOrEqual(4)
  })
})
