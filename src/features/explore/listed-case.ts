import type { Dataset } from '../../core/dataset/dataset.ts'
import type { ListedCase } from '../../core/explore/case-list-csv.ts'
import type { SuspectLabel } from '../../core/explore/suspects.ts'
import type { LabelsNow } from './labels-now.ts'

/** What a list says of a case; the suggestion is that of a suspect label. */
type Found = Pick<SuspectLabel, 'caseIndex' | 'predicted' | 'confidence'> &
  Partial<Pick<SuspectLabel, 'suggested' | 'suggestedConfidence'>>

/**
 * A case for a list to take away, with the label and the tags that it has today.
 * @param found its predicted class is -1 where there is no prediction
 */
export function listedCase(
  { caseIndex, predicted, confidence, suggested, suggestedConfidence }: Found,
  { caseIds, patientIds, classes, y }: Pick<Dataset, 'caseIds' | 'patientIds' | 'classes' | 'y'>,
  now: Pick<LabelsNow, 'labelOf' | 'tagsOf'>,
): ListedCase {
  const id = caseIds[caseIndex]!
  return {
    id,
    patient: patientIds[caseIndex]!,
    label: now.labelOf.get(id) ?? classes[y[caseIndex]!]!,
    predicted: predicted < 0 ? null : classes[predicted]!,
    probability: predicted < 0 ? null : confidence,
    suggested: suggested === undefined ? null : classes[suggested]!,
    suggestedProbability: suggestedConfidence ?? null,
    tags: now.tagsOf.get(id) ?? [],
  }
}
