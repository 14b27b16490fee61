/** The name, or the first of "name 2", "name 3", ... that is not taken. */
export function freeName(name: string, taken: Iterable<string>): string {
  const used = new Set(taken)
  let free = name
  for (let i = 2; used.has(free); i++) free = `${name} ${i}`
  return free
}
