// assay up: a whole network on this machine, until Ctrl-C. With --demo it also shows what the network is for.

import { catchCheat, tokens } from '../demo/cheat.ts'
import { LANGUAGE_NAME, QUESTION, readBard, type SpokenAnswer, speak } from '../demo/language.ts'
import {
  ask,
  catchLiar,
  compileDigits,
  MODEL_NAME,
  pickImage,
  proveAnswer,
  publishShipped,
  type Stage,
  tamper,
  verifyElsewhere,
} from '../demo/story.ts'
import { type Answer, type Command, type Context, forTerminal } from '../support/command.ts'
import { writeWhole } from '../support/home.ts'
import { type LocalNetwork, type Ports, startLocalNetwork } from '../support/localNetwork.ts'
import { picture } from '../support/picture.ts'
import { untilStopped } from '../support/serveNode.ts'

/** Times each phase, and says on stderr what is being done. */
class Phases {
  readonly milliseconds: Record<string, number> = {}
  private readonly started = performance.now()
  private readonly say: (text: string) => void

  constructor(say: (text: string) => void) {
    this.say = say
  }

  async time<T>(name: string, what: string, work: () => Promise<T>): Promise<T> {
    this.say(`· ${what} ...`)
    const from = performance.now()
    const result = await work()
    this.milliseconds[name] = Math.round(performance.now() - from)
    return result
  }

  get total(): number {
    return Math.round(performance.now() - this.started)
  }
}

function snippets({ network, nodes }: LocalNetwork): string {
  const [gateway] = nodes
  return [
    `chain     ${network.rpc[0]} (chain id ${network.chainId})`,
    ...nodes.map(({ name, endpoint, node }) => `gateway   ${endpoint}  ${name} ${node}`),
    '',
    'To paste, in the checkout:',
    `  npm run -s assay -- run ${MODEL_NAME} --input models/digits/images/3-1.png --out receipt.json`,
    '  npm run -s assay -- verify receipt.json --all',
    '  npm run -s assay -- prove receipt.json --out receipt.proof',
    '  npm run -s assay -- verify receipt.json --proof receipt.proof',
    `  curl -s ${gateway!.endpoint}/v1/models`,
    `  curl -s ${gateway!.endpoint}/v2/models/${MODEL_NAME}`,
    `  npm run -s assay -- chat ${LANGUAGE_NAME}`,
    '  npm run -s assay -- proxy',
    `  curl -sN ${gateway!.endpoint}/v1/chat/completions -H 'content-type: application/json' -d '{"model":"${LANGUAGE_NAME}","stream":true,"max_tokens":60,"messages":[{"role":"user","content":"${QUESTION}"}]}'`,
    '',
    'In TypeScript (the API key can be anything on a devnet; verifyingFetch of /openai believes no gateway):',
    `  const client = new OpenAI({ baseURL: '${gateway!.endpoint}/v1', apiKey: 'any' })`,
    `  const said = await client.chat.completions.create({ model: '${LANGUAGE_NAME}', messages: [{ role: 'user', content: '${QUESTION}' }] })`,
    'In Python:',
    `  client = OpenAI(base_url='${gateway!.endpoint}/v1', api_key='any'); print(client.models.list())`,
  ].join('\n')
}

async function demonstrate(
  stage: Stage,
  phases: Phases,
  say: (text: string) => void,
): Promise<Record<string, unknown>> {
  const { home, local, signal } = stage
  const model = await phases.time('compile', 'compiling the digits model to an exact graph', () =>
    compileDigits(signal),
  )
  const { modelId, hosts } = await phases.time(
    'publish',
    `publishing ${MODEL_NAME} and replicating it to two nodes`,
    () => publishShipped(stage, model, MODEL_NAME),
  )
  say(`  ${MODEL_NAME} is ${modelId}, on ${hosts} nodes`)

  const image = pickImage(Math.floor(Date.now() / 1000))
  const receiptFile = home.at('demo', 'receipt.json')
  const answer = await phases.time('run', 'asking the network for an image that the model never saw', () =>
    ask(stage, image, receiptFile),
  )
  say(
    `${picture(image.pixels, 28, 28, process.stderr.isTTY === true && process.env['NO_COLOR'] === undefined)}\n  the network says: ${answer.digit} (drawn as ${image.digit}), node ${answer.node}, ${answer.milliseconds.toFixed(0)} ms`,
  )
  const verdict = await phases.time(
    'verify',
    'verifying the receipt in another process, which runs the model again',
    () => verifyElsewhere(stage, receiptFile),
  )
  if (!verdict.ok) throw new Error(`the honest receipt was refused: ${verdict.code}`)
  const verified = phases.total
  say(`  ok: ${verdict.checks.length} checks hold; evidence: ${verdict.assurance.kinds.join(', ')}`)

  const spoken = await demonstrateLanguage(stage, phases, say)

  const proofFile = home.at('demo', 'receipt.proof')
  const proof = await phases.time('prove', 'proving the first answer, and verifying the proof in another process', () =>
    proveAnswer(stage, receiptFile, proofFile),
  )
  say(
    `  ${proof.verdict.ok ? 'ok' : `refused: ${proof.verdict.code}`}: ${Math.round(proof.bytes / 1000)} kB show that the answer is the model's, but for a chance of 2^-${proof.bits}`,
  )

  const changedFile = home.at('demo', 'receipt-changed.json')
  tamper(receiptFile, changedFile, (path, text) => writeWhole(path, text, true))
  const changed = await phases.time('tamper', 'verifying the same receipt with one field changed', () =>
    verifyElsewhere(stage, changedFile),
  )
  const why = changed.checks.find(({ ok }) => !ok)
  say(`  refused: ${changed.code}: ${why?.name}: ${why?.detail}`)

  const lie = await phases.time('liar', "asking a registered node that signs another model's answer", () =>
    catchLiar(stage, image, modelId, home.at('demo', 'receipt-lie.json')),
  )
  say(`  it says: ${lie.answer.digit}, under a valid signature`)
  say(
    `  found out: ${lie.verdict.code}: running ${MODEL_NAME} again gives other bytes${lie.network === null ? '' : `; verifier ${lie.network} has published the same`}`,
  )
  const expected =
    answer.digit === image.digit &&
    verdict.ok &&
    spoken.level === 'replayed' &&
    spoken.text !== '' &&
    proof.verdict.ok &&
    !changed.ok &&
    lie.verdict.code === 'replay_mismatch'
  return {
    ok: expected,
    phases: phases.milliseconds,
    toVerifiedReceipt: verified,
    total: phases.total,
    modelId,
    image: { digit: image.digit, answer: answer.digit },
    receiptId: answer.receiptId,
    verdict: { ok: verdict.ok, code: verdict.code, checks: verdict.checks.length, kinds: verdict.assurance.kinds },
    language: spoken,
    proof: { ok: proof.verdict.ok, bytes: proof.bytes, bits: proof.bits, kinds: proof.verdict.assurance.kinds },
    tampered: { ok: changed.ok, code: changed.code },
    liar: { answer: lie.answer.digit, code: lie.verdict.code, verifier: lie.network },
    gateways: local.nodes.map(({ endpoint }) => endpoint),
    chain: local.network.rpc[0],
  }
}

/** A node that is paid for a lie, and what it costs. */
async function demonstrateCheat(
  stage: Stage,
  phases: Phases,
  say: (text: string) => void,
): Promise<Record<string, unknown>> {
  const { home, signal } = stage
  const model = await phases.time('compile', 'compiling the digits model to an exact graph', () =>
    compileDigits(signal),
  )
  const { modelId } = await phases.time('publish', `publishing ${MODEL_NAME} and replicating it to two nodes`, () =>
    publishShipped(stage, model, MODEL_NAME),
  )
  const image = pickImage(Math.floor(Date.now() / 1000))
  const file = home.at('demo', 'receipt-cheat.json')
  const cheat = await phases.time('cheat', 'paying a node that runs another model, and disputing what it says', () =>
    catchCheat(stage, image, modelId, file, say),
  )
  const { stakeBefore, stakeAfter, refunded, paid, story, verdict, reason } = cheat
  say(`  the contract found out by itself (${reason})`)
  say(`  its stake: ${tokens(stakeBefore)} before, ${tokens(stakeAfter)} after`)
  say(`  the payer has ${tokens(refunded)} back from the escrow, and ${tokens(paid)} of deposits and bounty`)
  const ok = verdict.code === 'replay_mismatch' && stakeBefore > 0n && stakeAfter === 0n && refunded > 0n
  return {
    ok,
    phases: phases.milliseconds,
    total: phases.total,
    modelId,
    image: { digit: image.digit, answer: cheat.answer.digit },
    receiptId: cheat.answer.receiptId,
    verdict: verdict.code,
    dispute: { reason, transactions: story.length, story },
    stake: { before: String(stakeBefore), after: String(stakeAfter) },
    payer: { refunded: String(refunded), paid: String(paid) },
  }
}

async function demonstrateLanguage(stage: Stage, phases: Phases, say: (text: string) => void): Promise<SpokenAnswer> {
  await phases.time('publishLanguage', `publishing ${LANGUAGE_NAME}, a language model`, () =>
    publishShipped(stage, readBard(), LANGUAGE_NAME),
  )
  say(`  you say:   ${QUESTION}`)
  let begun = false
  const spoken = await phases.time('chat', 'asking it, and computing every token again while it streams', () =>
    speak(stage, piece => {
      process.stderr.write(`${begun ? '' : '  it says:   '}${forTerminal(piece).replaceAll('\n', '\n             ')}`)
      begun = true
    }),
  )
  say(`\n  ${spoken.level}: all ${spoken.tokens} tokens, the first after ${spoken.firstMs.toFixed(0)} ms`)
  return spoken
}

async function up(context: Context): Promise<Answer | null> {
  const { home, settings, signal, on, json, progress } = context
  const ports: Ports = {
    chain: settings.number('chain-port'),
    gateway: settings.number('gateway-port'),
    peer: settings.number('peer-port'),
  }
  const phases = new Phases(progress)
  let local: LocalNetwork | undefined
  try {
    local = await phases.time('network', 'starting a chain, contracts and three nodes', () =>
      startLocalNetwork(home, ports, signal, phase => progress(`    ${phase}`)),
    )
    const stage: Stage = { home, local, ports, signal, progress: text => progress(`    ${text}`) }
    const shown = on('cheat')
      ? await demonstrateCheat(stage, phases, progress)
      : on('demo')
        ? await demonstrate(stage, phases, progress)
        : { ok: true, phases: phases.milliseconds, total: phases.total }
    const text = snippets(local)
    if (on('once')) {
      return {
        json: { ...shown, network: local.networkFile },
        text: json
          ? ''
          : `${shown['ok'] === true ? 'All as it should be.' : 'Something is not as it should be: see above.'} npm start without --once leaves the network up.`,
        refused: shown['ok'] !== true,
      }
    }
    if (json) process.stdout.write(`${JSON.stringify({ ...shown, network: local.networkFile })}\n`)
    else process.stdout.write(`\n${text}\n\nCtrl-C stops the network.\n`)
    let stopping = false
    for (const { name, child } of local.nodes) {
      void child.ended.then(how => {
        if (!stopping) progress(`${name} ended (${how}); the others go on. Log: ${home.at('logs', `${name}.log`)}`)
      })
    }
    await untilStopped(signal, false)
    stopping = true
    return null
  } finally {
    if (local !== undefined) {
      progress('· stopping ...')
      await local.stop()
    }
  }
}

const command: Command = {
  name: 'up',
  usage: '[--demo | --cheat] [--once]',
  summary: 'Start a local network: chain, contracts and three nodes, as processes of their own, until Ctrl-C.',
  details:
    'State lies in ASSAY_HOME and is found again at the next start. Everything listens on loopback only. Ctrl-C ends it: exit code 0 when it was up, 130 before.',
  options: {
    demo: {
      type: 'boolean',
      description: 'publish the digits model, run and verify it, refuse a changed receipt, find out a liar',
    },
    cheat: {
      type: 'boolean',
      description: 'pay a node that lies, and dispute its answer until a contract has slashed it',
    },
    once: { type: 'boolean', description: 'stop when that is done' },
    'chain-port': { type: 'string', value: 'PORT', description: 'port of the chain (default 8545)' },
    'gateway-port': { type: 'string', value: 'PORT', description: 'first of the gateways (default 4100)' },
    'peer-port': { type: 'string', value: 'PORT', description: 'first of the peers (default 4110)' },
  },
  words: [0, 0],
  run: up,
}

export default command
