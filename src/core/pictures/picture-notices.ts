import type { Notice } from '../notice.ts'
import type { PictureFacts, PictureNote } from './picture-facts.ts'

type Kind = PictureNote['kind']
type NoteOf<K extends Kind> = Extract<PictureNote, { kind: K }>

/**
 * What has to be said of the pictures of an import: each thing once, with the number of pictures it is true of. That
 * nobody looks for names in the pixels is always said, and that there are none never is.
 */
export function pictureNotices(facts: readonly PictureFacts[]): Notice[] {
  if (facts.length === 0) return []
  const all = facts.flatMap(({ notes }) => notes)
  const notes = <K extends Kind>(kind: K): NoteOf<K>[] =>
    all.filter((note): note is NoteOf<K> => note.kind === kind)
  const notices: Notice[] = []
  const burnedIn = notes('burned-in-yes').length
  if (burnedIn > 0)
    notices.push({ code: 'pictures-burned-in', severity: 'warning', params: { count: burnedIn } })
  const tagged = notes('identifying-tags')
  if (tagged.length > 0)
    notices.push({
      code: 'dicom-identifying-tags',
      severity: 'info',
      params: { count: tagged.length, tags: [...new Set(tagged.flatMap(({ tags }) => tags))].sort() },
    })
  notices.push(...windowNotices(notes('window')))
  const inverted = notes('inverted').length
  if (inverted > 0) notices.push({ code: 'dicom-inverted', severity: 'info', params: { count: inverted } })
  const several = notes('first-frame')
  if (several.length > 0)
    notices.push({
      code: 'pictures-first-frame',
      severity: 'warning',
      params: { count: several.length, unused: several.reduce((sum, note) => sum + note.of - 1, 0) },
    })
  const sixteenBit = notes('sixteen-bit').length
  if (sixteenBit > 0)
    notices.push({ code: 'pictures-sixteen-bit', severity: 'warning', params: { count: sixteenBit } })
  const windowed = notes('sixteen-bit-windowed').length
  if (windowed > 0)
    notices.push({ code: 'pictures-sixteen-bit-windowed', severity: 'info', params: { count: windowed } })
  const cmyk = notes('cmyk').length
  if (cmyk > 0) notices.push({ code: 'pictures-cmyk', severity: 'info', params: { count: cmyk } })
  const rotated = notes('rotated').length
  if (rotated > 0) notices.push({ code: 'pictures-rotated', severity: 'info', params: { count: rotated } })
  const notRotated = notes('not-rotated').length
  if (notRotated > 0)
    notices.push({ code: 'pictures-not-rotated', severity: 'warning', params: { count: notRotated } })
  const located = notes('location').length
  if (located > 0) notices.push({ code: 'pictures-located', severity: 'info', params: { count: located } })
  notices.push({ code: 'names-in-pixels-unchecked', severity: 'info', params: { count: facts.length } })
  return notices
}

function windowNotices(windows: readonly NoteOf<'window'>[]): Notice[] {
  return (['file', 'range'] as const).flatMap((from): Notice[] => {
    const these = windows.filter((window) => window.from === from)
    const [first] = these
    if (!first) return []
    const { centre, width } = first
    const isShared = these.every((window) => window.centre === centre && window.width === width)
    return [
      {
        code: 'dicom-windowed',
        severity: 'info',
        params: { count: these.length, from, window: isShared ? { centre, width } : null },
      },
    ]
  })
}
