import { keepsCases } from '../model/keeps-cases.ts'
import type { FinalModel } from '../model/final-model.ts'
import { missingNumberCodes, missingNumberMarks, missingWords } from '../tables/missing.ts'
import { countRelabels, studyWithoutCases } from '../study/without-cases.ts'
import type { ModelInput } from './model-inputs.ts'
import { modelGraph } from './model-graph.ts'
import { writeOnnx } from './write.ts'

export const notice = 'Research use only. Not a medical device.'

export interface ModelFile {
  readonly bytes: Uint8Array<ArrayBuffer>
  readonly inputs: readonly ModelInput[]
}

/**
 * A model as an .onnx file. What it is says its metadata (in onnxruntime: custom_metadata_map), JSON where it is more than a word.
 * @throws Failure 'classifier-unreadable'
 */
export function modelToOnnx(model: FinalModel): ModelFile {
  const { graph, inputs } = modelGraph(model)
  return { bytes: writeOnnx(graph, metadataOf(model, inputs)), inputs }
}

function metadataOf(model: FinalModel, inputs: readonly ModelInput[]): Record<string, string> {
  const { study, choice, classes, positive, modalities, computedWith, fingerprint, caseIds, patients } = model
  return {
    notice,
    'nearside.version': '1',
    'nearside.app': computedWith.app,
    'nearside.backend': computedWith.backend,
    'nearside.study': JSON.stringify(studyWithoutCases(study)),
    'nearside.procedure': JSON.stringify(choice),
    'nearside.classes': JSON.stringify(classes),
    'nearside.positive': JSON.stringify(positive === null ? null : classes[positive]),
    'nearside.inputs': JSON.stringify(inputs),
    'nearside.missing': JSON.stringify({
      words: [...missingWords],
      number_marks: [...missingNumberMarks],
      number_codes: [...missingNumberCodes],
    }),
    'nearside.modalities': JSON.stringify(modalities),
    'nearside.fitted_on': JSON.stringify({
      cases: caseIds.length,
      patients,
      relabelled: countRelabels(study),
      sha256: fingerprint,
    }),
    'nearside.holds_cases': String(keepsCases(choice)),
  }
}
