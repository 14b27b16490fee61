import { Failure } from '../failure.ts'
import { maxFileBytes, maxRowCharacters } from './limits.ts'

/**
 * Follows how much text a table becomes: in a packed file, a few bytes can stand for any amount. To be called with the
 * characters of each row, or of each cell where columns are read one by one.
 * @throws Failure 'row-too-long', 'unpacked-too-large'
 */
export function createTextBudget(): (characters: number, row: number) => void {
  let total = 0
  return (characters, row) => {
    if (characters > maxRowCharacters) throw new Failure('row-too-long', { row, limit: maxRowCharacters })
    total += characters
    if (total > maxFileBytes) throw new Failure('unpacked-too-large', { limit: maxFileBytes })
  }
}
