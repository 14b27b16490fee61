import { sha256 } from 'hash-wasm'
import { array, picklist, pipe, regex, strictObject, string } from 'valibot'
import { pictureTroubles } from '../../core/pictures/picture.ts'
import { encodeValue } from '../../core/keeping/values.ts'
import { readPictureBytes } from '../pictures.ts'
import type { PictureListRecord } from '../schema.ts'
import { read } from '../transaction.ts'
import { checked, require } from './checked.ts'
import type { ProjectPart } from './part.ts'
import { count, notice } from './shapes.ts'

const list = strictObject({
  pictures: array(
    strictObject({
      path: string(),
      key: pipe(string(), regex(/^[0-9a-f]{64}$/)),
      width: count,
      height: count,
      hash: pipe(string(), regex(/^[0-9a-f]{16}$/)),
    }),
  ),
  rejected: array(strictObject({ path: string(), reason: picklist(pictureTroubles), detail: string() })),
  notices: array(notice),
})

const listFile = 'pictures/pictures.json'
const pictureFile = (key: string): string => `pictures/${key}`

/** The pictures as they are kept, each under the SHA-256 of its bytes, and what is known of them. */
export const picturesPart: ProjectPart = {
  name: 'pictures',
  title: 'Pictures',
  holds: 'Every picture that came with the table, and the names of their files.',
  patientData: true,
  ofCases: true,
  stores: { pictureLists: 'project', pictures: 'project' },
  async *read({ db, project: { id } }) {
    const record = await read(() => db.get('pictureLists', id))
    if (!record) return
    const { pictures, rejected, notices } = record
    yield { name: listFile, bytes: encodeValue({ pictures, rejected, notices }) }
    const keys = [...new Set(pictures.map(({ key }) => key))]
    let next = 0
    for await (const bytes of readPictureBytes(db, id, keys))
      yield { name: pictureFile(keys[next++]!), bytes }
  },
  restore({ projectId, writeId }) {
    let record: PictureListRecord | undefined
    const missing = new Set<string>()
    return {
      async add({ name, bytes }) {
        if (name === listFile) {
          record = { ...checked(bytes, list), projectId, writeId } as PictureListRecord
          for (const { key } of record.pictures) missing.add(key)
          return []
        }
        const key = name.slice(pictureFile('').length)
        require(missing.delete(key) && (await sha256(bytes)) === key)
        return [{ store: 'pictures', value: { projectId, writeId, key, bytes } }]
      },
      end() {
        require(missing.size === 0)
        return record ? [{ store: 'pictureLists', value: record }] : []
      },
    }
  },
}
