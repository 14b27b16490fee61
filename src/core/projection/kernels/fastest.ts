import { availableKinds } from '../../math/kernel-kind.ts'
import type { Trainer } from '../trainer.ts'
import { kernelTrainer } from './trainer.ts'

/** The kernels of the fastest kind that this machine has. */
export const fastestTrainer = (): Trainer => kernelTrainer(availableKinds()[0]!)
