import { describe, expect, test } from 'vitest'
import type { Notice } from '../notice.ts'
import type { Results } from '../evaluation/types.ts'
import { presets } from '../projection/presets.ts'
import { checklist } from './checklist.ts'
import { ablated, checked, results } from './testing/results.ts'
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
    expect(items.get('22')).toContain('No single model stands behind these results')
    expect(items.get('12d')).toContain('Not examined')
    expect(new Map(itemsOf(listOf(checked))).get('12d')).toContain('left out at a time')
  })

  describe('with sites and a locked test set', () => {
    const notices: Notice[] = [
      {
        code: 'sites-not-tested',
        severity: 'warning',
        params: { column: 'ward', sites: 2, cases: 9, fewest: 10 },
      },
      { code: 'cases-without-site', severity: 'warning', params: { column: 'ward', count: 5 } },
    ]
    const items = new Map(itemsOf(listOf({ ...checked, data: { ...results.data, notices } })))

    test('R13: 5a, 6a and 10 say which cases test what, and which none', () => {
      expect(items.get('5a')).toContain('tested by what was fitted without the site and without its patient.')
      expect(items.get('5a')).toContain(
        'The cases of 2 smaller sites train in every fold and are tested in none.',
      )
      expect(items.get('5a')).toContain('5 cases without a site take no part in the folds.')
      expect(items.get('5a')).toContain(
        '20 cases of 12 patients were locked away before: nothing was fitted or chosen on them, and they are predicted by what was fitted on 80 other cases.',
      )
      expect(items.get('6a')).toContain(
        '2 sites of at least 10 patients by “&lt;b&gt;ward”, each left out once; 2 smaller sites beside.',
      )
      expect(items.get('10')).toContain(
        'are 100 cases of 60 patients; 80 cases of 48 patients were tested in the cross-validation; 20 cases of 12 patients were locked away before it; 5 cases without a site took no part in the folds, but trained what predicts the locked cases.',
      )
      expect(items.get('10')).toContain('Worded: sites-not-tested')
    })

    test('R11: 22 and 12g name the models that predicted the locked cases', () => {
      expect(items.get('22')).not.toContain('No single model')
      expect(items.get('22')).toContain(
        'The locked cases were predicted by one model a procedure, fitted once on all 80 cases',
      )
      expect(items.get('12g')).toContain('The locked cases were predicted by those that were fitted once')
      const plain = new Map(itemsOf(listOf()))
      for (const id of ['5a', '10', '12g', '22']) expect(plain.get(id), id).not.toMatch(/locked|site/)
    })
  })

  test('R8: 12e names the tests that were used, and no other', () => {
    const of = (changes: Partial<Results>): string => new Map(itemsOf(listOf(changes))).get('12e')!
    const locked = checked.locked_test!
    const only = { cells: results.cells.filter(({ projection }) => projection !== 'none') }
    expect(of(only)).toContain('corrected resampled t-test')
    expect(of(only)).toContain('bootstrap by patient')
    expect(of(only)).not.toMatch(/Holm|DeLong|against all|locked/)
    expect(of({})).toMatch(/Beside it, every projection against none: .* Holm/)
    expect(of(ablated)).toContain('every projection against none and fewer modalities against all')
    expect(of(checked)).toContain('DeLong’s test')
    const comparison = { ...locked.comparison, method: 'patient-bootstrap', p: null } as const
    const resampled = of({ locked_test: { ...locked, comparison } })
    expect(resampled).toContain('comes from the bootstrap by patient, both sides in the same resamples')
    expect(resampled).not.toContain('DeLong')
  })

  test('12d and 23b: sites that make subgroups are examined, if not left out', () => {
    const group = { level: 'A', cases: 60, patients: 40, classes: {}, summary: [] }
    const study = { ...results.study, columns: { ward: { role: 'site' } } } as const
    const items = new Map(itemsOf(listOf({ study, subgroups: [{ ...group, column: 'ward' }] })))
    for (const id of ['12d', '23b'])
      expect(items.get(id)).toBe(
        'No site was left out by itself; results by “ward” stand among the subgroups under 23a.',
      )
    expect(new Map(itemsOf(listOf({ study }))).get('12d')).toContain('Not examined')
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
