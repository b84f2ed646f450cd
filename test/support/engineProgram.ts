// The program of engine sessions as a file that Node starts: bundled from the sources as they are now, since neither threads
// nor processes of a test know TypeScript. `slow` is the same over an engine that does as its input says: engines/slow.ts.

import { createHash } from 'node:crypto'
import { existsSync, mkdirSync, renameSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'
import { build } from 'esbuild'

const root = fileURLToPath(new URL('../../', import.meta.url))
const SOURCES = { product: 'src/platform/node/engine/program.ts', slow: 'test/support/slowProgram.ts' } as const

const made = new Map<string, Promise<URL>>()

async function bundle(source: string): Promise<URL> {
  const { outputFiles } = await build({
    absWorkingDir: root,
    entryPoints: [source],
    bundle: true,
    write: false,
    platform: 'node',
    format: 'esm',
    target: 'node20',
    logLevel: 'warning',
    external: ['onnxruntime-node'],
    // In two parts: tools that bundle this file put an address in place of every `import.meta` of its own.
    banner: {
      js: `import { createRequire as __createRequire } from 'node:module'; const require = __createRequire(${['import', 'meta.url'].join('.')});`,
    },
  })
  const { contents } = outputFiles[0]!
  // Below the checkout: what the program looks for in node_modules it finds. By its hash: test files run beside one another.
  const directory = join(root, 'dist/test')
  const path = join(directory, `${createHash('sha256').update(contents).digest('hex').slice(0, 16)}.mjs`)
  if (!existsSync(path)) {
    mkdirSync(directory, { recursive: true })
    writeFileSync(`${path}.${process.pid}`, contents)
    renameSync(`${path}.${process.pid}`, path)
  }
  return pathToFileURL(path)
}

export function engineProgram(name: keyof typeof SOURCES = 'product'): Promise<URL> {
  const known = made.get(name) ?? bundle(SOURCES[name])
  made.set(name, known)
  return known
}
