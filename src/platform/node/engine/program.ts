// The program that an engine session runs: started by carrier.ts as a worker thread or as a process of its own. A bundle's
// entry; nothing imports it.

import { parentPort } from 'node:worker_threads'
import { createEngine } from '../engines.ts'
import { installNodeHash } from '../hash.ts'
import { openLine } from './line.ts'
import { serveSession } from './serve.ts'

installNodeHash()
serveSession(openLine(parentPort), createEngine)
