import { Failure } from '../failure.ts'
import type { Table } from '../tables/table.ts'
import { commonTop } from './bundle.ts'

const splitNames =
  /^(?:train(?:ing)?|test(?:ing)?|val(?:id(?:ation)?)?|dev|hold-?out)(?:[ _-]?(?:set|data))?$/i
/** "12", "p001", "patient 7": one of many, hardly a class. */
const numbered = /\d$/
/** Further down, nobody names classes. */
const mostLevels = 16

/** One level of the folders that pictures lie in: its name for each picture, '' where the picture lies higher. */
type Level = readonly string[]

/**
 * The table of pictures that lie in a folder for each class, one row a picture: "picture" (its path), "class", "split" where
 * there are folders such as train and test, and "folder" where the pictures of a class lie in further ones (which may be a
 * patient's, who must not part, or a site's).
 *
 * The class is the level of folders that differ. Of several it is one whose names mostly do not end in a number, if there is
 * such; of several of these the deepest whose names recur in different folders above, as NORMAL does in A/NORMAL and B/NORMAL;
 * else the highest, as in NORMAL/anna and COVID/bernd.
 * @param paths of the pictures, as `sortBundle` gives them
 * @throws Failure 'no-class-folders' where all lie in one folder
 */
export function classFolderTable(paths: readonly string[]): Table {
  const levels = levelsOf(paths)
  const split = levels.find((level) => level.every((name) => name === '' || splitNames.test(name)))
  const folders = levels.filter((level) => level !== split && namesOf(level).length > 1)
  const classes = classLevel(folders)
  if (!classes) throw new Failure('no-class-folders', { pictures: paths.length })
  const others = folders.filter((level) => level !== classes)
  const rest = paths.map((_, i) =>
    others
      .map((level) => level[i]!)
      .filter((name) => name !== '')
      .join('/'),
  )
  return {
    columns: [
      { name: 'picture', values: paths },
      { name: 'class', values: classes },
      ...(split && namesOf(split).length > 1 ? [{ name: 'split', values: split }] : []),
      ...(others.length > 0 ? [{ name: 'folder', values: rest }] : []),
    ],
    rows: paths.length,
    notices: [],
    // no header takes the first
    rowNumbers: Int32Array.from(paths, (_, i) => i + 1),
  }
}

/** The highest first, without the folders that all lie in. */
function levelsOf(paths: readonly string[]): Level[] {
  const top = commonTop(paths).length
  const folders = paths.map((path) => path.slice(top).split('/').slice(0, -1))
  const depth = folders.reduce((deepest, { length }) => Math.min(Math.max(deepest, length), mostLevels), 0)
  return Array.from({ length: depth }, (_, level) => folders.map((names) => names[level]?.trim() ?? ''))
}

function classLevel(levels: readonly Level[]): Level | undefined {
  const named = levels.filter((level) => {
    const names = namesOf(level)
    return names.filter((name) => !numbered.test(name)).length * 2 >= names.length
  })
  const candidates = named.length > 0 ? named : levels
  const recurring = candidates.filter((level) => recurs(level, levels.slice(0, levels.indexOf(level))))
  return recurring.at(-1) ?? candidates[0]
}

/** Whether most of the level's names stand in different folders of the levels above. */
function recurs(level: Level, above: readonly Level[]): boolean {
  const parents = new Map<string, Set<string>>()
  level.forEach((name, i) => {
    if (name === '') return
    const known = parents.get(name) ?? new Set()
    parents.set(name, known.add(above.map((higher) => higher[i]!).join('/')))
  })
  const several = [...parents.values()].filter(({ size }) => size > 1).length
  return several * 2 > parents.size
}

/** Each once. */
const namesOf = (level: Level): string[] => [...new Set(level.filter((name) => name !== ''))]
