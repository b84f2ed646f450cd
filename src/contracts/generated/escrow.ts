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
  '0x61016060405230608052348015610014575f5ffd5b50604051614b9b380380614b9b83398101604081905261003391610131565b61003b61006b565b6001600160a01b0395861660a05293851660c05291841660e05283166101005282166101205216610140526101b4565b7ff0c57e16840df040f15088dc2f81fe391c3923bec73e23a9662efc9c229c6a00805468010000000000000000900460ff16156100bb5760405163f92ee8a960e01b815260040160405180910390fd5b80546001600160401b039081161461011a5780546001600160401b0319166001600160401b0390811782556040519081527fc7f505b2f371ae2175ee4913f4499e1f2633a7b5936321eed1cdaeb6115181d29060200160405180910390a15b50565b6001600160a01b038116811461011a575f5ffd5b5f5f5f5f5f5f60c08789031215610146575f5ffd5b86516101518161011d565b60208801519096506101628161011d565b60408801519095506101738161011d565b60608801519094506101848161011d565b60808801519093506101958161011d565b60a08801519092506101a68161011d565b809150509295509295509295565b60805160a05160c05160e0516101005161012051610140516149346102675f395f81816103ec01526110ac01525f818161049f0152611aa601525f81816105780152818161129d01528181611ac70152611d9a01525f818161045601526128a701525f81816106100152818161081c015281816116b601526127d701525f818161054501528181610cd7015281816117b2015261183b01525f818161202801528181612051015261220901526149345ff3fe60806040526004361061025d575f3560e01c80637a86983f1161014b578063ad3cb1cc116100c6578063d5d44d801161007c578063ed78f50b11610062578063ed78f50b14610738578063f2fde38b14610757578063f43cc77314610776575f5ffd5b8063d5d44d80146106f9578063e30c397814610724575f5ffd5b8063c6f73293116100ac578063c6f73293146106a6578063cd5392e3146106c5578063d040eff4146106da575f5ffd5b8063ad3cb1cc14610632578063c4d66de814610687575f5ffd5b80638b7b23ee1161011b5780639933f7e1116101015780639933f7e1146105c1578063a4314c20146105e0578063a9b5898f146105ff575f5ffd5b80638b7b23ee1461059a5780638da5cb5b146105ad575f5ffd5b80637a86983f146104e95780637d761a331461051557806382bfefc814610534578063863191b814610567575f5ffd5b806357d4c4ee116101db57806365d8c3e4116101ab5780636ff43706116101915780636ff437061461048e578063715018a6146104c157806379ba5097146104d5575f5ffd5b806365d8c3e4146104455780636f0e530f14610478575f5ffd5b806357d4c4ee146103b3578063588fcfd8146103c75780635db93dfa146103db5780636023fda514610426575f5ffd5b80633d7b462b116102305780634f1ef286116102165780634f1ef2861461036b57806351cff8d91461038057806352d1902d1461039f575f5ffd5b80633d7b462b1461030e5780634f0d8e3d1461032d575f5ffd5b80631486727e1461026157806315aaea17146102965780631ed05078146102b95780633bcf7e95146102ef575b5f5ffd5b34801561026c575f5ffd5b5061028061027b366004613b19565b61078b565b60405161028d9190613bad565b60405180910390f35b3480156102a1575f5ffd5b506102ab61010081565b60405190815260200161028d565b3480156102c4575f5ffd5b506102ab6102d3366004613c1b565b600360209081525f928352604080842090915290825290205481565b3480156102fa575f5ffd5b506102ab610309366004613c45565b610afb565b348015610319575f5ffd5b506102ab610328366004613c9a565b610bb8565b348015610338575f5ffd5b5061035b610347366004613cb4565b60046020525f908152604090205460ff1681565b604051901515815260200161028d565b61037e610379366004613d5e565b610bd2565b005b34801561038b575f5ffd5b5061037e61039a366004613e05565b610bf1565b3480156103aa575f5ffd5b506102ab610d0a565b3480156103be575f5ffd5b506102ab608081565b3480156103d2575f5ffd5b506102ab602081565b3480156103e6575f5ffd5b5061040e7f000000000000000000000000000000000000000000000000000000000000000081565b6040516001600160a01b03909116815260200161028d565b348015610431575f5ffd5b50610280610440366004613e20565b610d38565b348015610450575f5ffd5b5061040e7f000000000000000000000000000000000000000000000000000000000000000081565b348015610483575f5ffd5b506102ab62278d0081565b348015610499575f5ffd5b5061040e7f000000000000000000000000000000000000000000000000000000000000000081565b3480156104cc575f5ffd5b5061037e610ed7565b3480156104e0575f5ffd5b5061037e610eea565b3480156104f4575f5ffd5b50610508610503366004613cb4565b610f2f565b60405161028d9190613e6f565b348015610520575f5ffd5b506102ab61052f366004613f3f565b611058565b34801561053f575f5ffd5b5061040e7f000000000000000000000000000000000000000000000000000000000000000081565b348015610572575f5ffd5b5061040e7f000000000000000000000000000000000000000000000000000000000000000081565b3480156105a5575f5ffd5b5061040e5f81565b3480156105b8575f5ffd5b5061040e61106c565b3480156105cc575f5ffd5b506102ab6105db366004613f59565b6110a0565b3480156105eb575f5ffd5b506102ab6105fa366004613f95565b611405565b34801561060a575f5ffd5b5061040e7f000000000000000000000000000000000000000000000000000000000000000081565b34801561063d575f5ffd5b5061067a6040518060400160405280600581526020017f352e302e3000000000000000000000000000000000000000000000000000000081525081565b60405161028d9190613fde565b348015610692575f5ffd5b5061037e6106a1366004613e05565b611427565b3480156106b1575f5ffd5b506102ab6106c0366004613ff0565b61154d565b3480156106d0575f5ffd5b506102ab610e1081565b3480156106e5575f5ffd5b506102ab6106f4366004614041565b61178e565b348015610704575f5ffd5b506102ab610713366004613e05565b60016020525f908152604090205481565b34801561072f575f5ffd5b5061040e6117e6565b348015610743575f5ffd5b506102ab610752366004614080565b61180e565b348015610762575f5ffd5b5061037e610771366004613e05565b6118e1565b348015610781575f5ffd5b506102ab60025481565b6060610795611966565b6107d96040518060400160405280600b81526020017f636865636b706f696e747300000000000000000000000000000000000000000081525086869050602061199b565b60408051808201909152600581527f6974656d7300000000000000000000000000000000000000000000000000000060208201526108199083608061199b565b5f7f00000000000000000000000000000000000000000000000000000000000000006001600160a01b031663971217b76040518163ffffffff1660e01b81526004016101a060405180830381865afa158015610877573d5f5f3e3d5ffd5b505050506040513d601f19601f8201168201806040525081019061089b9190614142565b90505f6108a7306119db565b90505f8667ffffffffffffffff8111156108c3576108c3613ccb565b60405190808252806020026020018201604052801561090757816020015b604080518082019091525f80825260208201528152602001906001900390816108e15790505b5090505f5b878110156109715761094c89898381811061092957610929614245565b905060200281019061093b9190614259565b84866040015163ffffffff16611a8a565b82828151811061095e5761095e614245565b602090810291909101015260010161090c565b508467ffffffffffffffff81111561098b5761098b613ccb565b6040519080825280602002602001820160405280156109b4578160200160208202803683370190505b5093505f5b85811015610ae7576109f28989848a8a868181106109d9576109d9614245565b90506020028101906109eb9190614278565b8789611b4f565b858281518110610a0457610a04614245565b60200260200101906010811115610a1d57610a1d613b85565b90816010811115610a3057610a30613b85565b9052505f858281518110610a4657610a46614245565b60200260200101516010811115610a5f57610a5f613b85565b14610adf57868682818110610a7657610a76614245565b9050602002810190610a889190614278565b5f01602001357f73a4910f84bc36ef265d5d3808ee506114d31af52ff4949efeeeca61e5825091868381518110610ac157610ac1614245565b6020026020010151604051610ad6919061428d565b60405180910390a25b6001016109b9565b50505050610af3611f6b565b949350505050565b6040517f61737361792f66756e64696e672f3100000000000000000000000000000000006020820152602f81018490526bffffffffffffffffffffffff19606084811b8216604f84015283901b1660638201525f9060029060770160408051601f1981840301815290829052610b70916142b2565b602060405180830381855afa158015610b8b573d5f5f3e3d5ffd5b5050506040513d601f19601f82011682018060405250810190610bae91906142bd565b90505b9392505050565b5f610bcc610bc5306119db565b8390611f95565b92915050565b610bda61201d565b610be3826120d4565b610bed82826120dc565b5050565b610bf9611966565b6001600160a01b0381165f908152600160205260409020548181610c5a576040517fdc69dc160000000000000000000000000000000000000000000000000000000081526001600160a01b0390911660048201526024015b60405180910390fd5b506001600160a01b0382165f90815260016020526040812081905560028054839290610c879084906142e8565b90915550506040518181526001600160a01b038316907f7084f5476618d8e60b11ef0d7d3f06914655adb8793e28ff7f018d4c76d505d59060200160405180910390a2610cfe6001600160a01b037f00000000000000000000000000000000000000000000000000000000000000001683836121c9565b50610d07611f6b565b50565b5f610d136121fe565b507f360894a13ba1a3210667c828492db98dca3e2076cc3735a920a3ca505d382bbc90565b60408051808201909152600d81527f72657175657374486173686573000000000000000000000000000000000000006020820152606090610d7b9083608061199b565b8167ffffffffffffffff811115610d9457610d94613ccb565b604051908082528060200260200182016040528015610dbd578160200160208202803683370190505b5090505f5b82811015610ed057610deb848483818110610ddf57610ddf614245565b90506020020135612247565b828281518110610dfd57610dfd614245565b60200260200101906010811115610e1657610e16613b85565b90816010811115610e2957610e29613b85565b9052506001828281518110610e4057610e40614245565b60200260200101516010811115610e5957610e59613b85565b14610ec857838382818110610e7057610e70614245565b905060200201357f73a4910f84bc36ef265d5d3808ee506114d31af52ff4949efeeeca61e5825091838381518110610eaa57610eaa614245565b6020026020010151604051610ebf919061428d565b60405180910390a25b600101610dc2565b5092915050565b610edf61234b565b610ee85f61237d565b565b3380610ef46117e6565b6001600160a01b031614610f265760405163118cdaa760e01b81526001600160a01b0382166004820152602401610c51565b610d078161237d565b60408051610120810182525f80825260208201819052918101829052606081018290526080810182905260a0810182905260c0810182905260e081018290526101008101919091525f828152602081815260409182902082516101208101845281546001600160a01b038082168352600160a01b918290046001600160601b03169483019490945260018301549384169482019490945292820464ffffffffff166060840152600160c81b820461ffff9081166080850152600160d81b83041660a08401529060c0830190600160e81b900460ff16600381111561101557611015613b85565b600381111561102657611026613b85565b8152600291909101546001600160a01b0381166020830152600160a01b900464ffffffffff1660409091015292915050565b5f610bcc611065306119db565b83906123b5565b5f807f9016d09d72d40fdae2fd8ceac6b6234c7706214fd39c1cd1e609a0528c1993005b546001600160a01b031692915050565b5f336001600160a01b037f0000000000000000000000000000000000000000000000000000000000000000168114611110576040517f05058e810000000000000000000000000000000000000000000000000000000081526001600160a01b039091166004820152602401610c51565b505f838152600460209081526040808320805460ff1916600117905586835290829052902060028101546001600160a01b0390811690841614611156575f915050610bb1565b8054600160a01b90046001600160601b0316915060026001820154600160e81b900460ff16600381111561118c5761118c613b85565b1480156111aa57506002810154600160a01b900464ffffffffff1642105b156113615760028101545f906111cd90600160a01b900464ffffffffff166123ed565b90505f5f6111db8486612411565b60018601546001600160a01b03165f9081526003602090815260408083208884529091528120805493955091935084926112169084906142e8565b90915550505f8381527f3617319a054d772f909f7c479a2cebe5066e836a939412e32403c99029b92eff6020526040812080548392906112579084906142e8565b90915550506040517f4056e2440000000000000000000000000000000000000000000000000000000081526001600160a01b0387811660048301525f60248301819052917f000000000000000000000000000000000000000000000000000000000000000090911690634056e2449060440160a060405180830381865afa1580156112e4573d5f5f3e3d5ffd5b505050506040513d601f19601f82011682018060405250810190611308919061430f565b5090508161131684886142e8565b61132091906142e8565b6001600160a01b0382165f908152600360209081526040808320888452909152812080549091906113529084906142e8565b90915550611390945050505050565b600180820154600160e81b900460ff16600381111561138257611382613b85565b14611390575f915050610bb1565b60018101805460ff60e81b1916600360e81b17905580546113ba906001600160a01b031683612471565b80546040518381526001600160a01b039091169086907f60946652abd7b5f4fc41c863af254f60c036aa4c4cc21f0c2bd77f53afd5e3ad9060200160405180910390a3509392505050565b5f610bcc611412306119db565b611421368590038501856143db565b906124a7565b5f6114306124df565b805490915060ff68010000000000000000820416159067ffffffffffffffff165f8115801561145c5750825b90505f8267ffffffffffffffff1660011480156114785750303b155b905081158015611486575080155b156114bd576040517ff92ee8a900000000000000000000000000000000000000000000000000000000815260040160405180910390fd5b845467ffffffffffffffff1916600117855583156114f157845468ff00000000000000001916680100000000000000001785555b6114fa86612507565b831561154557845468ff000000000000000019168555604051600181527fc7f505b2f371ae2175ee4913f4499e1f2633a7b5936321eed1cdaeb6115181d29060200160405180910390a15b505050505050565b60408051808201909152600781527f6275636b6574730000000000000000000000000000000000000000000000000060208201525f90611590908361010061199b565b5f5b8281101561169d575f610e108585848181106115b0576115b0614245565b905060200201356115c19190614474565b9050804210158190611602576040517f8cc5ab3f000000000000000000000000000000000000000000000000000000008152600401610c5191815260200190565b506001600160a01b0386165f9081526003602052604081209086868581811061162d5761162d614245565b9050602002013581526020019081526020015f20548361164d919061448b565b6001600160a01b0387165f908152600360205260408120919450908187878681811061167b5761167b614245565b602090810292909201358352508101919091526040015f205550600101611592565b505f6001600160a01b038516156116b45784611737565b7f00000000000000000000000000000000000000000000000000000000000000006001600160a01b031663971217b76040518163ffffffff1660e01b81526004016101a060405180830381865afa158015611711573d5f5f3e3d5ffd5b505050506040513d601f19601f820116820180604052508101906117359190614142565b515b90506117438183612471565b806001600160a01b03167f84a06f595b396db15f3e0ddc75613cdb87594bae9c2a3889feb5c364452c338e8360405161177e91815260200190565b60405180910390a2509392505050565b5f611797611966565b6117a384848433612518565b90506117de6001600160a01b037f00000000000000000000000000000000000000000000000000000000000000001633306080880135612b07565b610bb1611f6b565b5f807f237e158222e3e6968b72b9db0d8043aacf074ad9f650f0d1606b4d82ee432c00611090565b5f611817611966565b61182f85858561182a6020870187613e05565b612518565b90506001600160a01b037f0000000000000000000000000000000000000000000000000000000000000000166388b7ab6361186d6020850185613e05565b30886080013586602001358760400135611888888c8c610afb565b61189560608b018b61449e565b6040518963ffffffff1660e01b81526004016118b89897969594939291906144e1565b5f604051808303815f87803b1580156118cf575f5ffd5b505af1158015610ae7573d5f5f3e3d5ffd5b6118e961234b565b7f237e158222e3e6968b72b9db0d8043aacf074ad9f650f0d1606b4d82ee432c0080546001600160a01b0319166001600160a01b038316908117825561192d61106c565b6001600160a01b03167f38d16b8cac22d99fc7c124b9cd0de2d3fa1faef420bfe791d8c362d765e2270060405160405180910390a35050565b61196e612b43565b610ee860017f9b779b17422d0df92223018b32b4d1fa46e071723d6817e2486d003becc55f005b90612b9c565b82828280821115611545576040517fd7633ac3000000000000000000000000000000000000000000000000000000008152600401610c519392919061454d565b604080517f8b73c3c69bb8fe3d512ecc4cf759cc79239f7b179b0ffacaa9a75d522b39400f60208201527f41034bd23ecbf5790464f32b19dad6d7170b5d3627ba56dd9cd780ce037a7be7918101919091527fc89efdaa54c0f20c7adf612882df0950f5a951637e0307cdcb4c672f298b8bc660608201524660808201526001600160a01b03821660a08201525f9060c001604051602081830303815290604052805190602001209050919050565b604080518082019091525f80825260208201525f611aeb8585857f00000000000000000000000000000000000000000000000000000000000000007f0000000000000000000000000000000000000000000000000000000000000000612ba3565b67ffffffffffffffff16602084015290505f816005811115611b0f57611b0f613b85565b14611b4757611b1d81612e50565b82906010811115611b3057611b30613b85565b90816010811115611b4357611b43613b85565b9052505b509392505050565b6020808401355f90815290819052604081208490600180820154600160e81b900460ff166003811115611b8457611b84613b85565b14611baa576001810154611ba190600160e81b900460ff16612e8e565b92505050611f61565b6001810154600160a01b900464ffffffffff164210611bce57600692505050611f61565b60028101546001600160a01b031615801590611c0a5750611bf56080830160608401613e05565b60028201546001600160a01b03908116911614155b15611c1a57600792505050611f61565b8160200135611c4486611421858a6101e001358b61020001358c61022001358d6102400135612ed9565b14611c5457600892505050611f61565b8054600160a01b90046001600160601b031660a08301351115611c7c57600992505050611f61565b8651611c906102c088016102a08901614571565b63ffffffff1610611ca657600a92505050611f61565b5f87611cba6102c089016102a08a01614571565b63ffffffff1681518110611cd057611cd0614245565b602002602001015190505f6010811115611cec57611cec613b85565b81516010811115611cff57611cff613b85565b14611d0f57519250611f61915050565b368a8a611d246102c08b016102a08c01614571565b63ffffffff16818110611d3957611d39614245565b9050602002810190611d4b9190614259565b9050611d5d6080850160608601613e05565b6001600160a01b0316611d736020830183613e05565b6001600160a01b031614611d8e57600a945050505050611f61565b5f806001600160a01b037f000000000000000000000000000000000000000000000000000000000000000016634056e244611dcf6080890160608a01613e05565b611de16102808e016102608f01614571565b6040517fffffffff0000000000000000000000000000000000000000000000000000000060e085901b1681526001600160a01b03909216600483015263ffffffff16602482015260440160a060405180830381865afa158015611e46573d5f5f3e3d5ffd5b505050506040513d601f19601f82011682018060405250810190611e6a919061430f565b91509150611e9181856020015167ffffffffffffffff168a6040015163ffffffff16612fe4565b611ea457600d9650505050505050611f61565b5f611eaf878b6123b5565b5f8181526004602052604090205490915060ff1615611ed8576010975050505050505050611f61565b8151611ef29082611eed6102808f018f61449e565b613048565b611f0657600e975050505050505050611f61565b611f3584828d6102c0016020810190611f1f919061458c565b8e806102e00190611f3091906145a7565b613098565b611f4957600f975050505050505050611f61565b611f56868883868d6130cd565b5f9750505050505050505b9695505050505050565b610ee85f7f9b779b17422d0df92223018b32b4d1fa46e071723d6817e2486d003becc55f00611995565b5f610bb1827f460b99ca296738767eaf880e88460128e1dee84a436daef9211ef6051185295385604051602001611fcd9291906145ed565b604051602081830303815290604052805190602001206040517f19010000000000000000000000000000000000000000000000000000000000008152600281019290925260228201526042902090565b306001600160a01b037f00000000000000000000000000000000000000000000000000000000000000001614806120b657507f00000000000000000000000000000000000000000000000000000000000000006001600160a01b03166120aa7f360894a13ba1a3210667c828492db98dca3e2076cc3735a920a3ca505d382bbc546001600160a01b031690565b6001600160a01b031614155b15610ee85760405163703e46dd60e11b815260040160405180910390fd5b610d0761234b565b816001600160a01b03166352d1902d6040518163ffffffff1660e01b8152600401602060405180830381865afa925050508015612136575060408051601f3d908101601f19168201909252612133918101906142bd565b60015b61215e57604051634c9c8ce360e01b81526001600160a01b0383166004820152602401610c51565b7f360894a13ba1a3210667c828492db98dca3e2076cc3735a920a3ca505d382bbc81146121ba576040517faa1d49a400000000000000000000000000000000000000000000000000000000815260048101829052602401610c51565b6121c483836132db565b505050565b6121d68383836001613330565b6121c457604051635274afe760e01b81526001600160a01b0384166004820152602401610c51565b306001600160a01b037f00000000000000000000000000000000000000000000000000000000000000001614610ee85760405163703e46dd60e11b815260040160405180910390fd5b5f818152602081905260408120600180820154600160e81b900460ff16600381111561227557612275613b85565b14612292576001810154610bb190600160e81b900460ff16612e8e565b6001810154600160a01b900464ffffffffff164210156122b55750600592915050565b60018101805460ff60e81b1916600360e81b17905580546122f0906001600160a01b03811690600160a01b90046001600160601b0316612471565b8054604051600160a01b82046001600160601b031681526001600160a01b039091169084907f60946652abd7b5f4fc41c863af254f60c036aa4c4cc21f0c2bd77f53afd5e3ad9060200160405180910390a350600192915050565b3361235461106c565b6001600160a01b031614610ee85760405163118cdaa760e01b8152336004820152602401610c51565b7f237e158222e3e6968b72b9db0d8043aacf074ad9f650f0d1606b4d82ee432c0080546001600160a01b0319168155610bed826133ab565b5f610bb1827fbfb6cc6c2631d58b9584b7799904db452f8797316b7adbaf7c8ca6dc159ffd7e85604051602001611fcd929190614660565b5f610e1060016123fd828561448b565b61240791906142e8565b610bcc9190614789565b60018201545f9081906127109061243390600160c81b900461ffff1685614474565b61243d9190614789565b60018501549092506127109061245e90600160d81b900461ffff1685614474565b6124689190614789565b90509250929050565b8015610bed576001600160a01b0382165f908152600160205260408120805483929061249e90849061448b565b90915550505050565b5f610bb1827fe6c1c81e9fd02f7ffb17a6b5d0190a49a4a803b867a68ba4fe256323867a670d85604051602001611fcd9291906147a8565b5f807ff0c57e16840df040f15088dc2f81fe391c3923bec73e23a9662efc9c229c6a00610bcc565b61250f61341b565b610d0781613459565b5f612534612525306119db565b611421368890038801886143db565b5f8181526020819052604081209192506001820154600160e81b900460ff16600381111561256457612564613b85565b1482906125a0576040517f153e403d000000000000000000000000000000000000000000000000000000008152600401610c5191815260200190565b506001600160a01b0383166125bd61014088016101208901613e05565b6001600160a01b031614806125eb57505f6125e061014088016101208901613e05565b6001600160a01b0316145b6125fd61014088016101208901613e05565b849091612649576040517f4b398a7d0000000000000000000000000000000000000000000000000000000081526001600160a01b03928316600482015291166024820152604401610c51565b50505f866080013511801561266957506001600160601b03608087013511155b866080013560016001600160601b039091926126cb576040517fa8cc372f000000000000000000000000000000000000000000000000000000008152600481019390935260248301919091526001600160601b03166044820152606401610c51565b504291506126e390506101208801610100890161458c565b67ffffffffffffffff1610156127016101208801610100890161458c565b90612745576040517fbfb22adf00000000000000000000000000000000000000000000000000000000815267ffffffffffffffff9091166004820152602401610c51565b505f61275462278d004261448b565b90508061276961012089016101008a0161458c565b67ffffffffffffffff16111561278761012089016101008a0161458c565b8290916127d2576040517f657526de00000000000000000000000000000000000000000000000000000000815267ffffffffffffffff90921660048301526024820152604401610c51565b50505f7f00000000000000000000000000000000000000000000000000000000000000006001600160a01b031663971217b76040518163ffffffff1660e01b81526004016101a060405180830381865afa158015612832573d5f5f3e3d5ffd5b505050506040513d601f19601f820116820180604052508101906128569190614142565b90505f6001600160a01b03881615612915576040517fbf1812ef0000000000000000000000000000000000000000000000000000000081526001600160a01b0389811660048301528a3560248301527f0000000000000000000000000000000000000000000000000000000000000000169063bf1812ef90604401602060405180830381865afa1580156128ec573d5f5f3e3d5ffd5b505050506040513d601f19601f820116820180604052508101906129109190614845565b612917565b5f5b6001600160a01b03878116600160a01b60808d01356001600160601b0316021786556001860180546001600160a01b031916918b1691909117905560a0830151604084015191925063ffffffff908116911661297b6101208c016101008d0161458c565b612985919061485e565b61298f919061485e565b8460010160146101000a81548164ffffffffff021916908364ffffffffff1602179055508160e0015161ffff168161ffff16106129d0578160e001516129d2565b805b60018501805460c085015161ffff908116600160d81b027fffffff0000ffffffffffffffffffffffffffffffffffffffffffffffffffffff94909116600160c81b02939093167fffffff00000000ffffffffffffffffffffffffffffffffffffffffffffffffff909116179190911760ff60e81b1916600160e81b179055600280850180546001600160a01b0319166001600160a01b038a16179055805460808b013591905f90612a8490849061448b565b90915550506001840154604080518b3581526001600160a01b038b811660208301526080808e013593830193909352600160a01b90930464ffffffffff1660608201528983169289169188917f0ded32469ee5c65ba81456913ddeaaeb2d31222afbcf95de155b841cc6388d0a910160405180910390a450505050949350505050565b612b158484848460016134a3565b612b3d57604051635274afe760e01b81526001600160a01b0385166004820152602401610c51565b50505050565b7f9b779b17422d0df92223018b32b4d1fa46e071723d6817e2486d003becc55f005c15610ee8576040517f3ee5aeb500000000000000000000000000000000000000000000000000000000815260040160405180910390fd5b80825d5050565b6040517f9591a61000000000000000000000000000000000000000000000000000000000815260c086013560048201525f90819087906001600160a01b03861690639591a61090602401602060405180830381865afa158015612c08573d5f5f3e3d5ffd5b505050506040513d601f19601f82011682018060405250810190612c2c919061487b565b91505f612cc4612c3f6020840184613e05565b612c4f604085016020860161458c565b8460400135604051602001612cb09392919060609390931b6bffffffffffffffffffffffff1916835260c09190911b7fffffffffffffffff000000000000000000000000000000000000000000000000166014830152601c820152603c0190565b604051602081830303815290604052613529565b905067ffffffffffffffff83161580612cec57506020612ce86101008b018b6145a7565b9050115b80612d275750612d2560c08a0135612d0b6101008c0160e08d01614571565b63ffffffff1683612d206101008e018e6145a7565b61359a565b155b15612d3757600193505050612e46565b5f6001600160a01b038616634056e244612d546020860186613e05565b612d6460a08e0160808f01614571565b6040517fffffffff0000000000000000000000000000000000000000000000000000000060e085901b1681526001600160a01b03909216600483015263ffffffff16602482015260440160a060405180830381865afa158015612dc9573d5f5f3e3d5ffd5b505050506040513d601f19601f82011682018060405250810190612ded919061430f565b915050612e05818567ffffffffffffffff168a612fe4565b612e155760039450505050612e46565b8051612e3290612e25858c611f95565b611eed60a08e018e61449e565b612e425760029450505050612e46565b5050505b9550959350505050565b5f6001826005811115612e6557612e65613b85565b612e7090600b614896565b612e7a91906148af565b60ff166010811115610bcc57610bcc613b85565b5f6002826003811115612ea357612ea3613b85565b03612eb057506003919050565b6003826003811115612ec457612ec4613b85565b03612ed157506004919050565b506002919050565b612f3b6040518061014001604052805f81526020015f81526020015f81526020015f81526020015f81526020015f60ff1681526020015f81526020015f81526020015f67ffffffffffffffff1681526020015f6001600160a01b031681525090565b60405180610140016040528087604001358152602001876101000135815260200186815260200185815260200184815260200187610180016020810190612f8291906148c8565b60ff168152602081018490526101a08801356040820152606001612fae6101e089016101c08a0161458c565b67ffffffffffffffff168152602001612fcd60a0890160808a01613e05565b6001600160a01b0316905290505b95945050505050565b82515f906001600160a01b031615806130075750836020015164ffffffffff1683105b1561301357505f610bb1565b604084015164ffffffffff161580610bae575081846040015164ffffffffff1661303d919061448b565b909211159392505050565b5f5f5f613056868686613620565b5090925090505f81600381111561306f5761306f613b85565b14801561308d5750866001600160a01b0316826001600160a01b0316145b979650505050505050565b5f60408211801590611f615750611f61604087018035906130bc9060208a0161458c565b866130c689613667565b8787613688565b845460a085013590613104906001600160a01b038116906130ff908490600160a01b90046001600160601b03166142e8565b612471565b5f82610100015163ffffffff16600461311d9190614474565b60608401516131329063ffffffff164261448b565b61313c919061448b565b60018801805460ff60e81b19167d02000000000000000000000000000000000000000000000000000000000017905587546001600160a01b0316600160a01b6001600160601b03851602178855905061319b6080870160608801613e05565b6002880180546001600160a01b03929092167fffffffffffffff0000000000000000000000000000000000000000000000000090921691909117600160a01b64ffffffffff8416021790555f806131f28985612411565b915091505f6132078464ffffffffff166123ed565b60018b0154909150613223906001600160a01b031682856137c9565b61322e5f82846137c9565b61324d87828461323e878a6142e8565b61324891906142e8565b6137c9565b6001600160a01b03871661326760808b0160608c01613e05565b604080518b815260208181018a90529181018790526060810186905264ffffffffff881660808201526001600160a01b039290921691908c0135907fc725f7e89f8acccbcebd3de27d425211e2245d0781b5c2b525da1b6e3d8428409060a00160405180910390a450505050505050505050565b6132e48261380b565b6040516001600160a01b038316907fbc7cd75a20ee27fd9adebab32041f755214dbc6bffa90cc0225b39da2e5c2d3b905f90a2805115613328576121c48282613881565b610bed61394c565b6040517fa9059cbb000000000000000000000000000000000000000000000000000000005f8181526001600160a01b038616600452602485905291602083604481808b5af1925060015f5114831661339f578383151615613393573d5f823e3d81fd5b5f873b113d1516831692505b60405250949350505050565b7f9016d09d72d40fdae2fd8ceac6b6234c7706214fd39c1cd1e609a0528c19930080546001600160a01b031981166001600160a01b03848116918217845560405192169182907f8be0079c531659141344cd1fd0a4f28419497f9722a3daafe3b4186f6b6457e0905f90a3505050565b613423613984565b610ee8576040517fd7e6bcf800000000000000000000000000000000000000000000000000000000815260040160405180910390fd5b61346161341b565b6001600160a01b038116610f26576040517f1e4fbdf70000000000000000000000000000000000000000000000000000000081525f6004820152602401610c51565b6040517f23b872dd000000000000000000000000000000000000000000000000000000005f8181526001600160a01b038781166004528616602452604485905291602083606481808c5af1925060015f5114831661351857838315161561350c573d5f823e3d81fd5b5f883b113d1516831692505b604052505f60605295945050505050565b5f60025f60f81b836040516020016135429291906148e1565b60408051601f198184030181529082905261355c916142b2565b602060405180830381855afa158015613577573d5f5f3e3d5ffd5b5050506040513d601f19601f82011682018060405250810190610bcc91906142bd565b5f84821c156135aa57505f612fdb565b835f5b8381101561361357600187821c16156135e7576135e28585838181106135d5576135d5614245565b90506020020135836139a2565b613609565b613609828686848181106135fd576135fd614245565b905060200201356139a2565b91506001016135ad565b5090951495945050505050565b5f80806041849003613654578435602086013560408701355f1a613646898285856139d2565b95509550955050505061365e565b505f915060029050825b93509350939050565b5f5f5f538160015260205f60215f60025afa613681575f5ffd5b50505f5190565b5f8567ffffffffffffffff168567ffffffffffffffff16106136ab57505f611f61565b845f6136b8600189614914565b9050855f5b858110156137a3578267ffffffffffffffff165f036136e2575f945050505050611f61565b6001808516148061370657508267ffffffffffffffff168467ffffffffffffffff16145b1561376e576137208787838181106135d5576135d5614245565b91505b6001841615801561373d575067ffffffffffffffff841615155b156137695760018467ffffffffffffffff16901c935060018367ffffffffffffffff16901c9250613723565b613787565b613784828888848181106135fd576135fd614245565b91505b677fffffffffffffff600194851c81169493841c1692016136bd565b5067ffffffffffffffff82161580156137bb57508981145b9a9950505050505050505050565b80156121c4576001600160a01b0383165f9081526003602090815260408083208584529091528120805483929061380190849061448b565b9091555050505050565b806001600160a01b03163b5f0361384057604051634c9c8ce360e01b81526001600160a01b0382166004820152602401610c51565b7f360894a13ba1a3210667c828492db98dca3e2076cc3735a920a3ca505d382bbc80546001600160a01b0319166001600160a01b0392909216919091179055565b60605f61388e8484613a9a565b90508080156138af57505f3d11806138af57505f846001600160a01b03163b115b156138c4576138bc613aad565b915050610bcc565b8015613907576040517f9996b3150000000000000000000000000000000000000000000000000000000081526001600160a01b0385166004820152602401610c51565b3d1561391a57613915613ac6565b610ed0565b6040517fd6bda27500000000000000000000000000000000000000000000000000000000815260040160405180910390fd5b3415610ee8576040517fb398979f00000000000000000000000000000000000000000000000000000000815260040160405180910390fd5b5f61398d6124df565b5468010000000000000000900460ff16919050565b5f6040516001815383600182015282602182015260205f60418360025afa6139c8575f5ffd5b50505f5192915050565b5f80807f7fffffffffffffffffffffffffffffff5d576e7357a4501ddfe92f46681b20a0841115613a0b57505f91506003905082613a90565b604080515f808252602082018084528a905260ff891692820192909252606081018790526080810186905260019060a0016020604051602081039080840390855afa158015613a5c573d5f5f3e3d5ffd5b5050604051601f1901519150506001600160a01b038116613a8757505f925060019150829050613a90565b92505f91508190505b9450945094915050565b5f5f5f835160208501865af49392505050565b6040513d81523d5f602083013e3d602001810160405290565b6040513d5f823e3d81fd5b5f5f83601f840112613ae1575f5ffd5b50813567ffffffffffffffff811115613af8575f5ffd5b6020830191508360208260051b8501011115613b12575f5ffd5b9250929050565b5f5f5f5f60408587031215613b2c575f5ffd5b843567ffffffffffffffff811115613b42575f5ffd5b613b4e87828801613ad1565b909550935050602085013567ffffffffffffffff811115613b6d575f5ffd5b613b7987828801613ad1565b95989497509550505050565b634e487b7160e01b5f52602160045260245ffd5b60118110613ba957613ba9613b85565b9052565b602080825282518282018190525f918401906040840190835b81811015613bec57613bd9838551613b99565b6020938401939290920191600101613bc6565b509095945050505050565b6001600160a01b0381168114610d07575f5ffd5b8035613c1681613bf7565b919050565b5f5f60408385031215613c2c575f5ffd5b8235613c3781613bf7565b946020939093013593505050565b5f5f5f60608486031215613c57575f5ffd5b833592506020840135613c6981613bf7565b91506040840135613c7981613bf7565b809150509250925092565b5f60808284031215613c94575f5ffd5b50919050565b5f60808284031215613caa575f5ffd5b610bb18383613c84565b5f60208284031215613cc4575f5ffd5b5035919050565b634e487b7160e01b5f52604160045260245ffd5b6040516101a0810167ffffffffffffffff81118282101715613d0357613d03613ccb565b60405290565b604051610140810167ffffffffffffffff81118282101715613d0357613d03613ccb565b604051601f8201601f1916810167ffffffffffffffff81118282101715613d5657613d56613ccb565b604052919050565b5f5f60408385031215613d6f575f5ffd5b8235613d7a81613bf7565b9150602083013567ffffffffffffffff811115613d95575f5ffd5b8301601f81018513613da5575f5ffd5b803567ffffffffffffffff811115613dbf57613dbf613ccb565b613dd2601f8201601f1916602001613d2d565b818152866020838501011115613de6575f5ffd5b816020840160208301375f602083830101528093505050509250929050565b5f60208284031215613e15575f5ffd5b8135610bb181613bf7565b5f5f60208385031215613e31575f5ffd5b823567ffffffffffffffff811115613e47575f5ffd5b613e5385828601613ad1565b90969095509350505050565b60048110613ba957613ba9613b85565b5f610120820190506001600160a01b0383511682526001600160601b0360208401511660208301526040830151613eb160408401826001600160a01b03169052565b506060830151613eca606084018264ffffffffff169052565b506080830151613ee0608084018261ffff169052565b5060a0830151613ef660a084018261ffff169052565b5060c0830151613f0960c0840182613e5f565b5060e0830151613f2460e08401826001600160a01b03169052565b50610100830151610ed061010084018264ffffffffff169052565b5f6101e0828403128015613f51575f5ffd5b509092915050565b5f5f5f60608486031215613f6b575f5ffd5b83359250602084013591506040840135613c7981613bf7565b5f6101408284031215613c94575f5ffd5b5f6101408284031215613fa6575f5ffd5b610bb18383613f84565b5f81518084528060208401602086015e5f602082860101526020601f19601f83011685010191505092915050565b602081525f610bb16020830184613fb0565b5f5f5f60408486031215614002575f5ffd5b833561400d81613bf7565b9250602084013567ffffffffffffffff811115614028575f5ffd5b61403486828701613ad1565b9497909650939450505050565b5f5f5f6101808486031215614054575f5ffd5b61405e8585613f84565b925061014084013561406f81613bf7565b9150610160840135613c7981613bf7565b5f5f5f5f6101a08587031215614094575f5ffd5b61409e8686613f84565b93506101408501356140af81613bf7565b92506101608501356140c081613bf7565b915061018085013567ffffffffffffffff8111156140dc575f5ffd5b6140e887828801613c84565b91505092959194509250565b8051613c1681613bf7565b80516001600160601b0381168114613c16575f5ffd5b63ffffffff81168114610d07575f5ffd5b8051613c1681614115565b805161ffff81168114613c16575f5ffd5b5f6101a0828403128015614154575f5ffd5b5061415d613cdf565b614166836140f4565b8152614174602084016140ff565b602082015261418560408401614126565b604082015261419660608401614126565b60608201526141a760808401614126565b60808201526141b860a08401614126565b60a08201526141c960c08401614131565b60c08201526141da60e08401614131565b60e08201526141ec6101008401614126565b6101008201526141ff6101208401614131565b61012082015261421261014084016140ff565b61014082015261422561016084016140ff565b6101608201526142386101808401614131565b6101808201529392505050565b634e487b7160e01b5f52603260045260245ffd5b5f823561011e1983360301811261426e575f5ffd5b9190910192915050565b5f82356102fe1983360301811261426e575f5ffd5b60208101610bcc8284613b99565b5f81518060208401855e5f93019283525090919050565b5f610bb1828461429b565b5f602082840312156142cd575f5ffd5b5051919050565b634e487b7160e01b5f52601160045260245ffd5b81810381811115610bcc57610bcc6142d4565b805164ffffffffff81168114613c16575f5ffd5b5f5f82840360a0811215614321575f5ffd5b835161432c81613bf7565b92506080601f198201121561433f575f5ffd5b506040516080810167ffffffffffffffff8111828210171561436357614363613ccb565b604052602084015161437481613bf7565b8152614382604085016142fb565b6020820152614393606085016142fb565b60408201526080939093015160608401525092909150565b803560ff81168114613c16575f5ffd5b67ffffffffffffffff81168114610d07575f5ffd5b8035613c16816143bb565b5f6101408284031280156143ed575f5ffd5b506143f6613d09565b823581526020808401359082015260408084013590820152606080840135908201526080808401359082015261442e60a084016143ab565b60a082015260c0838101359082015260e0808401359082015261445461010084016143d0565b6101008201526144676101208401613c0b565b6101208201529392505050565b8082028115828204841417610bcc57610bcc6142d4565b80820180821115610bcc57610bcc6142d4565b5f5f8335601e198436030181126144b3575f5ffd5b83018035915067ffffffffffffffff8211156144cd575f5ffd5b602001915036819003821315613b12575f5ffd5b6001600160a01b03891681526001600160a01b03881660208201528660408201528560608201528460808201528360a082015260e060c08201528160e082015281836101008301375f81830161010090810191909152601f909201601f19160101979650505050505050565b606081525f61455f6060830186613fb0565b60208301949094525060400152919050565b5f60208284031215614581575f5ffd5b8135610bb181614115565b5f6020828403121561459c575f5ffd5b8135610bb1816143bb565b5f5f8335601e198436030181126145bc575f5ffd5b83018035915067ffffffffffffffff8211156145d6575f5ffd5b6020019150600581901b3603821315613b12575f5ffd5b82815260a0810182356145ff81613bf7565b6001600160a01b038116602084015250602083013561461d816143bb565b67ffffffffffffffff16604083810191909152830135606080840191909152830135614648816143bb565b67ffffffffffffffff81166080840152509392505050565b8281528135602080830191909152820135604080830191909152820135606080830191909152610200820190614697908401613c0b565b6001600160a01b0381166080840152506146b360808401613c0b565b6001600160a01b03811660a08401525060a083013560c0838101919091526146dc9084016143d0565b67ffffffffffffffff811660e0840152506146f960e084016143d0565b67ffffffffffffffff8116610100840152506101008301356101208381019190915283013561014080840191909152830135610160808401919091528301356101808084019190915261474d9084016143ab565b60ff81166101a0840152506101a08301356101c0838101919091526147739084016143d0565b67ffffffffffffffff81166101e0840152611b47565b5f826147a357634e487b7160e01b5f52601260045260245ffd5b500490565b5f6101608201905083825282516020830152602083015160408301526040830151606083015260608301516080830152608083015160a083015260a08301516147f660c084018260ff169052565b5060c083015160e083015260e083015161010083015261010083015161482961012084018267ffffffffffffffff169052565b506101208301516001600160a01b038116610140840152611b47565b5f60208284031215614855575f5ffd5b610bb182614131565b64ffffffffff8181168382160190811115610bcc57610bcc6142d4565b5f6020828403121561488b575f5ffd5b8151610bb1816143bb565b60ff8181168382160190811115610bcc57610bcc6142d4565b60ff8281168282160390811115610bcc57610bcc6142d4565b5f602082840312156148d8575f5ffd5b610bb1826143ab565b7fff00000000000000000000000000000000000000000000000000000000000000831681525f610bae600183018461429b565b67ffffffffffffffff8281168282160390811115610bcc57610bcc6142d456' as const
