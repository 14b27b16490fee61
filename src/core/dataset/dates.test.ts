import { describe, expect, it } from 'vitest'
import { dateOrder } from './dates.ts'

describe('dateOrder', () => {
  it.each([
    ['2024-02-01', 'year-first'],
    ['2024-02-01T10:30:00Z', 'year-first'],
    ['20240201', 'year-first'],
    ['31/01/2024', 'day-first'],
    ['31.01.24', 'day-first'],
    ['01/31/2024 08:00', 'month-first'],
    ['January 22, 2020', 'month-name'],
    ['22 Jan 2020', 'month-name'],
    ['Mar 2020', 'month-name'],
  ])('%j is %s', (cell, order) => {
    expect(dateOrder(cell)).toBe(order)
  })

  it('row 24: 01/02/2024 can be read in two ways', () => {
    expect(dateOrder('01/02/2024')).toBe('ambiguous')
  })

  it.each(['2024', '12.5', '99/99/2024', '2024-13-01', '12345678', '1/2', 'May be later', ''])(
    '%j is no date',
    (cell) => {
      expect(dateOrder(cell)).toBeNull()
    },
  )
})
