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
        "internalType": "uint256",
        "name": "until",
        "type": "uint256"
      }
    ],
    "name": "NotMatured",
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
    "name": "Matured",
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
      },
      {
        "indexed": false,
        "internalType": "uint40",
        "name": "maturesAt",
        "type": "uint40"
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
    "name": "BUCKET",
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
    "name": "FEES",
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
    "name": "MAX_BUCKETS",
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
        "internalType": "bytes32",
        "name": "receiptId",
        "type": "bytes32"
      }
    ],
    "name": "faulty",
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
            "internalType": "bool",
            "name": "traceRoot",
            "type": "bool"
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
            "internalType": "bool",
            "name": "traceRoot",
            "type": "bool"
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
          },
          {
            "internalType": "uint40",
            "name": "maturesAt",
            "type": "uint40"
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
            "internalType": "bool",
            "name": "traceRoot",
            "type": "bool"
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
    "inputs": [
      {
        "internalType": "address",
        "name": "account",
        "type": "address"
      },
      {
        "internalType": "uint256[]",
        "name": "buckets",
        "type": "uint256[]"
      }
    ],
    "name": "mature",
    "outputs": [
      {
        "internalType": "uint256",
        "name": "amount",
        "type": "uint256"
      }
    ],
    "stateMutability": "nonpayable",
    "type": "function"
  },
  {
    "inputs": [
      {
        "internalType": "address",
        "name": "account",
        "type": "address"
      },
      {
        "internalType": "uint256",
        "name": "bucket",
        "type": "uint256"
      }
    ],
    "name": "maturing",
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
    "inputs": [
      {
        "internalType": "bytes32",
        "name": "requestHash",
        "type": "bytes32"
      },
      {
        "internalType": "bytes32",
        "name": "receiptId",
        "type": "bytes32"
      },
      {
        "internalType": "address",
        "name": "node",
        "type": "address"
      }
    ],
    "name": "refundByFault",
    "outputs": [
      {
        "internalType": "uint256",
        "name": "amount",
        "type": "uint256"
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
        "internalType": "struct CheckpointProof[]",
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
  '0x61016060405230608052348015610014575f5ffd5b50604051614bdd380380614bdd83398101604081905261003391610131565b61003b61006b565b6001600160a01b0395861660a05293851660c05291841660e05283166101005282166101205216610140526101b4565b7ff0c57e16840df040f15088dc2f81fe391c3923bec73e23a9662efc9c229c6a00805468010000000000000000900460ff16156100bb5760405163f92ee8a960e01b815260040160405180910390fd5b80546001600160401b039081161461011a5780546001600160401b0319166001600160401b0390811782556040519081527fc7f505b2f371ae2175ee4913f4499e1f2633a7b5936321eed1cdaeb6115181d29060200160405180910390a15b50565b6001600160a01b038116811461011a575f5ffd5b5f5f5f5f5f5f60c08789031215610146575f5ffd5b86516101518161011d565b60208801519096506101628161011d565b60408801519095506101738161011d565b60608801519094506101848161011d565b60808801519093506101958161011d565b60a08801519092506101a68161011d565b809150509295509295509295565b60805160a05160c05160e0516101005161012051610140516149766102675f395f8181610407015261119d01525f81816104ba0152611b2a01525f81816105b20152818161138e01528181611b4b0152611e1e01525f8181610471015261277801525f818161062b015281816108400152818161178501526126a801525f818161057f01528181610cf5015281816110a3015261192e01525f818161205c01528181612085015261223d01526149765ff3fe60806040526004361061025d575f3560e01c806379ba50971161014b578063a9b5898f116100c6578063d5d44d801161007c578063f2fde38b11610062578063f2fde38b14610734578063f43cc77314610753578063f7f9c9ac14610768575f5ffd5b8063d5d44d80146106f5578063e30c397814610720575f5ffd5b8063c4d66de8116100ac578063c4d66de8146106a2578063c6f73293146106c1578063cd5392e3146106e0575f5ffd5b8063a9b5898f1461061a578063ad3cb1cc1461064d575f5ffd5b806382bfefc81161011b5780638b7b23ee116101015780638b7b23ee146105d45780638da5cb5b146105e75780639933f7e1146105fb575f5ffd5b806382bfefc81461056e578063863191b8146105a1575f5ffd5b806379ba5097146104f05780637a86983f146105045780637ae43503146105305780637d761a331461054f575f5ffd5b806352d1902d116101db5780636023fda5116101ab5780636f0e530f116101915780636f0e530f146104935780636ff43706146104a9578063715018a6146104dc575f5ffd5b80636023fda51461044157806365d8c3e414610460575f5ffd5b806352d1902d146103ba57806357d4c4ee146103ce578063588fcfd8146103e25780635db93dfa146103f6575f5ffd5b80633bcf7e95116102305780634f0d8e3d116102165780634f0d8e3d146103485780634f1ef2861461038657806351cff8d91461039b575f5ffd5b80633bcf7e951461030a5780633d7b462b14610329575f5ffd5b806304f9aee1146102615780631486727e1461029357806315aaea17146102bf5780631ed05078146102d4575b5f5ffd5b34801561026c575f5ffd5b5061028061027b366004613af9565b610787565b6040519081526020015b60405180910390f35b34801561029e575f5ffd5b506102b26102ad366004613b5c565b6107af565b60405161028a9190613bf0565b3480156102ca575f5ffd5b5061028061010081565b3480156102df575f5ffd5b506102806102ee366004613c5e565b600360209081525f928352604080842090915290825290205481565b348015610315575f5ffd5b50610280610324366004613c88565b610b1f565b348015610334575f5ffd5b50610280610343366004613cd7565b610bdc565b348015610353575f5ffd5b50610376610362366004613cf1565b60046020525f908152604090205460ff1681565b604051901515815260200161028a565b610399610394366004613d9b565b610bf0565b005b3480156103a6575f5ffd5b506103996103b5366004613e42565b610c0f565b3480156103c5575f5ffd5b50610280610d28565b3480156103d9575f5ffd5b50610280608081565b3480156103ed575f5ffd5b50610280602081565b348015610401575f5ffd5b506104297f000000000000000000000000000000000000000000000000000000000000000081565b6040516001600160a01b03909116815260200161028a565b34801561044c575f5ffd5b506102b261045b366004613e5d565b610d56565b34801561046b575f5ffd5b506104297f000000000000000000000000000000000000000000000000000000000000000081565b34801561049e575f5ffd5b5061028062278d0081565b3480156104b4575f5ffd5b506104297f000000000000000000000000000000000000000000000000000000000000000081565b3480156104e7575f5ffd5b50610399610ef5565b3480156104fb575f5ffd5b50610399610f08565b34801561050f575f5ffd5b5061052361051e366004613cf1565b610f4d565b60405161028a9190613eac565b34801561053b575f5ffd5b5061028061054a366004613f7c565b611076565b34801561055a575f5ffd5b50610280610569366004613ff0565b611149565b348015610579575f5ffd5b506104297f000000000000000000000000000000000000000000000000000000000000000081565b3480156105ac575f5ffd5b506104297f000000000000000000000000000000000000000000000000000000000000000081565b3480156105df575f5ffd5b506104295f81565b3480156105f2575f5ffd5b5061042961115d565b348015610606575f5ffd5b5061028061061536600461400a565b611191565b348015610625575f5ffd5b506104297f000000000000000000000000000000000000000000000000000000000000000081565b348015610658575f5ffd5b506106956040518060400160405280600581526020017f352e302e3000000000000000000000000000000000000000000000000000000081525081565b60405161028a9190614063565b3480156106ad575f5ffd5b506103996106bc366004613e42565b6114f6565b3480156106cc575f5ffd5b506102806106db366004614075565b61161c565b3480156106eb575f5ffd5b50610280610e1081565b348015610700575f5ffd5b5061028061070f366004613e42565b60016020525f908152604090205481565b34801561072b575f5ffd5b5061042961185d565b34801561073f575f5ffd5b5061039961074e366004613e42565b611885565b34801561075e575f5ffd5b5061028060025481565b348015610773575f5ffd5b506102806107823660046140c6565b61190a565b5f6107a961079430611962565b6107a336859003850185614144565b90611a11565b92915050565b60606107b9611a99565b6107fd6040518060400160405280600b81526020017f636865636b706f696e7473000000000000000000000000000000000000000000815250868690506020611ace565b60408051808201909152600581527f6974656d73000000000000000000000000000000000000000000000000000000602082015261083d90836080611ace565b5f7f00000000000000000000000000000000000000000000000000000000000000006001600160a01b031663971217b76040518163ffffffff1660e01b81526004016101a060405180830381865afa15801561089b573d5f5f3e3d5ffd5b505050506040513d601f19601f820116820180604052508101906108bf919061423d565b90505f6108cb30611962565b90505f8667ffffffffffffffff8111156108e7576108e7613d08565b60405190808252806020026020018201604052801561092b57816020015b604080518082019091525f80825260208201528152602001906001900390816109055790505b5090505f5b878110156109955761097089898381811061094d5761094d614340565b905060200281019061095f9190614354565b84866040015163ffffffff16611b0e565b82828151811061098257610982614340565b6020908102919091010152600101610930565b508467ffffffffffffffff8111156109af576109af613d08565b6040519080825280602002602001820160405280156109d8578160200160208202803683370190505b5093505f5b85811015610b0b57610a168989848a8a868181106109fd576109fd614340565b9050602002810190610a0f9190614373565b8789611bd3565b858281518110610a2857610a28614340565b60200260200101906010811115610a4157610a41613bc8565b90816010811115610a5457610a54613bc8565b9052505f858281518110610a6a57610a6a614340565b60200260200101516010811115610a8357610a83613bc8565b14610b0357868682818110610a9a57610a9a614340565b9050602002810190610aac9190614373565b5f01602001357f73a4910f84bc36ef265d5d3808ee506114d31af52ff4949efeeeca61e5825091868381518110610ae557610ae5614340565b6020026020010151604051610afa9190614388565b60405180910390a25b6001016109dd565b50505050610b17611fef565b949350505050565b6040517f61737361792f66756e64696e672f3100000000000000000000000000000000006020820152602f81018490526bffffffffffffffffffffffff19606084811b8216604f84015283901b1660638201525f9060029060770160408051601f1981840301815290829052610b94916143ad565b602060405180830381855afa158015610baf573d5f5f3e3d5ffd5b5050506040513d601f19601f82011682018060405250810190610bd291906143b8565b90505b9392505050565b5f6107a9610be930611962565b8390612019565b610bf8612051565b610c0182612108565b610c0b8282612110565b5050565b610c17611a99565b6001600160a01b0381165f908152600160205260409020548181610c78576040517fdc69dc160000000000000000000000000000000000000000000000000000000081526001600160a01b0390911660048201526024015b60405180910390fd5b506001600160a01b0382165f90815260016020526040812081905560028054839290610ca59084906143e3565b90915550506040518181526001600160a01b038316907f7084f5476618d8e60b11ef0d7d3f06914655adb8793e28ff7f018d4c76d505d59060200160405180910390a2610d1c6001600160a01b037f00000000000000000000000000000000000000000000000000000000000000001683836121fd565b50610d25611fef565b50565b5f610d31612232565b507f360894a13ba1a3210667c828492db98dca3e2076cc3735a920a3ca505d382bbc90565b60408051808201909152600d81527f72657175657374486173686573000000000000000000000000000000000000006020820152606090610d9990836080611ace565b8167ffffffffffffffff811115610db257610db2613d08565b604051908082528060200260200182016040528015610ddb578160200160208202803683370190505b5090505f5b82811015610eee57610e09848483818110610dfd57610dfd614340565b9050602002013561227b565b828281518110610e1b57610e1b614340565b60200260200101906010811115610e3457610e34613bc8565b90816010811115610e4757610e47613bc8565b9052506001828281518110610e5e57610e5e614340565b60200260200101516010811115610e7757610e77613bc8565b14610ee657838382818110610e8e57610e8e614340565b905060200201357f73a4910f84bc36ef265d5d3808ee506114d31af52ff4949efeeeca61e5825091838381518110610ec857610ec8614340565b6020026020010151604051610edd9190614388565b60405180910390a25b600101610de0565b5092915050565b610efd61237f565b610f065f6123b1565b565b3380610f1261185d565b6001600160a01b031614610f445760405163118cdaa760e01b81526001600160a01b0382166004820152602401610c6f565b610d25816123b1565b60408051610120810182525f80825260208201819052918101829052606081018290526080810182905260a0810182905260c0810182905260e081018290526101008101919091525f828152602081815260409182902082516101208101845281546001600160a01b038082168352600160a01b918290046001600160601b03169483019490945260018301549384169482019490945292820464ffffffffff166060840152600160c81b820461ffff9081166080850152600160d81b83041660a08401529060c0830190600160e81b900460ff16600381111561103357611033613bc8565b600381111561104457611044613bc8565b8152600291909101546001600160a01b0381166020830152600160a01b900464ffffffffff1660409091015292915050565b5f61107f611a99565b6110978585856110926020870187613e42565b6123e9565b90506001600160a01b037f0000000000000000000000000000000000000000000000000000000000000000166388b7ab636110d56020850185613e42565b308860800135866020013587604001356110f0888c8c610b1f565b6110fd60608b018b6143f6565b6040518963ffffffff1660e01b8152600401611120989796959493929190614439565b5f604051808303815f87803b158015611137575f5ffd5b505af1158015610b0b573d5f5f3e3d5ffd5b5f6107a961115630611962565b83906129d8565b5f807f9016d09d72d40fdae2fd8ceac6b6234c7706214fd39c1cd1e609a0528c1993005b546001600160a01b031692915050565b5f336001600160a01b037f0000000000000000000000000000000000000000000000000000000000000000168114611201576040517f05058e810000000000000000000000000000000000000000000000000000000081526001600160a01b039091166004820152602401610c6f565b505f838152600460209081526040808320805460ff1916600117905586835290829052902060028101546001600160a01b0390811690841614611247575f915050610bd5565b8054600160a01b90046001600160601b0316915060026001820154600160e81b900460ff16600381111561127d5761127d613bc8565b14801561129b57506002810154600160a01b900464ffffffffff1642105b156114525760028101545f906112be90600160a01b900464ffffffffff16612a10565b90505f5f6112cc8486612a34565b60018601546001600160a01b03165f9081526003602090815260408083208884529091528120805493955091935084926113079084906143e3565b90915550505f8381527f3617319a054d772f909f7c479a2cebe5066e836a939412e32403c99029b92eff6020526040812080548392906113489084906143e3565b90915550506040517f4056e2440000000000000000000000000000000000000000000000000000000081526001600160a01b0387811660048301525f60248301819052917f000000000000000000000000000000000000000000000000000000000000000090911690634056e2449060440160a060405180830381865afa1580156113d5573d5f5f3e3d5ffd5b505050506040513d601f19601f820116820180604052508101906113f991906144b9565b5090508161140784886143e3565b61141191906143e3565b6001600160a01b0382165f908152600360209081526040808320888452909152812080549091906114439084906143e3565b90915550611481945050505050565b600180820154600160e81b900460ff16600381111561147357611473613bc8565b14611481575f915050610bd5565b60018101805460ff60e81b1916600360e81b17905580546114ab906001600160a01b031683612a94565b80546040518381526001600160a01b039091169086907f60946652abd7b5f4fc41c863af254f60c036aa4c4cc21f0c2bd77f53afd5e3ad9060200160405180910390a3509392505050565b5f6114ff612aca565b805490915060ff68010000000000000000820416159067ffffffffffffffff165f8115801561152b5750825b90505f8267ffffffffffffffff1660011480156115475750303b155b905081158015611555575080155b1561158c576040517ff92ee8a900000000000000000000000000000000000000000000000000000000815260040160405180910390fd5b845467ffffffffffffffff1916600117855583156115c057845468ff00000000000000001916680100000000000000001785555b6115c986612af2565b831561161457845468ff000000000000000019168555604051600181527fc7f505b2f371ae2175ee4913f4499e1f2633a7b5936321eed1cdaeb6115181d29060200160405180910390a15b505050505050565b60408051808201909152600781527f6275636b6574730000000000000000000000000000000000000000000000000060208201525f9061165f9083610100611ace565b5f5b8281101561176c575f610e1085858481811061167f5761167f614340565b905060200201356116909190614555565b90508042101581906116d1576040517f8cc5ab3f000000000000000000000000000000000000000000000000000000008152600401610c6f91815260200190565b506001600160a01b0386165f908152600360205260408120908686858181106116fc576116fc614340565b9050602002013581526020019081526020015f20548361171c919061456c565b6001600160a01b0387165f908152600360205260408120919450908187878681811061174a5761174a614340565b602090810292909201358352508101919091526040015f205550600101611661565b505f6001600160a01b038516156117835784611806565b7f00000000000000000000000000000000000000000000000000000000000000006001600160a01b031663971217b76040518163ffffffff1660e01b81526004016101a060405180830381865afa1580156117e0573d5f5f3e3d5ffd5b505050506040513d601f19601f82011682018060405250810190611804919061423d565b515b90506118128183612a94565b806001600160a01b03167f84a06f595b396db15f3e0ddc75613cdb87594bae9c2a3889feb5c364452c338e8360405161184d91815260200190565b60405180910390a2509392505050565b5f807f237e158222e3e6968b72b9db0d8043aacf074ad9f650f0d1606b4d82ee432c00611181565b61188d61237f565b7f237e158222e3e6968b72b9db0d8043aacf074ad9f650f0d1606b4d82ee432c0080546001600160a01b0319166001600160a01b03831690811782556118d161115d565b6001600160a01b03167f38d16b8cac22d99fc7c124b9cd0de2d3fa1faef420bfe791d8c362d765e2270060405160405180910390a35050565b5f611913611a99565b61191f848484336123e9565b905061195a6001600160a01b037f00000000000000000000000000000000000000000000000000000000000000001633306080880135612b03565b610bd5611fef565b604080517f8b73c3c69bb8fe3d512ecc4cf759cc79239f7b179b0ffacaa9a75d522b39400f60208201527f41034bd23ecbf5790464f32b19dad6d7170b5d3627ba56dd9cd780ce037a7be7918101919091527fc89efdaa54c0f20c7adf612882df0950f5a951637e0307cdcb4c672f298b8bc660608201524660808201526001600160a01b03821660a08201525f9060c001604051602081830303815290604052805190602001209050919050565b5f610bd5827f4f7972022d946a6fa90cd91d7318de16e6fa6f59ba14e3d81cb5359bac2c1d0885604051602001611a4992919061457f565b604051602081830303815290604052805190602001206040517f19010000000000000000000000000000000000000000000000000000000000008152600281019290925260228201526042902090565b611aa1612b3f565b610f0660017f9b779b17422d0df92223018b32b4d1fa46e071723d6817e2486d003becc55f005b90612b98565b82828280821115611614576040517fd7633ac3000000000000000000000000000000000000000000000000000000008152600401610c6f9392919061462c565b604080518082019091525f80825260208201525f611b6f8585857f00000000000000000000000000000000000000000000000000000000000000007f0000000000000000000000000000000000000000000000000000000000000000612b9f565b67ffffffffffffffff16602084015290505f816005811115611b9357611b93613bc8565b14611bcb57611ba181612e4c565b82906010811115611bb457611bb4613bc8565b90816010811115611bc757611bc7613bc8565b9052505b509392505050565b6020808401355f90815290819052604081208490600180820154600160e81b900460ff166003811115611c0857611c08613bc8565b14611c2e576001810154611c2590600160e81b900460ff16612e8a565b92505050611fe5565b6001810154600160a01b900464ffffffffff164210611c5257600692505050611fe5565b60028101546001600160a01b031615801590611c8e5750611c796080830160608401613e42565b60028201546001600160a01b03908116911614155b15611c9e57600792505050611fe5565b8160200135611cc8866107a3858a6101e001358b61020001358c61022001358d6102400135612ed5565b14611cd857600892505050611fe5565b8054600160a01b90046001600160601b031660a08301351115611d0057600992505050611fe5565b8651611d146102c088016102a08901614650565b63ffffffff1610611d2a57600a92505050611fe5565b5f87611d3e6102c089016102a08a01614650565b63ffffffff1681518110611d5457611d54614340565b602002602001015190505f6010811115611d7057611d70613bc8565b81516010811115611d8357611d83613bc8565b14611d9357519250611fe5915050565b368a8a611da86102c08b016102a08c01614650565b63ffffffff16818110611dbd57611dbd614340565b9050602002810190611dcf9190614354565b9050611de16080850160608601613e42565b6001600160a01b0316611df76020830183613e42565b6001600160a01b031614611e1257600a945050505050611fe5565b5f806001600160a01b037f000000000000000000000000000000000000000000000000000000000000000016634056e244611e536080890160608a01613e42565b611e656102808e016102608f01614650565b6040517fffffffff0000000000000000000000000000000000000000000000000000000060e085901b1681526001600160a01b03909216600483015263ffffffff16602482015260440160a060405180830381865afa158015611eca573d5f5f3e3d5ffd5b505050506040513d601f19601f82011682018060405250810190611eee91906144b9565b91509150611f1581856020015167ffffffffffffffff168a6040015163ffffffff16612ff5565b611f2857600d9650505050505050611fe5565b5f611f33878b6129d8565b5f8181526004602052604090205490915060ff1615611f5c576010975050505050505050611fe5565b8151611f769082611f716102808f018f6143f6565b613059565b611f8a57600e975050505050505050611fe5565b611fb984828d6102c0016020810190611fa3919061466b565b8e806102e00190611fb49190614686565b6130a9565b611fcd57600f975050505050505050611fe5565b611fda868883868d6130de565b5f9750505050505050505b9695505050505050565b610f065f7f9b779b17422d0df92223018b32b4d1fa46e071723d6817e2486d003becc55f00611ac8565b5f610bd5827f460b99ca296738767eaf880e88460128e1dee84a436daef9211ef6051185295385604051602001611a499291906146cc565b306001600160a01b037f00000000000000000000000000000000000000000000000000000000000000001614806120ea57507f00000000000000000000000000000000000000000000000000000000000000006001600160a01b03166120de7f360894a13ba1a3210667c828492db98dca3e2076cc3735a920a3ca505d382bbc546001600160a01b031690565b6001600160a01b031614155b15610f065760405163703e46dd60e11b815260040160405180910390fd5b610d2561237f565b816001600160a01b03166352d1902d6040518163ffffffff1660e01b8152600401602060405180830381865afa92505050801561216a575060408051601f3d908101601f19168201909252612167918101906143b8565b60015b61219257604051634c9c8ce360e01b81526001600160a01b0383166004820152602401610c6f565b7f360894a13ba1a3210667c828492db98dca3e2076cc3735a920a3ca505d382bbc81146121ee576040517faa1d49a400000000000000000000000000000000000000000000000000000000815260048101829052602401610c6f565b6121f883836132ec565b505050565b61220a8383836001613341565b6121f857604051635274afe760e01b81526001600160a01b0384166004820152602401610c6f565b306001600160a01b037f00000000000000000000000000000000000000000000000000000000000000001614610f065760405163703e46dd60e11b815260040160405180910390fd5b5f818152602081905260408120600180820154600160e81b900460ff1660038111156122a9576122a9613bc8565b146122c6576001810154610bd590600160e81b900460ff16612e8a565b6001810154600160a01b900464ffffffffff164210156122e95750600592915050565b60018101805460ff60e81b1916600360e81b1790558054612324906001600160a01b03811690600160a01b90046001600160601b0316612a94565b8054604051600160a01b82046001600160601b031681526001600160a01b039091169084907f60946652abd7b5f4fc41c863af254f60c036aa4c4cc21f0c2bd77f53afd5e3ad9060200160405180910390a350600192915050565b3361238861115d565b6001600160a01b031614610f065760405163118cdaa760e01b8152336004820152602401610c6f565b7f237e158222e3e6968b72b9db0d8043aacf074ad9f650f0d1606b4d82ee432c0080546001600160a01b0319168155610c0b826133bc565b5f6124056123f630611962565b6107a336889003880188614144565b5f8181526020819052604081209192506001820154600160e81b900460ff16600381111561243557612435613bc8565b148290612471576040517f153e403d000000000000000000000000000000000000000000000000000000008152600401610c6f91815260200190565b506001600160a01b03831661248e61016088016101408901613e42565b6001600160a01b031614806124bc57505f6124b161016088016101408901613e42565b6001600160a01b0316145b6124ce61016088016101408901613e42565b84909161251a576040517f4b398a7d0000000000000000000000000000000000000000000000000000000081526001600160a01b03928316600482015291166024820152604401610c6f565b50505f866080013511801561253a57506001600160601b03608087013511155b866080013560016001600160601b0390919261259c576040517fa8cc372f000000000000000000000000000000000000000000000000000000008152600481019390935260248301919091526001600160601b03166044820152606401610c6f565b504291506125b490506101408801610120890161466b565b67ffffffffffffffff1610156125d26101408801610120890161466b565b90612616576040517fbfb22adf00000000000000000000000000000000000000000000000000000000815267ffffffffffffffff9091166004820152602401610c6f565b505f61262562278d004261456c565b90508061263a61014089016101208a0161466b565b67ffffffffffffffff16111561265861014089016101208a0161466b565b8290916126a3576040517f657526de00000000000000000000000000000000000000000000000000000000815267ffffffffffffffff90921660048301526024820152604401610c6f565b50505f7f00000000000000000000000000000000000000000000000000000000000000006001600160a01b031663971217b76040518163ffffffff1660e01b81526004016101a060405180830381865afa158015612703573d5f5f3e3d5ffd5b505050506040513d601f19601f82011682018060405250810190612727919061423d565b90505f6001600160a01b038816156127e6576040517fbf1812ef0000000000000000000000000000000000000000000000000000000081526001600160a01b0389811660048301528a3560248301527f0000000000000000000000000000000000000000000000000000000000000000169063bf1812ef90604401602060405180830381865afa1580156127bd573d5f5f3e3d5ffd5b505050506040513d601f19601f820116820180604052508101906127e1919061473f565b6127e8565b5f5b6001600160a01b03878116600160a01b60808d01356001600160601b0316021786556001860180546001600160a01b031916918b1691909117905560a0830151604084015191925063ffffffff908116911661284c6101408c016101208d0161466b565b6128569190614758565b6128609190614758565b8460010160146101000a81548164ffffffffff021916908364ffffffffff1602179055508160e0015161ffff168161ffff16106128a1578160e001516128a3565b805b60018501805460c085015161ffff908116600160d81b027fffffff0000ffffffffffffffffffffffffffffffffffffffffffffffffffffff94909116600160c81b02939093167fffffff00000000ffffffffffffffffffffffffffffffffffffffffffffffffff909116179190911760ff60e81b1916600160e81b179055600280850180546001600160a01b0319166001600160a01b038a16179055805460808b013591905f9061295590849061456c565b90915550506001840154604080518b3581526001600160a01b038b811660208301526080808e013593830193909352600160a01b90930464ffffffffff1660608201528983169289169188917f0ded32469ee5c65ba81456913ddeaaeb2d31222afbcf95de155b841cc6388d0a910160405180910390a450505050949350505050565b5f610bd5827fbfb6cc6c2631d58b9584b7799904db452f8797316b7adbaf7c8ca6dc159ffd7e85604051602001611a49929190614775565b5f610e106001612a20828561456c565b612a2a91906143e3565b6107a9919061489e565b60018201545f90819061271090612a5690600160c81b900461ffff1685614555565b612a60919061489e565b600185015490925061271090612a8190600160d81b900461ffff1685614555565b612a8b919061489e565b90509250929050565b8015610c0b576001600160a01b0382165f9081526001602052604081208054839290612ac190849061456c565b90915550505050565b5f807ff0c57e16840df040f15088dc2f81fe391c3923bec73e23a9662efc9c229c6a006107a9565b612afa61342c565b610d258161346a565b612b118484848460016134b4565b612b3957604051635274afe760e01b81526001600160a01b0385166004820152602401610c6f565b50505050565b7f9b779b17422d0df92223018b32b4d1fa46e071723d6817e2486d003becc55f005c15610f06576040517f3ee5aeb500000000000000000000000000000000000000000000000000000000815260040160405180910390fd5b80825d5050565b6040517f9591a61000000000000000000000000000000000000000000000000000000000815260c086013560048201525f90819087906001600160a01b03861690639591a61090602401602060405180830381865afa158015612c04573d5f5f3e3d5ffd5b505050506040513d601f19601f82011682018060405250810190612c2891906148bd565b91505f612cc0612c3b6020840184613e42565b612c4b604085016020860161466b565b8460400135604051602001612cac9392919060609390931b6bffffffffffffffffffffffff1916835260c09190911b7fffffffffffffffff000000000000000000000000000000000000000000000000166014830152601c820152603c0190565b60405160208183030381529060405261353a565b905067ffffffffffffffff83161580612ce857506020612ce46101008b018b614686565b9050115b80612d235750612d2160c08a0135612d076101008c0160e08d01614650565b63ffffffff1683612d1c6101008e018e614686565b6135ab565b155b15612d3357600193505050612e42565b5f6001600160a01b038616634056e244612d506020860186613e42565b612d6060a08e0160808f01614650565b6040517fffffffff0000000000000000000000000000000000000000000000000000000060e085901b1681526001600160a01b03909216600483015263ffffffff16602482015260440160a060405180830381865afa158015612dc5573d5f5f3e3d5ffd5b505050506040513d601f19601f82011682018060405250810190612de991906144b9565b915050612e01818567ffffffffffffffff168a612ff5565b612e115760039450505050612e42565b8051612e2e90612e21858c612019565b611f7160a08e018e6143f6565b612e3e5760029450505050612e42565b5050505b9550959350505050565b5f6001826005811115612e6157612e61613bc8565b612e6c90600b6148d8565b612e7691906148f1565b60ff1660108111156107a9576107a9613bc8565b5f6002826003811115612e9f57612e9f613bc8565b03612eac57506003919050565b6003826003811115612ec057612ec0613bc8565b03612ecd57506004919050565b506002919050565b612f3f6040518061016001604052805f81526020015f81526020015f81526020015f81526020015f81526020015f60ff1681526020015f151581526020015f81526020015f81526020015f67ffffffffffffffff1681526020015f6001600160a01b031681525090565b60405180610160016040528087604001358152602001876101000135815260200186815260200185815260200184815260200187610180016020810190612f86919061490a565b60ff16815261014088013515156020820152604081018490526101a08801356060820152608001612fbf6101e089016101c08a0161466b565b67ffffffffffffffff168152602001612fde60a0890160808a01613e42565b6001600160a01b0316905290505b95945050505050565b82515f906001600160a01b031615806130185750836020015164ffffffffff1683105b1561302457505f610bd5565b604084015164ffffffffff161580610bd2575081846040015164ffffffffff1661304e919061456c565b909211159392505050565b5f5f5f613067868686613631565b5090925090505f81600381111561308057613080613bc8565b14801561309e5750866001600160a01b0316826001600160a01b0316145b979650505050505050565b5f60408211801590611fe55750611fe5604087018035906130cd9060208a0161466b565b866130d789613678565b8787613699565b845460a085013590613115906001600160a01b03811690613110908490600160a01b90046001600160601b03166143e3565b612a94565b5f82610100015163ffffffff16600461312e9190614555565b60608401516131439063ffffffff164261456c565b61314d919061456c565b60018801805460ff60e81b19167d02000000000000000000000000000000000000000000000000000000000017905587546001600160a01b0316600160a01b6001600160601b0385160217885590506131ac6080870160608801613e42565b6002880180546001600160a01b03929092167fffffffffffffff0000000000000000000000000000000000000000000000000090921691909117600160a01b64ffffffffff8416021790555f806132038985612a34565b915091505f6132188464ffffffffff16612a10565b60018b0154909150613234906001600160a01b031682856137da565b61323f5f82846137da565b61325e87828461324f878a6143e3565b61325991906143e3565b6137da565b6001600160a01b03871661327860808b0160608c01613e42565b604080518b815260208181018a90529181018790526060810186905264ffffffffff881660808201526001600160a01b039290921691908c0135907fc725f7e89f8acccbcebd3de27d425211e2245d0781b5c2b525da1b6e3d8428409060a00160405180910390a450505050505050505050565b6132f58261381c565b6040516001600160a01b038316907fbc7cd75a20ee27fd9adebab32041f755214dbc6bffa90cc0225b39da2e5c2d3b905f90a2805115613339576121f88282613892565b610c0b61395d565b6040517fa9059cbb000000000000000000000000000000000000000000000000000000005f8181526001600160a01b038616600452602485905291602083604481808b5af1925060015f511483166133b05783831516156133a4573d5f823e3d81fd5b5f873b113d1516831692505b60405250949350505050565b7f9016d09d72d40fdae2fd8ceac6b6234c7706214fd39c1cd1e609a0528c19930080546001600160a01b031981166001600160a01b03848116918217845560405192169182907f8be0079c531659141344cd1fd0a4f28419497f9722a3daafe3b4186f6b6457e0905f90a3505050565b613434613995565b610f06576040517fd7e6bcf800000000000000000000000000000000000000000000000000000000815260040160405180910390fd5b61347261342c565b6001600160a01b038116610f44576040517f1e4fbdf70000000000000000000000000000000000000000000000000000000081525f6004820152602401610c6f565b6040517f23b872dd000000000000000000000000000000000000000000000000000000005f8181526001600160a01b038781166004528616602452604485905291602083606481808c5af1925060015f5114831661352957838315161561351d573d5f823e3d81fd5b5f883b113d1516831692505b604052505f60605295945050505050565b5f60025f60f81b83604051602001613553929190614923565b60408051601f198184030181529082905261356d916143ad565b602060405180830381855afa158015613588573d5f5f3e3d5ffd5b5050506040513d601f19601f820116820180604052508101906107a991906143b8565b5f84821c156135bb57505f612fec565b835f5b8381101561362457600187821c16156135f8576135f38585838181106135e6576135e6614340565b90506020020135836139b3565b61361a565b61361a8286868481811061360e5761360e614340565b905060200201356139b3565b91506001016135be565b5090951495945050505050565b5f80806041849003613665578435602086013560408701355f1a613657898285856139e3565b95509550955050505061366f565b505f915060029050825b93509350939050565b5f5f5f538160015260205f60215f60025afa613692575f5ffd5b50505f5190565b5f8567ffffffffffffffff168567ffffffffffffffff16106136bc57505f611fe5565b845f6136c9600189614956565b9050855f5b858110156137b4578267ffffffffffffffff165f036136f3575f945050505050611fe5565b6001808516148061371757508267ffffffffffffffff168467ffffffffffffffff16145b1561377f576137318787838181106135e6576135e6614340565b91505b6001841615801561374e575067ffffffffffffffff841615155b1561377a5760018467ffffffffffffffff16901c935060018367ffffffffffffffff16901c9250613734565b613798565b6137958288888481811061360e5761360e614340565b91505b677fffffffffffffff600194851c81169493841c1692016136ce565b5067ffffffffffffffff82161580156137cc57508981145b9a9950505050505050505050565b80156121f8576001600160a01b0383165f9081526003602090815260408083208584529091528120805483929061381290849061456c565b9091555050505050565b806001600160a01b03163b5f0361385157604051634c9c8ce360e01b81526001600160a01b0382166004820152602401610c6f565b7f360894a13ba1a3210667c828492db98dca3e2076cc3735a920a3ca505d382bbc80546001600160a01b0319166001600160a01b0392909216919091179055565b60605f61389f8484613aab565b90508080156138c057505f3d11806138c057505f846001600160a01b03163b115b156138d5576138cd613abe565b9150506107a9565b8015613918576040517f9996b3150000000000000000000000000000000000000000000000000000000081526001600160a01b0385166004820152602401610c6f565b3d1561392b57613926613ad7565b610eee565b6040517fd6bda27500000000000000000000000000000000000000000000000000000000815260040160405180910390fd5b3415610f06576040517fb398979f00000000000000000000000000000000000000000000000000000000815260040160405180910390fd5b5f61399e612aca565b5468010000000000000000900460ff16919050565b5f6040516001815383600182015282602182015260205f60418360025afa6139d9575f5ffd5b50505f5192915050565b5f80807f7fffffffffffffffffffffffffffffff5d576e7357a4501ddfe92f46681b20a0841115613a1c57505f91506003905082613aa1565b604080515f808252602082018084528a905260ff891692820192909252606081018790526080810186905260019060a0016020604051602081039080840390855afa158015613a6d573d5f5f3e3d5ffd5b5050604051601f1901519150506001600160a01b038116613a9857505f925060019150829050613aa1565b92505f91508190505b9450945094915050565b5f5f5f835160208501865af49392505050565b6040513d81523d5f602083013e3d602001810160405290565b6040513d5f823e3d81fd5b5f6101608284031215613af3575f5ffd5b50919050565b5f6101608284031215613b0a575f5ffd5b610bd58383613ae2565b5f5f83601f840112613b24575f5ffd5b50813567ffffffffffffffff811115613b3b575f5ffd5b6020830191508360208260051b8501011115613b55575f5ffd5b9250929050565b5f5f5f5f60408587031215613b6f575f5ffd5b843567ffffffffffffffff811115613b85575f5ffd5b613b9187828801613b14565b909550935050602085013567ffffffffffffffff811115613bb0575f5ffd5b613bbc87828801613b14565b95989497509550505050565b634e487b7160e01b5f52602160045260245ffd5b60118110613bec57613bec613bc8565b9052565b602080825282518282018190525f918401906040840190835b81811015613c2f57613c1c838551613bdc565b6020938401939290920191600101613c09565b509095945050505050565b6001600160a01b0381168114610d25575f5ffd5b8035613c5981613c3a565b919050565b5f5f60408385031215613c6f575f5ffd5b8235613c7a81613c3a565b946020939093013593505050565b5f5f5f60608486031215613c9a575f5ffd5b833592506020840135613cac81613c3a565b91506040840135613cbc81613c3a565b809150509250925092565b5f60808284031215613af3575f5ffd5b5f60808284031215613ce7575f5ffd5b610bd58383613cc7565b5f60208284031215613d01575f5ffd5b5035919050565b634e487b7160e01b5f52604160045260245ffd5b604051610160810167ffffffffffffffff81118282101715613d4057613d40613d08565b60405290565b6040516101a0810167ffffffffffffffff81118282101715613d4057613d40613d08565b604051601f8201601f1916810167ffffffffffffffff81118282101715613d9357613d93613d08565b604052919050565b5f5f60408385031215613dac575f5ffd5b8235613db781613c3a565b9150602083013567ffffffffffffffff811115613dd2575f5ffd5b8301601f81018513613de2575f5ffd5b803567ffffffffffffffff811115613dfc57613dfc613d08565b613e0f601f8201601f1916602001613d6a565b818152866020838501011115613e23575f5ffd5b816020840160208301375f602083830101528093505050509250929050565b5f60208284031215613e52575f5ffd5b8135610bd581613c3a565b5f5f60208385031215613e6e575f5ffd5b823567ffffffffffffffff811115613e84575f5ffd5b613e9085828601613b14565b90969095509350505050565b60048110613bec57613bec613bc8565b5f610120820190506001600160a01b0383511682526001600160601b0360208401511660208301526040830151613eee60408401826001600160a01b03169052565b506060830151613f07606084018264ffffffffff169052565b506080830151613f1d608084018261ffff169052565b5060a0830151613f3360a084018261ffff169052565b5060c0830151613f4660c0840182613e9c565b5060e0830151613f6160e08401826001600160a01b03169052565b50610100830151610eee61010084018264ffffffffff169052565b5f5f5f5f6101c08587031215613f90575f5ffd5b613f9a8686613ae2565b9350610160850135613fab81613c3a565b9250610180850135613fbc81613c3a565b91506101a085013567ffffffffffffffff811115613fd8575f5ffd5b613fe487828801613cc7565b91505092959194509250565b5f6101e0828403128015614002575f5ffd5b509092915050565b5f5f5f6060848603121561401c575f5ffd5b83359250602084013591506040840135613cbc81613c3a565b5f81518084528060208401602086015e5f602082860101526020601f19601f83011685010191505092915050565b602081525f610bd56020830184614035565b5f5f5f60408486031215614087575f5ffd5b833561409281613c3a565b9250602084013567ffffffffffffffff8111156140ad575f5ffd5b6140b986828701613b14565b9497909650939450505050565b5f5f5f6101a084860312156140d9575f5ffd5b6140e38585613ae2565b92506101608401356140f481613c3a565b9150610180840135613cbc81613c3a565b803560ff81168114613c59575f5ffd5b80358015158114613c59575f5ffd5b67ffffffffffffffff81168114610d25575f5ffd5b8035613c5981614124565b5f610160828403128015614156575f5ffd5b5061415f613d1c565b823581526020808401359082015260408084013590820152606080840135908201526080808401359082015261419760a08401614105565b60a08201526141a860c08401614115565b60c082015260e0838101359082015261010080840135908201526141cf6101208401614139565b6101208201526141e26101408401613c4e565b6101408201529392505050565b8051613c5981613c3a565b80516001600160601b0381168114613c59575f5ffd5b63ffffffff81168114610d25575f5ffd5b8051613c5981614210565b805161ffff81168114613c59575f5ffd5b5f6101a082840312801561424f575f5ffd5b50614258613d46565b614261836141ef565b815261426f602084016141fa565b602082015261428060408401614221565b604082015261429160608401614221565b60608201526142a260808401614221565b60808201526142b360a08401614221565b60a08201526142c460c0840161422c565b60c08201526142d560e0840161422c565b60e08201526142e76101008401614221565b6101008201526142fa610120840161422c565b61012082015261430d61014084016141fa565b61014082015261432061016084016141fa565b610160820152614333610180840161422c565b6101808201529392505050565b634e487b7160e01b5f52603260045260245ffd5b5f823561011e19833603018112614369575f5ffd5b9190910192915050565b5f82356102fe19833603018112614369575f5ffd5b602081016107a98284613bdc565b5f81518060208401855e5f93019283525090919050565b5f610bd58284614396565b5f602082840312156143c8575f5ffd5b5051919050565b634e487b7160e01b5f52601160045260245ffd5b818103818111156107a9576107a96143cf565b5f5f8335601e1984360301811261440b575f5ffd5b83018035915067ffffffffffffffff821115614425575f5ffd5b602001915036819003821315613b55575f5ffd5b6001600160a01b03891681526001600160a01b03881660208201528660408201528560608201528460808201528360a082015260e060c08201528160e082015281836101008301375f81830161010090810191909152601f909201601f19160101979650505050505050565b805164ffffffffff81168114613c59575f5ffd5b5f5f82840360a08112156144cb575f5ffd5b83516144d681613c3a565b92506080601f19820112156144e9575f5ffd5b506040516080810167ffffffffffffffff8111828210171561450d5761450d613d08565b604052602084015161451e81613c3a565b815261452c604085016144a5565b602082015261453d606085016144a5565b60408201526080939093015160608401525092909150565b80820281158282048414176107a9576107a96143cf565b808201808211156107a9576107a96143cf565b5f6101808201905083825282516020830152602083015160408301526040830151606083015260608301516080830152608083015160a083015260a08301516145cd60c084018260ff169052565b5060c083015180151560e08401525060e083015161010083015261010083015161012083015261012083015161461061014084018267ffffffffffffffff169052565b506101408301516001600160a01b038116610160840152611bcb565b606081525f61463e6060830186614035565b60208301949094525060400152919050565b5f60208284031215614660575f5ffd5b8135610bd581614210565b5f6020828403121561467b575f5ffd5b8135610bd581614124565b5f5f8335601e1984360301811261469b575f5ffd5b83018035915067ffffffffffffffff8211156146b5575f5ffd5b6020019150600581901b3603821315613b55575f5ffd5b82815260a0810182356146de81613c3a565b6001600160a01b03811660208401525060208301356146fc81614124565b67ffffffffffffffff1660408381019190915283013560608084019190915283013561472781614124565b67ffffffffffffffff81166080840152509392505050565b5f6020828403121561474f575f5ffd5b610bd58261422c565b64ffffffffff81811683821601908111156107a9576107a96143cf565b82815281356020808301919091528201356040808301919091528201356060808301919091526102008201906147ac908401613c4e565b6001600160a01b0381166080840152506147c860808401613c4e565b6001600160a01b03811660a08401525060a083013560c0838101919091526147f1908401614139565b67ffffffffffffffff811660e08401525061480e60e08401614139565b67ffffffffffffffff81166101008401525061010083013561012083810191909152830135610140808401919091528301356101608084019190915283013561018080840191909152614862908401614105565b60ff81166101a0840152506101a08301356101c083810191909152614888908401614139565b67ffffffffffffffff81166101e0840152611bcb565b5f826148b857634e487b7160e01b5f52601260045260245ffd5b500490565b5f602082840312156148cd575f5ffd5b8151610bd581614124565b60ff81811683821601908111156107a9576107a96143cf565b60ff82811682821603908111156107a9576107a96143cf565b5f6020828403121561491a575f5ffd5b610bd582614105565b7fff00000000000000000000000000000000000000000000000000000000000000831681525f610bd26001830184614396565b67ffffffffffffffff82811682821603908111156107a9576107a96143cf56' as const
