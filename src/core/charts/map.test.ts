import { describe, expect, it, test } from 'vitest'
import { matrixFrom } from '../math/matrix.ts'
import { mapChart } from './map.ts'
import {
  caseAt,
  casesInside,
  casesWithRoom,
  caseTowards,
  panned,
  toPixel,
  toPlace,
  wholeMap,
  withPlaceInView,
  zoomed,
} from './map-view.ts'

describe('a map as data', () => {
  const colours = { by: 'label', names: ['no', 'yes'], of: Int32Array.from([0, 1, 1]) }
  const chart = mapChart('Before', matrixFrom([[0, 0], [20, 0], [10, 10]]), colours) // prettier-ignore

  it('keeps the proportions of distances, within the square', () => {
    const at = (i: number): number[] =>
      [...chart.places.subarray(2 * i, 2 * i + 2)].map((v) => Number(v.toFixed(3)))
    expect([at(0), at(1), at(2)]).toEqual([[0.03, 0.265], [0.97, 0.265], [0.5, 0.735]]) // prettier-ignore
  })
  it('tells classes apart by colour and shape, and says how many there are', () => {
    expect(chart.series.map(({ label, count, colour, shape }) => [label, count, colour, shape])).toEqual([
      ['no', 1, 'class-0', 'circle'],
      ['yes', 2, 'class-1', 'square'],
    ])
    expect(chart.summary).toBe('n = 3 held-out cases by label: no 1, yes 2.')
  })
  it('puts a lone case, and cases that lie on each other, in the middle', () => {
    const lone = mapChart('', matrixFrom([[7, 7], [7, 7]]), { by: 'label', names: ['a'], of: new Int32Array(2) }) // prettier-ignore
    expect([...lone.places]).toEqual([0.5, 0.5, 0.5, 0.5])
  })
})

const size = { width: 400, height: 200 }
const places = Float32Array.from([0.5, 0.5, 0.7, 0.5, 0.5, 0.8, 0.1, 0.45, 0.52, 0.1])

test('pixels and places are each other’s way back, at any view', () => {
  const view = { x: 0.3, y: 0.6, zoom: 3 }
  const place = toPlace(view, size, { x: 17, y: 188 })
  const back = toPixel(view, size, place.x, place.y)
  expect([back.x, back.y].map(Math.round)).toEqual([17, 188])
  expect(toPixel(wholeMap, size, 0.5, 1)).toEqual({ x: 200, y: 0 })
})

test('what lies under the pointer stays there when it is enlarged, and follows it when it is dragged', () => {
  const at = { x: 220, y: 90 }
  const under = toPlace(wholeMap, size, at)
  const larger = zoomed(wholeMap, size, 4, at)
  const still = toPixel(larger, size, under.x, under.y)
  expect([still.x, still.y].map(Math.round)).toEqual([220, 90])
  const dragged = panned(larger, size, { x: 10, y: -5 })
  const moved = toPixel(dragged, size, under.x, under.y)
  expect([moved.x, moved.y].map(Math.round)).toEqual([230, 85])
  expect(zoomed(wholeMap, size, 0.01, at).zoom).toBe(1)
})

test('a place out of view is brought in, one in view moves nothing', () => {
  const view = { x: 0.5, y: 0.5, zoom: 8 }
  expect(withPlaceInView(view, size, 0.5, 0.51)).toBe(view)
  const shown = toPixel(withPlaceInView(view, size, 0.9, 0.5), size, 0.9, 0.5)
  expect([shown.x, shown.y].map(Math.round)).toEqual([376, 100])
})

test('the nearest case within reach is the one that is pointed at', () => {
  expect(caseAt(places, wholeMap, size, { x: 203, y: 102 }, 8)).toBe(0)
  expect(caseAt(places, wholeMap, size, { x: 230, y: 70 }, 8)).toBeNull()
})

test.each([
  ['right', 1],
  ['up', 2],
  ['left', 3],
  ['down', 4],
] as const)('the next case %s', (direction, expected) => {
  expect(caseTowards(places, 0, direction)).toBe(expected)
})

test('there is no next case at the edge, and every case of a heap is reached', () => {
  expect(caseTowards(places, 1, 'right')).toBeNull()
  expect(caseTowards(Float32Array.from([0.5, 0.5, 0.5, 0.5]), 0, 'right')).toBe(1)
})

test('an outline takes the cases inside it, also where it is not convex', () => {
  const square = [{ x: 190, y: 0 }, { x: 250, y: 0 }, { x: 250, y: 110 }, { x: 190, y: 110 }] // prettier-ignore
  expect(casesInside(places, wholeMap, size, square)).toEqual([0, 1, 2])
  const notched = [...square, { x: 195, y: 100 }, { x: 220, y: 100 }, { x: 195, y: 95 }]
  expect(casesInside(places, wholeMap, size, notched)).toEqual([1, 2])
})

test('pictures that are shown cover none before them', () => {
  const crowded = Float32Array.from([0.5, 0.5, 0.51, 0.49, 0.7, 0.5, 5, 5])
  const shown = (view: typeof wholeMap): number[] =>
    casesWithRoom(crowded, view, size, 20).map(({ index }) => index)
  expect(shown(wholeMap)).toEqual([0, 2])
  expect(shown({ x: 0.5, y: 0.5, zoom: 20 })).toEqual([0, 1])
  expect(casesWithRoom(crowded, wholeMap, size, 20)[1]!.at.y).toBe(100)
})
