import { availableKinds } from '../../math/kernel-kind.ts'
import { kernelTrainer } from '../kernels/trainer.ts'
import { tfjsTrainer } from '../tfjs/trainer.ts'
import type { Trainer } from '../trainer.ts'

/**
 * Every trainer that this machine has, the reference first; it needs useCpuBackend. The kernels that round once are missing where the
 * processor has no fused multiply-add.
 */
export const trainers: readonly Trainer[] = [tfjsTrainer, ...availableKinds().map(kernelTrainer)]
