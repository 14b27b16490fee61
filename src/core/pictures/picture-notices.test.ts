import { describe, expect, test } from 'vitest'
import { wordNotice } from '../../strings/notices.ts'
import type { PictureFacts, PictureNote } from './picture-facts.ts'
import { pictureNotices } from './picture-notices.ts'

const picture = (...notes: PictureNote[]): PictureFacts => ({ format: 'png', notes })
const codes = (facts: readonly PictureFacts[]): string[] => pictureNotices(facts).map(({ code }) => code)
const words = (...facts: PictureFacts[]): string => pictureNotices(facts).map(wordNotice).join('\n')

describe('what is said of pictures', () => {
  test('row 41: that nobody looked for names in them, always; that there are none, never', () => {
    expect(codes([])).toEqual([])
    expect(codes([picture(), picture()])).toEqual(['names-in-pixels-unchecked'])
    expect(words(picture(), picture())).toContain(
      'Nobody has looked for names or dates inside the 2 pictures',
    )
  })

  test('row 41: a file that says that a name is part of its pixels is a warning', () => {
    const notices = pictureNotices([picture({ kind: 'burned-in-yes' }), picture()])
    expect(notices).toContainEqual({ code: 'pictures-burned-in', severity: 'warning', params: { count: 1 } })
  })

  test('row 39: windows are stated, those of the file apart from those of the range', () => {
    const window = { kind: 'window', centre: 40, width: 400, from: 'file' } as const
    const range = { kind: 'window', centre: 100, width: 50, from: 'range' } as const
    const notices = pictureNotices([
      picture(window),
      picture(window),
      picture(range),
      picture({ ...range, width: 60 }),
    ])
    expect(notices.filter(({ code }) => code === 'dicom-windowed').map(({ params }) => params)).toEqual([
      { count: 2, from: 'file', window: { centre: 40, width: 400 } },
      { count: 2, from: 'range', window: null },
    ])
    expect(words(picture(window))).toContain(
      '1 DICOM picture shown in 256 greys through the first window of its file (centre 40, width 400)',
    )
  })

  test('rows 37, 38, 40 and 42: each with the number of pictures it is true of', () => {
    const all = words(
      picture({ kind: 'sixteen-bit' }, { kind: 'first-frame', of: 5 }),
      picture({ kind: 'first-frame', of: 3 }, { kind: 'rotated' }, { kind: 'location' }),
      picture({ kind: 'cmyk' }, { kind: 'inverted' }, { kind: 'not-rotated' }),
    )
    expect(all).toContain('1 PNG picture of 16 bits a channel')
    expect(all).toContain('2 pictures hold several frames. The first of each is used; 6 frames left out.')
    expect(all).toContain('1 picture turned upright')
    expect(all).toContain('1 picture lies on the side or upside down')
    expect(all).toContain('1 picture holds the place where it was taken (GPS)')
    expect(all).toContain('(CMYK)')
    expect(all).toContain('(MONOCHROME1)')
  })

  test('identifying tags are named once, in order', () => {
    const notices = pictureNotices([
      picture({ kind: 'identifying-tags', tags: ['PatientName', 'PatientID'] }),
      picture({ kind: 'identifying-tags', tags: ['AccessionNumber', 'PatientName'] }),
    ])
    expect(notices[0]).toMatchObject({
      code: 'dicom-identifying-tags',
      params: { count: 2, tags: ['AccessionNumber', 'PatientID', 'PatientName'] },
    })
    expect(notices.map(wordNotice)[0]).toContain('may identify someone')
  })
})
