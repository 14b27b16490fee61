import { execFile } from 'node:child_process'
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Results } from '../../src/core/evaluation/types.ts'

/** npm run study, as a person would start it. */
export function study(...args: string[]): Promise<{ status: number; stderr: string }> {
  return new Promise((done) => {
    execFile('npm', ['run', '--silent', 'study', '--', ...args], (error, _stdout, stderr) => {
      done({ status: error ? Number(error.code) : 0, stderr: stderr.trim() })
    })
  })
}

/** Path of a study file in `folder`, which is made where it does not exist. */
export function writeStudy(folder: string, content: object): string {
  mkdirSync(folder, { recursive: true })
  const path = join(folder, 'study.json')
  writeFileSync(path, JSON.stringify(content))
  return path
}

/** What the command wrote into a folder. */
export const readResults = (folder: string): Results =>
  JSON.parse(readFileSync(join(folder, 'results.json'), 'utf8')) as Results
