// The dishonest node of the demonstration: registered, with valid keys and a log, and answering with another model's
// output under its signature. Asked for its trace, it commits to that of the other model's run, in which everything fits
// together but the weights. A program of its own, so that a package can show it too; like every lie of src/node/faults it
// runs on a development chain alone.

import { parseNetwork } from '../../../client/network.ts'
import { unwrap } from '../../../core/errors/index.ts'
import { faultOf } from '../../../node/faults/index.ts'
import { openKeys } from '../../../node/keys.ts'
import { devnetKey } from '../support/devnet.ts'
import { Home } from '../support/home.ts'
import { loadNode, nodeDirectory } from '../support/nodes.ts'
import { provideOnDevnet } from '../support/operator.ts'
import { readyLine, serveNode, untilStopped } from '../support/serveNode.ts'

const [homePath, name, operator] = process.argv.slice(2) as [string, string, string]
const home = new Home(homePath)
const network = unwrap(parseNetwork(home.read('network.json') ?? ''))
const key = devnetKey(Number(operator))
const keys = await openKeys(`${nodeDirectory(home, name)}/keys`)
await provideOnDevnet(network, keys.account.address, key)
const served = await serveNode(home, name, loadNode(home, name), network, {
  operatorKey: key,
  faults: faultOf('swapped-model'),
})
process.stdout.write(readyLine(name, served))
const abort = new AbortController()
process.on('SIGINT', () => abort.abort())
process.on('SIGTERM', () => abort.abort())
await untilStopped(abort.signal, true)
await served.stop()
process.exit(0)
