// Whether threads are asked is decided by what runs took: the faster way wins, the other is tried again, ever more rarely.

import { expect, it } from 'vitest'
import { Trial } from '../../src/platform/node/native/threads/trial.ts'

/** Modes of `count` runs, where a run takes as long as `cost` says. */
function modesOf(trial: Trial, count: number, cost: (mode: Trial['mode']) => number): string[] {
  return Array.from({ length: count }, () => {
    trial.begin()
    trial.add(100, cost(trial.mode))
    return trial.mode
  })
}

const share = (modes: readonly string[], mode: string): number =>
  modes.filter(one => one === mode).length / modes.length

it('takes the faster way, and tries the other one more and more rarely', () => {
  for (const best of ['together', 'alone'] as const) {
    const modes = modesOf(new Trial(false), 3000, mode => (mode === best ? 1 : 10))
    expect(share(modes.slice(0, 8), best)).toBe(0.5)
    expect(share(modes.slice(8, 300), best)).toBeGreaterThan(0.95)
    expect(share(modes.slice(1000), best)).toBeGreaterThan(0.99)
    expect(share(modes.slice(1000), best)).toBeLessThan(1)
  }
})

it('changes when the machine does', () => {
  const trial = new Trial(false)
  modesOf(trial, 200, mode => (mode === 'together' ? 1 : 2))
  // The other way is tried within a thousand runs.
  modesOf(trial, 1200, mode => (mode === 'together' ? 20 : 2))
  expect(
    share(
      modesOf(trial, 50, mode => (mode === 'together' ? 20 : 2)),
      'alone',
    ),
  ).toBeGreaterThan(0.95)
})

it('is not misled by the first runs, nor by runs without such work', () => {
  const trial = new Trial(false)
  let runs = 0
  modesOf(trial, 8, mode => (runs++ < 2 ? 1000 : mode === 'together' ? 1 : 2))
  trial.begin()
  trial.begin()
  expect(trial.mode).toBe('together')
})

it('learns nothing from the run in which threads wake up', () => {
  const trial = new Trial(false)
  let before = ''
  // Slow only where the run before was without them: all of the time, together is faster.
  const modes = modesOf(trial, 400, mode => {
    const cost = mode === 'alone' ? 2 : before === 'together' ? 1 : 50
    before = mode
    return cost
  })
  expect(share(modes.slice(8), 'together')).toBeGreaterThan(0.95)
})
