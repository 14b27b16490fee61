import { fullTest } from './full-test.ts'
import { runTool } from './run-tool.ts'

/** npm test: what every commit must pass. */
runTool(() => fullTest({ deep: false }))
