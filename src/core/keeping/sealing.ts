import { Failure } from '../failure.ts'
import { jsonBytes, kdfRounds, refused, type ArchiveHeader, type Sealing } from './format.ts'
import { fromHex, sha256, toHex, type ArchivePlatform, type Key, type WebCrypto } from './platform.ts'

type Bytes = Uint8Array<ArrayBuffer>

/** Encrypts entries, or gives them as they are; both ways it says what the header must hold. */
export interface Seal {
  readonly header: ArchiveHeader
  close(place: EntryPlace, bytes: Bytes): Promise<Bytes>
}

/** Where an entry belongs: sealed bytes open in no other place of no other archive. */
export interface EntryPlace {
  /** Its position in the manifest; the manifest itself stands at 'manifest'. */
  readonly index: number | 'manifest'
  readonly name: string
}

/** Bytes that each sealed entry is longer by: a nonce before it and a tag behind it. */
export const sealBytes = 12 + 16
const nonceBytes = 12
const text = (value: string): Bytes => new TextEncoder().encode(value)

/** @param passphrase null: nothing is encrypted */
export async function createSeal(passphrase: string | null, platform: ArchivePlatform): Promise<Seal> {
  const format = 'nearside project archive'
  if (passphrase === null)
    return {
      header: { format, version: 1, sealed: null },
      close: (_place, bytes) => Promise.resolve(bytes),
    }
  const salt = platform.randomBytes(16)
  const rounds = kdfRounds
  const { key, check } = await deriveKey(passphrase, { salt, rounds }, platform.subtle)
  const header: ArchiveHeader = {
    format,
    version: 1,
    sealed: { cipher: 'AES-256-GCM', kdf: 'PBKDF2-SHA256', rounds, salt: toHex(salt), check },
  }
  const context = await sha256(platform.subtle, jsonBytes(header))
  return {
    header,
    async close(place, bytes) {
      const iv = platform.randomBytes(nonceBytes)
      const algorithm = gcm(iv, context, place)
      const sealed = new Uint8Array(await platform.subtle.encrypt(algorithm, key, bytes))
      const all = new Uint8Array(iv.length + sealed.length)
      all.set(iv)
      all.set(sealed, iv.length)
      return all
    },
  }
}

/** Opens what a seal of that header closed. */
export type Unseal = (place: EntryPlace, bytes: Bytes) => Promise<Bytes>

/**
 * @param header the bytes of nearside.json, which every entry vouches for
 * @throws Failure 'wrong-passphrase'; from opening entries 'archive-refused', 'tampered'
 */
export async function createUnseal(
  sealing: Sealing,
  header: Bytes,
  passphrase: string,
  { subtle }: Pick<ArchivePlatform, 'subtle'>,
): Promise<Unseal> {
  const { rounds } = sealing
  const { key, check } = await deriveKey(passphrase, { salt: fromHex(sealing.salt), rounds }, subtle)
  if (check !== sealing.check) throw new Failure('wrong-passphrase', {})
  const context = await sha256(subtle, header)
  return async (place, bytes) => {
    if (bytes.length < sealBytes) throw refused('tampered')
    const algorithm = gcm(bytes.slice(0, nonceBytes), context, place)
    try {
      return new Uint8Array(await subtle.decrypt(algorithm, key, bytes.slice(nonceBytes)))
    } catch {
      throw refused('tampered')
    }
  }
}

/**
 * PBKDF2 gives one block, from which HKDF makes the key and, apart from it, what the header keeps to recognise the passphrase:
 * two blocks of PBKDF2 would cost the owner twice the rounds and an attacker once.
 */
async function deriveKey(
  passphrase: string,
  { salt, rounds: iterations }: { readonly salt: Bytes; readonly rounds: number },
  subtle: WebCrypto,
): Promise<{ readonly key: Key; readonly check: string }> {
  // one passphrase whatever keyboard composed its letters
  const typed = text(passphrase.normalize('NFKC'))
  const password = await subtle.importKey('raw', typed, 'PBKDF2', false, ['deriveBits'])
  const stretched = await subtle.deriveBits(
    { name: 'PBKDF2', hash: 'SHA-256', salt, iterations },
    password,
    256,
  )
  const master = await subtle.importKey('raw', new Uint8Array(stretched), 'HKDF', false, ['deriveBits'])
  const expand = async (info: string, bits: number): Promise<Bytes> => {
    const algorithm = { name: 'HKDF', hash: 'SHA-256', salt: new Uint8Array(), info: text(info) } as const
    return new Uint8Array(await subtle.deriveBits(algorithm, master, bits))
  }
  const raw = await expand('nearside archive 1 key', 256)
  const key = await subtle.importKey('raw', raw, 'AES-GCM', false, ['encrypt', 'decrypt'])
  return { key, check: toHex(await expand('nearside archive 1 check', 128)) }
}

const gcm = (iv: Bytes, context: string, { index, name }: EntryPlace) =>
  ({
    name: 'AES-GCM',
    iv,
    additionalData: text(`${context}\n${index}\n${name}`),
    tagLength: 128,
  }) as const
