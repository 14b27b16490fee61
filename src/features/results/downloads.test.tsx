import { renderToStaticMarkup } from 'react-dom/server'
import { expect, test } from 'vitest'
import type { Results } from '../../core/evaluation/types.ts'
import { Downloads } from './downloads.tsx'

const pageOf = (columns: Results['study']['columns']): string =>
  renderToStaticMarkup(<Downloads results={{ study: { columns } } as unknown as Results} looks={0} />)

test('the study file is said to be patient data where it names cases whose label was changed', () => {
  const relabels = [{ case: 'MRN-12345', from: 'a', to: 'b' }]
  expect(pageOf({ y: { role: 'label', relabels } })).toContain('Treat it as patient data too.')
  expect(pageOf({ y: { role: 'label' } })).not.toContain('Treat it as patient data too.')
})
