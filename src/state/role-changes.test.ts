import { describe, expect, it } from 'vitest'
import type { ColumnRoles } from '../core/dataset/dataset.ts'
import { columnWithRole, giveRole } from './role-changes.ts'

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
