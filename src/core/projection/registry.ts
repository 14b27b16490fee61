import { compose } from './compose.ts'
import { contrastive } from './contrastive.ts'
import { fastestTrainer } from './kernels/fastest.ts'
import { none } from './none.ts'
import { pca } from './pca.ts'
import type { AdaptSettings } from './presets.ts'
import type { Projection, ProjectionName } from './projection.ts'
import type { Trainer } from './trainer.ts'

const builders: {
  readonly [name in ProjectionName]: (settings: AdaptSettings, trainer: Trainer) => Projection
} = {
  none: ({ standardise }) => compose(none, standardise),
  pca: (settings) => compose(pca(settings.pca), settings.standardise),
  contrastive: (settings, trainer) =>
    compose(contrastive(settings.contrastive, trainer), settings.standardise),
}

/** An unfitted projection. `trainer` does the arithmetic of those that train a network: kernels, unless another is given. */
export function createProjection(
  name: ProjectionName,
  settings: AdaptSettings,
  trainer: Trainer = fastestTrainer(),
): Projection {
  return builders[name](settings, trainer)
}
