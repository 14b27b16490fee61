import * as fakeIndexedDB from 'fake-indexeddb'
import { openDB } from 'idb'
import type { Table } from '../core/tables/table.ts'
import type { NewProject } from './projects.ts'
import { databaseName, type NearsideSchema } from './schema.ts'
import type { Sentinel } from './sentinel.ts'
import { openStorage, type Storage, type StorageOptions } from './storage.ts'

Object.assign(globalThis, fakeIndexedDB)

/** An empty browser profile: a new in-memory IndexedDB and a sentinel that is not set. */
export function freshProfile(): {
  readonly sentinel: Sentinel
  readonly open: (options?: StorageOptions) => Promise<Storage>
} {
  globalThis.indexedDB = new fakeIndexedDB.IDBFactory()
  let present = false
  let time = 1000
  const sentinel = { isSet: () => present, set: (value: boolean) => void (present = value) }
  return { sentinel, open: (options = {}) => openStorage({ sentinel, now: () => time++, ...options }) }
}

/** A second connection, for looking at what is really stored and for damaging it. */
export function rawDatabase() {
  return openDB<NearsideSchema>(databaseName)
}

export const newProject: NewProject = {
  name: 'Triage',
  origin: { fileName: 'triage.csv', bytes: 12, synthetic: true },
  roles: null,
  onePatientPerRow: false,
  study: null,
}

export const smallTable: Table = {
  columns: [
    { name: 'id', values: ['001', '002', ''] },
    { name: '__proto__', values: ['a "quoted"\nnote', 'é \u{1f600} \ud800', '=1+1'] },
  ],
  rows: 3,
  notices: [],
  rowNumbers: Int32Array.of(2, 4, 5),
}

/** Several blocks: `rows` rows of about 1,000 characters. */
export function largeTable(rows: number): Table {
  const values = Array.from({ length: rows }, (_, i) => `${i} `.padEnd(1000, 'note '))
  return { columns: [{ name: 'note', values }], rows, notices: [] }
}
