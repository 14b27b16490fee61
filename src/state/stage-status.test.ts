import { describe, expect, it } from 'vitest'
import type { OpenProject } from './app-state.ts'
import { stageStatuses } from './stage-status.ts'

const project = (change: Partial<OpenProject>): OpenProject =>
  ({
    record: {},
    dataset: {},
    findings: [],
    fingerprint: 'f1',
    coverage: { text: { inputs: 5, stored: 5 }, image: { inputs: 0, stored: 0 } },
    runs: [],
    models: [],
    ...change,
  }) as unknown as OpenProject
const run = (dataFingerprint: string): OpenProject['runs'][number] =>
  ({ status: 'done', dataFingerprint }) as OpenProject['runs'][number]

describe('stageStatuses', () => {
  it('locks everything without a project, and what follows a missing data set', () => {
    expect(stageStatuses(null, null).data).toBe('locked')
    expect(stageStatuses(project({ dataset: null }), null)).toMatchObject({
      data: 'open',
      encode: 'locked',
      adapt: 'locked',
    })
  })
  it('does not let a blocking notice through', () => {
    const blocked = project({
      findings: [{ notice: { code: 'one-class', severity: 'blocking', params: {} } }],
    })
    expect(stageStatuses(blocked, null)).toMatchObject({ data: 'open', encode: 'locked' })
  })
  it('opens Adapt only when every text has a vector', () => {
    expect(
      stageStatuses(
        project({ coverage: { text: { inputs: 5, stored: 4 }, image: { inputs: 0, stored: 0 } } }),
        null,
      ),
    ).toMatchObject({
      encode: 'open',
      adapt: 'locked',
    })
    expect(stageStatuses(project({}), null)).toMatchObject({ encode: 'done', adapt: 'open' })
  })
  it('has nothing to encode where there are numbers and categories only', () => {
    expect(
      stageStatuses(
        project({ coverage: { text: { inputs: 0, stored: 0 }, image: { inputs: 0, stored: 0 } } }),
        null,
      ),
    ).toMatchObject({
      encode: 'done',
      adapt: 'open',
    })
  })
  it('opens Use with a finished run, and marks its models as stale when data or roles have changed since', () => {
    const model = (fingerprint: string): OpenProject['models'][number] =>
      ({ about: { fingerprint } }) as OpenProject['models'][number]
    const useOf = (change: Partial<OpenProject>) => stageStatuses(project(change), null).use
    expect(useOf({})).toBe('locked')
    expect(useOf({ runs: [run('f0')] })).toBe('locked')
    expect(useOf({ runs: [run('f1')] })).toBe('open')
    expect(useOf({ models: [model('f0')] })).toBe('stale')
    expect(useOf({ models: [model('f0'), model('f1')] })).toBe('done')
  })
  it('marks results as stale when data or roles have changed since every finished run', () => {
    expect(stageStatuses(project({ runs: [run('f0')] }), null).explore).toBe('open')
    expect(stageStatuses(project({ runs: [run('f0')] }), null).results).toBe('stale')
    expect(stageStatuses(project({ runs: [run('f0'), run('f1')] }), null).results).toBe('done')
  })
  it('[R13] never calls results stale where the project came without its cases: nothing contradicts them', () => {
    const record = { casesLeftOut: true } as OpenProject['record']
    const bare = project({ record, dataset: null, fingerprint: null, runs: [run('f0')] })
    expect(stageStatuses(bare, null)).toMatchObject({ encode: 'locked', adapt: 'locked', results: 'done' })
  })
})
