import { renderToStaticMarkup } from 'react-dom/server'
import { expect, test } from 'vitest'
import { createStore } from 'zustand/vanilla'
import type { ModelFacts } from '../../core/model/model-facts.ts'
import type { Actions } from '../../state/actions.ts'
import type { AppState, FinalModelRecord } from '../../state/app-state.ts'
import { AppContext } from '../../state/context.ts'
import { createAppStore } from '../../state/store.ts'
import { CaseForm } from './case-form.tsx'

function shown(changes: Partial<AppState>): string {
  const about = { classes: ['no', 'yes'], modalities: [] } as unknown as ModelFacts
  const model = { id: 'm', about } as unknown as FinalModelRecord
  const start = createAppStore({ preference: 'wasm', route: { screen: 'use', projectId: 'p' } }).getState()
  const store = createStore<AppState>(() => ({ ...start, ...changes }))
  return renderToStaticMarkup(
    <AppContext value={{ store, actions: {} as Actions }}>
      <CaseForm model={model} />
    </AppContext>,
  )
}

test('a case that is being predicted can be cancelled, and not asked for again', () => {
  const running = shown({ predicting: { cancel: () => undefined } })
  expect(running).toContain('Predicting…')
  expect(running).toContain('Cancel')
  expect(running).toMatch(/data-testid="predict"[^>]*aria-disabled="true"/)
  const idle = shown({ predicting: null })
  expect(idle).not.toContain('Cancel')
  expect(idle).toMatch(/data-testid="predict"[^>]*aria-disabled="false"/)
})
