/** A word that someone gave to cases -> their IDs, each once, in the order in which they got it. No word is without cases. */
export type CaseTags = Readonly<Record<string, readonly string[]>>

export function withTag(tags: CaseTags, name: string, caseIds: readonly string[]): CaseTags {
  return { ...tags, [name]: [...new Set([...casesOf(tags, name), ...caseIds])] }
}

export function withoutTag(tags: CaseTags, name: string, caseIds: readonly string[]): CaseTags {
  const gone = new Set(caseIds)
  const left = casesOf(tags, name).filter((id) => !gone.has(id))
  const { [name]: _before, ...others } = tags
  return left.length > 0 ? { ...others, [name]: left } : others
}

/** A word such as `constructor` has no cases unless it was given to some. */
const casesOf = (tags: CaseTags, name: string): readonly string[] =>
  Object.hasOwn(tags, name) ? tags[name]! : []

/** The words of each case that has any. */
export function tagsByCase(tags: CaseTags): Map<string, string[]> {
  const found = new Map<string, string[]>()
  for (const [name, ids] of Object.entries(tags))
    for (const id of ids) found.set(id, [...(found.get(id) ?? []), name])
  return found
}
