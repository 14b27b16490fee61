import { availableParallelism } from 'node:os'
import { configDefaults, defineConfig } from 'vitest/config'

export default defineConfig({
  test: {
    include: ['src/**/*.test.ts', 'src/**/*.test.tsx', 'tools/**/*.test.ts'],
    exclude: [...configDefaults.exclude, '**/*.deep.test.ts'],
    environment: 'node',
    testTimeout: 20_000,
    maxWorkers: availableParallelism(),
  },
})
