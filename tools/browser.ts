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
  // Chromium asks a Google service what the fields of a page are for (docs/decisions/0009-browser-services.md). Port 9
  // discards: the question ends on this machine. A second --disable-features would switch off Playwright's own.
  '--autofill-server-url=http://127.0.0.1:9/',
  // With a profile on disk it also asks whether its own parts are up to date, and who is signed in.
  '--component-updater=url-source=http://127.0.0.1:9/',
  '--apps-gallery-update-url=http://127.0.0.1:9/',
  '--gaia-url=http://127.0.0.1:9/',
]

/** What graphics the page gets to see: no adapter, one in software, or the machine's own (in software where it has none). */
export type Graphics = 'none' | 'software' | 'any'

/** Headless Chromium offers no adapter at all without the first flag. */
const GRAPHICS: Readonly<Record<Graphics, readonly string[]>> = {
  none: [],
  software: ['--enable-unsafe-webgpu', '--use-webgpu-adapter=swiftshader'],
  any: ['--enable-unsafe-webgpu'],
}

/** The same everywhere: tests and benchmarks of WebGPU run in software, as on a machine without a graphics processor. */
export const testGraphics = (backend: Backend): Graphics => (backend === 'webgpu' ? 'software' : 'none')

/** How every Chromium of this project is started. It refuses its sandbox to root, and only there goes without. */
export function launchOptions(executablePath: string, graphics: Graphics): LaunchOptions {
  return {
    executablePath,
    headless: true,
    chromiumSandbox: process.getuid?.() !== 0,
    args: [...QUIET, ...GRAPHICS[graphics]],
  }
}
