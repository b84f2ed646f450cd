// npm start: the whole network and its demonstration from one command, found again at the next start, gone without a trace
// after it, at every moment at which somebody may press Ctrl-C. The benchmark holds it to its time on an idle machine.

import { createServer, type Server } from 'node:net'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import {
  builtCli,
  expectNothingLeft,
  freePorts,
  type Json,
  oneObject,
  type Ports,
  pause,
  root,
  runNode,
  temporary,
  until,
} from './support/cli.ts'
import { firstObject, portFlags, portVariables, start, untilEnded } from './support/network.ts'

const script = join(root, 'scripts/start.mjs')
const PATIENCE = 120_000

function listen(port: number): Promise<Server> {
  return new Promise((resolve, reject) => {
    const server = createServer()
    server.once('error', reject)
    server.listen(port, '127.0.0.1', () => resolve(server))
  })
}

describe('npm start', () => {
  it('--cheat ends with a slashed node and a refunded payer', { timeout: 2 * PATIENCE }, async () => {
    await builtCli()
    const home = temporary('cheat')
    const ports = await freePorts()
    const env = portVariables(ports)
    const once = await runNode(script, ['--cheat', '--once', '--json'], { home, env, timeoutMs: PATIENCE })
    const shown = oneObject(once)
    expect(once.code, once.stderr).toBe(0)
    expect(shown).toMatchObject({ ok: true, verdict: 'replay_mismatch', dispute: { reason: 'faulty: step' } })
    expect(shown.image.answer).not.toBe(shown.image.digit)
    expect(BigInt(shown.stake.before)).toBeGreaterThan(0n)
    expect(shown.stake.after).toBe('0')
    // All of what was put into the escrow, and a fifth of the stake beside the deposits.
    expect(BigInt(shown.payer.refunded)).toBe(8n * 10n ** 18n)
    expect(BigInt(shown.payer.paid)).toBeGreaterThan(BigInt(shown.stake.before) / 5n)
    const kinds = shown.dispute.story.map(({ kind }: Json) => kind)
    expect(kinds[0]).toBe('challenged')
    expect(kinds).toContain('proved')
    // Told in plain words, in order.
    expect(once.stderr).toMatch(
      /the payer challenged the receipt[\s\S]*the payer showed it[\s\S]*its stake: 1000 tokens before, 0 tokens after/,
    )
    await expectNothingLeft(home, ports)
  })

  it('shows the whole story and exits; the next start finds the same network again', {
    timeout: 2 * PATIENCE,
  }, async () => {
    await builtCli()
    const home = temporary('start')
    const ports = await freePorts()
    const env = portVariables(ports)
    const once = await runNode(script, ['--once', '--json'], { home, env, timeoutMs: PATIENCE })
    const shown = oneObject(once)
    expect(once.code, once.stderr).toBe(0)
    expect(shown).toMatchObject({
      ok: true,
      verdict: { ok: true, code: 'ok', kinds: expect.arrayContaining(['signature', 'replay']) },
      tampered: { ok: false, code: 'price_mismatch' },
      proof: { ok: true, kinds: ['signature', 'proof'] },
      liar: { code: 'replay_mismatch' },
      network: join(home, 'network.json'),
      chain: `http://127.0.0.1:${ports.chain}`,
      gateways: [0, 1, 2].map(i => `http://127.0.0.1:${ports.gateway + i}`),
    })
    expect(shown.image.answer).toBe(shown.image.digit)
    expect(shown.liar.answer).not.toBe(shown.image.digit)
    expect(shown.language).toMatchObject({ level: 'replayed', text: expect.stringMatching(/\w/) })
    expect(shown.modelId).toMatch(/^0x[0-9a-f]{64}$/)
    expect(shown.receiptId).toMatch(/^0x[0-9a-f]{64}$/)
    // Beside other tests: generous. bench/suites/start.ts holds it to 15 s.
    console.log(`to a verified receipt: ${shown.toVerifiedReceipt} ms, in all ${shown.total} ms`)
    expect(shown.toVerifiedReceipt).toBeLessThan(40_000)
    await expectNothingLeft(home, ports)

    // Again, on the same home; somebody presses Ctrl-C when everything runs that ever does.
    const again = start(script, ['--json'], home, env)
    await until('the dishonest node is asked', PATIENCE, () => /asking a registered node/.test(again.stderr()))
    expect(again.stderr()).toContain(`assay/digits@1 is ${shown.modelId}, on 2 nodes`)
    process.kill(-again.process.pid!, 'SIGINT')
    expect(await untilEnded(again, home), again.stderr()).toBe(130)
    expect(JSON.parse(again.stdout())).toMatchObject({ ok: false, code: 'interrupted' })
    await expectNothingLeft(home, ports)

    // And once more without the demonstration, until Ctrl-C, which is then the right way to end it.
    const plain = start(await builtCli(), ['up', '--json', '--home', home, ...portFlags(ports)], home)
    try {
      expect(await firstObject(plain, PATIENCE)).toMatchObject({ ok: true, network: shown.network })
      const { data } = await fetch(`${shown.gateways[2]}/v1/models`).then(response => response.json() as Promise<Json>)
      expect(data.map((model: Json) => model.id).sort()).toEqual(['assay/bard@1', 'assay/digits@1'])
      expect(data.map((model: Json) => model.assay.modelId)).toContain(shown.modelId)
    } finally {
      process.kill(-plain.process.pid!, 'SIGINT')
      expect(await untilEnded(plain, home)).toBe(0)
    }
    expect(plain.stdout().trimEnd().split('\n')).toHaveLength(1)
    await expectNothingLeft(home, ports)
  })

  /** What is on stderr when Ctrl-C is pressed, and how often it is pressed. */
  const MOMENTS = [
    ['at once', 1, /starting a chain/],
    ['while the nodes start', 1, / {4}nodes/],
    ['twice, impatiently', 2, / {4}nodes/],
  ] as const

  it.each(MOMENTS)('Ctrl-C %s stops everything', { timeout: PATIENCE }, async (_, times, moment) => {
    await builtCli()
    const home = temporary('interrupt')
    const ports = await freePorts()
    const started = start(script, ['--json'], home, portVariables(ports))
    await until(`${moment} on stderr`, 60_000, () => moment.test(started.stderr()))
    // As a terminal does it: to every process of the group.
    for (let i = 0; i < times; i++) {
      process.kill(-started.process.pid!, 'SIGINT')
      await pause(20)
    }
    expect(await untilEnded(started, home), started.stderr()).toBe(130)
    if (times === 1) expect(JSON.parse(started.stdout())).toMatchObject({ ok: false, code: 'interrupted' })
    await expectNothingLeft(home, ports)
  })

  const TAKEN: readonly (readonly [string, (ports: Ports) => number])[] = [
    ['chain', ({ chain }) => chain],
    ['second gateway', ({ gateway }) => gateway + 1],
    ['third peer', ({ peer }) => peer + 2],
  ]

  it.each(TAKEN)('a taken port is refused with its holder: %s', { timeout: PATIENCE }, async (_, portOf) => {
    const home = temporary('taken')
    const ports = await freePorts()
    const port = portOf(ports)
    const holder = await listen(port)
    try {
      const result = await runNode(await builtCli(), ['up', '--once', '--json', ...portFlags(ports)], { home })
      const refused = oneObject(result)
      expect(refused).toMatchObject({ ok: false, code: 'port_taken' })
      expect(refused.message).toContain(String(port))
      expect(refused.message).toContain(`process ${process.pid}`)
      expect(refused.hint).toBeTruthy()
      expect(result.code).toBe(3)
    } finally {
      await new Promise(resolve => holder.close(resolve))
    }
    await expectNothingLeft(home, ports)
  })
})
