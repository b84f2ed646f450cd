// What `npm start` shows on a running network: publish the digits model, ask it for an image it never saw, verify the receipt in
// another process, refuse a changed receipt, find out a node that lies. Every step goes the way a user would.

import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { compileModel, importOnnx } from '../../../core/compile/index.ts'
import { unwrap, WorldError } from '../../../core/errors/index.ts'
import { readPng } from '../../../core/formats/index.ts'
import { type ExactModel, encodeModel } from '../../../core/graph/index.ts'
import { bundleText, parseBundle, type ReceiptBundle } from '../../../core/receipt/index.ts'
import { readDataset } from '../support/dataset.ts'
import type { Home } from '../support/home.ts'
import { loadOrCreateKey } from '../support/keyring.ts'
import { type LocalNetwork, localSettings, type Ports, program } from '../support/localNetwork.ts'
import { nodeDirectory, saveNode } from '../support/nodes.ts'
import { runChild, startChild } from '../support/processes.ts'
import { publishModel } from '../support/publish.ts'

export const MODEL_NAME = 'assay/digits@1'
const DIGITS = new URL('../../models/digits/', import.meta.url)
const LABELS = Array.from({ length: 10 }, (_, i) => String(i))

const digitsFile = (name: string): string => fileURLToPath(new URL(name, DIGITS))

export interface Stage {
  readonly home: Home
  readonly local: LocalNetwork
  readonly ports: Ports
  readonly signal: AbortSignal
  readonly progress: (text: string) => void
}

/** The shipped ONNX file through the compiler: the same bytes each time. */
export async function compileDigits(signal: AbortSignal): Promise<ExactModel> {
  const float = unwrap(importOnnx(new Uint8Array(readFileSync(digitsFile('digits.onnx')))))
  const { name, shape } = float.graph.inputs[0]!
  const data = readDataset(digitsFile('calibration-images-idx3-ubyte.gz'), shape, undefined)
  const { model } = unwrap(
    await compileModel(float, {
      calibration: { [name]: { data: data.values, rows: data.rows } },
      pixels: 'raw',
      manifest: {
        name: 'digits',
        description: 'Handwritten digits, 28 x 28 grey.',
        license: 'Apache-2.0',
        labels: LABELS,
      },
      signal,
    }),
  )
  return model
}

export async function publishShipped(
  { home, local, signal, progress }: Stage,
  model: ExactModel,
  name: string,
): Promise<{ modelId: string; hosts: number }> {
  const key = loadOrCreateKey(home, 'publisher')
  const published = await publishModel({
    home,
    network: local.network,
    identity: model.identity,
    file: encodeModel(model),
    key,
    name,
    copies: 2,
    royaltyBps: 0,
    signal,
    progress,
  })
  if (published.hosts.length < 2)
    throw new WorldError('model_unavailable', `only ${published.hosts.length} of 2 nodes host the model`, {
      hint: `See the logs in ${home.at('logs')}.`,
    })
  return { modelId: published.modelId, hosts: published.hosts.length }
}

export interface Image {
  readonly path: string
  readonly digit: number
  readonly pixels: Uint8Array
}

/** One of the drawings that the model never saw. */
export function pickImage(which: number): Image {
  const labels = JSON.parse(readFileSync(digitsFile('images/labels.json'), 'utf8')) as Record<string, number>
  const names = Object.keys(labels).sort()
  const name = names[which % names.length]!
  const path = digitsFile(`images/${name}`)
  const { data } = unwrap(readPng(new Uint8Array(readFileSync(path))))
  return { path, digit: labels[name]!, pixels: data as Uint8Array }
}

/** The environment of a user who has nothing but the program: no variable of this process reaches it. */
export const cleanEnvironment = (): NodeJS.ProcessEnv => {
  const { PATH, HOME, TMPDIR } = process.env
  return {
    ...(PATH === undefined ? {} : { PATH }),
    ...(HOME === undefined ? {} : { HOME }),
    ...(TMPDIR === undefined ? {} : { TMPDIR }),
  }
}

/** Runs a command of the CLI as a process of its own and reads its JSON. */
export async function assay(
  args: readonly string[],
  signal: AbortSignal,
  acceptRefusal = false,
): Promise<Record<string, unknown>> {
  const { code, stdout, stderr } = await runChild(program('assay.mjs'), [...args, '--json'], cleanEnvironment(), signal)
  signal.throwIfAborted()
  let json: Record<string, unknown>
  try {
    json = JSON.parse(stdout)
  } catch {
    throw new WorldError('internal', `assay ${args[0]} ended with ${code} and no JSON: ${stderr.slice(-400)}`)
  }
  if (code === 0 || (acceptRefusal && code === 1)) return json
  throw new WorldError('internal', `assay ${args[0]}: ${String(json['code'])}: ${String(json['message'])}`)
}

export interface Answer {
  readonly digit: number
  readonly receiptId: string
  readonly node: string
  readonly milliseconds: number
  readonly receiptFile: string
}

/** `assay run` on the image, from the home of a user of this network. */
export async function ask({ home, local, signal }: Stage, image: Image, receiptFile: string): Promise<Answer> {
  return answerOf(await runImage(home.path, local.networkFile, image, receiptFile, signal), receiptFile)
}

/** As `ask`, of one gateway, by a user who keeps nothing: what a liar says does not belong among one's receipts. */
async function askOnce({ local, signal }: Stage, image: Image, receiptFile: string, gateway: string): Promise<Answer> {
  const home = mkdtempSync(join(tmpdir(), 'assay-asker-'))
  try {
    return answerOf(await runImage(home, local.networkFile, image, receiptFile, signal, gateway), receiptFile)
  } finally {
    rmSync(home, { recursive: true, force: true })
  }
}

export const runImage = (
  home: string,
  network: string,
  image: Image,
  out: string,
  signal: AbortSignal,
  gateway?: string,
  more: readonly string[] = [],
): Promise<Record<string, unknown>> => {
  const asked = gateway === undefined ? [] : ['--gateway', gateway]
  const where = ['--home', home, '--network', network, '--disclosure', 'verifiers', ...asked, ...more]
  return assay(['run', MODEL_NAME, '--input', image.path, '--out', out, ...where], signal)
}

export function answerOf(json: Record<string, unknown>, receiptFile: string): Answer {
  const scores = (json['outputs'] as Record<string, { data: number[] }>)['logits']!.data
  return {
    digit: scores.indexOf(Math.max(...scores)),
    receiptId: String(json['receiptId']),
    node: String(json['node']),
    milliseconds: Number(json['milliseconds']),
    receiptFile,
  }
}

export interface ShownVerdict {
  readonly ok: boolean
  readonly code: string
  readonly checks: readonly { readonly name: string; readonly ok: boolean; readonly detail: string }[]
  readonly assurance: { readonly kinds: readonly string[]; readonly assumptions: readonly string[] }
}

/** `assay verify` with an empty home and the network file alone: it shares nothing with the nodes but the chain. By a replay, or by a proof. */
export async function verifyElsewhere(
  { local, signal }: Stage,
  receiptFile: string,
  proofFile?: string,
): Promise<ShownVerdict> {
  const home = mkdtempSync(join(tmpdir(), 'assay-verifier-'))
  const by = proofFile === undefined ? ['--policy', 'replayed'] : ['--proof', proofFile]
  try {
    return (await assay(
      ['verify', receiptFile, ...by, '--wait', '20', '--network', local.networkFile, '--home', home],
      signal,
      true,
    )) as unknown as ShownVerdict
  } finally {
    rmSync(home, { recursive: true, force: true })
  }
}

interface ShownProof {
  readonly bytes: number
  readonly bits: number
  readonly verdict: ShownVerdict
}

/** `assay prove` by the user who has asked, and `assay verify` of the proof by somebody else. */
export async function proveAnswer(stage: Stage, receiptFile: string, proofFile: string): Promise<ShownProof> {
  const { home, local, signal } = stage
  const args = ['prove', receiptFile, '--out', proofFile, '--home', home.path, '--network', local.networkFile]
  const { bytes, bits } = await assay(args, signal)
  return { bytes: Number(bytes), bits: Number(bits), verdict: await verifyElsewhere(stage, receiptFile, proofFile) }
}

/** The receipt with one field changed: the price goes up by one. */
export function tamper(receiptFile: string, changedFile: string, write: (path: string, text: string) => void): void {
  const bundle = unwrap(parseBundle(readFileSync(receiptFile, 'utf8').trimEnd()))
  const changed: ReceiptBundle = { ...bundle, receipt: { ...bundle.receipt, price: bundle.receipt.price + 1n } }
  write(changedFile, `${bundleText(changed)}\n`)
}

const LIAR = 'mallory'
/** Operators 1 to 3 are the nodes of `up`. */
const LIAR_OPERATOR = 4

/** Starts the dishonest node, asks it, verifies its receipt, and takes it out of the network again. */
export async function catchLiar(
  stage: Stage,
  image: Image,
  modelId: string,
  receiptFile: string,
): Promise<{ answer: Answer; verdict: ShownVerdict; network: string | null }> {
  const { home, ports, signal, local } = stage
  rmSync(nodeDirectory(home, LIAR), { recursive: true, force: true })
  saveNode(home, LIAR, localSettings(['host', 'execute', 'gateway'], ports.gateway + 9, ports.peer + 9))
  const child = await startChild(LIAR, program('dishonest.mjs'), [home.path, LIAR, String(LIAR_OPERATOR)], {
    log: home.at('logs', `${LIAR}.log`),
    timeout: 30_000,
    signal,
  })
  try {
    const endpoint = String(child.ready['endpoint'])
    await untilHosted(endpoint, modelId, String(child.ready['node']), signal)
    const answer = await askOnce(stage, image, receiptFile, endpoint)
    const verdict = await verifyElsewhere(stage, receiptFile)
    const network = await negativeVerdict(
      local.nodes.map(node => node.endpoint),
      answer.receiptId,
      signal,
    )
    return { answer, verdict, network }
  } finally {
    await child.stop()
    await assay(
      ['node', 'exit', LIAR, '--devnet-operator', String(LIAR_OPERATOR), '--home', home.path],
      AbortSignal.timeout(15_000),
    ).catch(error => stage.progress(`${LIAR}: ${(error as Error).message}`))
  }
}

/** A new host fetches what is registered; it can be asked once it says that it has the model. */
export async function untilHosted(endpoint: string, modelId: string, node: string, signal: AbortSignal): Promise<void> {
  const deadline = Date.now() + 20_000
  for (;;) {
    signal.throwIfAborted()
    const hosts = await fetch(`${endpoint}/v1/models/${modelId}`, { signal: AbortSignal.timeout(2_000) }).then(
      async (response): Promise<string[]> =>
        ((await response.json()) as { assay?: { hosts?: string[] } }).assay?.hosts ?? [],
      (): string[] => [],
    )
    const ready =
      hosts.includes(node) &&
      (await fetch(`${endpoint}/readyz`, { signal: AbortSignal.timeout(2_000) }).then(
        ({ ok }) => ok,
        () => false,
      ))
    if (ready) return
    if (Date.now() > deadline) throw new WorldError('timeout', `${node} did not get the model in time`)
    await new Promise(resolve => setTimeout(resolve, 100))
  }
}

/** The network's own verifiers sample too: who of them found the answer wrong, if one did within a few seconds. */
async function negativeVerdict(
  endpoints: readonly string[],
  receiptId: string,
  signal: AbortSignal,
): Promise<string | null> {
  const deadline = Date.now() + 4_000
  while (Date.now() < deadline) {
    for (const endpoint of endpoints) {
      signal.throwIfAborted()
      const found = await fetch(`${endpoint}/receipts/${receiptId}/verdicts`, {
        signal: AbortSignal.timeout(2_000),
      }).then(
        async response =>
          ((await response.json()) as { verdicts?: { verdict: { verifier: string; ok: boolean } }[] }).verdicts ?? [],
        () => [],
      )
      const negative = found.find(({ verdict }) => !verdict.ok)
      if (negative !== undefined) return negative.verdict.verifier
    }
    await new Promise(resolve => setTimeout(resolve, 150))
  }
  return null
}
