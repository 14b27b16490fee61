/** Value representations that the first elements of a file can have. */
const representations = new Set([
  'UL',
  'OB',
  'UI',
  'SH',
  'AE',
  'CS',
  'DA',
  'TM',
  'LO',
  'DT',
  'ST',
  'SQ',
  'PN',
])

/** The first value of a data set is a group length, a character set, an image type or an identifier: never long. */
const longestFirstValue = 128

/** Whether bytes without the preamble of a DICOM file begin as its header (group 2) or its data (group 8) do. */
export function looksLikeDicom(bytes: Uint8Array): boolean {
  if (bytes.length < 16) return false
  const group = bytes[0]! | (bytes[1]! << 8)
  if (group !== 2 && group !== 8) return false
  return representations.has(firstRepresentation(bytes)) || isShortImplicit(bytes)
}

/** Whether the values of a data set without a header say what they are. */
export const isExplicit = (bytes: Uint8Array): boolean => representations.has(firstRepresentation(bytes))

const firstRepresentation = (bytes: Uint8Array): string => String.fromCharCode(bytes[4]!, bytes[5]!)

function isShortImplicit(bytes: Uint8Array): boolean {
  const [tag, length] = [bytes[2]! | (bytes[3]! << 8), bytes[4]! | (bytes[5]! << 8)]
  const isShort = bytes[6] === 0 && bytes[7] === 0 && length > 0 && length <= longestFirstValue
  // group length, length to end, character set, image type, SOP class and instance
  return isShort && length % 2 === 0 && [0x0000, 0x0001, 0x0005, 0x0008, 0x0016, 0x0018].includes(tag)
}
