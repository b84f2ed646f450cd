// What a thread runs: scripts/wasm.mjs makes one script of it (../generated/thread.ts), which a pool evaluates.

import { type Bound, bind } from '../bind.ts'
import { KERNEL_NAMES } from '../names.ts'
import {
  CONTROL_BYTES,
  FAILED,
  HELPED,
  KERNEL,
  type Message,
  OPEN,
  OPENED,
  PARAMETERS,
  ROWS,
  RUNNING,
  STATE,
  takeUnits,
} from './control.ts'

interface Work {
  readonly words: Int32Array
  readonly bound: Bound
}

/** Looks again this often before it sleeps: the next job of a run follows within microseconds. */
const LOOKS = 4000
/** A thread that slept through the end of a run looks up after this. */
const SLEEP_MS = 50

const sessions = new Map<number, Work>()

function help(words: Int32Array, bound: Bound): void {
  const divided = bound.divided[KERNEL_NAMES[words[KERNEL]!]!]!
  const parameters = words[PARAMETERS]!
  const units = divided.begin(parameters, words[ROWS]!)
  Atomics.add(words, HELPED, takeUnits(words, divided, parameters, units))
}

function serve({ words, bound }: Work): void {
  let done = -1
  let looks = 0
  while (Atomics.load(words, RUNNING) === 1) {
    const state = Atomics.load(words, STATE)
    const job = state >>> 8
    if ((state & OPEN) !== 0 && job !== done) {
      if (Atomics.compareExchange(words, STATE, state, state + 1) !== state) continue
      done = job
      try {
        help(words, bound)
      } catch {
        Atomics.store(words, FAILED, 1)
      }
      Atomics.sub(words, STATE, 1)
      looks = 0
    } else if (looks < LOOKS) looks++
    else Atomics.wait(words, STATE, state, SLEEP_MS)
  }
}

function receive(message: Message): void {
  if (message.kind === 'open') {
    const { memory, modules, control, workspaces, workspaceBytes } = message
    const words = new Int32Array(memory.buffer, control, CONTROL_BYTES / 4)
    const workspace = workspaces + Atomics.add(words, OPENED, 1) * workspaceBytes
    sessions.set(message.session, { words, bound: bind(modules, memory, workspace) })
  } else if (message.kind === 'close') sessions.delete(message.session)
  else {
    const work = sessions.get(message.session)
    if (work !== undefined) serve(work)
  }
}

Object.assign(globalThis, { receive })
