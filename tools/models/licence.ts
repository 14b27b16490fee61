import type { HubModel } from './hub.ts'

/** Licences that let everybody use, change and pass on, named alone: what is said beside one may be a condition. */
const open = new Set([
  'mit',
  'apache-2.0',
  'bsd-2-clause',
  'bsd-3-clause',
  'isc',
  'cc0-1.0',
  'cc-by-4.0',
  'unlicense',
])

/** What to say of a model's licence before any of it is fetched, in lines; the card's word counts more than the hub's. */
export function licenceLines(
  { id, licence }: HubModel,
  cards: readonly { readonly id: string; readonly licence: string }[],
): string[] {
  const carded = new Set(cards.filter((card) => card.id === id).map((card) => card.licence))
  const licences = carded.size > 0 ? [...carded] : licence === undefined ? [] : [licence]
  const line = `Licence of ${id}: ${licences.join('; ') || 'none is stated'}.`
  const isOpen = licences.length > 0 && licences.every((name) => open.has(name.toLowerCase()))
  return isOpen
    ? [line]
    : [line, 'Its terms apply to whoever fetches or uses it: read them on its page on the hub.']
}
