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
  '0x60a060405230608052348015610013575f5ffd5b5061001c610021565b6100d3565b7ff0c57e16840df040f15088dc2f81fe391c3923bec73e23a9662efc9c229c6a00805468010000000000000000900460ff16156100715760405163f92ee8a960e01b815260040160405180910390fd5b80546001600160401b03908116146100d05780546001600160401b0319166001600160401b0390811782556040519081527fc7f505b2f371ae2175ee4913f4499e1f2633a7b5936321eed1cdaeb6115181d29060200160405180910390a15b50565b6080516116f56100f95f395f8181610a0701528181610a300152610c2701526116f55ff3fe608060405260043610610183575f3560e01c806380c1e706116100d1578063c6de00051161007c578063f0f4426011610057578063f0f44260146104f9578063f2fde38b14610518578063f91acf0d14610537575f5ffd5b8063c6de0005146104b0578063d14da125146104c6578063e30c3978146104e5575f5ffd5b8063ad3cb1cc116100ac578063ad3cb1cc14610425578063be37b12c1461047a578063c65d8b7314610499575f5ffd5b806380c1e706146102c65780638da5cb5b146102dc578063971217b714610308575f5ffd5b80635cc3783811610131578063706d1fff1161010c578063706d1fff1461027f578063715018a61461029e57806379ba5097146102b2575f5ffd5b80635cc378381461022c57806368ab7fc11461024b5780636d947e4b1461026a575f5ffd5b80634f1ef286116101615780634f1ef286146101e65780635285f341146101f957806352d1902d14610218575f5ffd5b80632764c95b146101875780633c047825146101a85780633dca40e6146101d1575b5f5ffd5b348015610192575f5ffd5b506101a66101a1366004611406565b610556565b005b3480156101b3575f5ffd5b506101be62093a8081565b6040519081526020015b60405180910390f35b3480156101dc575f5ffd5b506101be61138881565b6101a66101f4366004611458565b61056a565b348015610204575f5ffd5b506101a661021336600461151c565b610589565b348015610223575f5ffd5b506101be61059a565b348015610237575f5ffd5b506101a6610246366004611406565b6105c8565b348015610256575f5ffd5b506101a6610265366004611406565b6105d9565b348015610275575f5ffd5b506101be6103e881565b34801561028a575f5ffd5b506101a6610299366004611547565b6105ea565b3480156102a9575f5ffd5b506101a66105fb565b3480156102bd575f5ffd5b506101a661060e565b3480156102d1575f5ffd5b506101be6276a70081565b3480156102e7575f5ffd5b506102f0610658565b6040516001600160a01b0390911681526020016101c8565b348015610313575f5ffd5b5061041860408051610100810182525f80825260208201819052918101829052606081018290526080810182905260a0810182905260c0810182905260e08101919091525060408051610100810182525f546001600160a01b03811682526bffffffffffffffffffffffff600160a01b90910416602082015260015463ffffffff80821693830193909352640100000000810483166060830152680100000000000000008104831660808301526c01000000000000000000000000810490921660a082015261ffff7001000000000000000000000000000000008304811660c0830152720100000000000000000000000000000000000090920490911660e082015290565b6040516101c89190611568565b348015610430575f5ffd5b5061046d6040518060400160405280600581526020017f352e302e3000000000000000000000000000000000000000000000000000000081525081565b6040516101c89190611618565b348015610485575f5ffd5b506101a6610494366004611547565b61068c565b3480156104a4575f5ffd5b506101be6301e1338081565b3480156104bb575f5ffd5b506101be62278d0081565b3480156104d1575f5ffd5b506101a66104e036600461164d565b61069d565b3480156104f0575f5ffd5b506102f0610882565b348015610504575f5ffd5b506101a661051336600461168b565b6108aa565b348015610523575f5ffd5b506101a661053236600461168b565b6108bb565b348015610542575f5ffd5b506101a6610551366004611406565b610940565b61055e610951565b61056781610983565b50565b6105726109fc565b61057b82610ab3565b6105858282610abb565b5050565b610591610951565b61056781610ba8565b5f6105a3610c1c565b507f360894a13ba1a3210667c828492db98dca3e2076cc3735a920a3ca505d382bbc90565b6105d0610951565b61056781610c65565b6105e1610951565b61056781610ce2565b6105f2610951565b61056781610d55565b610603610951565b61060c5f610dd2565b565b3380610618610882565b6001600160a01b03161461064f5760405163118cdaa760e01b81526001600160a01b03821660048201526024015b60405180910390fd5b61056781610dd2565b5f807f9016d09d72d40fdae2fd8ceac6b6234c7706214fd39c1cd1e609a0528c1993005b546001600160a01b031692915050565b610694610951565b61056781610e0a565b5f6106a6610e85565b805490915060ff68010000000000000000820416159067ffffffffffffffff165f811580156106d25750825b90505f8267ffffffffffffffff1660011480156106ee5750303b155b9050811580156106fc575080155b15610733576040517ff92ee8a900000000000000000000000000000000000000000000000000000000815260040160405180910390fd5b845467ffffffffffffffff19166001178555831561076757845468ff00000000000000001916680100000000000000001785555b61077087610eaf565b61078861078360a0880160808901611406565b610ec0565b6107a061079b6060880160408901611406565b610ce2565b6107b86107b36080880160608901611406565b610983565b6107d06107cb60c0880160a08901611406565b610c65565b6107e86107e3604088016020890161151c565b610ba8565b6108006107fb60e0880160c08901611547565b610e0a565b610819610814610100880160e08901611547565b610d55565b61082e610829602088018861168b565b610f48565b831561087957845468ff000000000000000019168555604051600181527fc7f505b2f371ae2175ee4913f4499e1f2633a7b5936321eed1cdaeb6115181d29060200160405180910390a15b50505050505050565b5f807f237e158222e3e6968b72b9db0d8043aacf074ad9f650f0d1606b4d82ee432c0061067c565b6108b2610951565b61056781610f48565b6108c3610951565b7f237e158222e3e6968b72b9db0d8043aacf074ad9f650f0d1606b4d82ee432c0080546001600160a01b0319166001600160a01b0383169081178255610907610658565b6001600160a01b03167f38d16b8cac22d99fc7c124b9cd0de2d3fa1faef420bfe791d8c362d765e2270060405160405180910390a35050565b610948610951565b61056781610ec0565b3361095a610658565b6001600160a01b03161461060c5760405163118cdaa760e01b8152336004820152602401610646565b600180546109d4917f6368616c6c656e6765506572696f6400000000000000000000000000000000009163ffffffff80861692916109cf916276a700916109ca9116611003565b611025565b61103c565b6001805463ffffffff9092166401000000000267ffffffff0000000019909216919091179055565b306001600160a01b037f0000000000000000000000000000000000000000000000000000000000000000161480610a9557507f00000000000000000000000000000000000000000000000000000000000000006001600160a01b0316610a897f360894a13ba1a3210667c828492db98dca3e2076cc3735a920a3ca505d382bbc546001600160a01b031690565b6001600160a01b031614155b1561060c5760405163703e46dd60e11b815260040160405180910390fd5b610567610951565b816001600160a01b03166352d1902d6040518163ffffffff1660e01b8152600401602060405180830381865afa925050508015610b15575060408051601f3d908101601f19168201909252610b12918101906116a4565b60015b610b3d57604051634c9c8ce360e01b81526001600160a01b0383166004820152602401610646565b7f360894a13ba1a3210667c828492db98dca3e2076cc3735a920a3ca505d382bbc8114610b99576040517faa1d49a400000000000000000000000000000000000000000000000000000000815260048101829052602401610646565b610ba383836110e4565b505050565b610bf07f6d696e5374616b65000000000000000000000000000000000000000000000000826bffffffffffffffffffffffff165f6bffffffffffffffffffffffff801661103c565b5f80546bffffffffffffffffffffffff909216600160a01b026001600160a01b03909216919091179055565b306001600160a01b037f0000000000000000000000000000000000000000000000000000000000000000161461060c5760405163703e46dd60e11b815260040160405180910390fd5b610c9b7f736574746c656d656e7454696d656f75740000000000000000000000000000008263ffffffff16600162278d0061103c565b6001805463ffffffff9092166c01000000000000000000000000027fffffffffffffffffffffffffffffffff00000000ffffffffffffffffffffffff909216919091179055565b610d397f6d6572676544656c6179000000000000000000000000000000000000000000008263ffffffff1660016109cf62093a806109ca5f60010160049054906101000a900463ffffffff1663ffffffff16611003565b6001805463ffffffff191663ffffffff92909216919091179055565b610d877f6d6178526f79616c7479427073000000000000000000000000000000000000008261ffff165f61138861103c565b6001805461ffff9092167201000000000000000000000000000000000000027fffffffffffffffffffffffff0000ffffffffffffffffffffffffffffffffffff909216919091179055565b7f237e158222e3e6968b72b9db0d8043aacf074ad9f650f0d1606b4d82ee432c0080546001600160a01b031916815561058582611139565b610e3c7f70726f746f636f6c4665654270730000000000000000000000000000000000008261ffff165f6103e861103c565b6001805461ffff909216700100000000000000000000000000000000027fffffffffffffffffffffffffffff0000ffffffffffffffffffffffffffffffff909216919091179055565b5f807ff0c57e16840df040f15088dc2f81fe391c3923bec73e23a9662efc9c229c6a005b92915050565b610eb76111a9565b610567816111e7565b6001545f90610edf9063ffffffff6401000000008204811691166116cf565b9050610f177f756e626f6e64696e6744656c61790000000000000000000000000000000000008363ffffffff16836301e1338061103c565b506001805463ffffffff90921668010000000000000000026bffffffff000000000000000019909216919091179055565b6001600160a01b038116610fa3576040517fc5dbe6e7000000000000000000000000000000000000000000000000000000008152602060048201526008602482015267747265617375727960c01b6044820152606401610646565b5f80546001600160a01b0319166001600160a01b03831690811790915560405190815267747265617375727960c01b907f9b900726daef362ccb7ef4037118922e973973109c4d10b5c19277bddd59e0489060200160405180910390a250565b6001545f90610ea990839068010000000000000000900463ffffffff166116e2565b5f8183106110335781611035565b825b9392505050565b81831015801561104c5750808311155b84848484909192936110a0576040517f3853a3220000000000000000000000000000000000000000000000000000000081526004810194909452602484019290925260448301526064820152608401610646565b50505050837f9b900726daef362ccb7ef4037118922e973973109c4d10b5c19277bddd59e048846040516110d691815260200190565b60405180910390a250505050565b6110ed82611231565b6040516001600160a01b038316907fbc7cd75a20ee27fd9adebab32041f755214dbc6bffa90cc0225b39da2e5c2d3b905f90a280511561113157610ba382826112a7565b610585611379565b7f9016d09d72d40fdae2fd8ceac6b6234c7706214fd39c1cd1e609a0528c19930080546001600160a01b031981166001600160a01b03848116918217845560405192169182907f8be0079c531659141344cd1fd0a4f28419497f9722a3daafe3b4186f6b6457e0905f90a3505050565b6111b16113b1565b61060c576040517fd7e6bcf800000000000000000000000000000000000000000000000000000000815260040160405180910390fd5b6111ef6111a9565b6001600160a01b03811661064f576040517f1e4fbdf70000000000000000000000000000000000000000000000000000000081525f6004820152602401610646565b806001600160a01b03163b5f0361126657604051634c9c8ce360e01b81526001600160a01b0382166004820152602401610646565b7f360894a13ba1a3210667c828492db98dca3e2076cc3735a920a3ca505d382bbc80546001600160a01b0319166001600160a01b0392909216919091179055565b60605f6112b484846113cf565b90508080156112d557505f3d11806112d557505f846001600160a01b03163b115b156112ea576112e26113e2565b915050610ea9565b801561132d576040517f9996b3150000000000000000000000000000000000000000000000000000000081526001600160a01b0385166004820152602401610646565b3d156113405761133b6113fb565b611372565b6040517fd6bda27500000000000000000000000000000000000000000000000000000000815260040160405180910390fd5b5092915050565b341561060c576040517fb398979f00000000000000000000000000000000000000000000000000000000815260040160405180910390fd5b5f6113ba610e85565b5468010000000000000000900460ff16919050565b5f5f5f835160208501865af49392505050565b6040513d81523d5f602083013e3d602001810160405290565b6040513d5f823e3d81fd5b5f60208284031215611416575f5ffd5b813563ffffffff81168114611035575f5ffd5b80356001600160a01b038116811461143f575f5ffd5b919050565b634e487b7160e01b5f52604160045260245ffd5b5f5f60408385031215611469575f5ffd5b61147283611429565b9150602083013567ffffffffffffffff81111561148d575f5ffd5b8301601f8101851361149d575f5ffd5b803567ffffffffffffffff8111156114b7576114b7611444565b604051601f8201601f19908116603f0116810167ffffffffffffffff811182821017156114e6576114e6611444565b6040528181528282016020018710156114fd575f5ffd5b816020840160208301375f602083830101528093505050509250929050565b5f6020828403121561152c575f5ffd5b81356bffffffffffffffffffffffff81168114611035575f5ffd5b5f60208284031215611557575f5ffd5b813561ffff81168114611035575f5ffd5b5f610100820190506001600160a01b0383511682526bffffffffffffffffffffffff602084015116602083015263ffffffff604084015116604083015260608301516115bc606084018263ffffffff169052565b5060808301516115d4608084018263ffffffff169052565b5060a08301516115ec60a084018263ffffffff169052565b5060c083015161160260c084018261ffff169052565b5060e083015161137260e084018261ffff169052565b602081525f82518060208401528060208501604085015e5f604082850101526040601f19601f83011684010191505092915050565b5f5f828403610120811215611660575f5ffd5b61166984611429565b9250610100601f198201121561167d575f5ffd5b506020830190509250929050565b5f6020828403121561169b575f5ffd5b61103582611429565b5f602082840312156116b4575f5ffd5b5051919050565b634e487b7160e01b5f52601160045260245ffd5b80820180821115610ea957610ea96116bb565b81810381811115610ea957610ea96116bb56' as const
