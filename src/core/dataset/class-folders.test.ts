import { describe, expect, test } from 'vitest'
import { classFolderTable } from '../bundles/class-folders.ts'
import { guessRoles, initialRoles } from './roles.ts'

const rolesOf = (paths: readonly string[]): Record<string, string> =>
  Object.fromEntries(
    Object.entries(initialRoles(guessRoles(classFolderTable(paths)))).map(([name, { role }]) => [name, role]),
  )

/** Three pictures in each of these folders. */
const threeIn = (folders: readonly string[]): string[] =>
  folders.flatMap((folder) => [0, 1, 2].map((i) => `${folder}/${i}.png`))

describe('[R1, R5] folders of pictures are no predictors', () => {
  test('neither train and test nor a site above the classes', () => {
    expect(rolesOf(threeIn(['train/NORMAL', 'train/COVID', 'test/NORMAL', 'test/COVID']))).toEqual({
      picture: 'image',
      class: 'label',
      split: 'ignore',
    })
    expect(rolesOf(threeIn(['SiteA/NORMAL', 'SiteA/COVID', 'SiteB/NORMAL', 'SiteB/COVID']))).toEqual({
      picture: 'image',
      class: 'label',
      folder: 'ignore',
    })
  })

  test('many folders below the classes are patients, who must not part', () => {
    const people = Array.from(
      { length: 20 },
      (_, i) => `${i % 2 ? 'NORMAL' : 'COVID'}/case-${'abcdefghij'[i >> 1]}`,
    )
    expect(rolesOf(threeIn(people.map((path, i) => `${path}${i % 2}`)))).toMatchObject({
      class: 'label',
      folder: 'patient',
    })
  })
})
