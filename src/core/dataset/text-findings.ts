import type { ForeignLanguage, TextIdentifier } from '../notice.ts'
import type { YieldToLoop } from '../steps.ts'
import type { Dataset, TextColumn } from './dataset.ts'
import { allOf, type Finding } from './finding.ts'
import { identifyingParts } from './identifying-text.ts'
import { findLabelWords } from './label-words.ts'
import { findNearTexts } from './near-texts.ts'
import { casesOfContents, collectContents } from './shared-contents.ts'
import { foreignLanguage } from './text-language.ts'

/** Copies and near-copies across patients (R1), words that tell the label (R5), and what single texts hold. */
export async function textFindings(
  dataset: Dataset,
  text: TextColumn,
  yieldToLoop: YieldToLoop | undefined,
): Promise<Finding[]> {
  return [
    ...sharedTexts(dataset, text),
    ...(await nearTexts(dataset, text, yieldToLoop)),
    ...(await labelWords(dataset, text, yieldToLoop)),
    ...(await singleTexts(text, yieldToLoop)),
  ]
}

/** The same text under two patients: most likely one patient under two numbers, or a copied note. */
function sharedTexts({ patientIds }: Dataset, { name: column, values }: TextColumn): Finding[] {
  const texts = collectContents(
    values.map((value) => (value === null ? [] : [value])),
    patientIds,
  )
  const shared = [...texts.values()].filter(({ patient }) => patient === null)
  if (shared.length === 0) return []
  const cases = casesOfContents(shared)
  return [
    {
      notice: {
        code: 'texts-shared-by-patients',
        severity: 'warning',
        params: { column, cases: cases.length },
      },
      cases,
      groups: shared.map((content) => casesOfContents([content])),
    },
  ]
}

async function nearTexts(
  { patientIds }: Dataset,
  text: TextColumn,
  yieldToLoop: YieldToLoop | undefined,
): Promise<Finding[]> {
  const { groups, capped } = await findNearTexts(patientIds, text, yieldToLoop)
  if (groups.length === 0) return []
  const cases = allOf(groups)
  const params = { column: text.name, cases: cases.length, groups: groups.length, capped }
  return [{ notice: { code: 'texts-alike', severity: 'warning', params }, cases, groups }]
}

async function labelWords(
  dataset: Dataset,
  text: TextColumn,
  yieldToLoop: YieldToLoop | undefined,
): Promise<Finding[]> {
  const words = await findLabelWords(dataset, text, yieldToLoop)
  if (words.length === 0) return []
  const names = words.filter(({ inName }) => inName).map(({ word }) => word)
  const params = { column: text.name, count: words.length, names }
  return [{ notice: { code: 'label-words-in-text', severity: 'warning', params }, words }]
}

/** What single texts hold: signs of a person, or another language than the encoders' English. */
async function singleTexts(
  { name: column, values }: TextColumn,
  yieldToLoop: YieldToLoop | undefined,
): Promise<Finding[]> {
  const identifying = new Map<TextIdentifier, number[]>()
  const foreign = new Map<ForeignLanguage, number[]>()
  for (const [i, value] of values.entries()) {
    if (value === null) continue
    for (const kind of new Set(identifyingParts(value).map((part) => part.kind))) add(identifying, kind, i)
    const language = foreignLanguage(value)
    if (language) add(foreign, language, i)
    await yieldToLoop?.()
  }
  const findings: Finding[] = []
  if (identifying.size > 0) {
    const cases = allOf([...identifying.values()])
    const found = Array.from(identifying, ([kind, held]) => ({ kind, cases: held.length }))
    const params = { column, cases: cases.length, found: found.sort((a, b) => b.cases - a.cases) }
    findings.push({ notice: { code: 'text-may-identify', severity: 'info', params }, cases })
  }
  for (const [language, held] of foreign)
    findings.push({
      notice: {
        code: 'texts-in-another-language',
        severity: 'warning',
        params: { column, cases: held.length, language },
      },
      cases: Int32Array.from(held),
    })
  return findings
}

function add<K>(lists: Map<K, number[]>, key: K, value: number): void {
  const list = lists.get(key)
  if (list) list.push(value)
  else lists.set(key, [value])
}
