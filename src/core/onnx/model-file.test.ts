import { strFromU8, unzipSync } from 'fflate'
import { beforeAll, expect, test } from 'vitest'
import type { FinalModel } from '../model/final-model.ts'
import { modelFacts } from '../model/model-facts.ts'
import { useCpuBackend } from '../projection/testing/cpu-backend.ts'
import { cardHtml } from '../report/model-card/html.ts'
import { cardMarkdown } from '../report/model-card/markdown.ts'
import { modelCard } from '../report/model-card/model-card.ts'
import { deployFolder } from './deploy-folder.ts'
import { deployNotes } from './deploy-notes.ts'
import { modelToOnnx } from './model-file.ts'
import { fitMixed } from './testing/fit-mixed.ts'
import { mixedCases } from './testing/mixed-cases.ts'

let model: FinalModel

beforeAll(async () => {
  await useCpuBackend()
  const choice = { projection: 'none', fusion: 'single', classifier: 'lr', recalibration: 'none' } as const
  const fitted = await fitMixed(mixedCases(40, 2), choice)
  const [from, to] = fitted.classes as [string, string]
  model = {
    ...fitted,
    study: {
      ...fitted.study,
      files: ['ward-canary.csv'],
      columns: { outcome: { role: 'label', relabels: [{ case: 'MRN-12345', from, to }] } },
    },
  }
})

const textOf = (bytes: Uint8Array): string => new TextDecoder('latin1').decode(bytes)

test('no case ID and no file name leaves in the file, the folder or the card; how many labels were changed does', () => {
  const file = modelToOnnx(model)
  const facts = modelCard({ model: modelFacts(model), results: null, wordNotice: () => '' })
  const card = { markdown: cardMarkdown(facts), html: cardHtml(facts) }
  const check = { cases: 40, of: 40, largestDifference: 0, otherLabels: 0 }
  const entries = unzipSync(deployFolder(model, file, check, { score: '', card, encoders: [] }))
  for (const bytes of [file.bytes, ...Object.values(entries)]) {
    expect(textOf(bytes)).not.toContain('MRN-12345')
    expect(textOf(bytes)).not.toContain('ward-canary')
  }
  expect(card.markdown + card.html).not.toMatch(/MRN-12345|ward-canary/)
  expect(textOf(file.bytes)).toContain('"relabelled":1')
  const said = 'The study changes 1 label of the file by hand'
  for (const text of [card.markdown, card.html, strFromU8(entries['nearside-model/DEPLOY.md']!)])
    expect(text).toContain(said)
  const untouched = { ...model, study: { ...model.study, columns: {} } }
  expect(cardMarkdown(modelCard({ model: modelFacts(untouched), results: null, wordNotice: () => '' }))).not.toContain('by hand') // prettier-ignore
  expect(deployNotes(untouched, file, check)).not.toContain('by hand')
  expect(textOf(file.bytes)).toContain('"outcome":{"role":"label"}')
})
