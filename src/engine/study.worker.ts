import { expose, transfer } from 'comlink'
import type { StudyWorker } from './protocol.ts'
import { createStudyEngine } from './study-engine.ts'
import { installFailureTransfer, moveMatrices } from './transfer.ts'
import { installTrustedTypes } from './trusted-types.ts'

installTrustedTypes()
installFailureTransfer()

const engine = createStudyEngine()
const worker: StudyWorker = {
  ...engine,
  async evaluate(...call) {
    const result = await engine.evaluate(...call)
    return moveMatrices(result, [...Object.values(result.proba), ...Object.values(result.inner?.proba ?? {})])
  },
  async fitFinalModel(...call) {
    const packed = await engine.fitFinalModel(...call)
    return transfer(packed, [packed.bytes.buffer])
  },
  async heldOut(...call) {
    const X = await engine.heldOut(...call)
    return moveMatrices(X, [X])
  },
}
expose(worker)
