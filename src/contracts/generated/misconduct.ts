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
  '0x61016060405230608052348015610014575f5ffd5b50604051614a4c380380614a4c833981016040819052610033916102f9565b61003b610233565b6001600160a01b0380841661012052818116610140526040805163a9b5898f60e01b815290519184169163a9b5898f916004808201926020929091908290030181865afa15801561008e573d5f5f3e3d5ffd5b505050506040513d601f19601f820116820180604052508101906100b29190610343565b6001600160a01b031660a0816001600160a01b031681525050816001600160a01b031663863191b86040518163ffffffff1660e01b8152600401602060405180830381865afa158015610107573d5f5f3e3d5ffd5b505050506040513d601f19601f8201168201806040525081019061012b9190610343565b6001600160a01b031660c0816001600160a01b031681525050816001600160a01b0316636ff437066040518163ffffffff1660e01b8152600401602060405180830381865afa158015610180573d5f5f3e3d5ffd5b505050506040513d601f19601f820116820180604052508101906101a49190610343565b6001600160a01b031660e0816001600160a01b031681525050816001600160a01b031663e681c4aa6040518163ffffffff1660e01b8152600401602060405180830381865afa1580156101f9573d5f5f3e3d5ffd5b505050506040513d601f19601f8201168201806040525081019061021d9190610343565b6001600160a01b03166101005250610365915050565b7ff0c57e16840df040f15088dc2f81fe391c3923bec73e23a9662efc9c229c6a00805468010000000000000000900460ff16156102835760405163f92ee8a960e01b815260040160405180910390fd5b80546001600160401b03908116146102e25780546001600160401b0319166001600160401b0390811782556040519081527fc7f505b2f371ae2175ee4913f4499e1f2633a7b5936321eed1cdaeb6115181d29060200160405180910390a15b50565b6001600160a01b03811681146102e2575f5ffd5b5f5f5f6060848603121561030b575f5ffd5b8351610316816102e5565b6020850151909350610327816102e5565b6040850151909250610338816102e5565b809150509250925092565b5f60208284031215610353575f5ffd5b815161035e816102e5565b9392505050565b60805160a05160c05160e0516101005161012051610140516145ee61045e5f395f81816101ae015261150301525f81816102b1015281816108ae0152818161099801528181610d5d01528181610df501528181610ee201528181611a9401528181611b2a01528181612330015261244a01525f818161065b0152611fd101525f81816102e4015281816117f20152612ef201525f818161037d0152818161181301528181611a030152818161216101528181612f1301526130ab01525f81816103e30152818161077301528181611767015281816120770152612de701525f8181611e2a01528181611e53015261227401526145ee5ff3fe608060405260043610610199575f3560e01c80638da5cb5b116100dc578063cfa39b8b11610087578063d78aacc211610062578063d78aacc214610617578063e30c397814610636578063e681c4aa1461064a578063f2fde38b1461067d575f5ffd5b8063cfa39b8b14610498578063d3fb3c81146104b7578063d4e01660146104d6575f5ffd5b8063ad3cb1cc116100b7578063ad3cb1cc14610405578063b1fe94211461045a578063c4d66de814610479575f5ffd5b80638da5cb5b1461039f578063a2610f70146103b3578063a9b5898f146103d2575f5ffd5b80635db93dfa1161014757806379ba50971161012257806379ba50971461031a5780637b12a24b1461032e578063857069d71461034d578063863191b81461036c575f5ffd5b80635db93dfa146102a05780636ff43706146102d3578063715018a614610306575f5ffd5b806350ff905c1161017757806350ff905c1461024057806352d1902d1461025f5780635a1b60e214610281575f5ffd5b806316e5a6731461019d5780634f1ef286146101ed5780634f2779ac14610202575b5f5ffd5b3480156101a8575f5ffd5b506101d07f000000000000000000000000000000000000000000000000000000000000000081565b6040516001600160a01b0390911681526020015b60405180910390f35b6102006101fb366004613911565b61069c565b005b34801561020d575f5ffd5b5061023061021c3660046139b6565b5f6020819052908152604090205460ff1681565b60405190151581526020016101e4565b34801561024b575f5ffd5b5061020061025a3660046139de565b6106bb565b34801561026a575f5ffd5b50610273610a64565b6040519081526020016101e4565b34801561028c575f5ffd5b5061020061029b366004613a0f565b610a92565b3480156102ab575f5ffd5b506101d07f000000000000000000000000000000000000000000000000000000000000000081565b3480156102de575f5ffd5b506101d07f000000000000000000000000000000000000000000000000000000000000000081565b348015610311575f5ffd5b50610200610c6c565b348015610325575f5ffd5b50610200610c7f565b348015610339575f5ffd5b506102006103483660046139b6565b610cc7565b348015610358575f5ffd5b50610200610367366004613a8b565b610f81565b348015610377575f5ffd5b506101d07f000000000000000000000000000000000000000000000000000000000000000081565b3480156103aa575f5ffd5b506101d06110dc565b3480156103be575f5ffd5b506102736103cd366004613b29565b611110565b3480156103dd575f5ffd5b506101d07f000000000000000000000000000000000000000000000000000000000000000081565b348015610410575f5ffd5b5061044d6040518060400160405280600581526020017f352e302e3000000000000000000000000000000000000000000000000000000081525081565b6040516101e49190613b93565b348015610465575f5ffd5b50610200610474366004613bd9565b6111ae565b348015610484575f5ffd5b50610200610493366004613c33565b6113ab565b3480156104a3575f5ffd5b506102006104b2366004613c4e565b6114cf565b3480156104c2575f5ffd5b506102006104d1366004613cbf565b6116d9565b3480156104e1575f5ffd5b506105a36104f03660046139b6565b6040805160c0810182525f80825260208201819052918101829052606081018290526080810182905260a0810191909152505f90815260016020818152604092839020835160c08101855281546001600160a01b038082168352600160a01b80830464ffffffffff1695840195909552600160c81b90910460ff1615159582019590955292810154938416606084015292046bffffffffffffffffffffffff16608082015260029091015460a082015290565b6040516101e491905f60c0820190506001600160a01b03835116825264ffffffffff60208401511660208301526040830151151560408301526001600160a01b0360608401511660608301526bffffffffffffffffffffffff608084015116608083015260a083015160a083015292915050565b348015610622575f5ffd5b50610200610631366004613d30565b611bc6565b348015610641575f5ffd5b506101d0611d72565b348015610655575f5ffd5b506101d07f000000000000000000000000000000000000000000000000000000000000000081565b348015610688575f5ffd5b50610200610697366004613c33565b611d9a565b6106a4611e1f565b6106ad82611ed6565b6106b78282611ede565b5050565b805f6106cf6106c8611fcb565b8390611ffa565b90506107126106e46080840160608501613c33565b6106f661020086016101e08701613e10565b63ffffffff168361070b610200880188613e2b565b6001612070565b5f818152600160205260409020805482906001600160a01b03161561076f576040517f71fc1b5300000000000000000000000000000000000000000000000000000000815260040161076691815260200190565b60405180910390fd5b505f7f00000000000000000000000000000000000000000000000000000000000000006001600160a01b031663971217b76040518163ffffffff1660e01b81526004016101a060405180830381865afa1580156107ce573d5f5f3e3d5ffd5b505050506040513d601f19601f820116820180604052508101906107f29190613eaf565b82546001600160a01b03191633178355610100810151604082015191925063ffffffff90811691610824911642613fc6565b61082e9190613fc6565b825464ffffffffff91909116600160a01b027fffffffffffffff0000000000ffffffffffffffffffffffffffffffffffffffff9091161782556108776080850160608601613c33565b6101408201516bffffffffffffffffffffffff16600160a01b026001600160a01b03918216176001840155602085013560028401557f00000000000000000000000000000000000000000000000000000000000000001663a7e21e806108e36080870160608801613c33565b6040517fffffffff0000000000000000000000000000000000000000000000000000000060e084901b1681526001600160a01b0390911660048201526024015f604051808303815f87803b158015610939575f5ffd5b505af115801561094b573d5f5f3e3d5ffd5b505050506101408101516040517f521802080000000000000000000000000000000000000000000000000000000081523360048201526bffffffffffffffffffffffff90911660248201527f00000000000000000000000000000000000000000000000000000000000000006001600160a01b0316906352180208906044015f604051808303815f87803b1580156109e1575f5ffd5b505af11580156109f3573d5f5f3e3d5ffd5b50339250610a0a9150506080860160608701613c33565b8354604051600160a01b90910464ffffffffff1681526001600160a01b03919091169085907ff67599643d192cca1abe5d9c38d314469d865e280eabfea1e4fad281980e6af6906020015b60405180910390a45050505050565b5f610a6d612269565b507f360894a13ba1a3210667c828492db98dca3e2076cc3735a920a3ca505d382bbc90565b5f610a9b611fcb565b90505f610aa88583611ffa565b90505f610ab58584611ffa565b9050610ac76080860160608701613c33565b6001600160a01b0316610ae06080880160608901613c33565b6001600160a01b0316148015610afd575060208681013590860135145b8015610b095750808214155b610b2657604051630b69ebb360e01b815260040160405180910390fd5b610b65610b396080880160608901613c33565b610b4b61020089016101e08a01613e10565b63ffffffff1684610b606102008b018b613e2b565b6122b2565b610b9f610b786080870160608801613c33565b610b8a61020088016101e08901613e10565b63ffffffff1683610b606102008a018a613e2b565b5f610bb06080880160608901613c33565b604051610bf891906020808b01359101606080825260089082015267726563656970747360c01b60808201526001600160a01b03929092166020830152604082015260a00190565b60408051601f1981840301815291905280516020909101209050610c388186610c256102008b018b613e2b565b610c336102008c018c613e2b565b6122c0565b610c6381610c4c60808a0160608b01613c33565b60208a01358667726563656970747360c01b6123e4565b50505050505050565b610c746124e9565b610c7d5f61251b565b565b3380610c89611d72565b6001600160a01b031614610cbb5760405163118cdaa760e01b81526001600160a01b0382166004820152602401610766565b610cc48161251b565b50565b5f610cd182612553565b8054909150600160a01b900464ffffffffff16428110610d27576040517fce3da61f00000000000000000000000000000000000000000000000000000000815264ffffffffff9091166004820152602401610766565b50805460ff60c81b1916600160c81b1781556001810154604051631916558760e01b81526001600160a01b0391821660048201527f0000000000000000000000000000000000000000000000000000000000000000909116906319165587906024015f604051808303815f87803b158015610da0575f5ffd5b505af1158015610db2573d5f5f3e3d5ffd5b50508254600184015460405163f00388f760e01b81526001600160a01b039283166004820152600160a01b9091046bffffffffffffffffffffffff1660248201527f0000000000000000000000000000000000000000000000000000000000000000909116925063f00388f791506044015f604051808303815f87803b158015610e3a575f5ffd5b505af1158015610e4c573d5f5f3e3d5ffd5b50506040805160a08101825260018501546001600160a01b03908116825260028601546020830190815282840188815287548316606085019081527f6578636c7573696f6e0000000000000000000000000000000000000000000000608086019081529551633003716560e11b8152945184166004860152915160248501525160448401525181166064830152915160848201527f00000000000000000000000000000000000000000000000000000000000000009091169250636006e2ca915060a4015f604051808303815f87803b158015610f27575f5ffd5b505af1158015610f39573d5f5f3e3d5ffd5b5050825460018401546040516001600160a01b0392831694509116915084907f21f953b477f05abd59b1d5ffc39537f1506cfb73583f141e97d1a2274ed9a7ea905f90a45050565b610f8e6020830183613c33565b6001600160a01b0316610fa46020850185613c33565b6001600160a01b0316148015610fc1575081602001358360200135145b8015610fd557508160400135836040013514155b610ff257604051630b69ebb360e01b815260040160405180910390fd5b5f610ffb611fcb565b905061104361100d6020860186613c33565b61101d6080870160608801613e10565b63ffffffff1661103684886125c390919063ffffffff16565b610b606080890189613e2b565b6110896110536020850185613c33565b6110636080860160608701613e10565b63ffffffff1661107c84876125c390919063ffffffff16565b610b606080880188613e2b565b5f61109385612611565b90506110b481846110a76080890189613e2b565b610c3360808a018a613e2b565b6110d5816110c56020880188613c33565b5f8064726f6f747360d81b6123e4565b5050505050565b5f807f9016d09d72d40fdae2fd8ceac6b6234c7706214fd39c1cd1e609a0528c1993005b546001600160a01b031692915050565b5f8484604051611121929190613fd9565b60405180910390208383604051611139929190613fd9565b60405190819003812061118e929160200160608082526012908201527f61737361792f6d6973636f6e647563742f31000000000000000000000000000060808201526020810192909252604082015260a00190565b604051602081830303815290604052805190602001209050949350505050565b6111bb6020830183613c33565b6001600160a01b03166111d16020850185613c33565b6001600160a01b03161480156111ee575081602001358360200135145b801561122957506112056080830160608401614007565b6001600160401b031661121e6080850160608601614007565b6001600160401b0316145b801561123d57508160800135836080013514155b61125a57604051630b69ebb360e01b815260040160405180910390fd5b5f611263611fcb565b90506112ae6112756020860186613c33565b61128761014087016101208801613e10565b63ffffffff166112a0848861268290919063ffffffff16565b610b60610140890189613e2b565b6112f76112be6020850185613c33565b6112d061014086016101208701613e10565b63ffffffff166112e9848761268290919063ffffffff16565b610b60610140880188613e2b565b5f6113056020860186613c33565b856020013560405160200161134b929190606080825260059082015264686561647360d81b60808201526001600160a01b03929092166020830152604082015260a00190565b60408051601f19818403018152919052805160209091012090506113868184611378610140890189613e2b565b610c336101408a018a613e2b565b6110d5816113976020880188613c33565b87602001358464686561647360d81b6123e4565b5f6113b46128b9565b805490915060ff6801000000000000000082041615906001600160401b03165f811580156113df5750825b90505f826001600160401b031660011480156113fa5750303b155b905081158015611408575080155b1561143f576040517ff92ee8a900000000000000000000000000000000000000000000000000000000815260040160405180910390fd5b845467ffffffffffffffff19166001178555831561147357845468ff00000000000000001916680100000000000000001785555b61147c866128e1565b83156114c757845468ff000000000000000019168555604051600181527fc7f505b2f371ae2175ee4913f4499e1f2633a7b5936321eed1cdaeb6115181d29060200160405180910390a15b505050505050565b6040517f136ba6aa000000000000000000000000000000000000000000000000000000008152602084013560048201525f907f00000000000000000000000000000000000000000000000000000000000000006001600160a01b03169063136ba6aa9060240161020060405180830381865afa158015611551573d5f5f3e3d5ffd5b505050506040513d601f19601f820116820180604052508101906115759190614053565b90505f836040516020016115899190614189565b60408051601f1981840301815291905280516020909101206101c083015190915081908082146115ee576040517f3cf5212000000000000000000000000000000000000000000000000000000000815260048101929092526024820152604401610766565b505081516001600160a01b03166116086020870187613c33565b6001600160a01b031614801561162357506040850135843514155b61164057604051630b69ebb360e01b815260040160405180910390fd5b6116856116506020870187613c33565b6116606080880160608901613e10565b63ffffffff16611678611671611fcb565b89906125c3565b610b6060808a018a613e2b565b5f61168f86612611565b90506116af81856116a360808a018a613e2b565b610c335f80368161427f565b6114c7816116c06020890189613c33565b856101a00151896020013564726f6f747360d81b6123e4565b5f6116e384612553565b60018101549091506001600160a01b03166117016020850185613c33565b60018301546001600160a01b0390811692911614611757576040517ffacc79c20000000000000000000000000000000000000000000000000000000081526001600160a01b039091166004820152602401610766565b505f61183784611765611fcb565b7f00000000000000000000000000000000000000000000000000000000000000006001600160a01b031663971217b76040518163ffffffff1660e01b81526004016101a060405180830381865afa1580156117c2573d5f5f3e3d5ffd5b505050506040513d601f19601f820116820180604052508101906117e69190613eaf565b6040015163ffffffff167f00000000000000000000000000000000000000000000000000000000000000007f00000000000000000000000000000000000000000000000000000000000000006128f2565b509050600181600581111561184e5761184e6142a6565b14158460c001359061188f576040517f01677e1e00000000000000000000000000000000000000000000000000000000815260040161076691815260200190565b5060038160058111156118a4576118a46142a6565b6001840154911415906001600160a01b03166118c660a0870160808801613e10565b90916118fc576040516333556ec560e11b81526001600160a01b03909216600483015263ffffffff166024820152604401610766565b505f9050816005811115611912576119126142a6565b60018401546001600160a01b03169114611964576040517f167dfb2d0000000000000000000000000000000000000000000000000000000081526001600160a01b039091166004820152602401610766565b5061198984866119776020870187614007565b61198460208801886142ba565b612ba2565b85906119c4576040517fcf714b8e00000000000000000000000000000000000000000000000000000000815260040161076691815260200190565b50815460ff60c81b1916600160c81b1782556001820154604051631015b89160e21b81526001600160a01b0391821660048201525f60248201819052917f00000000000000000000000000000000000000000000000000000000000000001690634056e2449060440160a060405180830381865afa158015611a48573d5f5f3e3d5ffd5b505050506040513d601f19601f82011682018060405250810190611a6c91906142ff565b506001840154604051631916558760e01b81526001600160a01b0391821660048201529192507f000000000000000000000000000000000000000000000000000000000000000016906319165587906024015f604051808303815f87803b158015611ad5575f5ffd5b505af1158015611ae7573d5f5f3e3d5ffd5b50505050600183015460405163f00388f760e01b81526001600160a01b038381166004830152600160a01b9092046bffffffffffffffffffffffff1660248201527f00000000000000000000000000000000000000000000000000000000000000009091169063f00388f7906044015f604051808303815f87803b158015611b6d575f5ffd5b505af1158015611b7f573d5f5f3e3d5ffd5b50505060018401546040516001600160a01b03909116915087907f8667fcff1f45d0d53dc8b9a6ad2fde079345d70cb8c6e706106670fa94df1f89905f90a3505050505050565b611bd36020850185613c33565b6001600160a01b0316611be96020870187613c33565b6001600160a01b0316148015611c755750611c0a6040850160208601614007565b6001600160401b0316611c236040870160208801614007565b6001600160401b031614611c6857611c6360408501803590611c489060208801614007565b60408801803590611c5c9060208b01614007565b8787612be3565b611c75565b6040858101359085013514155b611c9257604051630b69ebb360e01b815260040160405180910390fd5b611c9b85612dd9565b611ca484612dd9565b5f611cb26020870187613c33565b611cc26040880160208901614007565b604051602001611d129291906060808252600b908201526a636865636b706f696e747360a81b60808201526001600160a01b039290921660208301526001600160401b0316604082015260a00190565b60408051601f1981840301815291905280516020909101209050611d4b8183611d3e60a08a018a613e2b565b610c3360a08b018b613e2b565b6114c781611d5c6020890189613c33565b5f806a636865636b706f696e747360a81b6123e4565b5f807f237e158222e3e6968b72b9db0d8043aacf074ad9f650f0d1606b4d82ee432c00611100565b611da26124e9565b7f237e158222e3e6968b72b9db0d8043aacf074ad9f650f0d1606b4d82ee432c0080546001600160a01b0319166001600160a01b0383169081178255611de66110dc565b6001600160a01b03167f38d16b8cac22d99fc7c124b9cd0de2d3fa1faef420bfe791d8c362d765e2270060405160405180910390a35050565b306001600160a01b037f0000000000000000000000000000000000000000000000000000000000000000161480611eb857507f00000000000000000000000000000000000000000000000000000000000000006001600160a01b0316611eac7f360894a13ba1a3210667c828492db98dca3e2076cc3735a920a3ca505d382bbc546001600160a01b031690565b6001600160a01b031614155b15610c7d5760405163703e46dd60e11b815260040160405180910390fd5b610cc46124e9565b816001600160a01b03166352d1902d6040518163ffffffff1660e01b8152600401602060405180830381865afa925050508015611f38575060408051601f3d908101601f19168201909252611f359181019061439a565b60015b611f6057604051634c9c8ce360e01b81526001600160a01b0383166004820152602401610766565b7f360894a13ba1a3210667c828492db98dca3e2076cc3735a920a3ca505d382bbc8114611fbc576040517faa1d49a400000000000000000000000000000000000000000000000000000000815260048101829052602401610766565b611fc68383612f95565b505050565b5f611ff57f0000000000000000000000000000000000000000000000000000000000000000612fea565b905090565b5f612067827fbfb6cc6c2631d58b9584b7799904db452f8797316b7adbaf7c8ca6dc159ffd7e856040516020016120329291906143b1565b6040516020818303038152906040528051906020012060405161190160f01b8152600281019290925260228201526042902090565b90505b92915050565b61210586867f00000000000000000000000000000000000000000000000000000000000000006001600160a01b031663971217b76040518163ffffffff1660e01b81526004016101a060405180830381865afa1580156120d2573d5f5f3e3d5ffd5b505050506040513d601f19601f820116820180604052508101906120f69190613eaf565b6040015163ffffffff16613081565b86869091612137576040516333556ec560e11b81526001600160a01b0390921660048301526024820152604401610766565b5050604051631015b89160e21b81526001600160a01b038781166004830152602482018790525f917f000000000000000000000000000000000000000000000000000000000000000090911690634056e2449060440160a060405180830381865afa1580156121a8573d5f5f3e3d5ffd5b505050506040513d601f19601f820116820180604052508101906121cc91906142ff565b9150506121de815f015186868661312d565b156121e957506114c7565b811561222c576040517f8de089df0000000000000000000000000000000000000000000000000000000081526001600160a01b0388166004820152602401610766565b6040517f35a5a5f50000000000000000000000000000000000000000000000000000000081526001600160a01b0388166004820152602401610766565b306001600160a01b037f00000000000000000000000000000000000000000000000000000000000000001614610c7d5760405163703e46dd60e11b815260040160405180910390fd5b6110d585858585855f612070565b5f86815260208190526040902054869060ff161561230d576040517f7746f60800000000000000000000000000000000000000000000000000000000815260040161076691815260200190565b505f868152602081905260409020805460ff191660011790556001600160a01b037f00000000000000000000000000000000000000000000000000000000000000001663d8ac0477338761236388888888611110565b6040517fffffffff0000000000000000000000000000000000000000000000000000000060e086901b1681526001600160a01b039093166004840152602483019190915260448201526064015f604051808303815f87803b1580156123c6575f5ffd5b505af11580156123d8573d5f5f3e3d5ffd5b50505050505050505050565b6040805160a0810182526001600160a01b038681168252602082018681528284018681523360608501908152608085018781529551633003716560e11b8152945184166004860152915160248501525160448401525181166064830152915160848201527f000000000000000000000000000000000000000000000000000000000000000090911690636006e2ca9060a4015f604051808303815f87803b15801561248d575f5ffd5b505af115801561249f573d5f5f3e3d5ffd5b5050505084336001600160a01b0316856001600160a01b03167f5f7d7c686ba08f3fd082d4bc078fb7a9d79dd742ae394a2cd6f780e2d6315d6984604051610a5591815260200190565b336124f26110dc565b6001600160a01b031614610c7d5760405163118cdaa760e01b8152336004820152602401610766565b7f237e158222e3e6968b72b9db0d8043aacf074ad9f650f0d1606b4d82ee432c0080546001600160a01b03191681556106b78261317d565b5f81815260016020526040902080546001600160a01b03161580159061258257508054600160c81b900460ff16155b82906125bd576040517f5617461300000000000000000000000000000000000000000000000000000000815260040161076691815260200190565b50919050565b604080517f8690b605cbdc2b5cf37f689c2d3d40459517855e91291221bd19110881e7ced0602082810191909152840135818301529083013560608201525f90612067908390608001612032565b5f61261f6020830183613c33565b8260200135604051602001612665929190606080825260059082015264726f6f747360d81b60808201526001600160a01b03929092166020830152604082015260a00190565b604051602081830303815290604052805190602001209050919050565b5f807f026eb28a46018dd01dbe7b0de93e730e5fd36b1aa303e35f679e5f7b839b5428602085013560408601356126bf6080880160608901614007565b60808801356126d460c08a0160a08b01614007565b60408051602081019790975286019490945260608501929092526001600160401b03908116608085015260a08401919091521660c082015260e0016040516020818303038152906040528051906020012090505f612731826131ed565b90505f5b6127436101008701876142ba565b90508110156127e0578061275e610100880160e08901613e10565b63ffffffff16901c60011663ffffffff165f146127a8576127a36127866101008801886142ba565b83818110612796576127966144da565b905060200201358361320e565b6127d6565b6127d6826127ba6101008901896142ba565b848181106127ca576127ca6144da565b9050602002013561320e565b9150600101612735565b505f7fa103791db3e07d45df61266428fd3d36d4ebdc1cba15a5af545e8decc1ef5ecc6128106020880188613c33565b8361282160e08a0160c08b01613e10565b61283160c08b0160a08c01614007565b6040805160208101969096526001600160a01b0390941693850193909352606084019190915263ffffffff1660808301526001600160401b031660a082015260c0016040516020818303038152906040528051906020012090506128af858260405161190160f01b8152600281019290925260228201526042902090565b9695505050505050565b5f807ff0c57e16840df040f15088dc2f81fe391c3923bec73e23a9662efc9c229c6a0061206a565b6128e961323e565b610cc48161327c565b6040517f9591a61000000000000000000000000000000000000000000000000000000000815260c086013560048201525f90819087906001600160a01b03861690639591a61090602401602060405180830381865afa158015612957573d5f5f3e3d5ffd5b505050506040513d601f19601f8201168201806040525081019061297b91906144ee565b91505f612a1361298e6020840184613c33565b61299e6040850160208601614007565b84604001356040516020016129ff9392919060609390931b6bffffffffffffffffffffffff1916835260c09190911b7fffffffffffffffff000000000000000000000000000000000000000000000000166014830152601c820152603c0190565b6040516020818303038152906040526132c6565b90506001600160401b0383161580612a3a57506020612a366101008b018b6142ba565b9050115b80612a755750612a7360c08a0135612a596101008c0160e08d01613e10565b63ffffffff1683612a6e6101008e018e6142ba565b613337565b155b15612a8557600193505050612b98565b5f6001600160a01b038616634056e244612aa26020860186613c33565b612ab260a08e0160808f01613e10565b6040517fffffffff0000000000000000000000000000000000000000000000000000000060e085901b1681526001600160a01b03909216600483015263ffffffff16602482015260440160a060405180830381865afa158015612b17573d5f5f3e3d5ffd5b505050506040513d601f19601f82011682018060405250810190612b3b91906142ff565b915050612b5281856001600160401b03168a6133a4565b612b625760039450505050612b98565b8051612b8490612b72858c613409565b612b7f60a08e018e613e2b565b61312d565b612b945760029450505050612b98565b5050505b9550959350505050565b5f60408211801590612bd75750612bd760408701803590612bc69060208a01614007565b86612bd0896131ed565b8787613441565b90505b95945050505050565b5f6001600160401b0384161580612c0c5750856001600160401b0316846001600160401b031610155b80612c15575081155b15612c2157505f6128af565b5f612c2d600186614509565b90505f612c3b600189614509565b90505b60018083169003612c6457677fffffffffffffff600192831c8116929190911c16612c3e565b5f85855f818110612c7757612c776144da565b9050602002013590505f86865f818110612c9357612c936144da565b9050602002013590505f600190505b86811015612da757836001600160401b03165f03612cc7575f955050505050506128af565b60018086161480612ce95750836001600160401b0316856001600160401b0316145b15612d7257612d10888883818110612d0357612d036144da565b905060200201358461320e565b9250612d27888883818110612796576127966144da565b91505b60018516158015612d4357506001600160401b03851615155b15612d6d576001856001600160401b0316901c94506001846001600160401b0316901c9350612d2a565b612d8b565b612d88828989848181106127ca576127ca6144da565b91505b677fffffffffffffff600195861c81169594851c169301612ca2565b506001600160401b038316158015612dbe57508a81145b8015612dca5750888214155b9b9a5050505050505050505050565b5f612de2611fcb565b90505f7f00000000000000000000000000000000000000000000000000000000000000006001600160a01b031663971217b76040518163ffffffff1660e01b81526004016101a060405180830381865afa158015612e42573d5f5f3e3d5ffd5b505050506040513d601f19601f82011682018060405250810190612e669190613eaf565b6040015163ffffffff1690505f612e806020850185613c33565b9050612ea281612e9660a0870160808801613e10565b63ffffffff1684613081565b15612ee957612ee381612ebb60a0870160808801613e10565b63ffffffff16612ed686885f0161340990919063ffffffff16565b610b6060a0890189613e2b565b50505050565b5f612f378585857f00000000000000000000000000000000000000000000000000000000000000007f00000000000000000000000000000000000000000000000000000000000000006128f2565b5090505f816005811115612f4d57612f4d6142a6565b1482612f5f60a0880160808901613e10565b9091610c63576040516333556ec560e11b81526001600160a01b03909216600483015263ffffffff166024820152604401610766565b612f9e82613579565b6040516001600160a01b038316907fbc7cd75a20ee27fd9adebab32041f755214dbc6bffa90cc0225b39da2e5c2d3b905f90a2805115612fe257611fc682826135ef565b6106b76136c1565b604080517f8b73c3c69bb8fe3d512ecc4cf759cc79239f7b179b0ffacaa9a75d522b39400f60208201527f41034bd23ecbf5790464f32b19dad6d7170b5d3627ba56dd9cd780ce037a7be7918101919091527fc89efdaa54c0f20c7adf612882df0950f5a951637e0307cdcb4c672f298b8bc660608201524660808201526001600160a01b03821660a08201525f9060c001612665565b604051631015b89160e21b81526001600160a01b038481166004830152602482018490525f9182917f00000000000000000000000000000000000000000000000000000000000000001690634056e2449060440160a060405180830381865afa1580156130f0573d5f5f3e3d5ffd5b505050506040513d601f19601f8201168201806040525081019061311491906142ff565b9150506131228142856133a4565b9150505b9392505050565b5f5f5f61313b8686866136f9565b5090925090505f816003811115613154576131546142a6565b1480156131725750866001600160a01b0316826001600160a01b0316145b979650505050505050565b7f9016d09d72d40fdae2fd8ceac6b6234c7706214fd39c1cd1e609a0528c19930080546001600160a01b031981166001600160a01b03848116918217845560405192169182907f8be0079c531659141344cd1fd0a4f28419497f9722a3daafe3b4186f6b6457e0905f90a3505050565b5f5f5f538160015260205f60215f60025afa613207575f5ffd5b50505f5190565b5f6040516001815383600182015282602182015260205f60418360025afa613234575f5ffd5b50505f5192915050565b613246613740565b610c7d576040517fd7e6bcf800000000000000000000000000000000000000000000000000000000815260040160405180910390fd5b61328461323e565b6001600160a01b038116610cbb576040517f1e4fbdf70000000000000000000000000000000000000000000000000000000081525f6004820152602401610766565b5f60025f60f81b836040516020016132df92919061453f565b60408051601f19818403018152908290526132f991614572565b602060405180830381855afa158015613314573d5f5f3e3d5ffd5b5050506040513d601f19601f8201168201806040525081019061206a919061439a565b5f84821c1561334757505f612bda565b835f5b8381101561339757600187821c161561337757613372858583818110612796576127966144da565b61338d565b61338d828686848181106127ca576127ca6144da565b915060010161334a565b5090951495945050505050565b82515f906001600160a01b031615806133c75750836020015164ffffffffff1683105b156133d357505f613126565b604084015164ffffffffff161580613401575081846040015164ffffffffff166133fd9190613fc6565b8311155b949350505050565b5f612067827f460b99ca296738767eaf880e88460128e1dee84a436daef9211ef605118529538560405160200161203292919061457d565b5f856001600160401b0316856001600160401b03161061346257505f6128af565b845f61346f600189614509565b9050855f5b8581101561355457826001600160401b03165f03613498575f9450505050506128af565b600180851614806134ba5750826001600160401b0316846001600160401b0316145b1561351f576134d4878783818110612796576127966144da565b91505b600184161580156134f057506001600160401b03841615155b1561351a576001846001600160401b0316901c93506001836001600160401b0316901c92506134d7565b613538565b613535828888848181106127ca576127ca6144da565b91505b677fffffffffffffff600194851c81169493841c169201613474565b506001600160401b03821615801561356b57508981145b9a9950505050505050505050565b806001600160a01b03163b5f036135ae57604051634c9c8ce360e01b81526001600160a01b0382166004820152602401610766565b7f360894a13ba1a3210667c828492db98dca3e2076cc3735a920a3ca505d382bbc80546001600160a01b0319166001600160a01b0392909216919091179055565b60605f6135fc848461375e565b905080801561361d57505f3d118061361d57505f846001600160a01b03163b115b156136325761362a613771565b91505061206a565b8015613675576040517f9996b3150000000000000000000000000000000000000000000000000000000081526001600160a01b0385166004820152602401610766565b3d156136885761368361378a565b6136ba565b6040517fd6bda27500000000000000000000000000000000000000000000000000000000815260040160405180910390fd5b5092915050565b3415610c7d576040517fb398979f00000000000000000000000000000000000000000000000000000000815260040160405180910390fd5b5f8080604184900361372d578435602086013560408701355f1a61371f89828585613795565b955095509550505050613737565b505f915060029050825b93509350939050565b5f6137496128b9565b5468010000000000000000900460ff16919050565b5f5f5f835160208501865af49392505050565b6040513d81523d5f602083013e3d602001810160405290565b6040513d5f823e3d81fd5b5f80807f7fffffffffffffffffffffffffffffff5d576e7357a4501ddfe92f46681b20a08411156137ce57505f91506003905082613853565b604080515f808252602082018084528a905260ff891692820192909252606081018790526080810186905260019060a0016020604051602081039080840390855afa15801561381f573d5f5f3e3d5ffd5b5050604051601f1901519150506001600160a01b03811661384a57505f925060019150829050613853565b92505f91508190505b9450945094915050565b6001600160a01b0381168114610cc4575f5ffd5b803561387c8161385d565b919050565b634e487b7160e01b5f52604160045260245ffd5b6040516101a081016001600160401b03811182821017156138b8576138b8613881565b60405290565b60405161020081016001600160401b03811182821017156138b8576138b8613881565b604051601f8201601f191681016001600160401b038111828210171561390957613909613881565b604052919050565b5f5f60408385031215613922575f5ffd5b823561392d8161385d565b915060208301356001600160401b03811115613947575f5ffd5b8301601f81018513613957575f5ffd5b80356001600160401b0381111561397057613970613881565b613983601f8201601f19166020016138e1565b818152866020838501011115613997575f5ffd5b816020840160208301375f602083830101528093505050509250929050565b5f602082840312156139c6575f5ffd5b5035919050565b5f61022082840312156125bd575f5ffd5b5f602082840312156139ee575f5ffd5b81356001600160401b03811115613a03575f5ffd5b613401848285016139cd565b5f5f5f60608486031215613a21575f5ffd5b83356001600160401b03811115613a36575f5ffd5b613a42868287016139cd565b93505060208401356001600160401b03811115613a5d575f5ffd5b613a69868287016139cd565b93969395505050506040919091013590565b5f60a082840312156125bd575f5ffd5b5f5f5f60608486031215613a9d575f5ffd5b83356001600160401b03811115613ab2575f5ffd5b613abe86828701613a7b565b93505060208401356001600160401b03811115613ad9575f5ffd5b613a6986828701613a7b565b5f5f83601f840112613af5575f5ffd5b5081356001600160401b03811115613b0b575f5ffd5b602083019150836020828501011115613b22575f5ffd5b9250929050565b5f5f5f5f60408587031215613b3c575f5ffd5b84356001600160401b03811115613b51575f5ffd5b613b5d87828801613ae5565b90955093505060208501356001600160401b03811115613b7b575f5ffd5b613b8787828801613ae5565b95989497509550505050565b602081525f82518060208401528060208501604085015e5f604082850101526040601f19601f83011684010191505092915050565b5f61016082840312156125bd575f5ffd5b5f5f5f60608486031215613beb575f5ffd5b83356001600160401b03811115613c00575f5ffd5b613c0c86828701613bc8565b93505060208401356001600160401b03811115613c27575f5ffd5b613a6986828701613bc8565b5f60208284031215613c43575f5ffd5b81356131268161385d565b5f5f5f838503610200811215613c62575f5ffd5b84356001600160401b03811115613c77575f5ffd5b613c8387828801613a7b565b9450506101c0601f1982011215613c98575f5ffd5b5091946020840194506101e09093013592915050565b5f61012082840312156125bd575f5ffd5b5f5f5f60608486031215613cd1575f5ffd5b8335925060208401356001600160401b03811115613ced575f5ffd5b613cf986828701613cae565b92505060408401356001600160401b03811115613d14575f5ffd5b840160408187031215613d25575f5ffd5b809150509250925092565b5f5f5f5f5f60808688031215613d44575f5ffd5b85356001600160401b03811115613d59575f5ffd5b613d6588828901613cae565b95505060208601356001600160401b03811115613d80575f5ffd5b613d8c88828901613cae565b94505060408601356001600160401b03811115613da7575f5ffd5b8601601f81018813613db7575f5ffd5b80356001600160401b03811115613dcc575f5ffd5b8860208260051b8401011115613de0575f5ffd5b959894975060200195606001359392505050565b63ffffffff81168114610cc4575f5ffd5b803561387c81613df4565b5f60208284031215613e20575f5ffd5b813561312681613df4565b5f5f8335601e19843603018112613e40575f5ffd5b8301803591506001600160401b03821115613e59575f5ffd5b602001915036819003821315613b22575f5ffd5b805161387c8161385d565b80516bffffffffffffffffffffffff8116811461387c575f5ffd5b805161387c81613df4565b805161ffff8116811461387c575f5ffd5b5f6101a0828403128015613ec1575f5ffd5b50613eca613895565b613ed383613e6d565b8152613ee160208401613e78565b6020820152613ef260408401613e93565b6040820152613f0360608401613e93565b6060820152613f1460808401613e93565b6080820152613f2560a08401613e93565b60a0820152613f3660c08401613e9e565b60c0820152613f4760e08401613e9e565b60e0820152613f596101008401613e93565b610100820152613f6c6101208401613e9e565b610120820152613f7f6101408401613e78565b610140820152613f926101608401613e78565b610160820152613fa56101808401613e9e565b6101808201529392505050565b634e487b7160e01b5f52601160045260245ffd5b8082018082111561206a5761206a613fb2565b818382375f9101908152919050565b6001600160401b0381168114610cc4575f5ffd5b803561387c81613fe8565b5f60208284031215614017575f5ffd5b813561312681613fe8565b805164ffffffffff8116811461387c575f5ffd5b80516005811061387c575f5ffd5b8051801515811461387c575f5ffd5b5f610200828403128015614065575f5ffd5b5061406e6138be565b61407783613e6d565b815261408560208401613e93565b602082015261409660408401614022565b60408201526140a760608401614036565b60608201526140b860808401613e9e565b60808201526140c960a08401613e6d565b60a08201526140da60c08401613e78565b60c08201526140eb60e08401614022565b60e08201526140fd6101008401614022565b6101008201526141106101208401613e93565b6101208201526141236101408401613e93565b6101408201526141366101608401613e78565b6101608201526141496101808401614044565b6101808201526101a083810151908201526101c080840151908201526101e0928301519281019290925250919050565b803560ff8116811461387c575f5ffd5b8135815260208083013590820152604080830135908201526101c081016141b260608401613e05565b63ffffffff1660608301526141c960808401613ffc565b6001600160401b031660808301526141e360a08401613e05565b63ffffffff1660a083015260c0838101359083015260e08084013590830152610100808401359083015261012080840135908301526142256101408401613e05565b63ffffffff1661014083015261423e6101608401613e05565b63ffffffff166101608301526142576101808401613e05565b63ffffffff166101808301526142706101a08401614179565b60ff81166101a08401526136ba565b5f5f8585111561428d575f5ffd5b83861115614299575f5ffd5b5050820193919092039150565b634e487b7160e01b5f52602160045260245ffd5b5f5f8335601e198436030181126142cf575f5ffd5b8301803591506001600160401b038211156142e8575f5ffd5b6020019150600581901b3603821315613b22575f5ffd5b5f5f82840360a0811215614311575f5ffd5b835161431c8161385d565b92506080601f198201121561432f575f5ffd5b50604051608081016001600160401b038111828210171561435257614352613881565b60405260208401516143638161385d565b815261437160408501614022565b602082015261438260608501614022565b60408201526080939093015160608401525092909150565b5f602082840312156143aa575f5ffd5b5051919050565b82815281356020808301919091528201356040808301919091528201356060808301919091526102008201906143e8908401613871565b6001600160a01b03811660808401525061440460808401613871565b6001600160a01b03811660a08401525060a083013560c08381019190915261442d908401613ffc565b6001600160401b03811660e08401525061444960e08401613ffc565b6001600160401b038116610100840152506101008301356101208381019190915283013561014080840191909152830135610160808401919091528301356101808084019190915261449c908401614179565b60ff81166101a0840152506101a08301356101c0838101919091526144c2908401613ffc565b6001600160401b0381166101e0840152509392505050565b634e487b7160e01b5f52603260045260245ffd5b5f602082840312156144fe575f5ffd5b815161312681613fe8565b6001600160401b03828116828216039081111561206a5761206a613fb2565b5f81518060208401855e5f93019283525090919050565b7fff00000000000000000000000000000000000000000000000000000000000000831681525f6134016001830184614528565b5f6120678284614528565b82815260a08101823561458f8161385d565b6001600160a01b03811660208401525060208301356145ad81613fe8565b6001600160401b03166040838101919091528301356060808401919091528301356145d781613fe8565b6001600160401b038116608084015250939250505056' as const
