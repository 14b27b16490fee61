import type { PictureIdentifier } from '../notice.ts'

/** What the header of a DICOM file may tell of someone, or says of text that is part of the picture. */
export type IdentifyingTag = PictureIdentifier | 'burned-in-annotation'

/** As dicom-parser writes them; of the basic profile of DICOM PS3.15, annex E, those that name or reach a person or a place. */
const tagsOf: Readonly<Record<PictureIdentifier, readonly string[]>> = {
  'patient-name': ['x00100010', 'x00101001', 'x00101005', 'x00101060'],
  'birth-date': ['x00100030', 'x00100032'],
  'patient-address': ['x00101040', 'x00102154'],
  'other-patient-ids': ['x00101000', 'x00101002', 'x00101090'],
  'accession-number': ['x00080050'],
  'staff-name': ['x00080090', 'x00081048', 'x00081050', 'x00081060', 'x00081070'],
  institution: ['x00080080', 'x00080081', 'x00081040'],
}
const burnedInAnnotation = 'x00280301'

/** What de-identifying tools leave where a name was. */
const emptied = /^(?:anon.*|removed|de-?identified|unknown|none|x+|0+|\^*)$/i

/**
 * Tags of a file that look identifying: suggestions, for a human to judge. The patient's ID is none of them, as a pseudonym
 * is needed there. A file that says that nothing is burned in is not believed: only its "YES" counts.
 * @param valueOf the text of a tag such as "x00100010", undefined where the file has none
 */
export function identifyingTags(valueOf: (tag: string) => string | undefined): IdentifyingTag[] {
  const found = Object.entries(tagsOf).flatMap(([kind, tags]) => {
    const tells = tags.some((tag) => !emptied.test(valueOf(tag)?.trim() ?? ''))
    return tells ? [kind as IdentifyingTag] : []
  })
  const isBurnedIn = valueOf(burnedInAnnotation)?.trim().toUpperCase() === 'YES'
  return isBurnedIn ? [...found, 'burned-in-annotation'] : found
}
