import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import type { ColumnRoles } from '../core/dataset/dataset.ts'
import { textModalities } from '../core/dataset/modalities.ts'
import { mergeClasses } from '../core/dataset/recode.ts'
import { rolesInUse } from '../core/dataset/roles.ts'
import { tableOf } from '../core/tables/testing.ts'
import { freshProfile, newProject } from '../storage/test-helpers.ts'
import type { Storage } from '../storage/storage.ts'
import type { Actions } from './actions.ts'
import type { OpenProject } from './app-state.ts'
import { mostEdits } from './edit-history.ts'
import type { AppStore } from './store.ts'
import { startActions } from './testing.ts'

const rows = Array.from({ length: 24 }, (_, i) => [
  `p${i >> 1}`,
  `case ${i} came in with a cough and went home again`,
  `the picture of ${i} shows nothing that is new or large`,
  String(i % 3),
  ['flu', 'cold', 'none'][i % 3]!,
])
const table = tableOf(['patient', 'history', 'findings', 'part', 'finding'], rows)

let store: AppStore
let actions: Actions
let storage: Storage
let id: string

beforeEach(async () => {
  storage = await freshProfile().open()
  id = (await storage.projects.create(newProject, table)).id
  ;({ store, actions } = await startActions({ screen: 'data', projectId: id }))
})

afterEach(() => storage.close())

const shown = (): OpenProject => store.getState().project!
const stored = async (): Promise<ColumnRoles | null> => (await storage.projects.get(id)).roles
const role = (column: string): string | undefined => shown().roles[column]?.role
/** The disk is full for the next so many writes of a project. */
const fullDisk = (times: number): void => {
  const put = IDBObjectStore.prototype.put
  let left = times
  vi.spyOn(IDBObjectStore.prototype, 'put').mockImplementation(function (this: IDBObjectStore, ...args) {
    if (left-- > 0) throw new DOMException('full', 'QuotaExceededError')
    return put.apply(this, args)
  })
}

describe('edits of the data', () => {
  it('are undone and done again, one after the other, on the screen and on disk', async () => {
    expect([role('part'), role('history')]).toEqual(['number', 'text'])
    await actions.setRole('part', 'category')
    await actions.setRole('history', 'ignore')
    expect(shown().dataset!.modalities.map(({ name }) => name)).toEqual(['findings', 'table'])

    await actions.undo()
    expect([role('part'), role('history')]).toEqual(['category', 'text'])
    expect(shown().dataset!.modalities.map(({ name }) => name)).toEqual(['history', 'findings', 'table'])
    await actions.undo()
    expect(role('part')).toBe('number')
    expect((await stored())!['part']).toEqual({ role: 'number' })
    await actions.undo()
    expect(role('part')).toBe('number')

    await actions.redo()
    await actions.redo()
    await actions.redo()
    expect([role('part'), role('history')]).toEqual(['category', 'ignore'])
    expect(await stored()).toEqual(shown().roles)
  })

  it('cannot be done again once another edit was made, and are none where nothing changes', async () => {
    await actions.setRole('part', 'category')
    await actions.undo()
    await actions.setRole('part', 'number')
    expect(shown().history.redo).toHaveLength(1)
    await actions.setRole('findings', 'ignore')
    expect(shown().history.redo).toEqual([])
    await actions.redo()
    expect([role('part'), role('findings')]).toEqual(['number', 'ignore'])
  })

  it('of classes, patients and joined texts are undone as well', async () => {
    await actions.recode((recoding) => mergeClasses(recoding, ['cold', 'flu'], 'infection'))
    expect(shown().dataset!.classes).toEqual(['infection', 'none'])
    await actions.recode((recoding) => ({ ...recoding, positive: 'infection' }))
    expect(shown().dataset!.positive).toBe(0)
    await actions.setTexts('joined')
    expect(textModalities(shown().dataset!).map(({ name }) => name)).toEqual(['texts'])
    await actions.chooseColumn('patient', null)
    expect(shown().datasetFailure!.code).toBe('no-patient-column')
    await actions.setOnePatientPerRow(true)
    expect(new Set(shown().dataset!.patientIds).size).toBe(24)

    for (let i = 0; i < 3; i++) await actions.undo()
    expect(new Set(shown().dataset!.patientIds).size).toBe(12)
    expect(textModalities(shown().dataset!)).toHaveLength(2)
    expect(shown().dataset!.classes).toEqual(['infection', 'none'])
    await actions.undo()
    await actions.undo()
    expect(shown().dataset!.classes).toEqual(['cold', 'flu', 'none'])
    const { study, onePatientPerRow } = await storage.projects.get(id)
    expect([study!.texts, onePatientPerRow]).toEqual(['each', false])
  })

  it('set labels changed by hand aside with their column, and say so, until it is the label again (R13)', async () => {
    const labels = (): string[] => {
      const { y, classes, caseIds } = shown().dataset!
      return caseIds.slice(0, 2).map((name, i) => `${name}: ${classes[y[i]!]}`)
    }
    const told = (): string[] => shown().findings.map(({ notice }) => notice.code)
    await actions.recode((recoding) => mergeClasses(recoding, ['cold', 'flu'], 'infection'))
    await actions.relabel(['row 2'], 'none')
    expect(labels()).toEqual(['row 2: none', 'row 3: infection'])

    await actions.setRole('finding', 'ignore')
    expect(shown().datasetFailure!.code).toBe('no-label-column')
    expect(told()).toContain('relabels-set-aside')
    await actions.setRole('part', 'label')
    expect(labels()).toEqual(['row 2: 0', 'row 3: 1'])
    expect(told()).toContain('relabels-set-aside')
    expect(Object.values(rolesInUse(shown().roles)).flatMap((entry) => Object.keys(entry))).toEqual(
      Array.from({ length: 5 }, () => 'role'),
    )

    await actions.setRole('finding', 'label')
    expect(labels()).toEqual(['row 2: none', 'row 3: infection'])
    expect(told()).toContain('labels-changed')
    expect(told()).not.toContain('relabels-set-aside')
    expect((await storage.projects.get(id)).trail).toHaveLength(1)
  })

  it('bring back the folds that went with a column, and leave alone what was set elsewhere since', async () => {
    await actions.changeSettings({ validation: { folds: 4, repeats: 3, seed: 1 } })
    await actions.setRole('part', 'fold')
    expect(shown().settings.validation).toEqual({ folds: 4, repeats: 1, seed: 1, folds_column: 'part' })
    await actions.changeSettings({ classifiers: ['lr'] })
    await actions.undo()
    expect(shown().settings.validation).toEqual({ folds: 4, repeats: 3, seed: 1 })
    expect(shown().settings.classifiers).toEqual(['lr'])
    await actions.changeSettings({ validation: { folds: 4, repeats: 5, seed: 1 } })
    await actions.setRole('history', 'ignore')
    await actions.undo()
    expect(shown().settings.validation.repeats).toBe(5)
  })

  it('bring back the sites and the locked test set that went with a column’s role', async () => {
    await actions.setRole('part', 'site')
    const validation = {
      folds: 4,
      repeats: 1,
      seed: 1,
      leave_out: 'part',
      test: { column: 'part', value: '2' },
    }
    await actions.changeSettings({ validation })
    expect(shown().division.failure).toMatchObject({ code: 'patients-shared-with-locked' })
    await actions.setRole('part', 'number')
    expect(shown().settings.validation).toEqual({ folds: 4, repeats: 1, seed: 1 })
    await actions.undo()
    expect(shown().settings.validation).toEqual(validation)
    await actions.redo()
    expect(shown().settings.validation).toEqual({ folds: 4, repeats: 1, seed: 1 })
    expect((await storage.projects.get(id)).study!.validation).toEqual({ folds: 4, repeats: 1, seed: 1 })
  })

  it('let a new fold column take the place of the sites: only one says what the folds are', async () => {
    await actions.setRole('findings', 'site')
    await actions.changeSettings({ validation: { folds: 4, repeats: 1, seed: 1, leave_out: 'findings' } })
    await actions.setRole('part', 'fold')
    expect(shown().settings.validation).toEqual({ folds: 4, repeats: 1, seed: 1, folds_column: 'part' })
  })

  it('follow each other in the order of the clicks, however fast', async () => {
    await Promise.all([
      actions.setRole('part', 'category'),
      actions.setRole('history', 'ignore'),
      actions.undo(),
      actions.setRole('findings', 'ignore'),
      actions.undo(),
      actions.redo(),
    ])
    expect([role('part'), role('history'), role('findings')]).toEqual(['category', 'text', 'ignore'])
    expect(await stored()).toEqual(shown().roles)
    expect(shown().dataset!.modalities.map(({ name }) => name)).toEqual(['history', 'table'])
  })

  it('keep the last hundred', async () => {
    for (let i = 0; i < mostEdits + 3; i++) await actions.setRole('part', i % 2 ? 'number' : 'category')
    expect(shown().history.undo).toHaveLength(mostEdits)
  })
})

describe('an edit that cannot be stored', () => {
  afterEach(() => void vi.restoreAllMocks())

  it('is taken back, told, and none to undo', async () => {
    await actions.setRole('part', 'category')
    fullDisk(1)
    await actions.setRole('history', 'ignore')
    expect(store.getState().failure!.code).toBe('storage-full')
    expect([role('part'), role('history')]).toEqual(['category', 'text'])
    await actions.undo()
    expect(role('part')).toBe('number')
    expect(await stored()).toEqual(shown().roles)
  })

  it('that undoes another leaves that one in place, to be undone', async () => {
    await actions.setRole('part', 'category')
    fullDisk(1)
    expect(await actions.undo()).toBe(false)
    expect(role('part')).toBe('category')
    expect(await stored()).toEqual(shown().roles)
    expect(await actions.undo()).toBe(true)
    expect(role('part')).toBe('number')
  })

  it('is stored with the next one that was made on top of it meanwhile', async () => {
    fullDisk(1)
    await Promise.all([actions.setRole('part', 'category'), actions.setRole('history', 'ignore')])
    expect([role('part'), role('history')]).toEqual(['category', 'ignore'])
    expect(await stored()).toEqual(shown().roles)
    expect(shown().dataset!.modalities.map(({ name }) => name)).toEqual(['findings', 'table'])
    await actions.undo()
    expect([role('part'), role('history')]).toEqual(['category', 'text'])
  })

  it('and another on top of it that cannot be stored either leave what was stored', async () => {
    await actions.setRole('part', 'category')
    fullDisk(2)
    await Promise.all([actions.setRole('history', 'ignore'), actions.setRole('findings', 'ignore')])
    expect([role('part'), role('history'), role('findings')]).toEqual(['category', 'text', 'text'])
    expect(await stored()).toEqual(shown().roles)
    expect(shown().history.undo).toHaveLength(1)
    await actions.undo()
    expect(role('part')).toBe('number')
  })
})
