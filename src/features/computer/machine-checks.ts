import type { Machine } from '../../state/machine.ts'
import { formatBytes, plural } from '../../ui/format.ts'

/** One thing that the browser and the computer offer or lack. */
export interface MachineCheck {
  readonly what: string
  /** good: all that can be used; limited: everything works, slower or with a risk; missing: something does not work. */
  readonly state: 'good' | 'limited' | 'missing'
  readonly here: string
  readonly means: string
}

const enoughMemory = 8

/** The preflight: what stands between this computer and the whole of Nearside, in words. */
export function machineChecks(machine: Machine): MachineCheck[] {
  const { secureContext, crossOriginIsolated, webAssembly, serviceWorker, persisted, quota, memory } = machine
  return [
    check('Secure address', secureContext, 'missing', {
      here: secureContext ? 'https or this computer itself' : 'plain http',
      means: 'Without it browsers switch off WebGPU, storage and locks: no patient data is accepted.',
    }),
    check('WebAssembly', webAssembly, 'missing', {
      here: webAssembly ? 'allowed' : 'switched off, perhaps by a policy',
      means: 'Encoders and training run on it where there is no graphics processor.',
    }),
    check('Isolation', crossOriginIsolated, 'limited', {
      here: crossOriginIsolated ? 'this page is alone in its process' : 'headers of the server are missing',
      means: 'Lets WebAssembly use several processor cores.',
    }),
    check('Processor', machine.threads > 1, 'limited', {
      here: plural(machine.threads, 'thread'),
      means: 'Encoders use up to four, and folds are compared side by side.',
    }),
    graphics(machine),
    check('Memory', memory === null || memory >= enoughMemory, 'limited', {
      here: memory === null ? 'the browser does not tell' : `${memory} GB or more`,
      means: `Large encoders need ${enoughMemory} GB. When memory runs short, encoding goes on in smaller batches.`,
    }),
    check('Storage', persisted, 'limited', {
      here: `${quota === null ? 'the browser does not tell how much' : `up to ${formatBytes(quota)}, less where the disk is fuller`}; ${persisted ? 'kept' : 'may be evicted'}`,
      means: persisted
        ? 'The browser promised to keep projects until you delete them.'
        : 'When the disk runs full, the browser may remove projects. Keep the files you opened.',
    }),
    check('Offline use', serviceWorker, 'limited', {
      here: serviceWorker ? 'supported' : 'switched off, perhaps by a policy or a private window',
      means: 'After the first visit the app starts without its server.',
    }),
  ]
}

function graphics({ adapter, softwareAdapter, gpu }: Machine): MachineCheck {
  const means = 'Makes encoders many times faster; everything also runs without it.'
  if (adapter === null)
    return {
      what: 'Graphics processor',
      state: 'limited',
      here: softwareAdapter ? 'only one in software, which is not used' : 'none that WebGPU can use',
      means,
    }
  return {
    what: 'Graphics processor',
    state: 'good',
    here: `${adapter}; buffers up to ${formatBytes(gpu?.largestBuffer ?? 0)}, half precision ${gpu?.halfPrecision ? 'supported' : 'not supported'}`,
    means,
  }
}

function check(
  what: string,
  good: boolean,
  otherwise: 'limited' | 'missing',
  words: Pick<MachineCheck, 'here' | 'means'>,
): MachineCheck {
  return { what, state: good ? 'good' : otherwise, ...words }
}
