import type { StoreNames } from 'idb'
import type { ArchiveEntry } from '../../core/keeping/entry.ts'
import type { Database, NearsideSchema, ProjectRecord } from '../schema.ts'

export type StoreName = StoreNames<NearsideSchema>

/** Whose id a record of a project's is under. */
export type Owner = 'project' | 'run' | 'model'

/** A record on its way into a store. */
export type StoredRecord = {
  [S in StoreName]: { readonly store: S; readonly value: NearsideSchema[S]['value'] }
}[StoreName]

/** The project that is read, and its runs in the order in which they were made. */
export interface PartSource {
  readonly db: Database
  readonly project: ProjectRecord
  readonly runIds: readonly string[]
}

/** Names of the new records: archives hold no ids, so that equal projects give equal archives, and two of them can be here. */
export interface NewIds {
  readonly projectId: string
  readonly writeId: string
  /** Id of the run that an archive calls by this number, from 0. */
  runId(number: number): string
}

/**
 * One part of a project: what it is, where it lies and how it goes out and comes in. Copying, archiving and deleting know
 * parts alone, so that none is forgotten: a test finds the store that belongs to no part.
 */
export interface ProjectPart {
  /** What the names of its entries begin with. */
  readonly name: string
  readonly title: string
  /** What is in it, in a sentence for the person who gives it away. */
  readonly holds: string
  /** Whether it says something of single patients. */
  readonly patientData: boolean
  /** Whether it is of no use without the cases, or holds their vectors: it is left out with them. */
  readonly ofCases: boolean
  /** Its stores, and what their keys are or begin with: the id of the project, of a run or of a model. */
  readonly stores: Partial<Readonly<Record<StoreName, Owner>>>
  /** Everything in it, one entry after the other, in an order that does not depend on ids. @throws Failure 'data-corrupted', 'run-corrupted' */
  read(source: PartSource): AsyncIterable<ArchiveEntry>
  /** Begins to take in entries of this part. */
  restore(ids: NewIds): PartRestorer
}

/** Checks entries and makes records of them; writes nothing. Both throw Failure 'archive-refused', 'content'. */
export interface PartRestorer {
  /** Records that nobody sees before those of `end`. */
  add(entry: ArchiveEntry): readonly StoredRecord[] | Promise<readonly StoredRecord[]>
  /** What makes the part visible, once every entry was added. */
  end(): readonly StoredRecord[]
}
