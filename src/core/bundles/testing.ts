import fc from 'fast-check'

/** Parts of paths as people and programs write them, and as nobody should. */
const part = fc.oneof(
  fc.constantFrom(
    'images', 'a.png', 'A.PNG', 'a', 'a.jpg', 'cases.csv', 'v.npy', 'v.ids.csv', 'x.zip', 'IM0001', '1.2.840', '__proto__',
    'constructor', '__MACOSX', '.hidden', '..', '.', ' ', 'NA', '[1].png', 'a;b.png', 'é.png', 'e\u0301.png', '\u202egnp.a',
    '\ud800.png', '😀', 'train', 'NORMAL', '7', '7_1.png',
  ), // prettier-ignore
  fc.string({ unit: 'binary', maxLength: 6 }),
)

/** Any string that may stand for a path. */
export const anyPath = fc
  .tuple(fc.array(part, { maxLength: 4 }), fc.constantFrom('/', '\\', '//'), fc.constantFrom('', '/', 'C:\\'))
  .map(([parts, between, before]) => before + parts.join(between))

interface NpyParts {
  readonly descr?: string
  readonly shape?: string
  readonly order?: string
  readonly version?: number
  readonly data?: Uint8Array
}

/** An .npy file as NumPy writes it, of [[1, 2], [3, 4]] where nothing else is said. */
export function npyOf({
  descr = '<f4',
  shape = '(2, 2)',
  order = 'False',
  version = 1,
  data = new Uint8Array(Float32Array.of(1, 2, 3, 4).buffer),
}: NpyParts): Uint8Array {
  const written = descr.startsWith('[') ? descr : `'${descr}'`
  const header = new TextEncoder().encode(
    `{'descr': ${written}, 'fortran_order': ${order}, 'shape': ${shape}, }\n`,
  )
  const lengthBytes = version === 1 ? 2 : 4
  const bytes = new Uint8Array(8 + lengthBytes + header.length + data.length)
  bytes.set([0x93, 0x4e, 0x55, 0x4d, 0x50, 0x59, version, 0])
  const view = new DataView(bytes.buffer)
  if (version === 1) view.setUint16(8, header.length, true)
  else view.setUint32(8, header.length, true)
  bytes.set(header, 8 + lengthBytes)
  bytes.set(data, 8 + lengthBytes + header.length)
  return bytes
}
