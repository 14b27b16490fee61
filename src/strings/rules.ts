import type { Rule } from '../core/notice-rules.ts'

/** The rules of docs/METHOD.md in a line each, for whoever meets "R5" beside a warning. */
export const ruleTexts: Readonly<Record<Rule, string>> = {
  R1: 'Cases of one patient are never on both sides of a split; patients are split first, then classes are balanced.',
  R2: 'Everything fitted is fitted on the training folds only.',
  R3: 'Tuning and early stopping use an inner split of the training fold; a test fold is used once.',
  R4: 'A calibrator is fitted on cases that the projection did not see.',
  R5: 'Identifiers, file names, dates and sites predict nothing by default, and whatever gives the label away is warned of.',
  R6: 'Classes are not resampled by default.',
  R7: 'A missing value is a state: its case stays, marked as lacking it.',
  R8: 'Intervals come from resampling patients, not cases.',
  R9: 'The verdict comes first, for the metric and classifier named before the run.',
  R10: 'Maps and neighbours use out-of-fold projections.',
  R11: 'A final refit on all cases is labelled as such.',
  R12: 'The same seed in the same browser and on the same backend gives the same bits.',
  R13: 'Nothing is sampled, cut, dropped or replaced silently: the count and the reason are shown.',
}
