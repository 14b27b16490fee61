import type { OptimiserName } from '../presets.ts'
import { adam } from './adam.ts'
import type { Optimiser } from './optimiser.ts'
import { sgd } from './sgd.ts'

/** Every optimiser by its name in a study file. To add one: its name in presets.ts, its file here, one line below. */
export const optimisers: { readonly [name in OptimiserName]: Optimiser } = { adam, sgd }
