import { existsSync } from 'node:fs'
import { fromRoot } from '../../tools/paths.ts'

/** Real models and data that lie beside the project on some machines; they are not part of it. */
export const shared = (...parts: string[]): string => fromRoot('..', 'shared', ...parts)

export const sharedIsHere = existsSync(shared('models'))
export const unlessShared = '../shared is not here'
