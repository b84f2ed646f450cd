// The page that verifies in Chromium: opened from a file, with no server and no network, and served by a gateway of a running network.

import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import type { Page } from 'playwright-core'
import { beforeAll, describe, expect, test } from 'vitest'
import { makePage } from '../../scripts/page.mjs'
import { compileModel, importOnnx } from '../../src/core/compile/index.ts'
import { unwrap } from '../../src/core/errors/index.ts'
import { fastVectors, MERSENNE31 } from '../../src/core/field/index.ts'
import { type ExactModel, encodeModel, type IntTensor, toIntegers } from '../../src/core/graph/index.ts'
import { encodeProof } from '../../src/core/proof/index.ts'
import { proveRun } from '../../src/core/proof/prover.ts'
import { bundleText } from '../../src/core/receipt/index.ts'
import { idx } from '../compile/support/material.ts'
import { inPage, needChromium } from '../support/chromium.ts'
import { integers, makeWorld, PROOF_CHECKS, type Twist } from '../support/world.ts'
import { assayJson, digits, temporary } from './support/cli.ts'
import { MODEL, startNetwork } from './support/network.ts'

const folder = temporary('page')
const url = pathToFileURL(join(folder, 'verify.html')).href

/** Worlds of the tests live in the future; a browser has a clock. */
const issuedNow: NonNullable<Twist['issue']> = options => ({ ...options, issuedAt: BigInt(Date.now() - 1000) })

interface Files {
  readonly receipt: string
  readonly proof: string
  readonly model: string
}

/** Receipt, proof and model of one run, as files. */
async function write(name: string, twist: Twist): Promise<Files> {
  const { bundle, model } = makeWorld({ issue: issuedNow, ...twist })
  const [inputs, outputs] = [bundle.input!, bundle.output!].map(({ tensors }) => integers(tensors))
  const proof = encodeProof({ root: null, proof: proveRun(await fastVectors(MERSENNE31), model, inputs!, outputs!) })
  const files = { receipt: bundleText(bundle), proof, model: encodeModel(model) }
  const paths = { receipt: `${name}.json`, proof: `${name}.proof`, model: `${name}.assay` }
  mkdirSync(folder, { recursive: true })
  for (const kind of ['receipt', 'proof', 'model'] as const) writeFileSync(join(folder, paths[kind]), files[kind])
  return { receipt: join(folder, paths.receipt), proof: join(folder, paths.proof), model: join(folder, paths.model) }
}

/** The digits model, which ships with the project, and the first image that it was compiled with. */
async function digitsRun(): Promise<{ model: ExactModel; inputs: IntTensor[] }> {
  const { data } = idx(digits('calibration-images-idx3-ubyte.gz'))
  const calibration = { image: { data, rows: data.length / 784 } }
  const { model } = unwrap(
    await compileModel(unwrap(importOnnx(new Uint8Array(readFileSync(digits('digits.onnx'))))), { calibration }),
  )
  return { model, inputs: [toIntegers(model.ports.inputs[0]!, data.slice(0, 784), 1)] }
}

interface Seen {
  readonly state: string | undefined
  readonly summary: string
  readonly checks: Record<string, { state: string; code: string }>
  readonly ms: number
}

/** Chooses the files and waits for the verdict on all of them. */
async function choose(
  page: Page,
  files: Partial<Record<'receipt' | 'proof' | 'model' | 'network', string>>,
): Promise<Seen> {
  for (const [kind, path] of Object.entries(files)) {
    // What an earlier choice has shown is not taken for the answer to this one.
    await page.evaluate(() => delete document.getElementById('summary')!.dataset['state'])
    await page.locator(`#${kind}`).setInputFiles(path)
    await page.locator('#summary[data-state]').waitFor()
  }
  return seen(page)
}

async function seen(page: Page): Promise<Seen> {
  await page
    .locator('#summary:is([data-state=verified],[data-state=partly],[data-state=refused],[data-state=failed])')
    .waitFor()
  return page.evaluate(() => {
    const summary = document.getElementById('summary')!
    const items = [...document.querySelectorAll<HTMLElement>('[data-check]')]
    return {
      state: summary.dataset['state'],
      summary: summary.textContent,
      checks: Object.fromEntries(
        items.map(item => [item.dataset['check']!, { state: item.className, code: item.dataset['code']! }]),
      ),
      ms: Number(document.getElementById('result')!.dataset['ms']),
    }
  })
}

let small: Files
let other: Files
beforeAll(async () => {
  small = await write('small', {})
  const inputs: IntTensor[] = [{ shape: [4], bits: 8, rows: 2, data: Int8Array.of(1, 1, 1, 1, 2, 2, 2, 2) }]
  other = await write('other', { inputs })
  writeFileSync(join(folder, 'verify.html'), await makePage())
})

describe('from a file, with no server', () => {
  test('a receipt, its proof and the model: every check of the proof holds, and nothing is asked for', async context => {
    const chromium = needChromium(context)
    await inPage(chromium, url, async page => {
      const { state, summary, checks } = await choose(page, small)
      expect(state).toBe('partly')
      expect(summary).toContain('The proof holds. Who signed the receipt could not be checked')
      for (const name of [
        ...PROOF_CHECKS,
        'proof.file',
        'proof.bits',
        'model.file',
        'receipt.signature',
        'output.root',
      ])
        expect(checks[name], name).toEqual({ state: 'holds', code: 'ok' })
      for (const name of ['node.registered', 'node.key', 'log.included', 'fields.chainId', 'policy'])
        expect(checks[name], name).toEqual({ state: 'open', code: 'unchecked' })
      expect(Object.values(checks).filter(check => check.state === 'fails')).toEqual([])
      expect(Object.keys(checks).length).toBeGreaterThan(80)
      expect(await page.getByText('What is left to trust').isVisible()).toBe(true)
    })
  })

  test('spoilt, or of another receipt, a proof is refused by its code', async context => {
    const chromium = needChromium(context)
    const bytes = readFileSync(small.proof)
    bytes[bytes.length - 1]! ^= 1
    writeFileSync(join(folder, 'spoilt.proof'), bytes)
    await inPage(chromium, url, async page => {
      const spoilt = await choose(page, { ...small, proof: join(folder, 'spoilt.proof') })
      expect(spoilt).toMatchObject({
        state: 'refused',
        checks: { 'proof.run': { state: 'fails', code: 'proof_invalid' } },
      })
      expect(spoilt.summary).toContain('proof_invalid')
      expect(await page.getByText('does not hold').first().isVisible()).toBe(true)
      await page.getByRole('button', { name: 'Start over' }).click()
      await page.locator('#summary[data-state=waiting]').waitFor()
      const another = await choose(page, { ...small, receipt: other.receipt })
      expect(another).toMatchObject({
        state: 'refused',
        checks: { 'proof.run': { state: 'fails', code: 'proof_invalid' } },
      })
      const changed = join(folder, 'changed.json')
      writeFileSync(changed, readFileSync(small.receipt, 'utf8').replace(/"price":\s*"7"/, '"price":"8"'))
      const lie = await choose(page, { receipt: changed })
      expect(lie).toMatchObject({ state: 'refused', checks: { 'receipt.signature': { state: 'fails' } } })
      expect(lie.summary).toContain('price_mismatch')
    })
  })

  test('several files dropped at once go where they belong', async context => {
    const chromium = needChromium(context)
    await inPage(chromium, url, async page => {
      const files = [small.model, small.receipt, small.proof].map(path => [...readFileSync(path)])
      const transfer = await page.evaluateHandle(list => {
        const made = new DataTransfer()
        for (const [i, bytes] of list.entries()) made.items.add(new File([Uint8Array.from(bytes)], `file ${i}`))
        made.items.add(new File(['<b>what</b>'], '<img src=x>'))
        return made
      }, files)
      await page.dispatchEvent('#network-zone p', 'dragover', { dataTransfer: transfer })
      await page.dispatchEvent('h1', 'drop', { dataTransfer: transfer })
      const { state, summary, checks } = await seen(page)
      expect(state).toBe('partly')
      expect(summary).toContain('Not a receipt, proof, model or network file: <img src=x>')
      expect(checks['proof.run']).toEqual({ state: 'holds', code: 'ok' })
    })
  })

  test('is labelled, used by keys, read out, and fits narrow windows in light and dark', async context => {
    const chromium = needChromium(context)
    await inPage(chromium, url, async page => {
      await page.setViewportSize({ width: 320, height: 600 })
      await choose(page, small)
      for (const label of ['Receipt', 'Proof', 'Model', 'Network file (optional)'])
        expect(await page.getByLabel(label, { exact: true }).count(), label).toBe(1)
      expect(await page.getByRole('status').getAttribute('aria-live')).toBe('polite')
      const wide = await page.evaluate(
        () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
      )
      expect(wide).toBeLessThanOrEqual(0)
      await page.locator('h1').click()
      const visited: string[] = []
      for (let i = 0; i < 8; i++) {
        await page.keyboard.press('Tab')
        visited.push(await page.evaluate(() => document.activeElement!.id || document.activeElement!.tagName))
      }
      expect(visited.slice(0, 6)).toEqual(['receipt', 'proof', 'model', 'network', 'BUTTON', 'SUMMARY'])
      const ground = () => page.evaluate(() => getComputedStyle(document.body).backgroundColor)
      await page.emulateMedia({ colorScheme: 'light' })
      expect(await ground()).toBe('rgb(255, 255, 255)')
      await page.emulateMedia({ colorScheme: 'dark' })
      expect(await ground()).toBe('rgb(20, 20, 20)')
    })
  })

  test('runs nothing but its own script', async context => {
    const chromium = needChromium(context)
    await inPage(chromium, url, async page => {
      const ran = await page.evaluate(async () => {
        const script = document.createElement('script')
        let blocked = 0
        document.addEventListener('securitypolicyviolation', () => blocked++)
        try {
          script.textContent = 'globalThis.__stranger = 1'
          document.body.append(script)
        } catch {
          blocked++
        }
        await new Promise(resolve => setTimeout(resolve, 50))
        return { blocked: blocked > 0, ran: '__stranger' in globalThis }
      })
      expect(ran).toEqual({ blocked: true, ran: false })
    })
  })

  test('the digits model', { timeout: 120_000 }, async context => {
    const chromium = needChromium(context)
    const { model, inputs } = await digitsRun()
    const files = await write('digits', { model, inputs })
    await inPage(chromium, url, async page => {
      const times: number[] = []
      for (let i = 0; i < 5; i++) {
        await page.getByRole('button', { name: 'Start over' }).click()
        const { checks, ms } = await choose(page, files)
        expect(checks['proof.run']).toEqual({ state: 'holds', code: 'ok' })
        times.push(ms)
      }
      console.log(`digits in Chromium, all checks: ${times.join(', ')} ms`)
      expect(Math.min(...times)).toBeLessThan(5_000)
    })
  })
})

test('served by a gateway, which also gives the model; with the chain everything holds', {
  timeout: 240_000,
}, async context => {
  const chromium = needChromium(context)
  const network = await startNetwork({ publish: true })
  try {
    const { home } = network
    const { receiptId } = await assayJson(['run', MODEL, '--input', digits('images/5-0.png')], { home })
    await assayJson(['verify', receiptId, '--wait', '20'], { home })
    const receipt = join(home, 'receipts', `${receiptId}.json`)
    const proof = join(home, 'run.proof')
    await assayJson(['prove', receipt, '--out', proof], { home })
    const [gateway] = network.gateways
    const answer = await fetch(`${gateway}/verify`)
    expect(answer.headers.get('content-security-policy')).toContain("frame-ancestors 'none'")
    expect(await answer.text()).toBe(await makePage())
    const rpc = JSON.parse(readFileSync(network.networkFile, 'utf8')).rpc[0]
    await inPage(
      chromium,
      `${gateway}/verify`,
      async page => {
        const without = await choose(page, { receipt, proof })
        expect(without.state).toBe('partly')
        expect(without.checks['model.file']).toEqual({ state: 'holds', code: 'ok' })
        expect(without.checks['proof.run']).toEqual({ state: 'holds', code: 'ok' })
        const whole = await choose(page, { network: network.networkFile })
        expect(whole.summary).toContain('Verified')
        expect(whole.state).toBe('verified')
        expect(Object.entries(whole.checks).flatMap(([name, { state }]) => (state === 'open' ? [name] : []))).toEqual([
          'nonce.unused',
        ])
      },
      [rpc],
    )
  } finally {
    await network.stop()
  }
})
