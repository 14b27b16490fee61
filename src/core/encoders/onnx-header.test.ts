import fc from 'fast-check'
import protobuf from 'protobufjs/minimal.js'
import { describe, expect, test } from 'vitest'
import type { OnnxGraph } from '../onnx/graph.ts'
import { writeOnnx } from '../onnx/write.ts'
import { memorySource } from '../archives/testing.ts'
import { readOnnxHeader } from './onnx-header.ts'

const weights = 500_000
const graph: OnnxGraph = {
  name: 'tiny',
  inputs: [
    { name: 'input_ids', type: 'int64', shape: ['batch', 'length'] },
    { name: 'table', type: 'float32', shape: [weights, 1] },
  ],
  outputs: [{ name: 'sentence_embedding', type: 'float32', shape: ['batch', 1] }],
  initializers: [{ name: 'table', type: 'float32', dims: [weights, 1], data: new Float32Array(weights) }],
  nodes: [{ op: 'Gather', inputs: ['table', 'input_ids'], outputs: ['sentence_embedding'] }],
}

/** A model whose one initializer lies in another file. */
function withExternalData(location: string): Uint8Array {
  const writer = protobuf.Writer.create().uint32(8).int64(8)
  writer.uint32(58).fork() // graph
  writer.uint32(42).fork().uint32(66).string('table') // initializer: name
  for (const [key, value] of [
    ['location', location],
    ['offset', '0'],
  ] as const)
    writer.uint32(106).fork().uint32(10).string(key).uint32(18).string(value).ldelim() // external_data
  writer.uint32(112).int32(1).ldelim() // data_location
  for (const tag of [90, 98]) writer.uint32(tag).fork().uint32(10).string('x').ldelim() // input, output
  return writer.ldelim().finish()
}

describe('the header of an ONNX file', () => {
  test('is read without the weights', async () => {
    const source = memorySource(writeOnnx(graph))
    expect(await readOnnxHeader(source)).toEqual({
      inputs: [{ name: 'input_ids', type: 'other', shape: [null, null] }],
      outputs: [{ name: 'sentence_embedding', type: 'float32', shape: [null, 1] }],
      externalFiles: [],
    })
    const asked = source.reads.reduce((sum, { start, end }) => sum + end - start, 0)
    expect(asked).toBeLessThan(source.size / 10)
  })

  test('names the files that hold weights', async () => {
    expect(await readOnnxHeader(memorySource(withExternalData('model.onnx_data')))).toMatchObject({
      externalFiles: ['model.onnx_data'],
    })
  })

  test('of a file whose end is missing is said to be incomplete', async () => {
    const bytes = writeOnnx(graph)
    for (const length of [bytes.length - 1, 1_000_000, 100])
      expect(await readOnnxHeader(memorySource(bytes.subarray(0, length)))).toBe('incomplete')
  })

  test.each([
    ['nothing', new Uint8Array(0)],
    ['zeros', new Uint8Array(1000)],
    ['a text', new TextEncoder().encode('weights: none')],
    ['a model without a graph', Uint8Array.of(8, 8)],
    ['a graph without outputs', writeOnnx({ ...graph, outputs: [] })],
  ])('%s is none', async (_, bytes) => {
    expect(await readOnnxHeader(memorySource(bytes))).toBe('not onnx')
  })

  test('no bytes make the reader throw', async () => {
    const small = writeOnnx({ ...graph, inputs: graph.inputs.slice(0, 1), initializers: [] })
    const changed = fc
      .array(fc.tuple(fc.nat(small.length - 1), fc.nat(255)), { maxLength: 5 })
      .map((changes) => {
        const copy = small.slice()
        for (const [at, value] of changes) copy[at] = value
        return copy
      })
    await fc.assert(
      fc.asyncProperty(fc.oneof(changed, fc.uint8Array({ maxLength: 300 })), async (bytes) => {
        await readOnnxHeader(memorySource(bytes))
      }),
      { numRuns: 1000, seed: 1 },
    )
  })
})
