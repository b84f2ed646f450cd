// Bundles TypeScript of the project's own tools (benchmarks, conformance, data sets) for the Node that runs them. Packages
// stay outside, so that what runs is what is installed, and every file of the project keeps its own import.meta.url.
import { readFileSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { root } from './ensure.mjs'

/** Bundles into a folder of .cache that goes when the process does: {directory, load(name)}. */
export async function bundle(name, entryPoints, outbase) {
  const { build } = await import('esbuild')
  const directory = join(root, `.cache/${name}-${process.pid}`)
  process.once('exit', () => rmSync(directory, { recursive: true, force: true }))
  await build({
    absWorkingDir: root,
    entryPoints,
    outbase,
    outdir: directory,
    outExtension: { '.js': '.mjs' },
    bundle: true,
    splitting: true,
    platform: 'node',
    format: 'esm',
    target: 'node20',
    packages: 'external',
    sourcemap: 'inline',
    sourcesContent: false,
    logLevel: 'warning',
    plugins: [
      {
        name: 'own-url',
        setup: ({ onLoad }) =>
          onLoad({ filter: /[\\/]((bench|test)[\\/].*\.ts|scripts[\\/].*\.mjs)$/ }, ({ path }) => ({
            contents: readFileSync(path, 'utf8').replaceAll(
              'import.meta.url',
              JSON.stringify(pathToFileURL(path).href),
            ),
            loader: 'ts',
          })),
      },
    ],
  })
  return { directory, load: entry => import(pathToFileURL(join(directory, `${entry}.mjs`)).href) }
}
