import { Failure } from '../failure.ts'
import { matrix, type Matrix } from '../math/matrix.ts'
import { assertSize } from '../tables/file-bytes.ts'
import { maxCells } from '../tables/limits.ts'

const format = 'NumPy (.npy)'
const magic = [0x93, 0x4e, 0x55, 0x4d, 0x50, 0x59]

type ReadNumber = (view: DataView, at: number, littleEndian: boolean) => number

/** NumPy's kinds of numbers, with their bytes. */
const numberTypes: ReadonlyMap<string, ReadNumber> = new Map<string, ReadNumber>([
  ['f2', (view, at, little) => halfToNumber(view.getUint16(at, little))],
  ['f4', (view, at, little) => view.getFloat32(at, little)],
  ['f8', (view, at, little) => view.getFloat64(at, little)],
  ['i1', (view, at) => view.getInt8(at)],
  ['i2', (view, at, little) => view.getInt16(at, little)],
  ['i4', (view, at, little) => view.getInt32(at, little)],
  ['i8', (view, at, little) => Number(view.getBigInt64(at, little))],
  ['u1', (view, at) => view.getUint8(at)],
  ['u2', (view, at, little) => view.getUint16(at, little)],
  ['u4', (view, at, little) => view.getUint32(at, little)],
  ['u8', (view, at, little) => Number(view.getBigUint64(at, little))],
])

/**
 * The array of an .npy file (NEP 1, versions 1.0 to 3.0), [vectors, dimensions], rounded to float32. Values beyond its range
 * become infinite.
 * @throws Failure 'file-empty', 'file-too-large', 'wrong-content', 'file-damaged', 'vectors-unsupported' (objects, complex
 *   numbers, texts; other than two dimensions), 'too-many-cells'
 */
export function readNpy(bytes: Uint8Array): Matrix {
  assertSize(bytes.length)
  if (bytes.length === 0) throw new Failure('file-empty', {})
  if (!magic.every((byte, i) => bytes[i] === byte)) throw new Failure('wrong-content', { format })
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  const { text, dataAt } = readHeader(bytes, view)
  const { read, size, littleEndian } = readType(text)
  const [rows, cols] = readShape(text)
  if (rows * cols > maxCells) throw new Failure('too-many-cells', { limit: maxCells })
  if (dataAt + rows * cols * size > bytes.length) throw damaged()
  if (dataAt + rows * cols * size < bytes.length) throw unsupported('several arrays in one file')

  const X = matrix(rows, cols)
  const [rowStep, colStep] = isColumnMajor(text) ? [size, rows * size] : [cols * size, size]
  for (let i = 0; i < rows; i++)
    for (let j = 0; j < cols; j++)
      X.data[i * cols + j] = read(view, dataAt + i * rowStep + j * colStep, littleEndian)
  return X
}

const damaged = (): Failure => new Failure('file-damaged', { format })
const unsupported = (feature: string): Failure => new Failure('vectors-unsupported', { feature })

/** The header: a Python dictionary, as text. */
function readHeader(bytes: Uint8Array, view: DataView): { text: string; dataAt: number } {
  const major = bytes[6] ?? 0
  if (major < 1 || major > 3) throw unsupported(`version ${major} of the format`)
  const headerAt = major === 1 ? 10 : 12
  if (bytes.length < headerAt) throw damaged()
  const dataAt = headerAt + (major === 1 ? view.getUint16(8, true) : view.getUint32(8, true))
  if (dataAt > bytes.length) throw damaged()
  // A header of numbers has about a hundred characters; a long one lists the fields of a structured type.
  const text = new TextDecoder('utf-8').decode(bytes.subarray(headerAt, Math.min(dataAt, headerAt + 1000)))
  return { text, dataAt }
}

function readType(header: string): { read: ReadNumber; size: number; littleEndian: boolean } {
  const written = /'descr':\s*(?:'([^']*)'|(\[))/.exec(header)
  if (!written) throw damaged()
  const descr = written[1]
  if (descr === undefined) throw unsupported('records of several values')
  const [, order, kind] = /^([<>|=])([a-zA-Z]\d{1,4})$/.exec(descr) ?? []
  if (kind === undefined) throw unsupported('values that are no numbers')
  const read = numberTypes.get(kind)
  if (!read) throw unsupported(`values of type ${kind}`)
  return { read, size: Number(kind.slice(1)), littleEndian: order !== '>' }
}

function readShape(header: string): [rows: number, cols: number] {
  const inside = /'shape':\s*\(([\d\s,L]*)\)/.exec(header)?.[1]
  if (inside === undefined) throw damaged()
  const shape = inside.split(',').filter((part) => part.trim() !== '').map((part) => Number.parseInt(part, 10)) // prettier-ignore
  if (shape.length !== 2) throw unsupported(`an array of ${shape.length} dimensions in place of 2`)
  const [rows, cols] = shape as [number, number]
  if (!Number.isSafeInteger(rows) || !Number.isSafeInteger(cols)) throw damaged()
  if (rows === 0 || cols === 0) throw unsupported('an array without values')
  return [rows, cols]
}

const isColumnMajor = (header: string): boolean => /'fortran_order':\s*True/.test(header)

/** IEEE 754 binary16. */
function halfToNumber(bits: number): number {
  const sign = bits & 0x8000 ? -1 : 1
  const exponent = (bits >> 10) & 0x1f
  const fraction = bits & 0x3ff
  if (exponent === 0x1f) return fraction ? Number.NaN : sign * Number.POSITIVE_INFINITY
  return sign * (exponent === 0 ? fraction * 2 ** -24 : (1024 + fraction) * 2 ** (exponent - 25))
}
