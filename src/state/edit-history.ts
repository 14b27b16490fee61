import type { ColumnRoles } from '../core/dataset/dataset.ts'
import type { TextUse } from '../core/dataset/text-modality.ts'
import { roleOf } from '../core/dataset/roles.ts'
import type { CaseTags } from '../core/explore/tags.ts'
import { testColumn, type StudySettings, type Validation } from '../core/study/study.ts'
import type { ProjectRecord } from '../storage/schema.ts'
import type { ProjectChange } from './project-change.ts'
import { columnWithRole } from './role-changes.ts'

/** What a screen of the data chooses, and undo brings back. */
interface DataChoices {
  readonly roles: ColumnRoles
  readonly onePatientPerRow: boolean
  readonly texts: TextUse
  readonly tags: CaseTags
  /** What is taken from columns, and follows from that. */
  readonly validation: FromColumns
}

type FromColumns = Pick<Validation, 'repeats' | 'folds_column' | 'leave_out' | 'test'>

/** The choices before each edit, the latest last, and those that were undone. In memory, of the open project. */
export interface EditHistory {
  readonly undo: readonly DataChoices[]
  readonly redo: readonly DataChoices[]
  /** Another tab changed the project, and the edits before that cannot be undone: until the next edit. */
  readonly isBegunAnew?: true
}

export const noHistory: EditHistory = { undo: [], redo: [] }

/** The history after a change that was made elsewhere: choices from before it would take that back as well. */
export const begunAnew = ({ undo, redo, isBegunAnew }: EditHistory): EditHistory =>
  undo.length + redo.length > 0 || isBegunAnew ? { ...noHistory, isBegunAnew: true } : noHistory

/** Edits that can be undone; each holds the roles of all columns. */
export const mostEdits = 100

/** The part of an open project that edits of the data change. */
export interface Editable {
  readonly roles: ColumnRoles
  readonly settings: StudySettings
  readonly record: Pick<ProjectRecord, 'onePatientPerRow' | 'tags'>
  readonly history: EditHistory
}

/** The edit with its place in the history; nothing where it changes nothing. */
export function rememberEdit(project: Editable, change: ProjectChange): ProjectChange {
  const before = choicesOf(project)
  const after = choicesOf({
    roles: change.roles ?? project.roles,
    settings: change.settings ?? project.settings,
    record: {
      onePatientPerRow: change.onePatientPerRow ?? project.record.onePatientPerRow,
      tags: change.tags ?? project.record.tags ?? {},
    },
  })
  if (isSame(before, after)) return {}
  return { ...change, history: { undo: [...project.history.undo, before].slice(-mostEdits), redo: [] } }
}

/** The last edit taken back; nothing where there is none. */
export function undoEdit(project: Editable): ProjectChange {
  const { undo, redo } = project.history
  const target = undo.at(-1)
  if (!target) return {}
  return {
    ...changeTo(project, target),
    history: { undo: undo.slice(0, -1), redo: [...redo, choicesOf(project)] },
  }
}

/** The edit that was undone last done again; nothing where there is none. */
export function redoEdit(project: Editable): ProjectChange {
  const { undo, redo } = project.history
  const target = redo.at(-1)
  if (!target) return {}
  return {
    ...changeTo(project, target),
    history: { undo: [...undo, choicesOf(project)], redo: redo.slice(0, -1) },
  }
}

/** The history of a project that is shown as it is stored again: edits that were not stored are none to undo. */
export function withoutLostEdits({ undo, redo }: EditHistory, stored: Editable): EditHistory {
  const now = choicesOf(stored)
  const last = undo.findLastIndex((choices) => !isSame(choices, now))
  return { undo: undo.slice(0, last + 1), redo }
}

function choicesOf({ roles, settings, record }: Omit<Editable, 'history'>): DataChoices {
  const { folds: _folds, seed: _seed, ...validation } = settings.validation
  return {
    roles,
    onePatientPerRow: record.onePatientPerRow,
    texts: settings.texts,
    tags: record.tags ?? {},
    validation,
  }
}

/** What other screens have set since stays: of the validation only what a column decides whose role is brought back. */
function changeTo({ roles, settings }: Editable, target: DataChoices): ProjectChange {
  const { folds, seed } = settings.validation
  const used = [settings.validation, target.validation].flatMap(columnsUsed)
  const roleIn = (of: ColumnRoles, column: string): string => roleOf(of, column)?.role ?? 'ignore'
  const moved =
    columnWithRole(roles, 'fold') !== columnWithRole(target.roles, 'fold') ||
    used.some((column) => roleIn(roles, column) !== roleIn(target.roles, column))
  return {
    roles: target.roles,
    onePatientPerRow: target.onePatientPerRow,
    tags: target.tags,
    settings: {
      ...settings,
      texts: target.texts,
      ...(moved && { validation: { folds, seed, ...target.validation } }),
    },
  }
}

const columnsUsed = (validation: FromColumns): string[] =>
  [validation.folds_column, validation.leave_out, testColumn(validation)].filter(
    (column) => column !== undefined,
  )

const isSame = (a: DataChoices, b: DataChoices): boolean => JSON.stringify(a) === JSON.stringify(b)
