import type { ContrastiveSettings, SearchGrid } from './presets.ts'

/** The settings that a search varies, in the order of a study file. */
export const searchedNames = [
  'temperature',
  'hidden',
  'dropout',
  'weightDecay',
] as const satisfies (keyof SearchGrid)[]

/** Every combination that a search compares, the settings' own first; the own alone where there is no search. */
export function candidatesOf(settings: ContrastiveSettings): ContrastiveSettings[] {
  return searchedNames.reduce<ContrastiveSettings[]>(
    (candidates, name) =>
      candidates.flatMap((candidate) =>
        valuesOf(settings, name).map((value) => ({ ...candidate, [name]: value })),
      ),
    [settings],
  )
}

/** The names whose values differ between candidates. */
export const variedNames = (settings: ContrastiveSettings): (keyof SearchGrid)[] =>
  searchedNames.filter((name) => valuesOf(settings, name).length > 1)

/** A setting's own value and those the search adds, each once. */
function valuesOf(
  settings: ContrastiveSettings,
  name: keyof SearchGrid,
): ContrastiveSettings[keyof SearchGrid][] {
  return [...new Set([settings[name], ...(settings.search?.[name] ?? [])])]
}

/**
 * Networks that one fit trains: a search tries every candidate once, each further seed trains the chosen one; then, with `refit`,
 * every seed again on all rows.
 */
export function networksTrained(settings: ContrastiveSettings): {
  readonly search: number
  readonly refit: number
} {
  return {
    search: candidatesOf(settings).length + settings.seeds - 1,
    refit: settings.refit ? settings.seeds : 0,
  }
}
