import type { YieldToLoop } from '../steps.ts'
import type { Dataset, ImageModality } from './dataset.ts'
import { allOf, type Finding } from './finding.ts'
import { findNearPictures } from './near-pictures.ts'

/** Copies and near-copies of pictures across patients (R1). */
export async function pictureFindings(
  { patientIds }: Dataset,
  modality: ImageModality,
  hashes: ReadonlyMap<string, string>,
  yieldToLoop: YieldToLoop | undefined,
): Promise<Finding[]> {
  const column = modality.name
  const { same, near } = await findNearPictures(patientIds, modality, hashes, yieldToLoop)
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
  return findings
}
