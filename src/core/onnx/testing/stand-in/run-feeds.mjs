import { readFileSync } from 'node:fs'
import { InferenceSession, Tensor } from 'onnxruntime-node'

/** Runs a model on feeds from standard input, and writes its outputs; see onnxruntime.py. */
const arrays = {
  float32: Float32Array,
  float64: Float64Array,
  int64: BigInt64Array,
  bool: Uint8Array,
}

const { path, names, feeds } = JSON.parse(readFileSync(0, 'utf8'))
const session = await InferenceSession.create(path, { intraOpNumThreads: 1 })
const inputs = Object.entries(feeds).map(([name, { type, dims, data }]) => {
  const { buffer } = new Uint8Array(Buffer.from(data, 'base64'))
  return [name, new Tensor(type, new arrays[type](buffer), dims)]
})
const outputs = await session.run(Object.fromEntries(inputs))
const types = { float32: 'float32', string: 'object' }
const written = names.map((name) => {
  const { type, dims, data } = outputs[name]
  return { type: types[type], dims, data: Array.from(data) }
})
process.stdout.write(JSON.stringify(written))
