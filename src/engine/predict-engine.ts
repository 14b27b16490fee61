import { unpackModel } from '../core/model/pack-model.ts'
import { openModel, predictCases, type OpenModel } from '../core/model/predict-cases.ts'
import { areTrainingCases } from '../core/model/training-cases.ts'
import type { PredictWorker } from './protocol.ts'

/**
 * Predicts with one model, by the kernels that every computer has. Its networks are small and a case is one row: WebAssembly has answered
 * before a graphics processor would have been asked.
 */
export function createPredictEngine(): PredictWorker {
  let model: OpenModel
  return {
    async open(bytes) {
      model = openModel(unpackModel(bytes))
    },
    areTrainingCases: async (ids) => areTrainingCases(model.model, ids),
    predict: (modalities) => predictCases(model, modalities),
  }
}
