import { expose, transfer } from 'comlink'
import ortWasm from 'onnxruntime-web/ort-wasm-simd-threaded.wasm?url'
import { createExportEngine } from './export-engine.ts'
import { createOnnxRuntime } from './onnx-runtime.ts'
import type { ExportWorker } from './protocol.ts'
import { installFailureTransfer } from './transfer.ts'
import { installTrustedTypes } from './trusted-types.ts'

installTrustedTypes()
installFailureTransfer()

const engine = createExportEngine(createOnnxRuntime(ortWasm))
const worker: ExportWorker = {
  async exportModel(...call) {
    const exported = await engine.exportModel(...call)
    return transfer(exported, [exported.onnx.buffer, exported.folder.buffer])
  },
}
expose(worker)
