import type { ColumnRoles } from '../core/dataset/dataset.ts'
import type { CaseTags } from '../core/explore/tags.ts'
import type { StudySettings } from '../core/study/study.ts'
import type { ProjectPatch } from '../storage/projects.ts'
import type { EditHistory } from './edit-history.ts'

/** A change to the open project; what it does not name stays. */
export interface ProjectChange {
  readonly roles?: ColumnRoles
  readonly onePatientPerRow?: boolean
  readonly settings?: StudySettings
  readonly tags?: CaseTags
  /** Kept in memory only. */
  readonly history?: EditHistory
}

/** A change as the project's record keeps it. */
export function recordOf({ roles, onePatientPerRow, settings, tags }: ProjectChange): ProjectPatch {
  return {
    ...(roles && { roles }),
    ...(onePatientPerRow !== undefined && { onePatientPerRow }),
    ...(settings && { study: settings }),
    ...(tags && { tags }),
  }
}
