import type { FinalModel } from '../model/final-model.ts'
import { createGraphBuilder, type GraphBuilder } from './builder.ts'
import { addCalibrator } from './calibration-part.ts'
import { classifierParts } from './classifiers/registry.ts'
import { cast, unsqueeze } from './expressions.ts'
import { addFusion } from './fusion-part.ts'
import { elementTypes, type OnnxGraph, type ValueInfo } from './graph.ts'
import { inputsOf, type ModelInput } from './model-inputs.ts'
import { node, strings } from './parts.ts'
import { addTable, type ModalityValues } from './table-part.ts'

/** What the graph of a model needs of it. */
export type GraphedModel = Pick<FinalModel, 'modalities' | 'classes' | 'procedure' | 'calibrator'>

export interface ModelGraph {
  readonly graph: OnnxGraph
  readonly inputs: readonly ModelInput[]
}

/**
 * A model fitted on all cases as one graph: features of tables, what stands for missing modalities, scaling, projections, classifier,
 * calibration. Outputs `probabilities` float32 [n, classes] and `label` string [n], the most probable class, the first of equals.
 * @throws Failure 'classifier-unreadable'
 */
export function modelGraph(model: GraphedModel): ModelGraph {
  const { classes, calibrator } = model
  const { space, classifier } = model.procedure
  // inputs begin with a letter: whatever a modality is called, it is none of the graph's own names
  const builder = createGraphBuilder('_')
  const inputs = inputsOf(model)
  const modalities = new Map(
    inputs.map((input) => [
      input.modality,
      input.kind === 'table'
        ? addTable(builder, input, space.tables[input.modality]!)
        : addVectors(builder, input),
    ]),
  )
  const plans = space.plans.map((plan, p) => ({ ...plan, projection: space.projections[p]! }))
  const X = addFusion(builder, plans, modalities)
  const predicted = classifierParts[classifier.name]!(builder, X, classifier)
  // the app's classifiers give float32, and calibration maps that
  const rounded = cast(builder, predicted, 'float32')
  const proba = calibrator
    ? addCalibrator(builder, cast(builder, rounded, 'float64'), calibrator, classes.length)
    : rounded
  const best = builder.add('ArgMax', [proba], { axis: 1, keepdims: 0 })
  const names = builder.constant(strings('classes', classes))
  return {
    inputs,
    graph: {
      name: 'nearside_model',
      inputs: inputs.flatMap(valuesOf),
      outputs: [
        { name: 'probabilities', type: 'float32', shape: ['cases', classes.length] },
        { name: 'label', type: 'string', shape: ['cases'] },
      ],
      initializers: builder.initializers,
      nodes: [
        ...builder.nodes,
        node('Cast', [proba], 'probabilities', { to: elementTypes.float32 }),
        node('Gather', [names, best], 'label'),
      ],
    },
  }
}

function addVectors(
  builder: GraphBuilder,
  { name, present }: Extract<ModelInput, { kind: 'vectors' }>,
): ModalityValues {
  return { X: name, present: unsqueeze(builder, present, 1) }
}

function valuesOf(input: ModelInput): ValueInfo[] {
  if (input.kind === 'vectors')
    return [
      { name: input.name, type: 'float32', shape: ['cases', input.dimensions] },
      { name: input.present, type: 'bool', shape: ['cases'] },
    ]
  const { numbers, categories } = input
  return [
    ...(numbers ? [{ name: numbers.name, type: 'float64', shape: ['cases', numbers.columns.length] } as const] : []), // prettier-ignore
    ...(categories ? [{ name: categories.name, type: 'int64', shape: ['cases', categories.columns.length] } as const] : []), // prettier-ignore
  ]
}
