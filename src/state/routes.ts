/** Addresses live in the hash, so that every path of the server is a real file (no fallback page to mistake for a model). */
export const stages = ['data', 'encode', 'adapt', 'results', 'explore', 'use'] as const
export type Stage = (typeof stages)[number]

/** Screens that belong to no project. */
const pages = ['import', 'archive', 'encoders', 'computer'] as const
/** Screens of a project that are no stage of its work. */
const projectPages = ['copy'] as const

export type Route =
  | { readonly screen: 'start' }
  | { readonly screen: 'import' }
  | { readonly screen: 'archive' }
  | { readonly screen: 'encoders' }
  | { readonly screen: 'computer' }
  | { readonly screen: Stage | (typeof projectPages)[number]; readonly projectId: string }

export function parseRoute(hash: string): Route {
  const [first, projectId, stage] = hash.replace(/^#\/?/, '').split('/')
  const page = pages.find((name) => name === first)
  if (page) return { screen: page }
  if (first === 'project' && projectId) {
    const known = [...stages, ...projectPages].find((name) => name === stage)
    try {
      return { screen: known ?? 'data', projectId: decodeURIComponent(projectId) }
    } catch {
      // A mistyped address that is no valid encoding.
      return { screen: 'start' }
    }
  }
  return { screen: 'start' }
}

export function routeHash(route: Route): string {
  if (route.screen === 'start') return '#/'
  if ('projectId' in route) return `#/project/${encodeURIComponent(route.projectId)}/${route.screen}`
  return `#/${route.screen}`
}
