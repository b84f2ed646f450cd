// Generated from contracts/ by scripts/contracts.mjs. Do not edit.

export const misconductAbi = [
  {
    "inputs": [
      {
        "internalType": "contract Slasher",
        "name": "slasher",
        "type": "address"
      },
      {
        "internalType": "contract Beginnings",
        "name": "beginnings",
        "type": "address"
      },
      {
        "internalType": "contract Disputes",
        "name": "disputes",
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
        "name": "receiptId",
        "type": "bytes32"
      }
    ],
    "name": "AlreadyDemanded",
    "type": "error"
  },
  {
    "inputs": [
      {
        "internalType": "bytes32",
        "name": "fault",
        "type": "bytes32"
      }
    ],
    "name": "AlreadyShown",
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
    "name": "CheckpointMissing",
    "type": "error"
  },
  {
    "inputs": [
      {
        "internalType": "bytes32",
        "name": "epochRoot",
        "type": "bytes32"
      }
    ],
    "name": "CheckpointNotAnchored",
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
    "name": "CheckpointSignatureInvalid",
    "type": "error"
  },
  {
    "inputs": [
      {
        "internalType": "bytes32",
        "name": "place",
        "type": "bytes32"
      }
    ],
    "name": "DemandNotOpen",
    "type": "error"
  },
  {
    "inputs": [
      {
        "internalType": "bytes32",
        "name": "stated",
        "type": "bytes32"
      },
      {
        "internalType": "bytes32",
        "name": "kept",
        "type": "bytes32"
      }
    ],
    "name": "DisputeFactsMismatch",
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
        "name": "node",
        "type": "address"
      },
      {
        "internalType": "uint256",
        "name": "keyIndex",
        "type": "uint256"
      }
    ],
    "name": "KeyNotValid",
    "type": "error"
  },
  {
    "inputs": [],
    "name": "NotEquivocation",
    "type": "error"
  },
  {
    "inputs": [
      {
        "internalType": "bytes32",
        "name": "receiptId",
        "type": "bytes32"
      }
    ],
    "name": "NotIncluded",
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
        "internalType": "address",
        "name": "node",
        "type": "address"
      }
    ],
    "name": "ReceiptSignatureInvalid",
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
    "name": "ResponseInTime",
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
    "name": "StatementSignatureInvalid",
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
        "internalType": "address",
        "name": "node",
        "type": "address"
      },
      {
        "indexed": true,
        "internalType": "address",
        "name": "claimant",
        "type": "address"
      },
      {
        "indexed": true,
        "internalType": "bytes32",
        "name": "fault",
        "type": "bytes32"
      },
      {
        "indexed": false,
        "internalType": "bytes32",
        "name": "reason",
        "type": "bytes32"
      }
    ],
    "name": "EquivocationShown",
    "type": "event"
  },
  {
    "anonymous": false,
    "inputs": [
      {
        "indexed": true,
        "internalType": "bytes32",
        "name": "receiptId",
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
        "name": "by",
        "type": "address"
      }
    ],
    "name": "ExclusionShown",
    "type": "event"
  },
  {
    "anonymous": false,
    "inputs": [
      {
        "indexed": true,
        "internalType": "bytes32",
        "name": "receiptId",
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
        "name": "by",
        "type": "address"
      },
      {
        "indexed": false,
        "internalType": "uint256",
        "name": "until",
        "type": "uint256"
      }
    ],
    "name": "InclusionDemanded",
    "type": "event"
  },
  {
    "anonymous": false,
    "inputs": [
      {
        "indexed": true,
        "internalType": "bytes32",
        "name": "receiptId",
        "type": "bytes32"
      },
      {
        "indexed": true,
        "internalType": "address",
        "name": "node",
        "type": "address"
      }
    ],
    "name": "InclusionShown",
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
    "name": "DISPUTES",
    "outputs": [
      {
        "internalType": "contract Disputes",
        "name": "",
        "type": "address"
      }
    ],
    "stateMutability": "view",
    "type": "function"
  },
  {
    "inputs": [],
    "name": "ESCROW",
    "outputs": [
      {
        "internalType": "contract Escrow",
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
        "internalType": "contract Slasher",
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
        "internalType": "bytes32",
        "name": "receiptId",
        "type": "bytes32"
      },
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
        "internalType": "struct CheckpointProof",
        "name": "proof",
        "type": "tuple"
      },
      {
        "components": [
          {
            "internalType": "uint64",
            "name": "index",
            "type": "uint64"
          },
          {
            "internalType": "bytes32[]",
            "name": "proof",
            "type": "bytes32[]"
          }
        ],
        "internalType": "struct LogPlace",
        "name": "place",
        "type": "tuple"
      }
    ],
    "name": "answerInclusion",
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
            "internalType": "uint32",
            "name": "keyIndex",
            "type": "uint32"
          },
          {
            "internalType": "bytes",
            "name": "signature",
            "type": "bytes"
          }
        ],
        "internalType": "struct SignedReceipt",
        "name": "signed",
        "type": "tuple"
      }
    ],
    "name": "demandInclusion",
    "outputs": [],
    "stateMutability": "nonpayable",
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
    "name": "getSearch",
    "outputs": [
      {
        "components": [
          {
            "internalType": "address",
            "name": "by",
            "type": "address"
          },
          {
            "internalType": "uint40",
            "name": "until",
            "type": "uint40"
          },
          {
            "internalType": "bool",
            "name": "found",
            "type": "bool"
          },
          {
            "internalType": "address",
            "name": "node",
            "type": "address"
          },
          {
            "internalType": "uint96",
            "name": "deposit",
            "type": "uint96"
          },
          {
            "internalType": "bytes32",
            "name": "requestHash",
            "type": "bytes32"
          }
        ],
        "internalType": "struct Misconduct.Search",
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
        "internalType": "struct CheckpointProof",
        "name": "a",
        "type": "tuple"
      },
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
        "internalType": "struct CheckpointProof",
        "name": "b",
        "type": "tuple"
      },
      {
        "internalType": "bytes32[]",
        "name": "prefix",
        "type": "bytes32[]"
      },
      {
        "internalType": "bytes32",
        "name": "salt",
        "type": "bytes32"
      }
    ],
    "name": "proveCheckpoints",
    "outputs": [],
    "stateMutability": "nonpayable",
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
            "internalType": "bytes32",
            "name": "receiptId",
            "type": "bytes32"
          },
          {
            "internalType": "bytes32",
            "name": "traceRoot",
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
          }
        ],
        "internalType": "struct SignedRoot",
        "name": "a",
        "type": "tuple"
      },
      {
        "components": [
          {
            "internalType": "bytes32",
            "name": "traceRoot",
            "type": "bytes32"
          },
          {
            "internalType": "bytes32",
            "name": "graphRoot",
            "type": "bytes32"
          },
          {
            "internalType": "bytes32",
            "name": "weightsRoot",
            "type": "bytes32"
          },
          {
            "internalType": "uint32",
            "name": "ops",
            "type": "uint32"
          },
          {
            "internalType": "uint64",
            "name": "weightBytes",
            "type": "uint64"
          },
          {
            "internalType": "uint32",
            "name": "rows",
            "type": "uint32"
          },
          {
            "internalType": "bytes32",
            "name": "inputRoot",
            "type": "bytes32"
          },
          {
            "internalType": "bytes32",
            "name": "outputRoot",
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
            "internalType": "uint32",
            "name": "tokensIn",
            "type": "uint32"
          },
          {
            "internalType": "uint32",
            "name": "tokensOut",
            "type": "uint32"
          },
          {
            "internalType": "uint32",
            "name": "logits",
            "type": "uint32"
          },
          {
            "internalType": "uint8",
            "name": "exponent",
            "type": "uint8"
          }
        ],
        "internalType": "struct Facts",
        "name": "facts",
        "type": "tuple"
      },
      {
        "internalType": "bytes32",
        "name": "salt",
        "type": "bytes32"
      }
    ],
    "name": "proveCommittedRoot",
    "outputs": [],
    "stateMutability": "nonpayable",
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
    "name": "proveExclusion",
    "outputs": [],
    "stateMutability": "nonpayable",
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
            "internalType": "uint64",
            "name": "tokenCount",
            "type": "uint64"
          },
          {
            "internalType": "bytes32",
            "name": "head",
            "type": "bytes32"
          },
          {
            "internalType": "uint64",
            "name": "tick",
            "type": "uint64"
          },
          {
            "internalType": "uint32",
            "name": "streams",
            "type": "uint32"
          },
          {
            "internalType": "uint32",
            "name": "index",
            "type": "uint32"
          },
          {
            "internalType": "bytes32[]",
            "name": "proof",
            "type": "bytes32[]"
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
          }
        ],
        "internalType": "struct SignedHead",
        "name": "a",
        "type": "tuple"
      },
      {
        "components": [
          {
            "internalType": "address",
            "name": "node",
            "type": "address"
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
            "internalType": "uint64",
            "name": "tokenCount",
            "type": "uint64"
          },
          {
            "internalType": "bytes32",
            "name": "head",
            "type": "bytes32"
          },
          {
            "internalType": "uint64",
            "name": "tick",
            "type": "uint64"
          },
          {
            "internalType": "uint32",
            "name": "streams",
            "type": "uint32"
          },
          {
            "internalType": "uint32",
            "name": "index",
            "type": "uint32"
          },
          {
            "internalType": "bytes32[]",
            "name": "proof",
            "type": "bytes32[]"
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
          }
        ],
        "internalType": "struct SignedHead",
        "name": "b",
        "type": "tuple"
      },
      {
        "internalType": "bytes32",
        "name": "salt",
        "type": "bytes32"
      }
    ],
    "name": "proveHeads",
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
            "internalType": "uint32",
            "name": "keyIndex",
            "type": "uint32"
          },
          {
            "internalType": "bytes",
            "name": "signature",
            "type": "bytes"
          }
        ],
        "internalType": "struct SignedReceipt",
        "name": "a",
        "type": "tuple"
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
            "internalType": "uint32",
            "name": "keyIndex",
            "type": "uint32"
          },
          {
            "internalType": "bytes",
            "name": "signature",
            "type": "bytes"
          }
        ],
        "internalType": "struct SignedReceipt",
        "name": "b",
        "type": "tuple"
      },
      {
        "internalType": "bytes32",
        "name": "salt",
        "type": "bytes32"
      }
    ],
    "name": "proveReceipts",
    "outputs": [],
    "stateMutability": "nonpayable",
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
            "internalType": "bytes32",
            "name": "receiptId",
            "type": "bytes32"
          },
          {
            "internalType": "bytes32",
            "name": "traceRoot",
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
          }
        ],
        "internalType": "struct SignedRoot",
        "name": "a",
        "type": "tuple"
      },
      {
        "components": [
          {
            "internalType": "address",
            "name": "node",
            "type": "address"
          },
          {
            "internalType": "bytes32",
            "name": "receiptId",
            "type": "bytes32"
          },
          {
            "internalType": "bytes32",
            "name": "traceRoot",
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
          }
        ],
        "internalType": "struct SignedRoot",
        "name": "b",
        "type": "tuple"
      },
      {
        "internalType": "bytes32",
        "name": "salt",
        "type": "bytes32"
      }
    ],
    "name": "proveRoots",
    "outputs": [],
    "stateMutability": "nonpayable",
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
            "internalType": "bytes32",
            "name": "receiptId",
            "type": "bytes32"
          },
          {
            "internalType": "bytes32",
            "name": "traceRoot",
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
          }
        ],
        "internalType": "struct SignedRoot",
        "name": "a",
        "type": "tuple"
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
            "internalType": "uint32",
            "name": "keyIndex",
            "type": "uint32"
          },
          {
            "internalType": "bytes",
            "name": "signature",
            "type": "bytes"
          }
        ],
        "internalType": "struct SignedReceipt",
        "name": "b",
        "type": "tuple"
      },
      {
        "internalType": "bytes16",
        "name": "traceSalt",
        "type": "bytes16"
      },
      {
        "internalType": "bytes32",
        "name": "sold",
        "type": "bytes32"
      },
      {
        "internalType": "bytes32",
        "name": "salt",
        "type": "bytes32"
      }
    ],
    "name": "proveSoldRoot",
    "outputs": [],
    "stateMutability": "nonpayable",
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
        "internalType": "bytes32",
        "name": "fault",
        "type": "bytes32"
      }
    ],
    "name": "shown",
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
        "internalType": "bytes",
        "name": "a",
        "type": "bytes"
      },
      {
        "internalType": "bytes",
        "name": "b",
        "type": "bytes"
      }
    ],
    "name": "shownOf",
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

export const misconductBytecode =
  '0x61016060405230608052348015610014575f5ffd5b50604051614cfd380380614cfd833981016040819052610033916102f9565b61003b610233565b6001600160a01b0380841661012052818116610140526040805163a9b5898f60e01b815290519184169163a9b5898f916004808201926020929091908290030181865afa15801561008e573d5f5f3e3d5ffd5b505050506040513d601f19601f820116820180604052508101906100b29190610343565b6001600160a01b031660a0816001600160a01b031681525050816001600160a01b031663863191b86040518163ffffffff1660e01b8152600401602060405180830381865afa158015610107573d5f5f3e3d5ffd5b505050506040513d601f19601f8201168201806040525081019061012b9190610343565b6001600160a01b031660c0816001600160a01b031681525050816001600160a01b0316636ff437066040518163ffffffff1660e01b8152600401602060405180830381865afa158015610180573d5f5f3e3d5ffd5b505050506040513d601f19601f820116820180604052508101906101a49190610343565b6001600160a01b031660e0816001600160a01b031681525050816001600160a01b031663e681c4aa6040518163ffffffff1660e01b8152600401602060405180830381865afa1580156101f9573d5f5f3e3d5ffd5b505050506040513d601f19601f8201168201806040525081019061021d9190610343565b6001600160a01b03166101005250610365915050565b7ff0c57e16840df040f15088dc2f81fe391c3923bec73e23a9662efc9c229c6a00805468010000000000000000900460ff16156102835760405163f92ee8a960e01b815260040160405180910390fd5b80546001600160401b03908116146102e25780546001600160401b0319166001600160401b0390811782556040519081527fc7f505b2f371ae2175ee4913f4499e1f2633a7b5936321eed1cdaeb6115181d29060200160405180910390a15b50565b6001600160a01b03811681146102e2575f5ffd5b5f5f5f6060848603121561030b575f5ffd5b8351610316816102e5565b6020850151909350610327816102e5565b6040850151909250610338816102e5565b809150509250925092565b5f60208284031215610353575f5ffd5b815161035e816102e5565b9392505050565b60805160a05160c05160e05161010051610120516101405161489f61045e5f395f81816101b9015261171a01525f81816102db015281816108d8015281816109c201528181610f740152818161100c015281816110f901528181611cab01528181611d4101528181612606015261272001525f818161068501526121e801525f818161030e01528181611a09015261310901525f81816103a701528181611a2a01528181611c1a015281816123780152818161312a01526132c201525f818161040d0152818161079d0152818161197e0152818161228e0152612ffe01525f81816120410152818161206a015261248b015261489f5ff3fe6080604052600436106101a4575f3560e01c8063863191b8116100e7578063cfa39b8b11610087578063d78aacc211610062578063d78aacc214610641578063e30c397814610660578063e681c4aa14610674578063f2fde38b146106a7575f5ffd5b8063cfa39b8b146104c2578063d3fb3c81146104e1578063d4e0166014610500575f5ffd5b8063a9b5898f116100c2578063a9b5898f146103fc578063ad3cb1cc1461042f578063b1fe942114610484578063c4d66de8146104a3575f5ffd5b8063863191b8146103965780638da5cb5b146103c9578063a2610f70146103dd575f5ffd5b80635a1b60e211610152578063715018a61161012d578063715018a61461033057806379ba5097146103445780637b12a24b14610358578063857069d714610377575f5ffd5b80635a1b60e2146102ab5780635db93dfa146102ca5780636ff43706146102fd575f5ffd5b806350ff905c1161018257806350ff905c1461024b57806352d1902d1461026a578063539d7e7a1461028c575f5ffd5b806316e5a673146101a85780634f1ef286146101f85780634f2779ac1461020d575b5f5ffd5b3480156101b3575f5ffd5b506101db7f000000000000000000000000000000000000000000000000000000000000000081565b6040516001600160a01b0390911681526020015b60405180910390f35b61020b610206366004613b28565b6106c6565b005b348015610218575f5ffd5b5061023b610227366004613bcd565b5f6020819052908152604090205460ff1681565b60405190151581526020016101ef565b348015610256575f5ffd5b5061020b610265366004613bf5565b6106e5565b348015610275575f5ffd5b5061027e610a8e565b6040519081526020016101ef565b348015610297575f5ffd5b5061020b6102a6366004613c36565b610abc565b3480156102b6575f5ffd5b5061020b6102c5366004613cd0565b610cb3565b3480156102d5575f5ffd5b506101db7f000000000000000000000000000000000000000000000000000000000000000081565b348015610308575f5ffd5b506101db7f000000000000000000000000000000000000000000000000000000000000000081565b34801561033b575f5ffd5b5061020b610e83565b34801561034f575f5ffd5b5061020b610e96565b348015610363575f5ffd5b5061020b610372366004613bcd565b610ede565b348015610382575f5ffd5b5061020b610391366004613d3c565b611198565b3480156103a1575f5ffd5b506101db7f000000000000000000000000000000000000000000000000000000000000000081565b3480156103d4575f5ffd5b506101db6112f3565b3480156103e8575f5ffd5b5061027e6103f7366004613dda565b611327565b348015610407575f5ffd5b506101db7f000000000000000000000000000000000000000000000000000000000000000081565b34801561043a575f5ffd5b506104776040518060400160405280600581526020017f352e302e3000000000000000000000000000000000000000000000000000000081525081565b6040516101ef9190613e44565b34801561048f575f5ffd5b5061020b61049e366004613e8a565b6113c5565b3480156104ae575f5ffd5b5061020b6104bd366004613ee4565b6115c2565b3480156104cd575f5ffd5b5061020b6104dc366004613eff565b6116e6565b3480156104ec575f5ffd5b5061020b6104fb366004613f70565b6118f0565b34801561050b575f5ffd5b506105cd61051a366004613bcd565b6040805160c0810182525f80825260208201819052918101829052606081018290526080810182905260a0810191909152505f90815260016020818152604092839020835160c08101855281546001600160a01b038082168352600160a01b80830464ffffffffff1695840195909552600160c81b90910460ff1615159582019590955292810154938416606084015292046bffffffffffffffffffffffff16608082015260029091015460a082015290565b6040516101ef91905f60c0820190506001600160a01b03835116825264ffffffffff60208401511660208301526040830151151560408301526001600160a01b0360608401511660608301526bffffffffffffffffffffffff608084015116608083015260a083015160a083015292915050565b34801561064c575f5ffd5b5061020b61065b366004613fe1565b611ddd565b34801561066b575f5ffd5b506101db611f89565b34801561067f575f5ffd5b506101db7f000000000000000000000000000000000000000000000000000000000000000081565b3480156106b2575f5ffd5b5061020b6106c1366004613ee4565b611fb1565b6106ce612036565b6106d7826120ed565b6106e182826120f5565b5050565b805f6106f96106f26121e2565b8390612211565b905061073c61070e6080840160608501613ee4565b61072061020086016101e087016140c1565b63ffffffff16836107356102008801886140dc565b6001612287565b5f818152600160205260409020805482906001600160a01b031615610799576040517f71fc1b5300000000000000000000000000000000000000000000000000000000815260040161079091815260200190565b60405180910390fd5b505f7f00000000000000000000000000000000000000000000000000000000000000006001600160a01b031663971217b76040518163ffffffff1660e01b81526004016101a060405180830381865afa1580156107f8573d5f5f3e3d5ffd5b505050506040513d601f19601f8201168201806040525081019061081c9190614160565b82546001600160a01b03191633178355610100810151604082015191925063ffffffff9081169161084e911642614277565b6108589190614277565b825464ffffffffff91909116600160a01b027fffffffffffffff0000000000ffffffffffffffffffffffffffffffffffffffff9091161782556108a16080850160608601613ee4565b6101408201516bffffffffffffffffffffffff16600160a01b026001600160a01b03918216176001840155602085013560028401557f00000000000000000000000000000000000000000000000000000000000000001663a7e21e8061090d6080870160608801613ee4565b6040517fffffffff0000000000000000000000000000000000000000000000000000000060e084901b1681526001600160a01b0390911660048201526024015f604051808303815f87803b158015610963575f5ffd5b505af1158015610975573d5f5f3e3d5ffd5b505050506101408101516040517f521802080000000000000000000000000000000000000000000000000000000081523360048201526bffffffffffffffffffffffff90911660248201527f00000000000000000000000000000000000000000000000000000000000000006001600160a01b0316906352180208906044015f604051808303815f87803b158015610a0b575f5ffd5b505af1158015610a1d573d5f5f3e3d5ffd5b50339250610a349150506080860160608701613ee4565b8354604051600160a01b90910464ffffffffff1681526001600160a01b03919091169085907ff67599643d192cca1abe5d9c38d314469d865e280eabfea1e4fad281980e6af6906020015b60405180910390a45050505050565b5f610a97612480565b507f360894a13ba1a3210667c828492db98dca3e2076cc3735a920a3ca505d382bbc90565b5f610ac56121e2565b90505f610ad28683612211565b9050610ae46080870160608801613ee4565b6001600160a01b0316610afa6020890189613ee4565b6001600160a01b0316148015610b135750808760200135145b8015610b23575083876040013514155b8015610bb457506040516fffffffffffffffffffffffffffffffff1986166020820152603081018590526101408701359060029060500160408051601f1981840301815290829052610b74916142a1565b602060405180830381855afa158015610b8f573d5f5f3e3d5ffd5b5050506040513d601f19601f82011682018060405250810190610bb291906142ac565b145b610bd157604051630b69ebb360e01b815260040160405180910390fd5b610c1c610be16020890189613ee4565b610bf160808a0160608b016140c1565b63ffffffff16610c0a858b6124c990919063ffffffff16565b610c1760808c018c6140dc565b612517565b610c53610c2c6020890189613ee4565b610c3e61020089016101e08a016140c1565b63ffffffff1683610c176102008b018b6140dc565b5f610c5d88612525565b9050610c848185610c7160808c018c6140dc565b610c7f6102008d018d6140dc565b612596565b610ca981610c9560208b018b613ee4565b60208a01358564726f6f747360d81b6126ba565b5050505050505050565b5f610cbc6121e2565b90505f610cc98583612211565b90505f610cd68584612211565b9050610ce86080860160608701613ee4565b6001600160a01b0316610d016080880160608901613ee4565b6001600160a01b0316148015610d1e575060208681013590860135145b8015610d2a5750808214155b610d4757604051630b69ebb360e01b815260040160405180910390fd5b610d81610d5a6080880160608901613ee4565b610d6c61020089016101e08a016140c1565b63ffffffff1684610c176102008b018b6140dc565b610dbb610d946080870160608801613ee4565b610da661020088016101e089016140c1565b63ffffffff1683610c176102008a018a6140dc565b5f610dcc6080880160608901613ee4565b604051610e1491906020808b01359101606080825260089082015267726563656970747360c01b60808201526001600160a01b03929092166020830152604082015260a00190565b60408051601f1981840301815291905280516020909101209050610e4f8186610e416102008b018b6140dc565b610c7f6102008c018c6140dc565b610e7a81610e6360808a0160608b01613ee4565b60208a01358667726563656970747360c01b6126ba565b50505050505050565b610e8b6127bf565b610e945f6127f1565b565b3380610ea0611f89565b6001600160a01b031614610ed25760405163118cdaa760e01b81526001600160a01b0382166004820152602401610790565b610edb816127f1565b50565b5f610ee882612829565b8054909150600160a01b900464ffffffffff16428110610f3e576040517fce3da61f00000000000000000000000000000000000000000000000000000000815264ffffffffff9091166004820152602401610790565b50805460ff60c81b1916600160c81b1781556001810154604051631916558760e01b81526001600160a01b0391821660048201527f0000000000000000000000000000000000000000000000000000000000000000909116906319165587906024015f604051808303815f87803b158015610fb7575f5ffd5b505af1158015610fc9573d5f5f3e3d5ffd5b50508254600184015460405163f00388f760e01b81526001600160a01b039283166004820152600160a01b9091046bffffffffffffffffffffffff1660248201527f0000000000000000000000000000000000000000000000000000000000000000909116925063f00388f791506044015f604051808303815f87803b158015611051575f5ffd5b505af1158015611063573d5f5f3e3d5ffd5b50506040805160a08101825260018501546001600160a01b03908116825260028601546020830190815282840188815287548316606085019081527f6578636c7573696f6e0000000000000000000000000000000000000000000000608086019081529551633003716560e11b8152945184166004860152915160248501525160448401525181166064830152915160848201527f00000000000000000000000000000000000000000000000000000000000000009091169250636006e2ca915060a4015f604051808303815f87803b15801561113e575f5ffd5b505af1158015611150573d5f5f3e3d5ffd5b5050825460018401546040516001600160a01b0392831694509116915084907f21f953b477f05abd59b1d5ffc39537f1506cfb73583f141e97d1a2274ed9a7ea905f90a45050565b6111a56020830183613ee4565b6001600160a01b03166111bb6020850185613ee4565b6001600160a01b03161480156111d8575081602001358360200135145b80156111ec57508160400135836040013514155b61120957604051630b69ebb360e01b815260040160405180910390fd5b5f6112126121e2565b905061125a6112246020860186613ee4565b61123460808701606088016140c1565b63ffffffff1661124d84886124c990919063ffffffff16565b610c1760808901896140dc565b6112a061126a6020850185613ee4565b61127a60808601606087016140c1565b63ffffffff1661129384876124c990919063ffffffff16565b610c1760808801886140dc565b5f6112aa85612525565b90506112cb81846112be60808901896140dc565b610c7f60808a018a6140dc565b6112ec816112dc6020880188613ee4565b5f8064726f6f747360d81b6126ba565b5050505050565b5f807f9016d09d72d40fdae2fd8ceac6b6234c7706214fd39c1cd1e609a0528c1993005b546001600160a01b031692915050565b5f84846040516113389291906142c3565b604051809103902083836040516113509291906142c3565b6040519081900381206113a5929160200160608082526012908201527f61737361792f6d6973636f6e647563742f31000000000000000000000000000060808201526020810192909252604082015260a00190565b604051602081830303815290604052805190602001209050949350505050565b6113d26020830183613ee4565b6001600160a01b03166113e86020850185613ee4565b6001600160a01b0316148015611405575081602001358360200135145b8015611440575061141c60808301606084016142f1565b6001600160401b031661143560808501606086016142f1565b6001600160401b0316145b801561145457508160800135836080013514155b61147157604051630b69ebb360e01b815260040160405180910390fd5b5f61147a6121e2565b90506114c561148c6020860186613ee4565b61149e610140870161012088016140c1565b63ffffffff166114b7848861289990919063ffffffff16565b610c176101408901896140dc565b61150e6114d56020850185613ee4565b6114e7610140860161012087016140c1565b63ffffffff16611500848761289990919063ffffffff16565b610c176101408801886140dc565b5f61151c6020860186613ee4565b8560200135604051602001611562929190606080825260059082015264686561647360d81b60808201526001600160a01b03929092166020830152604082015260a00190565b60408051601f198184030181529190528051602090910120905061159d818461158f6101408901896140dc565b610c7f6101408a018a6140dc565b6112ec816115ae6020880188613ee4565b87602001358464686561647360d81b6126ba565b5f6115cb612ad0565b805490915060ff6801000000000000000082041615906001600160401b03165f811580156115f65750825b90505f826001600160401b031660011480156116115750303b155b90508115801561161f575080155b15611656576040517ff92ee8a900000000000000000000000000000000000000000000000000000000815260040160405180910390fd5b845467ffffffffffffffff19166001178555831561168a57845468ff00000000000000001916680100000000000000001785555b61169386612af8565b83156116de57845468ff000000000000000019168555604051600181527fc7f505b2f371ae2175ee4913f4499e1f2633a7b5936321eed1cdaeb6115181d29060200160405180910390a15b505050505050565b6040517f136ba6aa000000000000000000000000000000000000000000000000000000008152602084013560048201525f907f00000000000000000000000000000000000000000000000000000000000000006001600160a01b03169063136ba6aa9060240161020060405180830381865afa158015611768573d5f5f3e3d5ffd5b505050506040513d601f19601f8201168201806040525081019061178c919061433d565b90505f836040516020016117a09190614473565b60408051601f1981840301815291905280516020909101206101c08301519091508190808214611805576040517f3cf5212000000000000000000000000000000000000000000000000000000000815260048101929092526024820152604401610790565b505081516001600160a01b031661181f6020870187613ee4565b6001600160a01b031614801561183a57506040850135843514155b61185757604051630b69ebb360e01b815260040160405180910390fd5b61189c6118676020870187613ee4565b61187760808801606089016140c1565b63ffffffff1661188f6118886121e2565b89906124c9565b610c1760808a018a6140dc565b5f6118a686612525565b90506118c681856118ba60808a018a6140dc565b610c7f5f803681614569565b6116de816118d76020890189613ee4565b856101a00151896020013564726f6f747360d81b6126ba565b5f6118fa84612829565b60018101549091506001600160a01b03166119186020850185613ee4565b60018301546001600160a01b039081169291161461196e576040517ffacc79c20000000000000000000000000000000000000000000000000000000081526001600160a01b039091166004820152602401610790565b505f611a4e8461197c6121e2565b7f00000000000000000000000000000000000000000000000000000000000000006001600160a01b031663971217b76040518163ffffffff1660e01b81526004016101a060405180830381865afa1580156119d9573d5f5f3e3d5ffd5b505050506040513d601f19601f820116820180604052508101906119fd9190614160565b6040015163ffffffff167f00000000000000000000000000000000000000000000000000000000000000007f0000000000000000000000000000000000000000000000000000000000000000612b09565b5090506001816005811115611a6557611a65614590565b14158460c0013590611aa6576040517f01677e1e00000000000000000000000000000000000000000000000000000000815260040161079091815260200190565b506003816005811115611abb57611abb614590565b6001840154911415906001600160a01b0316611add60a08701608088016140c1565b9091611b13576040516333556ec560e11b81526001600160a01b03909216600483015263ffffffff166024820152604401610790565b505f9050816005811115611b2957611b29614590565b60018401546001600160a01b03169114611b7b576040517f167dfb2d0000000000000000000000000000000000000000000000000000000081526001600160a01b039091166004820152602401610790565b50611ba08486611b8e60208701876142f1565b611b9b60208801886145a4565b612db9565b8590611bdb576040517fcf714b8e00000000000000000000000000000000000000000000000000000000815260040161079091815260200190565b50815460ff60c81b1916600160c81b1782556001820154604051631015b89160e21b81526001600160a01b0391821660048201525f60248201819052917f00000000000000000000000000000000000000000000000000000000000000001690634056e2449060440160a060405180830381865afa158015611c5f573d5f5f3e3d5ffd5b505050506040513d601f19601f82011682018060405250810190611c8391906145e9565b506001840154604051631916558760e01b81526001600160a01b0391821660048201529192507f000000000000000000000000000000000000000000000000000000000000000016906319165587906024015f604051808303815f87803b158015611cec575f5ffd5b505af1158015611cfe573d5f5f3e3d5ffd5b50505050600183015460405163f00388f760e01b81526001600160a01b038381166004830152600160a01b9092046bffffffffffffffffffffffff1660248201527f00000000000000000000000000000000000000000000000000000000000000009091169063f00388f7906044015f604051808303815f87803b158015611d84575f5ffd5b505af1158015611d96573d5f5f3e3d5ffd5b50505060018401546040516001600160a01b03909116915087907f8667fcff1f45d0d53dc8b9a6ad2fde079345d70cb8c6e706106670fa94df1f89905f90a3505050505050565b611dea6020850185613ee4565b6001600160a01b0316611e006020870187613ee4565b6001600160a01b0316148015611e8c5750611e2160408501602086016142f1565b6001600160401b0316611e3a60408701602088016142f1565b6001600160401b031614611e7f57611e7a60408501803590611e5f90602088016142f1565b60408801803590611e739060208b016142f1565b8787612dfa565b611e8c565b6040858101359085013514155b611ea957604051630b69ebb360e01b815260040160405180910390fd5b611eb285612ff0565b611ebb84612ff0565b5f611ec96020870187613ee4565b611ed960408801602089016142f1565b604051602001611f299291906060808252600b908201526a636865636b706f696e747360a81b60808201526001600160a01b039290921660208301526001600160401b0316604082015260a00190565b60408051601f1981840301815291905280516020909101209050611f628183611f5560a08a018a6140dc565b610c7f60a08b018b6140dc565b6116de81611f736020890189613ee4565b5f806a636865636b706f696e747360a81b6126ba565b5f807f237e158222e3e6968b72b9db0d8043aacf074ad9f650f0d1606b4d82ee432c00611317565b611fb96127bf565b7f237e158222e3e6968b72b9db0d8043aacf074ad9f650f0d1606b4d82ee432c0080546001600160a01b0319166001600160a01b0383169081178255611ffd6112f3565b6001600160a01b03167f38d16b8cac22d99fc7c124b9cd0de2d3fa1faef420bfe791d8c362d765e2270060405160405180910390a35050565b306001600160a01b037f00000000000000000000000000000000000000000000000000000000000000001614806120cf57507f00000000000000000000000000000000000000000000000000000000000000006001600160a01b03166120c37f360894a13ba1a3210667c828492db98dca3e2076cc3735a920a3ca505d382bbc546001600160a01b031690565b6001600160a01b031614155b15610e945760405163703e46dd60e11b815260040160405180910390fd5b610edb6127bf565b816001600160a01b03166352d1902d6040518163ffffffff1660e01b8152600401602060405180830381865afa92505050801561214f575060408051601f3d908101601f1916820190925261214c918101906142ac565b60015b61217757604051634c9c8ce360e01b81526001600160a01b0383166004820152602401610790565b7f360894a13ba1a3210667c828492db98dca3e2076cc3735a920a3ca505d382bbc81146121d3576040517faa1d49a400000000000000000000000000000000000000000000000000000000815260048101829052602401610790565b6121dd83836131ac565b505050565b5f61220c7f0000000000000000000000000000000000000000000000000000000000000000613201565b905090565b5f61227e827fbfb6cc6c2631d58b9584b7799904db452f8797316b7adbaf7c8ca6dc159ffd7e85604051602001612249929190614684565b6040516020818303038152906040528051906020012060405161190160f01b8152600281019290925260228201526042902090565b90505b92915050565b61231c86867f00000000000000000000000000000000000000000000000000000000000000006001600160a01b031663971217b76040518163ffffffff1660e01b81526004016101a060405180830381865afa1580156122e9573d5f5f3e3d5ffd5b505050506040513d601f19601f8201168201806040525081019061230d9190614160565b6040015163ffffffff16613298565b8686909161234e576040516333556ec560e11b81526001600160a01b0390921660048301526024820152604401610790565b5050604051631015b89160e21b81526001600160a01b038781166004830152602482018790525f917f000000000000000000000000000000000000000000000000000000000000000090911690634056e2449060440160a060405180830381865afa1580156123bf573d5f5f3e3d5ffd5b505050506040513d601f19601f820116820180604052508101906123e391906145e9565b9150506123f5815f0151868686613344565b1561240057506116de565b8115612443576040517f8de089df0000000000000000000000000000000000000000000000000000000081526001600160a01b0388166004820152602401610790565b6040517f35a5a5f50000000000000000000000000000000000000000000000000000000081526001600160a01b0388166004820152602401610790565b306001600160a01b037f00000000000000000000000000000000000000000000000000000000000000001614610e945760405163703e46dd60e11b815260040160405180910390fd5b604080517f8690b605cbdc2b5cf37f689c2d3d40459517855e91291221bd19110881e7ced0602082810191909152840135818301529083013560608201525f9061227e908390608001612249565b6112ec85858585855f612287565b5f6125336020830183613ee4565b8260200135604051602001612579929190606080825260059082015264726f6f747360d81b60808201526001600160a01b03929092166020830152604082015260a00190565b604051602081830303815290604052805190602001209050919050565b5f86815260208190526040902054869060ff16156125e3576040517f7746f60800000000000000000000000000000000000000000000000000000000815260040161079091815260200190565b505f868152602081905260409020805460ff191660011790556001600160a01b037f00000000000000000000000000000000000000000000000000000000000000001663d8ac0477338761263988888888611327565b6040517fffffffff0000000000000000000000000000000000000000000000000000000060e086901b1681526001600160a01b039093166004840152602483019190915260448201526064015f604051808303815f87803b15801561269c575f5ffd5b505af11580156126ae573d5f5f3e3d5ffd5b50505050505050505050565b6040805160a0810182526001600160a01b038681168252602082018681528284018681523360608501908152608085018781529551633003716560e11b8152945184166004860152915160248501525160448401525181166064830152915160848201527f000000000000000000000000000000000000000000000000000000000000000090911690636006e2ca9060a4015f604051808303815f87803b158015612763575f5ffd5b505af1158015612775573d5f5f3e3d5ffd5b5050505084336001600160a01b0316856001600160a01b03167f5f7d7c686ba08f3fd082d4bc078fb7a9d79dd742ae394a2cd6f780e2d6315d6984604051610a7f91815260200190565b336127c86112f3565b6001600160a01b031614610e945760405163118cdaa760e01b8152336004820152602401610790565b7f237e158222e3e6968b72b9db0d8043aacf074ad9f650f0d1606b4d82ee432c0080546001600160a01b03191681556106e182613394565b5f81815260016020526040902080546001600160a01b03161580159061285857508054600160c81b900460ff16155b8290612893576040517f5617461300000000000000000000000000000000000000000000000000000000815260040161079091815260200190565b50919050565b5f807f026eb28a46018dd01dbe7b0de93e730e5fd36b1aa303e35f679e5f7b839b5428602085013560408601356128d660808801606089016142f1565b60808801356128eb60c08a0160a08b016142f1565b60408051602081019790975286019490945260608501929092526001600160401b03908116608085015260a08401919091521660c082015260e0016040516020818303038152906040528051906020012090505f61294882613404565b90505f5b61295a6101008701876145a4565b90508110156129f75780612975610100880160e089016140c1565b63ffffffff16901c60011663ffffffff165f146129bf576129ba61299d6101008801886145a4565b838181106129ad576129ad6147ad565b9050602002013583613425565b6129ed565b6129ed826129d16101008901896145a4565b848181106129e1576129e16147ad565b90506020020135613425565b915060010161294c565b505f7fa103791db3e07d45df61266428fd3d36d4ebdc1cba15a5af545e8decc1ef5ecc612a276020880188613ee4565b83612a3860e08a0160c08b016140c1565b612a4860c08b0160a08c016142f1565b6040805160208101969096526001600160a01b0390941693850193909352606084019190915263ffffffff1660808301526001600160401b031660a082015260c001604051602081830303815290604052805190602001209050612ac6858260405161190160f01b8152600281019290925260228201526042902090565b9695505050505050565b5f807ff0c57e16840df040f15088dc2f81fe391c3923bec73e23a9662efc9c229c6a00612281565b612b00613455565b610edb81613493565b6040517f9591a61000000000000000000000000000000000000000000000000000000000815260c086013560048201525f90819087906001600160a01b03861690639591a61090602401602060405180830381865afa158015612b6e573d5f5f3e3d5ffd5b505050506040513d601f19601f82011682018060405250810190612b9291906147c1565b91505f612c2a612ba56020840184613ee4565b612bb560408501602086016142f1565b8460400135604051602001612c169392919060609390931b6bffffffffffffffffffffffff1916835260c09190911b7fffffffffffffffff000000000000000000000000000000000000000000000000166014830152601c820152603c0190565b6040516020818303038152906040526134dd565b90506001600160401b0383161580612c5157506020612c4d6101008b018b6145a4565b9050115b80612c8c5750612c8a60c08a0135612c706101008c0160e08d016140c1565b63ffffffff1683612c856101008e018e6145a4565b61354e565b155b15612c9c57600193505050612daf565b5f6001600160a01b038616634056e244612cb96020860186613ee4565b612cc960a08e0160808f016140c1565b6040517fffffffff0000000000000000000000000000000000000000000000000000000060e085901b1681526001600160a01b03909216600483015263ffffffff16602482015260440160a060405180830381865afa158015612d2e573d5f5f3e3d5ffd5b505050506040513d601f19601f82011682018060405250810190612d5291906145e9565b915050612d6981856001600160401b03168a6135bb565b612d795760039450505050612daf565b8051612d9b90612d89858c613620565b612d9660a08e018e6140dc565b613344565b612dab5760029450505050612daf565b5050505b9550959350505050565b5f60408211801590612dee5750612dee60408701803590612ddd9060208a016142f1565b86612de789613404565b8787613658565b90505b95945050505050565b5f6001600160401b0384161580612e235750856001600160401b0316846001600160401b031610155b80612e2c575081155b15612e3857505f612ac6565b5f612e446001866147dc565b90505f612e526001896147dc565b90505b60018083169003612e7b57677fffffffffffffff600192831c8116929190911c16612e55565b5f85855f818110612e8e57612e8e6147ad565b9050602002013590505f86865f818110612eaa57612eaa6147ad565b9050602002013590505f600190505b86811015612fbe57836001600160401b03165f03612ede575f95505050505050612ac6565b60018086161480612f005750836001600160401b0316856001600160401b0316145b15612f8957612f27888883818110612f1a57612f1a6147ad565b9050602002013584613425565b9250612f3e8888838181106129ad576129ad6147ad565b91505b60018516158015612f5a57506001600160401b03851615155b15612f84576001856001600160401b0316901c94506001846001600160401b0316901c9350612f41565b612fa2565b612f9f828989848181106129e1576129e16147ad565b91505b677fffffffffffffff600195861c81169594851c169301612eb9565b506001600160401b038316158015612fd557508a81145b8015612fe15750888214155b9b9a5050505050505050505050565b5f612ff96121e2565b90505f7f00000000000000000000000000000000000000000000000000000000000000006001600160a01b031663971217b76040518163ffffffff1660e01b81526004016101a060405180830381865afa158015613059573d5f5f3e3d5ffd5b505050506040513d601f19601f8201168201806040525081019061307d9190614160565b6040015163ffffffff1690505f6130976020850185613ee4565b90506130b9816130ad60a08701608088016140c1565b63ffffffff1684613298565b15613100576130fa816130d260a08701608088016140c1565b63ffffffff166130ed86885f0161362090919063ffffffff16565b610c1760a08901896140dc565b50505050565b5f61314e8585857f00000000000000000000000000000000000000000000000000000000000000007f0000000000000000000000000000000000000000000000000000000000000000612b09565b5090505f81600581111561316457613164614590565b148261317660a08801608089016140c1565b9091610e7a576040516333556ec560e11b81526001600160a01b03909216600483015263ffffffff166024820152604401610790565b6131b582613790565b6040516001600160a01b038316907fbc7cd75a20ee27fd9adebab32041f755214dbc6bffa90cc0225b39da2e5c2d3b905f90a28051156131f9576121dd8282613806565b6106e16138d8565b604080517f8b73c3c69bb8fe3d512ecc4cf759cc79239f7b179b0ffacaa9a75d522b39400f60208201527f41034bd23ecbf5790464f32b19dad6d7170b5d3627ba56dd9cd780ce037a7be7918101919091527fc89efdaa54c0f20c7adf612882df0950f5a951637e0307cdcb4c672f298b8bc660608201524660808201526001600160a01b03821660a08201525f9060c001612579565b604051631015b89160e21b81526001600160a01b038481166004830152602482018490525f9182917f00000000000000000000000000000000000000000000000000000000000000001690634056e2449060440160a060405180830381865afa158015613307573d5f5f3e3d5ffd5b505050506040513d601f19601f8201168201806040525081019061332b91906145e9565b9150506133398142856135bb565b9150505b9392505050565b5f5f5f613352868686613910565b5090925090505f81600381111561336b5761336b614590565b1480156133895750866001600160a01b0316826001600160a01b0316145b979650505050505050565b7f9016d09d72d40fdae2fd8ceac6b6234c7706214fd39c1cd1e609a0528c19930080546001600160a01b031981166001600160a01b03848116918217845560405192169182907f8be0079c531659141344cd1fd0a4f28419497f9722a3daafe3b4186f6b6457e0905f90a3505050565b5f5f5f538160015260205f60215f60025afa61341e575f5ffd5b50505f5190565b5f6040516001815383600182015282602182015260205f60418360025afa61344b575f5ffd5b50505f5192915050565b61345d613957565b610e94576040517fd7e6bcf800000000000000000000000000000000000000000000000000000000815260040160405180910390fd5b61349b613455565b6001600160a01b038116610ed2576040517f1e4fbdf70000000000000000000000000000000000000000000000000000000081525f6004820152602401610790565b5f60025f60f81b836040516020016134f69291906147fb565b60408051601f1981840301815290829052613510916142a1565b602060405180830381855afa15801561352b573d5f5f3e3d5ffd5b5050506040513d601f19601f8201168201806040525081019061228191906142ac565b5f84821c1561355e57505f612df1565b835f5b838110156135ae57600187821c161561358e576135898585838181106129ad576129ad6147ad565b6135a4565b6135a4828686848181106129e1576129e16147ad565b9150600101613561565b5090951495945050505050565b82515f906001600160a01b031615806135de5750836020015164ffffffffff1683105b156135ea57505f61333d565b604084015164ffffffffff161580613618575081846040015164ffffffffff166136149190614277565b8311155b949350505050565b5f61227e827f460b99ca296738767eaf880e88460128e1dee84a436daef9211ef605118529538560405160200161224992919061482e565b5f856001600160401b0316856001600160401b03161061367957505f612ac6565b845f6136866001896147dc565b9050855f5b8581101561376b57826001600160401b03165f036136af575f945050505050612ac6565b600180851614806136d15750826001600160401b0316846001600160401b0316145b15613736576136eb8787838181106129ad576129ad6147ad565b91505b6001841615801561370757506001600160401b03841615155b15613731576001846001600160401b0316901c93506001836001600160401b0316901c92506136ee565b61374f565b61374c828888848181106129e1576129e16147ad565b91505b677fffffffffffffff600194851c81169493841c16920161368b565b506001600160401b03821615801561378257508981145b9a9950505050505050505050565b806001600160a01b03163b5f036137c557604051634c9c8ce360e01b81526001600160a01b0382166004820152602401610790565b7f360894a13ba1a3210667c828492db98dca3e2076cc3735a920a3ca505d382bbc80546001600160a01b0319166001600160a01b0392909216919091179055565b60605f6138138484613975565b905080801561383457505f3d118061383457505f846001600160a01b03163b115b1561384957613841613988565b915050612281565b801561388c576040517f9996b3150000000000000000000000000000000000000000000000000000000081526001600160a01b0385166004820152602401610790565b3d1561389f5761389a6139a1565b6138d1565b6040517fd6bda27500000000000000000000000000000000000000000000000000000000815260040160405180910390fd5b5092915050565b3415610e94576040517fb398979f00000000000000000000000000000000000000000000000000000000815260040160405180910390fd5b5f80806041849003613944578435602086013560408701355f1a613936898285856139ac565b95509550955050505061394e565b505f915060029050825b93509350939050565b5f613960612ad0565b5468010000000000000000900460ff16919050565b5f5f5f835160208501865af49392505050565b6040513d81523d5f602083013e3d602001810160405290565b6040513d5f823e3d81fd5b5f80807f7fffffffffffffffffffffffffffffff5d576e7357a4501ddfe92f46681b20a08411156139e557505f91506003905082613a6a565b604080515f808252602082018084528a905260ff891692820192909252606081018790526080810186905260019060a0016020604051602081039080840390855afa158015613a36573d5f5f3e3d5ffd5b5050604051601f1901519150506001600160a01b038116613a6157505f925060019150829050613a6a565b92505f91508190505b9450945094915050565b6001600160a01b0381168114610edb575f5ffd5b8035613a9381613a74565b919050565b634e487b7160e01b5f52604160045260245ffd5b6040516101a081016001600160401b0381118282101715613acf57613acf613a98565b60405290565b60405161020081016001600160401b0381118282101715613acf57613acf613a98565b604051601f8201601f191681016001600160401b0381118282101715613b2057613b20613a98565b604052919050565b5f5f60408385031215613b39575f5ffd5b8235613b4481613a74565b915060208301356001600160401b03811115613b5e575f5ffd5b8301601f81018513613b6e575f5ffd5b80356001600160401b03811115613b8757613b87613a98565b613b9a601f8201601f1916602001613af8565b818152866020838501011115613bae575f5ffd5b816020840160208301375f602083830101528093505050509250929050565b5f60208284031215613bdd575f5ffd5b5035919050565b5f6102208284031215612893575f5ffd5b5f60208284031215613c05575f5ffd5b81356001600160401b03811115613c1a575f5ffd5b61361884828501613be4565b5f60a08284031215612893575f5ffd5b5f5f5f5f5f60a08688031215613c4a575f5ffd5b85356001600160401b03811115613c5f575f5ffd5b613c6b88828901613c26565b95505060208601356001600160401b03811115613c86575f5ffd5b613c9288828901613be4565b94505060408601356fffffffffffffffffffffffffffffffff1981168114613cb8575f5ffd5b94979396509394606081013594506080013592915050565b5f5f5f60608486031215613ce2575f5ffd5b83356001600160401b03811115613cf7575f5ffd5b613d0386828701613be4565b93505060208401356001600160401b03811115613d1e575f5ffd5b613d2a86828701613be4565b93969395505050506040919091013590565b5f5f5f60608486031215613d4e575f5ffd5b83356001600160401b03811115613d63575f5ffd5b613d6f86828701613c26565b93505060208401356001600160401b03811115613d8a575f5ffd5b613d2a86828701613c26565b5f5f83601f840112613da6575f5ffd5b5081356001600160401b03811115613dbc575f5ffd5b602083019150836020828501011115613dd3575f5ffd5b9250929050565b5f5f5f5f60408587031215613ded575f5ffd5b84356001600160401b03811115613e02575f5ffd5b613e0e87828801613d96565b90955093505060208501356001600160401b03811115613e2c575f5ffd5b613e3887828801613d96565b95989497509550505050565b602081525f82518060208401528060208501604085015e5f604082850101526040601f19601f83011684010191505092915050565b5f6101608284031215612893575f5ffd5b5f5f5f60608486031215613e9c575f5ffd5b83356001600160401b03811115613eb1575f5ffd5b613ebd86828701613e79565b93505060208401356001600160401b03811115613ed8575f5ffd5b613d2a86828701613e79565b5f60208284031215613ef4575f5ffd5b813561333d81613a74565b5f5f5f838503610200811215613f13575f5ffd5b84356001600160401b03811115613f28575f5ffd5b613f3487828801613c26565b9450506101c0601f1982011215613f49575f5ffd5b5091946020840194506101e09093013592915050565b5f6101208284031215612893575f5ffd5b5f5f5f60608486031215613f82575f5ffd5b8335925060208401356001600160401b03811115613f9e575f5ffd5b613faa86828701613f5f565b92505060408401356001600160401b03811115613fc5575f5ffd5b840160408187031215613fd6575f5ffd5b809150509250925092565b5f5f5f5f5f60808688031215613ff5575f5ffd5b85356001600160401b0381111561400a575f5ffd5b61401688828901613f5f565b95505060208601356001600160401b03811115614031575f5ffd5b61403d88828901613f5f565b94505060408601356001600160401b03811115614058575f5ffd5b8601601f81018813614068575f5ffd5b80356001600160401b0381111561407d575f5ffd5b8860208260051b8401011115614091575f5ffd5b959894975060200195606001359392505050565b63ffffffff81168114610edb575f5ffd5b8035613a93816140a5565b5f602082840312156140d1575f5ffd5b813561333d816140a5565b5f5f8335601e198436030181126140f1575f5ffd5b8301803591506001600160401b0382111561410a575f5ffd5b602001915036819003821315613dd3575f5ffd5b8051613a9381613a74565b80516bffffffffffffffffffffffff81168114613a93575f5ffd5b8051613a93816140a5565b805161ffff81168114613a93575f5ffd5b5f6101a0828403128015614172575f5ffd5b5061417b613aac565b6141848361411e565b815261419260208401614129565b60208201526141a360408401614144565b60408201526141b460608401614144565b60608201526141c560808401614144565b60808201526141d660a08401614144565b60a08201526141e760c0840161414f565b60c08201526141f860e0840161414f565b60e082015261420a6101008401614144565b61010082015261421d610120840161414f565b6101208201526142306101408401614129565b6101408201526142436101608401614129565b610160820152614256610180840161414f565b6101808201529392505050565b634e487b7160e01b5f52601160045260245ffd5b8082018082111561228157612281614263565b5f81518060208401855e5f93019283525090919050565b5f61227e828461428a565b5f602082840312156142bc575f5ffd5b5051919050565b818382375f9101908152919050565b6001600160401b0381168114610edb575f5ffd5b8035613a93816142d2565b5f60208284031215614301575f5ffd5b813561333d816142d2565b805164ffffffffff81168114613a93575f5ffd5b805160058110613a93575f5ffd5b80518015158114613a93575f5ffd5b5f61020082840312801561434f575f5ffd5b50614358613ad5565b6143618361411e565b815261436f60208401614144565b60208201526143806040840161430c565b604082015261439160608401614320565b60608201526143a26080840161414f565b60808201526143b360a0840161411e565b60a08201526143c460c08401614129565b60c08201526143d560e0840161430c565b60e08201526143e7610100840161430c565b6101008201526143fa6101208401614144565b61012082015261440d6101408401614144565b6101408201526144206101608401614129565b610160820152614433610180840161432e565b6101808201526101a083810151908201526101c080840151908201526101e0928301519281019290925250919050565b803560ff81168114613a93575f5ffd5b8135815260208083013590820152604080830135908201526101c0810161449c606084016140b6565b63ffffffff1660608301526144b3608084016142e6565b6001600160401b031660808301526144cd60a084016140b6565b63ffffffff1660a083015260c0838101359083015260e080840135908301526101008084013590830152610120808401359083015261450f61014084016140b6565b63ffffffff1661014083015261452861016084016140b6565b63ffffffff1661016083015261454161018084016140b6565b63ffffffff1661018083015261455a6101a08401614463565b60ff81166101a08401526138d1565b5f5f85851115614577575f5ffd5b83861115614583575f5ffd5b5050820193919092039150565b634e487b7160e01b5f52602160045260245ffd5b5f5f8335601e198436030181126145b9575f5ffd5b8301803591506001600160401b038211156145d2575f5ffd5b6020019150600581901b3603821315613dd3575f5ffd5b5f5f82840360a08112156145fb575f5ffd5b835161460681613a74565b92506080601f1982011215614619575f5ffd5b50604051608081016001600160401b038111828210171561463c5761463c613a98565b604052602084015161464d81613a74565b815261465b6040850161430c565b602082015261466c6060850161430c565b60408201526080939093015160608401525092909150565b82815281356020808301919091528201356040808301919091528201356060808301919091526102008201906146bb908401613a88565b6001600160a01b0381166080840152506146d760808401613a88565b6001600160a01b03811660a08401525060a083013560c0838101919091526147009084016142e6565b6001600160401b03811660e08401525061471c60e084016142e6565b6001600160401b038116610100840152506101008301356101208381019190915283013561014080840191909152830135610160808401919091528301356101808084019190915261476f908401614463565b60ff81166101a0840152506101a08301356101c0838101919091526147959084016142e6565b6001600160401b0381166101e0840152509392505050565b634e487b7160e01b5f52603260045260245ffd5b5f602082840312156147d1575f5ffd5b815161333d816142d2565b6001600160401b03828116828216039081111561228157612281614263565b7fff00000000000000000000000000000000000000000000000000000000000000831681525f613618600183018461428a565b82815260a08101823561484081613a74565b6001600160a01b038116602084015250602083013561485e816142d2565b6001600160401b0316604083810191909152830135606080840191909152830135614888816142d2565b6001600160401b038116608084015250939250505056' as const
