/**
 * What one file may hold. A renderer has to stay below 1.5 GB on an 8 GB PC: text is held at up to two bytes a
 * character, once in the worker that reads it and once in the page, so 256 MiB of file can take 1 GiB.
 */
export const maxFileBytes = 256 * 1024 * 1024
/** The widest study file in sight has a few hundred columns; beyond this the table is a matrix of vectors. */
export const maxColumns = 2_000
/** Twenty times 20,000 rows of 50 columns. Empty cells cost a byte in the file and eight in memory. */
export const maxCells = 20_000_000
/** Characters of one row as written in the file; longer is a document in a cell, or a quotation mark never closed. */
export const maxRowCharacters = 5_000_000
