// Generated from contracts/ by scripts/contracts.mjs. Do not edit.

export const escrowAbi = [
  {
    "inputs": [
      {
        "internalType": "contract AssayToken",
        "name": "token",
        "type": "address"
      },
      {
        "internalType": "contract Parameters",
        "name": "parameters",
        "type": "address"
      },
      {
        "internalType": "contract ModelRegistry",
        "name": "models",
        "type": "address"
      },
      {
        "internalType": "contract NodeRegistry",
        "name": "nodes",
        "type": "address"
      },
      {
        "internalType": "contract CheckpointAnchor",
        "name": "anchor",
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
        "internalType": "bytes32",
        "name": "requestHash",
        "type": "bytes32"
      }
    ],
    "name": "AlreadyFunded",
    "type": "error"
  },
  {
    "inputs": [
      {
        "internalType": "uint256",
        "name": "amount",
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
    "name": "AmountOutOfRange",
    "type": "error"
  },
  {
    "inputs": [
      {
        "internalType": "uint256",
        "name": "deadline",
        "type": "uint256"
      }
    ],
    "name": "DeadlinePassed",
    "type": "error"
  },
  {
    "inputs": [
      {
        "internalType": "uint256",
        "name": "deadline",
        "type": "uint256"
      },
      {
        "internalType": "uint256",
        "name": "limit",
        "type": "uint256"
      }
    ],
    "name": "DeadlineTooFar",
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
    "inputs": [
      {
        "internalType": "address",
        "name": "payer",
        "type": "address"
      },
      {
        "internalType": "address",
        "name": "funder",
        "type": "address"
      }
    ],
    "name": "FunderNotPayer",
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
        "name": "account",
        "type": "address"
      }
    ],
    "name": "NothingToWithdraw",
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
        "internalType": "address",
        "name": "token",
        "type": "address"
      }
    ],
    "name": "SafeERC20FailedOperation",
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
        "indexed": true,
        "internalType": "bytes32",
        "name": "requestHash",
        "type": "bytes32"
      },
      {
        "indexed": true,
        "internalType": "address",
        "name": "funder",
        "type": "address"
      },
      {
        "indexed": true,
        "internalType": "address",
        "name": "node",
        "type": "address"
      },
      {
        "indexed": false,
        "internalType": "bytes32",
        "name": "modelId",
        "type": "bytes32"
      },
      {
        "indexed": false,
        "internalType": "address",
        "name": "publisher",
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
        "internalType": "uint40",
        "name": "refundAt",
        "type": "uint40"
      }
    ],
    "name": "Funded",
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
        "internalType": "bytes32",
        "name": "requestHash",
        "type": "bytes32"
      },
      {
        "indexed": false,
        "internalType": "enum Escrow.Outcome",
        "name": "outcome",
        "type": "uint8"
      }
    ],
    "name": "ItemRefused",
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
        "name": "requestHash",
        "type": "bytes32"
      },
      {
        "indexed": true,
        "internalType": "address",
        "name": "funder",
        "type": "address"
      },
      {
        "indexed": false,
        "internalType": "uint256",
        "name": "amount",
        "type": "uint256"
      }
    ],
    "name": "RequestRefunded",
    "type": "event"
  },
  {
    "anonymous": false,
    "inputs": [
      {
        "indexed": true,
        "internalType": "bytes32",
        "name": "requestHash",
        "type": "bytes32"
      },
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
        "internalType": "bytes32",
        "name": "receiptId",
        "type": "bytes32"
      },
      {
        "indexed": false,
        "internalType": "uint256",
        "name": "price",
        "type": "uint256"
      },
      {
        "indexed": false,
        "internalType": "uint256",
        "name": "royalty",
        "type": "uint256"
      },
      {
        "indexed": false,
        "internalType": "uint256",
        "name": "fee",
        "type": "uint256"
      }
    ],
    "name": "RequestSettled",
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
    "anonymous": false,
    "inputs": [
      {
        "indexed": true,
        "internalType": "address",
        "name": "account",
        "type": "address"
      },
      {
        "indexed": false,
        "internalType": "uint256",
        "name": "amount",
        "type": "uint256"
      }
    ],
    "name": "Withdrawn",
    "type": "event"
  },
  {
    "inputs": [],
    "name": "ANCHOR",
    "outputs": [
      {
        "internalType": "contract CheckpointAnchor",
        "name": "",
        "type": "address"
      }
    ],
    "stateMutability": "view",
    "type": "function"
  },
  {
    "inputs": [],
    "name": "MAX_CHECKPOINTS",
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
    "name": "MAX_DEADLINE",
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
    "name": "MAX_ITEMS",
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
    "name": "MODELS",
    "outputs": [
      {
        "internalType": "contract ModelRegistry",
        "name": "",
        "type": "address"
      }
    ],
    "stateMutability": "view",
    "type": "function"
  },
  {
    "inputs": [],
    "name": "NODES",
    "outputs": [
      {
        "internalType": "contract NodeRegistry",
        "name": "",
        "type": "address"
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
        "internalType": "contract AssayToken",
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
        "name": "account",
        "type": "address"
      }
    ],
    "name": "credit",
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
        "components": [
          {
            "internalType": "bytes32",
            "name": "modelId",
            "type": "bytes32"
          },
          {
            "internalType": "bytes32",
            "name": "inputCommitment",
            "type": "bytes32"
          },
          {
            "internalType": "bytes32",
            "name": "samplerHash",
            "type": "bytes32"
          },
          {
            "internalType": "bytes32",
            "name": "seed",
            "type": "bytes32"
          },
          {
            "internalType": "uint256",
            "name": "maxPrice",
            "type": "uint256"
          },
          {
            "internalType": "uint8",
            "name": "disclosure",
            "type": "uint8"
          },
          {
            "internalType": "bytes32",
            "name": "delegatesHash",
            "type": "bytes32"
          },
          {
            "internalType": "bytes32",
            "name": "nonce",
            "type": "bytes32"
          },
          {
            "internalType": "uint64",
            "name": "deadline",
            "type": "uint64"
          },
          {
            "internalType": "address",
            "name": "payer",
            "type": "address"
          }
        ],
        "internalType": "struct Request",
        "name": "request",
        "type": "tuple"
      },
      {
        "internalType": "address",
        "name": "publisher",
        "type": "address"
      },
      {
        "internalType": "address",
        "name": "node",
        "type": "address"
      }
    ],
    "name": "fund",
    "outputs": [
      {
        "internalType": "bytes32",
        "name": "requestHash",
        "type": "bytes32"
      }
    ],
    "stateMutability": "nonpayable",
    "type": "function"
  },
  {
    "inputs": [
      {
        "components": [
          {
            "internalType": "bytes32",
            "name": "modelId",
            "type": "bytes32"
          },
          {
            "internalType": "bytes32",
            "name": "inputCommitment",
            "type": "bytes32"
          },
          {
            "internalType": "bytes32",
            "name": "samplerHash",
            "type": "bytes32"
          },
          {
            "internalType": "bytes32",
            "name": "seed",
            "type": "bytes32"
          },
          {
            "internalType": "uint256",
            "name": "maxPrice",
            "type": "uint256"
          },
          {
            "internalType": "uint8",
            "name": "disclosure",
            "type": "uint8"
          },
          {
            "internalType": "bytes32",
            "name": "delegatesHash",
            "type": "bytes32"
          },
          {
            "internalType": "bytes32",
            "name": "nonce",
            "type": "bytes32"
          },
          {
            "internalType": "uint64",
            "name": "deadline",
            "type": "uint64"
          },
          {
            "internalType": "address",
            "name": "payer",
            "type": "address"
          }
        ],
        "internalType": "struct Request",
        "name": "request",
        "type": "tuple"
      },
      {
        "internalType": "address",
        "name": "publisher",
        "type": "address"
      },
      {
        "internalType": "address",
        "name": "node",
        "type": "address"
      },
      {
        "components": [
          {
            "internalType": "address",
            "name": "from",
            "type": "address"
          },
          {
            "internalType": "uint256",
            "name": "validAfter",
            "type": "uint256"
          },
          {
            "internalType": "uint256",
            "name": "validBefore",
            "type": "uint256"
          },
          {
            "internalType": "bytes",
            "name": "signature",
            "type": "bytes"
          }
        ],
        "internalType": "struct Escrow.Authorization",
        "name": "authorization",
        "type": "tuple"
      }
    ],
    "name": "fundWithAuthorization",
    "outputs": [
      {
        "internalType": "bytes32",
        "name": "requestHash",
        "type": "bytes32"
      }
    ],
    "stateMutability": "nonpayable",
    "type": "function"
  },
  {
    "inputs": [
      {
        "internalType": "bytes32",
        "name": "requestHash",
        "type": "bytes32"
      },
      {
        "internalType": "address",
        "name": "publisher",
        "type": "address"
      },
      {
        "internalType": "address",
        "name": "node",
        "type": "address"
      }
    ],
    "name": "fundingNonce",
    "outputs": [
      {
        "internalType": "bytes32",
        "name": "",
        "type": "bytes32"
      }
    ],
    "stateMutability": "pure",
    "type": "function"
  },
  {
    "inputs": [
      {
        "internalType": "bytes32",
        "name": "requestHash",
        "type": "bytes32"
      }
    ],
    "name": "getDeposit",
    "outputs": [
      {
        "components": [
          {
            "internalType": "address",
            "name": "funder",
            "type": "address"
          },
          {
            "internalType": "uint96",
            "name": "amount",
            "type": "uint96"
          },
          {
            "internalType": "address",
            "name": "publisher",
            "type": "address"
          },
          {
            "internalType": "uint40",
            "name": "refundAt",
            "type": "uint40"
          },
          {
            "internalType": "uint16",
            "name": "royaltyBps",
            "type": "uint16"
          },
          {
            "internalType": "uint16",
            "name": "feeBps",
            "type": "uint16"
          },
          {
            "internalType": "enum Escrow.State",
            "name": "state",
            "type": "uint8"
          },
          {
            "internalType": "address",
            "name": "node",
            "type": "address"
          }
        ],
        "internalType": "struct Escrow.Deposit",
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
            "internalType": "uint64",
            "name": "size",
            "type": "uint64"
          },
          {
            "internalType": "bytes32",
            "name": "root",
            "type": "bytes32"
          },
          {
            "internalType": "uint64",
            "name": "timestamp",
            "type": "uint64"
          }
        ],
        "internalType": "struct Checkpoint",
        "name": "checkpoint",
        "type": "tuple"
      }
    ],
    "name": "hashCheckpoint",
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
        "components": [
          {
            "internalType": "bytes32",
            "name": "fieldsRoot",
            "type": "bytes32"
          },
          {
            "internalType": "bytes32",
            "name": "requestHash",
            "type": "bytes32"
          },
          {
            "internalType": "bytes32",
            "name": "modelId",
            "type": "bytes32"
          },
          {
            "internalType": "address",
            "name": "node",
            "type": "address"
          },
          {
            "internalType": "address",
            "name": "payer",
            "type": "address"
          },
          {
            "internalType": "uint256",
            "name": "price",
            "type": "uint256"
          },
          {
            "internalType": "uint64",
            "name": "tokensIn",
            "type": "uint64"
          },
          {
            "internalType": "uint64",
            "name": "tokensOut",
            "type": "uint64"
          },
          {
            "internalType": "bytes32",
            "name": "inputCommitment",
            "type": "bytes32"
          },
          {
            "internalType": "bytes32",
            "name": "outputCommitment",
            "type": "bytes32"
          },
          {
            "internalType": "bytes32",
            "name": "traceCommitment",
            "type": "bytes32"
          },
          {
            "internalType": "bytes32",
            "name": "previous",
            "type": "bytes32"
          },
          {
            "internalType": "uint8",
            "name": "disclosure",
            "type": "uint8"
          },
          {
            "internalType": "bytes32",
            "name": "nonce",
            "type": "bytes32"
          },
          {
            "internalType": "uint64",
            "name": "deadline",
            "type": "uint64"
          }
        ],
        "internalType": "struct Receipt",
        "name": "receipt",
        "type": "tuple"
      }
    ],
    "name": "hashReceipt",
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
        "components": [
          {
            "internalType": "bytes32",
            "name": "modelId",
            "type": "bytes32"
          },
          {
            "internalType": "bytes32",
            "name": "inputCommitment",
            "type": "bytes32"
          },
          {
            "internalType": "bytes32",
            "name": "samplerHash",
            "type": "bytes32"
          },
          {
            "internalType": "bytes32",
            "name": "seed",
            "type": "bytes32"
          },
          {
            "internalType": "uint256",
            "name": "maxPrice",
            "type": "uint256"
          },
          {
            "internalType": "uint8",
            "name": "disclosure",
            "type": "uint8"
          },
          {
            "internalType": "bytes32",
            "name": "delegatesHash",
            "type": "bytes32"
          },
          {
            "internalType": "bytes32",
            "name": "nonce",
            "type": "bytes32"
          },
          {
            "internalType": "uint64",
            "name": "deadline",
            "type": "uint64"
          },
          {
            "internalType": "address",
            "name": "payer",
            "type": "address"
          }
        ],
        "internalType": "struct Request",
        "name": "request",
        "type": "tuple"
      }
    ],
    "name": "hashRequest",
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
        "internalType": "bytes32[]",
        "name": "requestHashes",
        "type": "bytes32[]"
      }
    ],
    "name": "refund",
    "outputs": [
      {
        "internalType": "enum Escrow.Outcome[]",
        "name": "outcomes",
        "type": "uint8[]"
      }
    ],
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
        "components": [
          {
            "components": [
              {
                "internalType": "address",
                "name": "node",
                "type": "address"
              },
              {
                "internalType": "uint64",
                "name": "size",
                "type": "uint64"
              },
              {
                "internalType": "bytes32",
                "name": "root",
                "type": "bytes32"
              },
              {
                "internalType": "uint64",
                "name": "timestamp",
                "type": "uint64"
              }
            ],
            "internalType": "struct Checkpoint",
            "name": "checkpoint",
            "type": "tuple"
          },
          {
            "internalType": "uint32",
            "name": "keyIndex",
            "type": "uint32"
          },
          {
            "internalType": "bytes",
            "name": "signature",
            "type": "bytes"
          },
          {
            "internalType": "bytes32",
            "name": "epochRoot",
            "type": "bytes32"
          },
          {
            "internalType": "uint32",
            "name": "epochIndex",
            "type": "uint32"
          },
          {
            "internalType": "bytes32[]",
            "name": "epochProof",
            "type": "bytes32[]"
          }
        ],
        "internalType": "struct Escrow.CheckpointProof[]",
        "name": "checkpoints",
        "type": "tuple[]"
      },
      {
        "components": [
          {
            "components": [
              {
                "internalType": "bytes32",
                "name": "fieldsRoot",
                "type": "bytes32"
              },
              {
                "internalType": "bytes32",
                "name": "requestHash",
                "type": "bytes32"
              },
              {
                "internalType": "bytes32",
                "name": "modelId",
                "type": "bytes32"
              },
              {
                "internalType": "address",
                "name": "node",
                "type": "address"
              },
              {
                "internalType": "address",
                "name": "payer",
                "type": "address"
              },
              {
                "internalType": "uint256",
                "name": "price",
                "type": "uint256"
              },
              {
                "internalType": "uint64",
                "name": "tokensIn",
                "type": "uint64"
              },
              {
                "internalType": "uint64",
                "name": "tokensOut",
                "type": "uint64"
              },
              {
                "internalType": "bytes32",
                "name": "inputCommitment",
                "type": "bytes32"
              },
              {
                "internalType": "bytes32",
                "name": "outputCommitment",
                "type": "bytes32"
              },
              {
                "internalType": "bytes32",
                "name": "traceCommitment",
                "type": "bytes32"
              },
              {
                "internalType": "bytes32",
                "name": "previous",
                "type": "bytes32"
              },
              {
                "internalType": "uint8",
                "name": "disclosure",
                "type": "uint8"
              },
              {
                "internalType": "bytes32",
                "name": "nonce",
                "type": "bytes32"
              },
              {
                "internalType": "uint64",
                "name": "deadline",
                "type": "uint64"
              }
            ],
            "internalType": "struct Receipt",
            "name": "receipt",
            "type": "tuple"
          },
          {
            "internalType": "bytes32",
            "name": "samplerHash",
            "type": "bytes32"
          },
          {
            "internalType": "bytes32",
            "name": "seed",
            "type": "bytes32"
          },
          {
            "internalType": "uint256",
            "name": "maxPrice",
            "type": "uint256"
          },
          {
            "internalType": "bytes32",
            "name": "delegatesHash",
            "type": "bytes32"
          },
          {
            "internalType": "uint32",
            "name": "keyIndex",
            "type": "uint32"
          },
          {
            "internalType": "bytes",
            "name": "signature",
            "type": "bytes"
          },
          {
            "internalType": "uint32",
            "name": "checkpoint",
            "type": "uint32"
          },
          {
            "internalType": "uint64",
            "name": "logIndex",
            "type": "uint64"
          },
          {
            "internalType": "bytes32[]",
            "name": "logProof",
            "type": "bytes32[]"
          }
        ],
        "internalType": "struct Escrow.Settlement[]",
        "name": "items",
        "type": "tuple[]"
      }
    ],
    "name": "settle",
    "outputs": [
      {
        "internalType": "enum Escrow.Outcome[]",
        "name": "outcomes",
        "type": "uint8[]"
      }
    ],
    "stateMutability": "nonpayable",
    "type": "function"
  },
  {
    "inputs": [],
    "name": "totalHeld",
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
        "name": "account",
        "type": "address"
      }
    ],
    "name": "withdraw",
    "outputs": [],
    "stateMutability": "nonpayable",
    "type": "function"
  }
] as const

export const escrowBytecode =
  '0x61014060405230608052348015610014575f5ffd5b506040516140a93803806140a98339810160408190526100339161012b565b61003b610065565b6001600160a01b0394851660a05292841660c05290831660e052821661010052166101205261019c565b7ff0c57e16840df040f15088dc2f81fe391c3923bec73e23a9662efc9c229c6a00805468010000000000000000900460ff16156100b55760405163f92ee8a960e01b815260040160405180910390fd5b80546001600160401b03908116146101145780546001600160401b0319166001600160401b0390811782556040519081527fc7f505b2f371ae2175ee4913f4499e1f2633a7b5936321eed1cdaeb6115181d29060200160405180910390a15b50565b6001600160a01b0381168114610114575f5ffd5b5f5f5f5f5f60a0868803121561013f575f5ffd5b855161014a81610117565b602087015190955061015b81610117565b604087015190945061016c81610117565b606087015190935061017d81610117565b608087015190925061018e81610117565b809150509295509295909350565b60805160a05160c05160e0516101005161012051613e796102305f395f8181610340015261134f01525f8181610419015281816114ed015261184e01525f81816102df01526122e301525f818161047f01528181610657015261221301525f81816103e601528181610b120152818161103001526110b901525f8181611aeb01528181611b140152611ccc0152613e795ff3fe6080604052600436106101ba575f3560e01c80637a86983f116100f2578063ad3cb1cc11610092578063e30c397811610062578063e30c39781461055f578063ed78f50b14610573578063f2fde38b14610592578063f43cc773146105b1575f5ffd5b8063ad3cb1cc146104a1578063c4d66de8146104f6578063d040eff414610515578063d5d44d8014610534575f5ffd5b8063863191b8116100cd578063863191b8146104085780638da5cb5b1461043b578063a4314c201461044f578063a9b5898f1461046e575f5ffd5b80637a86983f1461038a5780637d761a33146103b657806382bfefc8146103d5575f5ffd5b8063588fcfd81161015d5780636f0e530f116101385780636f0e530f146103195780636ff437061461032f578063715018a61461036257806379ba509714610376575f5ffd5b8063588fcfd81461029b5780636023fda5146102af57806365d8c3e4146102ce575f5ffd5b80634f1ef286116101985780634f1ef2861461023f57806351cff8d91461025457806352d1902d1461027357806357d4c4ee14610287575f5ffd5b80631486727e146101be5780633bcf7e95146101f35780633d7b462b14610220575b5f5ffd5b3480156101c9575f5ffd5b506101dd6101d83660046131b3565b6105c6565b6040516101ea9190613247565b60405180910390f35b3480156101fe575f5ffd5b5061021261020d3660046132b5565b610936565b6040519081526020016101ea565b34801561022b575f5ffd5b5061021261023a36600461330a565b6109f3565b61025261024d3660046133b7565b610a0d565b005b34801561025f575f5ffd5b5061025261026e36600461345e565b610a2c565b34801561027e575f5ffd5b50610212610b45565b348015610292575f5ffd5b50610212608081565b3480156102a6575f5ffd5b50610212602081565b3480156102ba575f5ffd5b506101dd6102c9366004613479565b610b73565b3480156102d9575f5ffd5b506103017f000000000000000000000000000000000000000000000000000000000000000081565b6040516001600160a01b0390911681526020016101ea565b348015610324575f5ffd5b5061021262278d0081565b34801561033a575f5ffd5b506103017f000000000000000000000000000000000000000000000000000000000000000081565b34801561036d575f5ffd5b50610252610d12565b348015610381575f5ffd5b50610252610d25565b348015610395575f5ffd5b506103a96103a43660046134b8565b610d6a565b6040516101ea91906134df565b3480156103c1575f5ffd5b506102126103d0366004613591565b610e7c565b3480156103e0575f5ffd5b506103017f000000000000000000000000000000000000000000000000000000000000000081565b348015610413575f5ffd5b506103017f000000000000000000000000000000000000000000000000000000000000000081565b348015610446575f5ffd5b50610301610e90565b34801561045a575f5ffd5b506102126104693660046135bc565b610ec4565b348015610479575f5ffd5b506103017f000000000000000000000000000000000000000000000000000000000000000081565b3480156104ac575f5ffd5b506104e96040518060400160405280600581526020017f352e302e3000000000000000000000000000000000000000000000000000000081525081565b6040516101ea9190613605565b348015610501575f5ffd5b5061025261051036600461345e565b610ee6565b348015610520575f5ffd5b5061021261052f366004613617565b61100c565b34801561053f575f5ffd5b5061021261054e36600461345e565b60016020525f908152604090205481565b34801561056a575f5ffd5b50610301611064565b34801561057e575f5ffd5b5061021261058d366004613656565b61108c565b34801561059d575f5ffd5b506102526105ac36600461345e565b61115f565b3480156105bc575f5ffd5b5061021260025481565b60606105d06111e4565b6106146040518060400160405280600b81526020017f636865636b706f696e7473000000000000000000000000000000000000000000815250868690506020611219565b60408051808201909152600581527f6974656d73000000000000000000000000000000000000000000000000000000602082015261065490836080611219565b5f7f00000000000000000000000000000000000000000000000000000000000000006001600160a01b031663971217b76040518163ffffffff1660e01b815260040161010060405180830381865afa1580156106b2573d5f5f3e3d5ffd5b505050506040513d601f19601f820116820180604052508101906106d69190613712565b90505f6106e230611259565b90505f8667ffffffffffffffff8111156106fe576106fe613324565b60405190808252806020026020018201604052801561074257816020015b604080518082019091525f808252602082015281526020019060019003908161071c5790505b5090505f5b878110156107ac57610787898983818110610764576107646137b8565b905060200281019061077691906137cc565b84866040015163ffffffff16611308565b828281518110610799576107996137b8565b6020908102919091010152600101610747565b508467ffffffffffffffff8111156107c6576107c6613324565b6040519080825280602002602001820160405280156107ef578160200160208202803683370190505b5093505f5b858110156109225761082d8989848a8a86818110610814576108146137b8565b905060200281019061082691906137eb565b8789611616565b85828151811061083f5761083f6137b8565b6020026020010190600f8111156108585761085861321f565b9081600f81111561086b5761086b61321f565b9052505f858281518110610881576108816137b8565b6020026020010151600f81111561089a5761089a61321f565b1461091a578686828181106108b1576108b16137b8565b90506020028101906108c391906137eb565b5f01602001357f73a4910f84bc36ef265d5d3808ee506114d31af52ff4949efeeeca61e58250918683815181106108fc576108fc6137b8565b60200260200101516040516109119190613800565b60405180910390a25b6001016107f4565b5050505061092e611a2e565b949350505050565b6040517f61737361792f66756e64696e672f3100000000000000000000000000000000006020820152602f81018490526bffffffffffffffffffffffff19606084811b8216604f84015283901b1660638201525f9060029060770160408051601f19818403018152908290526109ab91613825565b602060405180830381855afa1580156109c6573d5f5f3e3d5ffd5b5050506040513d601f19601f820116820180604052508101906109e99190613830565b90505b9392505050565b5f610a07610a0030611259565b8390611a58565b92915050565b610a15611ae0565b610a1e82611b97565b610a288282611b9f565b5050565b610a346111e4565b6001600160a01b0381165f908152600160205260409020548181610a95576040517fdc69dc160000000000000000000000000000000000000000000000000000000081526001600160a01b0390911660048201526024015b60405180910390fd5b506001600160a01b0382165f90815260016020526040812081905560028054839290610ac290849061385b565b90915550506040518181526001600160a01b038316907f7084f5476618d8e60b11ef0d7d3f06914655adb8793e28ff7f018d4c76d505d59060200160405180910390a2610b396001600160a01b037f0000000000000000000000000000000000000000000000000000000000000000168383611c8c565b50610b42611a2e565b50565b5f610b4e611cc1565b507f360894a13ba1a3210667c828492db98dca3e2076cc3735a920a3ca505d382bbc90565b60408051808201909152600d81527f72657175657374486173686573000000000000000000000000000000000000006020820152606090610bb690836080611219565b8167ffffffffffffffff811115610bcf57610bcf613324565b604051908082528060200260200182016040528015610bf8578160200160208202803683370190505b5090505f5b82811015610d0b57610c26848483818110610c1a57610c1a6137b8565b90506020020135611d0a565b828281518110610c3857610c386137b8565b6020026020010190600f811115610c5157610c5161321f565b9081600f811115610c6457610c6461321f565b9052506001828281518110610c7b57610c7b6137b8565b6020026020010151600f811115610c9457610c9461321f565b14610d0357838382818110610cab57610cab6137b8565b905060200201357f73a4910f84bc36ef265d5d3808ee506114d31af52ff4949efeeeca61e5825091838381518110610ce557610ce56137b8565b6020026020010151604051610cfa9190613800565b60405180910390a25b600101610bfd565b5092915050565b610d1a611e32565b610d235f611e64565b565b3380610d2f611064565b6001600160a01b031614610d615760405163118cdaa760e01b81526001600160a01b0382166004820152602401610a8c565b610b4281611e64565b60408051610100810182525f80825260208201819052918101829052606081018290526080810182905260a0810182905260c0810182905260e08101919091525f828152602081815260409182902082516101008101845281546001600160a01b038082168352600160a01b918290046bffffffffffffffffffffffff169483019490945260018301549384169482019490945292820464ffffffffff166060840152600160c81b820461ffff9081166080850152600160d81b83041660a08401529060c0830190600160e81b900460ff166003811115610e4d57610e4d61321f565b6003811115610e5e57610e5e61321f565b8152600291909101546001600160a01b031660209091015292915050565b5f610a07610e8930611259565b8390611e9c565b5f807f9016d09d72d40fdae2fd8ceac6b6234c7706214fd39c1cd1e609a0528c1993005b546001600160a01b031692915050565b5f610a07610ed130611259565b610ee03685900385018561389e565b90611ed4565b5f610eef611f0c565b805490915060ff68010000000000000000820416159067ffffffffffffffff165f81158015610f1b5750825b90505f8267ffffffffffffffff166001148015610f375750303b155b905081158015610f45575080155b15610f7c576040517ff92ee8a900000000000000000000000000000000000000000000000000000000815260040160405180910390fd5b845467ffffffffffffffff191660011785558315610fb057845468ff00000000000000001916680100000000000000001785555b610fb986611f34565b831561100457845468ff000000000000000019168555604051600181527fc7f505b2f371ae2175ee4913f4499e1f2633a7b5936321eed1cdaeb6115181d29060200160405180910390a15b505050505050565b5f6110156111e4565b61102184848433611f45565b905061105c6001600160a01b037f00000000000000000000000000000000000000000000000000000000000000001633306080880135612548565b6109ec611a2e565b5f807f237e158222e3e6968b72b9db0d8043aacf074ad9f650f0d1606b4d82ee432c00610eb4565b5f6110956111e4565b6110ad8585856110a8602087018761345e565b611f45565b90506001600160a01b037f0000000000000000000000000000000000000000000000000000000000000000166388b7ab636110eb602085018561345e565b30886080013586602001358760400135611106888c8c610936565b61111360608b018b613937565b6040518963ffffffff1660e01b815260040161113698979695949392919061397a565b5f604051808303815f87803b15801561114d575f5ffd5b505af1158015610922573d5f5f3e3d5ffd5b611167611e32565b7f237e158222e3e6968b72b9db0d8043aacf074ad9f650f0d1606b4d82ee432c0080546001600160a01b0319166001600160a01b03831690811782556111ab610e90565b6001600160a01b03167f38d16b8cac22d99fc7c124b9cd0de2d3fa1faef420bfe791d8c362d765e2270060405160405180910390a35050565b6111ec612584565b610d2360017f9b779b17422d0df92223018b32b4d1fa46e071723d6817e2486d003becc55f005b906125dd565b82828280821115611004576040517fd7633ac3000000000000000000000000000000000000000000000000000000008152600401610a8c939291906139e6565b604080517f8b73c3c69bb8fe3d512ecc4cf759cc79239f7b179b0ffacaa9a75d522b39400f60208201527f41034bd23ecbf5790464f32b19dad6d7170b5d3627ba56dd9cd780ce037a7be7918101919091527fc89efdaa54c0f20c7adf612882df0950f5a951637e0307cdcb4c672f298b8bc660608201524660808201526001600160a01b03821660a08201525f9060c001604051602081830303815290604052805190602001209050919050565b604080518082019091525f80825260208201526040517f9591a61000000000000000000000000000000000000000000000000000000000815260c0850135600482015284907f00000000000000000000000000000000000000000000000000000000000000006001600160a01b031690639591a61090602401602060405180830381865afa15801561139c573d5f5f3e3d5ffd5b505050506040513d601f19601f820116820180604052508101906113c09190613a0a565b67ffffffffffffffff166020808401919091525f9061146a906113e59084018461345e565b6113f56040850160208601613a25565b84604001356040516020016114569392919060609390931b6bffffffffffffffffffffffff1916835260c09190911b7fffffffffffffffff000000000000000000000000000000000000000000000000166014830152601c820152603c0190565b6040516020818303038152906040526125e4565b9050826020015167ffffffffffffffff165f148061149757506020611493610100880188613a40565b9050115b806114d257506114d060c08701356114b6610100890160e08a01613a86565b63ffffffff16836114cb6101008b018b613a40565b612655565b155b156114e2575050600b81526109ec565b5f6001600160a01b037f000000000000000000000000000000000000000000000000000000000000000016634056e24461151f602086018661345e565b61152f60a08b0160808c01613a86565b6040517fffffffff0000000000000000000000000000000000000000000000000000000060e085901b1681526001600160a01b03909216600483015263ffffffff16602482015260440160a060405180830381865afa158015611594573d5f5f3e3d5ffd5b505050506040513d601f19601f820116820180604052508101906115b89190613ab5565b9150506115d481856020015167ffffffffffffffff16876126dd565b6115e157600d845261160c565b8051611603906115f18589611a58565b6115fe60a08b018b613937565b612741565b61160c57600c84525b5050509392505050565b6020808401355f90815290819052604081208490600180820154600160e81b900460ff16600381111561164b5761164b61321f565b1461167157600181015461166890600160e81b900460ff16612791565b92505050611a24565b6001810154600160a01b900464ffffffffff16421061169557600692505050611a24565b60028101546001600160a01b0316158015906116d157506116bc608083016060840161345e565b60028201546001600160a01b03908116911614155b156116e157600792505050611a24565b81602001356116f386610ee0896127dc565b1461170357600892505050611a24565b8054600160a01b90046bffffffffffffffffffffffff1660a0830135111561173057600992505050611a24565b86516117446102c088016102a08901613a86565b63ffffffff161061175a57600a92505050611a24565b5f8761176e6102c089016102a08a01613a86565b63ffffffff1681518110611784576117846137b8565b602002602001015190505f600f8111156117a0576117a061321f565b8151600f8111156117b3576117b361321f565b146117c357519250611a24915050565b368a8a6117d86102c08b016102a08c01613a86565b63ffffffff168181106117ed576117ed6137b8565b90506020028101906117ff91906137cc565b9050611811608085016060860161345e565b6001600160a01b0316611827602083018361345e565b6001600160a01b03161461184257600a945050505050611a24565b5f806001600160a01b037f000000000000000000000000000000000000000000000000000000000000000016634056e2446118836080890160608a0161345e565b6118956102808e016102608f01613a86565b6040517fffffffff0000000000000000000000000000000000000000000000000000000060e085901b1681526001600160a01b03909216600483015263ffffffff16602482015260440160a060405180830381865afa1580156118fa573d5f5f3e3d5ffd5b505050506040513d601f19601f8201168201806040525081019061191e9190613ab5565b9150915061194581856020015167ffffffffffffffff168a6040015163ffffffff166126dd565b61195857600d9650505050505050611a24565b5f611963878b611e9c565b825190915061197b90826115fe6102808f018f613937565b61198f57600e975050505050505050611a24565b604061199f6102e08d018d613a40565b905011806119f457506119f2604085018035906119bf9060208801613a25565b8d6102c00160208101906119d39190613a25565b6119dc856128f6565b8f806102e001906119ed9190613a40565b612917565b155b15611a0957600f975050505050505050611a24565b611a19868883868d5f0151612a58565b5f9750505050505050505b9695505050505050565b610d235f7f9b779b17422d0df92223018b32b4d1fa46e071723d6817e2486d003becc55f00611213565b5f6109ec827f460b99ca296738767eaf880e88460128e1dee84a436daef9211ef6051185295385604051602001611a90929190613b51565b604051602081830303815290604052805190602001206040517f19010000000000000000000000000000000000000000000000000000000000008152600281019290925260228201526042902090565b306001600160a01b037f0000000000000000000000000000000000000000000000000000000000000000161480611b7957507f00000000000000000000000000000000000000000000000000000000000000006001600160a01b0316611b6d7f360894a13ba1a3210667c828492db98dca3e2076cc3735a920a3ca505d382bbc546001600160a01b031690565b6001600160a01b031614155b15610d235760405163703e46dd60e11b815260040160405180910390fd5b610b42611e32565b816001600160a01b03166352d1902d6040518163ffffffff1660e01b8152600401602060405180830381865afa925050508015611bf9575060408051601f3d908101601f19168201909252611bf691810190613830565b60015b611c2157604051634c9c8ce360e01b81526001600160a01b0383166004820152602401610a8c565b7f360894a13ba1a3210667c828492db98dca3e2076cc3735a920a3ca505d382bbc8114611c7d576040517faa1d49a400000000000000000000000000000000000000000000000000000000815260048101829052602401610a8c565b611c878383612bda565b505050565b611c998383836001612c2f565b611c8757604051635274afe760e01b81526001600160a01b0384166004820152602401610a8c565b306001600160a01b037f00000000000000000000000000000000000000000000000000000000000000001614610d235760405163703e46dd60e11b815260040160405180910390fd5b5f818152602081905260408120600180820154600160e81b900460ff166003811115611d3857611d3861321f565b14611d555760018101546109ec90600160e81b900460ff16612791565b6001810154600160a01b900464ffffffffff16421015611d785750600592915050565b60018101805460ff60e81b19167d0300000000000000000000000000000000000000000000000000000000001790558054611dd2906001600160a01b03811690600160a01b90046bffffffffffffffffffffffff16612caa565b8054604051600160a01b82046bffffffffffffffffffffffff1681526001600160a01b039091169084907f60946652abd7b5f4fc41c863af254f60c036aa4c4cc21f0c2bd77f53afd5e3ad9060200160405180910390a350600192915050565b33611e3b610e90565b6001600160a01b031614610d235760405163118cdaa760e01b8152336004820152602401610a8c565b7f237e158222e3e6968b72b9db0d8043aacf074ad9f650f0d1606b4d82ee432c0080546001600160a01b0319168155610a2882612ce0565b5f6109ec827fbfb6cc6c2631d58b9584b7799904db452f8797316b7adbaf7c8ca6dc159ffd7e85604051602001611a90929190613bc4565b5f6109ec827fe6c1c81e9fd02f7ffb17a6b5d0190a49a4a803b867a68ba4fe256323867a670d85604051602001611a90929190613cf1565b5f807ff0c57e16840df040f15088dc2f81fe391c3923bec73e23a9662efc9c229c6a00610a07565b611f3c612d50565b610b4281612d8e565b5f611f61611f5230611259565b610ee03688900388018861389e565b5f8181526020819052604081209192506001820154600160e81b900460ff166003811115611f9157611f9161321f565b148290611fcd576040517f153e403d000000000000000000000000000000000000000000000000000000008152600401610a8c91815260200190565b506001600160a01b038316611fea6101408801610120890161345e565b6001600160a01b0316148061201857505f61200d6101408801610120890161345e565b6001600160a01b0316145b61202a6101408801610120890161345e565b849091612076576040517f4b398a7d0000000000000000000000000000000000000000000000000000000081526001600160a01b03928316600482015291166024820152604401610a8c565b50505f866080013511801561209b57506bffffffffffffffffffffffff608087013511155b866080013560016bffffffffffffffffffffffff909192612107576040517fa8cc372f000000000000000000000000000000000000000000000000000000008152600481019390935260248301919091526bffffffffffffffffffffffff166044820152606401610a8c565b5042915061211f905061012088016101008901613a25565b67ffffffffffffffff16101561213d61012088016101008901613a25565b90612181576040517fbfb22adf00000000000000000000000000000000000000000000000000000000815267ffffffffffffffff9091166004820152602401610a8c565b505f61219062278d0042613d8e565b9050806121a561012089016101008a01613a25565b67ffffffffffffffff1611156121c361012089016101008a01613a25565b82909161220e576040517f657526de00000000000000000000000000000000000000000000000000000000815267ffffffffffffffff90921660048301526024820152604401610a8c565b50505f7f00000000000000000000000000000000000000000000000000000000000000006001600160a01b031663971217b76040518163ffffffff1660e01b815260040161010060405180830381865afa15801561226e573d5f5f3e3d5ffd5b505050506040513d601f19601f820116820180604052508101906122929190613712565b90505f6001600160a01b03881615612351576040517fbf1812ef0000000000000000000000000000000000000000000000000000000081526001600160a01b0389811660048301528a3560248301527f0000000000000000000000000000000000000000000000000000000000000000169063bf1812ef90604401602060405180830381865afa158015612328573d5f5f3e3d5ffd5b505050506040513d601f19601f8201168201806040525081019061234c9190613da1565b612353565b5f5b6001600160a01b03878116600160a01b60808d01356bffffffffffffffffffffffff16021786556001860180546001600160a01b031916918b1691909117905560a0830151604084015191925063ffffffff90811691166123bc6101208c016101008d01613a25565b6123c69190613dba565b6123d09190613dba565b8460010160146101000a81548164ffffffffff021916908364ffffffffff1602179055508160e0015161ffff168161ffff1610612411578160e00151612413565b805b60018501805460c085015161ffff908116600160d81b027fffffff0000ffffffffffffffffffffffffffffffffffffffffffffffffffffff94909116600160c81b02939093167fffffff00000000ffffffffffffffffffffffffffffffffffffffffffffffffff909116179190911760ff60e81b1916600160e81b179055600280850180546001600160a01b0319166001600160a01b038a16179055805460808b013591905f906124c5908490613d8e565b90915550506001840154604080518b3581526001600160a01b038b811660208301526080808e013593830193909352600160a01b90930464ffffffffff1660608201528983169289169188917f0ded32469ee5c65ba81456913ddeaaeb2d31222afbcf95de155b841cc6388d0a910160405180910390a450505050949350505050565b612556848484846001612dd8565b61257e57604051635274afe760e01b81526001600160a01b0385166004820152602401610a8c565b50505050565b7f9b779b17422d0df92223018b32b4d1fa46e071723d6817e2486d003becc55f005c15610d23576040517f3ee5aeb500000000000000000000000000000000000000000000000000000000815260040160405180910390fd5b80825d5050565b5f60025f60f81b836040516020016125fd929190613dd7565b60408051601f198184030181529082905261261791613825565b602060405180830381855afa158015612632573d5f5f3e3d5ffd5b5050506040513d601f19601f82011682018060405250810190610a079190613830565b5f84821c1561266557505f6126d4565b835f5b838110156126ce57600187821c16156126a25761269d858583818110612690576126906137b8565b9050602002013583612e5e565b6126c4565b6126c4828686848181106126b8576126b86137b8565b90506020020135612e5e565b9150600101612668565b50861490505b95945050505050565b82515f906001600160a01b031615806127005750836020015164ffffffffff1683105b1561270c57505f6109ec565b604084015164ffffffffff1615806109e9575081846040015164ffffffffff166127369190613d8e565b909211159392505050565b5f5f5f61274f868686612e8e565b5090925090505f8160038111156127685761276861321f565b1480156127865750866001600160a01b0316826001600160a01b0316145b979650505050505050565b5f60028260038111156127a6576127a661321f565b036127b357506003919050565b60038260038111156127c7576127c761321f565b036127d457506004919050565b506002919050565b61283e6040518061014001604052805f81526020015f81526020015f81526020015f81526020015f81526020015f60ff1681526020015f81526020015f81526020015f67ffffffffffffffff1681526020015f6001600160a01b031681525090565b604080516101408101825281840135815261010084013560208201526101e08401359181019190915261020083013560608201526102208301356080820152829060a081016128956101a084016101808501613e0a565b60ff16815261024085013560208201526101a083013560408201526060016128c56101e084016101c08501613a25565b67ffffffffffffffff1681526020016128e460a084016080850161345e565b6001600160a01b031690529392505050565b5f5f5f538160015260205f60215f60025afa612910575f5ffd5b50505f5190565b5f8567ffffffffffffffff168567ffffffffffffffff161061293a57505f611a24565b845f612947600189613e23565b9050855f5b85811015612a32578267ffffffffffffffff165f03612971575f945050505050611a24565b6001808516148061299557508267ffffffffffffffff168467ffffffffffffffff16145b156129fd576129af878783818110612690576126906137b8565b91505b600184161580156129cc575067ffffffffffffffff841615155b156129f85760018467ffffffffffffffff16901c935060018367ffffffffffffffff16901c92506129b2565b612a16565b612a13828888848181106126b8576126b86137b8565b91505b677fffffffffffffff600194851c81169493841c16920161294c565b5067ffffffffffffffff8216158015612a4a57508981145b9a9950505050505050505050565b60018501805460ff60e81b19167d020000000000000000000000000000000000000000000000000000000000179081905560a0850135905f9061271090612aaa90600160c81b900461ffff1684613e43565b612ab49190613e5a565b60018801549091505f9061271090612ad790600160d81b900461ffff1685613e43565b612ae19190613e5a565b6001890154909150612afc906001600160a01b031683612caa565b612b068482612caa565b612b248582612b15858761385b565b612b1f919061385b565b612caa565b8754612b55906001600160a01b03811690612b1f908690600160a01b90046bffffffffffffffffffffffff1661385b565b6001600160a01b038516612b6f6080890160608a0161345e565b6001600160a01b031688602001357f0725e96ba4bdcde5b4a9aa157e6e29bd6e6e8f91d165f7d426a933c75d7cc8d689878787604051612bc8949392919093845260208401929092526040830152606082015260800190565b60405180910390a45050505050505050565b612be382612ed5565b6040516001600160a01b038316907fbc7cd75a20ee27fd9adebab32041f755214dbc6bffa90cc0225b39da2e5c2d3b905f90a2805115612c2757611c878282612f4b565b610a28613016565b6040517fa9059cbb000000000000000000000000000000000000000000000000000000005f8181526001600160a01b038616600452602485905291602083604481808b5af1925060015f51148316612c9e578383151615612c92573d5f823e3d81fd5b5f873b113d1516831692505b60405250949350505050565b8015610a28576001600160a01b0382165f9081526001602052604081208054839290612cd7908490613d8e565b90915550505050565b7f9016d09d72d40fdae2fd8ceac6b6234c7706214fd39c1cd1e609a0528c19930080546001600160a01b031981166001600160a01b03848116918217845560405192169182907f8be0079c531659141344cd1fd0a4f28419497f9722a3daafe3b4186f6b6457e0905f90a3505050565b612d5861304e565b610d23576040517fd7e6bcf800000000000000000000000000000000000000000000000000000000815260040160405180910390fd5b612d96612d50565b6001600160a01b038116610d61576040517f1e4fbdf70000000000000000000000000000000000000000000000000000000081525f6004820152602401610a8c565b6040517f23b872dd000000000000000000000000000000000000000000000000000000005f8181526001600160a01b038781166004528616602452604485905291602083606481808c5af1925060015f51148316612e4d578383151615612e41573d5f823e3d81fd5b5f883b113d1516831692505b604052505f60605295945050505050565b5f6040516001815383600182015282602182015260205f60418360025afa612e84575f5ffd5b50505f5192915050565b5f80806041849003612ec2578435602086013560408701355f1a612eb48982858561306c565b955095509550505050612ecc565b505f915060029050825b93509350939050565b806001600160a01b03163b5f03612f0a57604051634c9c8ce360e01b81526001600160a01b0382166004820152602401610a8c565b7f360894a13ba1a3210667c828492db98dca3e2076cc3735a920a3ca505d382bbc80546001600160a01b0319166001600160a01b0392909216919091179055565b60605f612f588484613134565b9050808015612f7957505f3d1180612f7957505f846001600160a01b03163b115b15612f8e57612f86613147565b915050610a07565b8015612fd1576040517f9996b3150000000000000000000000000000000000000000000000000000000081526001600160a01b0385166004820152602401610a8c565b3d15612fe457612fdf613160565b610d0b565b6040517fd6bda27500000000000000000000000000000000000000000000000000000000815260040160405180910390fd5b3415610d23576040517fb398979f00000000000000000000000000000000000000000000000000000000815260040160405180910390fd5b5f613057611f0c565b5468010000000000000000900460ff16919050565b5f80807f7fffffffffffffffffffffffffffffff5d576e7357a4501ddfe92f46681b20a08411156130a557505f9150600390508261312a565b604080515f808252602082018084528a905260ff891692820192909252606081018790526080810186905260019060a0016020604051602081039080840390855afa1580156130f6573d5f5f3e3d5ffd5b5050604051601f1901519150506001600160a01b03811661312157505f92506001915082905061312a565b92505f91508190505b9450945094915050565b5f5f5f835160208501865af49392505050565b6040513d81523d5f602083013e3d602001810160405290565b6040513d5f823e3d81fd5b5f5f83601f84011261317b575f5ffd5b50813567ffffffffffffffff811115613192575f5ffd5b6020830191508360208260051b85010111156131ac575f5ffd5b9250929050565b5f5f5f5f604085870312156131c6575f5ffd5b843567ffffffffffffffff8111156131dc575f5ffd5b6131e88782880161316b565b909550935050602085013567ffffffffffffffff811115613207575f5ffd5b6132138782880161316b565b95989497509550505050565b634e487b7160e01b5f52602160045260245ffd5b601081106132435761324361321f565b9052565b602080825282518282018190525f918401906040840190835b8181101561328657613273838551613233565b6020938401939290920191600101613260565b509095945050505050565b6001600160a01b0381168114610b42575f5ffd5b80356132b081613291565b919050565b5f5f5f606084860312156132c7575f5ffd5b8335925060208401356132d981613291565b915060408401356132e981613291565b809150509250925092565b5f60808284031215613304575f5ffd5b50919050565b5f6080828403121561331a575f5ffd5b6109ec83836132f4565b634e487b7160e01b5f52604160045260245ffd5b604051610100810167ffffffffffffffff8111828210171561335c5761335c613324565b60405290565b604051610140810167ffffffffffffffff8111828210171561335c5761335c613324565b604051601f8201601f1916810167ffffffffffffffff811182821017156133af576133af613324565b604052919050565b5f5f604083850312156133c8575f5ffd5b82356133d381613291565b9150602083013567ffffffffffffffff8111156133ee575f5ffd5b8301601f810185136133fe575f5ffd5b803567ffffffffffffffff81111561341857613418613324565b61342b601f8201601f1916602001613386565b81815286602083850101111561343f575f5ffd5b816020840160208301375f602083830101528093505050509250929050565b5f6020828403121561346e575f5ffd5b81356109ec81613291565b5f5f6020838503121561348a575f5ffd5b823567ffffffffffffffff8111156134a0575f5ffd5b6134ac8582860161316b565b90969095509350505050565b5f602082840312156134c8575f5ffd5b5035919050565b600481106132435761324361321f565b5f610100820190506001600160a01b0383511682526bffffffffffffffffffffffff60208401511660208301526001600160a01b0360408401511660408301526060830151613537606084018264ffffffffff169052565b50608083015161354d608084018261ffff169052565b5060a083015161356360a084018261ffff169052565b5060c083015161357660c08401826134cf565b5060e0830151610d0b60e08401826001600160a01b03169052565b5f6101e08284031280156135a3575f5ffd5b509092915050565b5f6101408284031215613304575f5ffd5b5f61014082840312156135cd575f5ffd5b6109ec83836135ab565b5f81518084528060208401602086015e5f602082860101526020601f19601f83011685010191505092915050565b602081525f6109ec60208301846135d7565b5f5f5f610180848603121561362a575f5ffd5b61363485856135ab565b925061014084013561364581613291565b91506101608401356132e981613291565b5f5f5f5f6101a0858703121561366a575f5ffd5b61367486866135ab565b935061014085013561368581613291565b925061016085013561369681613291565b915061018085013567ffffffffffffffff8111156136b2575f5ffd5b6136be878288016132f4565b91505092959194509250565b80516bffffffffffffffffffffffff811681146132b0575f5ffd5b63ffffffff81168114610b42575f5ffd5b80516132b0816136e5565b805161ffff811681146132b0575f5ffd5b5f610100828403128015613724575f5ffd5b5061372d613338565b825161373881613291565b8152613746602084016136ca565b6020820152613757604084016136f6565b6040820152613768606084016136f6565b6060820152613779608084016136f6565b608082015261378a60a084016136f6565b60a082015261379b60c08401613701565b60c08201526137ac60e08401613701565b60e08201529392505050565b634e487b7160e01b5f52603260045260245ffd5b5f823561011e198336030181126137e1575f5ffd5b9190910192915050565b5f82356102fe198336030181126137e1575f5ffd5b60208101610a078284613233565b5f81518060208401855e5f93019283525090919050565b5f6109ec828461380e565b5f60208284031215613840575f5ffd5b5051919050565b634e487b7160e01b5f52601160045260245ffd5b81810381811115610a0757610a07613847565b803560ff811681146132b0575f5ffd5b67ffffffffffffffff81168114610b42575f5ffd5b80356132b08161387e565b5f6101408284031280156138b0575f5ffd5b506138b9613362565b82358152602080840135908201526040808401359082015260608084013590820152608080840135908201526138f160a0840161386e565b60a082015260c0838101359082015260e080840135908201526139176101008401613893565b61010082015261392a61012084016132a5565b6101208201529392505050565b5f5f8335601e1984360301811261394c575f5ffd5b83018035915067ffffffffffffffff821115613966575f5ffd5b6020019150368190038213156131ac575f5ffd5b6001600160a01b03891681526001600160a01b03881660208201528660408201528560608201528460808201528360a082015260e060c08201528160e082015281836101008301375f81830161010090810191909152601f909201601f19160101979650505050505050565b606081525f6139f860608301866135d7565b60208301949094525060400152919050565b5f60208284031215613a1a575f5ffd5b81516109ec8161387e565b5f60208284031215613a35575f5ffd5b81356109ec8161387e565b5f5f8335601e19843603018112613a55575f5ffd5b83018035915067ffffffffffffffff821115613a6f575f5ffd5b6020019150600581901b36038213156131ac575f5ffd5b5f60208284031215613a96575f5ffd5b81356109ec816136e5565b805164ffffffffff811681146132b0575f5ffd5b5f5f82840360a0811215613ac7575f5ffd5b8351613ad281613291565b92506080601f1982011215613ae5575f5ffd5b506040516080810167ffffffffffffffff81118282101715613b0957613b09613324565b6040526020840151613b1a81613291565b8152613b2860408501613aa1565b6020820152613b3960608501613aa1565b60408201526080939093015160608401525092909150565b82815260a081018235613b6381613291565b6001600160a01b0381166020840152506020830135613b818161387e565b67ffffffffffffffff16604083810191909152830135606080840191909152830135613bac8161387e565b67ffffffffffffffff81166080840152509392505050565b8281528135602080830191909152820135604080830191909152820135606080830191909152610200820190613bfb9084016132a5565b6001600160a01b038116608084015250613c17608084016132a5565b6001600160a01b03811660a08401525060a083013560c083810191909152613c40908401613893565b67ffffffffffffffff811660e084015250613c5d60e08401613893565b67ffffffffffffffff81166101008401525061010083013561012083810191909152830135610140808401919091528301356101608084019190915283013561018080840191909152613cb190840161386e565b60ff81166101a0840152506101a08301356101c083810191909152613cd7908401613893565b67ffffffffffffffff81166101e08401525b509392505050565b5f6101608201905083825282516020830152602083015160408301526040830151606083015260608301516080830152608083015160a083015260a0830151613d3f60c084018260ff169052565b5060c083015160e083015260e0830151610100830152610100830151613d7261012084018267ffffffffffffffff169052565b506101208301516001600160a01b038116610140840152613ce9565b80820180821115610a0757610a07613847565b5f60208284031215613db1575f5ffd5b6109ec82613701565b64ffffffffff8181168382160190811115610a0757610a07613847565b7fff00000000000000000000000000000000000000000000000000000000000000831681525f6109e9600183018461380e565b5f60208284031215613e1a575f5ffd5b6109ec8261386e565b67ffffffffffffffff8281168282160390811115610a0757610a07613847565b8082028115828204841417610a0757610a07613847565b5f82613e7457634e487b7160e01b5f52601260045260245ffd5b50049056' as const
