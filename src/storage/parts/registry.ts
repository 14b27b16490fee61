import { embeddingsPart } from './embeddings.ts'
import type { ProjectPart } from './part.ts'
import { picturesPart } from './pictures.ts'
import { modelsPart } from './models.ts'
import { projectPart } from './project.ts'
import { runsPart } from './runs.ts'
import { tablePart } from './table.ts'

/** All that a project consists of, in the order in which archives hold it. */
export const projectParts: readonly ProjectPart[] = [
  projectPart,
  tablePart,
  picturesPart,
  embeddingsPart,
  runsPart,
  modelsPart,
]
