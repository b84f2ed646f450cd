// What libp2p 3 expects of the runtime and Node 20 lacks: Promise.withResolvers, and WebSocket for dialing /ws addresses.
// It must be evaluated before any libp2p module: every file of this room that imports libp2p imports this one first.
// Node 22 and later have both, and nothing is replaced there. Remove this file when Node 20 is dropped.

import { WebSocket } from 'ws'

interface Resolvers<T> {
  promise: Promise<T>
  resolve: (value: T | PromiseLike<T>) => void
  reject: (reason?: unknown) => void
}

function withResolvers<T>(this: PromiseConstructor): Resolvers<T> {
  let resolve!: Resolvers<T>['resolve']
  let reject!: Resolvers<T>['reject']
  const promise = new this<T>((yes, no) => {
    resolve = yes
    reject = no
  })
  return { promise, resolve, reject }
}

if (!('withResolvers' in Promise)) {
  Object.defineProperty(Promise, 'withResolvers', { value: withResolvers, writable: true, configurable: true })
}
if (typeof globalThis.WebSocket === 'undefined') {
  Object.defineProperty(globalThis, 'WebSocket', { value: WebSocket, writable: true, configurable: true })
}
