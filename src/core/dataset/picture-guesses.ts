import { matchPictures } from '../bundles/match-pictures.ts'
import type { Picture } from '../pictures/picture.ts'
import type { Table } from '../tables/table.ts'
import type { RoleGuess } from './roles.ts'

/** Guesses of roles, with columns that name pictures used where one of them is here, at least. */
export function withPictures(
  guesses: ReadonlyMap<string, RoleGuess>,
  table: Table,
  pictures: readonly Picture[],
): Map<string, RoleGuess> {
  const isHere = (name: string): boolean => {
    const column = table.columns.find((one) => one.name === name)!
    return matchPictures(column.values, pictures).keys.some((keys) => keys.length > 0)
  }
  const absent: RoleGuess = { role: 'ignore', reason: { code: 'pictures-not-here', params: {} } }
  return new Map(
    Array.from(guesses, ([name, guess]) => [name, guess.role === 'image' && !isHere(name) ? absent : guess]),
  )
}
