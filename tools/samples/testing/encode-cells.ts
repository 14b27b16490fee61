import { RawImage } from '@huggingface/transformers'
import { buildDataset } from '../../../src/core/dataset/build.ts'
import { tableModalities, textModalities } from '../../../src/core/dataset/modalities.ts'
import type { ExperimentData, ModalityVectors } from '../../../src/core/evaluation/types.ts'
import { matrix, row, type Matrix } from '../../../src/core/math/matrix.ts'
import { tableOf } from '../../../src/core/tables/testing.ts'
import { loadStarter as loadImageEncoder } from '../../starter-image/embed.ts'
import { loadStarter as loadTextEncoder } from '../../starter-text/embed.ts'
import { columns, type CellCase } from '../cell-cases.ts'
import { coloursOf, type IndexedPicture } from '../indexed-png.ts'
import { readCellStudy } from './cell-study.ts'

/** The smears as an experiment is given them: image, note and table, the first two by the shipped encoders. */
export async function encodeCells(cases: readonly CellCase[]): Promise<ExperimentData> {
  const { image: _image, ...roles } = (await readCellStudy()).columns!
  const rows = cases.map(({ cells }) => columns.map((name) => cells[name]))
  const dataset = buildDataset(tableOf(columns, rows), roles, { onePatientPerRow: false })
  const patients = [...new Set(dataset.patientIds)]
  const pictures = cases.map((one) => [...one.pictures.values()])
  const notes = textModalities(dataset).map(({ name, values }) => encodeTexts(name, values))
  return {
    modalities: [
      await encodePictures('image', pictures),
      ...(await Promise.all(notes)),
      ...tableModalities(dataset),
    ],
    y: dataset.y,
    classes: dataset.classes,
    positive: dataset.positive,
    groups: Int32Array.from(dataset.patientIds, (id) => patients.indexOf(id)),
  }
}

async function encodeTexts(name: string, values: readonly (string | null)[]): Promise<ModalityVectors> {
  const texts = values.filter((value) => value !== null)
  const X = await (await loadTextEncoder()).embed(texts)
  return meansOf(
    name,
    X,
    values.map((value) => Number(value !== null)),
  )
}

async function encodePictures(
  name: string,
  pictures: readonly (readonly IndexedPicture[])[],
): Promise<ModalityVectors> {
  const images = pictures
    .flat()
    .map((picture) => new RawImage(coloursOf(picture), picture.width, picture.height, 3))
  const X = await (await loadImageEncoder()).embed(images)
  return meansOf(
    name,
    X,
    pictures.map((list) => list.length),
  )
}

/** Of vectors [m, d], counts[i] of them for case i and in the order of the cases: the mean of each case, [n, d]. */
function meansOf(name: string, vectors: Matrix, counts: readonly number[]): ModalityVectors {
  const X = matrix(counts.length, vectors.cols)
  let next = 0
  counts.forEach((count, i) => {
    for (let k = 0; k < count; k++, next++)
      row(vectors, next).forEach((value, j) => (X.data[i * X.cols + j]! += value / count))
  })
  return { name, X, present: Uint8Array.from(counts, (count) => Number(count > 0)) }
}
