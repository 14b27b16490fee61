import type { DBSchema, IDBPDatabase } from 'idb'
import type { ColumnRoles } from '../core/dataset/dataset.ts'
import type { ModelManifest } from '../core/encoders/manifest.ts'
import type { Comparison, UnitResult } from '../core/evaluation/types.ts'
import type { CaseTags } from '../core/explore/tags.ts'
import type { TrailEntry } from '../core/explore/relabel-trail.ts'
import type { FailureData } from '../core/failure.ts'
import type { ModelFacts } from '../core/model/model-facts.ts'
import type { Notice } from '../core/notice.ts'
import type { Picture, RejectedPicture } from '../core/pictures/picture.ts'
import type { Study, StudySettings } from '../core/study/study.ts'
import type { Table } from '../core/tables/table.ts'

export const databaseName = 'nearside'

/** Times are milliseconds since 1970. */
export interface ProjectRecord {
  readonly id: string
  readonly name: string
  readonly createdAt: number
  readonly updatedAt: number
  /** How often its roles, settings or tags were changed; absent: never, or not since versions that did not count it. */
  readonly revision?: number
  /** The file it came from; synthetic: made up, no patient behind it. */
  readonly origin: { readonly fileName: string; readonly bytes: number; readonly synthetic: boolean } | null
  readonly rows: number
  readonly columns: readonly string[]
  /** null until the roles were confirmed. */
  readonly roles: ColumnRoles | null
  readonly onePatientPerRow: boolean
  /** What the screens have chosen so far; null until something was chosen. */
  readonly study: StudySettings | null
  /** Words that someone gave to cases -> their IDs; absent until then, as in projects of earlier versions. */
  readonly tags?: CaseTags
  /** Every change of a label by hand, oldest first, only ever added to; absent where there was none. */
  readonly trail?: readonly TrailEntry[]
  /** The archive that was last made of it, or that it was opened from; absent where there is none. */
  readonly copy?: ProjectCopy
  /** When the reminder to take a copy was last put off; absent where it never was. */
  readonly reminderPutOffAt?: number
  /** It was opened from an archive without the cases: there is no table. */
  readonly casesLeftOut?: true
}

export interface ProjectCopy {
  /** What was changed later is not in it. */
  readonly at: number
  /** Of what it holds, see `checksumOf` in core/keeping. */
  readonly checksum: string
}

/** A table's existence: written last, in one transaction that makes its blocks visible. */
export interface TableHeader extends Omit<Table, 'columns'> {
  readonly projectId: string
  /** Names the write whose blocks belong to it; blocks of any other write were never finished. */
  readonly writeId: string
  readonly columns: readonly string[]
  readonly blocks: number
}

/** `bytes` is UTF-8 JSON, one array of cells a column, of `rows` consecutive rows. */
export interface TableBlock {
  readonly projectId: string
  readonly writeId: string
  readonly index: number
  readonly rows: number
  readonly bytes: Uint8Array<ArrayBuffer>
  readonly checksum: string
}

/** The pictures that came with a table; written in the transaction that makes the project visible. */
export interface PictureListRecord {
  readonly projectId: string
  readonly writeId: string
  readonly pictures: readonly Picture[]
  readonly rejected: readonly RejectedPicture[]
  readonly notices: readonly Notice[]
}

/** One picture's file, under the SHA-256 of its bytes. */
export interface PictureRecord {
  readonly projectId: string
  readonly writeId: string
  readonly key: string
  readonly bytes: Uint8Array<ArrayBuffer>
}

/** Up to 1,024 rows of vectors [keys.length, cols], each under the content hash of its text or picture. */
export interface EmbeddingBlock {
  readonly projectId: string
  readonly encoderKey: string
  readonly index: number
  readonly keys: readonly string[]
  readonly cols: number
  readonly present: Uint8Array<ArrayBuffer>
  readonly overlong: Uint8Array<ArrayBuffer>
  readonly vectors: Float32Array<ArrayBuffer>
  /** What computed them, 'wasm' or 'webgpu': their last digits differ. */
  readonly device: string
  readonly checksum: string
}

export type RunStatus = 'running' | 'done' | 'cancelled' | 'failed'

/** One run of a study, without its results (those may be large: runs.results reads them). */
export interface RunRecord {
  readonly id: string
  readonly projectId: string
  readonly name: string
  readonly createdAt: number
  readonly status: RunStatus
  readonly study: Study
  /** Of the dataset it ran on; units of a different one must not be mixed in. */
  readonly dataFingerprint: string
  /**
   * Units computed with anything else must not be mixed in either: other vectors, other rounding, other code. `backend` names the
   * trainer too, whose bits are its own (R12): 'wasm fused'.
   */
  readonly computedWith: { readonly encoder: string; readonly backend: string; readonly app: string }
  readonly failure: FailureData | null
  /** The results' comparison, so that a list can show every verdict; null until done. */
  readonly comparison: Comparison | null
  /**
   * Fingerprint of the cases that the study locked away and predicted; null until done, and where it locks none. Absent in runs
   * stored by earlier versions, whose looks cannot be counted.
   */
  readonly lockedCases?: string | null
  /** Blocks that the results are stored in; 0 until done. */
  readonly resultBlocks: number
}

export interface UnitRecord {
  readonly runId: string
  readonly unitKey: string
  readonly result: UnitResult
  /** Of the result as UTF-8 JSON. */
  readonly checksum: string
}

/** A piece of results.json, in UTF-8. */
export interface ResultBlock {
  readonly runId: string
  readonly index: number
  readonly bytes: Uint8Array<ArrayBuffer>
  readonly checksum: string
}

/** An encoder's folder that the user opened. Written last, in one transaction that makes its blocks visible. */
export interface ModelRecord {
  /** The manifest's id. */
  readonly id: string
  readonly writeId: string
  readonly addedAt: number
  readonly manifest: ModelManifest
}

/** Up to `bytesPerModelBlock` bytes of one file. */
export interface ModelBlock {
  readonly modelId: string
  readonly writeId: string
  readonly path: string
  readonly index: number
  readonly bytes: Uint8Array<ArrayBuffer>
  readonly checksum: string
}

/** A model fitted on all cases of a project, without what it is made of: that may be large (finalModels.bytes reads it). */
export interface FinalModelRecord {
  readonly id: string
  readonly projectId: string
  readonly createdAt: number
  /** The run whose procedure it is, by its name. */
  readonly run: string
  /** Its id; absent in models of earlier versions. */
  readonly runId?: string
  readonly about: ModelFacts
  readonly blocks: number
}

/** A piece of a packed model. */
export interface FinalModelBlock {
  readonly modelId: string
  readonly index: number
  readonly bytes: Uint8Array<ArrayBuffer>
  readonly checksum: string
}

export interface NearsideSchema extends DBSchema {
  projects: { key: string; value: ProjectRecord }
  tables: { key: string; value: TableHeader }
  tableBlocks: { key: [string, string, number]; value: TableBlock }
  pictureLists: { key: string; value: PictureListRecord }
  pictures: { key: [string, string, string]; value: PictureRecord }
  embeddingBlocks: { key: [string, string, number]; value: EmbeddingBlock }
  runs: { key: string; value: RunRecord; indexes: { projectId: string } }
  unitResults: { key: [string, string]; value: UnitRecord }
  resultBlocks: { key: [string, number]; value: ResultBlock }
  models: { key: string; value: ModelRecord }
  modelBlocks: { key: [string, string, string, number]; value: ModelBlock }
  finalModels: { key: string; value: FinalModelRecord; indexes: { projectId: string } }
  finalModelBlocks: { key: [string, number]; value: FinalModelBlock }
}

export type Database = IDBPDatabase<NearsideSchema>

/**
 * migrations[v] turns version v into v + 1, inside the upgrade's own transaction. Released entries are never edited:
 * a test opens a database as every earlier version left it. They see an untyped database because NearsideSchema
 * describes the newest version only.
 */
export const migrations: readonly ((db: IDBPDatabase) => void)[] = [
  (db) => {
    db.createObjectStore('projects', { keyPath: 'id' })
    db.createObjectStore('tables', { keyPath: 'projectId' })
    db.createObjectStore('tableBlocks', { keyPath: ['projectId', 'writeId', 'index'] })
    db.createObjectStore('embeddingBlocks', { keyPath: ['projectId', 'encoderKey', 'index'] })
    db.createObjectStore('runs', { keyPath: 'id' }).createIndex('projectId', 'projectId')
    db.createObjectStore('unitResults', { keyPath: ['runId', 'unitKey'] })
    db.createObjectStore('resultBlocks', { keyPath: ['runId', 'index'] })
  },
  (db) => {
    // Embeddings have a new key and a renamed part. They can be computed again; nothing of the user's is in them.
    db.deleteObjectStore('embeddingBlocks')
    db.createObjectStore('embeddingBlocks', { keyPath: ['projectId', 'encoderKey', 'index'] })
    // Units have a checksum now. Those of unfinished runs are computed again; finished ones have their results.
    db.deleteObjectStore('unitResults')
    db.createObjectStore('unitResults', { keyPath: ['runId', 'unitKey'] })
    db.createObjectStore('models', { keyPath: 'id' })
    db.createObjectStore('modelBlocks', { keyPath: ['modelId', 'writeId', 'path', 'index'] })
  },
  (db) => {
    db.createObjectStore('pictureLists', { keyPath: 'projectId' })
    db.createObjectStore('pictures', { keyPath: ['projectId', 'writeId', 'key'] })
  },
  (db) => {
    db.createObjectStore('finalModels', { keyPath: 'id' }).createIndex('projectId', 'projectId')
    db.createObjectStore('finalModelBlocks', { keyPath: ['modelId', 'index'] })
  },
]
