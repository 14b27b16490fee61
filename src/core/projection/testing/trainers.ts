import { kinds } from '../../math/testing/kernel-kinds.ts'
import { kernelTrainer } from '../kernels/trainer.ts'
import { tfjsTrainer } from '../tfjs/trainer.ts'
import type { Trainer } from '../trainer.ts'

/** Every trainer that this machine has, the reference first; it needs useCpuBackend. */
export const trainers: readonly Trainer[] = [tfjsTrainer, ...kinds.map(kernelTrainer)]
