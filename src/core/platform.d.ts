/**
 * The one thing the core takes from the platform rather than from the language: the Encoding Standard's decoder, which
 * browsers, workers and Node share. The core's tsconfig has no DOM types, so that `document` does not compile there;
 * the root tsconfig leaves this file out, because its DOM types declare the same class.
 */
declare class TextDecoder {
  constructor(label: string, options?: { fatal?: boolean; ignoreBOM?: boolean })
  decode(input?: Uint8Array, options?: { stream?: boolean }): string
}
