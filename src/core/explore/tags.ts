/** A word that someone gave to cases -> their IDs, each once, in the order in which they got it. No word is without cases. */
export type CaseTags = Readonly<Record<string, readonly string[]>>

export function withTag(tags: CaseTags, name: string, caseIds: readonly string[]): CaseTags {
  return { ...tags, [name]: [...new Set([...(tags[name] ?? []), ...caseIds])] }
}

export function withoutTag(tags: CaseTags, name: string, caseIds: readonly string[]): CaseTags {
  const gone = new Set(caseIds)
  const left = (tags[name] ?? []).filter((id) => !gone.has(id))
  const { [name]: _before, ...others } = tags
  return left.length > 0 ? { ...others, [name]: left } : others
}

/** The words of each case that has any. */
export function tagsByCase(tags: CaseTags): Map<string, string[]> {
  const found = new Map<string, string[]>()
  for (const [name, ids] of Object.entries(tags))
    for (const id of ids) found.set(id, [...(found.get(id) ?? []), name])
  return found
}
