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
        "internalType": "bytes",
        "name": "peerId",
        "type": "bytes"
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
        "indexed": false,
        "internalType": "address",
        "name": "slasher",
        "type": "address"
      }
    ],
    "name": "SlasherChanged",
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
                    "internalType": "bytes",
                    "name": "peerId",
                    "type": "bytes"
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
            "internalType": "bytes",
            "name": "peerId",
            "type": "bytes"
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
                    "internalType": "bytes",
                    "name": "peerId",
                    "type": "bytes"
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
            "internalType": "bytes",
            "name": "peerId",
            "type": "bytes"
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
        "internalType": "bytes",
        "name": "peerId",
        "type": "bytes"
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
        "name": "slasher_",
        "type": "address"
      }
    ],
    "name": "setSlasher",
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
    "name": "slasher",
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
  '0x61010060405230608052348015610014575f5ffd5b50604051613faf380380613faf8339810160408190526100339161011e565b61003b610058565b6001600160a01b0392831660a05290821660c0521660e052610168565b7ff0c57e16840df040f15088dc2f81fe391c3923bec73e23a9662efc9c229c6a00805468010000000000000000900460ff16156100a85760405163f92ee8a960e01b815260040160405180910390fd5b80546001600160401b03908116146101075780546001600160401b0319166001600160401b0390811782556040519081527fc7f505b2f371ae2175ee4913f4499e1f2633a7b5936321eed1cdaeb6115181d29060200160405180910390a15b50565b6001600160a01b0381168114610107575f5ffd5b5f5f5f60608486031215610130575f5ffd5b835161013b8161010a565b602085015190935061014c8161010a565b604085015190925061015d8161010a565b809150509250925092565b60805160a05160c05160e051613dce6101e15f395f81816105e70152611d6c01525f818161049b01528181610c1201528181611346015261145701525f818161034a0152818161074801528181610a8f01528181610f0e015261114e01525f8181611ada01528181611b030152611cbb0152613dce5ff3fe6080604052600436106101db575f3560e01c80639203603c116100fd578063b42652e911610092578063e30c397811610062578063e30c3978146105c2578063e681c4aa146105d6578063ebade35214610609578063f2fde38b14610628575f5ffd5b8063b42652e914610550578063c470db1c1461056f578063c4d66de814610584578063db1ee188146105a3575f5ffd5b8063a9b5898f116100cd578063a9b5898f1461048a578063aabc2496146104bd578063ad3cb1cc146104dc578063b134427114610531575f5ffd5b80639203603c146103e457806396f55bf4146104035780639d2090481461042f5780639f8a13d71461045b575f5ffd5b80636da49b831161017357806382bfefc81161014357806382bfefc81461033957806387bc0da3146103845780638b0e9f3f146103bb5780638da5cb5b146103d0575f5ffd5b80636da49b83146102de578063715018a6146102f257806379ba5097146103065780637acb667c1461031a575f5ffd5b80634f1ef286116101ae5780634f1ef2861461028457806351cff8d91461029757806352d1902d146102b6578063634da787146102ca575f5ffd5b80632824f012146101df57806334e80c34146102005780634056e2441461023557806343fe5de214610262575b5f5ffd5b3480156101ea575f5ffd5b506101fe6101f9366004613012565b610647565b005b34801561020b575f5ffd5b5061021f61021a366004613049565b610785565b60405161022c9190613064565b60405180910390f35b348015610240575f5ffd5b5061025461024f3660046130e9565b610833565b60405161022c929190613113565b34801561026d575f5ffd5b50610276604081565b60405190815260200161022c565b6101fe610292366004613254565b61090a565b3480156102a2575f5ffd5b506101fe6102b1366004613049565b610925565b3480156102c1575f5ffd5b50610276610ac5565b3480156102d5575f5ffd5b50610276600881565b3480156102e9575f5ffd5b50600254610276565b3480156102fd575f5ffd5b506101fe610af3565b348015610311575f5ffd5b506101fe610b06565b348015610325575f5ffd5b506101fe6103343660046132ef565b610b4b565b348015610344575f5ffd5b5061036c7f000000000000000000000000000000000000000000000000000000000000000081565b6040516001600160a01b03909116815260200161022c565b34801561038f575f5ffd5b506103a361039e3660046133c6565b610f55565b6040516001600160601b03909116815260200161022c565b3480156103c6575f5ffd5b5061027660045481565b3480156103db575f5ffd5b5061036c61118f565b3480156103ef575f5ffd5b506101fe6103fe366004613423565b6111c3565b34801561040e575f5ffd5b5061042261041d3660046134e8565b611213565b60405161022c91906136e8565b34801561043a575f5ffd5b5061044e610449366004613049565b6112e7565b60405161022c919061374b565b348015610466575f5ffd5b5061047a610475366004613049565b6112fe565b604051901515815260200161022c565b348015610495575f5ffd5b5061036c7f000000000000000000000000000000000000000000000000000000000000000081565b3480156104c8575f5ffd5b506101fe6104d7366004613049565b6113eb565b3480156104e7575f5ffd5b506105246040518060400160405280600581526020017f352e302e3000000000000000000000000000000000000000000000000000000081525081565b60405161022c919061375d565b34801561053c575f5ffd5b5060035461036c906001600160a01b031681565b34801561055b575f5ffd5b506101fe61056a366004613049565b611447565b34801561057a575f5ffd5b5061027661040081565b34801561058f575f5ffd5b506101fe61059e366004613049565b61169d565b3480156105ae575f5ffd5b506101fe6105bd36600461376f565b6117c2565b3480156105cd575f5ffd5b5061036c611873565b3480156105e1575f5ffd5b5061036c7f000000000000000000000000000000000000000000000000000000000000000081565b348015610614575f5ffd5b5061027661062336600461380c565b61189b565b348015610633575f5ffd5b506101fe610642366004613049565b6118ad565b61064f611932565b6001600160a01b038083165f9081526020819052604090205461067491849116611967565b506001600160a01b0382165f90815260208190526040902080548291906014906106af908490600160a01b90046001600160601b0316613857565b92506101000a8154816001600160601b0302191690836001600160601b03160217905550806001600160601b031660045f8282546106ed9190613876565b90915550506040516001600160601b038216815233906001600160a01b038416907ffb8efd70c9f0ca009bfc9f2ca8a9256a5aefbc720bdb8d838e4bcd42c241b9eb9060200160405180910390a36107796001600160a01b037f00000000000000000000000000000000000000000000000000000000000000001633306001600160601b038516611a69565b610781611aa5565b5050565b6001600160a01b0381165f908152600160209081526040808320805482518185028101850190935280835260609492939192909184015b82821015610828575f848152602090819020604080516080810182526002860290920180546001600160a01b038116845264ffffffffff600160a01b8204811685870152600160c81b9091041691830191909152600190810154606083015290835290920191016107bc565b505050509050919050565b604080516080810182525f8082526020808301829052828401829052606083018290526001600160a01b0386811683528282528483205460019092529390912054921691831015610903576001600160a01b0384165f9081526001602052604090208054849081106108a7576108a7613889565b5f91825260209182902060408051608081018252600290930290910180546001600160a01b038116845264ffffffffff600160a01b8204811695850195909552600160c81b900490931690820152600190910154606082015290505b9250929050565b610912611acf565b61091b82611b86565b6107818282611b8e565b61092d611932565b6001600160a01b0381165f9081526020819052604090206001810154829065010000000000900464ffffffffff166109a2576040517fb4ccba530000000000000000000000000000000000000000000000000000000081526001600160a01b0390911660048201526024015b60405180910390fd5b5060018101546a0100000000000000000000900464ffffffffff1642811115610a01576040517f73678ec900000000000000000000000000000000000000000000000000000000815264ffffffffff9091166004820152602401610999565b5080546001600160a01b038116825560048054600160a01b9092046001600160601b0316918291905f90610a3690849061389d565b909155505081546040518281526001600160a01b03918216918516907fb7c918e0e249f999e965cafeb6c664271b3f4317d296461500e71da39f0cbda39060200160405180910390a38154610ab8906001600160a01b037f00000000000000000000000000000000000000000000000000000000000000008116911683611c7b565b5050610ac2611aa5565b50565b5f610ace611cb0565b507f360894a13ba1a3210667c828492db98dca3e2076cc3735a920a3ca505d382bbc90565b610afb611cf9565b610b045f611d2b565b565b3380610b10611873565b6001600160a01b031614610b425760405163118cdaa760e01b81526001600160a01b0382166004820152602401610999565b610ac281611d2b565b610b53611932565b6001600160a01b038916610bac5760405163c5dbe6e760e01b81526004016109999060208082526004908201527f6e6f646500000000000000000000000000000000000000000000000000000000604082015260600190565b6001600160a01b03808a165f908152602081905260409020805490918b911615610c0e576040517f295548e50000000000000000000000000000000000000000000000000000000081526001600160a01b039091166004820152602401610999565b505f7f00000000000000000000000000000000000000000000000000000000000000006001600160a01b031663971217b76040518163ffffffff1660e01b815260040161010060405180830381865afa158015610c6d573d5f5f3e3d5ffd5b505050506040513d601f19601f82011682018060405250810190610c9191906138e2565b60200151905086816001600160601b038082169083161015610cf2576040517f829f11630000000000000000000000000000000000000000000000000000000081526001600160601b03928316600482015291166024820152604401610999565b50505f610d866040518060c001604052808e6001600160a01b03168152602001336001600160a01b031681526020018d6001600160a01b031681526020018c81526020018b8060200190610d469190613988565b8080601f0160208091040260200160405190810160405280939291908181526020018383808284375f920182905250938552505050602090910152611d63565b9050610d948188888f611e41565b33600160a01b6001600160601b038a160217835560018301805464ffffffffff19164264ffffffffff16179055600254610dcd90611ed2565b6001848101805472ffffffff0000000000000000000000000000001916600160781b63ffffffff9490941693909302929092179091556002805491820181555f9081527f405787fa12a823e0f2b7631cc41b3ba8828b3321ca811111fa75cd3aa3bb5ace90910180546001600160a01b0319166001600160a01b038f16179055600480546001600160601b038b169290610e68908490613876565b90915550506040516001600160601b038916815233906001600160a01b038e16907ff22e9632bbbe87913fdb2f413389be6b979d648eebfe4dc4d1c9fa2b14b84d609060200160405180910390a3610ed18c8c8c610ec960208e018e613988565b868b8b611f1f565b610f018c610ee260208c018c6139cb565b610eef60408d018d613988565b610efc60608f018f6139e6565b612196565b610f3f6001600160a01b037f00000000000000000000000000000000000000000000000000000000000000001633306001600160601b038c16611a69565b505050610f4a611aa5565b505050505050505050565b5f610f5e611932565b60035433906001600160a01b03168114610fb0576040517f05058e810000000000000000000000000000000000000000000000000000000081526001600160a01b039091166004820152602401610999565b506001600160a01b0383166110085760405163c5dbe6e760e01b815260206004820152600260248201527f746f0000000000000000000000000000000000000000000000000000000000006044820152606401610999565b6001600160a01b038086165f9081526020819052604090208054909187911661105057604051639c3baaed60e01b81526001600160a01b039091166004820152602401610999565b5080546001600160601b03600160a01b909104811690861610611084578054600160a01b90046001600160601b0316611086565b845b8154909250829082906014906110ad908490600160a01b90046001600160601b0316613a2c565b92506101000a8154816001600160601b0302191690836001600160601b03160217905550816001600160601b031660045f8282546110eb919061389d565b9091555050604080516001600160601b03841681526001600160a01b0386811660208301528592908916917f365a9a525a3155795a8654bb76715d57cb544a4c9053c66d468ad288684e0508910160405180910390a361117e6001600160a01b037f000000000000000000000000000000000000000000000000000000000000000016856001600160601b038516611c7b565b50611187611aa5565b949350505050565b5f807f9016d09d72d40fdae2fd8ceac6b6234c7706214fd39c1cd1e609a0528c1993005b546001600160a01b031692915050565b6111fc86336001600160a01b038216146111dd5733611967565b6001600160a01b038089165f9081526020819052604090205416611967565b5061120b868686868686612196565b505050505050565b600254606090611224908484612344565b67ffffffffffffffff81111561123c5761123c613168565b60405190808252806020026020018201604052801561127557816020015b611262612eb0565b81526020019060019003908161125a5790505b5090505f5b81518110156112e0576112bb60026112928387613876565b815481106112a2576112a2613889565b5f918252602090912001546001600160a01b0316612386565b8282815181106112cd576112cd613889565b602090810291909101015260010161127a565b5092915050565b6112ef612eb0565b6112f882612386565b92915050565b6001600160a01b038082165f908152602081905260408120805491929091161580159061133d5750600181015465010000000000900464ffffffffff16155b80156113e457507f00000000000000000000000000000000000000000000000000000000000000006001600160a01b031663971217b76040518163ffffffff1660e01b815260040161010060405180830381865afa1580156113a1573d5f5f3e3d5ffd5b505050506040513d601f19601f820116820180604052508101906113c591906138e2565b6020015181546001600160601b03918216600160a01b90910490911610155b9392505050565b6113f3611cf9565b600380546001600160a01b0319166001600160a01b0383169081179091556040519081527ff85ff5ed6f4d61948b4e3c5918be028066c0de26cd5ac7cbd993f81fa9cdec289060200160405180910390a150565b5f6114528233611967565b90505f7f00000000000000000000000000000000000000000000000000000000000000006001600160a01b031663971217b76040518163ffffffff1660e01b815260040161010060405180830381865afa1580156114b2573d5f5f3e3d5ffd5b505050506040513d601f19601f820116820180604052508101906114d691906138e2565b608001516114ea9063ffffffff1642613a4b565b60018301805464ffffffffff8084166a0100000000000000000000026effffffffff000000000000000000001942929092166501000000000002919091166effffffffffffffffffff00000000001990921691909117179055905061154e83612709565b600280545f91906115619060019061389d565b8154811061157157611571613889565b5f918252602090912001546001840154600280546001600160a01b03909316935083929091600160781b900463ffffffff169081106115b2576115b2613889565b5f91825260208083209190910180546001600160a01b0319166001600160a01b03948516179055600186810154938516835290829052604090912001805472ffffffff0000000000000000000000000000001916600160781b9283900463ffffffff16909202919091179055600280548061162f5761162f613a68565b5f8281526020908190205f19908301810180546001600160a01b031916905590910190915560405164ffffffffff841681526001600160a01b038616917f01a0482a0ee94cc6934ed27ebdceb169e89c2f9386a05a25b75c75b14c4ee562910160405180910390a250505050565b5f6116a6612776565b805490915060ff68010000000000000000820416159067ffffffffffffffff165f811580156116d25750825b90505f8267ffffffffffffffff1660011480156116ee5750303b155b9050811580156116fc575080155b15611733576040517ff92ee8a900000000000000000000000000000000000000000000000000000000815260040160405180910390fd5b845467ffffffffffffffff19166001178555831561176757845468ff00000000000000001916680100000000000000001785555b6117708661279e565b831561120b57845468ff000000000000000019168555604051600181527fc7f505b2f371ae2175ee4913f4499e1f2633a7b5936321eed1cdaeb6115181d29060200160405180910390a1505050505050565b6117cc8733611967565b506001600160a01b038088165f81815260016020908152604080832054815160c0810183529485523385840152948b1684820152606084018a90528051601f890183900483028101830190915287815291926118589290916080830191908a908a90819084018382808284375f9201919091525050509082525063ffffffff8516602090910152611d63565b905061186389612709565b610f4a8989898989868a8a611f1f565b5f807f237e158222e3e6968b72b9db0d8043aacf074ad9f650f0d1606b4d82ee432c006111b3565b5f6112f86118a883613a87565b611d63565b6118b5611cf9565b7f237e158222e3e6968b72b9db0d8043aacf074ad9f650f0d1606b4d82ee432c0080546001600160a01b0319166001600160a01b03831690811782556118f961118f565b6001600160a01b03167f38d16b8cac22d99fc7c124b9cd0de2d3fa1faef420bfe791d8c362d765e2270060405160405180910390a35050565b61193a6127af565b610b0460017f9b779b17422d0df92223018b32b4d1fa46e071723d6817e2486d003becc55f005b90612808565b6001600160a01b038083165f908152602081905260409020805490918491166119af57604051639c3baaed60e01b81526001600160a01b039091166004820152602401610999565b508054839033906001600160a01b03858116911614611a0d576040517f4fe0b2890000000000000000000000000000000000000000000000000000000081526001600160a01b03928316600482015291166024820152604401610999565b50506001810154839065010000000000900464ffffffffff16156112e0576040517f0ac5cc290000000000000000000000000000000000000000000000000000000081526001600160a01b039091166004820152602401610999565b611a7784848484600161280f565b611a9f57604051635274afe760e01b81526001600160a01b0385166004820152602401610999565b50505050565b610b045f7f9b779b17422d0df92223018b32b4d1fa46e071723d6817e2486d003becc55f00611961565b306001600160a01b037f0000000000000000000000000000000000000000000000000000000000000000161480611b6857507f00000000000000000000000000000000000000000000000000000000000000006001600160a01b0316611b5c7f360894a13ba1a3210667c828492db98dca3e2076cc3735a920a3ca505d382bbc546001600160a01b031690565b6001600160a01b031614155b15610b045760405163703e46dd60e11b815260040160405180910390fd5b610ac2611cf9565b816001600160a01b03166352d1902d6040518163ffffffff1660e01b8152600401602060405180830381865afa925050508015611be8575060408051601f3d908101601f19168201909252611be591810190613b1e565b60015b611c1057604051634c9c8ce360e01b81526001600160a01b0383166004820152602401610999565b7f360894a13ba1a3210667c828492db98dca3e2076cc3735a920a3ca505d382bbc8114611c6c576040517faa1d49a400000000000000000000000000000000000000000000000000000000815260048101829052602401610999565b611c768383612895565b505050565b611c8883838360016128ea565b611c7657604051635274afe760e01b81526001600160a01b0384166004820152602401610999565b306001600160a01b037f00000000000000000000000000000000000000000000000000000000000000001614610b045760405163703e46dd60e11b815260040160405180910390fd5b33611d0261118f565b6001600160a01b031614610b045760405163118cdaa760e01b8152336004820152602401610999565b7f237e158222e3e6968b72b9db0d8043aacf074ad9f650f0d1606b4d82ee432c0080546001600160a01b031916815561078182612965565b5f6112f8611e3a7f0000000000000000000000000000000000000000000000000000000000000000604080517f8b73c3c69bb8fe3d512ecc4cf759cc79239f7b179b0ffacaa9a75d522b39400f60208201527f41034bd23ecbf5790464f32b19dad6d7170b5d3627ba56dd9cd780ce037a7be7918101919091527fc89efdaa54c0f20c7adf612882df0950f5a951637e0307cdcb4c672f298b8bc660608201524660808201526001600160a01b03821660a08201525f9060c001604051602081830303815290604052805190602001209050919050565b83906129d5565b5f5f611e4e868686612ac9565b5090925090505f816003811115611e6757611e67613b35565b148015611e855750826001600160a01b0316826001600160a01b0316145b8390611ec9576040517f31c51a280000000000000000000000000000000000000000000000000000000081526001600160a01b039091166004820152602401610999565b50505050505050565b5f63ffffffff821115611f1b576040517f6dfcc6500000000000000000000000000000000000000000000000000000000081526020600482015260248101839052604401610999565b5090565b5f869003611f7057604051636a80f4fb60e01b815260206004820152600660248201527f6c6f674b657900000000000000000000000000000000000000000000000000006044820152606401610999565b5f849003611faa57604051636a80f4fb60e01b81526020600482015260066024820152651c19595c925960d21b6044820152606401610999565b60408051808201825260068152651c19595c925960d21b6020820152611fd1918690612b10565b6001600160a01b0388165f908152600160208181526040928390208351808501909452600484527f6b65797300000000000000000000000000000000000000000000000000000000918401919091528054909261203b92909161203391613876565b610400612b10565b6120478484848b611e41565b604080516080810182526001600160a01b03808b16825264ffffffffff42811660208085019182525f858701818152606087018f8152895460018181018c558b8552858520995160029092029099018054965193518816600160c81b027fffff0000000000ffffffffffffffffffffffffffffffffffffffffffffffffff94909816600160a01b027fffffffffffffff0000000000000000000000000000000000000000000000000090971691891691909117959095179190911694909417835592519190940155908c1681529081905220600301612127868883613bc9565b50876001600160a01b0316896001600160a01b03167f89eca1e29cc152ea1e64272e05694dabec84b083d1b4bf1f716f5b95e652ffc66001848054905061216e919061389d565b8a8a8a42604051612183959493929190613cac565b60405180910390a3505050505050505050565b6121d66040518060400160405280600881526020017f656e64706f696e740000000000000000000000000000000000000000000000008152508585612b50565b60408051808201909152600981526861646472657373657360b81b602082015261220290826008612b10565b6001600160a01b0386165f90815260208190526040902060028101805461ffff191661ffff88161781559060040161223b858783613bc9565b50612249600382015f612f58565b5f5b828110156122f1576122a16040518060400160405280600981526020016861646472657373657360b81b81525085858481811061228a5761228a613889565b905060200281019061229c9190613988565b612b50565b816003018484838181106122b7576122b7613889565b90506020028101906122c99190613988565b82546001810184555f9384526020909320909201916122e89183613bc9565b5060010161224b565b50866001600160a01b03167f51a285a2bba7c17b249a3681ea553db362a8e19cf2a5fb124019499a9c6b07ec8787878787604051612333959493929190613cea565b60405180910390a250505050505050565b5f83831061235357505f6113e4565b5f61235e848661389d565b9050606483111561236e57606492505b80831061237b578061237d565b825b95945050505050565b61238e612eb0565b6001600160a01b038281168083525f9081526020818152604091829020825160e08101845281549485168152600160a01b9094046001600160601b031684830152600181015464ffffffffff80821686860152650100000000008204811660608701526a0100000000000000000000820416608080870191909152600160781b90910463ffffffff1660a0860152835190810190935260028101805461ffff168452600382018054929460c08701949093908401919061244d90613b49565b80601f016020809104026020016040519081016040528092919081815260200182805461247990613b49565b80156124c45780601f1061249b576101008083540402835291602001916124c4565b820191905f5260205f20905b8154815290600101906020018083116124a757829003601f168201915b505050505081526020016002820180546124dd90613b49565b80601f016020809104026020016040519081016040528092919081815260200182805461250990613b49565b80156125545780601f1061252b57610100808354040283529160200191612554565b820191905f5260205f20905b81548152906001019060200180831161253757829003601f168201915b5050505050815260200160038201805480602002602001604051908101604052809291908181526020015f905b82821015612629578382905f5260205f2001805461259e90613b49565b80601f01602080910402602001604051908101604052809291908181526020018280546125ca90613b49565b80156126155780601f106125ec57610100808354040283529160200191612615565b820191905f5260205f20905b8154815290600101906020018083116125f857829003601f168201915b505050505081526020019060010190612581565b505050915250509052506020808301919091526001600160a01b0383165f9081526001909152604090205480156127035761266560018261389d565b63ffffffff1660608301526001600160a01b0383165f90815260016020819052604090912090612695908361389d565b815481106126a5576126a5613889565b5f91825260209182902060408051608081018252600290930290910180546001600160a01b038116845264ffffffffff600160a01b8204811695850195909552600160c81b9004909316828201526001909201546060820152908301525b50919050565b6001600160a01b0381165f90815260016020819052604090912080549091429183916127349161389d565b8154811061274457612744613889565b905f5260205f2090600202015f0160196101000a81548164ffffffffff021916908364ffffffffff1602179055505050565b5f807ff0c57e16840df040f15088dc2f81fe391c3923bec73e23a9662efc9c229c6a006112f8565b6127a6612b92565b610ac281612bd0565b7f9b779b17422d0df92223018b32b4d1fa46e071723d6817e2486d003becc55f005c15610b04576040517f3ee5aeb500000000000000000000000000000000000000000000000000000000815260040160405180910390fd5b80825d5050565b6040517f23b872dd000000000000000000000000000000000000000000000000000000005f8181526001600160a01b038781166004528616602452604485905291602083606481808c5af1925060015f51148316612884578383151615612878573d5f823e3d81fd5b5f883b113d1516831692505b604052505f60605295945050505050565b61289e82612c1a565b6040516001600160a01b038316907fbc7cd75a20ee27fd9adebab32041f755214dbc6bffa90cc0225b39da2e5c2d3b905f90a28051156128e257611c768282612c90565b610781612d5b565b6040517fa9059cbb000000000000000000000000000000000000000000000000000000005f8181526001600160a01b038616600452602485905291602083604481808b5af1925060015f5114831661295957838315161561294d573d5f823e3d81fd5b5f873b113d1516831692505b60405250949350505050565b7f9016d09d72d40fdae2fd8ceac6b6234c7706214fd39c1cd1e609a0528c19930080546001600160a01b031981166001600160a01b03848116918217845560405192169182907f8be0079c531659141344cd1fd0a4f28419497f9722a3daafe3b4186f6b6457e0905f90a3505050565b5f5f7fbd3b7766579bc99032ac04867f97ecbeb2cf766166b86a78abd468938094283a845f01518560200151866040015187606001518860800151805190602001208960a00151604051602001612a7297969594939291909687526001600160a01b0395861660208801529385166040870152919093166060850152608084019290925260a083019190915263ffffffff1660c082015260e00190565b60405160208183030381529060405280519060200120905061118783826040517f19010000000000000000000000000000000000000000000000000000000000008152600281019290925260228201526042902090565b5f80806041849003612afd578435602086013560408701355f1a612aef89828585612d93565b955095509550505050612b07565b505f915060029050825b93509350939050565b8282828082111561120b576040517fd7633ac300000000000000000000000000000000000000000000000000000000815260040161099993929190613daa565b82816101008082111561120b576040517fa3bcc61d00000000000000000000000000000000000000000000000000000000815260040161099993929190613daa565b612b9a612e5b565b610b04576040517fd7e6bcf800000000000000000000000000000000000000000000000000000000815260040160405180910390fd5b612bd8612b92565b6001600160a01b038116610b42576040517f1e4fbdf70000000000000000000000000000000000000000000000000000000081525f6004820152602401610999565b806001600160a01b03163b5f03612c4f57604051634c9c8ce360e01b81526001600160a01b0382166004820152602401610999565b7f360894a13ba1a3210667c828492db98dca3e2076cc3735a920a3ca505d382bbc80546001600160a01b0319166001600160a01b0392909216919091179055565b60605f612c9d8484612e79565b9050808015612cbe57505f3d1180612cbe57505f846001600160a01b03163b115b15612cd357612ccb612e8c565b9150506112f8565b8015612d16576040517f9996b3150000000000000000000000000000000000000000000000000000000081526001600160a01b0385166004820152602401610999565b3d15612d2957612d24612ea5565b6112e0565b6040517fd6bda27500000000000000000000000000000000000000000000000000000000815260040160405180910390fd5b3415610b04576040517fb398979f00000000000000000000000000000000000000000000000000000000815260040160405180910390fd5b5f80807f7fffffffffffffffffffffffffffffff5d576e7357a4501ddfe92f46681b20a0841115612dcc57505f91506003905082612e51565b604080515f808252602082018084528a905260ff891692820192909252606081018790526080810186905260019060a0016020604051602081039080840390855afa158015612e1d573d5f5f3e3d5ffd5b5050604051601f1901519150506001600160a01b038116612e4857505f925060019150829050612e51565b92505f91508190505b9450945094915050565b5f612e64612776565b5468010000000000000000900460ff16919050565b5f5f5f835160208501865af49392505050565b6040513d81523d5f602083013e3d602001810160405290565b6040513d5f823e3d81fd5b60405180608001604052805f6001600160a01b03168152602001612f266040805160e0810182525f80825260208083018290528284018290526060808401839052608080850184905260a0850184905285519081018652928352908201819052928101839052808301929092529060c082015290565b8152604080516080810182525f8082526020828101829052928201819052606082015291019081525f60209091015290565b5080545f8255905f5260205f2090610b0491905f5b80821115611c7657612f818184015f612f89565b600101612f6d565b508054612f9590613b49565b5f825580601f10612fa4575050565b601f0160209004905f5260205f2090610b0491905f5b80821115611c76575f81840155600101612fba565b6001600160a01b0381168114610ac2575f5ffd5b8035612fee81612fcf565b919050565b6001600160601b0381168114610ac2575f5ffd5b8035612fee81612ff3565b5f5f60408385031215613023575f5ffd5b823561302e81612fcf565b9150602083013561303e81612ff3565b809150509250929050565b5f60208284031215613059575f5ffd5b81356113e481612fcf565b602080825282518282018190525f918401906040840190835b818110156130de576130c88385516001600160a01b03815116825264ffffffffff602082015116602083015264ffffffffff6040820151166040830152606081015160608301525050565b602093909301926080929092019160010161307d565b509095945050505050565b5f5f604083850312156130fa575f5ffd5b823561310581612fcf565b946020939093013593505050565b6001600160a01b038316815260a081016113e460208301846001600160a01b03815116825264ffffffffff602082015116602083015264ffffffffff6040820151166040830152606081015160608301525050565b634e487b7160e01b5f52604160045260245ffd5b604051610100810167ffffffffffffffff811182821017156131a0576131a0613168565b60405290565b60405160c0810167ffffffffffffffff811182821017156131a0576131a0613168565b5f82601f8301126131d8575f5ffd5b813567ffffffffffffffff8111156131f2576131f2613168565b604051601f8201601f19908116603f0116810167ffffffffffffffff8111828210171561322157613221613168565b604052818152838201602001851015613238575f5ffd5b816020850160208301375f918101602001919091529392505050565b5f5f60408385031215613265575f5ffd5b823561327081612fcf565b9150602083013567ffffffffffffffff81111561328b575f5ffd5b613297858286016131c9565b9150509250929050565b5f60808284031215612703575f5ffd5b5f5f83601f8401126132c1575f5ffd5b50813567ffffffffffffffff8111156132d8575f5ffd5b602083019150836020828501011115610903575f5ffd5b5f5f5f5f5f5f5f5f5f60e08a8c031215613307575f5ffd5b893561331281612fcf565b985061332060208b01612fe3565b975060408a0135965060608a013567ffffffffffffffff811115613342575f5ffd5b61334e8c828d016132a1565b96505061335d60808b01613007565b945060a08a013567ffffffffffffffff811115613378575f5ffd5b6133848c828d016132b1565b90955093505060c08a013567ffffffffffffffff8111156133a3575f5ffd5b6133af8c828d016132b1565b915080935050809150509295985092959850929598565b5f5f5f5f608085870312156133d9575f5ffd5b84356133e481612fcf565b935060208501356133f481612ff3565b9250604085013561340481612fcf565b9396929550929360600135925050565b61ffff81168114610ac2575f5ffd5b5f5f5f5f5f5f60808789031215613438575f5ffd5b863561344381612fcf565b9550602087013561345381613414565b9450604087013567ffffffffffffffff81111561346e575f5ffd5b61347a89828a016132b1565b909550935050606087013567ffffffffffffffff811115613499575f5ffd5b8701601f810189136134a9575f5ffd5b803567ffffffffffffffff8111156134bf575f5ffd5b8960208260051b84010111156134d3575f5ffd5b60208201935080925050509295509295509295565b5f5f604083850312156134f9575f5ffd5b50508035926020909101359150565b5f81518084528060208401602086015e5f602082860101526020601f19601f83011685010191505092915050565b61ffff81511682525f6020820151608060208501526135586080850182613508565b9050604083015184820360408601526135718282613508565b9150506060830151848203606086015281815180845260208401915060208160051b8501016020840193505f5b828110156135cf57601f198683030184526135ba828651613508565b6020958601959490940193915060010161359e565b50979650505050505050565b6001600160a01b0381511682525f602082015160e060208501526001600160a01b0381511660e08501526001600160601b0360208201511661010085015264ffffffffff604082015116610120850152606081015161364461014086018264ffffffffff169052565b50608081015164ffffffffff1661016085015260a081015163ffffffff1661018085015260c0015160e06101a08501526136826101c0850182613536565b905060408301516136ce60408601826001600160a01b03815116825264ffffffffff602082015116602083015264ffffffffff6040820151166040830152606081015160608301525050565b50606083015163ffffffff811660c0860152509392505050565b5f602082016020835280845180835260408501915060408160051b8601019250602086015f5b8281101561373f57603f1987860301845261372a8583516135db565b9450602093840193919091019060010161370e565b50929695505050505050565b602081525f6113e460208301846135db565b602081525f6113e46020830184613508565b5f5f5f5f5f5f5f60a0888a031215613785575f5ffd5b873561379081612fcf565b965060208801356137a081612fcf565b955060408801359450606088013567ffffffffffffffff8111156137c2575f5ffd5b6137ce8a828b016132b1565b909550935050608088013567ffffffffffffffff8111156137ed575f5ffd5b6137f98a828b016132b1565b989b979a50959850939692959293505050565b5f6020828403121561381c575f5ffd5b813567ffffffffffffffff811115613832575f5ffd5b820160c081850312156113e4575f5ffd5b634e487b7160e01b5f52601160045260245ffd5b6001600160601b0381811683821601908111156112f8576112f8613843565b808201808211156112f8576112f8613843565b634e487b7160e01b5f52603260045260245ffd5b818103818111156112f8576112f8613843565b8051612fee81612ff3565b63ffffffff81168114610ac2575f5ffd5b8051612fee816138bb565b8051612fee81613414565b5f6101008284031280156138f4575f5ffd5b506138fd61317c565b825161390881612fcf565b8152613916602084016138b0565b6020820152613927604084016138cc565b6040820152613938606084016138cc565b6060820152613949608084016138cc565b608082015261395a60a084016138cc565b60a082015261396b60c084016138d7565b60c082015261397c60e084016138d7565b60e08201529392505050565b5f5f8335601e1984360301811261399d575f5ffd5b83018035915067ffffffffffffffff8211156139b7575f5ffd5b602001915036819003821315610903575f5ffd5b5f602082840312156139db575f5ffd5b81356113e481613414565b5f5f8335601e198436030181126139fb575f5ffd5b83018035915067ffffffffffffffff821115613a15575f5ffd5b6020019150600581901b3603821315610903575f5ffd5b6001600160601b0382811682821603908111156112f8576112f8613843565b64ffffffffff81811683821601908111156112f8576112f8613843565b634e487b7160e01b5f52603160045260245ffd5b8035612fee816138bb565b5f60c08236031215613a97575f5ffd5b613a9f6131a6565b8235613aaa81612fcf565b81526020830135613aba81612fcf565b60208201526040830135613acd81612fcf565b604082015260608381013590820152608083013567ffffffffffffffff811115613af5575f5ffd5b613b01368286016131c9565b608083015250613b1360a08401613a7c565b60a082015292915050565b5f60208284031215613b2e575f5ffd5b5051919050565b634e487b7160e01b5f52602160045260245ffd5b600181811c90821680613b5d57607f821691505b60208210810361270357634e487b7160e01b5f52602260045260245ffd5b601f821115611c765782821115611c7657805f5260205f20601f840160051c6020851015613ba657505f5b90810190601f840160051c035f5b8181101561120b575f83820155600101613bb4565b67ffffffffffffffff831115613be157613be1613168565b613bf583613bef8354613b49565b83613b7b565b5f601f841160018114613c26575f8515613c0f5750838201355b5f19600387901b1c1916600186901b178355613c7d565b5f83815260208120601f198716915b82811015613c555786850135825560209485019460019092019101613c35565b5086821015613c71575f1960f88860031b161c19848701351681555b505060018560011b0183555b5050505050565b81835281816020850137505f828201602090810191909152601f909101601f19169091010190565b63ffffffff86168152846020820152608060408201525f613cd1608083018587613c84565b905064ffffffffff831660608301529695505050505050565b61ffff86168152606060208201525f613d07606083018688613c84565b8281036040840152838152602080820190600586901b830101865f36829003601e19015b88821015613d9957858403601f190185528235818112613d49575f5ffd5b8a0160208101903567ffffffffffffffff811115613d65575f5ffd5b803603821315613d73575f5ffd5b613d7e868284613c84565b95505050602083019250602085019450600182019150613d2b565b50919b9a5050505050505050505050565b606081525f613dbc6060830186613508565b6020830194909452506040015291905056' as const
