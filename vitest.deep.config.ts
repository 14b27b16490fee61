import { configDefaults, defineConfig, mergeConfig } from 'vitest/config'
import base from './vitest.config.ts'

/** The slow tests too. */
export default mergeConfig(
  { ...base, test: { ...base.test, exclude: [] } },
  defineConfig({ test: { exclude: configDefaults.exclude, testTimeout: 600_000 } }),
)
