// Generated from contracts/ by scripts/contracts.mjs. Do not edit.

export const checkpointAnchorAbi = [
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
    "inputs": [
      {
        "internalType": "string",
        "name": "argument",
        "type": "string"
      },
      {
        "internalType": "uint256",
        "name": "length",
        "type": "uint256"
      },
      {
        "internalType": "uint256",
        "name": "limit",
        "type": "uint256"
      }
    ],
    "name": "ListTooLong",
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
    "inputs": [
      {
        "internalType": "string",
        "name": "argument",
        "type": "string"
      }
    ],
    "name": "ValueZero",
    "type": "error"
  },
  {
    "anonymous": false,
    "inputs": [
      {
        "indexed": true,
        "internalType": "bytes32",
        "name": "root",
        "type": "bytes32"
      },
      {
        "indexed": true,
        "internalType": "address",
        "name": "by",
        "type": "address"
      },
      {
        "indexed": false,
        "internalType": "uint32",
        "name": "count",
        "type": "uint32"
      },
      {
        "indexed": false,
        "internalType": "uint64",
        "name": "timestamp",
        "type": "uint64"
      }
    ],
    "name": "Anchored",
    "type": "event"
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
    "name": "MAX_BATCH",
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
        "components": [
          {
            "internalType": "bytes32",
            "name": "root",
            "type": "bytes32"
          },
          {
            "internalType": "uint32",
            "name": "count",
            "type": "uint32"
          }
        ],
        "internalType": "struct CheckpointAnchor.Epoch[]",
        "name": "epochs",
        "type": "tuple[]"
      }
    ],
    "name": "anchor",
    "outputs": [],
    "stateMutability": "nonpayable",
    "type": "function"
  },
  {
    "inputs": [
      {
        "internalType": "bytes32",
        "name": "root",
        "type": "bytes32"
      }
    ],
    "name": "anchoredAt",
    "outputs": [
      {
        "internalType": "uint64",
        "name": "timestamp",
        "type": "uint64"
      }
    ],
    "stateMutability": "view",
    "type": "function"
  },
  {
    "inputs": [
      {
        "internalType": "address",
        "name": "owner_",
        "type": "address"
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
  }
] as const

export const checkpointAnchorBytecode =
  '0x60a060405230608052348015610013575f5ffd5b5061001c610021565b6100d3565b7ff0c57e16840df040f15088dc2f81fe391c3923bec73e23a9662efc9c229c6a00805468010000000000000000900460ff16156100715760405163f92ee8a960e01b815260040160405180910390fd5b80546001600160401b03908116146100d05780546001600160401b0319166001600160401b0390811782556040519081527fc7f505b2f371ae2175ee4913f4499e1f2633a7b5936321eed1cdaeb6115181d29060200160405180910390a15b50565b608051610f1b6100f95f395f818161072a0152818161075301526108d10152610f1b5ff3fe6080604052600436106100c3575f3560e01c80639591a61011610071578063c4d66de81161004c578063c4d66de81461022d578063e30c39781461024c578063f2fde38b14610260575f5ffd5b80639591a6101461016b578063ab8e6d44146101b9578063ad3cb1cc146101d8575f5ffd5b806379ba5097116100a157806379ba5097146101175780638da5cb5b1461012b578063950bff9f14610157575f5ffd5b80634f1ef286146100c757806352d1902d146100dc578063715018a614610103575b5f5ffd5b6100da6100d5366004610d2c565b61027f565b005b3480156100e7575f5ffd5b506100f061029e565b6040519081526020015b60405180910390f35b34801561010e575f5ffd5b506100da6102cc565b348015610122575f5ffd5b506100da6102df565b348015610136575f5ffd5b5061013f61032c565b6040516001600160a01b0390911681526020016100fa565b348015610162575f5ffd5b506100f0604081565b348015610176575f5ffd5b506101a0610185366004610df0565b5f6020819052908152604090205467ffffffffffffffff1681565b60405167ffffffffffffffff90911681526020016100fa565b3480156101c4575f5ffd5b506100da6101d3366004610e07565b610360565b3480156101e3575f5ffd5b506102206040518060400160405280600581526020017f352e302e3000000000000000000000000000000000000000000000000000000081525081565b6040516100fa9190610e78565b348015610238575f5ffd5b506100da610247366004610ead565b61053f565b348015610257575f5ffd5b5061013f610665565b34801561026b575f5ffd5b506100da61027a366004610ead565b61068d565b61028761071f565b610290826107d6565b61029a82826107de565b5050565b5f6102a76108c6565b507f360894a13ba1a3210667c828492db98dca3e2076cc3735a920a3ca505d382bbc90565b6102d461090f565b6102dd5f610941565b565b33806102e9610665565b6001600160a01b0316146103205760405163118cdaa760e01b81526001600160a01b03821660048201526024015b60405180910390fd5b61032981610941565b50565b5f807f9016d09d72d40fdae2fd8ceac6b6234c7706214fd39c1cd1e609a0528c1993005b546001600160a01b031692915050565b806040808211156103da576040517fd7633ac300000000000000000000000000000000000000000000000000000000815260606004820152600660648201527f65706f636873000000000000000000000000000000000000000000000000000060848201526024810192909252604482015260a401610317565b505f90505b8181101561053a575f8383838181106103fa576103fa610ecd565b60400291909101359150505f819003610471576040517f6a80f4fb0000000000000000000000000000000000000000000000000000000081526004016103179060208082526004908201527f726f6f7400000000000000000000000000000000000000000000000000000000604082015260600190565b5f8181526020819052604090205467ffffffffffffffff16156104945750610532565b5f818152602081905260409020805467ffffffffffffffff19164267ffffffffffffffff1617905533817f8ad4bc67f9cd0a4201b69b7bf63715c1c931f39316df07dedc24ae3121272bed8686868181106104f1576104f1610ecd565b90506040020160200160208101906105099190610ee1565b6040805163ffffffff909216825267ffffffffffffffff421660208301520160405180910390a3505b6001016103df565b505050565b5f610548610986565b805490915060ff68010000000000000000820416159067ffffffffffffffff165f811580156105745750825b90505f8267ffffffffffffffff1660011480156105905750303b155b90508115801561059e575080155b156105d5576040517ff92ee8a900000000000000000000000000000000000000000000000000000000815260040160405180910390fd5b845467ffffffffffffffff19166001178555831561060957845468ff00000000000000001916680100000000000000001785555b610612866109b0565b831561065d57845468ff000000000000000019168555604051600181527fc7f505b2f371ae2175ee4913f4499e1f2633a7b5936321eed1cdaeb6115181d29060200160405180910390a15b505050505050565b5f807f237e158222e3e6968b72b9db0d8043aacf074ad9f650f0d1606b4d82ee432c00610350565b61069561090f565b7f237e158222e3e6968b72b9db0d8043aacf074ad9f650f0d1606b4d82ee432c00805473ffffffffffffffffffffffffffffffffffffffff19166001600160a01b03831690811782556106e661032c565b6001600160a01b03167f38d16b8cac22d99fc7c124b9cd0de2d3fa1faef420bfe791d8c362d765e2270060405160405180910390a35050565b306001600160a01b037f00000000000000000000000000000000000000000000000000000000000000001614806107b857507f00000000000000000000000000000000000000000000000000000000000000006001600160a01b03166107ac7f360894a13ba1a3210667c828492db98dca3e2076cc3735a920a3ca505d382bbc546001600160a01b031690565b6001600160a01b031614155b156102dd5760405163703e46dd60e11b815260040160405180910390fd5b61032961090f565b816001600160a01b03166352d1902d6040518163ffffffff1660e01b8152600401602060405180830381865afa925050508015610838575060408051601f3d908101601f1916820190925261083591810190610f04565b60015b61086057604051634c9c8ce360e01b81526001600160a01b0383166004820152602401610317565b7f360894a13ba1a3210667c828492db98dca3e2076cc3735a920a3ca505d382bbc81146108bc576040517faa1d49a400000000000000000000000000000000000000000000000000000000815260048101829052602401610317565b61053a83836109c1565b306001600160a01b037f000000000000000000000000000000000000000000000000000000000000000016146102dd5760405163703e46dd60e11b815260040160405180910390fd5b3361091861032c565b6001600160a01b0316146102dd5760405163118cdaa760e01b8152336004820152602401610317565b7f237e158222e3e6968b72b9db0d8043aacf074ad9f650f0d1606b4d82ee432c00805473ffffffffffffffffffffffffffffffffffffffff1916815561029a82610a16565b5f807ff0c57e16840df040f15088dc2f81fe391c3923bec73e23a9662efc9c229c6a005b92915050565b6109b8610a93565b61032981610ad1565b6109ca82610b1b565b6040516001600160a01b038316907fbc7cd75a20ee27fd9adebab32041f755214dbc6bffa90cc0225b39da2e5c2d3b905f90a2805115610a0e5761053a8282610b9e565b61029a610c70565b7f9016d09d72d40fdae2fd8ceac6b6234c7706214fd39c1cd1e609a0528c199300805473ffffffffffffffffffffffffffffffffffffffff1981166001600160a01b03848116918217845560405192169182907f8be0079c531659141344cd1fd0a4f28419497f9722a3daafe3b4186f6b6457e0905f90a3505050565b610a9b610ca8565b6102dd576040517fd7e6bcf800000000000000000000000000000000000000000000000000000000815260040160405180910390fd5b610ad9610a93565b6001600160a01b038116610320576040517f1e4fbdf70000000000000000000000000000000000000000000000000000000081525f6004820152602401610317565b806001600160a01b03163b5f03610b5057604051634c9c8ce360e01b81526001600160a01b0382166004820152602401610317565b7f360894a13ba1a3210667c828492db98dca3e2076cc3735a920a3ca505d382bbc805473ffffffffffffffffffffffffffffffffffffffff19166001600160a01b0392909216919091179055565b60605f610bab8484610cc6565b9050808015610bcc57505f3d1180610bcc57505f846001600160a01b03163b115b15610be157610bd9610cd9565b9150506109aa565b8015610c24576040517f9996b3150000000000000000000000000000000000000000000000000000000081526001600160a01b0385166004820152602401610317565b3d15610c3757610c32610cf2565b610c69565b6040517fd6bda27500000000000000000000000000000000000000000000000000000000815260040160405180910390fd5b5092915050565b34156102dd576040517fb398979f00000000000000000000000000000000000000000000000000000000815260040160405180910390fd5b5f610cb1610986565b5468010000000000000000900460ff16919050565b5f5f5f835160208501865af49392505050565b6040513d81523d5f602083013e3d602001810160405290565b6040513d5f823e3d81fd5b80356001600160a01b0381168114610d13575f5ffd5b919050565b634e487b7160e01b5f52604160045260245ffd5b5f5f60408385031215610d3d575f5ffd5b610d4683610cfd565b9150602083013567ffffffffffffffff811115610d61575f5ffd5b8301601f81018513610d71575f5ffd5b803567ffffffffffffffff811115610d8b57610d8b610d18565b604051601f8201601f19908116603f0116810167ffffffffffffffff81118282101715610dba57610dba610d18565b604052818152828201602001871015610dd1575f5ffd5b816020840160208301375f602083830101528093505050509250929050565b5f60208284031215610e00575f5ffd5b5035919050565b5f5f60208385031215610e18575f5ffd5b823567ffffffffffffffff811115610e2e575f5ffd5b8301601f81018513610e3e575f5ffd5b803567ffffffffffffffff811115610e54575f5ffd5b8560208260061b8401011115610e68575f5ffd5b6020919091019590945092505050565b602081525f82518060208401528060208501604085015e5f604082850101526040601f19601f83011684010191505092915050565b5f60208284031215610ebd575f5ffd5b610ec682610cfd565b9392505050565b634e487b7160e01b5f52603260045260245ffd5b5f60208284031215610ef1575f5ffd5b813563ffffffff81168114610ec6575f5ffd5b5f60208284031215610f14575f5ffd5b505191905056' as const
