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
  '0x61010060405230608052348015610014575f5ffd5b50604051613fa0380380613fa08339810160408190526100339161011e565b61003b610058565b6001600160a01b0392831660a05290821660c0521660e052610168565b7ff0c57e16840df040f15088dc2f81fe391c3923bec73e23a9662efc9c229c6a00805468010000000000000000900460ff16156100a85760405163f92ee8a960e01b815260040160405180910390fd5b80546001600160401b03908116146101075780546001600160401b0319166001600160401b0390811782556040519081527fc7f505b2f371ae2175ee4913f4499e1f2633a7b5936321eed1cdaeb6115181d29060200160405180910390a15b50565b6001600160a01b0381168114610107575f5ffd5b5f5f5f60608486031215610130575f5ffd5b835161013b8161010a565b602085015190935061014c8161010a565b604085015190925061015d8161010a565b809150509250925092565b60805160a05160c05160e051613dbf6101e15f395f81816106020152611a4601525f81816104d5015281816107ab015281816113c101526114d201525f818161038401528181610a7d01528181610bd801528181610f1a01526111cf01525f81816121190152818161214201526122fa0152613dbf5ff3fe6080604052600436106101db575f3560e01c80638b0e9f3f116100fd578063ad3cb1cc11610092578063c4d66de811610062578063c4d66de8146105be578063e30c3978146105dd578063e681c4aa146105f1578063f2fde38b14610624575f5ffd5b8063ad3cb1cc14610516578063b13442711461056b578063b42652e91461058a578063c470db1c146105a9575f5ffd5b80639d209048116100cd5780639d209048146104695780639f8a13d714610495578063a9b5898f146104c4578063aabc2496146104f7575f5ffd5b80638b0e9f3f146103f55780638da5cb5b1461040a5780639203603c1461041e57806396f55bf41461043d575f5ffd5b806351cff8d911610173578063715018a611610143578063715018a61461034b57806379ba50971461035f57806382bfefc81461037357806387bc0da3146103be575f5ffd5b806351cff8d9146102f057806352d1902d1461030f578063634da787146103235780636da49b8314610337575f5ffd5b806334e80c34116101ae57806334e80c34146102705780634056e2441461029c57806343fe5de2146102c95780634f1ef286146102dd575f5ffd5b80630cfb4947146101df5780631042e90e14610200578063167adeda1461021f5780632824f01214610251575b5f5ffd5b3480156101ea575f5ffd5b506101fe6101f9366004613003565b610643565b005b34801561020b575f5ffd5b506101fe61021a3660046130cf565b6106db565b34801561022a575f5ffd5b5061023e6102393660046131a6565b610ab9565b6040519081526020015b60405180910390f35b34801561025c575f5ffd5b506101fe61026b3660046131bf565b610ad7565b34801561027b575f5ffd5b5061028f61028a3660046131f6565b610c15565b6040516102489190613211565b3480156102a7575f5ffd5b506102bb6102b6366004613296565b610cc3565b6040516102489291906132c0565b3480156102d4575f5ffd5b5061023e604081565b6101fe6102eb366004613384565b610d9a565b3480156102fb575f5ffd5b506101fe61030a3660046131f6565b610db5565b34801561031a575f5ffd5b5061023e610f50565b34801561032e575f5ffd5b5061023e600881565b348015610342575f5ffd5b5060025461023e565b348015610356575f5ffd5b506101fe610f7e565b34801561036a575f5ffd5b506101fe610f91565b34801561037e575f5ffd5b506103a67f000000000000000000000000000000000000000000000000000000000000000081565b6040516001600160a01b039091168152602001610248565b3480156103c9575f5ffd5b506103dd6103d836600461342b565b610fd6565b6040516001600160601b039091168152602001610248565b348015610400575f5ffd5b5061023e60045481565b348015610415575f5ffd5b506103a6611210565b348015610429575f5ffd5b506101fe610438366004613488565b611244565b348015610448575f5ffd5b5061045c61045736600461354d565b611294565b604051610248919061374d565b348015610474575f5ffd5b506104886104833660046131f6565b611368565b60405161024891906137b0565b3480156104a0575f5ffd5b506104b46104af3660046131f6565b611379565b6040519015158152602001610248565b3480156104cf575f5ffd5b506103a67f000000000000000000000000000000000000000000000000000000000000000081565b348015610502575f5ffd5b506101fe6105113660046131f6565b611466565b348015610521575f5ffd5b5061055e6040518060400160405280600581526020017f352e302e3000000000000000000000000000000000000000000000000000000081525081565b60405161024891906137c2565b348015610576575f5ffd5b506003546103a6906001600160a01b031681565b348015610595575f5ffd5b506101fe6105a43660046131f6565b6114c2565b3480156105b4575f5ffd5b5061023e61040081565b3480156105c9575f5ffd5b506101fe6105d83660046131f6565b611718565b3480156105e8575f5ffd5b506103a661183d565b3480156105fc575f5ffd5b506103a67f000000000000000000000000000000000000000000000000000000000000000081565b34801561062f575f5ffd5b506101fe61063e3660046131f6565b611865565b61064d87336118ea565b506001600160a01b038088165f81815260016020908152604080832054815160c0810183529485523392850192909252938a169383019390935260608201889052906106b590608081016106a189896119ec565b81526020018463ffffffff16815250611a3d565b90506106c089611b1b565b6106d08989898989868a8a611b88565b505050505050505050565b6106e3611de7565b6001600160a01b0389166107455760405163c5dbe6e760e01b815260040161073c9060208082526004908201527f6e6f646500000000000000000000000000000000000000000000000000000000604082015260600190565b60405180910390fd5b6001600160a01b03808a165f908152602081905260409020805490918b9116156107a7576040517f295548e50000000000000000000000000000000000000000000000000000000081526001600160a01b03909116600482015260240161073c565b505f7f00000000000000000000000000000000000000000000000000000000000000006001600160a01b031663971217b76040518163ffffffff1660e01b815260040161010060405180830381865afa158015610806573d5f5f3e3d5ffd5b505050506040513d601f19601f8201168201806040525081019061082a9190613806565b60200151905086816001600160601b03808216908316101561088b576040517f829f11630000000000000000000000000000000000000000000000000000000081526001600160601b0392831660048201529116602482015260440161073c565b50505f6108f56040518060c001604052808e6001600160a01b03168152602001336001600160a01b031681526020018d6001600160a01b031681526020018c81526020016108e78c80602001906108e291906138ac565b6119ec565b81525f602090910152611a3d565b90506109038188888f611e1c565b33600160a01b6001600160601b038a160217835560018301805464ffffffffff19164264ffffffffff1617905560025461093c90611ead565b6001848101805472ffffffff0000000000000000000000000000001916600160781b63ffffffff9490941693909302929092179091556002805491820181555f9081527f405787fa12a823e0f2b7631cc41b3ba8828b3321ca811111fa75cd3aa3bb5ace90910180546001600160a01b0319166001600160a01b038f16179055600480546001600160601b038b1692906109d7908490613903565b90915550506040516001600160601b038916815233906001600160a01b038e16907ff22e9632bbbe87913fdb2f413389be6b979d648eebfe4dc4d1c9fa2b14b84d609060200160405180910390a3610a408c8c8c610a3860208e018e6138ac565b868b8b611b88565b610a708c610a5160208c018c613916565b610a5e60408d018d6138ac565b610a6b60608f018f613931565b611efa565b610aae6001600160a01b037f00000000000000000000000000000000000000000000000000000000000000001633306001600160601b038c166120a8565b5050506106d06120e4565b5f610ad1610acc36849003840184613977565b611a3d565b92915050565b610adf611de7565b6001600160a01b038083165f90815260208190526040902054610b04918491166118ea565b506001600160a01b0382165f9081526020819052604090208054829190601490610b3f908490600160a01b90046001600160601b0316613a10565b92506101000a8154816001600160601b0302191690836001600160601b03160217905550806001600160601b031660045f828254610b7d9190613903565b90915550506040516001600160601b038216815233906001600160a01b038416907ffb8efd70c9f0ca009bfc9f2ca8a9256a5aefbc720bdb8d838e4bcd42c241b9eb9060200160405180910390a3610c096001600160a01b037f00000000000000000000000000000000000000000000000000000000000000001633306001600160601b0385166120a8565b610c116120e4565b5050565b6001600160a01b0381165f908152600160209081526040808320805482518185028101850190935280835260609492939192909184015b82821015610cb8575f848152602090819020604080516080810182526002860290920180546001600160a01b038116845264ffffffffff600160a01b8204811685870152600160c81b909104169183019190915260019081015460608301529083529092019101610c4c565b505050509050919050565b604080516080810182525f8082526020808301829052828401829052606083018290526001600160a01b0386811683528282528483205460019092529390912054921691831015610d93576001600160a01b0384165f908152600160205260409020805484908110610d3757610d37613a2f565b5f91825260209182902060408051608081018252600290930290910180546001600160a01b038116845264ffffffffff600160a01b8204811695850195909552600160c81b900490931690820152600190910154606082015290505b9250929050565b610da261210e565b610dab826121c5565b610c1182826121cd565b610dbd611de7565b6001600160a01b0381165f9081526020819052604090206001810154829065010000000000900464ffffffffff16610e2d576040517fb4ccba530000000000000000000000000000000000000000000000000000000081526001600160a01b03909116600482015260240161073c565b5060018101546a0100000000000000000000900464ffffffffff1642811115610e8c576040517f73678ec900000000000000000000000000000000000000000000000000000000815264ffffffffff909116600482015260240161073c565b5080546001600160a01b038116825560048054600160a01b9092046001600160601b0316918291905f90610ec1908490613a43565b909155505081546040518281526001600160a01b03918216918516907fb7c918e0e249f999e965cafeb6c664271b3f4317d296461500e71da39f0cbda39060200160405180910390a38154610f43906001600160a01b037f000000000000000000000000000000000000000000000000000000000000000081169116836122ba565b5050610f4d6120e4565b50565b5f610f596122ef565b507f360894a13ba1a3210667c828492db98dca3e2076cc3735a920a3ca505d382bbc90565b610f86612338565b610f8f5f61236a565b565b3380610f9b61183d565b6001600160a01b031614610fcd5760405163118cdaa760e01b81526001600160a01b038216600482015260240161073c565b610f4d8161236a565b5f610fdf611de7565b60035433906001600160a01b03168114611031576040517f05058e810000000000000000000000000000000000000000000000000000000081526001600160a01b03909116600482015260240161073c565b506001600160a01b0383166110895760405163c5dbe6e760e01b815260206004820152600260248201527f746f000000000000000000000000000000000000000000000000000000000000604482015260640161073c565b6001600160a01b038086165f908152602081905260409020805490918791166110d157604051639c3baaed60e01b81526001600160a01b03909116600482015260240161073c565b5080546001600160601b03600160a01b909104811690861610611105578054600160a01b90046001600160601b0316611107565b845b81549092508290829060149061112e908490600160a01b90046001600160601b0316613a56565b92506101000a8154816001600160601b0302191690836001600160601b03160217905550816001600160601b031660045f82825461116c9190613a43565b9091555050604080516001600160601b03841681526001600160a01b0386811660208301528592908916917f365a9a525a3155795a8654bb76715d57cb544a4c9053c66d468ad288684e0508910160405180910390a36111ff6001600160a01b037f000000000000000000000000000000000000000000000000000000000000000016856001600160601b0385166122ba565b506112086120e4565b949350505050565b5f807f9016d09d72d40fdae2fd8ceac6b6234c7706214fd39c1cd1e609a0528c1993005b546001600160a01b031692915050565b61127d86336001600160a01b0382161461125e57336118ea565b6001600160a01b038089165f90815260208190526040902054166118ea565b5061128c868686868686611efa565b505050505050565b6002546060906112a59084846123a2565b67ffffffffffffffff8111156112bd576112bd613315565b6040519080825280602002602001820160405280156112f657816020015b6112e3612e82565b8152602001906001900390816112db5790505b5090505f5b81518110156113615761133c60026113138387613903565b8154811061132357611323613a2f565b5f918252602090912001546001600160a01b03166123e4565b82828151811061134e5761134e613a2f565b60209081029190910101526001016112fb565b5092915050565b611370612e82565b610ad1826123e4565b6001600160a01b038082165f90815260208190526040812080549192909116158015906113b85750600181015465010000000000900464ffffffffff16155b801561145f57507f00000000000000000000000000000000000000000000000000000000000000006001600160a01b031663971217b76040518163ffffffff1660e01b815260040161010060405180830381865afa15801561141c573d5f5f3e3d5ffd5b505050506040513d601f19601f820116820180604052508101906114409190613806565b6020015181546001600160601b03918216600160a01b90910490911610155b9392505050565b61146e612338565b600380546001600160a01b0319166001600160a01b0383169081179091556040519081527ff85ff5ed6f4d61948b4e3c5918be028066c0de26cd5ac7cbd993f81fa9cdec289060200160405180910390a150565b5f6114cd82336118ea565b90505f7f00000000000000000000000000000000000000000000000000000000000000006001600160a01b031663971217b76040518163ffffffff1660e01b815260040161010060405180830381865afa15801561152d573d5f5f3e3d5ffd5b505050506040513d601f19601f820116820180604052508101906115519190613806565b608001516115659063ffffffff1642613a75565b60018301805464ffffffffff8084166a0100000000000000000000026effffffffff000000000000000000001942929092166501000000000002919091166effffffffffffffffffff0000000000199092169190911717905590506115c983611b1b565b600280545f91906115dc90600190613a43565b815481106115ec576115ec613a2f565b5f918252602090912001546001840154600280546001600160a01b03909316935083929091600160781b900463ffffffff1690811061162d5761162d613a2f565b5f91825260208083209190910180546001600160a01b0319166001600160a01b03948516179055600186810154938516835290829052604090912001805472ffffffff0000000000000000000000000000001916600160781b9283900463ffffffff1690920291909117905560028054806116aa576116aa613a92565b5f8281526020908190205f19908301810180546001600160a01b031916905590910190915560405164ffffffffff841681526001600160a01b038616917f01a0482a0ee94cc6934ed27ebdceb169e89c2f9386a05a25b75c75b14c4ee562910160405180910390a250505050565b5f611721612767565b805490915060ff68010000000000000000820416159067ffffffffffffffff165f8115801561174d5750825b90505f8267ffffffffffffffff1660011480156117695750303b155b905081158015611777575080155b156117ae576040517ff92ee8a900000000000000000000000000000000000000000000000000000000815260040160405180910390fd5b845467ffffffffffffffff1916600117855583156117e257845468ff00000000000000001916680100000000000000001785555b6117eb8661278f565b831561128c57845468ff000000000000000019168555604051600181527fc7f505b2f371ae2175ee4913f4499e1f2633a7b5936321eed1cdaeb6115181d29060200160405180910390a1505050505050565b5f807f237e158222e3e6968b72b9db0d8043aacf074ad9f650f0d1606b4d82ee432c00611234565b61186d612338565b7f237e158222e3e6968b72b9db0d8043aacf074ad9f650f0d1606b4d82ee432c0080546001600160a01b0319166001600160a01b03831690811782556118b1611210565b6001600160a01b03167f38d16b8cac22d99fc7c124b9cd0de2d3fa1faef420bfe791d8c362d765e2270060405160405180910390a35050565b6001600160a01b038083165f9081526020819052604090208054909184911661193257604051639c3baaed60e01b81526001600160a01b03909116600482015260240161073c565b508054839033906001600160a01b03858116911614611990576040517f4fe0b2890000000000000000000000000000000000000000000000000000000081526001600160a01b0392831660048201529116602482015260440161073c565b50506001810154839065010000000000900464ffffffffff1615611361576040517f0ac5cc290000000000000000000000000000000000000000000000000000000081526001600160a01b03909116600482015260240161073c565b5f600283836040516119ff929190613aa6565b602060405180830381855afa158015611a1a573d5f5f3e3d5ffd5b5050506040513d601f19601f8201168201806040525081019061145f9190613ab5565b5f610ad1611b147f0000000000000000000000000000000000000000000000000000000000000000604080517f8b73c3c69bb8fe3d512ecc4cf759cc79239f7b179b0ffacaa9a75d522b39400f60208201527f41034bd23ecbf5790464f32b19dad6d7170b5d3627ba56dd9cd780ce037a7be7918101919091527fc89efdaa54c0f20c7adf612882df0950f5a951637e0307cdcb4c672f298b8bc660608201524660808201526001600160a01b03821660a08201525f9060c001604051602081830303815290604052805190602001209050919050565b83906127a0565b6001600160a01b0381165f9081526001602081905260409091208054909142918391611b4691613a43565b81548110611b5657611b56613a2f565b905f5260205f2090600202015f0160196101000a81548164ffffffffff021916908364ffffffffff1602179055505050565b5f869003611bd957604051636a80f4fb60e01b815260206004820152600660248201527f6c6f674b65790000000000000000000000000000000000000000000000000000604482015260640161073c565b5f849003611bfa57604051636a80f4fb60e01b815260040161073c90613acc565b83604080821115611c205760405163a3bcc61d60e01b815260040161073c929190613af1565b50506001600160a01b0388165f908152600160208181526040928390208351808501909452600484527f6b657973000000000000000000000000000000000000000000000000000000009184019190915280549092611c8c929091611c8491613903565b61040061288e565b611c988484848b611e1c565b604080516080810182526001600160a01b03808b16825264ffffffffff42811660208085019182525f858701818152606087018f8152895460018181018c558b8552858520995160029092029099018054965193518816600160c81b027fffff0000000000ffffffffffffffffffffffffffffffffffffffffffffffffff94909816600160a01b027fffffffffffffff0000000000000000000000000000000000000000000000000090971691891691909117959095179190911694909417835592519190940155908c1681529081905220600301611d78868883613ba6565b50876001600160a01b0316896001600160a01b03167fc18700c1136ef0ce6433ec7ea425c94384e76b9299e6a7d458e15f01632bd75e60018480549050611dbf9190613a43565b8a8a8a42604051611dd4959493929190613c89565b60405180910390a3505050505050505050565b611def6128ce565b610f8f60017f9b779b17422d0df92223018b32b4d1fa46e071723d6817e2486d003becc55f005b90612927565b5f5f611e2986868661292e565b5090925090505f816003811115611e4257611e42613cc7565b148015611e605750826001600160a01b0316826001600160a01b0316145b8390611ea4576040517f31c51a280000000000000000000000000000000000000000000000000000000081526001600160a01b03909116600482015260240161073c565b50505050505050565b5f63ffffffff821115611ef6576040517f6dfcc650000000000000000000000000000000000000000000000000000000008152602060048201526024810183905260440161073c565b5090565b611f3a6040518060400160405280600881526020017f656e64706f696e740000000000000000000000000000000000000000000000008152508585612975565b60408051808201909152600981526861646472657373657360b81b6020820152611f669082600861288e565b6001600160a01b0386165f90815260208190526040902060028101805461ffff191661ffff881617815590600401611f9f858783613ba6565b50611fad600382015f612f2a565b5f5b82811015612055576120056040518060400160405280600981526020016861646472657373657360b81b815250858584818110611fee57611fee613a2f565b905060200281019061200091906138ac565b612975565b8160030184848381811061201b5761201b613a2f565b905060200281019061202d91906138ac565b82546001810184555f93845260209093209092019161204c9183613ba6565b50600101611faf565b50866001600160a01b03167f51a285a2bba7c17b249a3681ea553db362a8e19cf2a5fb124019499a9c6b07ec8787878787604051612097959493929190613cdb565b60405180910390a250505050505050565b6120b684848484600161299e565b6120de57604051635274afe760e01b81526001600160a01b038516600482015260240161073c565b50505050565b610f8f5f7f9b779b17422d0df92223018b32b4d1fa46e071723d6817e2486d003becc55f00611e16565b306001600160a01b037f00000000000000000000000000000000000000000000000000000000000000001614806121a757507f00000000000000000000000000000000000000000000000000000000000000006001600160a01b031661219b7f360894a13ba1a3210667c828492db98dca3e2076cc3735a920a3ca505d382bbc546001600160a01b031690565b6001600160a01b031614155b15610f8f5760405163703e46dd60e11b815260040160405180910390fd5b610f4d612338565b816001600160a01b03166352d1902d6040518163ffffffff1660e01b8152600401602060405180830381865afa925050508015612227575060408051601f3d908101601f1916820190925261222491810190613ab5565b60015b61224f57604051634c9c8ce360e01b81526001600160a01b038316600482015260240161073c565b7f360894a13ba1a3210667c828492db98dca3e2076cc3735a920a3ca505d382bbc81146122ab576040517faa1d49a40000000000000000000000000000000000000000000000000000000081526004810182905260240161073c565b6122b58383612a24565b505050565b6122c78383836001612a79565b6122b557604051635274afe760e01b81526001600160a01b038416600482015260240161073c565b306001600160a01b037f00000000000000000000000000000000000000000000000000000000000000001614610f8f5760405163703e46dd60e11b815260040160405180910390fd5b33612341611210565b6001600160a01b031614610f8f5760405163118cdaa760e01b815233600482015260240161073c565b7f237e158222e3e6968b72b9db0d8043aacf074ad9f650f0d1606b4d82ee432c0080546001600160a01b0319168155610c1182612af4565b5f8383106123b157505f61145f565b5f6123bc8486613a43565b905060648311156123cc57606492505b8083106123d957806123db565b825b95945050505050565b6123ec612e82565b6001600160a01b038281168083525f9081526020818152604091829020825160e08101845281549485168152600160a01b9094046001600160601b031684830152600181015464ffffffffff80821686860152650100000000008204811660608701526a0100000000000000000000820416608080870191909152600160781b90910463ffffffff1660a0860152835190810190935260028101805461ffff168452600382018054929460c0870194909390840191906124ab90613b26565b80601f01602080910402602001604051908101604052809291908181526020018280546124d790613b26565b80156125225780601f106124f957610100808354040283529160200191612522565b820191905f5260205f20905b81548152906001019060200180831161250557829003601f168201915b5050505050815260200160028201805461253b90613b26565b80601f016020809104026020016040519081016040528092919081815260200182805461256790613b26565b80156125b25780601f10612589576101008083540402835291602001916125b2565b820191905f5260205f20905b81548152906001019060200180831161259557829003601f168201915b5050505050815260200160038201805480602002602001604051908101604052809291908181526020015f905b82821015612687578382905f5260205f200180546125fc90613b26565b80601f016020809104026020016040519081016040528092919081815260200182805461262890613b26565b80156126735780601f1061264a57610100808354040283529160200191612673565b820191905f5260205f20905b81548152906001019060200180831161265657829003601f168201915b5050505050815260200190600101906125df565b505050915250509052506020808301919091526001600160a01b0383165f908152600190915260409020548015612761576126c3600182613a43565b63ffffffff1660608301526001600160a01b0383165f908152600160208190526040909120906126f39083613a43565b8154811061270357612703613a2f565b5f91825260209182902060408051608081018252600290930290910180546001600160a01b038116845264ffffffffff600160a01b8204811695850195909552600160c81b9004909316828201526001909201546060820152908301525b50919050565b5f807ff0c57e16840df040f15088dc2f81fe391c3923bec73e23a9662efc9c229c6a00610ad1565b612797612b64565b610f4d81612ba2565b5f61145f827f1a6544f38f8f6410693848bef1c0136599d2b046e38cc0718a7ee9708671dcdf8560405160200161283e9291905f60e0820190508382526001600160a01b0383511660208301526001600160a01b0360208401511660408301526001600160a01b03604084015116606083015260608301516080830152608083015160a083015263ffffffff60a08401511660c08301529392505050565b604051602081830303815290604052805190602001206040517f19010000000000000000000000000000000000000000000000000000000000008152600281019290925260228201526042902090565b8282828082111561128c576040517fd7633ac300000000000000000000000000000000000000000000000000000000815260040161073c93929190613d9b565b7f9b779b17422d0df92223018b32b4d1fa46e071723d6817e2486d003becc55f005c15610f8f576040517f3ee5aeb500000000000000000000000000000000000000000000000000000000815260040160405180910390fd5b80825d5050565b5f80806041849003612962578435602086013560408701355f1a61295489828585612bec565b95509550955050505061296c565b505f915060029050825b93509350939050565b82816101008082111561128c5760405163a3bcc61d60e01b815260040161073c93929190613d9b565b6040517f23b872dd000000000000000000000000000000000000000000000000000000005f8181526001600160a01b038781166004528616602452604485905291602083606481808c5af1925060015f51148316612a13578383151615612a07573d5f823e3d81fd5b5f883b113d1516831692505b604052505f60605295945050505050565b612a2d82612cb4565b6040516001600160a01b038316907fbc7cd75a20ee27fd9adebab32041f755214dbc6bffa90cc0225b39da2e5c2d3b905f90a2805115612a71576122b58282612d2a565b610c11612df5565b6040517fa9059cbb000000000000000000000000000000000000000000000000000000005f8181526001600160a01b038616600452602485905291602083604481808b5af1925060015f51148316612ae8578383151615612adc573d5f823e3d81fd5b5f873b113d1516831692505b60405250949350505050565b7f9016d09d72d40fdae2fd8ceac6b6234c7706214fd39c1cd1e609a0528c19930080546001600160a01b031981166001600160a01b03848116918217845560405192169182907f8be0079c531659141344cd1fd0a4f28419497f9722a3daafe3b4186f6b6457e0905f90a3505050565b612b6c612e2d565b610f8f576040517fd7e6bcf800000000000000000000000000000000000000000000000000000000815260040160405180910390fd5b612baa612b64565b6001600160a01b038116610fcd576040517f1e4fbdf70000000000000000000000000000000000000000000000000000000081525f600482015260240161073c565b5f80807f7fffffffffffffffffffffffffffffff5d576e7357a4501ddfe92f46681b20a0841115612c2557505f91506003905082612caa565b604080515f808252602082018084528a905260ff891692820192909252606081018790526080810186905260019060a0016020604051602081039080840390855afa158015612c76573d5f5f3e3d5ffd5b5050604051601f1901519150506001600160a01b038116612ca157505f925060019150829050612caa565b92505f91508190505b9450945094915050565b806001600160a01b03163b5f03612ce957604051634c9c8ce360e01b81526001600160a01b038216600482015260240161073c565b7f360894a13ba1a3210667c828492db98dca3e2076cc3735a920a3ca505d382bbc80546001600160a01b0319166001600160a01b0392909216919091179055565b60605f612d378484612e4b565b9050808015612d5857505f3d1180612d5857505f846001600160a01b03163b115b15612d6d57612d65612e5e565b915050610ad1565b8015612db0576040517f9996b3150000000000000000000000000000000000000000000000000000000081526001600160a01b038516600482015260240161073c565b3d15612dc357612dbe612e77565b611361565b6040517fd6bda27500000000000000000000000000000000000000000000000000000000815260040160405180910390fd5b3415610f8f576040517fb398979f00000000000000000000000000000000000000000000000000000000815260040160405180910390fd5b5f612e36612767565b5468010000000000000000900460ff16919050565b5f5f5f835160208501865af49392505050565b6040513d81523d5f602083013e3d602001810160405290565b6040513d5f823e3d81fd5b60405180608001604052805f6001600160a01b03168152602001612ef86040805160e0810182525f80825260208083018290528284018290526060808401839052608080850184905260a0850184905285519081018652928352908201819052928101839052808301929092529060c082015290565b8152604080516080810182525f8082526020828101829052928201819052606082015291019081525f60209091015290565b5080545f8255905f5260205f2090610f8f91905f5b808211156122b557612f538184015f612f5b565b600101612f3f565b508054612f6790613b26565b5f825580601f10612f76575050565b601f0160209004905f5260205f2090610f8f91905f5b808211156122b5575f81840155600101612f8c565b6001600160a01b0381168114610f4d575f5ffd5b8035612fc081612fa1565b919050565b5f5f83601f840112612fd5575f5ffd5b50813567ffffffffffffffff811115612fec575f5ffd5b602083019150836020828501011115610d93575f5ffd5b5f5f5f5f5f5f5f60a0888a031215613019575f5ffd5b873561302481612fa1565b9650602088013561303481612fa1565b955060408801359450606088013567ffffffffffffffff811115613056575f5ffd5b6130628a828b01612fc5565b909550935050608088013567ffffffffffffffff811115613081575f5ffd5b61308d8a828b01612fc5565b989b979a50959850939692959293505050565b5f60808284031215612761575f5ffd5b6001600160601b0381168114610f4d575f5ffd5b8035612fc0816130b0565b5f5f5f5f5f5f5f5f5f60e08a8c0312156130e7575f5ffd5b89356130f281612fa1565b985061310060208b01612fb5565b975060408a0135965060608a013567ffffffffffffffff811115613122575f5ffd5b61312e8c828d016130a0565b96505061313d60808b016130c4565b945060a08a013567ffffffffffffffff811115613158575f5ffd5b6131648c828d01612fc5565b90955093505060c08a013567ffffffffffffffff811115613183575f5ffd5b61318f8c828d01612fc5565b915080935050809150509295985092959850929598565b5f60c08284031280156131b7575f5ffd5b509092915050565b5f5f604083850312156131d0575f5ffd5b82356131db81612fa1565b915060208301356131eb816130b0565b809150509250929050565b5f60208284031215613206575f5ffd5b813561145f81612fa1565b602080825282518282018190525f918401906040840190835b8181101561328b576132758385516001600160a01b03815116825264ffffffffff602082015116602083015264ffffffffff6040820151166040830152606081015160608301525050565b602093909301926080929092019160010161322a565b509095945050505050565b5f5f604083850312156132a7575f5ffd5b82356132b281612fa1565b946020939093013593505050565b6001600160a01b038316815260a0810161145f60208301846001600160a01b03815116825264ffffffffff602082015116602083015264ffffffffff6040820151166040830152606081015160608301525050565b634e487b7160e01b5f52604160045260245ffd5b604051610100810167ffffffffffffffff8111828210171561334d5761334d613315565b60405290565b604051601f8201601f1916810167ffffffffffffffff8111828210171561337c5761337c613315565b604052919050565b5f5f60408385031215613395575f5ffd5b82356133a081612fa1565b9150602083013567ffffffffffffffff8111156133bb575f5ffd5b8301601f810185136133cb575f5ffd5b803567ffffffffffffffff8111156133e5576133e5613315565b6133f8601f8201601f1916602001613353565b81815286602083850101111561340c575f5ffd5b816020840160208301375f602083830101528093505050509250929050565b5f5f5f5f6080858703121561343e575f5ffd5b843561344981612fa1565b93506020850135613459816130b0565b9250604085013561346981612fa1565b9396929550929360600135925050565b61ffff81168114610f4d575f5ffd5b5f5f5f5f5f5f6080878903121561349d575f5ffd5b86356134a881612fa1565b955060208701356134b881613479565b9450604087013567ffffffffffffffff8111156134d3575f5ffd5b6134df89828a01612fc5565b909550935050606087013567ffffffffffffffff8111156134fe575f5ffd5b8701601f8101891361350e575f5ffd5b803567ffffffffffffffff811115613524575f5ffd5b8960208260051b8401011115613538575f5ffd5b60208201935080925050509295509295509295565b5f5f6040838503121561355e575f5ffd5b50508035926020909101359150565b5f81518084528060208401602086015e5f602082860101526020601f19601f83011685010191505092915050565b61ffff81511682525f6020820151608060208501526135bd608085018261356d565b9050604083015184820360408601526135d6828261356d565b9150506060830151848203606086015281815180845260208401915060208160051b8501016020840193505f5b8281101561363457601f1986830301845261361f82865161356d565b60209586019594909401939150600101613603565b50979650505050505050565b6001600160a01b0381511682525f602082015160e060208501526001600160a01b0381511660e08501526001600160601b0360208201511661010085015264ffffffffff60408201511661012085015260608101516136a961014086018264ffffffffff169052565b50608081015164ffffffffff1661016085015260a081015163ffffffff1661018085015260c0015160e06101a08501526136e76101c085018261359b565b9050604083015161373360408601826001600160a01b03815116825264ffffffffff602082015116602083015264ffffffffff6040820151166040830152606081015160608301525050565b50606083015163ffffffff811660c0860152509392505050565b5f602082016020835280845180835260408501915060408160051b8601019250602086015f5b828110156137a457603f1987860301845261378f858351613640565b94506020938401939190910190600101613773565b50929695505050505050565b602081525f61145f6020830184613640565b602081525f61145f602083018461356d565b8051612fc0816130b0565b63ffffffff81168114610f4d575f5ffd5b8051612fc0816137df565b8051612fc081613479565b5f610100828403128015613818575f5ffd5b50613821613329565b825161382c81612fa1565b815261383a602084016137d4565b602082015261384b604084016137f0565b604082015261385c606084016137f0565b606082015261386d608084016137f0565b608082015261387e60a084016137f0565b60a082015261388f60c084016137fb565b60c08201526138a060e084016137fb565b60e08201529392505050565b5f5f8335601e198436030181126138c1575f5ffd5b83018035915067ffffffffffffffff8211156138db575f5ffd5b602001915036819003821315610d93575f5ffd5b634e487b7160e01b5f52601160045260245ffd5b80820180821115610ad157610ad16138ef565b5f60208284031215613926575f5ffd5b813561145f81613479565b5f5f8335601e19843603018112613946575f5ffd5b83018035915067ffffffffffffffff821115613960575f5ffd5b6020019150600581901b3603821315610d93575f5ffd5b5f60c0828403128015613988575f5ffd5b5060405160c0810167ffffffffffffffff811182821017156139ac576139ac613315565b60405282356139ba81612fa1565b815260208301356139ca81612fa1565b602082015260408301356139dd81612fa1565b6040820152606083810135908201526080808401359082015260a0830135613a04816137df565b60a08201529392505050565b6001600160601b038181168382160190811115610ad157610ad16138ef565b634e487b7160e01b5f52603260045260245ffd5b81810381811115610ad157610ad16138ef565b6001600160601b038281168282160390811115610ad157610ad16138ef565b64ffffffffff8181168382160190811115610ad157610ad16138ef565b634e487b7160e01b5f52603160045260245ffd5b818382375f9101908152919050565b5f60208284031215613ac5575f5ffd5b5051919050565b602081525f610ad16020830160068152651c19595c925960d21b602082015260400190565b606081525f613b166060830160068152651c19595c925960d21b602082015260400190565b6020830194909452506040015290565b600181811c90821680613b3a57607f821691505b60208210810361276157634e487b7160e01b5f52602260045260245ffd5b601f8211156122b557828211156122b557805f5260205f20601f840160051c6020851015613b8357505f5b90810190601f840160051c035f5b8181101561128c575f83820155600101613b91565b67ffffffffffffffff831115613bbe57613bbe613315565b613bd283613bcc8354613b26565b83613b58565b5f601f841160018114613c03575f8515613bec5750838201355b5f19600387901b1c1916600186901b178355613c5a565b5f83815260208120601f198716915b82811015613c325786850135825560209485019460019092019101613c12565b5086821015613c4e575f1960f88860031b161c19848701351681555b505060018560011b0183555b5050505050565b81835281816020850137505f828201602090810191909152601f909101601f19169091010190565b63ffffffff86168152846020820152608060408201525f613cae608083018587613c61565b905064ffffffffff831660608301529695505050505050565b634e487b7160e01b5f52602160045260245ffd5b61ffff86168152606060208201525f613cf8606083018688613c61565b8281036040840152838152602080820190600586901b830101865f36829003601e19015b88821015613d8a57858403601f190185528235818112613d3a575f5ffd5b8a0160208101903567ffffffffffffffff811115613d56575f5ffd5b803603821315613d64575f5ffd5b613d6f868284613c61565b95505050602083019250602085019450600182019150613d1c565b50919b9a5050505050505050505050565b606081525f613dad606083018661356d565b6020830194909452506040015291905056' as const
