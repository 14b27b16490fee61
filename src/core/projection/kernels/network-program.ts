import { smallestNorm } from '../losses/smallest-norm.ts'
import { counts, type NamedLoss, type NamedStep } from './kernels.ts'
import { vectorLoop, type LoopCode, type VectorRounding } from '../../math/vector-arithmetic.ts'
import { int, ints, repeat, variables, vector, type Code, type WasmFunction } from '../../math/wasm-code.ts'

/** Bytes of a panel's row, and where its second half begins. */
const rowBytes = 32
const halves = [0, 16] as const

/** The pointers into the pair kernels' scratch, in vectors of four float32. */
export const pairScratch = {
  /** 1 / temperature. */
  scale: 0,
  /** The anchors' largest logits. */
  highest: 1,
  /** Their sums, one vector each; the coefficients follow. */
  sums: 2,
} as const

/** The functions work on one panel, or on half of one: a loop over its rows. Addresses and lengths are in bytes. */
export const layerProgram = (rounding: VectorRounding): WasmFunction[] => [
  gather(),
  ...layerFunctions(rounding),
  ...normFunctions(rounding),
]

/**
 * gather(out, outPanel, rows, width, indices, end): the rows of the indices, `width` bytes each and one after the other at `rows`, into
 * panels. Eight at a time: a panel's block of them lies in a row.
 */
function gather(): WasmFunction {
  const eight = [0, 1, 2, 3, 4, 5, 6, 7] as const
  const given = { out: 'int', outPanel: 'int', rows: 'int', width: 'int', indices: 'int', end: 'int' } as const
  const own = {
    p0: 'int', p1: 'int', p2: 'int', p3: 'int', p4: 'int', p5: 'int', p6: 'int', p7: 'int', target: 'int', rowEnd: 'int',
  } as const
  const { get, set, increase } = variables<keyof typeof given | keyof typeof own>(given, own)
  const panel: Code = [
    ...eight.flatMap((r) => [
      ...halves.flatMap((half) => [
        ...get('target'), ...get(`p${r}`), ...vector.load(half), ...vector.store(rowBytes * r + half),
      ]),
      ...increase(`p${r}`, int.constant(rowBytes)),
    ]),
    ...increase('target', get('outPanel')),
  ]
  const eightRows: Code = [
    ...eight.flatMap((r) => [
      ...get('rows'), ...get('indices'), ...int.load, ...get('width'), ...int.multiply, ...int.add, ...set(`p${r}`),
      ...increase('indices', int.constant(4)),
    ]),
    ...get('p0'), ...get('width'), ...int.add, ...set('rowEnd'),
    ...get('out'), ...set('target'),
    ...repeat(panel, [...get('p0'), ...get('rowEnd'), ...int.lessUnsigned]),
    ...increase('out', int.constant(8 * rowBytes)),
  ]
  return {
    name: 'gather',
    arguments: given,
    locals: own,
    body: repeat(eightRows, [...get('indices'), ...get('end'), ...int.lessUnsigned]),
  }
} // prettier-ignore

function layerFunctions(rounding: VectorRounding): WasmFunction[] {
  const addBias = (
    name: string,
    change: (m: LoopCode<'panel' | 'bias' | 'end'>, sum: Code) => Code,
  ): WasmFunction =>
    vectorLoop(rounding, {
      name,
      arguments: ['panel', 'bias', 'end'],
      strides: { panel: rowBytes },
      start: (m) => halves.map((half) => m.load('bias', half)),
      each: (m, bias) =>
        halves.forEach((half, i) =>
          m.store('panel', change(m, m.add(m.load('panel', half), bias[i]!)), half),
        ),
    })
  return [
    addBias('addBias', (_, sum) => sum),
    addBias('rectify', (m, sum) => m.larger(sum, m.constant(0))),
    dropFunction(rounding),
    vectorLoop(rounding, {
      name: 'passBack',
      arguments: ['derivatives', 'values', 'scale', 'sums', 'end'],
      strides: { derivatives: rowBytes, values: rowBytes },
      start: (m) => ({ scale: m.loadSplat('scale'), sums: halves.map(() => m.keep(vector.zero)) }),
      each(m, { scale, sums }) {
        halves.forEach((half, i) => {
          const above = m.keep([...m.load('values', half), ...vector.zero, ...vector.above])
          const passed = m.masked(m.multiply(m.load('derivatives', half), scale), above)
          m.store('derivatives', passed, half)
          m.update(sums[i]!, m.add(sums[i]!, passed))
        })
      },
      finish: (m, { sums }) => halves.forEach((half, i) => m.store('sums', sums[i]!, half)),
    }),
    vectorLoop(rounding, {
      name: 'sumColumns',
      arguments: ['panel', 'sums', 'end'],
      strides: { panel: rowBytes },
      start: (m) => halves.map(() => m.keep(vector.zero)),
      each: (m, sums) =>
        halves.forEach((half, i) => m.update(sums[i]!, m.add(sums[i]!, m.load('panel', half)))),
      finish: (m, sums) => halves.forEach((half, i) => m.store('sums', sums[i]!, half)),
    }),
  ]
}

/**
 * drop(panel, index, units, first, second, threshold, scale, end): `index` is that of the panel's first unit in the first row; the mask of
 * a unit follows from the key (first, second) and its index in [rows, units], bit for bit as dropoutMask has it.
 */
function dropFunction(rounding: VectorRounding): WasmFunction {
  return vectorLoop(rounding, {
    name: 'drop',
    arguments: ['panel', 'index', 'units', 'first', 'second', 'threshold', 'scale', 'end'],
    strides: { panel: rowBytes },
    start(m) {
      const splat = (name: Parameters<typeof m.int>[0]): Code => m.keep([...m.int(name), ...ints.splat])
      const first = m.keep([...splat('index'), ...splat('first'), ...ints.add, ...ints.places, ...ints.add])
      return {
        units: splat('units'),
        second: splat('second'),
        threshold: splat('threshold'),
        scale: m.loadSplat('scale'),
        indices: halves.map((half) => m.keep([...first, ...ints.constant(half / 4), ...ints.add])),
      }
    },
    each(m, { units, second, threshold, scale, indices }) {
      const shifted = (h: Code, bits: number): Code =>
        m.keep([...h, ...h, ...int.constant(bits), ...ints.shiftRightUnsigned, ...vector.xor])
      const times = (h: Code, factor: number): Code =>
        m.keep([...h, ...ints.constant(factor), ...ints.multiply])
      const mix = (h: Code): Code =>
        shifted(times(shifted(times(shifted(h, 16), 0x85ebca6b), 13), 0xc2b2ae35), 16)
      halves.forEach((half, i) => {
        const index = indices[i]!
        const bits = mix(m.keep([...mix(index), ...second, ...vector.xor]))
        const dropped = m.keep([...bits, ...threshold, ...ints.lessUnsigned])
        const value = m.multiply(m.load('panel', half), scale)
        m.store('panel', [...value, ...dropped, ...vector.andNot], half)
        m.update(index, [...index, ...units, ...ints.add])
      })
    },
  })
}

/** On half a panel: each of four columns divided by its norm, and the way back. */
function normFunctions(rounding: VectorRounding): WasmFunction[] {
  return [
    vectorLoop(rounding, {
      name: 'norms',
      arguments: ['half', 'norms', 'end'],
      strides: { half: rowBytes },
      start: (m) => m.keep(vector.zero),
      each(m, sum) {
        const value = m.load('half')
        m.update(sum, m.multiplyAdd(value, value, sum))
      },
      finish: (m, sum) => m.store('norms', m.larger(m.root(sum), m.constant(smallestNorm))),
    }),
    vectorLoop(rounding, {
      name: 'divide',
      arguments: ['half', 'norms', 'end'],
      strides: { half: rowBytes },
      start: (m) => m.load('norms'),
      each: (m, norms) => m.store('half', m.divide(m.load('half'), norms)),
    }),
    vectorLoop(rounding, {
      name: 'dots',
      arguments: ['half', 'other', 'sums', 'end'],
      strides: { half: rowBytes, other: rowBytes },
      start: (m) => m.keep(vector.zero),
      each: (m, sum) => m.update(sum, m.multiplyAdd(m.load('half'), m.load('other'), sum)),
      finish: (m, sum) => m.store('sums', sum),
    }),
    vectorLoop(rounding, {
      name: 'passBackNorms',
      arguments: ['half', 'other', 'sums', 'norms', 'end'],
      strides: { half: rowBytes, other: rowBytes },
      start: (m) => ({ dots: m.load('sums'), norms: m.load('norms') }),
      each(m, { dots, norms }) {
        const along = m.multiply(m.load('other'), dots)
        m.store('half', m.divide(m.subtract(m.load('half'), along), norms))
      },
    }),
  ]
}

/**
 * The three passes over four anchors, half a panel of S: `highest`, `terms` and `slopes` (half, other, labels, label, anchor, rows, scratch,
 * end). The loop is over the others, of places `other` and labels at `label`; `anchor` is the first anchor's place, and `labels`
 * where the anchors' labels are.
 */
export function pairProgram(rounding: VectorRounding, { loss }: NamedLoss): WasmFunction[] {
  const names = ['half', 'other', 'labels', 'label', 'anchor', 'rows', 'scratch', 'end'] as const
  const loop = { arguments: names, strides: { half: rowBytes, other: 1, label: 4 } }
  type Loop = LoopCode<(typeof names)[number]>
  const place = counts(loss)
  const start = (m: Loop) => {
    const anchors = m.keep([...m.int('anchor'), ...ints.splat, ...ints.places, ...ints.add])
    return {
      anchors,
      valid: m.keep([...anchors, ...m.int('rows'), ...ints.splat, ...ints.less]),
      labels: m.load('labels'),
      scale: m.loadSplat('scratch', 16 * pairScratch.scale),
    }
  }
  type Start = ReturnType<typeof start>
  /** Ones where a pair counts: of two different cases. */
  const counted = (m: Loop, { anchors, valid }: Start): Code =>
    m.keep([...valid, ...m.int('other'), ...ints.splat, ...anchors, ...ints.equal, ...vector.andNot])
  const logits = (m: Loop, { scale }: Start): Code => m.multiply(m.load('half'), scale)
  const same = (m: Loop, { labels }: Start): Code =>
    m.masked(m.constant(1), m.keep([...m.loadSplat('label'), ...labels, ...ints.equal]))
  const scratch = (m: Loop, from: number, count: number): Code[] =>
    Array.from({ length: count }, (_, i) => m.load('scratch', 16 * (from + i)))

  return [
    vectorLoop(rounding, {
      name: 'highest',
      ...loop,
      start(m) {
        const lowest = m.keep(m.constant(-3e38))
        return { ...start(m), lowest, highest: m.keep(lowest) }
      },
      each(m, at) {
        const value = m.keep([...logits(m, at), ...at.lowest, ...counted(m, at), ...vector.select])
        m.update(at.highest, m.larger(value, at.highest))
      },
      finish: (m, { highest }) => m.store('scratch', highest, 16 * pairScratch.highest),
    }),
    vectorLoop(rounding, {
      name: 'terms',
      ...loop,
      start: (m) => ({
        ...start(m),
        highest: m.load('scratch', 16 * pairScratch.highest),
        sums: Array.from({ length: place.sums }, () => m.keep(vector.zero)),
      }),
      each(m, at) {
        const mask = counted(m, at)
        const logit = logits(m, at)
        const { kept, sums } = loss.terms<Code>(
          m,
          loss.shifted ? m.subtract(logit, at.highest) : logit,
          same(m, at),
        )
        m.store('half', m.masked(kept, mask))
        sums.forEach((sum, i) => m.update(at.sums[i]!, m.add(at.sums[i]!, m.masked(sum, mask))))
      },
      finish: (m, { sums }) => sums.forEach((sum, i) => m.store('scratch', sum, 16 * (pairScratch.sums + i))),
    }),
    vectorLoop(rounding, {
      name: 'slopes',
      ...loop,
      start: (m) => ({
        ...start(m),
        coefficients: scratch(m, pairScratch.sums + place.sums, place.coefficients),
      }),
      each(m, at) {
        const slope = loss.slope<Code>(m, m.load('half'), same(m, at), at.coefficients)
        m.store('half', m.masked(m.multiply(slope, at.scale), counted(m, at)))
      },
    }),
  ]
}

/** step(parameters, gradient, moments .., numbers, end) */
export function stepProgram(rounding: VectorRounding, { formula, moments }: NamedStep): WasmFunction[] {
  const own = Array.from({ length: moments }, (_, i) => `moment${i}` as const)
  const moving = ['parameters', 'gradient', ...own] as const
  const step = vectorLoop(rounding, {
    name: 'step',
    arguments: [...moving, 'numbers', 'end'],
    strides: Object.fromEntries(moving.map((name) => [name, 16])),
    start: (m) => Array.from({ length: formula.count }, (_, i) => m.loadSplat('numbers', 4 * i)),
    each(m, numbers) {
      const before = {
        parameter: m.load('parameters'),
        gradient: m.load('gradient'),
        moments: own.map((name) => m.load(name)),
      }
      const after = formula.update<Code>(m, before, numbers)
      m.store('parameters', after.parameter)
      own.forEach((name, i) => m.store(name, after.moments[i]!))
    },
  })
  return [step]
}
