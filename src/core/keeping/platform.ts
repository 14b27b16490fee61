/**
 * What archives take from the platform: the Web Cryptography API, the same in browsers and in Node. It computes beside the
 * page, so that hashing and sealing do not hold it up.
 */
export interface ArchivePlatform {
  readonly subtle: WebCrypto
  /** So many bytes of the platform's cryptographic random generator. */
  randomBytes(count: number): Uint8Array<ArrayBuffer>
  /** Lets the page have its turn. */
  yieldToLoop(): Promise<void>
}

type Bytes = Uint8Array<ArrayBuffer>

/** The part of SubtleCrypto that is used. */
export interface WebCrypto {
  digest(algorithm: 'SHA-256', data: Bytes): Promise<ArrayBuffer>
  importKey(format: 'raw', key: Bytes, algorithm: string, extractable: false, usages: KeyUse[]): Promise<Key>
  deriveBits(algorithm: Pbkdf2 | Hkdf, key: Key, bits: number): Promise<ArrayBuffer>
  encrypt(algorithm: AesGcm, key: Key, data: Bytes): Promise<ArrayBuffer>
  decrypt(algorithm: AesGcm, key: Key, data: Bytes): Promise<ArrayBuffer>
}

type KeyUse = 'deriveBits' | 'encrypt' | 'decrypt'

/** A CryptoKey. */
export type Key = object

interface Pbkdf2 {
  name: 'PBKDF2'
  hash: 'SHA-256'
  salt: Bytes
  iterations: number
}

interface Hkdf {
  name: 'HKDF'
  hash: 'SHA-256'
  salt: Bytes
  info: Bytes
}

interface AesGcm {
  name: 'AES-GCM'
  iv: Bytes
  additionalData: Bytes
  tagLength: 128
}

/** SHA-256 in hexadecimal digits. */
export async function sha256(subtle: WebCrypto, bytes: Bytes): Promise<string> {
  return toHex(new Uint8Array(await subtle.digest('SHA-256', bytes)))
}

export const toHex = (bytes: Uint8Array): string =>
  Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('')

/** @param hex an even number of hexadecimal digits */
export const fromHex = (hex: string): Bytes =>
  Uint8Array.from(hex.match(/../g) ?? [], (digits) => Number.parseInt(digits, 16))
