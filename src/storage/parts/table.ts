import { array, instance, optional, strictObject, string } from 'valibot'
import { encodeValue } from '../../core/keeping/values.ts'
import type { Notice } from '../../core/notice.ts'
import { readTableBlocks } from '../cases.ts'
import { checksum } from '../checksum.ts'
import type { TableHeader } from '../schema.ts'
import { checked, checkedJson, require } from './checked.ts'
import type { ProjectPart } from './part.ts'
import { count, distinctStrings, notice } from './shapes.ts'

const header = strictObject({
  columns: distinctStrings,
  rows: count,
  notices: array(notice),
  rowNumbers: optional(instance(Int32Array)),
})

const cells = array(array(string()))

const headerFile = 'table/table.json'
const blockFile = (index: number): string => `table/rows-${index}.json`

/** The opened table, cell for cell. A block is an array of cells for each column, of consecutive rows. */
export const tablePart: ProjectPart = {
  name: 'table',
  title: 'Table',
  holds: 'Every cell of the table that was opened: notes, measurements, labels, patients.',
  patientData: true,
  ofCases: true,
  stores: { tables: 'project', tableBlocks: 'project' },
  async *read({ db, project }) {
    const { header: stored, blocks } = await readTableBlocks(db, project.id)
    const { columns, rows, notices, rowNumbers } = stored
    yield { name: headerFile, bytes: encodeValue({ columns, rows, notices, rowNumbers }) }
    for await (const { index, bytes } of blocks) yield { name: blockFile(index), bytes }
  },
  restore({ projectId, writeId }) {
    let table: Omit<TableHeader, 'blocks'> | undefined
    let blocks = 0
    let rowsRead = 0
    return {
      async add({ name, bytes }) {
        if (name === headerFile) {
          const { rowNumbers, notices, ...rest } = checked(bytes, header)
          require(rowNumbers === undefined || rowNumbers.length === rest.rows)
          table = {
            ...rest,
            projectId,
            writeId,
            notices: notices as unknown as readonly Notice[],
            ...(rowNumbers && { rowNumbers }),
          }
          return []
        }
        require(table !== undefined && name === blockFile(blocks))
        const columns = checkedJson(bytes, cells)
        const rows = columns[0]?.length ?? 0
        require(columns.length === table.columns.length && columns.every(({ length }) => length === rows))
        const value = { projectId, writeId, index: blocks, rows, bytes, checksum: await checksum(bytes) }
        blocks += 1
        rowsRead += rows
        return [{ store: 'tableBlocks', value }]
      },
      end() {
        require(table !== undefined && rowsRead === table.rows)
        return [{ store: 'tables', value: { ...table, blocks } }]
      },
    }
  },
}
