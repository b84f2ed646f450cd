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
    "name": "MAX_AUDIT_BPS",
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
          },
          {
            "internalType": "uint16",
            "name": "auditBps",
            "type": "uint16"
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
    "name": "setAuditBps",
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
          },
          {
            "internalType": "uint16",
            "name": "auditBps",
            "type": "uint16"
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
  '0x60a060405230608052348015610013575f5ffd5b5061001c610021565b6100d3565b7ff0c57e16840df040f15088dc2f81fe391c3923bec73e23a9662efc9c229c6a00805468010000000000000000900460ff16156100715760405163f92ee8a960e01b815260040160405180910390fd5b80546001600160401b03908116146100d05780546001600160401b0319166001600160401b0390811782556040519081527fc7f505b2f371ae2175ee4913f4499e1f2633a7b5936321eed1cdaeb6115181d29060200160405180910390a15b50565b608051611cbd6100f95f395f8181610d5101528181610d7a0152610f710152611cbd5ff3fe6080604052600436106101f5575f3560e01c806380c1e70611610117578063c6de0005116100ac578063e5a4ffc51161007c578063f2fde38b11610062578063f2fde38b146106c0578063f91acf0d146106df578063ff753adb146106fe575f5ffd5b8063e5a4ffc514610277578063f0f44260146106a1575f5ffd5b8063c6de00051461063b578063dd5967c314610651578063e30c39781461066e578063e3e156b914610682575f5ffd5b8063a46caee1116100e7578063a46caee114610591578063ad3cb1cc146105b0578063be37b12c14610605578063c65d8b7314610624575f5ffd5b806380c1e706146103aa5780638da5cb5b146103c0578063971217b7146103ec5780639d48c23514610572575f5ffd5b80635cc378381161018d578063715018a61161015d578063715018a614610344578063766515421461035857806379ba50971461037757806379f372d41461038b575f5ffd5b80635cc37838146102d257806368ab7fc1146102f15780636d947e4b14610310578063706d1fff14610325575f5ffd5b80633dca40e6116101c85780633dca40e6146102775780634f1ef2861461028c5780635285f3411461029f57806352d1902d146102be575f5ffd5b806314b79c85146101f95780632764c95b1461021a57806338f7affd146102395780633c04782514610261575b5f5ffd5b348015610204575f5ffd5b506102186102133660046118fd565b610713565b005b348015610225575f5ffd5b506102186102343660046118fd565b610727565b348015610244575f5ffd5b5061024e6101f481565b6040519081526020015b60405180910390f35b34801561026c575f5ffd5b5061024e62093a8081565b348015610282575f5ffd5b5061024e61138881565b61021861029a36600461194f565b610738565b3480156102aa575f5ffd5b506102186102b9366004611a13565b610757565b3480156102c9575f5ffd5b5061024e610768565b3480156102dd575f5ffd5b506102186102ec3660046118fd565b610796565b3480156102fc575f5ffd5b5061021861030b3660046118fd565b6107a7565b34801561031b575f5ffd5b5061024e6103e881565b348015610330575f5ffd5b5061021861033f366004611a3e565b6107b8565b34801561034f575f5ffd5b506102186107c9565b348015610363575f5ffd5b50610218610372366004611a5f565b6107dc565b348015610382575f5ffd5b50610218610a43565b348015610396575f5ffd5b506102186103a5366004611a3e565b610a8d565b3480156103b5575f5ffd5b5061024e6276a70081565b3480156103cb575f5ffd5b506103d4610a9e565b6040516001600160a01b039091168152602001610258565b3480156103f7575f5ffd5b50610565604080516101a0810182525f80825260208201819052918101829052606081018290526080810182905260a0810182905260c0810182905260e08101829052610100810182905261012081018290526101408101829052610160810182905261018081019190915250604080516101a0810182525f546001600160a01b03811682526bffffffffffffffffffffffff600160a01b918290048116602084015260015463ffffffff80821695850195909552640100000000810485166060850152680100000000000000008104851660808501526c01000000000000000000000000808204861660a086015261ffff7001000000000000000000000000000000008304811660c087015272010000000000000000000000000000000000008304811660e0870152938204909516610100850152600160c01b90819004831661012085015260025480831661014086015294850490911661016084015290920490911661018082015290565b6040516102589190611a9d565b34801561057d575f5ffd5b5061021861058c366004611a13565b610ad2565b34801561059c575f5ffd5b506102186105ab366004611a13565b610ae3565b3480156105bb575f5ffd5b506105f86040518060400160405280600581526020017f352e302e3000000000000000000000000000000000000000000000000000000081525081565b6040516102589190611be8565b348015610610575f5ffd5b5061021861061f366004611a3e565b610af4565b34801561062f575f5ffd5b5061024e6301e1338081565b348015610646575f5ffd5b5061024e62278d0081565b34801561065c575f5ffd5b5061024e69021e19e0c9bab240000081565b348015610679575f5ffd5b506103d4610b05565b34801561068d575f5ffd5b5061021861069c366004611a3e565b610b2d565b3480156106ac575f5ffd5b506102186106bb366004611c1d565b610b3e565b3480156106cb575f5ffd5b506102186106da366004611c1d565b610b4f565b3480156106ea575f5ffd5b506102186106f93660046118fd565b610bd4565b348015610709575f5ffd5b5061024e61271081565b61071b610be5565b61072481610c17565b50565b61072f610be5565b61072481610ca3565b610740610d46565b61074982610dfd565b6107538282610e05565b5050565b61075f610be5565b61072481610ef2565b5f610771610f66565b507f360894a13ba1a3210667c828492db98dca3e2076cc3735a920a3ca505d382bbc90565b61079e610be5565b61072481610faf565b6107af610be5565b6107248161102c565b6107c0610be5565b6107248161109f565b6107d1610be5565b6107da5f61111c565b565b5f6107e5611154565b805490915060ff68010000000000000000820416159067ffffffffffffffff165f811580156108115750825b90505f8267ffffffffffffffff16600114801561082d5750303b155b90508115801561083b575080155b15610872576040517ff92ee8a900000000000000000000000000000000000000000000000000000000815260040160405180910390fd5b845467ffffffffffffffff1916600117855583156108a657845468ff00000000000000001916680100000000000000001785555b6108af8761117e565b6108c76108c260a08801608089016118fd565b61118f565b6108df6108da60608801604089016118fd565b61102c565b6108f76108f260808801606089016118fd565b610ca3565b61090f61090a60c0880160a089016118fd565b610faf565b6109276109226040880160208901611a13565b610ef2565b61093f61093a60e0880160c08901611a3e565b611217565b610958610953610100880160e08901611a3e565b61109f565b61096d6109686020880188611c1d565b611292565b610987610982610120880161010089016118fd565b610c17565b6109a161099c61014088016101208901611a3e565b61134d565b6109bb6109b661016088016101408901611a13565b6113a3565b6109d56109d061018088016101608901611a13565b611413565b6109ef6109ea6101a088016101808901611a3e565b6114a6565b8315610a3a57845468ff000000000000000019168555604051600181527fc7f505b2f371ae2175ee4913f4499e1f2633a7b5936321eed1cdaeb6115181d29060200160405180910390a15b50505050505050565b3380610a4d610b05565b6001600160a01b031614610a845760405163118cdaa760e01b81526001600160a01b03821660048201526024015b60405180910390fd5b6107248161111c565b610a95610be5565b6107248161134d565b5f807f9016d09d72d40fdae2fd8ceac6b6234c7706214fd39c1cd1e609a0528c1993005b546001600160a01b031692915050565b610ada610be5565b610724816113a3565b610aeb610be5565b61072481611413565b610afc610be5565b61072481611217565b5f807f237e158222e3e6968b72b9db0d8043aacf074ad9f650f0d1606b4d82ee432c00610ac2565b610b35610be5565b610724816114a6565b610b46610be5565b61072481611292565b610b57610be5565b7f237e158222e3e6968b72b9db0d8043aacf074ad9f650f0d1606b4d82ee432c0080546001600160a01b0319166001600160a01b0383169081178255610b9b610a9e565b6001600160a01b03167f38d16b8cac22d99fc7c124b9cd0de2d3fa1faef420bfe791d8c362d765e2270060405160405180910390a35050565b610bdc610be5565b6107248161118f565b33610bee610a9e565b6001600160a01b0316146107da5760405163118cdaa760e01b8152336004820152602401610a7b565b60018054610c65917f726573706f6e736557696e646f770000000000000000000000000000000000009163ffffffff8086169291610c6091600491640100000000900416611c4a565b6114fa565b6001805463ffffffff909216600160a01b027fffffffffffffffff00000000ffffffffffffffffffffffffffffffffffffffff909216919091179055565b6001545f90610cc190600490600160a01b900463ffffffff16611c69565b9050610d1d7f6368616c6c656e6765506572696f64000000000000000000000000000000000063ffffffff84168315610cfa5783610cfd565b60015b600154610c60906276a70090610d189063ffffffff166115a2565b6115c4565b506001805463ffffffff9092166401000000000267ffffffff0000000019909216919091179055565b306001600160a01b037f0000000000000000000000000000000000000000000000000000000000000000161480610ddf57507f00000000000000000000000000000000000000000000000000000000000000006001600160a01b0316610dd37f360894a13ba1a3210667c828492db98dca3e2076cc3735a920a3ca505d382bbc546001600160a01b031690565b6001600160a01b031614155b156107da5760405163703e46dd60e11b815260040160405180910390fd5b610724610be5565b816001600160a01b03166352d1902d6040518163ffffffff1660e01b8152600401602060405180830381865afa925050508015610e5f575060408051601f3d908101601f19168201909252610e5c91810190611c80565b60015b610e8757604051634c9c8ce360e01b81526001600160a01b0383166004820152602401610a7b565b7f360894a13ba1a3210667c828492db98dca3e2076cc3735a920a3ca505d382bbc8114610ee3576040517faa1d49a400000000000000000000000000000000000000000000000000000000815260048101829052602401610a7b565b610eed83836115db565b505050565b610f3a7f6d696e5374616b65000000000000000000000000000000000000000000000000826bffffffffffffffffffffffff165f6bffffffffffffffffffffffff80166114fa565b5f80546bffffffffffffffffffffffff909216600160a01b026001600160a01b03909216919091179055565b306001600160a01b037f000000000000000000000000000000000000000000000000000000000000000016146107da5760405163703e46dd60e11b815260040160405180910390fd5b610fe57f736574746c656d656e7454696d656f75740000000000000000000000000000008263ffffffff16600162278d006114fa565b6001805463ffffffff9092166c01000000000000000000000000027fffffffffffffffffffffffffffffffff00000000ffffffffffffffffffffffff909216919091179055565b6110837f6d6572676544656c6179000000000000000000000000000000000000000000008263ffffffff166001610c6062093a80610d185f60010160049054906101000a900463ffffffff1663ffffffff166115a2565b6001805463ffffffff191663ffffffff92909216919091179055565b6110d17f6d6178526f79616c7479427073000000000000000000000000000000000000008261ffff165f6113886114fa565b6001805461ffff9092167201000000000000000000000000000000000000027fffffffffffffffffffffffff0000ffffffffffffffffffffffffffffffffffff909216919091179055565b7f237e158222e3e6968b72b9db0d8043aacf074ad9f650f0d1606b4d82ee432c0080546001600160a01b031916815561075382611630565b5f807ff0c57e16840df040f15088dc2f81fe391c3923bec73e23a9662efc9c229c6a005b92915050565b6111866116a0565b610724816116de565b6001545f906111ae9063ffffffff640100000000820481169116611c97565b90506111e67f756e626f6e64696e6744656c61790000000000000000000000000000000000008363ffffffff16836301e133806114fa565b506001805463ffffffff90921668010000000000000000026bffffffff000000000000000019909216919091179055565b6112497f70726f746f636f6c4665654270730000000000000000000000000000000000008261ffff165f6103e86114fa565b6001805461ffff909216700100000000000000000000000000000000027fffffffffffffffffffffffffffff0000ffffffffffffffffffffffffffffffff909216919091179055565b6001600160a01b0381166112ed576040517fc5dbe6e7000000000000000000000000000000000000000000000000000000008152602060048201526008602482015267747265617375727960c01b6044820152606401610a7b565b5f80546001600160a01b0319166001600160a01b03831690811790915560405190815267747265617375727960c01b907f9b900726daef362ccb7ef4037118922e973973109c4d10b5c19277bddd59e0489060200160405180910390a250565b6113817f626f756e747942707300000000000000000000000000000000000000000000008261ffff166101f46113886114fa565b6001805461ffff909216600160c01b0261ffff60c01b19909216919091179055565b6113e77f6368616c6c656e67654465706f73697400000000000000000000000000000000826bffffffffffffffffffffffff165f69021e19e0c9bab24000006114fa565b600280546bffffffffffffffffffffffff19166bffffffffffffffffffffffff92909216919091179055565b6114577f64656d616e644465706f73697400000000000000000000000000000000000000826bffffffffffffffffffffffff165f69021e19e0c9bab24000006114fa565b600280546bffffffffffffffffffffffff9092166c01000000000000000000000000027fffffffffffffffff000000000000000000000000ffffffffffffffffffffffff909216919091179055565b6114d87f61756469744270730000000000000000000000000000000000000000000000008261ffff165f6127106114fa565b6002805461ffff909216600160c01b0261ffff60c01b19909216919091179055565b81831015801561150a5750808311155b848484849091929361155e576040517f3853a3220000000000000000000000000000000000000000000000000000000081526004810194909452602484019290925260448301526064820152608401610a7b565b50505050837f9b900726daef362ccb7ef4037118922e973973109c4d10b5c19277bddd59e0488460405161159491815260200190565b60405180910390a250505050565b6001545f9061117890839068010000000000000000900463ffffffff16611caa565b5f8183106115d257816115d4565b825b9392505050565b6115e482611728565b6040516001600160a01b038316907fbc7cd75a20ee27fd9adebab32041f755214dbc6bffa90cc0225b39da2e5c2d3b905f90a280511561162857610eed828261179e565b610753611870565b7f9016d09d72d40fdae2fd8ceac6b6234c7706214fd39c1cd1e609a0528c19930080546001600160a01b031981166001600160a01b03848116918217845560405192169182907f8be0079c531659141344cd1fd0a4f28419497f9722a3daafe3b4186f6b6457e0905f90a3505050565b6116a86118a8565b6107da576040517fd7e6bcf800000000000000000000000000000000000000000000000000000000815260040160405180910390fd5b6116e66116a0565b6001600160a01b038116610a84576040517f1e4fbdf70000000000000000000000000000000000000000000000000000000081525f6004820152602401610a7b565b806001600160a01b03163b5f0361175d57604051634c9c8ce360e01b81526001600160a01b0382166004820152602401610a7b565b7f360894a13ba1a3210667c828492db98dca3e2076cc3735a920a3ca505d382bbc80546001600160a01b0319166001600160a01b0392909216919091179055565b60605f6117ab84846118c6565b90508080156117cc57505f3d11806117cc57505f846001600160a01b03163b115b156117e1576117d96118d9565b915050611178565b8015611824576040517f9996b3150000000000000000000000000000000000000000000000000000000081526001600160a01b0385166004820152602401610a7b565b3d15611837576118326118f2565b611869565b6040517fd6bda27500000000000000000000000000000000000000000000000000000000815260040160405180910390fd5b5092915050565b34156107da576040517fb398979f00000000000000000000000000000000000000000000000000000000815260040160405180910390fd5b5f6118b1611154565b5468010000000000000000900460ff16919050565b5f5f5f835160208501865af49392505050565b6040513d81523d5f602083013e3d602001810160405290565b6040513d5f823e3d81fd5b5f6020828403121561190d575f5ffd5b813563ffffffff811681146115d4575f5ffd5b80356001600160a01b0381168114611936575f5ffd5b919050565b634e487b7160e01b5f52604160045260245ffd5b5f5f60408385031215611960575f5ffd5b61196983611920565b9150602083013567ffffffffffffffff811115611984575f5ffd5b8301601f81018513611994575f5ffd5b803567ffffffffffffffff8111156119ae576119ae61193b565b604051601f8201601f19908116603f0116810167ffffffffffffffff811182821017156119dd576119dd61193b565b6040528181528282016020018710156119f4575f5ffd5b816020840160208301375f602083830101528093505050509250929050565b5f60208284031215611a23575f5ffd5b81356bffffffffffffffffffffffff811681146115d4575f5ffd5b5f60208284031215611a4e575f5ffd5b813561ffff811681146115d4575f5ffd5b5f5f8284036101c0811215611a72575f5ffd5b611a7b84611920565b92506101a0601f1982011215611a8f575f5ffd5b506020830190509250929050565b81516001600160a01b031681526101a081016020830151611ace60208401826bffffffffffffffffffffffff169052565b506040830151611ae6604084018263ffffffff169052565b506060830151611afe606084018263ffffffff169052565b506080830151611b16608084018263ffffffff169052565b5060a0830151611b2e60a084018263ffffffff169052565b5060c0830151611b4460c084018261ffff169052565b5060e0830151611b5a60e084018261ffff169052565b50610100830151611b7461010084018263ffffffff169052565b50610120830151611b8c61012084018261ffff169052565b50610140830151611bae6101408401826bffffffffffffffffffffffff169052565b50610160830151611bd06101608401826bffffffffffffffffffffffff169052565b5061018083015161186961018084018261ffff169052565b602081525f82518060208401528060208501604085015e5f604082850101526040601f19601f83011684010191505092915050565b5f60208284031215611c2d575f5ffd5b6115d482611920565b634e487b7160e01b5f52601160045260245ffd5b5f82611c6457634e487b7160e01b5f52601260045260245ffd5b500490565b808202811582820484141761117857611178611c36565b5f60208284031215611c90575f5ffd5b5051919050565b8082018082111561117857611178611c36565b8181038181111561117857611178611c3656' as const
