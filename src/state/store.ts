import { createStore, type StoreApi } from 'zustand/vanilla'
import type { AppState } from './app-state.ts'
import type { BackendPreference } from './machine.ts'
import type { Route } from './routes.ts'

export type AppStore = StoreApi<AppState>

export function createAppStore(start: { preference: BackendPreference; route: Route }): AppStore {
  return createStore<AppState>(() => ({
    phase: 'starting',
    startFailure: null,
    dataLost: false,
    machine: null,
    storageUse: null,
    projects: [],
    models: [],
    selfTests: new Map(),
    comparison: null,
    openedModel: null,
    persistenceDeclined: false,
    pendingImport: null,
    pendingArchive: null,
    takenCopy: null,
    erasure: null,
    project: null,
    job: null,
    live: null,
    exploration: null,
    exploring: null,
    openedCase: null,
    single: null,
    predicting: null,
    batch: null,
    fitCancelled: false,
    exported: null,
    studyRun: null,
    offline: { state: 'unknown' },
    update: null,
    failure: null,
    ...start,
  }))
}
