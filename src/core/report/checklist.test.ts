import { describe, expect, test } from 'vitest'
import type { Notice } from '../notice.ts'
import type { Results } from '../evaluation/types.ts'
import { presets } from '../projection/presets.ts'
import { checklist } from './checklist.ts'
import { checked, results } from './testing/results.ts'
import { tripodItems } from './tripod-items.ts'

const wordNotice = (notice: Notice): string => `Worded: ${notice.code}`
const listOf = (changes: Partial<Results> = {}): string =>
  checklist({ results: { ...results, ...changes }, wordNotice, looks: 0 }).items.html
/** Of each item, in the order of the page: its ID and the text below what it asks. */
const itemsOf = (page: string): [string, string][] =>
  [...page.matchAll(/id="item-(\w+)">[\s\S]*?<\/p>([\s\S]*?)(?=<div class="item"|<h2>|<h3>|$)/g)].map(
    ([, id, rest]) => [
      id!,
      rest!
        .replaceAll(/<[^>]+>/g, ' ')
        .replaceAll(/\s+/g, ' ')
        .trim(),
    ],
  )

describe('TRIPOD+AI', () => {
  test('asks for 27 items in 52 parts, under eight headings', () => {
    const ids = tripodItems.map(({ id }) => id)
    expect(ids).toHaveLength(52)
    expect(new Set(ids.map((id) => Number.parseInt(id, 10)))).toEqual(
      new Set(Array.from({ length: 27 }, (_, i) => i + 1)),
    )
    expect(new Set(tripodItems.map(({ section }) => section)).size).toBe(8)
  })

  test('every item stands in the report once and in its place, filled or marked for the authors', () => {
    for (const changes of [
      {},
      checked,
      { summary: [], cells: [], data: { ...results.data, excluded: [] } },
    ]) {
      const items = itemsOf(listOf(changes))
      expect(items.map(([id]) => id)).toEqual(tripodItems.map(({ id }) => id))
      for (const [id, text] of items) expect(text, `item ${id}`).toMatch(/\w{2,}/)
    }
  })

  test('what only a person knows is marked and nothing else stands there', () => {
    const items = new Map(itemsOf(listOf()))
    for (const id of ['3a', '3b', '3c', '6c', '8b', '8c', '17', '18a', '18b', '18d', '19', '27b', '27c'])
      expect(items.get(id), `item ${id}`).toMatch(/^To be written by the authors: /)
  })

  test('the outcome, its classes and what was never used are named', () => {
    const study = {
      ...results.study,
      columns: {
        ward: { role: 'site' },
        seen: { role: 'date' },
        outcome: { role: 'label', positive: '<script>', merge: { benign: ['cyst', 'scar'] } },
        note: { role: 'text' },
      },
    } as const
    const items = new Map(itemsOf(listOf({ study })))
    expect(items.get('8a')).toMatch(
      /^“outcome”, with the classes “benign” and “&lt;script&gt;”; “&lt;script&gt;” is the positive one\. “benign” is made of “cyst” and “scar”\./,
    )
    expect(items.get('9a')).toContain('Never used: “ward” and “seen”')
    expect(items.get('5b')).toContain('Dates stand in “seen”; they were not used.')
  })

  test('[R13] what is said about size and missing values stands where it belongs', () => {
    const notices: Notice[] = [
      { code: 'few-events', severity: 'warning', params: { patients: 12, advised: 100 } },
      { code: 'texts-missing', severity: 'info', params: { column: 'note', count: 3 } },
    ]
    const items = new Map(itemsOf(listOf({ data: { ...results.data, notices } })))
    expect(items.get('10')).toContain('Worded: few-events')
    expect(items.get('11')).toContain('Worded: texts-missing')
    expect(items.get('26')).toContain('Worded: few-events')
    expect(items.get('26')).not.toContain('texts-missing')
    for (const notice of notices) expect(items.get('7')).toContain(`Worded: ${notice.code}`)
  })

  test('[R6] what was done about unequal classes is said, and why is left to the authors', () => {
    const item = (preset: Results['study']['preset']): string =>
      new Map(itemsOf(listOf({ study: { ...results.study, preset, classifiers: ['lr', 'knn'] } }))).get('13')!
    expect(item('robust')).toMatch(/No classifier weighed the classes\.$/)
    const { robust } = presets
    const weighed = {
      ...robust,
      contrastive: { ...robust.contrastive, batches: 'class-aware' },
      classifiers: { ...robust.classifiers, classWeight: 'balanced' },
    } as const
    expect(item(weighed)).toMatch(
      /batches of the projection .* Weighed: Logistic regression\. .* why the classes/,
    )
  })

  test('[R11] no model is offered, and sites that were not left out are said not to be examined', () => {
    const items = new Map(itemsOf(listOf()))
    expect(items.get('22')).toContain('No single model is part of these results')
    expect(items.get('12d')).toContain('Not examined')
    expect(new Map(itemsOf(listOf(checked))).get('12d')).toContain('left out at a time')
  })

  test('counts what is left to the authors', () => {
    const { items, toWrite } = checklist({ results, wordNotice, looks: 0 })
    expect(items.html.split('To be written by the authors:').length - 1).toBe(toWrite)
    expect(toWrite).toBeGreaterThan(30)
  })

  test('holds no case', () => {
    expect(listOf(checked)).not.toContain('secret-case')
  })
})
