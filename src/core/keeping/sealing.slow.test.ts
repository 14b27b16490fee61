import { createDecipheriv, createHash, hkdfSync, pbkdf2Sync } from 'node:crypto'
import { beforeAll, describe, expect, test } from 'vitest'
import { jsonBytes } from './format.ts'
import { createSeal, createUnseal, type Seal } from './sealing.ts'
import { nodePlatform } from './testing.ts'

const passphrase = 'correct horse battery'
const secret = new TextEncoder().encode('Every cell of the table')
const place = { index: 3, name: 'table/rows-0.json' } as const

let seal: Seal
let closed: Uint8Array<ArrayBuffer>
beforeAll(async () => {
  seal = await createSeal(passphrase, nodePlatform)
  closed = await seal.close(place, secret)
})

const unsealOf = ({ header }: Seal, typed = passphrase) =>
  createUnseal(header.sealed!, jsonBytes(header), typed, nodePlatform)

describe('what is sealed', () => {
  test('opens with the passphrase, however its letters were composed', async () => {
    const umlaut = await createSeal('Zürich \u{1f600} ﬁve rivers', nodePlatform)
    const sealed = await umlaut.close(place, secret)
    const unseal = await unsealOf(umlaut, 'Zu\u0308rich \u{1f600} five rivers')
    expect(await unseal(place, sealed)).toEqual(secret)
  })

  test.each([
    ['another index', { ...place, index: 4 }],
    ['another name', { ...place, name: 'table/rows-1.json' }],
    ['the manifest’s place', { index: 'manifest', name: 'table/rows-0.json' } as const],
  ])('does not open in another place: %s', async (_what, elsewhere) => {
    const unseal = await unsealOf(seal)
    await expect(unseal(elsewhere, closed)).rejects.toMatchObject({ params: { reason: 'tampered' } })
    expect(await unseal(place, closed)).toEqual(secret)
  })

  test('does not open under a header that is written otherwise', async () => {
    const { header } = seal
    const other = new TextEncoder().encode(JSON.stringify(header))
    const unseal = await createUnseal(header.sealed!, other, passphrase, nodePlatform)
    await expect(unseal(place, closed)).rejects.toMatchObject({ params: { reason: 'tampered' } })
  })

  test('does not open with another passphrase, which is told from tampering', async () => {
    await expect(unsealOf(seal, `${passphrase} `)).rejects.toMatchObject({ code: 'wrong-passphrase' })
  })

  test('is what docs/ARCHIVE.md says, as another program makes it of Node’s own cryptography', () => {
    const { salt, rounds, check } = seal.header.sealed!
    expect(rounds).toBe(600_000)
    const master = pbkdf2Sync(passphrase, Buffer.from(salt, 'hex'), rounds, 32, 'sha256')
    const expand = (info: string, bytes: number): Buffer =>
      Buffer.from(hkdfSync('sha256', master, Buffer.alloc(0), info, bytes))
    expect(expand('nearside archive 1 check', 16).toString('hex')).toBe(check)
    const decipher = createDecipheriv(
      'aes-256-gcm',
      expand('nearside archive 1 key', 32),
      closed.subarray(0, 12),
    )
    decipher.setAAD(
      Buffer.from(
        `${createHash('sha256').update(jsonBytes(seal.header)).digest('hex')}\n3\ntable/rows-0.json`,
      ),
    )
    decipher.setAuthTag(closed.subarray(-16))
    const plain = Buffer.concat([decipher.update(closed.subarray(12, -16)), decipher.final()])
    expect(new Uint8Array(plain)).toEqual(secret)
  })
})
