import { describe, expect, it } from 'vitest'
import type { ColumnRoles } from '../core/dataset/dataset.ts'
import { columnWithRole, giveGroupRole, giveRole } from './role-changes.ts'

const roles: ColumnRoles = {
  note: { role: 'text' },
  who: { role: 'patient' },
  outcome: { role: 'label', positive: 'yes' },
}

describe('giveRole', () => {
  it('moves a role that only one column can have', () => {
    const next = giveRole(roles, 'note', 'patient')
    expect(columnWithRole(next, 'patient')).toBe('note')
    expect(next['who']).toEqual({ role: 'ignore' })
  })
  it('lets several columns be text', () => {
    expect(giveRole(roles, 'who', 'text')).toMatchObject({ note: { role: 'text' }, who: { role: 'text' } })
  })
  it('leaves the roles it was given unchanged', () => {
    const before = structuredClone(roles)
    giveRole(roles, 'note', 'label')
    expect(roles).toEqual(before)
  })
})

describe('what was decided of the label', () => {
  const decided = {
    positive: 'yes',
    classes: ['no', 'yes'],
    merge: { yes: ['1', '2'] },
    relabels: [{ case: 'a', from: 'no', to: 'yes' }],
  }
  const before: ColumnRoles = { ...roles, outcome: { role: 'label', ...decided } }

  it('[R13] stays with the column while another is the label, and holds when it is the label again', () => {
    const without = giveRole(before, 'note', 'label')
    expect(without['outcome']).toEqual({ role: 'ignore', ...decided })
    expect(without['note']).toEqual({ role: 'label' })
    const used = giveRole(without, 'outcome', 'category')
    expect(used['outcome']).toEqual({ role: 'category', ...decided })
    expect(giveRole(used, 'outcome', 'label')).toEqual({ ...before, note: { role: 'ignore' } })
  })

  it('[R13] stays with a column that becomes part of a vector', () => {
    const group = { name: 'vec', columns: ['out1', 'out2'], prefix: 'out' }
    const grouped = giveGroupRole({ out1: { role: 'label', ...decided } }, group, 'embedding')
    expect(grouped).toEqual({
      out1: { role: 'ignore', ...decided },
      vec: { role: 'embedding', prefix: 'out' },
    })
    const each = giveGroupRole(grouped, group, 'number')
    expect(each).toEqual({ out1: { role: 'number', ...decided }, out2: { role: 'number' } })
    expect(giveRole(each, 'out1', 'label')['out1']).toEqual({ role: 'label', ...decided })
  })
})

describe('giveGroupRole', () => {
  const group = { name: 'vec', columns: ['e0', 'e1'], prefix: 'e' }
  it('makes one entry of the columns, or one each again', () => {
    const together = giveGroupRole({ ...roles, e0: { role: 'number' } }, group, 'embedding')
    expect(together).toEqual({ ...roles, vec: { role: 'embedding', prefix: 'e' } })
    const each = giveGroupRole(together, group, 'category')
    expect(each).toEqual({ ...roles, e0: { role: 'category' }, e1: { role: 'category' } })
  })
  it('lists columns that have no prefix of their own', () => {
    const { name, columns } = group
    expect(giveGroupRole({}, { name, columns }, 'embedding')).toEqual({ vec: { role: 'embedding', columns } })
  })
})
