// npm run -s assay -- COMMAND: the CLI in the checkout, built when it is stale.
import { pathToFileURL } from 'node:url'
import { ensureBuilt } from './build.mjs'

const entry = await ensureBuilt()
process.argv[1] = entry
await import(pathToFileURL(entry).href)
