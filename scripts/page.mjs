// Builds the page that verifies into dist/page/verify.html: one file with its script and style in it, which loads nothing. Its
// policy names both by their hashes, so that a browser runs nothing else. spec/gateway.md, "A page that verifies".
import { createHash } from 'node:crypto'
import { mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { gzipSync } from 'node:zlib'
import { ensureInstalled, root } from './ensure.mjs'

const FOLDER = 'src/client/page'

const bundled = async (entry, options) => {
  const { build } = await import('esbuild')
  const { outputFiles } = await build({
    absWorkingDir: root,
    entryPoints: [join(FOLDER, entry)],
    bundle: true,
    minify: true,
    write: false,
    platform: 'browser',
    target: 'es2022',
    legalComments: 'none',
    logLevel: 'warning',
    ...options,
  })
  return outputFiles[0].text.trim()
}

const hashOf = text => `'sha256-${createHash('sha256').update(text).digest('base64')}'`

/** The chain's and the gateway's addresses are not known beforehand; what they answer is data, and cannot run. */
const policyOf = (script, style) =>
  [
    "default-src 'none'",
    `script-src ${hashOf(script)}`,
    `style-src ${hashOf(style)}`,
    'img-src data:',
    'connect-src http: https:',
    "base-uri 'none'",
    "form-action 'none'",
    "require-trusted-types-for 'script'",
    "trusted-types 'none'",
  ].join('; ')

/** Text of the page. */
export async function makePage() {
  const [script, style] = await Promise.all([bundled('main.ts', { format: 'iife' }), bundled('page.css')])
  // What a browser would read otherwise than it stands there would have another hash, or end the script.
  for (const [what, pattern] of [
    ['a carriage return', /\r/],
    ['a zero byte', /\0/],
    ['an end of a script', /<\/script/i],
    ['a beginning of a comment', /<!--/],
    ['what makes programs of texts', /\beval\(|\bnew Function\(|[^.\w]Function\(/],
  ])
    if (pattern.test(script)) throw new Error(`the script of the page holds ${what}`)
  const parts = { POLICY: policyOf(script, style), STYLE: style, SCRIPT: script }
  const template = readFileSync(join(root, FOLDER, 'page.html'), 'utf8')
  return template.replace(/POLICY|\/\*STYLE\*\/|\/\*SCRIPT\*\//g, name => parts[name.replaceAll(/\W/g, '')])
}

/** Writes it at once and whole: a gateway may read it meanwhile. */
export async function buildPage() {
  const html = await makePage()
  const folder = join(root, 'dist/page')
  mkdirSync(folder, { recursive: true })
  const path = join(folder, 'verify.html')
  writeFileSync(`${path}.${process.pid}`, html)
  renameSync(`${path}.${process.pid}`, path)
  return { path, bytes: Buffer.byteLength(html), gzip: gzipSync(html, { level: 9 }).length }
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  ensureInstalled()
  const { path, bytes, gzip } = await buildPage()
  console.log(`${path}: ${bytes} bytes, ${gzip} gzipped`)
}
