/** Files that are read as pictures, or refused as such by name: the reader of pictures says which of them it decodes. */
const pictureEndings: ReadonlySet<string> = new Set([
  'png', 'jpg', 'jpeg', 'jfif', 'webp', 'bmp', 'gif', 'dcm', 'dicom', 'ima', 'tif', 'tiff', 'heic', 'heif', 'avif', 'svg',
]) // prettier-ignore

/** The last part of a path. */
export const baseOf = (path: string): string => path.slice(path.lastIndexOf('/') + 1)

/** What follows the last dot of the name, in lower case; '' where that is a part of the name, as in DICOM's 1.2.840.10008. */
export const endingOf = (path: string): string =>
  /\.(?=\d*[a-z])([a-z0-9]{1,8})$/i.exec(baseOf(path))?.[1]?.toLowerCase() ?? ''

export const isPictureName = (path: string): boolean => pictureEndings.has(endingOf(path))

/** "a/b" for "a/b.png"; a path that does not end as pictures do is left as it is. */
export const withoutPictureEnding = (path: string): string =>
  isPictureName(path) ? path.slice(0, path.lastIndexOf('.')) : path
