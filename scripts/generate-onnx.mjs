// Generates src/core/compile/onnx/generated/onnx_pb.ts from onnx.proto beside it, with buf and protoc-gen-es.
// `--check` compares instead of writing and exits 1 on drift.
import { spawnSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

const root = fileURLToPath(new URL('..', import.meta.url))
const bin = name => join(root, 'node_modules', '.bin', process.platform === 'win32' ? `${name}.cmd` : name)
const source = 'src/core/compile/onnx'
const target = join(root, source, 'generated', 'onnx_pb.ts')

const scratch = mkdtempSync(join(tmpdir(), 'assay-onnx-'))
try {
  const template = {
    version: 'v2',
    inputs: [{ directory: join(root, source) }],
    plugins: [{ local: bin('protoc-gen-es'), out: scratch, opt: ['target=ts'] }],
  }
  const result = spawnSync(bin('buf'), ['generate', '--template', JSON.stringify(template)], {
    cwd: root,
    encoding: 'utf8',
  })
  if (result.error !== undefined || result.status !== 0) {
    console.error(`buf generate failed\n${result.error?.message ?? ''}${result.stdout ?? ''}${result.stderr ?? ''}`)
    process.exit(3)
  }
  const text = readFileSync(join(scratch, 'onnx_pb.ts'), 'utf8')
  if (process.argv.includes('--check')) {
    if (readFileSync(target, 'utf8') !== text) {
      console.error(`${target} is not what onnx.proto generates; run: node scripts/generate-onnx.mjs`)
      process.exitCode = 1
    }
  } else {
    mkdirSync(join(root, source, 'generated'), { recursive: true })
    writeFileSync(target, text)
  }
} finally {
  rmSync(scratch, { recursive: true, force: true })
}
