// npm start: the main job on embedded defaults. State lives in .assay/ of the checkout unless ASSAY_HOME says otherwise.
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { ensureBuilt } from './build.mjs'
import { root } from './ensure.mjs'

process.env.ASSAY_HOME ??= join(root, '.assay')
const entry = await ensureBuilt()
process.argv.splice(1, 1, entry, 'up', '--demo')
await import(pathToFileURL(entry).href)
