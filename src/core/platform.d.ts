/**
 * The things the core takes from the platform rather than from the language: the Encoding Standard's encoder and decoder,
 * and WebAssembly, which browsers, workers and Node share. The core's tsconfig has no DOM types, so that `document` does not
 * compile there; the root tsconfig leaves this file out, because its DOM types declare the same names.
 */
declare class TextDecoder {
  constructor(label: string, options?: { fatal?: boolean; ignoreBOM?: boolean })
  decode(input?: Uint8Array, options?: { stream?: boolean }): string
}

declare class TextEncoder {
  encode(input: string): Uint8Array<ArrayBuffer>
}

declare namespace WebAssembly {
  function validate(bytes: Uint8Array): boolean
  class CompileError extends Error {}
  class Module {
    constructor(bytes: Uint8Array)
    private readonly brand
  }
  class Memory {
    constructor(size: { initial: number })
    readonly buffer: ArrayBuffer
    grow(pages: number): number
  }
  class Instance {
    constructor(module: Module, imports: Record<string, Record<string, Memory>>)
    readonly exports: Record<string, unknown>
  }
}
