// npm test: static checks, then the test suite. Arguments go to vitest: npm test -- test/verify
import { spawnSync } from 'node:child_process'
import { ensureBuilt } from './build.mjs'
import { root } from './ensure.mjs'

await ensureBuilt()
const run = (...args) => {
  const { status, signal } = spawnSync(process.execPath, args, { cwd: root, stdio: 'inherit' })
  if (status !== 0) process.exit(status ?? (signal === 'SIGINT' ? 130 : 1))
}
const rest = process.argv.slice(2)
if (rest.length === 0) run('scripts/check.mjs')
run('node_modules/vitest/vitest.mjs', 'run', ...rest)
