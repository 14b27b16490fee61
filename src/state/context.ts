import { createContext, useContext } from 'react'
import { useStore } from 'zustand'
import type { Actions } from './actions.ts'
import type { AppState } from './app-state.ts'
import type { AppStore } from './store.ts'

export interface App {
  readonly store: AppStore
  readonly actions: Actions
}

export const AppContext = createContext<App | null>(null)

function useAppContext(): App {
  const app = useContext(AppContext)
  if (!app) throw new Error('a screen stands outside AppContext')
  return app
}

/** The part of the state a component shows; it renders again only when that part changes. */
export function useApp<T>(select: (state: AppState) => T): T {
  return useStore(useAppContext().store, select)
}

export function useActions(): Actions {
  return useAppContext().actions
}
