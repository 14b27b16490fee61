import { webcrypto } from 'node:crypto'
import { createRng } from '../math/rng.ts'
import type { ArchivePlatform } from './platform.ts'

const rng = createRng(42, 'nonces')
const { subtle } = webcrypto

/** Node's cryptography, with chance that has a seed. */
export const nodePlatform: ArchivePlatform = {
  subtle: {
    digest: (algorithm, data) => subtle.digest(algorithm, data),
    importKey: (...args) => subtle.importKey(...args),
    deriveBits: (algorithm, key, bits) => subtle.deriveBits(algorithm, key as webcrypto.CryptoKey, bits),
    encrypt: (algorithm, key, data) => subtle.encrypt(algorithm, key as webcrypto.CryptoKey, data),
    decrypt: (algorithm, key, data) => subtle.decrypt(algorithm, key as webcrypto.CryptoKey, data),
  },
  randomBytes: (count) => Uint8Array.from({ length: count }, () => 256 * rng.next()),
  yieldToLoop: () => Promise.resolve(),
}
