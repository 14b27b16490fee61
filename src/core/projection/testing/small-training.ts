import { createRng } from '../../math/rng.ts'
import { dropoutStream } from '../dropout.ts'
import { initialWeights } from '../network.ts'
import type { StepSettings, TrainingJob } from '../trainer.ts'
import { syntheticRows } from './synthetic.ts'

/** A job of 41 rows that a trainer is done with in no time. */
export const settings: StepSettings = {
  loss: 'supcon',
  temperature: 0.2,
  dropout: 0,
  optimiser: 'adam',
  weightDecay: 0,
  learningRate: 1e-2,
  batchSize: 16,
}
export const train = syntheticRows(41, 6, 3, 0.5)
/** A network of one hidden layer, and one of two. */
export const initial = initialWeights([6, 5, 4], createRng(2, 'initial'))
export const deep = initialWeights([6, 5, 7, 4], createRng(2, 'initial'))
export const depths = [
  ['one hidden layer', initial],
  ['two hidden layers', deep],
] as const
export const inOrder = Int32Array.from(train.y, (_, i) => i)
export const job = (changes: Partial<StepSettings> = {}): TrainingJob => ({
  train,
  validation: null,
  initial,
  settings: { ...settings, ...changes },
})
export const keys = () => dropoutStream(createRng(3, 'dropout'))
