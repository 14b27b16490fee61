import { createGraphBuilder } from '../../src/core/onnx/builder.ts'
import type { OnnxGraph } from '../../src/core/onnx/graph.ts'
import { float32, int64, node } from '../../src/core/onnx/parts.ts'
import { settings } from './settings.ts'
import { lowPass, morletWavelets, waveletSize } from './wavelets.ts'

const { size, scales, orientations, wavelet, grid, logConstant, percentileCell, percentiles } = settings

/** Of the luma of ITU-R BT.601, halved: pixels run from -1 to 1, and the step from black to white is to be 1. */
const luma = [0.299 / 2, 0.587 / 2, 0.114 / 2]

const scalePairs = (scales * (scales - 1)) / 2
export const dimensions =
  3 * (2 + percentiles.length) + // mean, standard deviation and percentiles of each colour
  grid * grid * (1 + scales * orientations) + // brightness and first order of each part of the picture
  scalePairs * orientations // second order, by relative orientation

/** Width and height of a picture that was halved `scale` times. */
export function sizeAt(scale: number): number {
  return size >> scale
}

/**
 * pixel_values [batch, 3, size, size], from -1 to 1 -> image_embeds [batch, dimensions]: statistics of the colours, then
 * the scattering transform of the brightness (Bruna and Mallat 2013) with log(1 + x / c) of its first two orders. All
 * scales use one bank of wavelets, on a picture that is halved from one to the next. Borders are mirrored.
 */
export function encoderGraph(): OnnxGraph {
  const graph = createGraphBuilder()
  const pixels = 'pixel_values'

  const mirror = (picture: string, by: number): string =>
    graph.add('Pad', [picture, graph.constant(int64(`margin_${by}`, [0, 0, by, by, 0, 0, by, by]))], {
      mode: 'reflect',
    })

  /** [n, 1, s, s] -> [n, 1, s / 2, s / 2] */
  const halve = (picture: string): string => {
    const side = lowPass.length
    const square = lowPass.flatMap((a) => lowPass.map((b) => a * b))
    const filter = graph.constant(float32('low_pass', [1, 1, side, side], square))
    return graph.add('Conv', [mirror(picture, side >> 1), filter], { strides: [2, 2] })
  }

  /** [n, 1, s, s] -> the modulus of its wavelet coefficients [n, orientations, s, s] */
  const modulus = (picture: string): string => {
    const dims = [2 * orientations, 1, waveletSize, waveletSize]
    const bank = graph.constant(float32('wavelets', dims, morletWavelets()))
    const [real, imaginary] = graph.split(graph.add('Conv', [mirror(picture, wavelet.radius), bank]), 1, 2)
    const squares = [real!, imaginary!].map((part) => graph.add('Mul', [part, part]))
    return graph.add('Sqrt', [graph.add('Add', squares)])
  }

  /** Means over squares of side x side pixels, as rows [n, channels * places]. */
  const meansOver = (side: number, picture: string): string =>
    rows(graph.add('AveragePool', [picture], { kernel_shape: [side, side], strides: [side, side] }))
  const rows = (values: string): string => graph.add('Flatten', [values], { axis: 1 })
  const meanOf = (picture: string): string =>
    graph.add('ReduceMean', [picture], { axes: [2, 3], keepdims: 1 })

  const colourStatistics = (): string[] => {
    const mean = meanOf(pixels)
    const centred = graph.add('Sub', [pixels, mean])
    const deviation = graph.add('Sqrt', [meanOf(graph.add('Mul', [centred, centred]))])

    const cells = (size / percentileCell) ** 2
    const places = percentiles.map((percentile) => Math.round((percentile / 100) * (cells - 1)))
    const perColour = graph.constant(int64('colours', [-1, 3, cells]))
    const smooth = graph.add('Reshape', [meansOver(percentileCell, pixels), perColour])
    const sorted = graph.add(
      'Gather',
      [graph.smallest(smooth, cells).values, graph.constant(int64('percentile_places', places))],
      { axis: 2 },
    )
    return [mean, deviation, sorted].map(rows)
  }

  /** By the second wavelet's orientation relative to the first one's, averaged over the first, [batch, orientations]. */
  const secondOrder = (moduli: string): string => {
    const pairs = orientations * orientations
    const average = new Float32Array(pairs * orientations)
    for (let first = 0; first < orientations; first++)
      for (let second = 0; second < orientations; second++) {
        const relative = (second - first + orientations) % orientations
        average[(first * orientations + second) * orientations + relative] = 1 / orientations
      }
    const perPicture = graph.constant(int64('pairs', [-1, pairs]))
    return graph.add('MatMul', [
      graph.add('Reshape', [meanOf(moduli), perPicture]),
      graph.constant(float32('relative_orientation', [pairs, orientations], average)),
    ])
  }

  const brightness = graph.add('Conv', [pixels, graph.constant(float32('luma', [1, 3, 1, 1], luma))])
  const firstOrders: string[] = []
  const secondOrders: string[] = []
  let picture = brightness
  for (let scale = 0; scale < scales; scale++) {
    if (scale > 0) picture = halve(picture)
    const first = modulus(picture)
    firstOrders.push(meansOver(sizeAt(scale) / grid, first))
    // each orientation goes on as a picture of its own
    const side = sizeAt(scale)
    let waves = graph.add('Reshape', [first, graph.constant(int64(`pictures_${side}`, [-1, 1, side, side]))])
    for (let coarser = scale + 1; coarser < scales; coarser++) {
      waves = halve(waves)
      secondOrders.push(secondOrder(modulus(waves)))
    }
  }

  const scattering = graph.add('Concat', [...firstOrders, ...secondOrders], { axis: 1 })
  const inverse = graph.constant(float32('inverse_log_constant', [], [1 / logConstant]))
  const one = graph.constant(float32('one', [], [1]))
  const compressed = graph.add('Log', [graph.add('Add', [graph.add('Mul', [scattering, inverse]), one])])
  const parts = [...colourStatistics(), meansOver(size / grid, brightness), compressed]

  return {
    name: 'starter-image',
    inputs: [{ name: pixels, type: 'float32', shape: ['batch', 3, size, size] }],
    outputs: [{ name: 'image_embeds', type: 'float32', shape: ['batch', dimensions] }],
    initializers: graph.initializers,
    nodes: [...graph.nodes, node('Concat', parts, 'image_embeds', { axis: 1 })],
  }
}
