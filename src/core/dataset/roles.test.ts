import { existsSync, readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { readFile, tableOf } from '../tables/testing.ts'
import type { Role } from './dataset.ts'
import { guessRoles, initialRoles, roleOf, withRole } from './roles.ts'

const rows = 60
/** A table of generated columns: name -> the cell of row i. */
function tableFrom(columns: readonly (readonly [string, (i: number) => string])[]) {
  return tableOf(
    columns.map(([name]) => name),
    Array.from({ length: rows }, (_, i) => columns.map(([, cell]) => cell(i))),
  )
}
const rolesOf = (table: Parameters<typeof guessRoles>[0]): Record<string, Role> =>
  Object.fromEntries(Array.from(guessRoles(table), ([name, { role }]) => [name, role]))

const note = (i: number): string => `Seen on the ward for complaint number ${i}, sent home the same evening.`

describe('guessRoles', () => {
  it('recognises the columns of a usual export', () => {
    const table = tableFrom([
      ['Column 1', String],
      ['case_id', (i) => `A${1000 + i}`],
      ['Patient ID', (i) => `P${i >> 1}`],
      ['last name', (i) => `Smith${i % 7}`],
      ['age', (i) => String(20 + (i % 40))],
      ['Sex', (i) => 'MF'.charAt(i % 2)],
      ['admission date', (i) => `2024-01-${String(1 + (i % 28)).padStart(2, '0')}`],
      ['seen', (i) => `${1 + (i % 28)}/3/2024`],
      ['hospital', (i) => `H${i % 3}`],
      ['triage note', note],
      ['letter file', (i) => `letters/${i}.pdf`],
      ['picture', (i) => `images/${i}.png`],
      ['fold', (i) => String(i % 5)],
      ['unit', () => 'mg'],
      ['remarks', () => ''],
      ['diagnosis', (i) => ['flu', 'cold', 'asthma'][i % 3]!],
    ])
    expect(rolesOf(table)).toEqual({
      'Column 1': 'ignore',
      case_id: 'id',
      'Patient ID': 'patient',
      'last name': 'ignore',
      age: 'number',
      Sex: 'category',
      'admission date': 'date',
      seen: 'date',
      hospital: 'site',
      'triage note': 'text',
      'letter file': 'ignore',
      picture: 'image',
      fold: 'fold',
      unit: 'ignore',
      remarks: 'ignore',
      diagnosis: 'label',
    })
  })

  it('R5: identifiers, file names, dates, sites and personal data are never predictors', () => {
    const predictors: readonly Role[] = ['text', 'image', 'number', 'category', 'embedding']
    const table = tableFrom([
      ['row', String],
      ['encounter_id', (i) => `E-${i * 37}`],
      ['mrn', (i) => String(880_000 + (i >> 2))],
      ['file', (i) => `scan ${i}.txt`],
      ['url', (i) => `https://example.org/${i}`],
      ['dob', (i) => `${1930 + i}-05-05`],
      ['site', (i) => String(i % 4)],
      ['scanner_manufacturer', (i) => 'AB'.charAt(i % 2)],
      ['License', (i) => (i % 2 ? 'CC BY' : 'CC0')],
      ['phone', (i) => `555-${1000 + i}`],
    ])
    for (const role of Object.values(rolesOf(table))) expect(predictors).not.toContain(role)
  })

  it('takes an identifier whose values repeat for the patient, but not that of a doctor', () => {
    const table = tableFrom([
      ['id', (i) => `k${i % 20}`],
      ['doctor_id', (i) => `d${i % 3}`],
      ['note', note],
      ['label', (i) => String(i % 2)],
    ])
    expect(guessRoles(table).get('id')).toEqual({
      role: 'patient',
      reason: { code: 'repeated-ids', params: { distinct: 20 } },
    })
    expect(guessRoles(table).get('doctor_id')).toEqual({
      role: 'ignore',
      reason: { code: 'identifies', params: {} },
    })
  })

  it('prefers a named label to a column with few values, and a plain name to a composed one', () => {
    const few = (i: number): string => 'abc'.charAt(i % 3)
    const both = tableFrom([
      ['condition_label', few],
      ['label', few],
      ['last', few],
    ])
    expect(rolesOf(both)).toEqual({ condition_label: 'ignore', label: 'label', last: 'category' })
    const unnamed = tableFrom([
      ['first', few],
      ['note', note],
      ['last', few],
    ])
    expect(guessRoles(unnamed).get('last')).toEqual({
      role: 'label',
      reason: { code: 'last-with-few-values', params: { distinct: 3 } },
    })
    const undecided = tableFrom([
      ['first', few],
      ['second', few],
      ['note', note],
    ])
    expect(Object.values(rolesOf(undecided))).not.toContain('label')
  })

  it('takes a label whose classes are long names for a label, and one with a single class too', () => {
    const names = ['general pathological conditions of the body', 'diseases of the digestive system']
    const table = tableFrom([
      ['label', (i) => names[i % 2]!],
      ['text', note],
    ])
    expect(rolesOf(table)).toEqual({ label: 'label', text: 'text' })
    expect(rolesOf(tableFrom([['label', () => 'a'], ['text', note]]))['label']).toBe('label') // prettier-ignore
  })

  it('R5: no predictor is an identifier under another name, or another outcome than the label', () => {
    const table = tableFrom([
      ['sample number', (i) => String(100_000 + i * 37)],
      ['file number', (i) => String(i % 9)],
      ['body mass index', (i) => (18 + i / 7).toFixed(2)],
      ['diagnosis code', (i) => String(i % 4)],
      ['disease duration', (i) => String((i * 7) % 55)],
      ['outcome', (i) => 'ab'.charAt(i % 2)],
    ])
    expect(rolesOf(table)).toEqual({
      'sample number': 'id',
      'file number': 'ignore',
      'body mass index': 'number',
      'diagnosis code': 'ignore',
      'disease duration': 'number',
      outcome: 'label',
    })
    expect(guessRoles(table).get('diagnosis code')!.reason.code).toBe('another-outcome')
  })

  it('R5: what became of the patient is no predictor, unless its name puts it before the case', () => {
    const yesNo = (i: number): string => 'yn'.charAt(i % 2)
    const table = tableFrom([
      ['age', (i) => String(20 + (i % 40))],
      ['diedInHospital', yesNo],
      ['ICU admission', yesNo],
      ['was_intubated', yesNo],
      ['length of stay', (i) => String(i % 31)],
      ['survival months', (i) => (i / 7).toFixed(1)],
      ['30-day readmission', yesNo],
      ['needed oxygen', yesNo],
      ['previous ICU stay', yesNo],
      ['family history of early death', yesNo],
      ['ventricular ectopy', yesNo],
      ['label', yesNo],
    ])
    expect(rolesOf(table)).toEqual({
      age: 'number',
      diedInHospital: 'ignore',
      'ICU admission': 'ignore',
      was_intubated: 'ignore',
      'length of stay': 'ignore',
      'survival months': 'ignore',
      '30-day readmission': 'ignore',
      'needed oxygen': 'ignore',
      'previous ICU stay': 'category',
      'family history of early death': 'category',
      'ventricular ectopy': 'category',
      label: 'label',
    })
    expect(guessRoles(table).get('was_intubated')!.reason.code).toBe('later-course')
  })

  it('takes what became of the patient for the label where nothing else says that it is one', () => {
    const table = tableFrom([
      ['died', (i) => 'yn'.charAt(i % 2)],
      ['note', note],
      ['sex', (i) => 'MF'.charAt(i % 2)],
    ])
    expect(rolesOf(table)).toEqual({ died: 'label', note: 'text', sex: 'category' })
  })

  const vector = (
    prefix: string,
    size: number,
    cell = (i: number, j: number) => Math.sin(i * size + j).toFixed(4),
  ) => Array.from({ length: size }, (_, j) => [`${prefix}${j}`, (i: number) => cell(i, j)] as const)

  it('takes numbered columns of fractions for one set of vectors, under a name of its own', () => {
    const table = tableFrom([
      ['id', (i) => `k${i}`],
      ...vector('e', 12),
      ['e', (i) => String(20 + (i % 40))],
      ['outcome', (i) => 'ab'.charAt(i % 2)],
      ...vector('image_', 9, (i, j) => (j === 3 ? '0' : i === 7 ? '' : (i / 7 - j).toFixed(2))),
    ])
    const guesses = guessRoles(table)
    expect([...guesses.keys()]).toEqual(['id', 'e 2', 'e', 'outcome', 'image'])
    expect(guesses.get('e 2')).toEqual({
      role: 'embedding',
      prefix: 'e',
      reason: { code: 'numbered-columns', params: { columns: 12 } },
    })
    expect(initialRoles(guesses)['image']).toEqual({ role: 'embedding', prefix: 'image_' })
    // the last column with few values is found although a vector stands behind it
    expect(guesses.get('outcome')!.role).toBe('label')
  })

  it('leaves numbered answers, words among them, and numbered outcomes by themselves', () => {
    const table = tableFrom([
      ...vector('phq', 9, (i, j) => String((i + j) % 4)),
      ...vector('lab', 8, (i, j) => (i === 3 && j === 2 ? 'high' : (i / 7).toFixed(2))),
      ...vector('outcome_', 8),
      ['note', note],
    ])
    expect(Object.values(rolesOf(table))).not.toContain('embedding')
    expect(guessRoles(table).size).toBe(26)
    expect(rolesOf(table)['phq3']).toBe('number')
  })

  it('takes lists of numbers for vectors, and lists of words for nothing', () => {
    const table = tableFrom([
      ['vec', (i) => (i === 4 ? '' : `[${i}, ${i / 7}, -1e-3]`)],
      ['words', (i) => `["a", "b${i}"]`],
      ['note', note],
      ['label', (i) => 'ab'.charAt(i % 2)],
    ])
    expect(guessRoles(table).get('vec')).toEqual({
      role: 'embedding',
      reason: { code: 'lists-of-numbers', params: {} },
    })
    expect(rolesOf(table)['words']).not.toBe('embedding')
  })

  it('gives id, patient, label and fold at most once', () => {
    const table = tableFrom([
      ['subject', (i) => `s${i >> 1}`],
      ['patient', (i) => `p${i >> 1}`],
      ['case id', (i) => `c${i}`],
      ['row id', (i) => `r${i}`],
      ['label', (i) => 'ab'.charAt(i % 2)],
      ['outcome', (i) => 'ab'.charAt(i % 2)],
    ])
    const roles = Object.values(rolesOf(table))
    for (const role of ['id', 'patient', 'label'] as const)
      expect(roles.filter((other) => other === role)).toHaveLength(1)
    expect(guessRoles(table).get('row id')!.reason).toEqual({
      code: 'another-has-the-role',
      params: { role: 'id' },
    })
  })

  const shared = new URL('../../../../shared/data/', import.meta.url)
  const here = existsSync(shared)
  it.skipIf(!here)(`understands real tables${here ? '' : ' (skipped: ../shared is not here)'}`, async () => {
    const read = (path: string) => readFile(readFileSync(new URL(path, shared)))
    expect(rolesOf(await read('medical-abstracts/medical_abstracts_test.csv'))).toMatchObject({
      label: 'label',
      medical_abstract: 'text',
    })
    const covid = rolesOf(await read('covid-chestxray/metadata.csv'))
    expect(covid).toMatchObject({
      image: 'image',
      label: 'label',
      patientid: 'patient',
      date: 'date',
      age: 'number',
    })
    expect(covid).toMatchObject({ location: 'site', url: 'ignore', clinical_notes: 'text', sex: 'category' })
  })
})

describe('column roles', () => {
  it('start from the guesses', () => {
    const table = tableFrom([
      ['scan', (i) => `scans/${i}.png`],
      ['age', (i) => String(20 + (i % 40))],
      ['note', note],
      ['label', (i) => 'ab'.charAt(i % 2)],
    ])
    expect(initialRoles(guessRoles(table))).toEqual({
      scan: { role: 'image' },
      age: { role: 'number' },
      note: { role: 'text' },
      label: { role: 'label' },
    })
  })

  it('of a group are not those of a column with its name', () => {
    const roles = { v: { role: 'embedding', prefix: 'e' }, w: { role: 'embedding' } } as const
    expect(roleOf(roles, 'v')).toBeUndefined()
    expect(roleOf(roles, 'w')).toEqual({ role: 'embedding' })
  })

  it('are replaced one at a time, without touching the earlier ones', () => {
    const before = { a: { role: 'text' } } as const
    const after = withRole(withRole(before, '__proto__', { role: 'id' }), 'a', { role: 'label' })
    expect(roleOf(after, '__proto__')).toEqual({ role: 'id' })
    expect(roleOf(after, 'a')).toEqual({ role: 'label' })
    expect(before).toEqual({ a: { role: 'text' } })
  })
})
