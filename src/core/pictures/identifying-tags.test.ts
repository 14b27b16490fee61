import { expect, it } from 'vitest'
import { identifyingTags } from './identifying-tags.ts'

const of = (tags: Readonly<Record<string, string>>): string[] => identifyingTags((tag) => tags[tag])

it('names what of a DICOM header may identify someone', () => {
  expect(
    of({ x00100010: 'Muster^Anna', x00100030: '19610312', x00080090: 'Doe^J', x00100020: 'P7' }),
  ).toEqual(['patient-name', 'birth-date', 'staff-name'])
})

it('says nothing of what was emptied, and of a pseudonym', () => {
  expect(of({ x00100010: 'ANONYMOUS^', x00100030: '', x00080050: '0000', x00100020: 'P7' })).toEqual([])
})

it('row 41: believes a file that says that text is burned in, and never one that says none is', () => {
  expect(of({ x00280301: 'YES ' })).toEqual(['burned-in-annotation'])
  expect(of({ x00280301: 'NO' })).toEqual([])
})
