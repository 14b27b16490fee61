import { classifierRegistry } from '../../classifiers/registry.ts'
import type { Results } from '../../evaluation/types.ts'
import { adaptSettings } from '../../study/settings.ts'
import { html, type Html } from '../html-text.ts'
import { classifierTitle } from '../words.ts'

/** Where classes were weighed: whose training cases were, whose were not, and what that does to probabilities (R6, R13). */
export function classWeightsHtml({ study }: Pick<Results, 'study'>): Html {
  if (adaptSettings(study).classifiers.classWeight === null) return html``
  const titles = (weighed: boolean): string =>
    study.classifiers
      .filter((name) => classifierRegistry[name]?.weighsClasses === weighed)
      .map(classifierTitle)
      .join(', ') || 'none'
  return html`<p>
    A training case counted n / (k n(class)), so that every class counted alike. Weighed: ${titles(true)}.
    Without weights: ${titles(false)}. Probabilities of those that were weighed follow classes that are
    equally frequent, not the frequencies of the data; those of support vectors alone are calibrated to the
    data again.
  </p>`
}
