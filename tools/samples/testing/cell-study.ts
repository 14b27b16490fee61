import { fromRoot } from '../../paths.ts'
import { readStudyFile } from '../../study-file.ts'
import type { Study } from '../../../src/core/study/study.ts'

/** The study that ships with the smears, as `npm run study` reads it. */
export const readCellStudy = async (): Promise<Study> =>
  (await readStudyFile(fromRoot('public', 'samples', 'synthetic-cells.study.json'))).study
