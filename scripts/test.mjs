// npm test: static checks, then the test suite. Arguments go to vitest: npm test -- test/verify
// npm run test:slow: what takes minutes instead.
import { spawnSync } from 'node:child_process'
import { ensureBuilt } from './build.mjs'
import { root } from './ensure.mjs'

await ensureBuilt()
const run = (...args) => {
  const { status, signal } = spawnSync(process.execPath, args, { cwd: root, stdio: 'inherit' })
  if (status !== 0) process.exit(status ?? (signal === 'SIGINT' ? 130 : 1))
}
const slow = process.argv.includes('--slow')
const rest = process.argv.slice(2).filter(word => word !== '--slow')
if (rest.length === 0 && !slow) run('scripts/check.mjs')
run('node_modules/vitest/vitest.mjs', 'run', ...(slow ? ['--config', 'vitest.slow.config.ts'] : []), ...rest)
