import { existsSync, readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { readFile } from '../tables/testing.ts'
import { identifierNotices } from './identifying-columns.ts'
import { identifyingParts } from './identifying-text.ts'

const found = (text: string): string[] =>
  identifyingParts(text).map(({ kind, start, end }) => `${kind}: ${text.slice(start, end)}`)

describe('identifyingParts', () => {
  const identifying: readonly [text: string, part: string][] = [
    ['Write to anna.muster+ward@clinic.example.org today', 'email: anna.muster+ward@clinic.example.org'],
    ['see https://example.org/patients/7.', 'web-address: https://example.org/patients/7'],
    ['DOB: 03/12/1961, fever', 'birth-date: DOB: 03/12/1961'],
    ['a man born 3 March 1961 with fever', 'birth-date: born 3 March 1961'],
    ['daughter on 020 7946 0958', 'phone: 020 7946 0958'],
    ['call (555) 010-9999 first', 'phone: (555) 010-9999'],
    ['Tel. +49 30 901820.', 'phone: +49 30 901820'],
    ['MRN 4471882, seen', 'record-number: MRN 4471882'],
    ['NHS no. 943 476 5919', 'record-number: NHS no. 943 476 5919'],
    ['hospital number H123456', 'record-number: hospital number H123456'],
    ['SSN on file 078-05-1120', 'record-number: 078-05-1120'],
    ['seen by Dr. J. O’Brien-Smith on the ward', 'titled-name: Dr. J. O’Brien-Smith'],
    ['Herr Müller hustet', 'titled-name: Herr Müller'],
    ['lives at 12 Church Road with', 'address: 12 Church Road'],
    ['of SW1A 1AA', 'address: SW1A 1AA'],
    ['from Springfield, IL 62701', 'address: Springfield, IL 62701'],
    ['wohnt Lindenstraße 5', 'address: Lindenstraße 5'],
  ]
  it.each(identifying)('sees what may identify someone in “%s”', (text, part) => {
    expect(found(text)).toContain(part)
  })

  it.each([
    'BP 120/80, HR 96, SpO2 97 %, temp 38.2, Hb 13.5 g/dl, CRP 105.2',
    'aged 45.2 +/- 10.3 years (n = 1234; p < 0.0001), 95% CI 1.25-3.40',
    'trial NCT01234567, J Med 1999;341:1234-1241, doi 10.1056/nejmc2001272',
    'molecular weight of 24,000 Mr. In contrast, PGE2 and BN 52021',
    'on 12/03/2020 patient no 12 of 3000 patients, grade 2 of 4, T2N0M0, L4 5th toe',
    'doctor and miss a dose, St John’s wort, 100 000 units',
    'ratio 1:10000, range 2000-2500, WBC 12000, platelets 250000',
    'scan 20240131',
  ])('leaves measurements, trials and references alone: “%s”', (text) => {
    expect(found(text)).toEqual([])
  })

  const abstracts = new URL(
    '../../../../shared/data/medical-abstracts/medical_abstracts_test.csv',
    import.meta.url,
  )
  const here = existsSync(abstracts)
  it.skipIf(!here)(
    `is quiet about published abstracts: at most one in a thousand${here ? '' : ' (skipped: ../shared is not here)'}`,
    async () => {
      const table = await readFile(readFileSync(abstracts))
      const { values } = table.columns.find(({ name }) => name === 'medical_abstract')!
      expect(values).toHaveLength(2888)
      expect(values.filter((text) => identifyingParts(text).length > 0).length).toBeLessThanOrEqual(2)
    },
  )
})

describe('identifierNotices', () => {
  it('R5: suggests columns by their names and values, and warns of those that are predicted from', async () => {
    const table = await readFile(
      'patient_id,Surname,DOB,mrn,kontakt,rückruf,age,note\n' +
        'p1,Muster,1961-03-12,123,a@example.org,+49 30 901820,61,cough\n' +
        'p2,Beispiel,1970-01-01,124,b@example.org,+49 30 901821,50,b@example.org and more\n' +
        'p3,Test,1980-01-01,125,,,40,fever\n',
    )
    expect(await identifierNotices(table, { kontakt: { role: 'category' }, note: { role: 'text' } })).toEqual([
      { code: 'column-may-identify', severity: 'info', params: { column: 'Surname', kind: 'person', by: 'name' } },
      { code: 'column-may-identify', severity: 'info', params: { column: 'DOB', kind: 'birth-date', by: 'name' } },
      { code: 'column-may-identify', severity: 'info', params: { column: 'mrn', kind: 'record-number', by: 'name' } },
      { code: 'column-may-identify', severity: 'warning', params: { column: 'kontakt', kind: 'email', by: 'values' } },
      { code: 'column-may-identify', severity: 'info', params: { column: 'rückruf', kind: 'phone', by: 'values' } },
    ]) // prettier-ignore
  })
})
