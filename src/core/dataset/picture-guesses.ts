import { matchPictures } from '../bundles/match-pictures.ts'
import type { Picture } from '../pictures/picture.ts'
import type { Table } from '../tables/table.ts'
import type { RoleGuess, RoleReason } from './roles.ts'

type KeysOfRows = ReturnType<typeof matchPictures>['keys']

/**
 * Guesses of roles, with columns that name pictures used where one of them is here, at least, and where no other column
 * gives every row the same pictures and more.
 */
export function withPictures(
  guesses: ReadonlyMap<string, RoleGuess>,
  table: Table,
  pictures: readonly Picture[],
): Map<string, RoleGuess> {
  const found = new Map(
    table.columns
      .filter(({ name }) => guesses.get(name)?.role === 'image')
      .map(({ name, values }) => [name, matchPictures(values, pictures).keys] as const)
      .filter(([, keys]) => keys.some((ofRow) => ofRow.length > 0)),
  )
  const replaced = (name: string): boolean =>
    [...found].some(
      ([other, keys]) =>
        other !== name && holdsAll(keys, found.get(name)!) && !holdsAll(found.get(name)!, keys),
    )
  return new Map(
    Array.from(guesses, ([name, guess]) => {
      if (guess.role !== 'image') return [name, guess]
      if (!found.has(name)) return [name, unused({ code: 'pictures-not-here', params: {} })]
      if (!replaced(name)) return [name, guess]
      return [name, unused({ code: 'another-has-the-role', params: { role: 'image' } })]
    }),
  )
}

const holdsAll = (all: KeysOfRows, some: KeysOfRows): boolean =>
  some.every((keys, i) => keys.every((key) => all[i]!.includes(key)))

const unused = (reason: RoleReason): RoleGuess => ({ role: 'ignore', reason })
