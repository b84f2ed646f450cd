// A session program for tests of load: the reference engine, but the first value of the input says what becomes of the run.
// See COMMANDS. A thread that computes holds its own loop, as engines do; so does this one.

import { parentPort } from 'node:worker_threads'
import { reference } from '../../src/core/engine/index.ts'
import { openLine } from '../../src/platform/node/engine/line.ts'
import { serveSession } from '../../src/platform/node/engine/serve.ts'
import { COMMANDS } from './slowCommands.ts'

function hold(ms: number): void {
  for (const until = Date.now() + ms; Date.now() < until; );
}

serveSession(openLine(parentPort), async () => ({
  ...reference,
  name: 'slow',
  async load(model) {
    const session = await reference.load(model)
    return {
      ...session,
      async run(inputs) {
        const command = inputs[0]!.data[0]!
        if (command === COMMANDS.crash) process.exit(3)
        if (command === COMMANDS.fault) throw new Error('a defect of the engine')
        if (command === COMMANDS.forever) hold(60_000)
        if (command >= COMMANDS.hold) hold(10 * (command - COMMANDS.hold))
        return session.run(inputs)
      },
    }
  },
}))
