// Generated from contracts/ by scripts/contracts.mjs. Do not edit.

export const nodeRegistryAbi = [
  {
    "inputs": [
      {
        "internalType": "contract IERC20",
        "name": "token",
        "type": "address"
      },
      {
        "internalType": "contract Parameters",
        "name": "parameters",
        "type": "address"
      },
      {
        "internalType": "address",
        "name": "escrow",
        "type": "address"
      },
      {
        "internalType": "address",
        "name": "slasher",
        "type": "address"
      }
    ],
    "stateMutability": "nonpayable",
    "type": "constructor"
  },
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
    "inputs": [
      {
        "internalType": "address",
        "name": "signer",
        "type": "address"
      }
    ],
    "name": "KeyProofInvalid",
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
    "inputs": [
      {
        "internalType": "address",
        "name": "node",
        "type": "address"
      }
    ],
    "name": "NodeAlreadyRegistered",
    "type": "error"
  },
  {
    "inputs": [
      {
        "internalType": "address",
        "name": "node",
        "type": "address"
      }
    ],
    "name": "NodeExited",
    "type": "error"
  },
  {
    "inputs": [
      {
        "internalType": "address",
        "name": "node",
        "type": "address"
      }
    ],
    "name": "NodeNotExited",
    "type": "error"
  },
  {
    "inputs": [
      {
        "internalType": "address",
        "name": "node",
        "type": "address"
      }
    ],
    "name": "NodeNotRegistered",
    "type": "error"
  },
  {
    "inputs": [
      {
        "internalType": "address",
        "name": "node",
        "type": "address"
      },
      {
        "internalType": "address",
        "name": "caller",
        "type": "address"
      }
    ],
    "name": "NodeNotYours",
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
    "name": "ReentrancyGuardReentrantCall",
    "type": "error"
  },
  {
    "inputs": [
      {
        "internalType": "uint8",
        "name": "bits",
        "type": "uint8"
      },
      {
        "internalType": "uint256",
        "name": "value",
        "type": "uint256"
      }
    ],
    "name": "SafeCastOverflowedUintDowncast",
    "type": "error"
  },
  {
    "inputs": [
      {
        "internalType": "address",
        "name": "token",
        "type": "address"
      }
    ],
    "name": "SafeERC20FailedOperation",
    "type": "error"
  },
  {
    "inputs": [
      {
        "internalType": "address",
        "name": "caller",
        "type": "address"
      }
    ],
    "name": "SlasherOnly",
    "type": "error"
  },
  {
    "inputs": [
      {
        "internalType": "uint256",
        "name": "until",
        "type": "uint256"
      }
    ],
    "name": "StakeBonded",
    "type": "error"
  },
  {
    "inputs": [
      {
        "internalType": "address",
        "name": "node",
        "type": "address"
      }
    ],
    "name": "StakeHeld",
    "type": "error"
  },
  {
    "inputs": [
      {
        "internalType": "uint256",
        "name": "stake",
        "type": "uint256"
      },
      {
        "internalType": "uint256",
        "name": "least",
        "type": "uint256"
      }
    ],
    "name": "StakeTooLow",
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
    "name": "TextTooLong",
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
        "internalType": "address",
        "name": "node",
        "type": "address"
      },
      {
        "indexed": false,
        "internalType": "uint16",
        "name": "roles",
        "type": "uint16"
      },
      {
        "indexed": false,
        "internalType": "string",
        "name": "endpoint",
        "type": "string"
      },
      {
        "indexed": false,
        "internalType": "string[]",
        "name": "addresses",
        "type": "string[]"
      }
    ],
    "name": "ContactChanged",
    "type": "event"
  },
  {
    "anonymous": false,
    "inputs": [
      {
        "indexed": true,
        "internalType": "address",
        "name": "node",
        "type": "address"
      },
      {
        "indexed": false,
        "internalType": "uint40",
        "name": "withdrawableAt",
        "type": "uint40"
      }
    ],
    "name": "ExitStarted",
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
        "name": "node",
        "type": "address"
      },
      {
        "indexed": false,
        "internalType": "uint32",
        "name": "index",
        "type": "uint32"
      },
      {
        "indexed": true,
        "internalType": "address",
        "name": "receiptKey",
        "type": "address"
      },
      {
        "indexed": false,
        "internalType": "bytes32",
        "name": "logKey",
        "type": "bytes32"
      },
      {
        "indexed": false,
        "internalType": "string",
        "name": "peerId",
        "type": "string"
      },
      {
        "indexed": false,
        "internalType": "uint40",
        "name": "validFrom",
        "type": "uint40"
      }
    ],
    "name": "KeysChanged",
    "type": "event"
  },
  {
    "anonymous": false,
    "inputs": [
      {
        "indexed": true,
        "internalType": "address",
        "name": "node",
        "type": "address"
      },
      {
        "indexed": true,
        "internalType": "address",
        "name": "operator",
        "type": "address"
      },
      {
        "indexed": false,
        "internalType": "uint256",
        "name": "stake",
        "type": "uint256"
      }
    ],
    "name": "NodeRegistered",
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
        "name": "node",
        "type": "address"
      },
      {
        "indexed": false,
        "internalType": "uint256",
        "name": "amount",
        "type": "uint256"
      },
      {
        "indexed": false,
        "internalType": "address",
        "name": "to",
        "type": "address"
      },
      {
        "indexed": true,
        "internalType": "bytes32",
        "name": "reason",
        "type": "bytes32"
      }
    ],
    "name": "Slashed",
    "type": "event"
  },
  {
    "anonymous": false,
    "inputs": [
      {
        "indexed": true,
        "internalType": "address",
        "name": "node",
        "type": "address"
      },
      {
        "indexed": true,
        "internalType": "address",
        "name": "from",
        "type": "address"
      },
      {
        "indexed": false,
        "internalType": "uint256",
        "name": "amount",
        "type": "uint256"
      }
    ],
    "name": "StakeAdded",
    "type": "event"
  },
  {
    "anonymous": false,
    "inputs": [
      {
        "indexed": true,
        "internalType": "address",
        "name": "node",
        "type": "address"
      },
      {
        "indexed": true,
        "internalType": "address",
        "name": "operator",
        "type": "address"
      },
      {
        "indexed": false,
        "internalType": "uint256",
        "name": "amount",
        "type": "uint256"
      }
    ],
    "name": "StakeWithdrawn",
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
    "name": "ESCROW",
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
    "name": "MAX_ADDRESSES",
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
    "name": "MAX_KEYS",
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
    "name": "MAX_PEER_ID",
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
    "name": "PARAMETERS",
    "outputs": [
      {
        "internalType": "contract Parameters",
        "name": "",
        "type": "address"
      }
    ],
    "stateMutability": "view",
    "type": "function"
  },
  {
    "inputs": [],
    "name": "SLASHER",
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
    "name": "TOKEN",
    "outputs": [
      {
        "internalType": "contract IERC20",
        "name": "",
        "type": "address"
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
        "name": "node",
        "type": "address"
      },
      {
        "internalType": "uint96",
        "name": "amount",
        "type": "uint96"
      }
    ],
    "name": "addStake",
    "outputs": [],
    "stateMutability": "nonpayable",
    "type": "function"
  },
  {
    "inputs": [
      {
        "internalType": "address",
        "name": "node",
        "type": "address"
      }
    ],
    "name": "exit",
    "outputs": [],
    "stateMutability": "nonpayable",
    "type": "function"
  },
  {
    "inputs": [
      {
        "internalType": "address",
        "name": "node",
        "type": "address"
      }
    ],
    "name": "getKeys",
    "outputs": [
      {
        "components": [
          {
            "internalType": "address",
            "name": "receiptKey",
            "type": "address"
          },
          {
            "internalType": "uint40",
            "name": "validFrom",
            "type": "uint40"
          },
          {
            "internalType": "uint40",
            "name": "validUntil",
            "type": "uint40"
          },
          {
            "internalType": "bytes32",
            "name": "logKey",
            "type": "bytes32"
          }
        ],
        "internalType": "struct NodeRegistry.Key[]",
        "name": "",
        "type": "tuple[]"
      }
    ],
    "stateMutability": "view",
    "type": "function"
  },
  {
    "inputs": [
      {
        "internalType": "address",
        "name": "node",
        "type": "address"
      }
    ],
    "name": "getNode",
    "outputs": [
      {
        "components": [
          {
            "internalType": "address",
            "name": "node",
            "type": "address"
          },
          {
            "components": [
              {
                "internalType": "address",
                "name": "operator",
                "type": "address"
              },
              {
                "internalType": "uint96",
                "name": "stake",
                "type": "uint96"
              },
              {
                "internalType": "uint40",
                "name": "registeredAt",
                "type": "uint40"
              },
              {
                "internalType": "uint40",
                "name": "exitedAt",
                "type": "uint40"
              },
              {
                "internalType": "uint40",
                "name": "withdrawableAt",
                "type": "uint40"
              },
              {
                "internalType": "uint32",
                "name": "listIndex",
                "type": "uint32"
              },
              {
                "components": [
                  {
                    "internalType": "uint16",
                    "name": "roles",
                    "type": "uint16"
                  },
                  {
                    "internalType": "string",
                    "name": "peerId",
                    "type": "string"
                  },
                  {
                    "internalType": "string",
                    "name": "endpoint",
                    "type": "string"
                  },
                  {
                    "internalType": "string[]",
                    "name": "addresses",
                    "type": "string[]"
                  }
                ],
                "internalType": "struct NodeRegistry.Contact",
                "name": "contact",
                "type": "tuple"
              }
            ],
            "internalType": "struct NodeRegistry.Node",
            "name": "record",
            "type": "tuple"
          },
          {
            "components": [
              {
                "internalType": "address",
                "name": "receiptKey",
                "type": "address"
              },
              {
                "internalType": "uint40",
                "name": "validFrom",
                "type": "uint40"
              },
              {
                "internalType": "uint40",
                "name": "validUntil",
                "type": "uint40"
              },
              {
                "internalType": "bytes32",
                "name": "logKey",
                "type": "bytes32"
              }
            ],
            "internalType": "struct NodeRegistry.Key",
            "name": "key",
            "type": "tuple"
          },
          {
            "internalType": "uint32",
            "name": "keyIndex",
            "type": "uint32"
          }
        ],
        "internalType": "struct NodeRegistry.NodeView",
        "name": "",
        "type": "tuple"
      }
    ],
    "stateMutability": "view",
    "type": "function"
  },
  {
    "inputs": [
      {
        "components": [
          {
            "internalType": "address",
            "name": "node",
            "type": "address"
          },
          {
            "internalType": "address",
            "name": "operator",
            "type": "address"
          },
          {
            "internalType": "address",
            "name": "receiptKey",
            "type": "address"
          },
          {
            "internalType": "bytes32",
            "name": "logKey",
            "type": "bytes32"
          },
          {
            "internalType": "bytes32",
            "name": "peerIdHash",
            "type": "bytes32"
          },
          {
            "internalType": "uint32",
            "name": "index",
            "type": "uint32"
          }
        ],
        "internalType": "struct NodeKey",
        "name": "key",
        "type": "tuple"
      }
    ],
    "name": "hashNodeKey",
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
    "inputs": [
      {
        "internalType": "address",
        "name": "node",
        "type": "address"
      }
    ],
    "name": "hold",
    "outputs": [],
    "stateMutability": "nonpayable",
    "type": "function"
  },
  {
    "inputs": [
      {
        "internalType": "address",
        "name": "node",
        "type": "address"
      }
    ],
    "name": "holds",
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
    "inputs": [
      {
        "internalType": "address",
        "name": "node",
        "type": "address"
      }
    ],
    "name": "isActive",
    "outputs": [
      {
        "internalType": "bool",
        "name": "",
        "type": "bool"
      }
    ],
    "stateMutability": "view",
    "type": "function"
  },
  {
    "inputs": [
      {
        "internalType": "address",
        "name": "node",
        "type": "address"
      },
      {
        "internalType": "uint256",
        "name": "index",
        "type": "uint256"
      }
    ],
    "name": "keyAt",
    "outputs": [
      {
        "internalType": "address",
        "name": "operator",
        "type": "address"
      },
      {
        "components": [
          {
            "internalType": "address",
            "name": "receiptKey",
            "type": "address"
          },
          {
            "internalType": "uint40",
            "name": "validFrom",
            "type": "uint40"
          },
          {
            "internalType": "uint40",
            "name": "validUntil",
            "type": "uint40"
          },
          {
            "internalType": "bytes32",
            "name": "logKey",
            "type": "bytes32"
          }
        ],
        "internalType": "struct NodeRegistry.Key",
        "name": "key",
        "type": "tuple"
      }
    ],
    "stateMutability": "view",
    "type": "function"
  },
  {
    "inputs": [
      {
        "internalType": "uint256",
        "name": "offset",
        "type": "uint256"
      },
      {
        "internalType": "uint256",
        "name": "limit",
        "type": "uint256"
      }
    ],
    "name": "listNodes",
    "outputs": [
      {
        "components": [
          {
            "internalType": "address",
            "name": "node",
            "type": "address"
          },
          {
            "components": [
              {
                "internalType": "address",
                "name": "operator",
                "type": "address"
              },
              {
                "internalType": "uint96",
                "name": "stake",
                "type": "uint96"
              },
              {
                "internalType": "uint40",
                "name": "registeredAt",
                "type": "uint40"
              },
              {
                "internalType": "uint40",
                "name": "exitedAt",
                "type": "uint40"
              },
              {
                "internalType": "uint40",
                "name": "withdrawableAt",
                "type": "uint40"
              },
              {
                "internalType": "uint32",
                "name": "listIndex",
                "type": "uint32"
              },
              {
                "components": [
                  {
                    "internalType": "uint16",
                    "name": "roles",
                    "type": "uint16"
                  },
                  {
                    "internalType": "string",
                    "name": "peerId",
                    "type": "string"
                  },
                  {
                    "internalType": "string",
                    "name": "endpoint",
                    "type": "string"
                  },
                  {
                    "internalType": "string[]",
                    "name": "addresses",
                    "type": "string[]"
                  }
                ],
                "internalType": "struct NodeRegistry.Contact",
                "name": "contact",
                "type": "tuple"
              }
            ],
            "internalType": "struct NodeRegistry.Node",
            "name": "record",
            "type": "tuple"
          },
          {
            "components": [
              {
                "internalType": "address",
                "name": "receiptKey",
                "type": "address"
              },
              {
                "internalType": "uint40",
                "name": "validFrom",
                "type": "uint40"
              },
              {
                "internalType": "uint40",
                "name": "validUntil",
                "type": "uint40"
              },
              {
                "internalType": "bytes32",
                "name": "logKey",
                "type": "bytes32"
              }
            ],
            "internalType": "struct NodeRegistry.Key",
            "name": "key",
            "type": "tuple"
          },
          {
            "internalType": "uint32",
            "name": "keyIndex",
            "type": "uint32"
          }
        ],
        "internalType": "struct NodeRegistry.NodeView[]",
        "name": "page",
        "type": "tuple[]"
      }
    ],
    "stateMutability": "view",
    "type": "function"
  },
  {
    "inputs": [],
    "name": "nodeCount",
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
    "inputs": [
      {
        "internalType": "address",
        "name": "node",
        "type": "address"
      },
      {
        "internalType": "address",
        "name": "receiptKey",
        "type": "address"
      },
      {
        "internalType": "bytes32",
        "name": "logKey",
        "type": "bytes32"
      },
      {
        "components": [
          {
            "internalType": "uint16",
            "name": "roles",
            "type": "uint16"
          },
          {
            "internalType": "string",
            "name": "peerId",
            "type": "string"
          },
          {
            "internalType": "string",
            "name": "endpoint",
            "type": "string"
          },
          {
            "internalType": "string[]",
            "name": "addresses",
            "type": "string[]"
          }
        ],
        "internalType": "struct NodeRegistry.Contact",
        "name": "contact",
        "type": "tuple"
      },
      {
        "internalType": "uint96",
        "name": "stake",
        "type": "uint96"
      },
      {
        "internalType": "bytes",
        "name": "nodeSignature",
        "type": "bytes"
      },
      {
        "internalType": "bytes",
        "name": "keySignature",
        "type": "bytes"
      }
    ],
    "name": "register",
    "outputs": [],
    "stateMutability": "nonpayable",
    "type": "function"
  },
  {
    "inputs": [
      {
        "internalType": "address",
        "name": "node",
        "type": "address"
      }
    ],
    "name": "release",
    "outputs": [],
    "stateMutability": "nonpayable",
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
        "name": "node",
        "type": "address"
      },
      {
        "internalType": "address",
        "name": "receiptKey",
        "type": "address"
      },
      {
        "internalType": "bytes32",
        "name": "logKey",
        "type": "bytes32"
      },
      {
        "internalType": "string",
        "name": "peerId",
        "type": "string"
      },
      {
        "internalType": "bytes",
        "name": "keySignature",
        "type": "bytes"
      }
    ],
    "name": "rotateKeys",
    "outputs": [],
    "stateMutability": "nonpayable",
    "type": "function"
  },
  {
    "inputs": [
      {
        "internalType": "address",
        "name": "node",
        "type": "address"
      },
      {
        "internalType": "uint16",
        "name": "roles",
        "type": "uint16"
      },
      {
        "internalType": "string",
        "name": "endpoint",
        "type": "string"
      },
      {
        "internalType": "string[]",
        "name": "addresses",
        "type": "string[]"
      }
    ],
    "name": "setContact",
    "outputs": [],
    "stateMutability": "nonpayable",
    "type": "function"
  },
  {
    "inputs": [
      {
        "internalType": "address",
        "name": "node",
        "type": "address"
      },
      {
        "internalType": "uint96",
        "name": "amount",
        "type": "uint96"
      },
      {
        "internalType": "address",
        "name": "to",
        "type": "address"
      },
      {
        "internalType": "bytes32",
        "name": "reason",
        "type": "bytes32"
      }
    ],
    "name": "slash",
    "outputs": [
      {
        "internalType": "uint96",
        "name": "taken",
        "type": "uint96"
      }
    ],
    "stateMutability": "nonpayable",
    "type": "function"
  },
  {
    "inputs": [],
    "name": "totalStake",
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
    "inputs": [
      {
        "internalType": "address",
        "name": "node",
        "type": "address"
      }
    ],
    "name": "withdraw",
    "outputs": [],
    "stateMutability": "nonpayable",
    "type": "function"
  }
] as const

export const nodeRegistryBytecode =
  '0x61012060405230608052348015610014575f5ffd5b5060405161420338038061420383398101604081905261003391610124565b61003b61005e565b6001600160a01b0393841660a05291831660c052821660e0521661010052610180565b7ff0c57e16840df040f15088dc2f81fe391c3923bec73e23a9662efc9c229c6a00805468010000000000000000900460ff16156100ae5760405163f92ee8a960e01b815260040160405180910390fd5b80546001600160401b039081161461010d5780546001600160401b0319166001600160401b0390811782556040519081527fc7f505b2f371ae2175ee4913f4499e1f2633a7b5936321eed1cdaeb6115181d29060200160405180910390a15b50565b6001600160a01b038116811461010d575f5ffd5b5f5f5f5f60808587031215610137575f5ffd5b845161014281610110565b602086015190945061015381610110565b604086015190935061016481610110565b606086015190925061017581610110565b939692955090935050565b60805160a05160c05160e05161010051613feb6102185f395f818161038701528181610b740152818161115d01526115e801525f81816106940152611bdd01525f818161057a0152818161083d01528181611538015261166901525f818161042201528181610b0f01528181610ced0152818161108d015261134601525f81816122b0015281816122d901526124910152613feb5ff3fe60806040526004361061020f575f3560e01c806387bc0da311610117578063a9b5898f116100ac578063c470db1c1161007c578063e30c397811610062578063e30c39781461066f578063e681c4aa14610683578063f2fde38b146106b6575f5ffd5b8063c470db1c1461063b578063c4d66de814610650575f5ffd5b8063a9b5898f14610569578063ad3cb1cc1461059c578063b42652e9146105f1578063c3d073ff14610610575f5ffd5b806396f55bf4116100e757806396f55bf4146104c35780639d209048146104ef5780639f8a13d71461051b578063a7e21e801461054a575f5ffd5b806387bc0da3146104445780638b0e9f3f1461047b5780638da5cb5b146104905780639203603c146104a4575f5ffd5b80634f1ef286116101a7578063634da78711610177578063715018a61161015d578063715018a6146103e957806379ba5097146103fd57806382bfefc814610411575f5ffd5b8063634da787146103c15780636da49b83146103d5575f5ffd5b80634f1ef2861461033057806351cff8d91461034357806352d1902d146103625780635db93dfa14610376575f5ffd5b80632824f012116101e25780632824f012146102a457806334e80c34146102c35780634056e244146102ef57806343fe5de21461031c575f5ffd5b80630cfb4947146102135780631042e90e14610234578063167adeda146102535780631916558714610285575b5f5ffd5b34801561021e575f5ffd5b5061023261022d36600461319a565b6106d5565b005b34801561023f575f5ffd5b5061023261024e366004613266565b61076d565b34801561025e575f5ffd5b5061027261026d36600461333d565b610b4b565b6040519081526020015b60405180910390f35b348015610290575f5ffd5b5061023261029f366004613356565b610b69565b3480156102af575f5ffd5b506102326102be366004613371565b610bec565b3480156102ce575f5ffd5b506102e26102dd366004613356565b610d2a565b60405161027c91906133a8565b3480156102fa575f5ffd5b5061030e61030936600461342d565b610dd8565b60405161027c929190613457565b348015610327575f5ffd5b50610272604081565b61023261033e36600461351b565b610eaf565b34801561034e575f5ffd5b5061023261035d366004613356565b610eca565b34801561036d575f5ffd5b506102726110c3565b348015610381575f5ffd5b506103a97f000000000000000000000000000000000000000000000000000000000000000081565b6040516001600160a01b03909116815260200161027c565b3480156103cc575f5ffd5b50610272600881565b3480156103e0575f5ffd5b50600254610272565b3480156103f4575f5ffd5b506102326110f1565b348015610408575f5ffd5b50610232611104565b34801561041c575f5ffd5b506103a97f000000000000000000000000000000000000000000000000000000000000000081565b34801561044f575f5ffd5b5061046361045e3660046135c2565b611149565b6040516001600160601b03909116815260200161027c565b348015610486575f5ffd5b5061027260045481565b34801561049b575f5ffd5b506103a9611387565b3480156104af575f5ffd5b506102326104be36600461361f565b6113bb565b3480156104ce575f5ffd5b506104e26104dd3660046136e4565b61140b565b60405161027c91906138e4565b3480156104fa575f5ffd5b5061050e610509366004613356565b6114df565b60405161027c9190613947565b348015610526575f5ffd5b5061053a610535366004613356565b6114f0565b604051901515815260200161027c565b348015610555575f5ffd5b50610232610564366004613356565b6115dd565b348015610574575f5ffd5b506103a97f000000000000000000000000000000000000000000000000000000000000000081565b3480156105a7575f5ffd5b506105e46040518060400160405280600581526020017f352e302e3000000000000000000000000000000000000000000000000000000081525081565b60405161027c9190613959565b3480156105fc575f5ffd5b5061023261060b366004613356565b611659565b34801561061b575f5ffd5b5061027261062a366004613356565b60036020525f908152604090205481565b348015610646575f5ffd5b5061027261040081565b34801561065b575f5ffd5b5061023261066a366004613356565b6118af565b34801561067a575f5ffd5b506103a96119d4565b34801561068e575f5ffd5b506103a97f000000000000000000000000000000000000000000000000000000000000000081565b3480156106c1575f5ffd5b506102326106d0366004613356565b6119fc565b6106df8733611a81565b506001600160a01b038088165f81815260016020908152604080832054815160c0810183529485523392850192909252938a1693830193909352606082018890529061074790608081016107338989611b83565b81526020018463ffffffff16815250611bd4565b905061075289611cb2565b6107628989898989868a8a611d1f565b505050505050505050565b610775611f7e565b6001600160a01b0389166107d75760405163c5dbe6e760e01b81526004016107ce9060208082526004908201527f6e6f646500000000000000000000000000000000000000000000000000000000604082015260600190565b60405180910390fd5b6001600160a01b03808a165f908152602081905260409020805490918b911615610839576040517f295548e50000000000000000000000000000000000000000000000000000000081526001600160a01b0390911660048201526024016107ce565b505f7f00000000000000000000000000000000000000000000000000000000000000006001600160a01b031663971217b76040518163ffffffff1660e01b81526004016101a060405180830381865afa158015610898573d5f5f3e3d5ffd5b505050506040513d601f19601f820116820180604052508101906108bc91906139a8565b60200151905086816001600160601b03808216908316101561091d576040517f829f11630000000000000000000000000000000000000000000000000000000081526001600160601b039283166004820152911660248201526044016107ce565b50505f6109876040518060c001604052808e6001600160a01b03168152602001336001600160a01b031681526020018d6001600160a01b031681526020018c81526020016109798c80602001906109749190613aab565b611b83565b81525f602090910152611bd4565b90506109958188888f611fb3565b33600160a01b6001600160601b038a160217835560018301805464ffffffffff19164264ffffffffff161790556002546109ce90612044565b6001848101805472ffffffff0000000000000000000000000000001916600160781b63ffffffff9490941693909302929092179091556002805491820181555f9081527f405787fa12a823e0f2b7631cc41b3ba8828b3321ca811111fa75cd3aa3bb5ace90910180546001600160a01b0319166001600160a01b038f16179055600480546001600160601b038b169290610a69908490613b02565b90915550506040516001600160601b038916815233906001600160a01b038e16907ff22e9632bbbe87913fdb2f413389be6b979d648eebfe4dc4d1c9fa2b14b84d609060200160405180910390a3610ad28c8c8c610aca60208e018e613aab565b868b8b611d1f565b610b028c610ae360208c018c613b15565b610af060408d018d613aab565b610afd60608f018f613b30565b612091565b610b406001600160a01b037f00000000000000000000000000000000000000000000000000000000000000001633306001600160601b038c1661223f565b50505061076261227b565b5f610b63610b5e36849003840184613b76565b611bd4565b92915050565b336001600160a01b037f0000000000000000000000000000000000000000000000000000000000000000168114610bbf576040516305058e8160e01b81526001600160a01b0390911660048201526024016107ce565b506001600160a01b0381165f9081526003602052604081208054909190610be590613c0f565b9091555050565b610bf4611f7e565b6001600160a01b038083165f90815260208190526040902054610c1991849116611a81565b506001600160a01b0382165f9081526020819052604090208054829190601490610c54908490600160a01b90046001600160601b0316613c24565b92506101000a8154816001600160601b0302191690836001600160601b03160217905550806001600160601b031660045f828254610c929190613b02565b90915550506040516001600160601b038216815233906001600160a01b038416907ffb8efd70c9f0ca009bfc9f2ca8a9256a5aefbc720bdb8d838e4bcd42c241b9eb9060200160405180910390a3610d1e6001600160a01b037f00000000000000000000000000000000000000000000000000000000000000001633306001600160601b03851661223f565b610d2661227b565b5050565b6001600160a01b0381165f908152600160209081526040808320805482518185028101850190935280835260609492939192909184015b82821015610dcd575f848152602090819020604080516080810182526002860290920180546001600160a01b038116845264ffffffffff600160a01b8204811685870152600160c81b909104169183019190915260019081015460608301529083529092019101610d61565b505050509050919050565b604080516080810182525f8082526020808301829052828401829052606083018290526001600160a01b0386811683528282528483205460019092529390912054921691831015610ea8576001600160a01b0384165f908152600160205260409020805484908110610e4c57610e4c613c43565b5f91825260209182902060408051608081018252600290930290910180546001600160a01b038116845264ffffffffff600160a01b8204811695850195909552600160c81b900490931690820152600190910154606082015290505b9250929050565b610eb76122a5565b610ec08261235c565b610d268282612364565b610ed2611f7e565b6001600160a01b0381165f9081526020819052604090206001810154829065010000000000900464ffffffffff16610f42576040517fb4ccba530000000000000000000000000000000000000000000000000000000081526001600160a01b0390911660048201526024016107ce565b5060018101546a0100000000000000000000900464ffffffffff1642811115610fa1576040517f73678ec900000000000000000000000000000000000000000000000000000000815264ffffffffff90911660048201526024016107ce565b506001600160a01b0382165f90815260036020526040902054829015610fff576040517f406e4dcd0000000000000000000000000000000000000000000000000000000081526001600160a01b0390911660048201526024016107ce565b5080546001600160a01b038116825560048054600160a01b9092046001600160601b0316918291905f90611034908490613c57565b909155505081546040518281526001600160a01b03918216918516907fb7c918e0e249f999e965cafeb6c664271b3f4317d296461500e71da39f0cbda39060200160405180910390a381546110b6906001600160a01b037f00000000000000000000000000000000000000000000000000000000000000008116911683612451565b50506110c061227b565b50565b5f6110cc612486565b507f360894a13ba1a3210667c828492db98dca3e2076cc3735a920a3ca505d382bbc90565b6110f96124cf565b6111025f612501565b565b338061110e6119d4565b6001600160a01b0316146111405760405163118cdaa760e01b81526001600160a01b03821660048201526024016107ce565b6110c081612501565b5f611152611f7e565b336001600160a01b037f00000000000000000000000000000000000000000000000000000000000000001681146111a8576040516305058e8160e01b81526001600160a01b0390911660048201526024016107ce565b506001600160a01b0383166112005760405163c5dbe6e760e01b815260206004820152600260248201527f746f00000000000000000000000000000000000000000000000000000000000060448201526064016107ce565b6001600160a01b038086165f9081526020819052604090208054909187911661124857604051639c3baaed60e01b81526001600160a01b0390911660048201526024016107ce565b5080546001600160601b03600160a01b90910481169086161061127c578054600160a01b90046001600160601b031661127e565b845b8154909250829082906014906112a5908490600160a01b90046001600160601b0316613c6a565b92506101000a8154816001600160601b0302191690836001600160601b03160217905550816001600160601b031660045f8282546112e39190613c57565b9091555050604080516001600160601b03841681526001600160a01b0386811660208301528592908916917f365a9a525a3155795a8654bb76715d57cb544a4c9053c66d468ad288684e0508910160405180910390a36113766001600160a01b037f000000000000000000000000000000000000000000000000000000000000000016856001600160601b038516612451565b5061137f61227b565b949350505050565b5f807f9016d09d72d40fdae2fd8ceac6b6234c7706214fd39c1cd1e609a0528c1993005b546001600160a01b031692915050565b6113f486336001600160a01b038216146113d55733611a81565b6001600160a01b038089165f9081526020819052604090205416611a81565b50611403868686868686612091565b505050505050565b60025460609061141c908484612539565b67ffffffffffffffff811115611434576114346134ac565b60405190808252806020026020018201604052801561146d57816020015b61145a613019565b8152602001906001900390816114525790505b5090505f5b81518110156114d8576114b3600261148a8387613b02565b8154811061149a5761149a613c43565b5f918252602090912001546001600160a01b031661257b565b8282815181106114c5576114c5613c43565b6020908102919091010152600101611472565b5092915050565b6114e7613019565b610b638261257b565b6001600160a01b038082165f908152602081905260408120805491929091161580159061152f5750600181015465010000000000900464ffffffffff16155b80156115d657507f00000000000000000000000000000000000000000000000000000000000000006001600160a01b031663971217b76040518163ffffffff1660e01b81526004016101a060405180830381865afa158015611593573d5f5f3e3d5ffd5b505050506040513d601f19601f820116820180604052508101906115b791906139a8565b6020015181546001600160601b03918216600160a01b90910490911610155b9392505050565b336001600160a01b037f0000000000000000000000000000000000000000000000000000000000000000168114611633576040516305058e8160e01b81526001600160a01b0390911660048201526024016107ce565b506001600160a01b0381165f9081526003602052604081208054909190610be590613c89565b5f6116648233611a81565b90505f7f00000000000000000000000000000000000000000000000000000000000000006001600160a01b031663971217b76040518163ffffffff1660e01b81526004016101a060405180830381865afa1580156116c4573d5f5f3e3d5ffd5b505050506040513d601f19601f820116820180604052508101906116e891906139a8565b608001516116fc9063ffffffff1642613ca1565b60018301805464ffffffffff8084166a0100000000000000000000026effffffffff000000000000000000001942929092166501000000000002919091166effffffffffffffffffff00000000001990921691909117179055905061176083611cb2565b600280545f919061177390600190613c57565b8154811061178357611783613c43565b5f918252602090912001546001840154600280546001600160a01b03909316935083929091600160781b900463ffffffff169081106117c4576117c4613c43565b5f91825260208083209190910180546001600160a01b0319166001600160a01b03948516179055600186810154938516835290829052604090912001805472ffffffff0000000000000000000000000000001916600160781b9283900463ffffffff16909202919091179055600280548061184157611841613cbe565b5f8281526020908190205f19908301810180546001600160a01b031916905590910190915560405164ffffffffff841681526001600160a01b038616917f01a0482a0ee94cc6934ed27ebdceb169e89c2f9386a05a25b75c75b14c4ee562910160405180910390a250505050565b5f6118b86128fe565b805490915060ff68010000000000000000820416159067ffffffffffffffff165f811580156118e45750825b90505f8267ffffffffffffffff1660011480156119005750303b155b90508115801561190e575080155b15611945576040517ff92ee8a900000000000000000000000000000000000000000000000000000000815260040160405180910390fd5b845467ffffffffffffffff19166001178555831561197957845468ff00000000000000001916680100000000000000001785555b61198286612926565b831561140357845468ff000000000000000019168555604051600181527fc7f505b2f371ae2175ee4913f4499e1f2633a7b5936321eed1cdaeb6115181d29060200160405180910390a1505050505050565b5f807f237e158222e3e6968b72b9db0d8043aacf074ad9f650f0d1606b4d82ee432c006113ab565b611a046124cf565b7f237e158222e3e6968b72b9db0d8043aacf074ad9f650f0d1606b4d82ee432c0080546001600160a01b0319166001600160a01b0383169081178255611a48611387565b6001600160a01b03167f38d16b8cac22d99fc7c124b9cd0de2d3fa1faef420bfe791d8c362d765e2270060405160405180910390a35050565b6001600160a01b038083165f90815260208190526040902080549091849116611ac957604051639c3baaed60e01b81526001600160a01b0390911660048201526024016107ce565b508054839033906001600160a01b03858116911614611b27576040517f4fe0b2890000000000000000000000000000000000000000000000000000000081526001600160a01b039283166004820152911660248201526044016107ce565b50506001810154839065010000000000900464ffffffffff16156114d8576040517f0ac5cc290000000000000000000000000000000000000000000000000000000081526001600160a01b0390911660048201526024016107ce565b5f60028383604051611b96929190613cd2565b602060405180830381855afa158015611bb1573d5f5f3e3d5ffd5b5050506040513d601f19601f820116820180604052508101906115d69190613ce1565b5f610b63611cab7f0000000000000000000000000000000000000000000000000000000000000000604080517f8b73c3c69bb8fe3d512ecc4cf759cc79239f7b179b0ffacaa9a75d522b39400f60208201527f41034bd23ecbf5790464f32b19dad6d7170b5d3627ba56dd9cd780ce037a7be7918101919091527fc89efdaa54c0f20c7adf612882df0950f5a951637e0307cdcb4c672f298b8bc660608201524660808201526001600160a01b03821660a08201525f9060c001604051602081830303815290604052805190602001209050919050565b8390612937565b6001600160a01b0381165f9081526001602081905260409091208054909142918391611cdd91613c57565b81548110611ced57611ced613c43565b905f5260205f2090600202015f0160196101000a81548164ffffffffff021916908364ffffffffff1602179055505050565b5f869003611d7057604051636a80f4fb60e01b815260206004820152600660248201527f6c6f674b6579000000000000000000000000000000000000000000000000000060448201526064016107ce565b5f849003611d9157604051636a80f4fb60e01b81526004016107ce90613cf8565b83604080821115611db75760405163a3bcc61d60e01b81526004016107ce929190613d1d565b50506001600160a01b0388165f908152600160208181526040928390208351808501909452600484527f6b657973000000000000000000000000000000000000000000000000000000009184019190915280549092611e23929091611e1b91613b02565b610400612a25565b611e2f8484848b611fb3565b604080516080810182526001600160a01b03808b16825264ffffffffff42811660208085019182525f858701818152606087018f8152895460018181018c558b8552858520995160029092029099018054965193518816600160c81b027fffff0000000000ffffffffffffffffffffffffffffffffffffffffffffffffff94909816600160a01b027fffffffffffffff0000000000000000000000000000000000000000000000000090971691891691909117959095179190911694909417835592519190940155908c1681529081905220600301611f0f868883613dd2565b50876001600160a01b0316896001600160a01b03167fc18700c1136ef0ce6433ec7ea425c94384e76b9299e6a7d458e15f01632bd75e60018480549050611f569190613c57565b8a8a8a42604051611f6b959493929190613eb5565b60405180910390a3505050505050505050565b611f86612a65565b61110260017f9b779b17422d0df92223018b32b4d1fa46e071723d6817e2486d003becc55f005b90612abe565b5f5f611fc0868686612ac5565b5090925090505f816003811115611fd957611fd9613ef3565b148015611ff75750826001600160a01b0316826001600160a01b0316145b839061203b576040517f31c51a280000000000000000000000000000000000000000000000000000000081526001600160a01b0390911660048201526024016107ce565b50505050505050565b5f63ffffffff82111561208d576040517f6dfcc65000000000000000000000000000000000000000000000000000000000815260206004820152602481018390526044016107ce565b5090565b6120d16040518060400160405280600881526020017f656e64706f696e740000000000000000000000000000000000000000000000008152508585612b0c565b60408051808201909152600981526861646472657373657360b81b60208201526120fd90826008612a25565b6001600160a01b0386165f90815260208190526040902060028101805461ffff191661ffff881617815590600401612136858783613dd2565b50612144600382015f6130c1565b5f5b828110156121ec5761219c6040518060400160405280600981526020016861646472657373657360b81b81525085858481811061218557612185613c43565b90506020028101906121979190613aab565b612b0c565b816003018484838181106121b2576121b2613c43565b90506020028101906121c49190613aab565b82546001810184555f9384526020909320909201916121e39183613dd2565b50600101612146565b50866001600160a01b03167f51a285a2bba7c17b249a3681ea553db362a8e19cf2a5fb124019499a9c6b07ec878787878760405161222e959493929190613f07565b60405180910390a250505050505050565b61224d848484846001612b35565b61227557604051635274afe760e01b81526001600160a01b03851660048201526024016107ce565b50505050565b6111025f7f9b779b17422d0df92223018b32b4d1fa46e071723d6817e2486d003becc55f00611fad565b306001600160a01b037f000000000000000000000000000000000000000000000000000000000000000016148061233e57507f00000000000000000000000000000000000000000000000000000000000000006001600160a01b03166123327f360894a13ba1a3210667c828492db98dca3e2076cc3735a920a3ca505d382bbc546001600160a01b031690565b6001600160a01b031614155b156111025760405163703e46dd60e11b815260040160405180910390fd5b6110c06124cf565b816001600160a01b03166352d1902d6040518163ffffffff1660e01b8152600401602060405180830381865afa9250505080156123be575060408051601f3d908101601f191682019092526123bb91810190613ce1565b60015b6123e657604051634c9c8ce360e01b81526001600160a01b03831660048201526024016107ce565b7f360894a13ba1a3210667c828492db98dca3e2076cc3735a920a3ca505d382bbc8114612442576040517faa1d49a4000000000000000000000000000000000000000000000000000000008152600481018290526024016107ce565b61244c8383612bbb565b505050565b61245e8383836001612c10565b61244c57604051635274afe760e01b81526001600160a01b03841660048201526024016107ce565b306001600160a01b037f000000000000000000000000000000000000000000000000000000000000000016146111025760405163703e46dd60e11b815260040160405180910390fd5b336124d8611387565b6001600160a01b0316146111025760405163118cdaa760e01b81523360048201526024016107ce565b7f237e158222e3e6968b72b9db0d8043aacf074ad9f650f0d1606b4d82ee432c0080546001600160a01b0319168155610d2682612c8b565b5f83831061254857505f6115d6565b5f6125538486613c57565b9050606483111561256357606492505b8083106125705780612572565b825b95945050505050565b612583613019565b6001600160a01b038281168083525f9081526020818152604091829020825160e08101845281549485168152600160a01b9094046001600160601b031684830152600181015464ffffffffff80821686860152650100000000008204811660608701526a0100000000000000000000820416608080870191909152600160781b90910463ffffffff1660a0860152835190810190935260028101805461ffff168452600382018054929460c08701949093908401919061264290613d52565b80601f016020809104026020016040519081016040528092919081815260200182805461266e90613d52565b80156126b95780601f10612690576101008083540402835291602001916126b9565b820191905f5260205f20905b81548152906001019060200180831161269c57829003601f168201915b505050505081526020016002820180546126d290613d52565b80601f01602080910402602001604051908101604052809291908181526020018280546126fe90613d52565b80156127495780601f1061272057610100808354040283529160200191612749565b820191905f5260205f20905b81548152906001019060200180831161272c57829003601f168201915b5050505050815260200160038201805480602002602001604051908101604052809291908181526020015f905b8282101561281e578382905f5260205f2001805461279390613d52565b80601f01602080910402602001604051908101604052809291908181526020018280546127bf90613d52565b801561280a5780601f106127e15761010080835404028352916020019161280a565b820191905f5260205f20905b8154815290600101906020018083116127ed57829003601f168201915b505050505081526020019060010190612776565b505050915250509052506020808301919091526001600160a01b0383165f9081526001909152604090205480156128f85761285a600182613c57565b63ffffffff1660608301526001600160a01b0383165f9081526001602081905260409091209061288a9083613c57565b8154811061289a5761289a613c43565b5f91825260209182902060408051608081018252600290930290910180546001600160a01b038116845264ffffffffff600160a01b8204811695850195909552600160c81b9004909316828201526001909201546060820152908301525b50919050565b5f807ff0c57e16840df040f15088dc2f81fe391c3923bec73e23a9662efc9c229c6a00610b63565b61292e612cfb565b6110c081612d39565b5f6115d6827f1a6544f38f8f6410693848bef1c0136599d2b046e38cc0718a7ee9708671dcdf856040516020016129d59291905f60e0820190508382526001600160a01b0383511660208301526001600160a01b0360208401511660408301526001600160a01b03604084015116606083015260608301516080830152608083015160a083015263ffffffff60a08401511660c08301529392505050565b604051602081830303815290604052805190602001206040517f19010000000000000000000000000000000000000000000000000000000000008152600281019290925260228201526042902090565b82828280821115611403576040517fd7633ac30000000000000000000000000000000000000000000000000000000081526004016107ce93929190613fc7565b7f9b779b17422d0df92223018b32b4d1fa46e071723d6817e2486d003becc55f005c15611102576040517f3ee5aeb500000000000000000000000000000000000000000000000000000000815260040160405180910390fd5b80825d5050565b5f80806041849003612af9578435602086013560408701355f1a612aeb89828585612d83565b955095509550505050612b03565b505f915060029050825b93509350939050565b8281610100808211156114035760405163a3bcc61d60e01b81526004016107ce93929190613fc7565b6040517f23b872dd000000000000000000000000000000000000000000000000000000005f8181526001600160a01b038781166004528616602452604485905291602083606481808c5af1925060015f51148316612baa578383151615612b9e573d5f823e3d81fd5b5f883b113d1516831692505b604052505f60605295945050505050565b612bc482612e4b565b6040516001600160a01b038316907fbc7cd75a20ee27fd9adebab32041f755214dbc6bffa90cc0225b39da2e5c2d3b905f90a2805115612c085761244c8282612ec1565b610d26612f8c565b6040517fa9059cbb000000000000000000000000000000000000000000000000000000005f8181526001600160a01b038616600452602485905291602083604481808b5af1925060015f51148316612c7f578383151615612c73573d5f823e3d81fd5b5f873b113d1516831692505b60405250949350505050565b7f9016d09d72d40fdae2fd8ceac6b6234c7706214fd39c1cd1e609a0528c19930080546001600160a01b031981166001600160a01b03848116918217845560405192169182907f8be0079c531659141344cd1fd0a4f28419497f9722a3daafe3b4186f6b6457e0905f90a3505050565b612d03612fc4565b611102576040517fd7e6bcf800000000000000000000000000000000000000000000000000000000815260040160405180910390fd5b612d41612cfb565b6001600160a01b038116611140576040517f1e4fbdf70000000000000000000000000000000000000000000000000000000081525f60048201526024016107ce565b5f80807f7fffffffffffffffffffffffffffffff5d576e7357a4501ddfe92f46681b20a0841115612dbc57505f91506003905082612e41565b604080515f808252602082018084528a905260ff891692820192909252606081018790526080810186905260019060a0016020604051602081039080840390855afa158015612e0d573d5f5f3e3d5ffd5b5050604051601f1901519150506001600160a01b038116612e3857505f925060019150829050612e41565b92505f91508190505b9450945094915050565b806001600160a01b03163b5f03612e8057604051634c9c8ce360e01b81526001600160a01b03821660048201526024016107ce565b7f360894a13ba1a3210667c828492db98dca3e2076cc3735a920a3ca505d382bbc80546001600160a01b0319166001600160a01b0392909216919091179055565b60605f612ece8484612fe2565b9050808015612eef57505f3d1180612eef57505f846001600160a01b03163b115b15612f0457612efc612ff5565b915050610b63565b8015612f47576040517f9996b3150000000000000000000000000000000000000000000000000000000081526001600160a01b03851660048201526024016107ce565b3d15612f5a57612f5561300e565b6114d8565b6040517fd6bda27500000000000000000000000000000000000000000000000000000000815260040160405180910390fd5b3415611102576040517fb398979f00000000000000000000000000000000000000000000000000000000815260040160405180910390fd5b5f612fcd6128fe565b5468010000000000000000900460ff16919050565b5f5f5f835160208501865af49392505050565b6040513d81523d5f602083013e3d602001810160405290565b6040513d5f823e3d81fd5b60405180608001604052805f6001600160a01b0316815260200161308f6040805160e0810182525f80825260208083018290528284018290526060808401839052608080850184905260a0850184905285519081018652928352908201819052928101839052808301929092529060c082015290565b8152604080516080810182525f8082526020828101829052928201819052606082015291019081525f60209091015290565b5080545f8255905f5260205f209061110291905f5b8082111561244c576130ea8184015f6130f2565b6001016130d6565b5080546130fe90613d52565b5f825580601f1061310d575050565b601f0160209004905f5260205f209061110291905f5b8082111561244c575f81840155600101613123565b6001600160a01b03811681146110c0575f5ffd5b803561315781613138565b919050565b5f5f83601f84011261316c575f5ffd5b50813567ffffffffffffffff811115613183575f5ffd5b602083019150836020828501011115610ea8575f5ffd5b5f5f5f5f5f5f5f60a0888a0312156131b0575f5ffd5b87356131bb81613138565b965060208801356131cb81613138565b955060408801359450606088013567ffffffffffffffff8111156131ed575f5ffd5b6131f98a828b0161315c565b909550935050608088013567ffffffffffffffff811115613218575f5ffd5b6132248a828b0161315c565b989b979a50959850939692959293505050565b5f608082840312156128f8575f5ffd5b6001600160601b03811681146110c0575f5ffd5b803561315781613247565b5f5f5f5f5f5f5f5f5f60e08a8c03121561327e575f5ffd5b893561328981613138565b985061329760208b0161314c565b975060408a0135965060608a013567ffffffffffffffff8111156132b9575f5ffd5b6132c58c828d01613237565b9650506132d460808b0161325b565b945060a08a013567ffffffffffffffff8111156132ef575f5ffd5b6132fb8c828d0161315c565b90955093505060c08a013567ffffffffffffffff81111561331a575f5ffd5b6133268c828d0161315c565b915080935050809150509295985092959850929598565b5f60c082840312801561334e575f5ffd5b509092915050565b5f60208284031215613366575f5ffd5b81356115d681613138565b5f5f60408385031215613382575f5ffd5b823561338d81613138565b9150602083013561339d81613247565b809150509250929050565b602080825282518282018190525f918401906040840190835b818110156134225761340c8385516001600160a01b03815116825264ffffffffff602082015116602083015264ffffffffff6040820151166040830152606081015160608301525050565b60209390930192608092909201916001016133c1565b509095945050505050565b5f5f6040838503121561343e575f5ffd5b823561344981613138565b946020939093013593505050565b6001600160a01b038316815260a081016115d660208301846001600160a01b03815116825264ffffffffff602082015116602083015264ffffffffff6040820151166040830152606081015160608301525050565b634e487b7160e01b5f52604160045260245ffd5b6040516101a0810167ffffffffffffffff811182821017156134e4576134e46134ac565b60405290565b604051601f8201601f1916810167ffffffffffffffff81118282101715613513576135136134ac565b604052919050565b5f5f6040838503121561352c575f5ffd5b823561353781613138565b9150602083013567ffffffffffffffff811115613552575f5ffd5b8301601f81018513613562575f5ffd5b803567ffffffffffffffff81111561357c5761357c6134ac565b61358f601f8201601f19166020016134ea565b8181528660208385010111156135a3575f5ffd5b816020840160208301375f602083830101528093505050509250929050565b5f5f5f5f608085870312156135d5575f5ffd5b84356135e081613138565b935060208501356135f081613247565b9250604085013561360081613138565b9396929550929360600135925050565b61ffff811681146110c0575f5ffd5b5f5f5f5f5f5f60808789031215613634575f5ffd5b863561363f81613138565b9550602087013561364f81613610565b9450604087013567ffffffffffffffff81111561366a575f5ffd5b61367689828a0161315c565b909550935050606087013567ffffffffffffffff811115613695575f5ffd5b8701601f810189136136a5575f5ffd5b803567ffffffffffffffff8111156136bb575f5ffd5b8960208260051b84010111156136cf575f5ffd5b60208201935080925050509295509295509295565b5f5f604083850312156136f5575f5ffd5b50508035926020909101359150565b5f81518084528060208401602086015e5f602082860101526020601f19601f83011685010191505092915050565b61ffff81511682525f6020820151608060208501526137546080850182613704565b90506040830151848203604086015261376d8282613704565b9150506060830151848203606086015281815180845260208401915060208160051b8501016020840193505f5b828110156137cb57601f198683030184526137b6828651613704565b6020958601959490940193915060010161379a565b50979650505050505050565b6001600160a01b0381511682525f602082015160e060208501526001600160a01b0381511660e08501526001600160601b0360208201511661010085015264ffffffffff604082015116610120850152606081015161384061014086018264ffffffffff169052565b50608081015164ffffffffff1661016085015260a081015163ffffffff1661018085015260c0015160e06101a085015261387e6101c0850182613732565b905060408301516138ca60408601826001600160a01b03815116825264ffffffffff602082015116602083015264ffffffffff6040820151166040830152606081015160608301525050565b50606083015163ffffffff811660c0860152509392505050565b5f602082016020835280845180835260408501915060408160051b8601019250602086015f5b8281101561393b57603f198786030184526139268583516137d7565b9450602093840193919091019060010161390a565b50929695505050505050565b602081525f6115d660208301846137d7565b602081525f6115d66020830184613704565b805161315781613138565b805161315781613247565b63ffffffff811681146110c0575f5ffd5b805161315781613981565b805161315781613610565b5f6101a08284031280156139ba575f5ffd5b506139c36134c0565b6139cc8361396b565b81526139da60208401613976565b60208201526139eb60408401613992565b60408201526139fc60608401613992565b6060820152613a0d60808401613992565b6080820152613a1e60a08401613992565b60a0820152613a2f60c0840161399d565b60c0820152613a4060e0840161399d565b60e0820152613a526101008401613992565b610100820152613a65610120840161399d565b610120820152613a786101408401613976565b610140820152613a8b6101608401613976565b610160820152613a9e610180840161399d565b6101808201529392505050565b5f5f8335601e19843603018112613ac0575f5ffd5b83018035915067ffffffffffffffff821115613ada575f5ffd5b602001915036819003821315610ea8575f5ffd5b634e487b7160e01b5f52601160045260245ffd5b80820180821115610b6357610b63613aee565b5f60208284031215613b25575f5ffd5b81356115d681613610565b5f5f8335601e19843603018112613b45575f5ffd5b83018035915067ffffffffffffffff821115613b5f575f5ffd5b6020019150600581901b3603821315610ea8575f5ffd5b5f60c0828403128015613b87575f5ffd5b5060405160c0810167ffffffffffffffff81118282101715613bab57613bab6134ac565b6040528235613bb981613138565b81526020830135613bc981613138565b60208201526040830135613bdc81613138565b6040820152606083810135908201526080808401359082015260a0830135613c0381613981565b60a08201529392505050565b5f81613c1d57613c1d613aee565b505f190190565b6001600160601b038181168382160190811115610b6357610b63613aee565b634e487b7160e01b5f52603260045260245ffd5b81810381811115610b6357610b63613aee565b6001600160601b038281168282160390811115610b6357610b63613aee565b5f60018201613c9a57613c9a613aee565b5060010190565b64ffffffffff8181168382160190811115610b6357610b63613aee565b634e487b7160e01b5f52603160045260245ffd5b818382375f9101908152919050565b5f60208284031215613cf1575f5ffd5b5051919050565b602081525f610b636020830160068152651c19595c925960d21b602082015260400190565b606081525f613d426060830160068152651c19595c925960d21b602082015260400190565b6020830194909452506040015290565b600181811c90821680613d6657607f821691505b6020821081036128f857634e487b7160e01b5f52602260045260245ffd5b601f82111561244c578282111561244c57805f5260205f20601f840160051c6020851015613daf57505f5b90810190601f840160051c035f5b81811015611403575f83820155600101613dbd565b67ffffffffffffffff831115613dea57613dea6134ac565b613dfe83613df88354613d52565b83613d84565b5f601f841160018114613e2f575f8515613e185750838201355b5f19600387901b1c1916600186901b178355613e86565b5f83815260208120601f198716915b82811015613e5e5786850135825560209485019460019092019101613e3e565b5086821015613e7a575f1960f88860031b161c19848701351681555b505060018560011b0183555b5050505050565b81835281816020850137505f828201602090810191909152601f909101601f19169091010190565b63ffffffff86168152846020820152608060408201525f613eda608083018587613e8d565b905064ffffffffff831660608301529695505050505050565b634e487b7160e01b5f52602160045260245ffd5b61ffff86168152606060208201525f613f24606083018688613e8d565b8281036040840152838152602080820190600586901b830101865f36829003601e19015b88821015613fb657858403601f190185528235818112613f66575f5ffd5b8a0160208101903567ffffffffffffffff811115613f82575f5ffd5b803603821315613f90575f5ffd5b613f9b868284613e8d565b95505050602083019250602085019450600182019150613f48565b50919b9a5050505050505050505050565b606081525f613fd96060830186613704565b6020830194909452506040015291905056' as const
