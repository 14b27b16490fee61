import { availableParallelism } from 'node:os'
import { configDefaults, defineConfig } from 'vitest/config'

export default defineConfig({
  test: {
    // npm run check leaves out the slow tests, npm test does not
    exclude: [
      ...configDefaults.exclude,
      '**/*.deep.test.ts',
      ...(process.env['QUICK'] ? ['**/*.slow.test.ts'] : []),
    ],
    environment: 'node',
    testTimeout: 20_000,
    setupFiles: ['tools/relaxed-simd.ts'],
    // they start sooner than processes
    pool: 'threads',
    maxWorkers: availableParallelism(),
    projects: [
      // Pure modules keep nothing from one test file to the next: each worker loads them once.
      { extends: true, test: { name: 'core', include: ['src/core/**/*.test.ts'], isolate: false } },
      {
        extends: true,
        test: {
          name: 'shell',
          include: ['src/!(core)/**/*.test.ts', 'src/!(core)/**/*.test.tsx', 'tools/**/*.test.ts'],
        },
      },
    ],
  },
})
