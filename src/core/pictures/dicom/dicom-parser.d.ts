/**
 * The part of dicom-parser that the core uses. The published types bring Node's with them, and name functions that
 * Node cannot import by name from a bundle of this kind.
 */
declare module 'dicom-parser' {
  export interface Element {
    readonly tag: string
    /** undefined in an implicit transfer syntax. */
    readonly vr?: string
    /** 4294967295 where it is undefined: then a delimiter ends it. */
    readonly length: number
    readonly dataOffset: number
    readonly items?: readonly { readonly dataSet?: DataSet }[]
  }
  /** Tags are written "x00280010". Functions give undefined where an element is absent or empty. */
  export interface DataSet {
    readonly elements: Readonly<Record<string, Element>>
    uint16(tag: string, index?: number): number | undefined
    int16(tag: string, index?: number): number | undefined
    /** Of a text with parts between backslashes. */
    string(tag: string, index?: number): string | undefined
    floatString(tag: string, index?: number): number | undefined
    intString(tag: string, index?: number): number | undefined
  }
  interface ParseOptions {
    /** For data without the header of a file. */
    readonly TransferSyntaxUID?: string
    /** Ends there, with that element's place. */
    readonly untilTag?: string
    readonly inflater?: (bytes: Uint8Array, position: number) => Uint8Array
  }
  const dicomParser: {
    /** @throws a text, an Error, or an object with one in `exception` */
    parseDicom(bytes: Uint8Array, options?: ParseOptions): DataSet
    readPart10Header(bytes: Uint8Array): DataSet
  }
  export default dicomParser
}
