import type { Attribute, Node, Tensor } from './graph.ts'
import { int64, node } from './parts.ts'

/** Nodes and constants in the order of their making; each new value gets a name of its own. */
export interface GraphBuilder {
  readonly nodes: readonly Node[]
  readonly initializers: readonly Tensor[]
  /** The name of a constant; one that is added again is kept once. */
  constant(tensor: Tensor): string
  /** The name of the one output of a new node. */
  add(op: string, inputs: readonly string[], attributes?: Readonly<Record<string, Attribute>>): string
  /** The names of equal parts of a value. */
  split(input: string, axis: number, parts: number): string[]
  /** The names of the `count` smallest along the last axis, in rising order, and of their places: of equal ones the first. */
  smallest(input: string, count: number): { readonly values: string; readonly places: string }
}

/** @param prefix begins every name that it makes, so that none is that of an input */
export function createGraphBuilder(prefix = ''): GraphBuilder {
  const nodes: Node[] = []
  const constants = new Map<string, Tensor>()
  const newName = (op: string, part = '') => `${prefix}${op.toLowerCase()}_${nodes.length}${part}`
  const constant = (tensor: Tensor): string => {
    const name = prefix + tensor.name
    if (!constants.has(name)) constants.set(name, { ...tensor, name })
    return name
  }
  return {
    nodes,
    get initializers() {
      return [...constants.values()]
    },
    constant,
    add(op, inputs, attributes) {
      const output = newName(op)
      nodes.push(node(op, inputs, output, attributes))
      return output
    },
    split(input, axis, parts) {
      const outputs = Array.from({ length: parts }, (_, i) => newName('Split', `_${i}`))
      nodes.push({ op: 'Split', inputs: [input], outputs, attributes: { axis } })
      return outputs
    },
    smallest(input, count) {
      const values = newName('TopK', '_values')
      const places = newName('TopK', '_indices')
      nodes.push({
        op: 'TopK',
        inputs: [input, constant(int64(`length_${count}`, [count]))],
        outputs: [values, places],
        attributes: { axis: -1, largest: 0, sorted: 1 },
      })
      return { values, places }
    },
  }
}
