import { experimentCases } from '../core/dataset/experiment.ts'
import { caseSubgroups, usualSubgroups } from '../core/dataset/subgroups.ts'
import type { EncoderModality } from '../core/encoders/encoder.ts'
import type { GivenDivision } from '../core/evaluation/division.ts'
import { givenDivision } from '../core/evaluation/given-division.ts'
import type { ExperimentData, ModalityData } from '../core/evaluation/types.ts'
import { Failure } from '../core/failure.ts'
import type { Notice } from '../core/notice.ts'
import type { Study } from '../core/study/study.ts'
import type { OpenProject } from './app-state.ts'
import { columnWithRole } from './role-changes.ts'
import type { UsedDevices } from './run-environment.ts'
import type { Context } from './services.ts'
import { modalityVectors } from './vectors.ts'

/**
 * All of a study's input: the vectors of its own encoders (the project's may have been changed since it began), and
 * ready-made vectors and the table of numbers and categories as they are.
 */
export async function experimentData(
  context: Context,
  project: OpenProject,
  study: Study,
): Promise<{ data: ExperimentData; used: UsedDevices; about: readonly Notice[] }> {
  const modalities: ModalityData[] = []
  const used = new Map<EncoderModality, readonly string[]>()
  for (const modality of project.dataset!.modalities) {
    if (modality.kind === 'table' || modality.kind === 'embedding') {
      modalities.push(modality)
      continue
    }
    const stored = await modalityVectors(context, project, modality, study)
    modalities.push(stored.vectors)
    used.set(modality.kind, stored.devices)
  }
  const { y, classes, positive, groups } = experimentCases(project.dataset!)
  const { table, dataset, roles } = project
  const { subgroups, notices } = caseSubgroups(
    table,
    dataset!,
    study.subgroups ?? usualSubgroups(table, study.columns ?? roles),
  )
  const data = { modalities, y, classes, positive, groups, subgroups }
  return { data, used, about: notices }
}

/** @throws Failure 'folds-not-given' where the study names another fold column than the project uses */
export function givenBy({ roles, table, dataset }: OpenProject, { validation }: Study): GivenDivision {
  const column = validation.folds_column
  if (column !== undefined && columnWithRole(roles, 'fold') !== column)
    throw new Failure('folds-not-given', { column })
  return givenDivision(table, dataset!, validation)
}
