import type { Matrix } from '../math/matrix.ts'
import type { Notice } from '../notice.ts'

/**
 * What a column is for. The study file's vocabulary (docs: the study file); roles whose modality is not built yet are
 * refused with a failure that says so.
 */
export const roles = [
  'id', 'text', 'image', 'number', 'category', 'embedding', 'label', 'patient', 'site', 'date', 'fold', 'ignore',
] as const // prettier-ignore
export type Role = (typeof roles)[number]

/** A case's label that a person changed: what the file says, and what holds instead. Classes, after merging. */
export interface Relabel {
  /** The case's ID. */
  readonly case: string
  readonly from: string
  readonly to: string
}

/**
 * One entry in a study: what a column is for, or, where an embedding has `columns` or `prefix`, what several columns are
 * for together. Only the label's entry uses positive, classes, merge, relabels; with another role they are set aside.
 */
export interface ColumnRole {
  readonly role: Role
  /** Of an embedding: the columns whose numbers are its vectors, in this order. */
  readonly columns?: readonly string[]
  /** Of an embedding: its columns are those named by this and digits only (e0, e1, ...), in the order of the numbers. */
  readonly prefix?: string
  /** The class that f1, sensitivity and the binary curves speak of (two classes). */
  readonly positive?: string
  /** Fixes the order of the classes (after merging). */
  readonly classes?: readonly string[]
  /** new class -> the values it is made of. */
  readonly merge?: Readonly<Record<string, readonly string[]>>
  /** Labels that were changed by hand, one a case at most. */
  readonly relabels?: readonly Relabel[]
}

/**
 * Column name -> what it is for; columns not named are ignored. The key of an embedding of several columns is the name of
 * the modality, which no column has.
 */
export type ColumnRoles = Readonly<Record<string, ColumnRole>>

/** The texts of one column; null is a missing value (rule R7), never an empty string. */
export interface TextColumn {
  readonly name: string
  /** [n] */
  readonly values: readonly (string | null)[]
}

/** One modality of the cases, before encoding. Of several joined columns, its name is no column's and no other modality's. */
export interface TextModality extends TextColumn {
  readonly kind: 'text'
  /** The columns that were joined, in their order; absent where it is one column as it is. */
  readonly parts?: readonly TextColumn[]
}

/** Pictures of the cases, several where a case has several: their vectors are averaged. */
export interface ImageModality {
  readonly kind: 'image'
  /** The column's name. */
  readonly name: string
  /** Content keys of each case's pictures, [n]; empty where it has none (R7). */
  readonly pictures: readonly (readonly string[])[]
}

/** Vectors that were made elsewhere. */
export interface EmbeddingModality {
  readonly kind: 'embedding'
  /** The key of its entry in the study. */
  readonly name: string
  /** [n, d]; a missing one's row is zeros and never used. */
  readonly X: Matrix
  /** 0 where the case has no vector (R7), [n]. */
  readonly present: Uint8Array
}

/** A column of numbers, [n]; NaN where a value is missing (R7). */
export interface NumberColumn {
  readonly kind: 'number'
  readonly name: string
  readonly values: Float64Array
}

/** A column of categories: indices into levels, [n]; -1 where a value is missing (R7). */
export interface CategoryColumn {
  readonly kind: 'category'
  readonly name: string
  readonly values: Int32Array
  /** Each different value once, in the order of its code units. */
  readonly levels: readonly string[]
}

export type TableColumnValues = NumberColumn | CategoryColumn

/** All numbers and categories of the cases: one modality, made into vectors inside each fold (R2). */
export interface TableModality {
  readonly kind: 'table'
  /** Differs from the names of all other modalities. */
  readonly name: string
  /** At least one. */
  readonly columns: readonly TableColumnValues[]
}

export type Modality = TextModality | ImageModality | EmbeddingModality | TableModality

/** n labelled cases, one a row kept. All arrays have length n and the same order. */
export interface Dataset {
  /** Unique: the id column, or the row number in the file ("row 12"). */
  readonly caseIds: readonly string[]
  /** The patient of each case; where one row is one patient, the case id. Rows of one patient never part (R1). */
  readonly patientIds: readonly string[]
  /** Row of the table of each case. */
  readonly rows: Int32Array
  readonly classes: readonly string[]
  /** Index into classes of each case. */
  readonly y: Int32Array
  /** Index into classes of the positive class; null where there are more than two. */
  readonly positive: number | null
  /** At least one: texts, pictures and ready-made vectors, each in the order of their columns, then the table. */
  readonly modalities: readonly Modality[]
  /** Given folds, where a column has the role fold. */
  readonly folds: Int32Array | null
  readonly excluded: readonly { readonly reason: string; readonly count: number }[]
  readonly notices: readonly Notice[]
  /**
   * Indices of the cases, rising, of those notices whose cases only the making of the data set knows; those of others are found
   * again (`withCases`).
   */
  readonly noticedCases: ReadonlyMap<Notice, Int32Array>
}
