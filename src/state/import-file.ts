import { classFolderTable } from '../core/bundles/class-folders.ts'
import { surveyTable, type TableSurvey } from '../core/dataset/survey.ts'
import type { EncodingName } from '../core/tables/encoding.ts'
import { Failure, toFailureData, type FailureData } from '../core/failure.ts'
import { previewOf, type TablePreview } from '../core/tables/preview.ts'
import type { OpenedBundle } from './opened-bundle.ts'
import { openWorker } from './open-worker.ts'
import type { Context } from './services.ts'

/** Cases that were chosen and previewed but not stored. */
export interface PendingImport {
  readonly opened: OpenedBundle
  /** Path of the table that the cases come from; null: every picture is a case, and its folder its class. */
  readonly table: string | null
  /** The user's choices; undefined: as recognised. */
  readonly encoding?: EncodingName
  readonly delimiter?: string
  /** How the beginning reads; null while it is read, and where it does not read at all. */
  readonly preview: TablePreview | null
  /** What all of it holds, where pictures came along; null where none did, and where it does not read. */
  readonly survey: TableSurvey | 'reading' | null
  readonly failure: FailureData | null
  /** It was being imported, and that was cancelled: nothing of it is stored. */
  readonly cancelled: boolean
}

export type ImportChoice = Pick<PendingImport, 'table' | 'encoding' | 'delimiter'>

/** What is said of an import before all of it was looked at. */
export const unsurveyed = { survey: null, failure: null, cancelled: false } as const

/** The likeliest way to read what was opened. */
export const firstChoice = ({ tables }: OpenedBundle): ImportChoice => ({ table: tables[0]?.path ?? null })

/**
 * Reads the beginning of the table, as the choices say, in a worker; what is wrong with it is part of the result.
 * @throws Failure 'cancelled'
 */
export async function previewImport(
  { services }: Context,
  opened: OpenedBundle,
  choice: ImportChoice,
  signal: AbortSignal,
): Promise<PendingImport> {
  try {
    if (choice.table === null) {
      const table = classFolderTable(opened.pictures.map(({ path }) => path))
      return { opened, ...choice, preview: previewOf(table), ...unsurveyed }
    }
    const file = await opened.tableFile(choice.table, signal)
    const reader = await openWorker(Promise.resolve(services.engine.openTableReader()), signal)
    try {
      return { opened, ...choice, preview: await reader.preview(file, choice), ...unsurveyed }
    } finally {
      reader.terminate()
    }
  } catch (thrown) {
    if (signal.aborted) throw new Failure('cancelled', {})
    return { opened, ...choice, preview: null, ...unsurveyed, failure: toFailureData(thrown, 'preview') }
  }
}

/**
 * What all of a previewed import holds: which pictures found a row and how many cases each class has. What only the whole file
 * tells is wrong with it is part of the result.
 * @throws Failure 'cancelled'
 */
export async function surveyImport(
  { services }: Context,
  { opened, table, encoding, delimiter }: PendingImport,
  signal: AbortSignal,
): Promise<Pick<PendingImport, 'survey' | 'failure'>> {
  const { pictures } = opened
  try {
    if (table === null) {
      const survey = surveyTable(classFolderTable(pictures.map(({ path }) => path)), pictures)
      return { survey, failure: null }
    }
    const file = await opened.tableFile(table, signal)
    const reader = await openWorker(Promise.resolve(services.engine.openTableReader()), signal)
    try {
      const options = {
        ...(encoding && { encoding }),
        ...(delimiter && { delimiter }),
        ragged: 'refuse',
      } as const
      const survey = await reader.survey(
        file,
        options,
        pictures.map(({ path }) => ({ path })),
      )
      return { survey, failure: null }
    } finally {
      reader.terminate()
    }
  } catch (thrown) {
    if (signal.aborted) throw new Failure('cancelled', {})
    return { survey: null, failure: toFailureData(thrown, 'survey') }
  }
}
