import { createHash } from 'node:crypto'
import { describe, expect, test } from 'vitest'
import type { Picture } from '../core/pictures/picture.ts'
import type { NewPictures } from './pictures.ts'
import { freshProfile, newProject, rawDatabase, smallTable } from './test-helpers.ts'

/** A picture of `size` bytes that begins with `first`. */
function somePicture(path: string, first: number, size = 100) {
  const bytes = new Uint8Array(size).fill(7)
  bytes[0] = first
  const key = createHash('sha256').update(bytes).digest('hex')
  const picture: Picture = { path, key, width: 2, height: 2, hash: '0'.repeat(16) }
  return { picture, bytes }
}

const rejected = [{ path: 'd.png', reason: 'truncated', detail: '' }] as const

function newPictures(items: readonly ReturnType<typeof somePicture>[]): NewPictures {
  return {
    items: (async function* () {
      yield* items
    })(),
    report: () => ({ rejected, notices: [] }),
  }
}

const three = [somePicture('a.png', 1), somePicture('b.png', 2), somePicture('c.png', 1)]

describe('pictures of a project', () => {
  test('are read back by their keys, with what was left out; equal ones are stored once', async () => {
    const storage = await freshProfile().open()
    const { id } = await storage.projects.create(newProject, smallTable, { pictures: newPictures(three) })
    const list = await storage.pictures.list(id)
    expect(list).toEqual({ pictures: three.map(({ picture }) => picture), rejected, notices: [] })
    const files = await storage.pictures.read(id, [three[1]!.picture.key, three[0]!.picture.key])
    const first = await Promise.all(files.map(async (file) => new Uint8Array(await file.arrayBuffer())[0]))
    expect(first).toEqual([2, 1])
    const raw = await rawDatabase()
    expect(await raw.count('pictures')).toBe(2)
    raw.close()
  })

  test('a project without pictures has none', async () => {
    const storage = await freshProfile().open()
    const { id } = await storage.projects.create(newProject, smallTable)
    expect(await storage.pictures.list(id)).toEqual({ pictures: [], rejected: [], notices: [] })
  })

  test('go with their project, and with no other', async () => {
    const storage = await freshProfile().open()
    const kept = await storage.projects.create(newProject, smallTable, { pictures: newPictures(three) })
    const gone = await storage.projects.create(newProject, smallTable, { pictures: newPictures(three) })
    await storage.projects.delete(gone.id)
    expect((await storage.pictures.list(kept.id)).pictures).toHaveLength(3)
    expect((await storage.pictures.list(gone.id)).pictures).toHaveLength(0)
    const raw = await rawDatabase()
    expect(await raw.count('pictures')).toBe(2)
    raw.close()
  })

  test('[row 51] a cancelled import leaves nothing of them', async () => {
    const storage = await freshProfile().open()
    const signal = { aborted: false }
    const large = [somePicture('a.png', 1, 9 << 20), somePicture('b.png', 2)]
    const pictures: NewPictures = {
      ...newPictures([]),
      items: (async function* () {
        yield large[0]!
        signal.aborted = true
        yield large[1]!
      })(),
    }
    const importing = storage.projects.create(newProject, smallTable, { signal, pictures })
    await expect(importing).rejects.toMatchObject({ code: 'cancelled' })
    const raw = await rawDatabase()
    expect(await raw.count('pictures')).toBe(0)
    expect(await raw.count('projects')).toBe(0)
    raw.close()
  })

  test('[P6] a changed byte and a missing picture are noticed', async () => {
    const storage = await freshProfile().open()
    const { id } = await storage.projects.create(newProject, smallTable, { pictures: newPictures(three) })
    const keys = [three[0]!.picture.key, three[1]!.picture.key]
    const raw = await rawDatabase()
    const stored = (await raw.getAll('pictures')).find(({ key }) => key === keys[1])!
    stored.bytes[50]! ^= 1
    await raw.put('pictures', stored)
    const damage = { code: 'data-corrupted', params: { what: 'pictures', block: 1 } }
    await expect(storage.pictures.read(id, keys)).rejects.toMatchObject(damage)
    await raw.delete('pictures', [id, stored.writeId, stored.key])
    await expect(storage.pictures.read(id, keys)).rejects.toMatchObject(damage)
    raw.close()
  })
})
