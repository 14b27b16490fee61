import type { LaunchOptions } from 'playwright'

export const BACKENDS = ['wasm', 'webgpu'] as const
export type Backend = (typeof BACKENDS)[number]

/** Nothing that would talk to the network on the browser's own account, or ask a question nobody answers. */
const QUIET = [
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
]

/** WebGPU in software, for machines without a graphics processor; without these flags the adapter is null. */
const SOFTWARE_WEBGPU = ['--enable-unsafe-webgpu', '--use-webgpu-adapter=swiftshader']

/** How every headless Chromium of this project is started. Chromium refuses its sandbox to root, and only there it goes without. */
export function launchOptions(executablePath: string, backend: Backend): LaunchOptions {
  return {
    executablePath,
    headless: true,
    chromiumSandbox: process.getuid?.() !== 0,
    args: backend === 'webgpu' ? [...QUIET, ...SOFTWARE_WEBGPU] : QUIET,
  }
}
