import { allOf } from './finding.ts'

/** One content (a text, a picture) and the cases that hold it. */
export interface SharedContent {
  /** Indices of cases, rising. */
  readonly cases: readonly number[]
  /** The one patient of these cases; null where there are several. */
  readonly patient: string | null
}

interface GrowingContent {
  readonly cases: number[]
  patient: string | null
}

/**
 * Each different content once, with its cases, in the order of first appearance.
 * @param contents of each case, [n]; a case may hold none or several
 */
export function collectContents(
  contents: readonly (readonly string[])[],
  patientIds: readonly string[],
): Map<string, SharedContent> {
  const found = new Map<string, GrowingContent>()
  contents.forEach((held, i) => {
    for (const content of new Set(held)) {
      const entry = found.get(content)
      if (!entry) found.set(content, { cases: [i], patient: patientIds[i]! })
      else {
        entry.cases.push(i)
        if (entry.patient !== patientIds[i]) entry.patient = null
      }
    }
  })
  return found
}

/** Whether two contents lie with different patients, so that a split could part them. */
export const areOfDifferentPatients = (a: SharedContent, b: SharedContent): boolean =>
  a.patient === null || a.patient !== b.patient

/** The cases of several contents, each once, rising. */
export const casesOfContents = (contents: readonly SharedContent[]): Int32Array =>
  allOf(contents.map(({ cases }) => cases))
