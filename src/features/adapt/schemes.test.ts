import { describe, expect, it } from 'vitest'
import { schemeOf, schemeOptions, withScheme } from './schemes.ts'

const usual = { folds: 5, repeats: 3, seed: 1, test: { share: 0.2 } }

describe('how cases are divided', () => {
  it('is drawn by patient, unless a column says otherwise', () => {
    expect(schemeOf(usual).kind).toBe('drawn')
    expect(schemeOf({ ...usual, leave_out: 'ward no' })).toEqual({ kind: 'sites', key: 'sites ward no' })
    expect(schemeOf({ ...usual, folds_column: 'split' })).toEqual({ kind: 'column', key: 'column split' })
  })

  it('R8: is not repeated where a column gives one partition, and only one column gives it', () => {
    const sites = withScheme(usual, 'sites ward no')
    expect(sites).toEqual({ ...usual, repeats: 1, leave_out: 'ward no' })
    const folds = withScheme(sites, 'column split')
    expect(folds).toEqual({ ...usual, repeats: 1, folds_column: 'split' })
    expect(withScheme(folds, 'drawn')).toEqual({ ...usual, repeats: 1 })
  })

  it('offers every column with the role, and says where there is none', () => {
    const roles = { a: { role: 'site' }, b: { role: 'site' }, c: { role: 'text' } } as const
    expect(schemeOptions(roles).map(({ value, disabled = false }) => [value, disabled])).toEqual([
      ['drawn', false],
      ['sites a', false],
      ['sites b', false],
      ['column', true],
    ])
  })
})
