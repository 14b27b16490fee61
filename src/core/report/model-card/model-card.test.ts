import { describe, expect, test } from 'vitest'
import type { ModelFacts } from '../../model/model-facts.ts'
import { results } from '../testing/results.ts'
import { cardHtml } from './html.ts'
import { cardMarkdown } from './markdown.ts'
import { modelCard } from './model-card.ts'

const model: ModelFacts = {
  study: results.study,
  choice: { projection: 'contrastive', fusion: 'single', classifier: 'knn', recalibration: 'platt' },
  classes: ['benign', '<script>'],
  positive: 1,
  modalities: [
    {
      kind: 'text',
      name: '[note](javascript:1)',
      columns: ['note'],
      longTexts: 'truncate',
      encoder: { id: 'nearside/starter-text', revision: 'abc123', dtype: 'q8' },
    },
  ],
  patients: 60,
  fingerprint: 'f00d',
  computedWith: { app: '0.1.0', backend: 'wasm' },
  cases: 100,
  folds: 2,
  neighbours: 5,
  falseAlarmRate: 0.04,
  heldOutCases: 100,
  looksAtRawSpace: true,
}
const lr = { ...model, choice: { ...model.choice, classifier: 'lr' } }
const wordNotice = ({ code }: { code: string }): string => `notice ${code}`
const input = { model: lr, results, wordNotice }

describe('a model card', () => {
  const card = modelCard(input)
  const sections = card.sections.map(({ title }) => title)

  test('has use, data, results and limits, and says what only people know', () => {
    expect(sections).toEqual(['The model', 'Intended use', 'Data', 'Results', 'Limits', 'Privacy'])
    for (const title of ['Intended use', 'Data', 'Limits'])
      expect(card.sections.find((of) => of.title === title)!.blocks.some(({ kind }) => kind === 'to-write')).toBe(true) // prettier-ignore
  })

  test.each([
    ['Markdown', cardMarkdown(card)],
    ['HTML', cardHtml(card)],
  ])(
    'R11, R8: as %s it has the results of its own procedure with intervals, and whose they are',
    (_, file) => {
      expect(file).toContain('not this model')
      expect(file).toContain('0.871 (0.851 to 0.889)')
      // of the projection that it is not
      expect(file).not.toContain('0.842 (')
      expect(file).toContain('To be written by the authors')
      expect(file).toContain('Research use only')
      expect(file).toContain('nearside/starter-text')
      expect(file).toContain('f00d')
    },
  )

  test('P19: what data name cannot become markup', () => {
    const markdown = cardMarkdown(card)
    expect(markdown).not.toMatch(/(?<!\\)<script/)
    expect(markdown).not.toContain('[note](')
    expect(markdown).not.toMatch(/(?<!\\)<img/)
    const page = cardHtml(card)
    expect(page).not.toContain('<script')
    expect(page).not.toContain('<img')
    expect(page).toContain('&lt;script&gt;')
  })

  test('says that a file is patient data where the classifier keeps cases', () => {
    const keeping = cardMarkdown(modelCard({ ...input, model }))
    expect(keeping).toContain('is patient data')
    expect(cardMarkdown(card)).toContain('holds no case')
  })

  test('R13: does not call a model calibrated that could not be', () => {
    expect(cardMarkdown(card)).toContain('probabilities calibrated by Platt’s scaling.')
    const bare = cardMarkdown(modelCard({ ...input, model: { ...lr, isCalibrated: false } }))
    expect(bare).toContain('the held-out cases lack those of a class')
    expect(bare).not.toContain('robabilities calibrated by')
  })

  test('tells the share of false alarms as what the threshold was chosen for', () => {
    expect(cardMarkdown(card)).toContain(
      'by the choice of the threshold, 4.0 % of the held-out training cases',
    )
  })

  test('R13: says how many labels were changed by hand, with the results of its run and without', () => {
    const relabels = ['p1', 'p2'].map((id) => ({ case: id, from: 'benign', to: '<script>' }))
    const columns = { outcome: { role: 'label', relabels } } as const
    const changed = { ...lr, study: { ...lr.study, columns } }
    for (const of of [results, null]) {
      const markdown = cardMarkdown(modelCard({ ...input, model: changed, results: of }))
      expect(markdown).toContain('The study changes 2 labels of the file by hand (relabelled)')
      expect(markdown).not.toContain('p1')
    }
    expect(cardMarkdown(card)).not.toContain('by hand')
  })

  test('without its run it says that the results are gone, and leaves them to be written', () => {
    const orphan = modelCard({ ...input, results: null })
    expect(orphan.sections.find(({ title }) => title === 'Results')!.blocks).toEqual([
      expect.objectContaining({ kind: 'text' }),
      expect.objectContaining({ kind: 'to-write' }),
    ])
  })
})
