import { expect, test } from 'vitest'
import { textTable } from './text-table.ts'

test('numbers stand to the right, words to the left', () => {
  const rows = [
    ['wasm', 7, '1.00'],
    ['webgpu', 1200, '171.43'],
  ]
  expect(textTable(['backend', 'ms', 'ratio'], rows)).toBe(
    ['backend    ms   ratio', '-------  ----  ------', 'wasm        7    1.00', 'webgpu   1200  171.43'].join(
      '\n',
    ),
  )
})

test('a column with a word in it is words', () => {
  expect(textTable(['x'], [['12'], ['none']])).toBe('x\n----\n12\nnone')
})
