import { spawnSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { strFromU8, unzipSync } from 'fflate'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { pythonWith } from '../../../tools/python.ts'
import type { TableModality } from '../dataset/dataset.ts'
import type { ExperimentData, ModalityVectors } from '../evaluation/types.ts'
import { row } from '../math/matrix.ts'
import type { FinalModel } from '../model/final-model.ts'
import { openModel, predictProbabilities } from '../model/predict-cases.ts'
import { useCpuBackend } from '../projection/testing/cpu-backend.ts'
import { escapeFormula } from '../tables/write-csv.ts'
import { deployFolder, encodersOf } from './deploy-folder.ts'
import { feedsOf } from './feeds.ts'
import { modelToOnnx, type ModelFile } from './model-file.ts'
import { fitMixed } from './testing/fit-mixed.ts'
import { mixedCases } from './testing/mixed-cases.ts'
import { largestDifference } from './testing/run-onnx.ts'

const score = readFileSync(new URL('deploy/score.py', import.meta.url), 'utf8')
const card = { markdown: '# Card\n', html: '<h1>Card</h1>' }
const check = { cases: 40, of: 40, largestDifference: 2e-7, otherLabels: 0 }
const data = mixedCases(40, 2)
const folder = mkdtempSync(join(tmpdir(), 'nearside-deploy-'))

let model: FinalModel
let file: ModelFile
let entries: Record<string, Uint8Array>

beforeAll(async () => {
  await useCpuBackend()
  const choice = { projection: 'pca', fusion: 'per-modality', classifier: 'lr', recalibration: 'platt' } as const // prettier-ignore
  model = await fitMixed(data, choice)
  file = modelToOnnx(model)
  entries = unzipSync(deployFolder(model, file, check, { score, card, encoders: [] }))
  mkdirSync(join(folder, 'nearside-model'))
  for (const [path, bytes] of Object.entries(entries)) writeFileSync(join(folder, path), bytes)
  writeFileSync(join(folder, 'cases.csv'), csvOf(data))
})
afterAll(() => rmSync(folder, { recursive: true }))

const at = (...parts: string[]): string => join(folder, 'nearside-model', ...parts)

/** The cases as DEPLOY.md says that a CSV holds them, with the ways in which a value can be missing. */
function csvOf({ modalities, y }: ExperimentData): string {
  const [note, ecg, table] = modalities as [ModalityVectors, ModalityVectors, TableModality]
  const header = ['case', ...Array.from({ length: 12 }, (_, j) => `clinical_note_${j}`), 'e0', 'e1', 'e2', 'e3', 'e4', ...table.columns.map(({ name }) => name)] // prettier-ignore
  const lines = Array.from(y, (_, i) => {
    const vector = ({ X, present }: ModalityVectors): string[] =>
      Array.from(row(X, i), (value) => (present[i] === 1 ? String(value) : ''))
    const cells = table.columns.map((column) => {
      if (column.kind === 'number') return Number.isNaN(column.values[i]) ? ['', ' ', 'NA', '?', '-999'][i % 5]! : String(column.values[i]) // prettier-ignore
      return column.values[i]! < 0 ? ['', 'n/a'][i % 2]! : ` ${column.levels[column.values[i]!]!}\u200b`
    })
    return [`c${i}`, ...vector(note), ...vector(ecg), ...cells].join(',')
  })
  return `\uFEFF${header.join(',')}\r\n${lines.join('\r\n')}\r\n`
}

describe('the folder to take away', () => {
  test('holds the model, its script, its encoders, notes and card, and is the same each time', () => {
    expect(Object.keys(entries).sort()).toEqual(
      ['DEPLOY.md', 'MODEL-CARD.md', 'encoders.json', 'model-card.html', 'model.onnx', 'score.py'].map(
        (name) => `nearside-model/${name}`,
      ),
    )
    expect(entries['nearside-model/model.onnx']).toEqual(new Uint8Array(file.bytes))
    const again = deployFolder(model, file, check, { score, card, encoders: [] })
    expect(unzipSync(again)).toEqual(entries)
  })

  test('its notes name every input, and the server configuration has their types', () => {
    const notes = strFromU8(entries['nearside-model/DEPLOY.md']!)
    expect(notes).toContain('Research use only')
    expect(notes).toContain('40 of the 40 cases')
    for (const line of [
      '{ name: "clinical_note", data_type: TYPE_FP32, dims: [ -1, 12 ] }',
      '{ name: "clinical_note_present", data_type: TYPE_BOOL, dims: [ -1 ] }',
      '{ name: "table_numbers", data_type: TYPE_FP64, dims: [ -1, 3 ] }',
      '{ name: "table_categories", data_type: TYPE_INT64, dims: [ -1, 2 ] }',
      '{ name: "label", data_type: TYPE_STRING, dims: [ -1 ] }',
    ])
      expect(notes).toContain(line)
    for (const engine of ['mapInPandas', 'map_batches', 'max_batch_size: 0']) expect(notes).toContain(engine)
  })

  test('a classifier that keeps cases is said to hold patient data', async () => {
    const choice = { projection: 'none', fusion: 'single', classifier: 'knn', recalibration: 'none' } as const
    const keeping = await fitMixed(data, choice)
    const zip = unzipSync(deployFolder(keeping, modelToOnnx(keeping), check, { score, card, encoders: [] }))
    expect(strFromU8(zip['nearside-model/DEPLOY.md']!)).toContain('This folder holds patient data')
    expect(strFromU8(entries['nearside-model/DEPLOY.md']!)).toContain('holds no case')
  })

  test('encoders are given with pooling and tokenizer settings where they are installed, else by their id', () => {
    const encoder = { id: 'org/text', revision: 'abc', dtype: 'q8' }
    const text = { kind: 'text', name: 'note', columns: ['note'], longTexts: 'windows', encoder } as const
    const spec = {
      ...encoder,
      dtype: 'q8' as const,
      title: 'T',
      modality: 'text' as const,
      dimensions: 8,
      weights: 'model',
      output: 'last_hidden_state',
      pooling: 'mean' as const,
      prefix: 'query: ',
      maxTokens: 512,
      licence: 'MIT',
      description: '',
      bytes: 1,
    }
    const known = { modality: 'note', id: 'org/text', revision: 'abc', dtype: 'q8', long_texts: 'windows' }
    const of = { modalities: [text], procedure: model.procedure }
    expect(encodersOf(of, [])).toEqual([{ ...known, kind: 'text', columns: ['note'], used: false }])
    expect(encodersOf(of, [spec])[0]).toMatchObject({
      ...known,
      pooling: 'mean',
      tokenizer: { prefix: 'query: ', max_tokens: 512 },
    })
  })
})

const numpy = pythonWith('numpy')
const withoutNumpy = numpy ? '' : ' (skipped: no Python with numpy is here)'

const python = (code: string, ...more: string[]) =>
  spawnSync(numpy!, ['-c', `import sys; sys.path.insert(0, sys.argv[1]); from score import *\n${code}`, at(), ...more], { encoding: 'utf8' }) // prettier-ignore

describe.skipIf(!numpy)(`score.py reads a CSV as the app does${withoutNumpy}`, () => {
  test('R7: what the model is given is what the app gives it, gaps and unknown categories too', () => {
    const code = `
table, rows = read_csv(sys.argv[2])
inputs, missing = json.loads(sys.argv[3])
feeds = make_feeds(inputs, missing, table, rows)
print(json.dumps({name: [str(value.dtype), list(value.shape), [None if v != v else v for v in value.ravel().tolist()]] for name, value in feeds.items()}))`
    const missing = { words: ['na', 'n/a'], number_marks: ['?'], number_codes: ['-999'] }
    const { stdout, stderr } = python(code, join(folder, 'cases.csv'), JSON.stringify([file.inputs, missing]))
    expect(stderr).toBe('')
    const feeds = JSON.parse(stdout) as Record<string, [string, number[], (number | boolean | null)[]]>
    for (const { name, dims, type, data: values } of feedsOf(
      file.inputs,
      data.modalities,
      Int32Array.from(data.y.keys()),
    )) {
      // prettier-ignore
      const [dtype, shape, given] = feeds[name]!
      expect([name, dtype, shape]).toEqual([name, type, dims])
      const present = feeds['clinical_note_present']![2]
      Array.from(values as Iterable<number | bigint>, Number).forEach((value, i) => {
        // of a case without a vector any numbers will do
        if (name === 'clinical_note' && present[Math.floor(i / 12)] === false) return
        expect([name, i, given[i] === null ? NaN : Number(given[i])]).toEqual([name, i, value])
      })
    }
  })

  test.each([
    ['a word among the numbers', 'e0,e1\n1,x\n', "row 2, column 'e1': not a number"],
    ['a part of a vector', 'e0,e1\n1,2\n1,\n', "row 3: a part of the vector 'v' is missing"],
    ['a short row', 'e0,e1\n1\n', 'row 2 has 1 cells, the header 2'],
  ])('%s is refused by row and column, and not quoted', (_, content, said) => {
    writeFileSync(at('bad.csv'), content)
    const { stdout } = python(`
try:
    table, rows = read_csv(sys.argv[2])
    make_feeds([{"kind": "vectors", "name": "v", "present": "p", "columns": ["e0", "e1"]}], {"words": [], "number_marks": [], "number_codes": []}, table, rows)
except BadCsv as problem:
    print(problem)`, at('bad.csv')) // prettier-ignore
    expect(stdout.trim()).toBe(said)
  })
})

test.skipIf(!numpy)(
  `score.py writes no name that a spreadsheet would run, and spares what the app spares${withoutNumpy}`,
  () => {
    const cells = ['=1+1', '+cmd', '-cmd|calc', '@SUM(A1)', '\t=1', ' =1', '\uff1d1', '\ufeff@x', '\n=1', '-1+1', '=-5', '-5', '+3.2e-4', '-0,5', '5-3', 'a=b', '', 'c7'] // prettier-ignore
    const code = `
print(json.dumps([escaped(cell) for cell in json.loads(sys.argv[2])]))
write_scores(sys.stdout, '=id', ['@case'], ['-no'], ['-no', 'yes'], [[0.25, 0.75]])`
    const { stdout, stderr } = python(code, JSON.stringify(cells))
    expect(stderr).toBe('')
    const [printed, ...written] = stdout.trim().split('\n')
    expect(JSON.parse(printed!)).toEqual(cells.map(escapeFormula))
    expect(written).toEqual(["'=id,label,probability -no,probability yes", "'@case,'-no,0.25,0.75"])
  },
)

// a stranger with Python's own package, else onnxruntime-node under its name
const runtime = pythonWith('numpy', 'onnxruntime') ?? pythonWith('numpy', 'onnx')
const standIn = fileURLToPath(new URL('testing/stand-in/', import.meta.url))
const environment = pythonWith('numpy', 'onnxruntime')
  ? process.env
  : { ...process.env, PYTHONPATH: standIn, NODE: process.execPath, RUN_FEEDS: join(standIn, 'run-feeds.mjs') }
const withoutRuntime = runtime ? '' : ' (skipped: no Python with onnxruntime or onnx is here)'

describe.skipIf(!runtime)(`the folder as a stranger uses it${withoutRuntime}`, () => {
  const run = (...line: string[]) =>
    spawnSync(runtime!, line, { cwd: at(), env: environment, encoding: 'utf8' })

  test('score.py gives the app’s probabilities, and names the columns it looks for', async () => {
    const { status, stderr } = run('score.py', join(folder, 'cases.csv'), '--id', 'case', '--out', 'out.csv')
    expect([status, stderr]).toEqual([0, ''])
    const [header, ...lines] = readFileSync(at('out.csv'), 'utf8').trim().split('\n')
    expect(header).toBe('case,label,probability benign,probability malignant')
    expect(lines[7]!.startsWith('c7,')).toBe(true)
    const own = await predictProbabilities(openModel(model), data.modalities)
    const scored = lines.flatMap((line) => line.split(',').slice(2).map(Number))
    expect(largestDifference(scored, own.data)).toBeLessThan(1e-6)
    const columns = run('score.py', '--columns').stdout.trim().split('\n')
    expect(['case', ...columns].sort()).toEqual(csvOf(data).slice(1).split('\r\n')[0]!.split(',').sort())
  })

  test.each([
    [
      'a column that is not there',
      ['cases.csv', '--id', 'number'],
      "score.py: there is no column 'number'\n",
    ],
    [
      'a CSV of something else',
      ['other.csv'],
      "score.py: none of the model's columns is there; python score.py --columns lists them\n",
    ],
  ])('%s is told in a line', (_what, [csv, ...more], said) => {
    // prettier-ignore
    writeFileSync(join(folder, 'other.csv'), 'a,b\n1,2\n')
    const { status, stderr } = run('score.py', join(folder, csv!), ...more)
    expect([status, stderr]).toEqual([1, said])
  })

  test.each([
    ['Spark', 'def score_batches', 'result = list(score_batches(iter([Frame(table), Frame(table)])))'],
    ['Ray Data', 'class Scorer', 'result = [Scorer("model.onnx")(Frame(table))] * 2'],
  ])('the code for %s in DEPLOY.md gives them too', async (_engine, begin, call) => {
    const notes = strFromU8(entries['nearside-model/DEPLOY.md']!)
    const code = indentedFrom(notes, begin)
    const script = `
import json, sys, types
${frameStandIn}
class SparkFiles:
    get = staticmethod(lambda name: name)
sys.modules["pyspark"] = types.SimpleNamespace(SparkFiles=SparkFiles)
from score import read_csv
table, rows = read_csv(sys.argv[1])
${code}
${call}
print(json.dumps([[frame.columns[-3:], frame.cells["predicted"], frame.cells["probability_1"]] for frame in result]))
`
    const { stdout, stderr } = run('-c', script, join(folder, 'cases.csv'))
    expect(stderr).toBe('')
    const own = await predictProbabilities(openModel(model), data.modalities)
    const frames = JSON.parse(stdout) as [string[], string[], number[]][]
    expect(frames).toHaveLength(2)
    for (const [columns, predicted, positive] of frames) {
      expect(columns).toEqual(['predicted', 'probability_0', 'probability_1'])
      expect(predicted).toHaveLength(40)
      const expected = Array.from({ length: 40 }, (_, i) => own.data[2 * i + 1]!)
      expect(largestDifference(positive, expected)).toBeLessThan(1e-6)
    }
  })
})

/** What the notes' code uses of pandas. */
const frameStandIn = `
class Column:
    def __init__(self, cells): self.cells = list(cells)
    def fillna(self, value): return Column([value if cell is None else cell for cell in self.cells])
    def tolist(self): return list(self.cells)
class Frame:
    def __init__(self, cells): self.cells, self.columns = cells, list(cells)
    def __len__(self): return len(next(iter(self.cells.values())))
    def __getitem__(self, name): return Column(self.cells[name])
    def assign(self, **more): return Frame({**self.cells, **{name: value.tolist() for name, value in more.items()}})
`

/** A block of code of the notes, from the line that begins so to the next empty line. */
function indentedFrom(notes: string, begin: string): string {
  const lines = notes.split('\n')
  const from = lines.findIndex((line) => line.startsWith(`    ${begin}`))
  const length = lines.slice(from).findIndex((line, i) => i > 0 && /^ {0,4}\S/.test(line))
  return lines
    .slice(from, from + length)
    .map((line) => line.slice(4))
    .join('\n')
}
