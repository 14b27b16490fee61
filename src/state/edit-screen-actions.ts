import type { ColumnRoles, Role } from '../core/dataset/dataset.ts'
import { classReader } from '../core/dataset/labels.ts'
import { countLabelValues, entryOf, recodingOf, type Recoding } from '../core/dataset/recode.ts'
import { entryWithRelabels, withRelabels } from '../core/dataset/relabels.ts'
import { roleOf, withRole } from '../core/dataset/roles.ts'
import type { TextUse } from '../core/dataset/text-modality.ts'
import { withoutTag, withTag } from '../core/explore/tags.ts'
import type { OpenProject } from './app-state.ts'
import { changeProject } from './change-project.ts'
import { redoEdit, rememberEdit, undoEdit } from './edit-history.ts'
import { guard } from './guard.ts'
import type { ProjectChange } from './project-change.ts'
import {
  columnWithRole,
  giveGroupRole,
  giveRole,
  withGivenFolds,
  withUsableColumns,
  type ColumnGroup,
} from './role-changes.ts'
import type { Shell } from './shell.ts'

/** Edits of what the cases are, and of what is said of them by hand: each can be undone. */
export function createEditActions({ store, context }: Shell) {
  /** A change of what the cases are, which can be undone; tells whether it is stored. */
  const edit = (where: string, change: (project: OpenProject) => ProjectChange): Promise<boolean> =>
    guard(context(), where, () =>
      changeProject(context(), (project) => rememberEdit(project, change(project))),
    )
  /** New roles, and the validation that their columns give. */
  const editRoles = (where: string, change: (project: OpenProject) => ColumnRoles): Promise<boolean> =>
    edit(where, (project) => {
      const roles = change(project)
      const moved = columnWithRole(project.roles, 'fold') !== columnWithRole(roles, 'fold')
      const settings = withUsableColumns(
        moved ? withGivenFolds(project.settings, roles) : project.settings,
        roles,
      )
      return settings === project.settings ? { roles } : { roles, settings }
    })
  const setRole = (column: string, role: Role): Promise<boolean> =>
    editRoles('roles', ({ roles }) =>
      roleOf(roles, column)?.role === role ? roles : giveRole(roles, column, role),
    )

  return {
    setRole,

    setGroupRole(group: ColumnGroup, role: Role): Promise<boolean> {
      return editRoles('roles', ({ roles }) => giveGroupRole(roles, group, role))
    },

    /** Gives a role that one column at most has; null: to none. */
    async chooseColumn(role: 'label' | 'patient', column: string | null): Promise<void> {
      if (column !== null) return void (await setRole(column, role))
      const holder = columnWithRole(store.getState().project?.roles ?? {}, role)
      if (holder !== undefined) await setRole(holder, 'ignore')
    },

    setOnePatientPerRow(onePatientPerRow: boolean): Promise<boolean> {
      return edit('patients', () => ({ onePatientPerRow }))
    },

    /** Changes which values of the label make which class. */
    recode(change: (recoding: Recoding) => Recoding): Promise<boolean> {
      return editRoles('classes', ({ roles, table }) => {
        const label = columnWithRole(roles, 'label')
        if (label === undefined) return roles
        const entry = roleOf(roles, label)!
        const recoded = entryOf(change(recodingOf(countLabelValues(table, roles).keys(), entry)))
        return withRole(roles, label, entryWithRelabels(recoded, entry.relabels ?? []))
      })
    },

    setTexts(texts: TextUse): Promise<boolean> {
      return edit('texts', ({ settings }) => ({ settings: { ...settings, texts } }))
    },

    /** Gives cases another class. The file stays as it is; the change can be undone, and the trail keeps it. */
    relabel(caseIds: readonly string[], to: string): Promise<boolean> {
      return editRoles('relabel', ({ roles, dataset, table }) => {
        const label = columnWithRole(roles, 'label')
        const values = table.columns.find(({ name }) => name === label)?.values
        if (label === undefined || !values || !dataset) return roles
        const entry = roleOf(roles, label)!
        const classOf = classReader(label, entry)
        const wanted = new Set(caseIds)
        const cases = dataset.caseIds.flatMap((id, i) => {
          const file = wanted.has(id) ? classOf(values[dataset.rows[i]!]!) : null
          return file === null ? [] : [{ id, file }]
        })
        return withRole(roles, label, entryWithRelabels(entry, withRelabels(entry.relabels ?? [], cases, to)))
      })
    },

    tag(caseIds: readonly string[], name: string): Promise<boolean> {
      return edit('tag', ({ record }) => ({ tags: withTag(record.tags ?? {}, name, caseIds) }))
    },

    untag(caseIds: readonly string[], name: string): Promise<boolean> {
      return edit('tag', ({ record }) => ({ tags: withoutTag(record.tags ?? {}, name, caseIds) }))
    },

    /** Takes the last edit back; tells whether that is stored. */
    undo(): Promise<boolean> {
      return guard(context(), 'undo', () => changeProject(context(), undoEdit))
    },

    /** Does again what was taken back last; tells whether that is stored. */
    redo(): Promise<boolean> {
      return guard(context(), 'redo', () => changeProject(context(), redoEdit))
    },
  }
}
