import { describe, expect, it } from 'vitest'
import { parseRoute, routeHash, type Route } from './routes.ts'

describe('routes', () => {
  it.each<Route>([
    { screen: 'start' },
    { screen: 'import' },
    { screen: 'archive' },
    { screen: 'copy', projectId: 'x' },
    { screen: 'adapt', projectId: 'a b/c' },
    { screen: 'results', projectId: 'x' },
  ])('reads back what it writes: %j', (route) => {
    expect(parseRoute(routeHash(route))).toEqual(route)
  })
  it('falls back to the start for anything else', () => {
    expect(parseRoute('#/nonsense/1')).toEqual({ screen: 'start' })
    expect(parseRoute('')).toEqual({ screen: 'start' })
    expect(parseRoute('#/project/%E0%A4%A/data')).toEqual({ screen: 'start' })
  })
})
