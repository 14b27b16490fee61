import type { PictureIdentifier } from '../notice.ts'
import type { IdentifyingTag } from '../pictures/identifying-tags.ts'
import type { Dataset, ImageModality } from './dataset.ts'
import { allOf, casesWhere, type Finding, type YieldToLoop } from './finding.ts'
import { findNearPictures, type PictureFacts } from './near-pictures.ts'

/** Copies and near-copies of pictures across patients (R1), and what may identify someone. */
export async function pictureFindings(
  { patientIds }: Dataset,
  modality: ImageModality,
  facts: ReadonlyMap<string, PictureFacts>,
  yieldToLoop: YieldToLoop | undefined,
): Promise<Finding[]> {
  const column = modality.name
  const { same, near } = await findNearPictures(patientIds, modality, facts, yieldToLoop)
  const findings: Finding[] = []
  if (same.length > 0) {
    const cases = allOf(same)
    const params = { column, cases: cases.length }
    const notice = { code: 'pictures-shared-by-patients', severity: 'warning', params } as const
    findings.push({ notice, cases, groups: same })
  }
  if (near.length > 0) {
    const cases = allOf(near)
    const params = { column, cases: cases.length, groups: near.length }
    findings.push({ notice: { code: 'pictures-alike', severity: 'warning', params }, cases, groups: near })
  }
  return [...findings, ...identifyingPictures(modality, facts)]
}

/** Tags of DICOM files that may identify someone, and text in the pictures, which is never declared absent. */
function identifyingPictures(
  { name: column, pictures }: ImageModality,
  facts: ReadonlyMap<string, PictureFacts>,
): Finding[] {
  const tagsOf = pictures.map(
    (keys) =>
      new Set(keys.flatMap((key): readonly IdentifyingTag[] => facts.get(key)?.identifyingTags ?? [])),
  )
  const having = (test: (tags: ReadonlySet<IdentifyingTag>) => boolean): Int32Array =>
    casesWhere(pictures.length, (i) => test(tagsOf[i]!))
  const kinds = new Set(tagsOf.flatMap((tags) => [...tags]))
  const tags = [...kinds].filter((tag): tag is PictureIdentifier => tag !== 'burned-in-annotation').sort()
  const findings: Finding[] = []
  if (tags.length > 0) {
    const cases = having((held) => tags.some((tag) => held.has(tag)))
    const params = { column, cases: cases.length, tags }
    findings.push({ notice: { code: 'picture-tags-may-identify', severity: 'info', params }, cases })
  }
  const declared = having((held) => held.has('burned-in-annotation'))
  const pictured = casesWhere(pictures.length, (i) => pictures[i]!.length > 0)
  findings.push({
    notice: {
      code: 'text-in-pictures',
      severity: declared.length > 0 ? 'warning' : 'info',
      params: { column, cases: pictured.length, declared: declared.length },
    },
    ...(declared.length > 0 && { cases: declared }),
  })
  return findings
}
