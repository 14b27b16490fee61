import type { AdaptSettings } from '../projection/presets.ts'
import { cart, cartFromJson } from './cart.ts'
import { centroid, centroidFromJson } from './centroid.ts'
import type { Classifier, ClassifierJson, FittedClassifier } from './classifier.ts'
import { gbm, gbmFromJson } from './gbm.ts'
import { knn, knnFromJson } from './knn.ts'
import { lr, lrFromJson } from './lr.ts'
import { rf, rfFromJson } from './rf.ts'
import { xgb, xgbFromJson } from './xgb.ts'
import { mlp, mlpFromJson } from './mlp.ts'
import { svc, svcFromJson } from './svc.ts'

export interface ClassifierEntry {
  /** As the screens and the report name it. */
  readonly title: string
  /** Whether it honours classWeight; one that does not fits every row alike, whatever is asked for. */
  readonly weighsClasses: boolean
  /** Whether a fitted one keeps rows that it was fitted on: whoever has it has patients' data. */
  readonly keepsRows: boolean
  create(settings: AdaptSettings['classifiers']): Classifier
  /** @throws Failure 'classifier-unreadable' when the JSON is of another classifier or version, or damaged */
  fromJSON(json: ClassifierJson): FittedClassifier
}

/** Every classifier by its name in a study file, in the order in which they are shown. */
export const classifierRegistry: Readonly<Record<string, ClassifierEntry>> = {
  lr: {
    title: 'Logistic regression',
    weighsClasses: true,
    keepsRows: false,
    create: ({ lr: settings, classWeight }) => lr(settings, classWeight),
    fromJSON: lrFromJson,
  },
  knn: {
    title: 'k nearest neighbours',
    weighsClasses: false,
    keepsRows: true,
    create: ({ knn: settings }) => knn(settings),
    fromJSON: knnFromJson,
  },
  cart: {
    title: 'Decision tree (CART)',
    weighsClasses: true,
    keepsRows: false,
    create: ({ cart: settings, classWeight }) => cart(settings, classWeight),
    fromJSON: cartFromJson,
  },
  rf: {
    title: 'Random forest',
    weighsClasses: true,
    keepsRows: false,
    create: ({ rf: settings, classWeight }) => rf(settings, classWeight),
    fromJSON: rfFromJson,
  },
  gbm: {
    title: 'Gradient boosting',
    weighsClasses: true,
    keepsRows: false,
    create: ({ gbm: settings, classWeight }) => gbm(settings, classWeight),
    fromJSON: gbmFromJson,
  },
  xgb: {
    title: 'Regularised boosting (XGBoost)',
    weighsClasses: true,
    keepsRows: false,
    create: ({ xgb: settings, classWeight }) => xgb(settings, classWeight),
    fromJSON: xgbFromJson,
  },
  svc: {
    title: 'Support vectors (rbf)',
    weighsClasses: true,
    keepsRows: true,
    create: ({ svc: settings, classWeight }) => svc(settings, classWeight),
    fromJSON: svcFromJson,
  },
  mlp: {
    title: 'Multilayer perceptron',
    weighsClasses: true,
    keepsRows: false,
    create: ({ mlp: settings, classWeight }) => mlp(settings, classWeight),
    fromJSON: mlpFromJson,
  },
  centroid: {
    title: 'Nearest centroid',
    weighsClasses: false,
    keepsRows: false,
    create: () => centroid(),
    fromJSON: centroidFromJson,
  },
}

export const classifierNames: readonly string[] = Object.keys(classifierRegistry)
