import { fewestSitePatients } from '../../core/dataset/site-folds.ts'
import { plural } from '../../ui/format.ts'
import { kept, unchanged } from './phrases.ts'
import type { Wording } from './wording.ts'

/** Of folds, training and the comparison. */
export const comparisonFailures = {
  'one-class-only': ({ cases }) => ({
    what: `All ${plural(cases, 'case')} have the same label, so there is nothing to tell apart.`,
    safe: unchanged,
    doNext: 'Choose another label column under Data, or add cases of another class.',
  }),
  'class-with-one-patient': ({ classes }) => ({
    what: `${plural(classes, 'class has', 'classes have')} only one patient, who would be on one side of every split.`,
    safe: unchanged,
    doNext: 'Add cases of other patients, or leave the class out.',
  }),
  'fewer-patients-than-folds': ({ patients, folds }) => ({
    what: `${plural(patients, 'patient')} cannot be split into ${folds} folds.`,
    safe: unchanged,
    doNext: 'Choose fewer folds under Adapt.',
  }),
  'too-few-folds': ({ folds }) => ({
    what: `The fold column names ${plural(folds, 'fold')}; at least two are needed.`,
    safe: unchanged,
    doNext: 'Choose another fold column, or none.',
  }),
  'folds-not-given': ({ column }) => ({
    what: `The study takes its folds from “${column}”, but no column has the role “fold”.`,
    safe: unchanged,
    doNext: `Give “${column}” the role “fold”, or take “folds_column” out of the study.`,
  }),
  'patients-shared': ({ repeat, fold, patients }) => ({
    what: `${plural(patients, 'patient')} would be on both sides of fold ${fold + 1}, repeat ${repeat + 1}.`,
    safe: 'The comparison was stopped before anything was computed from that split.',
    doNext: 'Mend the fold column, or remove it so that Nearside splits by patient.',
  }),
  'too-few-sites': ({ column, sites }) => ({
    what: `“${column}” names ${plural(sites, 'site')} of at least ${fewestSitePatients} patients; leaving one out at a time takes two.`,
    safe: unchanged,
    doNext: 'Have the folds drawn by patient under Adapt, or choose another column of sites under Data.',
  }),
  'one-class-without-site': ({ sites }) => ({
    what: `Without ${sites === 1 ? 'one of the sites' : `any of ${sites} sites`} the cases that are left to train on have one class only.`,
    safe: unchanged,
    doNext: 'Have the folds drawn by patient under Adapt.',
  }),
  'no-locked-cases': ({ column }) => ({
    what: `No case has the value in “${column}” that marks the locked test set.`,
    safe: unchanged,
    doNext: 'Choose another value or column, or have the patients drawn.',
  }),
  'no-patient-to-lock': ({ share, patients }) => ({
    what: `None of the ${plural(patients, 'patient')} falls into a locked test set of ${Number((100 * share).toPrecision(3))} % of the cases: it would be empty.`,
    safe: unchanged,
    doNext: 'Lock a larger share under Adapt, or have no case locked.',
  }),
  'patients-shared-with-locked': ({ column, patients }) => ({
    what: `${plural(patients, 'patient has', 'patients have')} cases inside and outside of the locked test set that “${column}” marks.`,
    safe: 'The comparison was stopped before anything was computed.',
    doNext: 'Mend the column, or have the patients of the locked test set drawn.',
  }),
  'no-vectors': ({ repeat, fold }) => ({
    what: `No training case of fold ${fold + 1}, repeat ${repeat + 1} has a vector.`,
    safe: kept,
    doNext:
      'Check that the columns are the right ones, and that the encoder knows the language of the texts.',
  }),
  'training-diverged': ({ loss, epoch }) => ({
    what: `Training with the loss “${loss}” gave numbers that are not finite in epoch ${epoch}.`,
    safe: kept,
    doNext: 'Lower the learning rate or raise the temperature under Adapt, or take the robust preset.',
  }),
  'training-device-lost': () => ({
    what: 'The graphics processor stopped while a network was trained.',
    safe: kept,
    doNext: 'Start again; with ?backend=wasm in the address it runs without the graphics processor.',
  }),
  'training-out-of-memory': () => ({
    what: 'The memory of the graphics processor does not suffice to train this network on these cases.',
    safe: kept,
    doNext:
      'With ?backend=wasm in the address it runs without the graphics processor; or choose smaller batches under Adapt.',
  }),
  'classifier-unreadable': ({ classifier }) => ({
    what: `A stored classifier (${classifier}) is damaged, or was written by another version of Nearside.`,
    safe: 'It is not used for anything.',
    doNext: 'Fit it again from the data.',
  }),
  'projection-unreadable': ({ projection }) => ({
    what: `A stored projection (${projection}) is damaged, or was written by another version of Nearside.`,
    safe: 'It is not used for anything.',
    doNext: 'Fit it again from the data.',
  }),
  'model-unreadable': () => ({
    what: 'A stored final model is damaged, or was written by another version of Nearside.',
    safe: 'It is not used for anything. The data and the comparisons are untouched.',
    doNext: 'Delete it and fit it again.',
  }),
  'model-encoder-missing': ({ encoder }) => ({
    what: `This model was fitted on the vectors of ${encoder}, which is not installed here in the same revision.`,
    safe: 'Nothing was predicted: other vectors would give other answers.',
    doNext: 'Install that encoder again, or encode with the one that is here and fit the model again.',
  }),
  'model-outdated': () => ({
    what: 'The data or their roles have changed since this model was fitted, so that its file cannot be compared with the app on the cases that it knows.',
    safe: 'The model is kept and still predicts.',
    doNext: 'Compare and fit again for the data as they are, or undo the changes under Data.',
  }),
  'export-differs': ({ cases, difference }) => ({
    what: `On ${plural(cases, 'training case')} the ONNX file gave probabilities that differ from the app’s by up to ${difference.toPrecision(2)}.`,
    safe: 'The file is not offered. The model is kept and predicts here as before.',
    doNext:
      'Choose another classifier or projection: where trees split between nearly equal numbers, rounding can decide. Please report it.',
  }),
  'nothing-to-predict-from': ({ columns }) => ({
    what: `None of the columns that this model predicts from is in the file: ${columns.join(', ')}.`,
    safe: 'Nothing was predicted.',
    doNext: 'Open a file whose columns have the names of the data that the model was fitted on.',
  }),
  'run-outdated': () => ({
    what: 'The data, the encoder, the backend or the program have changed since this run began: what it finished cannot be joined with new results.',
    safe: 'What it finished is kept.',
    doNext: 'Start a new comparison under Adapt.',
  }),
  'run-data-gone': () => ({
    what: 'The data that this run was computed from cannot be made again: the file’s columns, the pictures or the choices about patients and texts are others now.',
    safe: 'Its results are kept, and nothing was changed.',
    doNext: 'Undo what was changed under Data, or run the comparison again and explore that run.',
  }),
} satisfies Partial<Wording>
