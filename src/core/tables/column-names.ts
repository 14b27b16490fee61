import type { Notice } from '../notice.ts'

/**
 * Names of the columns from the cells of the header: trimmed, "Column 3" where blank, "age (2)" where the name occurred
 * before. All names are different and none is empty.
 */
export function nameColumns(header: readonly string[]): {
  readonly names: string[]
  readonly notices: Notice[]
} {
  const wanted = header.map((cell) => cell.trim())
  const used = new Set<string>()
  const taken = new Set(wanted)
  const repeats = new Map<string, number>()
  const blank: string[] = []
  const duplicate: string[] = []
  const names = wanted.map((name, i) => {
    const base = name === '' ? `Column ${i + 1}` : name
    let unique = base
    while (used.has(unique) || (unique !== name && taken.has(unique))) {
      const count = (repeats.get(base) ?? 1) + 1
      repeats.set(base, count)
      unique = `${base} (${count})`
    }
    used.add(unique)
    if (name === '') blank.push(unique)
    else if (unique !== name) duplicate.push(unique)
    return unique
  })
  const notices: Notice[] = []
  if (blank.length > 0)
    notices.push({ code: 'columns-named', severity: 'info', params: { reason: 'blank', columns: blank } })
  if (duplicate.length > 0)
    notices.push({
      code: 'columns-named',
      severity: 'warning',
      params: { reason: 'duplicate', columns: duplicate },
    })
  return { names, notices }
}
