// Deploys a whole network: spec/contracts.md, section "Deployment". Addresses follow from the deployer and its nonce, so
// that contracts can name each other before they exist; nothing is owned by the deployer afterwards.

import { type Abi, encodeFunctionData, getContractAddress, type TransactionReceipt } from 'viem'
import { type Hex, toHex } from '../core/bytes/index.ts'
import { exponentialRows } from '../core/dispute/index.ts'
import { WorldError } from '../core/errors/index.ts'
import { onChain } from './failures.ts'
import { assayTokenAbi, assayTokenBytecode } from './generated/assay-token.ts'
import { checkpointAnchorAbi, checkpointAnchorBytecode } from './generated/checkpoint-anchor.ts'
import { disputeBeginningsAbi, disputeBeginningsBytecode } from './generated/dispute-beginnings.ts'
import { disputesAbi, disputesBytecode } from './generated/disputes.ts'
import { erc1967ProxyAbi, erc1967ProxyBytecode } from './generated/erc1967-proxy.ts'
import { escrowAbi, escrowBytecode } from './generated/escrow.ts'
import { exponentialTableAbi, exponentialTableBytecode } from './generated/exponential-table.ts'
import { formFaultsAbi, formFaultsBytecode } from './generated/form-faults.ts'
import { misconductAbi, misconductBytecode } from './generated/misconduct.ts'
import { modelRegistryAbi, modelRegistryBytecode } from './generated/model-registry.ts'
import { nodeRegistryAbi, nodeRegistryBytecode } from './generated/node-registry.ts'
import { parametersAbi, parametersBytecode } from './generated/parameters.ts'
import { slasherAbi, slasherBytecode } from './generated/slasher.ts'
import { stepAttentionAbi, stepAttentionBytecode } from './generated/step-attention.ts'
import { stepLinesAbi, stepLinesBytecode } from './generated/step-lines.ts'
import { stepMovesAbi, stepMovesBytecode } from './generated/step-moves.ts'
import { stepPointsAbi, stepPointsBytecode } from './generated/step-points.ts'
import { stepProductsAbi, stepProductsBytecode } from './generated/step-products.ts'
import { stepSamplerAbi, stepSamplerBytecode } from './generated/step-sampler.ts'
import { stepVerifiersAbi, stepVerifiersBytecode } from './generated/step-verifiers.ts'
import { timelockControllerAbi, timelockControllerBytecode } from './generated/timelock-controller.ts'
import { DEFAULT_PARAMETERS, type ParameterValues } from './parameters.ts'
import { inTurn } from './send.ts'
import { type Addresses, lower, type SigningContracts } from './types.ts'
import { receiptOf } from './wait.ts'

export interface DeployOptions {
  /** What differs from DEFAULT_PARAMETERS. The treasury is the deployer where none is named. */
  readonly parameters?: Partial<ParameterValues>
  /** Who holds the whole supply of the token at first. Default: the deployer. */
  readonly holder?: Hex
  /** Who may propose to the timelock. Default: the deployer, until governance takes its place. */
  readonly proposers?: readonly Hex[]
  /** Seconds between a proposal and its execution. Default: two days. */
  readonly timelockDelay?: number
}

export interface Deployment {
  readonly addresses: Addresses
  /** Block of the first contract: no event is older. */
  readonly deploymentBlock: bigint
  readonly gasUsed: bigint
}

interface Creation {
  readonly abi: Abi
  readonly bytecode: Hex
  readonly args: readonly unknown[]
}

const ZERO: Hex = `0x${'00'.repeat(20)}`
const DAY = 86_400

export async function deploy(
  { client, wallet }: Pick<SigningContracts, 'client' | 'wallet'>,
  options: DeployOptions = {},
): Promise<Deployment> {
  const deployer = lower(wallet.account.address)
  const { holder = deployer, proposers = [deployer], timelockDelay = 2 * DAY } = options
  const parameters = { ...DEFAULT_PARAMETERS, treasury: deployer, ...options.parameters }
  return onChain(() =>
    inTurn(wallet, async () => {
      const first = await client.getTransactionCount({ address: deployer, blockTag: 'pending' })
      const at = (i: number): Hex => lower(getContractAddress({ from: deployer, nonce: BigInt(first + i) }))
      const addresses: Addresses = {
        token: at(0),
        timelock: at(1),
        parameters: at(7),
        anchor: at(8),
        models: at(9),
        nodes: at(10),
        escrow: at(11),
        slasher: at(25),
        disputes: at(26),
        misconduct: at(27),
      }
      const { token, timelock, models, nodes, escrow, anchor, slasher, disputes, misconduct } = addresses
      const initialize = (abi: Abi, args: readonly unknown[] = [timelock]): Hex =>
        encodeFunctionData({ abi, functionName: 'initialize', args })
      const proxy = (implementation: Hex, call: Hex): Creation => ({
        abi: erc1967ProxyAbi,
        bytecode: erc1967ProxyBytecode,
        args: [implementation, call],
      })
      // A constructor runs code of contracts that exist by then: proxies come after all implementations.
      const waves: Creation[][] = [
        [
          { abi: assayTokenAbi, bytecode: assayTokenBytecode, args: [holder] },
          // Nobody administers the timelock but itself; what is due may be executed by anybody.
          {
            abi: timelockControllerAbi,
            bytecode: timelockControllerBytecode,
            args: [BigInt(timelockDelay), proposers, [ZERO], ZERO],
          },
          { abi: parametersAbi, bytecode: parametersBytecode, args: [] },
          { abi: checkpointAnchorAbi, bytecode: checkpointAnchorBytecode, args: [] },
          { abi: modelRegistryAbi, bytecode: modelRegistryBytecode, args: [addresses.parameters] },
          {
            abi: nodeRegistryAbi,
            bytecode: nodeRegistryBytecode,
            args: [token, addresses.parameters, escrow, slasher],
          },
          {
            abi: escrowAbi,
            bytecode: escrowBytecode,
            args: [token, addresses.parameters, models, nodes, anchor, slasher],
          },
        ],
        [
          proxy(at(2), initialize(parametersAbi, [timelock, parameters])),
          proxy(at(3), initialize(checkpointAnchorAbi)),
          proxy(at(4), initialize(modelRegistryAbi)),
          proxy(at(5), initialize(nodeRegistryAbi)),
          proxy(at(6), initialize(escrowAbi)),
        ],
        // Constructors ask contracts of the wave before for the addresses that these know.
        [
          { abi: stepMovesAbi, bytecode: stepMovesBytecode, args: [] },
          { abi: stepPointsAbi, bytecode: stepPointsBytecode, args: [] },
          { abi: stepProductsAbi, bytecode: stepProductsBytecode, args: [] },
          { abi: stepLinesAbi, bytecode: stepLinesBytecode, args: [] },
          { abi: stepAttentionAbi, bytecode: stepAttentionBytecode, args: [] },
          { abi: exponentialTableAbi, bytecode: exponentialTableBytecode, args: [toHex(exponentialRows())] },
          { abi: stepSamplerAbi, bytecode: stepSamplerBytecode, args: [at(17)] },
          {
            abi: stepVerifiersAbi,
            bytecode: stepVerifiersBytecode,
            args: [at(12), at(13), at(14), at(15), at(16), at(18)],
          },
          { abi: formFaultsAbi, bytecode: formFaultsBytecode, args: [] },
          {
            abi: disputeBeginningsAbi,
            bytecode: disputeBeginningsBytecode,
            args: [escrow, addresses.parameters, models, nodes, anchor],
          },
          {
            abi: slasherAbi,
            bytecode: slasherBytecode,
            args: [token, addresses.parameters, nodes, escrow, disputes, misconduct],
          },
        ],
        [
          { abi: disputesAbi, bytecode: disputesBytecode, args: [slasher, at(21), at(19), at(20)] },
          { abi: misconductAbi, bytecode: misconductBytecode, args: [slasher, at(21), disputes] },
          proxy(at(22), initialize(slasherAbi)),
          proxy(at(23), initialize(disputesAbi)),
          proxy(at(24), initialize(misconductAbi)),
        ],
      ]
      const receipts: TransactionReceipt[] = []
      for (const wave of waves) {
        const hashes: Hex[] = []
        for (const creation of wave) {
          const nonce = first + receipts.length + hashes.length
          hashes.push(await wallet.deployContract({ ...creation, nonce }))
        }
        receipts.push(...(await Promise.all(hashes.map(hash => receiptOf(client, hash)))))
      }
      receipts.forEach((receipt, i) => {
        if (receipt.status === 'success' && lower(receipt.contractAddress ?? ZERO) === at(i)) return
        const hint = 'Deploy again with an account that sends nothing else meanwhile.'
        throw new WorldError('internal', `Contract ${i + 1} of the deployment is not where the others look for it`, {
          hint,
        })
      })
      return {
        addresses,
        deploymentBlock: receipts[0]!.blockNumber,
        gasUsed: receipts.reduce((sum, { gasUsed }) => sum + gasUsed, 0n),
      }
    }),
  )
}
