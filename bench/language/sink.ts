// A file that is written piece by piece and stands under its name only when it is whole.

import { closeSync, mkdirSync, openSync, renameSync, rmSync, writeSync } from 'node:fs'
import { dirname } from 'node:path'

export type Sink = (bytes: Uint8Array) => void

const COLLECTED = 1 << 22

export function writeFileWhole(path: string, write: (sink: Sink) => void): void {
  mkdirSync(dirname(path), { recursive: true })
  const partial = `${path}.part-${process.pid}`
  const file = openSync(partial, 'w')
  const waiting = new Uint8Array(COLLECTED)
  let length = 0
  const put = (bytes: Uint8Array): void => {
    for (let at = 0; at < bytes.length; ) at += writeSync(file, bytes, at)
  }
  const flush = (): void => {
    put(waiting.subarray(0, length))
    length = 0
  }
  try {
    write(bytes => {
      if (length + bytes.length > COLLECTED) flush()
      if (bytes.length > COLLECTED) return put(bytes)
      waiting.set(bytes, length)
      length += bytes.length
    })
    flush()
    closeSync(file)
    renameSync(partial, path)
  } catch (error) {
    rmSync(partial, { force: true })
    throw error
  }
}
