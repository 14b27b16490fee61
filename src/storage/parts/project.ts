import { array, boolean, minLength, nullable, optional, pipe, strictObject, string } from 'valibot'
import { encodeValue } from '../../core/keeping/values.ts'
import type { ProjectRecord } from '../schema.ts'
import { checked, require } from './checked.ts'
import type { ProjectPart } from './part.ts'
import { byName, count, distinctStrings, filledString } from './shapes.ts'
import { columnRoles, studySettings } from './study-shapes.ts'

const facts = strictObject({
  name: filledString,
  createdAt: count,
  updatedAt: count,
  origin: nullable(strictObject({ fileName: string(), bytes: count, synthetic: boolean() })),
  rows: count,
  columns: distinctStrings,
  roles: nullable(columnRoles),
  onePatientPerRow: boolean(),
  study: nullable(studySettings),
  tags: optional(byName(pipe(distinctStrings, minLength(1)))),
  trail: optional(
    array(
      strictObject({
        at: count,
        column: string(),
        case: string(),
        file: string(),
        before: string(),
        after: string(),
      }),
    ),
  ),
})

const file = 'project/project.json'

/** The project's record: what its screens have chosen, the study, and what was said of single cases by hand. */
export const projectPart: ProjectPart = {
  name: 'project',
  title: 'Project and study',
  holds:
    'Its name, the name of the file it came from, the names of the columns with their roles and classes, every setting, and the IDs of cases that were tagged or whose label was changed by hand.',
  patientData: true,
  ofCases: false,
  stores: { projects: 'project' },
  async *read({ project }) {
    const { name, createdAt, updatedAt, origin, rows, columns, onePatientPerRow, study } = project
    const kept = {
      name,
      createdAt,
      updatedAt,
      origin,
      rows,
      columns,
      roles: project.roles,
      onePatientPerRow,
      study,
      tags: project.tags,
      trail: project.trail,
    }
    yield { name: file, bytes: encodeValue(kept) }
  },
  restore({ projectId }) {
    let project: ProjectRecord | undefined
    return {
      add({ name, bytes }) {
        require(name === file)
        project = { id: projectId, ...checked(bytes, facts) } as unknown as ProjectRecord
        return []
      },
      end() {
        require(project !== undefined)
        return [{ store: 'projects', value: project }]
      },
    }
  },
}
