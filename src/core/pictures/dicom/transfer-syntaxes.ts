/** How the pixels of a DICOM file are written. */
export type PixelEncoding = 'native' | 'native-big-endian' | 'rle' | 'jpeg' | 'jpeg-lossless'

export interface TransferSyntax {
  readonly name: string
  /** null: cannot be read. */
  readonly encoding: PixelEncoding | null
}

const root = '1.2.840.10008.1.2'

/** DICOM PS3.6, table A-1; what follows the root. */
const syntaxes: Readonly<Record<string, TransferSyntax>> = {
  '': { name: 'Implicit VR Little Endian', encoding: 'native' },
  '.1': { name: 'Explicit VR Little Endian', encoding: 'native' },
  '.2': { name: 'Explicit VR Big Endian', encoding: 'native-big-endian' },
  '.1.98': { name: 'Encapsulated Uncompressed', encoding: null },
  '.1.99': { name: 'Deflated', encoding: null },
  '.4.50': { name: 'JPEG Baseline', encoding: 'jpeg' },
  '.4.51': { name: 'JPEG Extended', encoding: 'jpeg' },
  '.4.57': { name: 'JPEG Lossless', encoding: 'jpeg-lossless' },
  '.4.70': { name: 'JPEG Lossless', encoding: 'jpeg-lossless' },
  '.4.80': { name: 'JPEG-LS', encoding: null },
  '.4.81': { name: 'JPEG-LS', encoding: null },
  '.4.90': { name: 'JPEG 2000', encoding: null },
  '.4.91': { name: 'JPEG 2000', encoding: null },
  '.4.92': { name: 'JPEG 2000', encoding: null },
  '.4.93': { name: 'JPEG 2000', encoding: null },
  '.4.94': { name: 'JPIP', encoding: null },
  '.4.95': { name: 'JPIP', encoding: null },
  '.4.100': { name: 'MPEG-2', encoding: null },
  '.4.101': { name: 'MPEG-2', encoding: null },
  '.4.102': { name: 'MPEG-4', encoding: null },
  '.4.103': { name: 'MPEG-4', encoding: null },
  '.4.104': { name: 'MPEG-4', encoding: null },
  '.4.105': { name: 'MPEG-4', encoding: null },
  '.4.106': { name: 'MPEG-4', encoding: null },
  '.4.107': { name: 'HEVC', encoding: null },
  '.4.108': { name: 'HEVC', encoding: null },
  '.4.110': { name: 'JPEG XL', encoding: null },
  '.4.111': { name: 'JPEG XL', encoding: null },
  '.4.112': { name: 'JPEG XL', encoding: null },
  '.4.201': { name: 'High-Throughput JPEG 2000', encoding: null },
  '.4.202': { name: 'High-Throughput JPEG 2000', encoding: null },
  '.4.203': { name: 'High-Throughput JPEG 2000', encoding: null },
  '.5': { name: 'RLE', encoding: 'rle' },
}

/** The syntax of an identifier; a private one is named by its number. */
export function transferSyntax(uid: string): TransferSyntax {
  const known = uid.startsWith(root) ? syntaxes[uid.slice(root.length)] : undefined
  if (known) return known
  return {
    name: /^[\d.]{1,64}$/.test(uid) ? `transfer syntax ${uid}` : 'unknown transfer syntax',
    encoding: null,
  }
}

export const implicitLittleEndian = root
export const explicitLittleEndian = `${root}.1`
