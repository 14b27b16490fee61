import { Failure } from '../core/failure.ts'
import { lossesBeforeWasm } from '../engine/client.ts'
import type { BackendPreference } from '../engine/protocol.ts'

/** Why work began again: its graphics processor was lost, so many times by now, or lacked the memory. */
export type GraphicsTrouble =
  { readonly kind: 'lost'; readonly times: number } | { readonly kind: 'out-of-memory' }

/**
 * Work that is begun again when it loses its graphics processor, on a new device, and after three losses on WebAssembly; on
 * WebAssembly at once where the memory of the graphics processor does not suffice, which would lack again. After a loss the graphics
 * processor is asked for by name: while the browser's process for it starts anew there is none for a moment, which `auto` would take
 * for an answer. It is asked for twice, with a pause between.
 * @param work opens its own workers, for the preference that it is given, and ends them
 * @param pause as long as a browser takes to start that process anew; what it throws is passed on
 */
export async function survivingGraphics<T>(
  preference: BackendPreference,
  work: (preference: BackendPreference, trouble: GraphicsTrouble | null) => Promise<T>,
  pause: () => Promise<void>,
): Promise<T> {
  let wanted = preference
  let losses = 0
  let askedAfterLoss = 0
  let trouble: GraphicsTrouble | null = null
  for (;;)
    try {
      return await work(wanted, trouble)
    } catch (thrown) {
      if (!(thrown instanceof Failure)) throw thrown
      const { code } = thrown
      const noneNow = code === 'no-webgpu' && losses > 0
      const noMemory = code === 'training-out-of-memory'
      if (noMemory) trouble = { kind: 'out-of-memory' }
      else if (code === 'training-device-lost') {
        trouble = { kind: 'lost', times: ++losses }
        askedAfterLoss = 0
      } else if (!noneNow) throw thrown
      const noneLeft = noneNow && ++askedAfterLoss > 1
      wanted = noMemory || noneLeft || losses >= lossesBeforeWasm ? 'wasm' : 'webgpu'
      if (wanted === 'webgpu' && noneNow) await pause()
    }
}
