/** The losses by their names in a study file; core/projection/losses/ holds one file each. */
export const lossNames = ['pair', 'pair-cosine', 'supcon'] as const
export type LossName = (typeof lossNames)[number]

/** The optimisers by their names in a study file; core/projection/optimisers/ holds one file each. */
export const optimiserNames = ['adam', 'sgd'] as const
export type OptimiserName = (typeof optimiserNames)[number]

/** How an epoch's rows come to their batches; core/projection/batches/ holds one file each. */
export const batchRuleNames = ['random', 'class-aware'] as const
export type BatchRuleName = (typeof batchRuleNames)[number]

/** Every number of the experiment's adaptation part. "preset" in a study is a name or one of these in full. */
export interface AdaptSettings {
  /** z-score every feature with the training rows' mean and deviation, for none, pca and contrastive alike (R2). */
  readonly standardise: boolean
  readonly pca: { readonly components: number }
  readonly contrastive: ContrastiveSettings
  readonly classifiers: {
    /** What training rows count, for the classifiers that weigh rows (the registry says which). */
    readonly classWeight: ClassWeight
    /** Candidates of the inverse regularisation strength; several are compared on the inner split (R3). */
    readonly lr: { readonly C: readonly number[] }
    readonly knn: { readonly neighbours: number }
    readonly cart: { readonly maxDepth: number | null; readonly minSamplesLeaf: number }
    readonly rf: { readonly trees: number; readonly minSamplesLeaf: number }
    readonly gbm: { readonly rounds: number; readonly maxDepth: number; readonly learningRate: number }
    readonly xgb: XgbSettings
    readonly svc: SvcSettings
    readonly mlp: MlpSettings
  }
}

/** scikit-learn's class_weight: null, every row counts 1; 'balanced', a row of a class of n_c rows counts n / (k n_c) (R6). */
export const classWeightNames = ['balanced'] as const
export type ClassWeight = (typeof classWeightNames)[number] | null

/** XGBoost's parameters by the names of its paper. */
export interface XgbSettings {
  readonly rounds: number
  readonly maxDepth: number
  readonly learningRate: number
  /** Added to the second derivative of every leaf. */
  readonly lambda: number
  /** The least that a split must gain. */
  readonly gamma: number
  /** The least sum of second derivatives on each side of a split. */
  readonly minChildWeight: number
}

export interface SvcSettings {
  /** Price of a violated margin. */
  readonly C: number
  /** Of the kernel exp(-gamma |a - b|^2); 'scale' is 1 / (d * variance of all numbers of the training rows). */
  readonly gamma: number | 'scale'
}

export interface MlpSettings {
  /** Units of the hidden layer. */
  readonly hidden: number
  /** Strength of the L2 penalty on the weights: a batch of b rows pays alpha / (2 b) times their squares. */
  readonly alpha: number
  readonly learningRate: number
  readonly batchSize: number
  /** At most this many. */
  readonly epochs: number
  /** An epoch whose loss is not lower than the best by this much is one without improvement. */
  readonly tolerance: number
  /** Training ends after more than this many epochs in a row without improvement. */
  readonly patience: number
}

export interface ContrastiveSettings {
  readonly loss: LossName
  /** T in the paper, tau in Khosla 2020. */
  readonly temperature: number
  /** Units h of each hidden layer; 'paper' is min(floor(d / 2), 16). */
  readonly hidden: number | 'paper'
  readonly hiddenLayers: 1 | 2
  /** Outputs k. */
  readonly output: number
  readonly dropout: number
  readonly optimiser: OptimiserName
  readonly weightDecay: number
  readonly learningRate: number
  readonly batches: BatchRuleName
  readonly batchSize: number
  /** At most this many epochs; exactly this many without early stopping. */
  readonly epochs: number
  /** Stop after this many epochs without a better validation loss; null: never stop early. */
  readonly patience: number | null
  /** true: after the search, fit again on all training rows for the best number of epochs. */
  readonly refit: boolean
  /** true: outputs divided by their L2 norm. */
  readonly normaliseOutput: boolean
  /** Networks that differ by their random streams alone and whose outputs stand side by side. */
  readonly seeds: number
  /** Further values that are tried inside the fold (R3); null: nothing is. */
  readonly search: SearchGrid | null
}

/**
 * What a nested search tries beside the settings' own values: every combination of each setting's own value and those listed
 * here. An empty list leaves the own value alone.
 */
export interface SearchGrid {
  readonly temperature: readonly number[]
  readonly hidden: readonly number[]
  readonly dropout: readonly number[]
  readonly weightDecay: readonly number[]
}

/** What a version that had no other choice did: both presets keep to it, and settings that it stored mean it. */
export const firstChoices = {
  contrastive: { hiddenLayers: 1, optimiser: 'adam', batches: 'random', seeds: 1, search: null },
  classifiers: { classWeight: null },
} as const

/** The defaults of scikit-learn and XGBoost, in both presets. */
const treeEnsembles = {
  rf: { trees: 100, minSamplesLeaf: 1 },
  gbm: { rounds: 100, maxDepth: 3, learningRate: 0.1 },
  xgb: { rounds: 100, maxDepth: 6, learningRate: 0.3, lambda: 1, gamma: 0, minChildWeight: 1 },
} as const

/** scikit-learn's defaults for its MLPClassifier. */
const mlp: MlpSettings = {
  hidden: 100,
  alpha: 1e-4,
  learningRate: 1e-3,
  batchSize: 200,
  epochs: 200,
  tolerance: 1e-4,
  patience: 10,
}

/** method.md's reference procedure to the letter: nothing scaled, 10 epochs on 80 % of the rows, the rest only watched. */
export const paper: AdaptSettings = {
  standardise: false,
  pca: { components: 128 },
  contrastive: {
    ...firstChoices.contrastive,
    loss: 'pair',
    temperature: 0.1,
    hidden: 'paper',
    output: 128,
    dropout: 0,
    weightDecay: 0,
    learningRate: 1e-3,
    batchSize: 128,
    epochs: 10,
    patience: null,
    refit: false,
    normaliseOutput: false,
  },
  classifiers: {
    ...firstChoices.classifiers,
    lr: { C: [1] },
    knn: { neighbours: 5 },
    cart: { maxDepth: null, minSamplesLeaf: 1 },
    ...treeEnsembles,
    svc: { C: 1, gamma: 1 },
    mlp,
  },
}

/** Recipe p of the project's measurements (docs/METHOD.md): early stopping on an inner split, then a refit. */
export const robust: AdaptSettings = {
  standardise: true,
  pca: { components: 128 },
  contrastive: {
    ...firstChoices.contrastive,
    loss: 'supcon',
    temperature: 0.1,
    hidden: 256,
    output: 128,
    dropout: 0.3,
    weightDecay: 0,
    learningRate: 1e-3,
    batchSize: 128,
    epochs: 100,
    patience: 10,
    refit: true,
    normaliseOutput: true,
  },
  classifiers: {
    ...firstChoices.classifiers,
    lr: { C: [0.001, 0.01, 0.1, 1, 10] },
    knn: { neighbours: 5 },
    cart: { maxDepth: null, minSamplesLeaf: 1 },
    ...treeEnsembles,
    svc: { C: 1, gamma: 'scale' },
    mlp,
  },
}

export const presets = { paper, robust } as const
export type PresetName = keyof typeof presets
/** The share of the training rows in an inner split's validation part (the reference's 20 %). */
export const innerValidationShare = 0.2
