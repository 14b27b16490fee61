import { fullTest } from './full-test.ts'
import { runTool } from './run-tool.ts'

/** npm run test:deep: npm test, and what takes too long for every commit. */
runTool(() => fullTest({ deep: true }))
