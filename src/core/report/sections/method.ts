import { html, type Html } from '../html-text.ts'

export function methodSection(): Html {
  return html`<section>
    <h2>How the numbers were made</h2>
    <p>
      Features of numbers and categories, standardisation, projection, tuning and classifier were fitted on
      the training cases of each fold only; a patient is never on both sides. Intervals of single rows come
      from drawing patients with replacement within the test folds (1,000 resamples); they speak of the
      patients, not of a new training. The comparison is the corrected resampled t-test (Nadeau and Bengio
      2003) on the paired differences of the folds, variance factor 1/J + n(test)/n(training); it helps or
      harms only where the 95 % interval excludes 0. Cross-validation describes the procedure, not one final
      model.
    </p>
  </section>`
}
