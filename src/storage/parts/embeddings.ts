import { array, maxLength, minLength, picklist, pipe, strictObject, string } from 'valibot'
import { encodeValue } from '../../core/keeping/values.ts'
import { blockChecksum, encoderKeys, maxRowsPerBlock, verifiedBlocks } from '../embeddings.ts'
import { checked, require } from './checked.ts'
import type { ProjectPart } from './part.ts'
import { count } from './shapes.ts'

const flags = array(picklist([0, 1]))

const head = strictObject({
  encoder: pipe(string(), minLength(1)),
  device: string(),
  keys: pipe(array(string()), minLength(1), maxLength(maxRowsPerBlock)),
  cols: count,
  present: flags,
  overlong: flags,
})

type Head = ReturnType<typeof checkedHead>
const checkedHead = (bytes: Uint8Array) => checked(bytes, head)

const headFile = (encoder: number, block: number): string => `embeddings/${encoder}-${block}.json`
const vectorFile = (encoder: number, block: number): string => `embeddings/${encoder}-${block}.f32`

/** Frozen vectors, in blocks of rows: what they are of in JSON, the numbers as little-endian float32 [keys, cols]. */
export const embeddingsPart: ProjectPart = {
  name: 'embeddings',
  title: 'Embeddings',
  holds:
    'The vectors that encoders made of texts and pictures. Something of a text can be guessed from its vector.',
  patientData: true,
  ofCases: true,
  stores: { embeddingBlocks: 'project' },
  async *read({ db, project: { id } }) {
    for (const [i, encoder] of (await encoderKeys(db, id)).entries())
      for await (const block of verifiedBlocks(db, id, encoder)) {
        const { index, device, keys, cols, present, overlong, vectors } = block
        const facts = { encoder, device, keys, cols, present: [...present], overlong: [...overlong] }
        yield { name: headFile(i, index), bytes: encodeValue(facts) }
        yield { name: vectorFile(i, index), bytes: littleEndian(vectors) }
      }
  },
  restore({ projectId }) {
    const encoders: string[] = []
    let index = 0
    let facts: Head | null = null
    return {
      async add({ name, bytes }) {
        if (!facts) {
          facts = checkedHead(bytes)
          const isNew = facts.encoder !== encoders.at(-1)
          if (isNew) {
            require(!encoders.includes(facts.encoder))
            encoders.push(facts.encoder)
            index = 0
          }
          const { length } = facts.keys
          require(facts.present.length === length && facts.overlong.length === length)
          require(name === headFile(encoders.length - 1, index))
          return []
        }
        const { encoder, device, keys, cols } = facts
        require(name === vectorFile(encoders.length - 1, index))
        require(bytes.length === 4 * keys.length * cols)
        const content = {
          keys,
          cols,
          present: Uint8Array.from(facts.present),
          overlong: Uint8Array.from(facts.overlong),
          vectors: fromLittleEndian(bytes),
        }
        const value = {
          projectId,
          encoderKey: encoder,
          index,
          ...content,
          device,
          checksum: await blockChecksum(content),
        }
        facts = null
        index += 1
        return [{ store: 'embeddingBlocks', value }]
      },
      end() {
        require(facts === null)
        return []
      },
    }
  },
}

function littleEndian(vectors: Float32Array): Uint8Array<ArrayBuffer> {
  const view = new DataView(new ArrayBuffer(4 * vectors.length))
  vectors.forEach((value, i) => view.setFloat32(4 * i, value, true))
  return new Uint8Array(view.buffer)
}

function fromLittleEndian(bytes: Uint8Array): Float32Array<ArrayBuffer> {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  return Float32Array.from({ length: bytes.length / 4 }, (_, i) => view.getFloat32(4 * i, true))
}
