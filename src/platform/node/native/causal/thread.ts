// What a thread does for causal sessions: all that a thread of the wasm engine does, and units of products. Part of the threads'
// program.

import { createRequire } from 'node:module'
import { FAILED, type Message } from '../../../../core/engine/wasm/threads/control.ts'
import { receive as receiveForWasm, sessions } from '../../../../core/engine/wasm/threads/program.ts'
import { bindRuntime } from '../binding.ts'
import { planLine } from '../product.ts'
import type { ProductsMessage } from './message.ts'
import { Products, withProducts } from './products.ts'

const memories = new Map<number, WebAssembly.Memory>()

/** Nothing is waited for: a run that calls comes after the products that it needs. The thread ends with its one session. */
export function receiveCausal(message: Message | ProductsMessage): void {
  if (message.kind !== 'products') {
    if (message.kind === 'open') memories.set(message.session, message.memory)
    receiveForWasm(message)
    return
  }
  const work = sessions.get(message.session)
  const memory = memories.get(message.session)
  if (work === undefined || memory === undefined) return
  const { directory, version, model, variant, threads } = message
  try {
    const runtime = bindRuntime(createRequire(`${directory}/package.json`), version, directory)
    const places = message.places.map(({ id, ...place }) => ({ ...place, line: planLine(model, id)! }))
    const products = new Products({ model, places, memory, threads, runtime, variant })
    const bound = { ...work.bound, divided: withProducts(work.bound.divided, () => products) }
    sessions.set(message.session, { ...work, bound })
  } catch {
    Atomics.store(work.words, FAILED, 1)
  }
  Atomics.add(message.ready, 0, 1)
  Atomics.notify(message.ready, 0)
}
