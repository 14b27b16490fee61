import { resolve } from 'node:path'
import { fileURLToPath } from 'node:url'

/** The repository's root, without a trailing slash. */
export const ROOT = resolve(fileURLToPath(new URL('..', import.meta.url)))

export const fromRoot = (...parts: string[]): string => resolve(ROOT, ...parts)

/** npm runs scripts in the root; what a person types is relative to where they typed it. */
export const fromCaller = (path: string): string => resolve(process.env['INIT_CWD'] ?? process.cwd(), path)
