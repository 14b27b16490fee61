import { spawnSync } from 'node:child_process'

/** The first Python that has these modules: a distribution's own, then the one on the path; undefined where neither has. */
export const pythonWith = (...modules: readonly string[]): string | undefined =>
  ['/usr/bin/python3', 'python3'].find(
    (python) => spawnSync(python, ['-c', `import ${modules.join(', ')}`], { stdio: 'ignore' }).status === 0,
  )
