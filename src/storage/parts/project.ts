import {
  array,
  boolean,
  looseObject,
  minLength,
  nullable,
  optional,
  picklist,
  pipe,
  record,
  strictObject,
  string,
} from 'valibot'
import { roles } from '../../core/dataset/dataset.ts'
import { encodeValue } from '../../core/keeping/values.ts'
import type { ProjectRecord } from '../schema.ts'
import { checked, require } from './checked.ts'
import type { ProjectPart } from './part.ts'
import { count, studySettings } from './shapes.ts'

const facts = strictObject({
  name: pipe(string(), minLength(1)),
  createdAt: count,
  updatedAt: count,
  origin: nullable(strictObject({ fileName: string(), bytes: count, synthetic: boolean() })),
  rows: count,
  columns: array(string()),
  roles: nullable(record(string(), looseObject({ role: picklist(roles) }))),
  onePatientPerRow: boolean(),
  study: nullable(looseObject(studySettings)),
  tags: optional(record(string(), array(string()))),
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
