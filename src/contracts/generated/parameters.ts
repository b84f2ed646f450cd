// Generated from contracts/ by scripts/contracts.mjs. Do not edit.

export const parametersAbi = [
  {
    "inputs": [
      {
        "internalType": "address",
        "name": "target",
        "type": "address"
      }
    ],
    "name": "AddressEmptyCode",
    "type": "error"
  },
  {
    "inputs": [
      {
        "internalType": "string",
        "name": "argument",
        "type": "string"
      }
    ],
    "name": "AddressZero",
    "type": "error"
  },
  {
    "inputs": [
      {
        "internalType": "address",
        "name": "implementation",
        "type": "address"
      }
    ],
    "name": "ERC1967InvalidImplementation",
    "type": "error"
  },
  {
    "inputs": [],
    "name": "ERC1967NonPayable",
    "type": "error"
  },
  {
    "inputs": [],
    "name": "FailedCall",
    "type": "error"
  },
  {
    "inputs": [],
    "name": "InvalidInitialization",
    "type": "error"
  },
  {
    "inputs": [],
    "name": "NotInitializing",
    "type": "error"
  },
  {
    "inputs": [
      {
        "internalType": "address",
        "name": "owner",
        "type": "address"
      }
    ],
    "name": "OwnableInvalidOwner",
    "type": "error"
  },
  {
    "inputs": [
      {
        "internalType": "address",
        "name": "account",
        "type": "address"
      }
    ],
    "name": "OwnableUnauthorizedAccount",
    "type": "error"
  },
  {
    "inputs": [
      {
        "internalType": "bytes32",
        "name": "name",
        "type": "bytes32"
      },
      {
        "internalType": "uint256",
        "name": "value",
        "type": "uint256"
      },
      {
        "internalType": "uint256",
        "name": "least",
        "type": "uint256"
      },
      {
        "internalType": "uint256",
        "name": "most",
        "type": "uint256"
      }
    ],
    "name": "ParameterOutOfBounds",
    "type": "error"
  },
  {
    "inputs": [],
    "name": "UUPSUnauthorizedCallContext",
    "type": "error"
  },
  {
    "inputs": [
      {
        "internalType": "bytes32",
        "name": "slot",
        "type": "bytes32"
      }
    ],
    "name": "UUPSUnsupportedProxiableUUID",
    "type": "error"
  },
  {
    "anonymous": false,
    "inputs": [
      {
        "indexed": false,
        "internalType": "uint64",
        "name": "version",
        "type": "uint64"
      }
    ],
    "name": "Initialized",
    "type": "event"
  },
  {
    "anonymous": false,
    "inputs": [
      {
        "indexed": true,
        "internalType": "address",
        "name": "previousOwner",
        "type": "address"
      },
      {
        "indexed": true,
        "internalType": "address",
        "name": "newOwner",
        "type": "address"
      }
    ],
    "name": "OwnershipTransferStarted",
    "type": "event"
  },
  {
    "anonymous": false,
    "inputs": [
      {
        "indexed": true,
        "internalType": "address",
        "name": "previousOwner",
        "type": "address"
      },
      {
        "indexed": true,
        "internalType": "address",
        "name": "newOwner",
        "type": "address"
      }
    ],
    "name": "OwnershipTransferred",
    "type": "event"
  },
  {
    "anonymous": false,
    "inputs": [
      {
        "indexed": true,
        "internalType": "bytes32",
        "name": "name",
        "type": "bytes32"
      },
      {
        "indexed": false,
        "internalType": "uint256",
        "name": "value",
        "type": "uint256"
      }
    ],
    "name": "ParameterChanged",
    "type": "event"
  },
  {
    "anonymous": false,
    "inputs": [
      {
        "indexed": true,
        "internalType": "address",
        "name": "implementation",
        "type": "address"
      }
    ],
    "name": "Upgraded",
    "type": "event"
  },
  {
    "inputs": [],
    "name": "MAX_BOUNTY_BPS",
    "outputs": [
      {
        "internalType": "uint256",
        "name": "",
        "type": "uint256"
      }
    ],
    "stateMutability": "view",
    "type": "function"
  },
  {
    "inputs": [],
    "name": "MAX_CHALLENGE_PERIOD",
    "outputs": [
      {
        "internalType": "uint256",
        "name": "",
        "type": "uint256"
      }
    ],
    "stateMutability": "view",
    "type": "function"
  },
  {
    "inputs": [],
    "name": "MAX_DEPOSIT",
    "outputs": [
      {
        "internalType": "uint256",
        "name": "",
        "type": "uint256"
      }
    ],
    "stateMutability": "view",
    "type": "function"
  },
  {
    "inputs": [],
    "name": "MAX_MERGE_DELAY",
    "outputs": [
      {
        "internalType": "uint256",
        "name": "",
        "type": "uint256"
      }
    ],
    "stateMutability": "view",
    "type": "function"
  },
  {
    "inputs": [],
    "name": "MAX_PROTOCOL_FEE_BPS",
    "outputs": [
      {
        "internalType": "uint256",
        "name": "",
        "type": "uint256"
      }
    ],
    "stateMutability": "view",
    "type": "function"
  },
  {
    "inputs": [],
    "name": "MAX_ROYALTY_BPS",
    "outputs": [
      {
        "internalType": "uint256",
        "name": "",
        "type": "uint256"
      }
    ],
    "stateMutability": "view",
    "type": "function"
  },
  {
    "inputs": [],
    "name": "MAX_SETTLEMENT_TIMEOUT",
    "outputs": [
      {
        "internalType": "uint256",
        "name": "",
        "type": "uint256"
      }
    ],
    "stateMutability": "view",
    "type": "function"
  },
  {
    "inputs": [],
    "name": "MAX_UNBONDING_DELAY",
    "outputs": [
      {
        "internalType": "uint256",
        "name": "",
        "type": "uint256"
      }
    ],
    "stateMutability": "view",
    "type": "function"
  },
  {
    "inputs": [],
    "name": "MIN_BOUNTY_BPS",
    "outputs": [
      {
        "internalType": "uint256",
        "name": "",
        "type": "uint256"
      }
    ],
    "stateMutability": "view",
    "type": "function"
  },
  {
    "inputs": [],
    "name": "UPGRADE_INTERFACE_VERSION",
    "outputs": [
      {
        "internalType": "string",
        "name": "",
        "type": "string"
      }
    ],
    "stateMutability": "view",
    "type": "function"
  },
  {
    "inputs": [],
    "name": "acceptOwnership",
    "outputs": [],
    "stateMutability": "nonpayable",
    "type": "function"
  },
  {
    "inputs": [
      {
        "internalType": "address",
        "name": "owner_",
        "type": "address"
      },
      {
        "components": [
          {
            "internalType": "address",
            "name": "treasury",
            "type": "address"
          },
          {
            "internalType": "uint96",
            "name": "minStake",
            "type": "uint96"
          },
          {
            "internalType": "uint32",
            "name": "mergeDelay",
            "type": "uint32"
          },
          {
            "internalType": "uint32",
            "name": "challengePeriod",
            "type": "uint32"
          },
          {
            "internalType": "uint32",
            "name": "unbondingDelay",
            "type": "uint32"
          },
          {
            "internalType": "uint32",
            "name": "settlementTimeout",
            "type": "uint32"
          },
          {
            "internalType": "uint16",
            "name": "protocolFeeBps",
            "type": "uint16"
          },
          {
            "internalType": "uint16",
            "name": "maxRoyaltyBps",
            "type": "uint16"
          },
          {
            "internalType": "uint32",
            "name": "responseWindow",
            "type": "uint32"
          },
          {
            "internalType": "uint16",
            "name": "bountyBps",
            "type": "uint16"
          },
          {
            "internalType": "uint96",
            "name": "challengeDeposit",
            "type": "uint96"
          },
          {
            "internalType": "uint96",
            "name": "demandDeposit",
            "type": "uint96"
          }
        ],
        "internalType": "struct Parameters.Values",
        "name": "initial",
        "type": "tuple"
      }
    ],
    "name": "initialize",
    "outputs": [],
    "stateMutability": "nonpayable",
    "type": "function"
  },
  {
    "inputs": [],
    "name": "owner",
    "outputs": [
      {
        "internalType": "address",
        "name": "",
        "type": "address"
      }
    ],
    "stateMutability": "view",
    "type": "function"
  },
  {
    "inputs": [],
    "name": "pendingOwner",
    "outputs": [
      {
        "internalType": "address",
        "name": "",
        "type": "address"
      }
    ],
    "stateMutability": "view",
    "type": "function"
  },
  {
    "inputs": [],
    "name": "proxiableUUID",
    "outputs": [
      {
        "internalType": "bytes32",
        "name": "",
        "type": "bytes32"
      }
    ],
    "stateMutability": "view",
    "type": "function"
  },
  {
    "inputs": [],
    "name": "renounceOwnership",
    "outputs": [],
    "stateMutability": "nonpayable",
    "type": "function"
  },
  {
    "inputs": [
      {
        "internalType": "uint16",
        "name": "value",
        "type": "uint16"
      }
    ],
    "name": "setBountyBps",
    "outputs": [],
    "stateMutability": "nonpayable",
    "type": "function"
  },
  {
    "inputs": [
      {
        "internalType": "uint96",
        "name": "value",
        "type": "uint96"
      }
    ],
    "name": "setChallengeDeposit",
    "outputs": [],
    "stateMutability": "nonpayable",
    "type": "function"
  },
  {
    "inputs": [
      {
        "internalType": "uint32",
        "name": "value",
        "type": "uint32"
      }
    ],
    "name": "setChallengePeriod",
    "outputs": [],
    "stateMutability": "nonpayable",
    "type": "function"
  },
  {
    "inputs": [
      {
        "internalType": "uint96",
        "name": "value",
        "type": "uint96"
      }
    ],
    "name": "setDemandDeposit",
    "outputs": [],
    "stateMutability": "nonpayable",
    "type": "function"
  },
  {
    "inputs": [
      {
        "internalType": "uint16",
        "name": "value",
        "type": "uint16"
      }
    ],
    "name": "setMaxRoyaltyBps",
    "outputs": [],
    "stateMutability": "nonpayable",
    "type": "function"
  },
  {
    "inputs": [
      {
        "internalType": "uint32",
        "name": "value",
        "type": "uint32"
      }
    ],
    "name": "setMergeDelay",
    "outputs": [],
    "stateMutability": "nonpayable",
    "type": "function"
  },
  {
    "inputs": [
      {
        "internalType": "uint96",
        "name": "value",
        "type": "uint96"
      }
    ],
    "name": "setMinStake",
    "outputs": [],
    "stateMutability": "nonpayable",
    "type": "function"
  },
  {
    "inputs": [
      {
        "internalType": "uint16",
        "name": "value",
        "type": "uint16"
      }
    ],
    "name": "setProtocolFeeBps",
    "outputs": [],
    "stateMutability": "nonpayable",
    "type": "function"
  },
  {
    "inputs": [
      {
        "internalType": "uint32",
        "name": "value",
        "type": "uint32"
      }
    ],
    "name": "setResponseWindow",
    "outputs": [],
    "stateMutability": "nonpayable",
    "type": "function"
  },
  {
    "inputs": [
      {
        "internalType": "uint32",
        "name": "value",
        "type": "uint32"
      }
    ],
    "name": "setSettlementTimeout",
    "outputs": [],
    "stateMutability": "nonpayable",
    "type": "function"
  },
  {
    "inputs": [
      {
        "internalType": "address",
        "name": "value",
        "type": "address"
      }
    ],
    "name": "setTreasury",
    "outputs": [],
    "stateMutability": "nonpayable",
    "type": "function"
  },
  {
    "inputs": [
      {
        "internalType": "uint32",
        "name": "value",
        "type": "uint32"
      }
    ],
    "name": "setUnbondingDelay",
    "outputs": [],
    "stateMutability": "nonpayable",
    "type": "function"
  },
  {
    "inputs": [
      {
        "internalType": "address",
        "name": "newOwner",
        "type": "address"
      }
    ],
    "name": "transferOwnership",
    "outputs": [],
    "stateMutability": "nonpayable",
    "type": "function"
  },
  {
    "inputs": [
      {
        "internalType": "address",
        "name": "newImplementation",
        "type": "address"
      },
      {
        "internalType": "bytes",
        "name": "data",
        "type": "bytes"
      }
    ],
    "name": "upgradeToAndCall",
    "outputs": [],
    "stateMutability": "payable",
    "type": "function"
  },
  {
    "inputs": [],
    "name": "values",
    "outputs": [
      {
        "components": [
          {
            "internalType": "address",
            "name": "treasury",
            "type": "address"
          },
          {
            "internalType": "uint96",
            "name": "minStake",
            "type": "uint96"
          },
          {
            "internalType": "uint32",
            "name": "mergeDelay",
            "type": "uint32"
          },
          {
            "internalType": "uint32",
            "name": "challengePeriod",
            "type": "uint32"
          },
          {
            "internalType": "uint32",
            "name": "unbondingDelay",
            "type": "uint32"
          },
          {
            "internalType": "uint32",
            "name": "settlementTimeout",
            "type": "uint32"
          },
          {
            "internalType": "uint16",
            "name": "protocolFeeBps",
            "type": "uint16"
          },
          {
            "internalType": "uint16",
            "name": "maxRoyaltyBps",
            "type": "uint16"
          },
          {
            "internalType": "uint32",
            "name": "responseWindow",
            "type": "uint32"
          },
          {
            "internalType": "uint16",
            "name": "bountyBps",
            "type": "uint16"
          },
          {
            "internalType": "uint96",
            "name": "challengeDeposit",
            "type": "uint96"
          },
          {
            "internalType": "uint96",
            "name": "demandDeposit",
            "type": "uint96"
          }
        ],
        "internalType": "struct Parameters.Values",
        "name": "",
        "type": "tuple"
      }
    ],
    "stateMutability": "view",
    "type": "function"
  }
] as const

export const parametersBytecode =
  '0x60a060405230608052348015610013575f5ffd5b5061001c610021565b6100d3565b7ff0c57e16840df040f15088dc2f81fe391c3923bec73e23a9662efc9c229c6a00805468010000000000000000900460ff16156100715760405163f92ee8a960e01b815260040160405180910390fd5b80546001600160401b03908116146100d05780546001600160401b0319166001600160401b0390811782556040519081527fc7f505b2f371ae2175ee4913f4499e1f2633a7b5936321eed1cdaeb6115181d29060200160405180910390a15b50565b608051611bd36100f95f395f81816112060152818161122f01526113b20152611bd35ff3fe6080604052600436106101d0575f3560e01c806379f372d4116100fd578063c65d8b7311610092578063e5a4ffc511610062578063e5a4ffc514610271578063f0f4426014610649578063f2fde38b14610668578063f91acf0d14610687575f5ffd5b8063c65d8b73146105eb578063c6de000514610602578063dd5967c314610618578063e30c397814610635575f5ffd5b80639d48c235116100cd5780639d48c23514610539578063a46caee114610558578063ad3cb1cc14610577578063be37b12c146105cc575f5ffd5b806379f372d41461036657806380c1e706146103855780638da5cb5b1461039b578063971217b7146103c7575f5ffd5b80635285f341116101735780636d947e4b116101435780636d947e4b1461030a578063706d1fff1461031f578063715018a61461033e57806379ba509714610352575f5ffd5b80635285f3411461029957806352d1902d146102b85780635cc37838146102cc57806368ab7fc1146102eb575f5ffd5b806338f7affd116101ae57806338f7affd146102335780633c0478251461025b5780633dca40e6146102715780634f1ef28614610286575f5ffd5b80630cdb6544146101d457806314b79c85146101f55780632764c95b14610214575b5f5ffd5b3480156101df575f5ffd5b506101f36101ee366004611846565b6106a6565b005b348015610200575f5ffd5b506101f361020f366004611884565b6108f3565b34801561021f575f5ffd5b506101f361022e366004611884565b610907565b34801561023e575f5ffd5b506102486101f481565b6040519081526020015b60405180910390f35b348015610266575f5ffd5b5061024862093a8081565b34801561027c575f5ffd5b5061024861138881565b6101f36102943660046118bb565b610918565b3480156102a4575f5ffd5b506101f36102b336600461197f565b610937565b3480156102c3575f5ffd5b50610248610948565b3480156102d7575f5ffd5b506101f36102e6366004611884565b610976565b3480156102f6575f5ffd5b506101f3610305366004611884565b610987565b348015610315575f5ffd5b506102486103e881565b34801561032a575f5ffd5b506101f36103393660046119aa565b610998565b348015610349575f5ffd5b506101f36109a9565b34801561035d575f5ffd5b506101f36109bc565b348015610371575f5ffd5b506101f36103803660046119aa565b610a06565b348015610390575f5ffd5b506102486276a70081565b3480156103a6575f5ffd5b506103af610a17565b6040516001600160a01b039091168152602001610252565b3480156103d2575f5ffd5b5061052c60408051610180810182525f80825260208201819052918101829052606081018290526080810182905260a0810182905260c0810182905260e081018290526101008101829052610120810182905261014081018290526101608101919091525060408051610180810182525f546001600160a01b03811682526bffffffffffffffffffffffff600160a01b918290048116602084015260015463ffffffff80821695850195909552640100000000810485166060850152680100000000000000008104851660808501526c01000000000000000000000000808204861660a086015261ffff7001000000000000000000000000000000008304811660c087015272010000000000000000000000000000000000008304811660e0870152938204909516610100850152600160c01b90049091166101208301526002548082166101408401529290920490911661016082015290565b60405161025291906119cb565b348015610544575f5ffd5b506101f361055336600461197f565b610a4b565b348015610563575f5ffd5b506101f361057236600461197f565b610a5c565b348015610582575f5ffd5b506105bf6040518060400160405280600581526020017f352e302e3000000000000000000000000000000000000000000000000000000081525081565b6040516102529190611afe565b3480156105d7575f5ffd5b506101f36105e63660046119aa565b610a6d565b3480156105f6575f5ffd5b506102486301e1338081565b34801561060d575f5ffd5b5061024862278d0081565b348015610623575f5ffd5b5061024869021e19e0c9bab240000081565b348015610640575f5ffd5b506103af610a7e565b348015610654575f5ffd5b506101f3610663366004611b33565b610aa6565b348015610673575f5ffd5b506101f3610682366004611b33565b610ab7565b348015610692575f5ffd5b506101f36106a1366004611884565b610b3c565b5f6106af610b4d565b805490915060ff68010000000000000000820416159067ffffffffffffffff165f811580156106db5750825b90505f8267ffffffffffffffff1660011480156106f75750303b155b905081158015610705575080155b1561073c576040517ff92ee8a900000000000000000000000000000000000000000000000000000000815260040160405180910390fd5b845467ffffffffffffffff19166001178555831561077057845468ff00000000000000001916680100000000000000001785555b61077987610b77565b61079161078c60a0880160808901611884565b610b88565b6107a96107a46060880160408901611884565b610c10565b6107c16107bc6080880160608901611884565b610c8d565b6107d96107d460c0880160a08901611884565b610d2b565b6107f16107ec604088016020890161197f565b610da8565b61080961080460e0880160c089016119aa565b610e1c565b61082261081d610100880160e089016119aa565b610e97565b6108376108326020880188611b33565b610f14565b61085161084c61012088016101008901611884565b610fcf565b61086b610866610140880161012089016119aa565b611056565b6108856108806101608801610140890161197f565b6110c6565b61089f61089a6101808801610160890161197f565b611136565b83156108ea57845468ff000000000000000019168555604051600181527fc7f505b2f371ae2175ee4913f4499e1f2633a7b5936321eed1cdaeb6115181d29060200160405180910390a15b50505050505050565b6108fb6111c9565b61090481610fcf565b50565b61090f6111c9565b61090481610c8d565b6109206111fb565b610929826112b2565b61093382826112ba565b5050565b61093f6111c9565b61090481610da8565b5f6109516113a7565b507f360894a13ba1a3210667c828492db98dca3e2076cc3735a920a3ca505d382bbc90565b61097e6111c9565b61090481610d2b565b61098f6111c9565b61090481610c10565b6109a06111c9565b61090481610e97565b6109b16111c9565b6109ba5f6113f0565b565b33806109c6610a7e565b6001600160a01b0316146109fd5760405163118cdaa760e01b81526001600160a01b03821660048201526024015b60405180910390fd5b610904816113f0565b610a0e6111c9565b61090481611056565b5f807f9016d09d72d40fdae2fd8ceac6b6234c7706214fd39c1cd1e609a0528c1993005b546001600160a01b031692915050565b610a536111c9565b610904816110c6565b610a646111c9565b61090481611136565b610a756111c9565b61090481610e1c565b5f807f237e158222e3e6968b72b9db0d8043aacf074ad9f650f0d1606b4d82ee432c00610a3b565b610aae6111c9565b61090481610f14565b610abf6111c9565b7f237e158222e3e6968b72b9db0d8043aacf074ad9f650f0d1606b4d82ee432c0080546001600160a01b0319166001600160a01b0383169081178255610b03610a17565b6001600160a01b03167f38d16b8cac22d99fc7c124b9cd0de2d3fa1faef420bfe791d8c362d765e2270060405160405180910390a35050565b610b446111c9565b61090481610b88565b5f807ff0c57e16840df040f15088dc2f81fe391c3923bec73e23a9662efc9c229c6a005b92915050565b610b7f611428565b61090481611466565b6001545f90610ba79063ffffffff640100000000820481169116611b60565b9050610bdf7f756e626f6e64696e6744656c61790000000000000000000000000000000000008363ffffffff16836301e133806114b0565b506001805463ffffffff90921668010000000000000000026bffffffff000000000000000019909216919091179055565b610c717f6d6572676544656c6179000000000000000000000000000000000000000000008263ffffffff166001610c6c62093a80610c675f60010160049054906101000a900463ffffffff1663ffffffff16611558565b61157a565b6114b0565b6001805463ffffffff191663ffffffff92909216919091179055565b6001545f90610cab90600490600160a01b900463ffffffff16611b73565b9050610d027f6368616c6c656e6765506572696f64000000000000000000000000000000000063ffffffff84168315610ce45783610ce7565b60015b600154610c6c906276a70090610c679063ffffffff16611558565b506001805463ffffffff9092166401000000000267ffffffff0000000019909216919091179055565b610d617f736574746c656d656e7454696d656f75740000000000000000000000000000008263ffffffff16600162278d006114b0565b6001805463ffffffff9092166c01000000000000000000000000027fffffffffffffffffffffffffffffffff00000000ffffffffffffffffffffffff909216919091179055565b610df07f6d696e5374616b65000000000000000000000000000000000000000000000000826bffffffffffffffffffffffff165f6bffffffffffffffffffffffff80166114b0565b5f80546bffffffffffffffffffffffff909216600160a01b026001600160a01b03909216919091179055565b610e4e7f70726f746f636f6c4665654270730000000000000000000000000000000000008261ffff165f6103e86114b0565b6001805461ffff909216700100000000000000000000000000000000027fffffffffffffffffffffffffffff0000ffffffffffffffffffffffffffffffff909216919091179055565b610ec97f6d6178526f79616c7479427073000000000000000000000000000000000000008261ffff165f6113886114b0565b6001805461ffff9092167201000000000000000000000000000000000000027fffffffffffffffffffffffff0000ffffffffffffffffffffffffffffffffffff909216919091179055565b6001600160a01b038116610f6f576040517fc5dbe6e7000000000000000000000000000000000000000000000000000000008152602060048201526008602482015267747265617375727960c01b60448201526064016109f4565b5f80546001600160a01b0319166001600160a01b03831690811790915560405190815267747265617375727960c01b907f9b900726daef362ccb7ef4037118922e973973109c4d10b5c19277bddd59e0489060200160405180910390a250565b60018054611018917f726573706f6e736557696e646f770000000000000000000000000000000000009163ffffffff8086169291610c6c91600491640100000000900416611b8a565b6001805463ffffffff909216600160a01b027fffffffffffffffff00000000ffffffffffffffffffffffffffffffffffffffff909216919091179055565b61108a7f626f756e747942707300000000000000000000000000000000000000000000008261ffff166101f46113886114b0565b6001805461ffff909216600160c01b027fffffffffffff0000ffffffffffffffffffffffffffffffffffffffffffffffff909216919091179055565b61110a7f6368616c6c656e67654465706f73697400000000000000000000000000000000826bffffffffffffffffffffffff165f69021e19e0c9bab24000006114b0565b600280546bffffffffffffffffffffffff19166bffffffffffffffffffffffff92909216919091179055565b61117a7f64656d616e644465706f73697400000000000000000000000000000000000000826bffffffffffffffffffffffff165f69021e19e0c9bab24000006114b0565b600280546bffffffffffffffffffffffff9092166c01000000000000000000000000027fffffffffffffffff000000000000000000000000ffffffffffffffffffffffff909216919091179055565b336111d2610a17565b6001600160a01b0316146109ba5760405163118cdaa760e01b81523360048201526024016109f4565b306001600160a01b037f000000000000000000000000000000000000000000000000000000000000000016148061129457507f00000000000000000000000000000000000000000000000000000000000000006001600160a01b03166112887f360894a13ba1a3210667c828492db98dca3e2076cc3735a920a3ca505d382bbc546001600160a01b031690565b6001600160a01b031614155b156109ba5760405163703e46dd60e11b815260040160405180910390fd5b6109046111c9565b816001600160a01b03166352d1902d6040518163ffffffff1660e01b8152600401602060405180830381865afa925050508015611314575060408051601f3d908101601f1916820190925261131191810190611ba9565b60015b61133c57604051634c9c8ce360e01b81526001600160a01b03831660048201526024016109f4565b7f360894a13ba1a3210667c828492db98dca3e2076cc3735a920a3ca505d382bbc8114611398576040517faa1d49a4000000000000000000000000000000000000000000000000000000008152600481018290526024016109f4565b6113a28383611591565b505050565b306001600160a01b037f000000000000000000000000000000000000000000000000000000000000000016146109ba5760405163703e46dd60e11b815260040160405180910390fd5b7f237e158222e3e6968b72b9db0d8043aacf074ad9f650f0d1606b4d82ee432c0080546001600160a01b0319168155610933826115e6565b611430611656565b6109ba576040517fd7e6bcf800000000000000000000000000000000000000000000000000000000815260040160405180910390fd5b61146e611428565b6001600160a01b0381166109fd576040517f1e4fbdf70000000000000000000000000000000000000000000000000000000081525f60048201526024016109f4565b8183101580156114c05750808311155b8484848490919293611514576040517f3853a32200000000000000000000000000000000000000000000000000000000815260048101949094526024840192909252604483015260648201526084016109f4565b50505050837f9b900726daef362ccb7ef4037118922e973973109c4d10b5c19277bddd59e0488460405161154a91815260200190565b60405180910390a250505050565b6001545f90610b7190839068010000000000000000900463ffffffff16611bc0565b5f818310611588578161158a565b825b9392505050565b61159a82611674565b6040516001600160a01b038316907fbc7cd75a20ee27fd9adebab32041f755214dbc6bffa90cc0225b39da2e5c2d3b905f90a28051156115de576113a282826116ea565b6109336117bc565b7f9016d09d72d40fdae2fd8ceac6b6234c7706214fd39c1cd1e609a0528c19930080546001600160a01b031981166001600160a01b03848116918217845560405192169182907f8be0079c531659141344cd1fd0a4f28419497f9722a3daafe3b4186f6b6457e0905f90a3505050565b5f61165f610b4d565b5468010000000000000000900460ff16919050565b806001600160a01b03163b5f036116a957604051634c9c8ce360e01b81526001600160a01b03821660048201526024016109f4565b7f360894a13ba1a3210667c828492db98dca3e2076cc3735a920a3ca505d382bbc80546001600160a01b0319166001600160a01b0392909216919091179055565b60605f6116f784846117f4565b905080801561171857505f3d118061171857505f846001600160a01b03163b115b1561172d57611725611807565b915050610b71565b8015611770576040517f9996b3150000000000000000000000000000000000000000000000000000000081526001600160a01b03851660048201526024016109f4565b3d156117835761177e611820565b6117b5565b6040517fd6bda27500000000000000000000000000000000000000000000000000000000815260040160405180910390fd5b5092915050565b34156109ba576040517fb398979f00000000000000000000000000000000000000000000000000000000815260040160405180910390fd5b5f5f5f835160208501865af49392505050565b6040513d81523d5f602083013e3d602001810160405290565b6040513d5f823e3d81fd5b80356001600160a01b0381168114611841575f5ffd5b919050565b5f5f8284036101a0811215611859575f5ffd5b6118628461182b565b9250610180601f1982011215611876575f5ffd5b506020830190509250929050565b5f60208284031215611894575f5ffd5b813563ffffffff8116811461158a575f5ffd5b634e487b7160e01b5f52604160045260245ffd5b5f5f604083850312156118cc575f5ffd5b6118d58361182b565b9150602083013567ffffffffffffffff8111156118f0575f5ffd5b8301601f81018513611900575f5ffd5b803567ffffffffffffffff81111561191a5761191a6118a7565b604051601f8201601f19908116603f0116810167ffffffffffffffff81118282101715611949576119496118a7565b604052818152828201602001871015611960575f5ffd5b816020840160208301375f602083830101528093505050509250929050565b5f6020828403121561198f575f5ffd5b81356bffffffffffffffffffffffff8116811461158a575f5ffd5b5f602082840312156119ba575f5ffd5b813561ffff8116811461158a575f5ffd5b81516001600160a01b03168152610180810160208301516119fc60208401826bffffffffffffffffffffffff169052565b506040830151611a14604084018263ffffffff169052565b506060830151611a2c606084018263ffffffff169052565b506080830151611a44608084018263ffffffff169052565b5060a0830151611a5c60a084018263ffffffff169052565b5060c0830151611a7260c084018261ffff169052565b5060e0830151611a8860e084018261ffff169052565b50610100830151611aa261010084018263ffffffff169052565b50610120830151611aba61012084018261ffff169052565b50610140830151611adc6101408401826bffffffffffffffffffffffff169052565b506101608301516117b56101608401826bffffffffffffffffffffffff169052565b602081525f82518060208401528060208501604085015e5f604082850101526040601f19601f83011684010191505092915050565b5f60208284031215611b43575f5ffd5b61158a8261182b565b634e487b7160e01b5f52601160045260245ffd5b80820180821115610b7157610b71611b4c565b8082028115828204841417610b7157610b71611b4c565b5f82611ba457634e487b7160e01b5f52601260045260245ffd5b500490565b5f60208284031215611bb9575f5ffd5b5051919050565b81810381811115610b7157610b71611b4c56' as const
