// npm run -s assay -- COMMAND: the CLI in the checkout, built when it is stale, on the home that npm start uses.
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { ensureBuilt } from './build.mjs'
import { root } from './ensure.mjs'

process.env.ASSAY_HOME ??= join(root, '.assay')

const entry = await ensureBuilt()
process.argv[1] = entry
await import(pathToFileURL(entry).href)
