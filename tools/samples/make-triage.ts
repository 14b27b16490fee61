import { mkdirSync, writeFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { createRng } from '../../src/core/math/rng.ts'
import { writeCsv } from '../../src/core/tables/write-csv.ts'
import {
  complaints,
  denials,
  denied,
  fillers,
  generalBetter,
  generalWorse,
  type Phrase,
} from './triage-phrases.ts'

/*
 * The synthetic sample: npx tsx tools/samples/make-triage.ts
 * A latent severity decides the outcome with noise, and with other noise what the note says; so no method can be perfect.
 */
const seed = 2026
const rows = 600

interface Visit {
  readonly severity: number
  readonly note: string
  readonly outcome: 'admitted' | 'discharged'
}

const rng = createRng(seed, 'triage')
const pick = <T>(items: readonly T[]): T => items[rng.int(items.length)]!
const chance = (p: number): boolean => rng.next() < p
const logistic = (x: number): number => 1 / (1 + Math.exp(-x))

function visit(frailty: number, age: number): Visit {
  const complaint = pick(complaints)
  const severity = complaint.weight + frailty + (age - 55) / 60 + rng.normal()
  const outcome = chance(logistic(3.5 * (severity - 0.5))) ? 'admitted' : 'discharged'
  return { severity, note: note(complaint, severity, age), outcome }
}

function note(complaint: (typeof complaints)[number], severity: number, age: number): string {
  /** What is written follows the severity, but not always: signs are missed, and alarming words are used lightly. */
  const speaks = (): boolean => chance(logistic(3 * (severity - 0.3)))
  const parts: string[] = []
  const about = (worse: readonly Phrase[], better: readonly Phrase[]): string =>
    pick(pick(speaks() ? worse : better))
  for (let i = 1 + rng.int(2); i > 0; i--) parts.push(about(complaint.worse, complaint.better))
  for (let i = rng.int(3); i > 0; i--) parts.push(about(generalWorse, generalBetter))
  for (let i = 1 + rng.int(3); i > 0; i--) parts.push(pick(pick(fillers)))
  if (chance(0.6)) parts.push(`${pick(denials)} ${pick(denied)}`)
  const opening = chance(0.5)
    ? `${age} y/o with ${pick(complaint.wordings)}`
    : capital(pick(complaint.wordings))
  const separator = pick(['. ', ', ', '; '])
  const body = shuffled(parts)
  return [opening, ...body]
    .map((part, i) => (separator === '. ' && i > 0 ? capital(part) : part))
    .join(separator)
}

function shuffled(items: readonly string[]): string[] {
  return Array.from(rng.permutation(items.length), (i) => items[i]!)
}

const capital = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1)

const table: string[][] = []
let patient = 0
while (table.length < rows) {
  patient += 1
  const frailty = 0.35 * rng.normal()
  const age = 18 + rng.int(75)
  const sex = pick(['female', 'male'])
  const visits = chance(0.7) ? 1 : 2 + rng.int(3)
  for (let i = 0; i < visits && table.length < rows; i++) {
    const { note: text, outcome } = visit(frailty, age)
    const day = String(1 + rng.int(28)).padStart(2, '0')
    const month = String(1 + rng.int(12)).padStart(2, '0')
    table.push([
      `S${String(table.length + 1).padStart(4, '0')}`,
      `P${String(patient).padStart(4, '0')}`,
      String(age),
      sex,
      `2025-${month}-${day}`,
      // As in any real export, a few notes say nothing.
      table.length % 251 === 250 ? '???' : text,
      outcome,
      'synthetic',
    ])
  }
}

const header = ['case_id', 'patient_id', 'age', 'sex', 'arrival', 'note', 'outcome', 'source']
const folder = new URL('../../public/samples/', import.meta.url)
mkdirSync(folder, { recursive: true })
writeFileSync(
  new URL('synthetic-triage-notes.csv', folder),
  writeCsv({ columns: header.map((name, j) => ({ name, values: table.map((row) => row[j]!) })), rows }),
)
console.log(
  `${rows} notes of ${patient} patients, ${table.filter((row) => row[6] === 'admitted').length} admitted`,
)
console.log(fileURLToPath(folder))
