import { expose } from 'comlink'
import { loadEncoder } from './encode-engine.ts'
import type { EncodeWorker, TextEncoderModel } from './protocol.ts'
import { installFailureTransfer, moveMatrices } from './transfer.ts'
import { installTrustedTypes } from './trusted-types.ts'

installTrustedTypes()
installFailureTransfer()

let encoder: TextEncoderModel

const worker: EncodeWorker = {
  async load(options) {
    encoder = await loadEncoder(options)
    return encoder.device
  },
  countTokens: (texts) => encoder.countTokens(texts),
  async encode(texts) {
    const batch = await encoder.encode(texts)
    return moveMatrices(batch, [batch.vectors])
  },
}
expose(worker)
