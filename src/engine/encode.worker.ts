import { expose } from 'comlink'
import { loadEncoder } from './encode-engine.ts'
import type { EncoderModel, EncodeWorker } from './protocol.ts'
import { installFailureTransfer, moveMatrices } from './transfer.ts'
import { installTrustedTypes } from './trusted-types.ts'

installTrustedTypes()
installFailureTransfer()

let encoder: EncoderModel

const worker: EncodeWorker = {
  async load(options) {
    const loaded = await loadEncoder(options)
    encoder = loaded.encoder
    return { device: encoder.device, selfTest: loaded.selfTest }
  },
  measure: (inputs) => encoder.measure(inputs),
  async encode(inputs) {
    const batch = await encoder.encode(inputs)
    return moveMatrices(batch, [batch.vectors])
  },
}
expose(worker)
