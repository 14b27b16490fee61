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
