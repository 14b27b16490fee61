import type { ArchivePlatform, WebCrypto } from '../core/keeping/platform.ts'
import { createYieldToLoop } from '../engine/client.ts'

/** What archives are hashed and sealed with. */
export function archivePlatform(): ArchivePlatform {
  return {
    subtle,
    randomBytes: (count) => crypto.getRandomValues(new Uint8Array(count)),
    yieldToLoop: createYieldToLoop(),
  }
}

const subtle: WebCrypto = {
  digest: (algorithm, data) => crypto.subtle.digest(algorithm, data),
  importKey: (...args) => crypto.subtle.importKey(...args),
  deriveBits: (algorithm, key, bits) => crypto.subtle.deriveBits(algorithm, key as CryptoKey, bits),
  encrypt: (algorithm, key, data) => crypto.subtle.encrypt(algorithm, key as CryptoKey, data),
  decrypt: (algorithm, key, data) => crypto.subtle.decrypt(algorithm, key as CryptoKey, data),
}
