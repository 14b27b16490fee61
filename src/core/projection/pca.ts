import { fitPca, transformPca } from '../math/pca.ts'
import type { Signal } from '../signal.ts'
import type { FittedMethod, Method } from './method.ts'
import type { AdaptSettings } from './presets.ts'
import type { Labelled } from './trainer.ts'

/**
 * Principal components. Their number is capped by the rank of the centred training rows, at most min(n - 1, d): n centred
 * rows span n - 1 dimensions, and the reference's fixed 128 fails on fewer cases. details: `components` is the number
 * used, `componentsInner` that of the inner fit, which has fewer rows, `componentsAsked` the settings' one; `varianceKept` the share of
 * the variance that the used ones hold.
 */
export function pca(settings: AdaptSettings['pca']): Method {
  const fit = async ({ X }: Labelled, signal: Signal | undefined): Promise<FittedMethod> => {
    const fitted = fitPca(X, settings.components, signal)
    return {
      transform: (X) => transformPca(fitted, X),
      outputDimensions: fitted.components.rows,
      details: {
        components: fitted.components.rows,
        componentsAsked: settings.components,
        varianceKept: fitted.explainedVarianceRatio.reduce((sum, share) => sum + share, 0),
      },
    }
  }
  return {
    name: 'pca',
    fitInner: (rows, _validation, context) => fit(rows, context.signal),
    async fitAll(rows, inner, context) {
      const all = await fit(rows, context.signal)
      return { ...all, details: { ...all.details, componentsInner: inner.outputDimensions } }
    },
  }
}
