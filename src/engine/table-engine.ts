import { surveyTable } from '../core/dataset/survey.ts'
import { readerOf } from '../core/tables/registry.ts'
import { planRowBlocks, sliceRows } from '../core/tables/row-blocks.ts'
import type { Table } from '../core/tables/table.ts'
import { attachFiles } from './attach-files.ts'
import type { TableReadOptions, TableWorker } from './protocol.ts'

/**
 * Reads one file and hands the table out block by block: cells copied in one go would hold up the page for as long
 * as a large file takes to copy.
 */
export function createTableEngine(): TableWorker {
  let table: Table
  let blocks: { from: number; to: number }[]
  return {
    async read(file, { files, ...options }, onProgress) {
      const read = await readFile(file, options, onProgress)
      const readIds = (ids: File) => readFile(ids, { ragged: 'refuse' }, () => undefined)
      table = files ? await attachFiles(read, files, readIds) : read
      blocks = planRowBlocks(table)
      const columns = table.columns.map((column) => column.name)
      return { ...table, columns, blocks: blocks.length }
    },
    async preview(file, options) {
      return readerOf(file.name).preview(chunksOf(file), { ...options, totalBytes: file.size })
    },
    async survey(file, options, pictures) {
      return surveyTable(await readFile(file, options, () => undefined), pictures)
    },
    block(index) {
      const { from, to } = blocks[index]!
      return Promise.resolve(sliceRows(table, from, to))
    },
  }
}

/** Often enough for a smooth bar, seldom enough to cost nothing. */
const millisecondsBetweenReports = 100

function readFile(
  file: File,
  options: TableReadOptions,
  onProgress: (bytesRead: number) => void,
): Promise<Table> {
  let reported = 0
  return readerOf(file.name).read(chunksOf(file), {
    ...options,
    totalBytes: file.size,
    onProgress(bytesRead) {
      const now = performance.now()
      if (now - reported < millisecondsBetweenReports && bytesRead < file.size) return
      reported = now
      onProgress(bytesRead)
    },
  })
}

/** Not every browser can iterate over a stream itself. */
async function* chunksOf(file: File): AsyncGenerator<Uint8Array> {
  const reader = file.stream().getReader()
  try {
    for (let part = await reader.read(); !part.done; part = await reader.read()) yield part.value
  } finally {
    await reader.cancel()
  }
}
