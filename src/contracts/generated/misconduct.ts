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
  '0x61016060405230608052348015610014575f5ffd5b506040516147d93803806147d9833981016040819052610033916102f9565b61003b610233565b6001600160a01b0380841661012052818116610140526040805163a9b5898f60e01b815290519184169163a9b5898f916004808201926020929091908290030181865afa15801561008e573d5f5f3e3d5ffd5b505050506040513d601f19601f820116820180604052508101906100b29190610343565b6001600160a01b031660a0816001600160a01b031681525050816001600160a01b031663863191b86040518163ffffffff1660e01b8152600401602060405180830381865afa158015610107573d5f5f3e3d5ffd5b505050506040513d601f19601f8201168201806040525081019061012b9190610343565b6001600160a01b031660c0816001600160a01b031681525050816001600160a01b0316636ff437066040518163ffffffff1660e01b8152600401602060405180830381865afa158015610180573d5f5f3e3d5ffd5b505050506040513d601f19601f820116820180604052508101906101a49190610343565b6001600160a01b031660e0816001600160a01b031681525050816001600160a01b031663e681c4aa6040518163ffffffff1660e01b8152600401602060405180830381865afa1580156101f9573d5f5f3e3d5ffd5b505050506040513d601f19601f8201168201806040525081019061021d9190610343565b6001600160a01b03166101005250610365915050565b7ff0c57e16840df040f15088dc2f81fe391c3923bec73e23a9662efc9c229c6a00805468010000000000000000900460ff16156102835760405163f92ee8a960e01b815260040160405180910390fd5b80546001600160401b03908116146102e25780546001600160401b0319166001600160401b0390811782556040519081527fc7f505b2f371ae2175ee4913f4499e1f2633a7b5936321eed1cdaeb6115181d29060200160405180910390a15b50565b6001600160a01b03811681146102e2575f5ffd5b5f5f5f6060848603121561030b575f5ffd5b8351610316816102e5565b6020850151909350610327816102e5565b6040850151909250610338816102e5565b809150509250925092565b5f60208284031215610353575f5ffd5b815161035e816102e5565b9392505050565b60805160a05160c05160e05161010051610120516101405161437b61045e5f395f81816101ae015261150701525f81816102b1015281816108ae0152818161099801528181610d5d01528181610df501528181610ee201528181611a9801528181611b2e0152818161230a015261242401525f818161065b0152611fab01525f81816102e4015281816117f60152612cd401525f818161037d0152818161181701528181611a070152818161213b01528181612cf50152612e8d01525f81816103e3015281816107730152818161176b015281816120510152612bcf01525f8181611e0401528181611e2d015261224e015261437b5ff3fe608060405260043610610199575f3560e01c80638da5cb5b116100dc578063cfa39b8b11610087578063e30c397811610062578063e30c397814610617578063e3e5b7561461062b578063e681c4aa1461064a578063f2fde38b1461067d575f5ffd5b8063cfa39b8b14610498578063d3fb3c81146104b7578063d4e01660146104d6575f5ffd5b8063ad3cb1cc116100b7578063ad3cb1cc14610405578063b1fe94211461045a578063c4d66de814610479575f5ffd5b80638da5cb5b1461039f578063a2610f70146103b3578063a9b5898f146103d2575f5ffd5b80635db93dfa1161014757806379ba50971161012257806379ba50971461031a5780637b12a24b1461032e578063857069d71461034d578063863191b81461036c575f5ffd5b80635db93dfa146102a05780636ff43706146102d3578063715018a614610306575f5ffd5b806350ff905c1161017757806350ff905c1461024057806352d1902d1461025f5780635a1b60e214610281575f5ffd5b806316e5a6731461019d5780634f1ef286146101ed5780634f2779ac14610202575b5f5ffd5b3480156101a8575f5ffd5b506101d07f000000000000000000000000000000000000000000000000000000000000000081565b6040516001600160a01b0390911681526020015b60405180910390f35b6102006101fb3660046136ff565b61069c565b005b34801561020d575f5ffd5b5061023061021c3660046137a6565b5f6020819052908152604090205460ff1681565b60405190151581526020016101e4565b34801561024b575f5ffd5b5061020061025a3660046137ce565b6106bb565b34801561026a575f5ffd5b50610273610a64565b6040519081526020016101e4565b34801561028c575f5ffd5b5061020061029b366004613800565b610a92565b3480156102ab575f5ffd5b506101d07f000000000000000000000000000000000000000000000000000000000000000081565b3480156102de575f5ffd5b506101d07f000000000000000000000000000000000000000000000000000000000000000081565b348015610311575f5ffd5b50610200610c6c565b348015610325575f5ffd5b50610200610c7f565b348015610339575f5ffd5b506102006103483660046137a6565b610cc7565b348015610358575f5ffd5b5061020061036736600461387e565b610f81565b348015610377575f5ffd5b506101d07f000000000000000000000000000000000000000000000000000000000000000081565b3480156103aa575f5ffd5b506101d06110dc565b3480156103be575f5ffd5b506102736103cd36600461391f565b611110565b3480156103dd575f5ffd5b506101d07f000000000000000000000000000000000000000000000000000000000000000081565b348015610410575f5ffd5b5061044d6040518060400160405280600581526020017f352e302e3000000000000000000000000000000000000000000000000000000081525081565b6040516101e4919061398b565b348015610465575f5ffd5b506102006104743660046139d1565b6111ae565b348015610484575f5ffd5b50610200610493366004613a2d565b6113ad565b3480156104a3575f5ffd5b506102006104b2366004613a48565b6114d3565b3480156104c2575f5ffd5b506102006104d1366004613aba565b6116dd565b3480156104e1575f5ffd5b506105a36104f03660046137a6565b6040805160c0810182525f80825260208201819052918101829052606081018290526080810182905260a0810191909152505f90815260016020818152604092839020835160c08101855281546001600160a01b038082168352600160a01b80830464ffffffffff1695840195909552600160c81b90910460ff1615159582019590955292810154938416606084015292046bffffffffffffffffffffffff16608082015260029091015460a082015290565b6040516101e491905f60c0820190506001600160a01b03835116825264ffffffffff60208401511660208301526040830151151560408301526001600160a01b0360608401511660608301526bffffffffffffffffffffffff608084015116608083015260a083015160a083015292915050565b348015610622575f5ffd5b506101d0611bca565b348015610636575f5ffd5b50610200610645366004613b2d565b611bf2565b348015610655575f5ffd5b506101d07f000000000000000000000000000000000000000000000000000000000000000081565b348015610688575f5ffd5b50610200610697366004613a2d565b611d74565b6106a4611df9565b6106ad82611eb0565b6106b78282611eb8565b5050565b805f6106cf6106c8611fa5565b8390611fd4565b90506107126106e46080840160608501613a2d565b6106f661020086016101e08701613ba5565b63ffffffff168361070b610200880188613bc0565b600161204a565b5f818152600160205260409020805482906001600160a01b03161561076f576040517f71fc1b5300000000000000000000000000000000000000000000000000000000815260040161076691815260200190565b60405180910390fd5b505f7f00000000000000000000000000000000000000000000000000000000000000006001600160a01b031663971217b76040518163ffffffff1660e01b815260040161018060405180830381865afa1580156107ce573d5f5f3e3d5ffd5b505050506040513d601f19601f820116820180604052508101906107f29190613c45565b82546001600160a01b03191633178355610100810151604082015191925063ffffffff90811691610824911642613d49565b61082e9190613d49565b825464ffffffffff91909116600160a01b027fffffffffffffff0000000000ffffffffffffffffffffffffffffffffffffffff9091161782556108776080850160608601613a2d565b6101408201516bffffffffffffffffffffffff16600160a01b026001600160a01b03918216176001840155602085013560028401557f00000000000000000000000000000000000000000000000000000000000000001663a7e21e806108e36080870160608801613a2d565b6040517fffffffff0000000000000000000000000000000000000000000000000000000060e084901b1681526001600160a01b0390911660048201526024015f604051808303815f87803b158015610939575f5ffd5b505af115801561094b573d5f5f3e3d5ffd5b505050506101408101516040517f521802080000000000000000000000000000000000000000000000000000000081523360048201526bffffffffffffffffffffffff90911660248201527f00000000000000000000000000000000000000000000000000000000000000006001600160a01b0316906352180208906044015f604051808303815f87803b1580156109e1575f5ffd5b505af11580156109f3573d5f5f3e3d5ffd5b50339250610a0a9150506080860160608701613a2d565b8354604051600160a01b90910464ffffffffff1681526001600160a01b03919091169085907ff67599643d192cca1abe5d9c38d314469d865e280eabfea1e4fad281980e6af6906020015b60405180910390a45050505050565b5f610a6d612243565b507f360894a13ba1a3210667c828492db98dca3e2076cc3735a920a3ca505d382bbc90565b5f610a9b611fa5565b90505f610aa88583611fd4565b90505f610ab58584611fd4565b9050610ac76080860160608701613a2d565b6001600160a01b0316610ae06080880160608901613a2d565b6001600160a01b0316148015610afd575060208681013590860135145b8015610b095750808214155b610b2657604051630b69ebb360e01b815260040160405180910390fd5b610b65610b396080880160608901613a2d565b610b4b61020089016101e08a01613ba5565b63ffffffff1684610b606102008b018b613bc0565b61228c565b610b9f610b786080870160608801613a2d565b610b8a61020088016101e08901613ba5565b63ffffffff1683610b606102008a018a613bc0565b5f610bb06080880160608901613a2d565b604051610bf891906020808b01359101606080825260089082015267726563656970747360c01b60808201526001600160a01b03929092166020830152604082015260a00190565b60408051601f1981840301815291905280516020909101209050610c388186610c256102008b018b613bc0565b610c336102008c018c613bc0565b61229a565b610c6381610c4c60808a0160608b01613a2d565b60208a01358667726563656970747360c01b6123be565b50505050505050565b610c746124c3565b610c7d5f6124f5565b565b3380610c89611bca565b6001600160a01b031614610cbb5760405163118cdaa760e01b81526001600160a01b0382166004820152602401610766565b610cc4816124f5565b50565b5f610cd18261252d565b8054909150600160a01b900464ffffffffff16428110610d27576040517fce3da61f00000000000000000000000000000000000000000000000000000000815264ffffffffff9091166004820152602401610766565b50805460ff60c81b1916600160c81b1781556001810154604051631916558760e01b81526001600160a01b0391821660048201527f0000000000000000000000000000000000000000000000000000000000000000909116906319165587906024015f604051808303815f87803b158015610da0575f5ffd5b505af1158015610db2573d5f5f3e3d5ffd5b50508254600184015460405163f00388f760e01b81526001600160a01b039283166004820152600160a01b9091046bffffffffffffffffffffffff1660248201527f0000000000000000000000000000000000000000000000000000000000000000909116925063f00388f791506044015f604051808303815f87803b158015610e3a575f5ffd5b505af1158015610e4c573d5f5f3e3d5ffd5b50506040805160a08101825260018501546001600160a01b03908116825260028601546020830190815282840188815287548316606085019081527f6578636c7573696f6e0000000000000000000000000000000000000000000000608086019081529551633003716560e11b8152945184166004860152915160248501525160448401525181166064830152915160848201527f00000000000000000000000000000000000000000000000000000000000000009091169250636006e2ca915060a4015f604051808303815f87803b158015610f27575f5ffd5b505af1158015610f39573d5f5f3e3d5ffd5b5050825460018401546040516001600160a01b0392831694509116915084907f21f953b477f05abd59b1d5ffc39537f1506cfb73583f141e97d1a2274ed9a7ea905f90a45050565b610f8e6020830183613a2d565b6001600160a01b0316610fa46020850185613a2d565b6001600160a01b0316148015610fc1575081602001358360200135145b8015610fd557508160400135836040013514155b610ff257604051630b69ebb360e01b815260040160405180910390fd5b5f610ffb611fa5565b905061104361100d6020860186613a2d565b61101d6080870160608801613ba5565b63ffffffff16611036848861259d90919063ffffffff16565b610b606080890189613bc0565b6110896110536020850185613a2d565b6110636080860160608701613ba5565b63ffffffff1661107c848761259d90919063ffffffff16565b610b606080880188613bc0565b5f611093856125eb565b90506110b481846110a76080890189613bc0565b610c3360808a018a613bc0565b6110d5816110c56020880188613a2d565b5f8064726f6f747360d81b6123be565b5050505050565b5f807f9016d09d72d40fdae2fd8ceac6b6234c7706214fd39c1cd1e609a0528c1993005b546001600160a01b031692915050565b5f8484604051611121929190613d5c565b60405180910390208383604051611139929190613d5c565b60405190819003812061118e929160200160608082526012908201527f61737361792f6d6973636f6e647563742f31000000000000000000000000000060808201526020810192909252604082015260a00190565b604051602081830303815290604052805190602001209050949350505050565b6111bb6020830183613a2d565b6001600160a01b03166111d16020850185613a2d565b6001600160a01b03161480156111ee575081602001358360200135145b801561122b57506112056080830160608401613d8b565b67ffffffffffffffff1661121f6080850160608601613d8b565b67ffffffffffffffff16145b801561123f57508160800135836080013514155b61125c57604051630b69ebb360e01b815260040160405180910390fd5b5f611265611fa5565b90506112b06112776020860186613a2d565b61128961014087016101208801613ba5565b63ffffffff166112a2848861265c90919063ffffffff16565b610b60610140890189613bc0565b6112f96112c06020850185613a2d565b6112d261014086016101208701613ba5565b63ffffffff166112eb848761265c90919063ffffffff16565b610b60610140880188613bc0565b5f6113076020860186613a2d565b856020013560405160200161134d929190606080825260059082015264686561647360d81b60808201526001600160a01b03929092166020830152604082015260a00190565b60408051601f1981840301815291905280516020909101209050611388818461137a610140890189613bc0565b610c336101408a018a613bc0565b6110d5816113996020880188613a2d565b87602001358464686561647360d81b6123be565b5f6113b6612895565b805490915060ff68010000000000000000820416159067ffffffffffffffff165f811580156113e25750825b90505f8267ffffffffffffffff1660011480156113fe5750303b155b90508115801561140c575080155b15611443576040517ff92ee8a900000000000000000000000000000000000000000000000000000000815260040160405180910390fd5b845467ffffffffffffffff19166001178555831561147757845468ff00000000000000001916680100000000000000001785555b611480866128bd565b83156114cb57845468ff000000000000000019168555604051600181527fc7f505b2f371ae2175ee4913f4499e1f2633a7b5936321eed1cdaeb6115181d29060200160405180910390a15b505050505050565b6040517f136ba6aa000000000000000000000000000000000000000000000000000000008152602084013560048201525f907f00000000000000000000000000000000000000000000000000000000000000006001600160a01b03169063136ba6aa9060240161020060405180830381865afa158015611555573d5f5f3e3d5ffd5b505050506040513d601f19601f820116820180604052508101906115799190613dd7565b90505f8360405160200161158d9190613f0d565b60408051601f1981840301815291905280516020909101206101c083015190915081908082146115f2576040517f3cf5212000000000000000000000000000000000000000000000000000000000815260048101929092526024820152604401610766565b505081516001600160a01b031661160c6020870187613a2d565b6001600160a01b031614801561162757506040850135843514155b61164457604051630b69ebb360e01b815260040160405180910390fd5b6116896116546020870187613a2d565b6116646080880160608901613ba5565b63ffffffff1661167c611675611fa5565b899061259d565b610b6060808a018a613bc0565b5f611693866125eb565b90506116b381856116a760808a018a613bc0565b610c335f803681614004565b6114cb816116c46020890189613a2d565b856101a00151896020013564726f6f747360d81b6123be565b5f6116e78461252d565b60018101549091506001600160a01b03166117056020850185613a2d565b60018301546001600160a01b039081169291161461175b576040517ffacc79c20000000000000000000000000000000000000000000000000000000081526001600160a01b039091166004820152602401610766565b505f61183b84611769611fa5565b7f00000000000000000000000000000000000000000000000000000000000000006001600160a01b031663971217b76040518163ffffffff1660e01b815260040161018060405180830381865afa1580156117c6573d5f5f3e3d5ffd5b505050506040513d601f19601f820116820180604052508101906117ea9190613c45565b6040015163ffffffff167f00000000000000000000000000000000000000000000000000000000000000007f00000000000000000000000000000000000000000000000000000000000000006128ce565b50905060018160058111156118525761185261402b565b14158460c0013590611893576040517f01677e1e00000000000000000000000000000000000000000000000000000000815260040161076691815260200190565b5060038160058111156118a8576118a861402b565b6001840154911415906001600160a01b03166118ca60a0870160808801613ba5565b9091611900576040516333556ec560e11b81526001600160a01b03909216600483015263ffffffff166024820152604401610766565b505f90508160058111156119165761191661402b565b60018401546001600160a01b03169114611968576040517f167dfb2d0000000000000000000000000000000000000000000000000000000081526001600160a01b039091166004820152602401610766565b5061198d848661197b6020870187613d8b565b611988602088018861403f565b612b80565b85906119c8576040517fcf714b8e00000000000000000000000000000000000000000000000000000000815260040161076691815260200190565b50815460ff60c81b1916600160c81b1782556001820154604051631015b89160e21b81526001600160a01b0391821660048201525f60248201819052917f00000000000000000000000000000000000000000000000000000000000000001690634056e2449060440160a060405180830381865afa158015611a4c573d5f5f3e3d5ffd5b505050506040513d601f19601f82011682018060405250810190611a709190614085565b506001840154604051631916558760e01b81526001600160a01b0391821660048201529192507f000000000000000000000000000000000000000000000000000000000000000016906319165587906024015f604051808303815f87803b158015611ad9575f5ffd5b505af1158015611aeb573d5f5f3e3d5ffd5b50505050600183015460405163f00388f760e01b81526001600160a01b038381166004830152600160a01b9092046bffffffffffffffffffffffff1660248201527f00000000000000000000000000000000000000000000000000000000000000009091169063f00388f7906044015f604051808303815f87803b158015611b71575f5ffd5b505af1158015611b83573d5f5f3e3d5ffd5b50505060018401546040516001600160a01b03909116915087907f8667fcff1f45d0d53dc8b9a6ad2fde079345d70cb8c6e706106670fa94df1f89905f90a3505050505050565b5f807f237e158222e3e6968b72b9db0d8043aacf074ad9f650f0d1606b4d82ee432c00611100565b611bff6020830183613a2d565b6001600160a01b0316611c156020850185613a2d565b6001600160a01b0316148015611c5c5750611c366040830160208401613d8b565b67ffffffffffffffff16611c506040850160208601613d8b565b67ffffffffffffffff16145b8015611c7057506040838101359083013514155b611c8d57604051630b69ebb360e01b815260040160405180910390fd5b611c9683612bc1565b611c9f82612bc1565b5f611cad6020850185613a2d565b611cbd6040860160208701613d8b565b604051602001611d0e9291906060808252600b908201526a636865636b706f696e747360a81b60808201526001600160a01b0392909216602083015267ffffffffffffffff16604082015260a00190565b60408051601f1981840301815291905280516020909101209050611d478183611d3a60a0880188613bc0565b610c3360a0890189613bc0565b611d6e81611d586020870187613a2d565b5f806a636865636b706f696e747360a81b6123be565b50505050565b611d7c6124c3565b7f237e158222e3e6968b72b9db0d8043aacf074ad9f650f0d1606b4d82ee432c0080546001600160a01b0319166001600160a01b0383169081178255611dc06110dc565b6001600160a01b03167f38d16b8cac22d99fc7c124b9cd0de2d3fa1faef420bfe791d8c362d765e2270060405160405180910390a35050565b306001600160a01b037f0000000000000000000000000000000000000000000000000000000000000000161480611e9257507f00000000000000000000000000000000000000000000000000000000000000006001600160a01b0316611e867f360894a13ba1a3210667c828492db98dca3e2076cc3735a920a3ca505d382bbc546001600160a01b031690565b6001600160a01b031614155b15610c7d5760405163703e46dd60e11b815260040160405180910390fd5b610cc46124c3565b816001600160a01b03166352d1902d6040518163ffffffff1660e01b8152600401602060405180830381865afa925050508015611f12575060408051601f3d908101601f19168201909252611f0f91810190614121565b60015b611f3a57604051634c9c8ce360e01b81526001600160a01b0383166004820152602401610766565b7f360894a13ba1a3210667c828492db98dca3e2076cc3735a920a3ca505d382bbc8114611f96576040517faa1d49a400000000000000000000000000000000000000000000000000000000815260048101829052602401610766565b611fa08383612d77565b505050565b5f611fcf7f0000000000000000000000000000000000000000000000000000000000000000612dcc565b905090565b5f612041827fbfb6cc6c2631d58b9584b7799904db452f8797316b7adbaf7c8ca6dc159ffd7e8560405160200161200c929190614138565b6040516020818303038152906040528051906020012060405161190160f01b8152600281019290925260228201526042902090565b90505b92915050565b6120df86867f00000000000000000000000000000000000000000000000000000000000000006001600160a01b031663971217b76040518163ffffffff1660e01b815260040161018060405180830381865afa1580156120ac573d5f5f3e3d5ffd5b505050506040513d601f19601f820116820180604052508101906120d09190613c45565b6040015163ffffffff16612e63565b86869091612111576040516333556ec560e11b81526001600160a01b0390921660048301526024820152604401610766565b5050604051631015b89160e21b81526001600160a01b038781166004830152602482018790525f917f000000000000000000000000000000000000000000000000000000000000000090911690634056e2449060440160a060405180830381865afa158015612182573d5f5f3e3d5ffd5b505050506040513d601f19601f820116820180604052508101906121a69190614085565b9150506121b8815f0151868686612f0f565b156121c357506114cb565b8115612206576040517f8de089df0000000000000000000000000000000000000000000000000000000081526001600160a01b0388166004820152602401610766565b6040517f35a5a5f50000000000000000000000000000000000000000000000000000000081526001600160a01b0388166004820152602401610766565b306001600160a01b037f00000000000000000000000000000000000000000000000000000000000000001614610c7d5760405163703e46dd60e11b815260040160405180910390fd5b6110d585858585855f61204a565b5f86815260208190526040902054869060ff16156122e7576040517f7746f60800000000000000000000000000000000000000000000000000000000815260040161076691815260200190565b505f868152602081905260409020805460ff191660011790556001600160a01b037f00000000000000000000000000000000000000000000000000000000000000001663d8ac0477338761233d88888888611110565b6040517fffffffff0000000000000000000000000000000000000000000000000000000060e086901b1681526001600160a01b039093166004840152602483019190915260448201526064015f604051808303815f87803b1580156123a0575f5ffd5b505af11580156123b2573d5f5f3e3d5ffd5b50505050505050505050565b6040805160a0810182526001600160a01b038681168252602082018681528284018681523360608501908152608085018781529551633003716560e11b8152945184166004860152915160248501525160448401525181166064830152915160848201527f000000000000000000000000000000000000000000000000000000000000000090911690636006e2ca9060a4015f604051808303815f87803b158015612467575f5ffd5b505af1158015612479573d5f5f3e3d5ffd5b5050505084336001600160a01b0316856001600160a01b03167f5f7d7c686ba08f3fd082d4bc078fb7a9d79dd742ae394a2cd6f780e2d6315d6984604051610a5591815260200190565b336124cc6110dc565b6001600160a01b031614610c7d5760405163118cdaa760e01b8152336004820152602401610766565b7f237e158222e3e6968b72b9db0d8043aacf074ad9f650f0d1606b4d82ee432c0080546001600160a01b03191681556106b782612f5f565b5f81815260016020526040902080546001600160a01b03161580159061255c57508054600160c81b900460ff16155b8290612597576040517f5617461300000000000000000000000000000000000000000000000000000000815260040161076691815260200190565b50919050565b604080517f8690b605cbdc2b5cf37f689c2d3d40459517855e91291221bd19110881e7ced0602082810191909152840135818301529083013560608201525f9061204190839060800161200c565b5f6125f96020830183613a2d565b826020013560405160200161263f929190606080825260059082015264726f6f747360d81b60808201526001600160a01b03929092166020830152604082015260a00190565b604051602081830303815290604052805190602001209050919050565b5f807f026eb28a46018dd01dbe7b0de93e730e5fd36b1aa303e35f679e5f7b839b5428602085013560408601356126996080880160608901613d8b565b60808801356126ae60c08a0160a08b01613d8b565b604080516020810197909752860194909452606085019290925267ffffffffffffffff908116608085015260a08401919091521660c082015260e0016040516020818303038152906040528051906020012090505f61270c82612fcf565b90505f5b61271e61010087018761403f565b90508110156127bb5780612739610100880160e08901613ba5565b63ffffffff16901c60011663ffffffff165f146127835761277e61276161010088018861403f565b8381811061277157612771614264565b9050602002013583612ff0565b6127b1565b6127b18261279561010089018961403f565b848181106127a5576127a5614264565b90506020020135612ff0565b9150600101612710565b505f7fa103791db3e07d45df61266428fd3d36d4ebdc1cba15a5af545e8decc1ef5ecc6127eb6020880188613a2d565b836127fc60e08a0160c08b01613ba5565b61280c60c08b0160a08c01613d8b565b6040805160208101969096526001600160a01b0390941693850193909352606084019190915263ffffffff16608083015267ffffffffffffffff1660a082015260c00160405160208183030381529060405280519060200120905061288b858260405161190160f01b8152600281019290925260228201526042902090565b9695505050505050565b5f807ff0c57e16840df040f15088dc2f81fe391c3923bec73e23a9662efc9c229c6a00612044565b6128c5613020565b610cc48161305e565b6040517f9591a61000000000000000000000000000000000000000000000000000000000815260c086013560048201525f90819087906001600160a01b03861690639591a61090602401602060405180830381865afa158015612933573d5f5f3e3d5ffd5b505050506040513d601f19601f820116820180604052508101906129579190614278565b91505f6129ef61296a6020840184613a2d565b61297a6040850160208601613d8b565b84604001356040516020016129db9392919060609390931b6bffffffffffffffffffffffff1916835260c09190911b7fffffffffffffffff000000000000000000000000000000000000000000000000166014830152601c820152603c0190565b6040516020818303038152906040526130a8565b905067ffffffffffffffff83161580612a1757506020612a136101008b018b61403f565b9050115b80612a525750612a5060c08a0135612a366101008c0160e08d01613ba5565b63ffffffff1683612a4b6101008e018e61403f565b613119565b155b15612a6257600193505050612b76565b5f6001600160a01b038616634056e244612a7f6020860186613a2d565b612a8f60a08e0160808f01613ba5565b6040517fffffffff0000000000000000000000000000000000000000000000000000000060e085901b1681526001600160a01b03909216600483015263ffffffff16602482015260440160a060405180830381865afa158015612af4573d5f5f3e3d5ffd5b505050506040513d601f19601f82011682018060405250810190612b189190614085565b915050612b30818567ffffffffffffffff168a613186565b612b405760039450505050612b76565b8051612b6290612b50858c6131eb565b612b5d60a08e018e613bc0565b612f0f565b612b725760029450505050612b76565b5050505b9550959350505050565b5f60408211801590612bb55750612bb560408701803590612ba49060208a01613d8b565b86612bae89612fcf565b8787613223565b90505b95945050505050565b5f612bca611fa5565b90505f7f00000000000000000000000000000000000000000000000000000000000000006001600160a01b031663971217b76040518163ffffffff1660e01b815260040161018060405180830381865afa158015612c2a573d5f5f3e3d5ffd5b505050506040513d601f19601f82011682018060405250810190612c4e9190613c45565b6040015163ffffffff1690505f612c686020850185613a2d565b9050612c8a81612c7e60a0870160808801613ba5565b63ffffffff1684612e63565b15612ccb57611d6e81612ca360a0870160808801613ba5565b63ffffffff16612cbe86885f016131eb90919063ffffffff16565b610b6060a0890189613bc0565b5f612d198585857f00000000000000000000000000000000000000000000000000000000000000007f00000000000000000000000000000000000000000000000000000000000000006128ce565b5090505f816005811115612d2f57612d2f61402b565b1482612d4160a0880160808901613ba5565b9091610c63576040516333556ec560e11b81526001600160a01b03909216600483015263ffffffff166024820152604401610766565b612d8082613364565b6040516001600160a01b038316907fbc7cd75a20ee27fd9adebab32041f755214dbc6bffa90cc0225b39da2e5c2d3b905f90a2805115612dc457611fa082826133da565b6106b76134ac565b604080517f8b73c3c69bb8fe3d512ecc4cf759cc79239f7b179b0ffacaa9a75d522b39400f60208201527f41034bd23ecbf5790464f32b19dad6d7170b5d3627ba56dd9cd780ce037a7be7918101919091527fc89efdaa54c0f20c7adf612882df0950f5a951637e0307cdcb4c672f298b8bc660608201524660808201526001600160a01b03821660a08201525f9060c00161263f565b604051631015b89160e21b81526001600160a01b038481166004830152602482018490525f9182917f00000000000000000000000000000000000000000000000000000000000000001690634056e2449060440160a060405180830381865afa158015612ed2573d5f5f3e3d5ffd5b505050506040513d601f19601f82011682018060405250810190612ef69190614085565b915050612f04814285613186565b9150505b9392505050565b5f5f5f612f1d8686866134e4565b5090925090505f816003811115612f3657612f3661402b565b148015612f545750866001600160a01b0316826001600160a01b0316145b979650505050505050565b7f9016d09d72d40fdae2fd8ceac6b6234c7706214fd39c1cd1e609a0528c19930080546001600160a01b031981166001600160a01b03848116918217845560405192169182907f8be0079c531659141344cd1fd0a4f28419497f9722a3daafe3b4186f6b6457e0905f90a3505050565b5f5f5f538160015260205f60215f60025afa612fe9575f5ffd5b50505f5190565b5f6040516001815383600182015282602182015260205f60418360025afa613016575f5ffd5b50505f5192915050565b61302861352b565b610c7d576040517fd7e6bcf800000000000000000000000000000000000000000000000000000000815260040160405180910390fd5b613066613020565b6001600160a01b038116610cbb576040517f1e4fbdf70000000000000000000000000000000000000000000000000000000081525f6004820152602401610766565b5f60025f60f81b836040516020016130c19291906142aa565b60408051601f19818403018152908290526130db916142dd565b602060405180830381855afa1580156130f6573d5f5f3e3d5ffd5b5050506040513d601f19601f820116820180604052508101906120449190614121565b5f84821c1561312957505f612bb8565b835f5b8381101561317957600187821c16156131595761315485858381811061277157612771614264565b61316f565b61316f828686848181106127a5576127a5614264565b915060010161312c565b5090951495945050505050565b82515f906001600160a01b031615806131a95750836020015164ffffffffff1683105b156131b557505f612f08565b604084015164ffffffffff1615806131e3575081846040015164ffffffffff166131df9190613d49565b8311155b949350505050565b5f612041827f460b99ca296738767eaf880e88460128e1dee84a436daef9211ef605118529538560405160200161200c9291906142e8565b5f8567ffffffffffffffff168567ffffffffffffffff161061324657505f61288b565b845f61325360018961435b565b9050855f5b8581101561333e578267ffffffffffffffff165f0361327d575f94505050505061288b565b600180851614806132a157508267ffffffffffffffff168467ffffffffffffffff16145b15613309576132bb87878381811061277157612771614264565b91505b600184161580156132d8575067ffffffffffffffff841615155b156133045760018467ffffffffffffffff16901c935060018367ffffffffffffffff16901c92506132be565b613322565b61331f828888848181106127a5576127a5614264565b91505b677fffffffffffffff600194851c81169493841c169201613258565b5067ffffffffffffffff821615801561335657508981145b9a9950505050505050505050565b806001600160a01b03163b5f0361339957604051634c9c8ce360e01b81526001600160a01b0382166004820152602401610766565b7f360894a13ba1a3210667c828492db98dca3e2076cc3735a920a3ca505d382bbc80546001600160a01b0319166001600160a01b0392909216919091179055565b60605f6133e78484613549565b905080801561340857505f3d118061340857505f846001600160a01b03163b115b1561341d5761341561355c565b915050612044565b8015613460576040517f9996b3150000000000000000000000000000000000000000000000000000000081526001600160a01b0385166004820152602401610766565b3d156134735761346e613575565b6134a5565b6040517fd6bda27500000000000000000000000000000000000000000000000000000000815260040160405180910390fd5b5092915050565b3415610c7d576040517fb398979f00000000000000000000000000000000000000000000000000000000815260040160405180910390fd5b5f80806041849003613518578435602086013560408701355f1a61350a89828585613580565b955095509550505050613522565b505f915060029050825b93509350939050565b5f613534612895565b5468010000000000000000900460ff16919050565b5f5f5f835160208501865af49392505050565b6040513d81523d5f602083013e3d602001810160405290565b6040513d5f823e3d81fd5b5f80807f7fffffffffffffffffffffffffffffff5d576e7357a4501ddfe92f46681b20a08411156135b957505f9150600390508261363e565b604080515f808252602082018084528a905260ff891692820192909252606081018790526080810186905260019060a0016020604051602081039080840390855afa15801561360a573d5f5f3e3d5ffd5b5050604051601f1901519150506001600160a01b03811661363557505f92506001915082905061363e565b92505f91508190505b9450945094915050565b6001600160a01b0381168114610cc4575f5ffd5b803561366781613648565b919050565b634e487b7160e01b5f52604160045260245ffd5b604051610180810167ffffffffffffffff811182821017156136a4576136a461366c565b60405290565b604051610200810167ffffffffffffffff811182821017156136a4576136a461366c565b604051601f8201601f1916810167ffffffffffffffff811182821017156136f7576136f761366c565b604052919050565b5f5f60408385031215613710575f5ffd5b823561371b81613648565b9150602083013567ffffffffffffffff811115613736575f5ffd5b8301601f81018513613746575f5ffd5b803567ffffffffffffffff8111156137605761376061366c565b613773601f8201601f19166020016136ce565b818152866020838501011115613787575f5ffd5b816020840160208301375f602083830101528093505050509250929050565b5f602082840312156137b6575f5ffd5b5035919050565b5f6102208284031215612597575f5ffd5b5f602082840312156137de575f5ffd5b813567ffffffffffffffff8111156137f4575f5ffd5b6131e3848285016137bd565b5f5f5f60608486031215613812575f5ffd5b833567ffffffffffffffff811115613828575f5ffd5b613834868287016137bd565b935050602084013567ffffffffffffffff811115613850575f5ffd5b61385c868287016137bd565b93969395505050506040919091013590565b5f60a08284031215612597575f5ffd5b5f5f5f60608486031215613890575f5ffd5b833567ffffffffffffffff8111156138a6575f5ffd5b6138b28682870161386e565b935050602084013567ffffffffffffffff8111156138ce575f5ffd5b61385c8682870161386e565b5f5f83601f8401126138ea575f5ffd5b50813567ffffffffffffffff811115613901575f5ffd5b602083019150836020828501011115613918575f5ffd5b9250929050565b5f5f5f5f60408587031215613932575f5ffd5b843567ffffffffffffffff811115613948575f5ffd5b613954878288016138da565b909550935050602085013567ffffffffffffffff811115613973575f5ffd5b61397f878288016138da565b95989497509550505050565b602081525f82518060208401528060208501604085015e5f604082850101526040601f19601f83011684010191505092915050565b5f6101608284031215612597575f5ffd5b5f5f5f606084860312156139e3575f5ffd5b833567ffffffffffffffff8111156139f9575f5ffd5b613a05868287016139c0565b935050602084013567ffffffffffffffff811115613a21575f5ffd5b61385c868287016139c0565b5f60208284031215613a3d575f5ffd5b8135612f0881613648565b5f5f5f838503610200811215613a5c575f5ffd5b843567ffffffffffffffff811115613a72575f5ffd5b613a7e8782880161386e565b9450506101c0601f1982011215613a93575f5ffd5b5091946020840194506101e09093013592915050565b5f6101208284031215612597575f5ffd5b5f5f5f60608486031215613acc575f5ffd5b83359250602084013567ffffffffffffffff811115613ae9575f5ffd5b613af586828701613aa9565b925050604084013567ffffffffffffffff811115613b11575f5ffd5b840160408187031215613b22575f5ffd5b809150509250925092565b5f5f5f60608486031215613b3f575f5ffd5b833567ffffffffffffffff811115613b55575f5ffd5b613b6186828701613aa9565b935050602084013567ffffffffffffffff811115613b7d575f5ffd5b61385c86828701613aa9565b63ffffffff81168114610cc4575f5ffd5b803561366781613b89565b5f60208284031215613bb5575f5ffd5b8135612f0881613b89565b5f5f8335601e19843603018112613bd5575f5ffd5b83018035915067ffffffffffffffff821115613bef575f5ffd5b602001915036819003821315613918575f5ffd5b805161366781613648565b80516bffffffffffffffffffffffff81168114613667575f5ffd5b805161366781613b89565b805161ffff81168114613667575f5ffd5b5f610180828403128015613c57575f5ffd5b50613c60613680565b613c6983613c03565b8152613c7760208401613c0e565b6020820152613c8860408401613c29565b6040820152613c9960608401613c29565b6060820152613caa60808401613c29565b6080820152613cbb60a08401613c29565b60a0820152613ccc60c08401613c34565b60c0820152613cdd60e08401613c34565b60e0820152613cef6101008401613c29565b610100820152613d026101208401613c34565b610120820152613d156101408401613c0e565b610140820152613d286101608401613c0e565b6101608201529392505050565b634e487b7160e01b5f52601160045260245ffd5b8082018082111561204457612044613d35565b818382375f9101908152919050565b67ffffffffffffffff81168114610cc4575f5ffd5b803561366781613d6b565b5f60208284031215613d9b575f5ffd5b8135612f0881613d6b565b805164ffffffffff81168114613667575f5ffd5b805160058110613667575f5ffd5b80518015158114613667575f5ffd5b5f610200828403128015613de9575f5ffd5b50613df26136aa565b613dfb83613c03565b8152613e0960208401613c29565b6020820152613e1a60408401613da6565b6040820152613e2b60608401613dba565b6060820152613e3c60808401613c34565b6080820152613e4d60a08401613c03565b60a0820152613e5e60c08401613c0e565b60c0820152613e6f60e08401613da6565b60e0820152613e816101008401613da6565b610100820152613e946101208401613c29565b610120820152613ea76101408401613c29565b610140820152613eba6101608401613c0e565b610160820152613ecd6101808401613dc8565b6101808201526101a083810151908201526101c080840151908201526101e0928301519281019290925250919050565b803560ff81168114613667575f5ffd5b8135815260208083013590820152604080830135908201526101c08101613f3660608401613b9a565b63ffffffff166060830152613f4d60808401613d80565b67ffffffffffffffff166080830152613f6860a08401613b9a565b63ffffffff1660a083015260c0838101359083015260e0808401359083015261010080840135908301526101208084013590830152613faa6101408401613b9a565b63ffffffff16610140830152613fc36101608401613b9a565b63ffffffff16610160830152613fdc6101808401613b9a565b63ffffffff16610180830152613ff56101a08401613efd565b60ff81166101a08401526134a5565b5f5f85851115614012575f5ffd5b8386111561401e575f5ffd5b5050820193919092039150565b634e487b7160e01b5f52602160045260245ffd5b5f5f8335601e19843603018112614054575f5ffd5b83018035915067ffffffffffffffff82111561406e575f5ffd5b6020019150600581901b3603821315613918575f5ffd5b5f5f82840360a0811215614097575f5ffd5b83516140a281613648565b92506080601f19820112156140b5575f5ffd5b506040516080810167ffffffffffffffff811182821017156140d9576140d961366c565b60405260208401516140ea81613648565b81526140f860408501613da6565b602082015261410960608501613da6565b60408201526080939093015160608401525092909150565b5f60208284031215614131575f5ffd5b5051919050565b828152813560208083019190915282013560408083019190915282013560608083019190915261020082019061416f90840161365c565b6001600160a01b03811660808401525061418b6080840161365c565b6001600160a01b03811660a08401525060a083013560c0838101919091526141b4908401613d80565b67ffffffffffffffff811660e0840152506141d160e08401613d80565b67ffffffffffffffff81166101008401525061010083013561012083810191909152830135610140808401919091528301356101608084019190915283013561018080840191909152614225908401613efd565b60ff81166101a0840152506101a08301356101c08381019190915261424b908401613d80565b67ffffffffffffffff81166101e0840152509392505050565b634e487b7160e01b5f52603260045260245ffd5b5f60208284031215614288575f5ffd5b8151612f0881613d6b565b5f81518060208401855e5f93019283525090919050565b7fff00000000000000000000000000000000000000000000000000000000000000831681525f6131e36001830184614293565b5f6120418284614293565b82815260a0810182356142fa81613648565b6001600160a01b038116602084015250602083013561431881613d6b565b67ffffffffffffffff1660408381019190915283013560608084019190915283013561434381613d6b565b67ffffffffffffffff81166080840152509392505050565b67ffffffffffffffff828116828216039081111561204457612044613d3556' as const
