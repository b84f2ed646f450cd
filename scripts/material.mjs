// node scripts/material.mjs DIRECTORY: writes the data that the real models of ../shared/material are calibrated with and
// judged on, as .npz files that `assay compile --calibration` reads. What they are made of: test/material/datasets.ts.
import { mkdirSync } from 'node:fs'
import { resolve } from 'node:path'
import { bundle } from './bundle.mjs'
import { ensureInstalled } from './ensure.mjs'

const [directory] = process.argv.slice(2)
if (directory === undefined || directory.startsWith('-')) {
  console.error('usage: node scripts/material.mjs DIRECTORY')
  process.exit(2)
}
ensureInstalled()
mkdirSync(resolve(directory), { recursive: true })
const { load } = await bundle('material', ['test/material/write.ts'], 'test/material')
const { writeDatasets } = await load('write')
await writeDatasets(resolve(directory), text => console.log(text))
