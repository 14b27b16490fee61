import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import type { Role } from '../core/dataset/dataset.ts'
import { createRng } from '../core/math/rng.ts'
import { tableOf } from '../core/tables/testing.ts'
import type { Storage } from '../storage/storage.ts'
import { freshProfile, newProject } from '../storage/test-helpers.ts'
import type { Actions } from './actions.ts'
import type { OpenProject } from './app-state.ts'
import type { ProjectNews } from './other-tabs.ts'
import { browserOfTabs, startActions } from './testing.ts'

const classes = ['cold', 'flu', 'none']
const inFile = new Map(Array.from({ length: 12 }, (_, i) => [`row ${i + 2}`, classes[i % 3]!]))
const ids = [...inFile.keys()]
const table = tableOf(
  ['patient', 'history', 'course', 'part', 'finding'],
  Array.from(inFile.values(), (finding, i) => [
    `p${i}`,
    `case ${i} came in with a cough and went home again`,
    `the picture of ${i} shows nothing that is new or large`,
    `${i % 4}`,
    finding,
  ]),
)

type Tab = 0 | 1
let storage: Storage
let id: string
let browser: ReturnType<typeof browserOfTabs>
let tabs: readonly Awaited<ReturnType<typeof startActions>>[]
/** Called when a tab has stored something. */
let onWrite: (tab: Tab) => void

beforeEach(async () => {
  storage = await freshProfile().open()
  id = (await storage.projects.create(newProject, table)).id
  browser = browserOfTabs()
  onWrite = () => undefined
  const open = (tab: Tab) => {
    const { tell, listen } = browser.openTab()
    const noted = (news: ProjectNews): void => {
      onWrite(tab)
      tell(news)
    }
    return startActions({ screen: 'data', projectId: id }, {}, { otherTabs: { listen, tell: noted } })
  }
  tabs = [await open(0), await open(1)]
})

afterEach(() => storage.close())

const actionsOf = (tab: Tab): Actions => tabs[tab]!.actions
const shownIn = (tab: Tab): OpenProject => tabs[tab]!.store.getState().project!
const failureIn = (tab: Tab): string | undefined => tabs[tab]!.store.getState().failure?.code
const roleIn = (tab: Tab, column: string): Role | undefined => shownIn(tab).roles[column]?.role
const labelsIn = (tab: Tab): string[] => {
  const { y, classes: names } = shownIn(tab).dataset!
  return Array.from(y, (c) => names[c]!)
}

describe('[P9] what one tab stores', () => {
  test('is shown in the other as soon as that hears of it, with the cases that follow', async () => {
    await actionsOf(0).relabel([ids[0]!], 'none')
    await actionsOf(0).tag([ids[1]!], 'odd')
    expect(labelsIn(1)[0]).toBe('cold')
    browser.deliver()
    await vi.waitFor(() => expect(labelsIn(1)[0]).toBe('none'))
    expect(shownIn(1).record).toMatchObject({ tags: { odd: [ids[1]] }, trail: [{ case: ids[0] }] })
    await actionsOf(1).relabel([ids[0]!], 'flu')
    expect((await storage.projects.get(id)).trail!.map(({ before, after }) => [before, after])).toEqual([
      ['cold', 'none'],
      ['none', 'flu'],
    ])
  })

  test('refuses a change that was made before the other heard of it, which shows what is stored then', async () => {
    await actionsOf(0).setRole('part', 'category')
    expect(await actionsOf(1).setRole('history', 'ignore')).toBe(false)
    expect(failureIn(1)).toBe('changed-in-other-tab')
    expect([roleIn(1, 'part'), roleIn(1, 'history')]).toEqual(['category', 'text'])
    expect(shownIn(1).dataset!.modalities.map(({ name }) => name)).toEqual(['history', 'course', 'table'])
    expect(await actionsOf(1).setRole('history', 'ignore')).toBe(true)
    expect((await storage.projects.get(id)).roles).toMatchObject({
      part: { role: 'category' },
      history: { role: 'ignore' },
    })
  })

  test('refuses every change that was made on top of a refused one, but stores the tags among them', async () => {
    await actionsOf(0).setRole('part', 'category')
    const clicks = [
      actionsOf(1).setRole('history', 'ignore'),
      actionsOf(1).tag([ids[0]!], 'odd'),
      actionsOf(1).relabel([ids[0]!], 'none'),
      actionsOf(1).untag([ids[0]!], 'odd'),
      actionsOf(1).tag([ids[1]!], 'odd'),
    ]
    expect(await Promise.all(clicks)).toEqual([false, true, false, true, true])
    const stored = await storage.projects.get(id)
    expect(stored).toMatchObject({ tags: { odd: [ids[1]] }, roles: { part: { role: 'category' } } })
    expect([stored.trail, stored.roles!['history']]).toEqual([undefined, { role: 'text' }])
    expect(shownIn(1).roles).toEqual(stored.roles)
  })

  test('is not taken back by an undo in the other, which is told that its edits are past undoing', async () => {
    await actionsOf(1).setRole('history', 'ignore')
    browser.deliver()
    await vi.waitFor(() => expect(roleIn(0, 'history')).toBe('ignore'))
    await actionsOf(0).setRole('part', 'category')
    await actionsOf(1).undo()
    expect(failureIn(1)).toBe('changed-in-other-tab')
    expect(shownIn(1).history).toEqual({ undo: [], redo: [], isBegunAnew: true })
    await actionsOf(1).undo()
    expect((await storage.projects.get(id)).roles).toEqual(shownIn(1).roles)
    expect([roleIn(1, 'history'), roleIn(1, 'part')]).toEqual(['ignore', 'category'])
  })

  test('keeps a new name from nothing, and is not taken for shown by it', async () => {
    await actionsOf(0).tag([ids[0]!], 'odd')
    await actionsOf(1).renameProject(id, 'Renamed')
    expect(await actionsOf(1).setRole('part', 'category')).toBe(false)
    expect(await storage.projects.get(id)).toMatchObject({ name: 'Renamed', tags: { odd: [ids[0]] } })
    expect(shownIn(1).record).toMatchObject({ name: 'Renamed', tags: { odd: [ids[0]] } })
  })

  test('is no change of the same tab that was under way when the project was opened once more', async () => {
    const other = await storage.projects.create(newProject, table)
    const edits = [actionsOf(0).setRole('part', 'category'), actionsOf(0).setRole('history', 'ignore')]
    const opened = actionsOf(0).routeChanged({ screen: 'data', projectId: other.id })
    await actionsOf(0).routeChanged({ screen: 'data', projectId: id })
    await opened
    expect([roleIn(0, 'part'), roleIn(0, 'history')]).toEqual(['category', 'ignore'])
    expect(await Promise.all(edits)).toEqual([true, true])
    expect(await actionsOf(0).setRole('part', 'number')).toBe(true)
  })
})

/** What a project holds, in the plainest words, every list in its order. */
interface Model {
  readonly roles: Readonly<Record<string, Role>>
  readonly relabels: Readonly<Record<string, string>>
  readonly tags: Readonly<Record<string, readonly string[]>>
}

const sorted = <T>(record: Readonly<Record<string, T>>): Record<string, T> =>
  Object.fromEntries(Object.entries(record).sort(([a], [b]) => (a < b ? -1 : 1)))

const modelOf = ({ roles, record }: Pick<OpenProject, 'roles' | 'record'>): Model => ({
  roles: sorted(Object.fromEntries(Object.entries(roles).map(([name, { role }]) => [name, role]))),
  relabels: sorted(Object.fromEntries((roles['finding']!.relabels ?? []).map((one) => [one.case, one.to]))),
  tags: sorted(
    Object.fromEntries(Object.entries(record.tags ?? {}).map(([word, of]) => [word, of.toSorted()])),
  ),
})

const asText = ({ roles, relabels, tags }: Model): string => JSON.stringify([roles, relabels, tags])
const same = (a: Model, b: Model): boolean => asText(a) === asText(b)

/** A click and what it must make of what is stored; undo and redo may go to any of what their own tab left. */
interface Step {
  readonly what: string
  readonly click: (actions: Actions) => Promise<unknown>
  readonly effect: ((stored: Model) => Model) | 'own'
}

function tagStep(word: string, of: readonly string[], given: boolean): Step {
  return {
    what: given ? 'tag' : 'untag',
    click: (actions) => (given ? actions.tag(of, word) : actions.untag(of, word)),
    effect: ({ tags, ...rest }) => {
      const { [word]: before = [], ...others } = tags
      const left = before.filter((one) => !of.includes(one))
      const now = given ? [...left, ...of].toSorted() : left
      return { ...rest, tags: sorted(now.length > 0 ? { ...others, [word]: now } : others) }
    },
  }
}

function relabelStep(of: readonly string[], to: string): Step {
  return {
    what: 'relabel',
    click: (actions) => actions.relabel(of, to),
    effect: ({ relabels, ...rest }) => {
      const others = Object.entries(relabels).filter(([one]) => !of.includes(one))
      const changed = of.filter((one) => inFile.get(one) !== to).map((one) => [one, to] as const)
      return { ...rest, relabels: sorted(Object.fromEntries([...others, ...changed])) }
    },
  }
}

const roleStep = (column: string, role: Role): Step => ({
  what: 'role',
  click: (actions) => actions.setRole(column, role),
  effect: ({ roles, ...rest }) => ({ ...rest, roles: sorted({ ...roles, [column]: role }) }),
})

const undoStep: Step = { what: 'undo', click: (actions) => actions.undo(), effect: 'own' }
const redoStep: Step = { what: 'redo', click: (actions) => actions.redo(), effect: 'own' }

test('[P9] 1,000 random steps in two tabs: nothing that was stored is lost, and the trail explains every label', async () => {
  const rng = createRng(35, 'two tabs')
  const oneOf = <T>(items: readonly T[]): T => items[rng.int(items.length)]!
  const someCases = (): string[] => [...new Set([oneOf(ids), oneOf(ids)])]
  const words = ['odd', 'ask again', 'blurred']
  const randomStep = (): Step =>
    oneOf([
      () => tagStep(oneOf(words), someCases(), true),
      () => tagStep(oneOf(words), someCases(), false),
      () => relabelStep(someCases(), oneOf(classes)),
      () => relabelStep(someCases(), oneOf(classes)),
      () => roleStep('part', oneOf(['number', 'category', 'ignore'])),
      () => roleStep('course', oneOf(['text', 'ignore'])),
      () => undoStep,
      () => undoStep,
      () => redoStep,
    ])()

  let writes: { readonly tab: Tab; readonly stored: Model }[] = []
  onWrite = (tab) => void writes.push({ tab, stored: modelOf(shownIn(tab)) })
  let stored = modelOf(shownIn(0))
  /** Everything that was stored since the other tab stored something, and by which tab. */
  let own: { readonly by: Tab; readonly states: readonly Model[] } = { by: 0, states: [stored] }
  const told = new Map<string, number>()
  const count = (what: string): void => void told.set(what, (told.get(what) ?? 0) + 1)

  for (let left = 1000; left > 0;) {
    if (rng.next() < 0.5) browser.deliver()
    const acting = oneOf<readonly Tab[]>([[0], [1], [0, 1], [1, 0]])
    const clicks = acting.map((tab) => ({ tab, step: randomStep(), view: modelOf(shownIn(tab)) }))
    left -= clicks.length
    writes = []
    await Promise.all(clicks.map(({ tab, step }) => step.click(actionsOf(tab))))

    const where = `${left} steps before the end: ${clicks.map(({ step }) => step.what).join()}`
    for (const { tab, step, view } of clicks.filter(
      (click) => !writes.some(({ tab }) => tab === click.tab),
    )) {
      const changesNothing = step.effect === 'own' || same(step.effect(view), view)
      const possible = [...(changesNothing ? [undefined] : []), 'changed-in-other-tab']
      expect(possible, where).toContain(failureIn(tab))
      if (failureIn(tab)) count(`${step.what} refused`)
    }
    for (const { tab, stored: next } of writes) {
      const { step, view } = clicks.find((click) => click.tab === tab)!
      const ownStates = own.by === tab ? own.states : []
      // undo and redo go to what this tab itself has stored since the other one did, never behind that
      const possible = step.effect === 'own' ? ownStates : [step.effect(stored)]
      expect(possible.map(asText), where).toContain(asText(next))
      expect(failureIn(tab), where).toBeUndefined()
      const isOld = !same(view, stored)
      expect(isOld && !step.what.endsWith('tag'), where).toBe(false)
      count(isOld ? `${step.what} given once more` : step.what)
      own = { by: tab, states: own.by === tab ? [...own.states, next] : [stored, next] }
      stored = next
    }
    const record = await storage.projects.get(id)
    expect(modelOf({ roles: record.roles ?? shownIn(0).roles, record }), where).toEqual(stored)
  }

  browser.deliver()
  await vi.waitFor(() => {
    for (const tab of [0, 1] as const) expect(modelOf(shownIn(tab))).toEqual(stored)
  })
  const { trail = [] } = await storage.projects.get(id)
  const labels = new Map(inFile)
  for (const { case: one, before, after } of trail) {
    expect(before).toBe(labels.get(one))
    labels.set(one, after)
  }
  const expected = Array.from(inFile, ([one, label]) => stored.relabels[one] ?? label)
  expect([...labels.values()]).toEqual(expected)
  for (const tab of [0, 1] as const)
    await vi.waitFor(() => {
      expect(labelsIn(tab)).toEqual(expected)
      expect(shownIn(tab).record.trail).toEqual(trail)
    })
  // what it is about has happened often enough
  const rare = ['relabel refused', 'role refused', 'undo refused', 'undo', 'tag given once more', 'redo']
  for (const what of rare) expect(told.get(what), what).toBeGreaterThan(3)
})
