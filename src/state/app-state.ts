import type { Dataset, ColumnRoles } from '../core/dataset/dataset.ts'
import type { Finding } from '../core/dataset/finding.ts'
import type { RoleGuess } from '../core/dataset/roles.ts'
import type { ColumnSummary } from '../core/dataset/summary.ts'
import type { EncoderModality } from '../core/encoders/encoder.ts'
import type { Results } from '../core/evaluation/types.ts'
import type { FailureData } from '../core/failure.ts'
import type { Notice } from '../core/notice.ts'
import type { EpochReport } from '../core/projection/projection.ts'
import type { Table } from '../core/tables/table.ts'
import type { FinalModelRecord, ProjectRecord, RunRecord } from '../storage/schema.ts'
import type { DivisionFacts } from './division.ts'
import type { EditHistory } from './edit-history.ts'
import type { Exploration, WantedFold } from './exploration.ts'
import type { Job } from './job.ts'
import type { BackendPreference, Machine } from './machine.ts'
import type { EncoderComparison, SelfTestOutcome } from './encoder-checks.ts'
import type { InstalledModel } from './models.ts'
import type { ModelExport } from './export-model.ts'
import type { BatchPrediction, SinglePrediction } from './prediction.ts'
import type { PendingImport } from './import-file.ts'
import type { OfflineState, UpdateState } from './offline.ts'
import type { Route } from './routes.ts'
import type { StudySettings } from '../core/study/study.ts'
import type { Erased } from '../storage/erase.ts'
import type { PictureList } from '../storage/pictures.ts'
import type { PendingArchive, TakenCopy } from './archive-actions.ts'
import type { Coverage } from './vectors.ts'

export type { FinalModelRecord, ProjectRecord, RunRecord }

/** Everything the screens show. Only actions change it. */
export interface AppState {
  readonly phase: 'starting' | 'ready' | 'failed' | 'erased'
  readonly startFailure: FailureData | null
  /** Projects were kept here and the browser lost them. */
  readonly dataLost: boolean
  readonly machine: Machine | null
  readonly preference: BackendPreference
  readonly storageUse: { readonly usage: number } | null
  readonly route: Route
  readonly projects: readonly ProjectRecord[]
  /** Encoders by the folder they come in. */
  readonly models: readonly InstalledModel[]
  /** What the self-tests found since the page was loaded, by id, modality and device. */
  readonly selfTests: ReadonlyMap<string, SelfTestOutcome>
  /** Inputs that were compared with an encoder to see what it takes for alike. */
  readonly comparison: EncoderComparison | null
  /** The encoder that was opened last, for the screen to point it out. */
  readonly openedModel: string | null
  /** The browser was asked to keep what is stored, and did not promise it. */
  readonly persistenceDeclined: boolean
  readonly pendingImport: PendingImport | null
  readonly pendingArchive: PendingArchive | null
  readonly takenCopy: TakenCopy | null
  /** What was removed from this browser; null until everything was. */
  readonly erasure: readonly Erased[] | null
  readonly project: OpenProject | null
  readonly job: Job | null
  readonly live: LiveRun | null
  /** null until something of a run was explored. */
  readonly exploration: Exploration | null
  /** What is being projected for Explore, from the click on. */
  readonly exploring: WantedFold | null
  /** The case that is looked at under Explore. */
  readonly openedCase: OpenedCase | null
  /** The new case that was predicted last, and the file of them; they are kept nowhere else. */
  readonly single: SinglePrediction | null
  readonly batch: BatchPrediction | null
  /** A new case is being predicted. */
  readonly predicting: { readonly cancel: () => void } | null
  /** A model was being fitted, and that was cancelled: nothing of it is kept. */
  readonly fitCancelled: boolean
  /** Files of a model that were checked and may be saved. */
  readonly exported: ModelExport | null
  /** A study that runs by itself (the sample, a study file, the study command). */
  readonly studyRun: StudyRun | null
  readonly offline: OfflineState
  readonly update: UpdateState | null
  /** The last thing that went wrong, until it is dismissed. */
  readonly failure: FailureData | null
}

/** The data set that table and roles make. */
export interface CasesPart {
  /** null while the roles do not make a data set; datasetFailure says why. */
  readonly dataset: Dataset | null
  readonly datasetFailure: FailureData | null
  /** Everything that has to be said of the table, its columns and the data set. */
  readonly findings: readonly Finding[]
  /** Identifies data and roles; a run on another fingerprint is stale. */
  readonly fingerprint: string | null
  /** The choices that it was made from. */
  readonly madeFrom: string | null
}

/** What follows from the data set and the settings. */
export interface CoveragePart {
  readonly coverage: Readonly<Record<EncoderModality, Coverage>>
  readonly encodeNotices: readonly Notice[]
  /** Stored vectors that cannot be read; encoding again replaces them. */
  readonly encodeFailure: FailureData | null
  readonly division: DivisionFacts
}

/** The run that the Results screen shows. */
export interface RunPart {
  readonly selectedRunId: string | null
  /** null until it is done. */
  readonly results: Results | null
  readonly resultsFailure: FailureData | null
  /** Units that it has finished so far; 0 once it is done. */
  readonly finishedUnits: number
}

/** The stored revision that a view of a project builds on; one object for all views that follow from each other in this tab. */
export interface Basis {
  revision: number
  /** How many changes could not be stored, so that the project was shown as it is stored: edits that wait then are to be shown again. */
  takenBack: number
}

export interface OpenProject extends CasesPart, CoveragePart, RunPart {
  /** What was mended while it was encoded, since it was opened. */
  readonly encodeTroubles: readonly Notice[]
  readonly record: ProjectRecord
  readonly basis: Basis
  readonly table: Table
  readonly pictures: PictureList
  readonly summaries: readonly ColumnSummary[]
  readonly guesses: ReadonlyMap<string, RoleGuess>
  readonly roles: ColumnRoles
  readonly settings: StudySettings
  /** Edits of roles, classes, patients and texts since it was opened. */
  readonly history: EditHistory
  readonly runs: readonly RunRecord[]
  /** Fitted on all cases, newest first. */
  readonly models: readonly FinalModelRecord[]
}

/** A case, by its ID, and the list that it was opened from, which next and previous go through. */
export interface OpenedCase {
  readonly id: string
  readonly list: readonly string[]
  /** The case that it was found similar to, to go back to; null where it was opened from a list of the screen. */
  readonly from: OpenedCase | null
}

export interface LiveRun {
  readonly runId: string
  /** Loss history by fit ("fold 1, repeat 1"), in the order they started. */
  readonly epochs: ReadonlyMap<string, readonly EpochReport[]>
  /** What was mended while it was computed. */
  readonly troubles: readonly Notice[]
}

export interface StudyRun {
  readonly state: 'running' | 'done' | 'failed'
  readonly text: string
  readonly failure: FailureData | null
}
