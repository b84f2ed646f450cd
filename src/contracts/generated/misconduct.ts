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
  '0x61016060405230608052348015610014575f5ffd5b50604051614787380380614787833981016040819052610033916102f9565b61003b610233565b6001600160a01b0380841661012052818116610140526040805163a9b5898f60e01b815290519184169163a9b5898f916004808201926020929091908290030181865afa15801561008e573d5f5f3e3d5ffd5b505050506040513d601f19601f820116820180604052508101906100b29190610343565b6001600160a01b031660a0816001600160a01b031681525050816001600160a01b031663863191b86040518163ffffffff1660e01b8152600401602060405180830381865afa158015610107573d5f5f3e3d5ffd5b505050506040513d601f19601f8201168201806040525081019061012b9190610343565b6001600160a01b031660c0816001600160a01b031681525050816001600160a01b0316636ff437066040518163ffffffff1660e01b8152600401602060405180830381865afa158015610180573d5f5f3e3d5ffd5b505050506040513d601f19601f820116820180604052508101906101a49190610343565b6001600160a01b031660e0816001600160a01b031681525050816001600160a01b031663e681c4aa6040518163ffffffff1660e01b8152600401602060405180830381865afa1580156101f9573d5f5f3e3d5ffd5b505050506040513d601f19601f8201168201806040525081019061021d9190610343565b6001600160a01b03166101005250610365915050565b7ff0c57e16840df040f15088dc2f81fe391c3923bec73e23a9662efc9c229c6a00805468010000000000000000900460ff16156102835760405163f92ee8a960e01b815260040160405180910390fd5b80546001600160401b03908116146102e25780546001600160401b0319166001600160401b0390811782556040519081527fc7f505b2f371ae2175ee4913f4499e1f2633a7b5936321eed1cdaeb6115181d29060200160405180910390a15b50565b6001600160a01b03811681146102e2575f5ffd5b5f5f5f6060848603121561030b575f5ffd5b8351610316816102e5565b6020850151909350610327816102e5565b6040850151909250610338816102e5565b809150509250925092565b5f60208284031215610353575f5ffd5b815161035e816102e5565b9392505050565b60805160a05160c05160e05161010051610120516101405161432961045e5f395f81816101ae01526106d001525f81816102d001528181610ac601528181610bb001528181610f6b01528181611003015281816110f001528181611a9b01528181611b3101528181611fa201526120bc01525f818161065b0152611e0201525f8181610303015281816117f90152612cd301525f818161039c0152818161181a01528181611a0a0152818161243001528181612cf40152612e8c01525f81816104020152818161098b0152818161176e015281816123460152612bce01525f81816121660152818161218f015261254301526143295ff3fe608060405260043610610199575f3560e01c8063863191b8116100dc578063c4d66de811610087578063e30c397811610062578063e30c397814610617578063e3e5b7561461062b578063e681c4aa1461064a578063f2fde38b1461067d575f5ffd5b8063c4d66de814610498578063d3fb3c81146104b7578063d4e01660146104d6575f5ffd5b8063a9b5898f116100b7578063a9b5898f146103f1578063ad3cb1cc14610424578063b1fe942114610479575f5ffd5b8063863191b81461038b5780638da5cb5b146103be578063a2610f70146103d2575f5ffd5b80635a1b60e211610147578063715018a611610122578063715018a61461032557806379ba5097146103395780637b12a24b1461034d578063857069d71461036c575f5ffd5b80635a1b60e2146102a05780635db93dfa146102bf5780636ff43706146102f2575f5ffd5b80634f2779ac116101775780634f2779ac1461022157806350ff905c1461025f57806352d1902d1461027e575f5ffd5b806316e5a6731461019d5780631fb759b0146101ed5780634f1ef2861461020e575b5f5ffd5b3480156101a8575f5ffd5b506101d07f000000000000000000000000000000000000000000000000000000000000000081565b6040516001600160a01b0390911681526020015b60405180910390f35b3480156101f8575f5ffd5b5061020c610207366004613657565b61069c565b005b61020c61021c36600461376f565b6108bd565b34801561022c575f5ffd5b5061024f61023b366004613816565b5f6020819052908152604090205460ff1681565b60405190151581526020016101e4565b34801561026a575f5ffd5b5061020c61027936600461383e565b6108dc565b348015610289575f5ffd5b50610292610c7c565b6040519081526020016101e4565b3480156102ab575f5ffd5b5061020c6102ba366004613870565b610caa565b3480156102ca575f5ffd5b506101d07f000000000000000000000000000000000000000000000000000000000000000081565b3480156102fd575f5ffd5b506101d07f000000000000000000000000000000000000000000000000000000000000000081565b348015610330575f5ffd5b5061020c610e7a565b348015610344575f5ffd5b5061020c610e8d565b348015610358575f5ffd5b5061020c610367366004613816565b610ed5565b348015610377575f5ffd5b5061020c6103863660046138de565b61118f565b348015610396575f5ffd5b506101d07f000000000000000000000000000000000000000000000000000000000000000081565b3480156103c9575f5ffd5b506101d06112ea565b3480156103dd575f5ffd5b506102926103ec36600461397f565b61131e565b3480156103fc575f5ffd5b506101d07f000000000000000000000000000000000000000000000000000000000000000081565b34801561042f575f5ffd5b5061046c6040518060400160405280600581526020017f352e302e3000000000000000000000000000000000000000000000000000000081525081565b6040516101e491906139eb565b348015610484575f5ffd5b5061020c610493366004613a31565b6113bc565b3480156104a3575f5ffd5b5061020c6104b2366004613a8d565b6115bb565b3480156104c2575f5ffd5b5061020c6104d1366004613ab9565b6116e0565b3480156104e1575f5ffd5b506105a36104f0366004613816565b6040805160c0810182525f80825260208201819052918101829052606081018290526080810182905260a0810191909152505f90815260016020818152604092839020835160c08101855281546001600160a01b038082168352600160a01b80830464ffffffffff1695840195909552600160c81b90910460ff1615159582019590955292810154938416606084015292046bffffffffffffffffffffffff16608082015260029091015460a082015290565b6040516101e491905f60c0820190506001600160a01b03835116825264ffffffffff60208401511660208301526040830151151560408301526001600160a01b0360608401511660608301526bffffffffffffffffffffffff608084015116608083015260a083015160a083015292915050565b348015610622575f5ffd5b506101d0611bcd565b348015610636575f5ffd5b5061020c610645366004613b2c565b611bf5565b348015610655575f5ffd5b506101d07f000000000000000000000000000000000000000000000000000000000000000081565b348015610688575f5ffd5b5061020c610697366004613a8d565b611d77565b6040517f136ba6aa000000000000000000000000000000000000000000000000000000008152602084013560048201525f907f00000000000000000000000000000000000000000000000000000000000000006001600160a01b03169063136ba6aa906024016101e060405180830381865afa15801561071e573d5f5f3e3d5ffd5b505050506040513d601f19601f820116820180604052508101906107429190613bfd565b90505f836040516020016107569190613d3b565b60408051601f1981840301815291905280516020909101206101a083015190915081908082146107c0576040517f3cf52120000000000000000000000000000000000000000000000000000000008152600481019290925260248201526044015b60405180910390fd5b505081516001600160a01b03166107da6020870187613a8d565b6001600160a01b03161480156107f557506040850135843514155b61081257604051630b69ebb360e01b815260040160405180910390fd5b61085c6108226020870187613a8d565b6108326080880160608901613e03565b63ffffffff1661084a610843611dfc565b8990611e2b565b61085760808a018a613e1e565b611eb3565b5f61086686611ec1565b905061088b818561087a60808a018a613e1e565b6108865f803681613e61565b611f32565b6108b58161089c6020890189613a8d565b856101800151896020013564726f6f747360d81b612056565b505050505050565b6108c561215b565b6108ce82612212565b6108d8828261221a565b5050565b805f6108f06108e9611dfc565b8390612307565b90506109336109056080840160608501613a8d565b61091761020086016101e08701613e03565b63ffffffff168361092c610200880188613e1e565b600161233f565b5f818152600160205260409020805482906001600160a01b031615610987576040517f71fc1b530000000000000000000000000000000000000000000000000000000081526004016107b791815260200190565b505f7f00000000000000000000000000000000000000000000000000000000000000006001600160a01b031663971217b76040518163ffffffff1660e01b815260040161018060405180830381865afa1580156109e6573d5f5f3e3d5ffd5b505050506040513d601f19601f82011682018060405250810190610a0a9190613e88565b82546001600160a01b03191633178355610100810151604082015191925063ffffffff90811691610a3c911642613f8c565b610a469190613f8c565b825464ffffffffff91909116600160a01b027fffffffffffffff0000000000ffffffffffffffffffffffffffffffffffffffff909116178255610a8f6080850160608601613a8d565b6101408201516bffffffffffffffffffffffff16600160a01b026001600160a01b03918216176001840155602085013560028401557f00000000000000000000000000000000000000000000000000000000000000001663a7e21e80610afb6080870160608801613a8d565b6040517fffffffff0000000000000000000000000000000000000000000000000000000060e084901b1681526001600160a01b0390911660048201526024015f604051808303815f87803b158015610b51575f5ffd5b505af1158015610b63573d5f5f3e3d5ffd5b505050506101408101516040517f521802080000000000000000000000000000000000000000000000000000000081523360048201526bffffffffffffffffffffffff90911660248201527f00000000000000000000000000000000000000000000000000000000000000006001600160a01b0316906352180208906044015f604051808303815f87803b158015610bf9575f5ffd5b505af1158015610c0b573d5f5f3e3d5ffd5b50339250610c229150506080860160608701613a8d565b8354604051600160a01b90910464ffffffffff1681526001600160a01b03919091169085907ff67599643d192cca1abe5d9c38d314469d865e280eabfea1e4fad281980e6af6906020015b60405180910390a45050505050565b5f610c85612538565b507f360894a13ba1a3210667c828492db98dca3e2076cc3735a920a3ca505d382bbc90565b5f610cb3611dfc565b90505f610cc08583612307565b90505f610ccd8584612307565b9050610cdf6080860160608701613a8d565b6001600160a01b0316610cf86080880160608901613a8d565b6001600160a01b0316148015610d15575060208681013590860135145b8015610d215750808214155b610d3e57604051630b69ebb360e01b815260040160405180910390fd5b610d78610d516080880160608901613a8d565b610d6361020089016101e08a01613e03565b63ffffffff16846108576102008b018b613e1e565b610db2610d8b6080870160608801613a8d565b610d9d61020088016101e08901613e03565b63ffffffff16836108576102008a018a613e1e565b5f610dc36080880160608901613a8d565b604051610e0b91906020808b01359101606080825260089082015267726563656970747360c01b60808201526001600160a01b03929092166020830152604082015260a00190565b60408051601f1981840301815291905280516020909101209050610e468186610e386102008b018b613e1e565b6108866102008c018c613e1e565b610e7181610e5a60808a0160608b01613a8d565b60208a01358667726563656970747360c01b612056565b50505050505050565b610e82612581565b610e8b5f6125b3565b565b3380610e97611bcd565b6001600160a01b031614610ec95760405163118cdaa760e01b81526001600160a01b03821660048201526024016107b7565b610ed2816125b3565b50565b5f610edf826125eb565b8054909150600160a01b900464ffffffffff16428110610f35576040517fce3da61f00000000000000000000000000000000000000000000000000000000815264ffffffffff90911660048201526024016107b7565b50805460ff60c81b1916600160c81b1781556001810154604051631916558760e01b81526001600160a01b0391821660048201527f0000000000000000000000000000000000000000000000000000000000000000909116906319165587906024015f604051808303815f87803b158015610fae575f5ffd5b505af1158015610fc0573d5f5f3e3d5ffd5b50508254600184015460405163f00388f760e01b81526001600160a01b039283166004820152600160a01b9091046bffffffffffffffffffffffff1660248201527f0000000000000000000000000000000000000000000000000000000000000000909116925063f00388f791506044015f604051808303815f87803b158015611048575f5ffd5b505af115801561105a573d5f5f3e3d5ffd5b50506040805160a08101825260018501546001600160a01b03908116825260028601546020830190815282840188815287548316606085019081527f6578636c7573696f6e0000000000000000000000000000000000000000000000608086019081529551633003716560e11b8152945184166004860152915160248501525160448401525181166064830152915160848201527f00000000000000000000000000000000000000000000000000000000000000009091169250636006e2ca915060a4015f604051808303815f87803b158015611135575f5ffd5b505af1158015611147573d5f5f3e3d5ffd5b5050825460018401546040516001600160a01b0392831694509116915084907f21f953b477f05abd59b1d5ffc39537f1506cfb73583f141e97d1a2274ed9a7ea905f90a45050565b61119c6020830183613a8d565b6001600160a01b03166111b26020850185613a8d565b6001600160a01b03161480156111cf575081602001358360200135145b80156111e357508160400135836040013514155b61120057604051630b69ebb360e01b815260040160405180910390fd5b5f611209611dfc565b905061125161121b6020860186613a8d565b61122b6080870160608801613e03565b63ffffffff166112448488611e2b90919063ffffffff16565b6108576080890189613e1e565b6112976112616020850185613a8d565b6112716080860160608701613e03565b63ffffffff1661128a8487611e2b90919063ffffffff16565b6108576080880188613e1e565b5f6112a185611ec1565b90506112c281846112b56080890189613e1e565b61088660808a018a613e1e565b6112e3816112d36020880188613a8d565b5f8064726f6f747360d81b612056565b5050505050565b5f807f9016d09d72d40fdae2fd8ceac6b6234c7706214fd39c1cd1e609a0528c1993005b546001600160a01b031692915050565b5f848460405161132f929190613f9f565b60405180910390208383604051611347929190613f9f565b60405190819003812061139c929160200160608082526012908201527f61737361792f6d6973636f6e647563742f31000000000000000000000000000060808201526020810192909252604082015260a00190565b604051602081830303815290604052805190602001209050949350505050565b6113c96020830183613a8d565b6001600160a01b03166113df6020850185613a8d565b6001600160a01b03161480156113fc575081602001358360200135145b801561143957506114136080830160608401613fae565b67ffffffffffffffff1661142d6080850160608601613fae565b67ffffffffffffffff16145b801561144d57508160800135836080013514155b61146a57604051630b69ebb360e01b815260040160405180910390fd5b5f611473611dfc565b90506114be6114856020860186613a8d565b61149761014087016101208801613e03565b63ffffffff166114b0848861265b90919063ffffffff16565b610857610140890189613e1e565b6115076114ce6020850185613a8d565b6114e061014086016101208701613e03565b63ffffffff166114f9848761265b90919063ffffffff16565b610857610140880188613e1e565b5f6115156020860186613a8d565b856020013560405160200161155b929190606080825260059082015264686561647360d81b60808201526001600160a01b03929092166020830152604082015260a00190565b60408051601f19818403018152919052805160209091012090506115968184611588610140890189613e1e565b6108866101408a018a613e1e565b6112e3816115a76020880188613a8d565b87602001358464686561647360d81b612056565b5f6115c4612894565b805490915060ff68010000000000000000820416159067ffffffffffffffff165f811580156115f05750825b90505f8267ffffffffffffffff16600114801561160c5750303b155b90508115801561161a575080155b15611651576040517ff92ee8a900000000000000000000000000000000000000000000000000000000815260040160405180910390fd5b845467ffffffffffffffff19166001178555831561168557845468ff00000000000000001916680100000000000000001785555b61168e866128bc565b83156108b557845468ff000000000000000019168555604051600181527fc7f505b2f371ae2175ee4913f4499e1f2633a7b5936321eed1cdaeb6115181d29060200160405180910390a1505050505050565b5f6116ea846125eb565b60018101549091506001600160a01b03166117086020850185613a8d565b60018301546001600160a01b039081169291161461175e576040517ffacc79c20000000000000000000000000000000000000000000000000000000081526001600160a01b0390911660048201526024016107b7565b505f61183e8461176c611dfc565b7f00000000000000000000000000000000000000000000000000000000000000006001600160a01b031663971217b76040518163ffffffff1660e01b815260040161018060405180830381865afa1580156117c9573d5f5f3e3d5ffd5b505050506040513d601f19601f820116820180604052508101906117ed9190613e88565b6040015163ffffffff167f00000000000000000000000000000000000000000000000000000000000000007f00000000000000000000000000000000000000000000000000000000000000006128cd565b509050600181600581111561185557611855613fc9565b14158460c0013590611896576040517f01677e1e0000000000000000000000000000000000000000000000000000000081526004016107b791815260200190565b5060038160058111156118ab576118ab613fc9565b6001840154911415906001600160a01b03166118cd60a0870160808801613e03565b9091611903576040516333556ec560e11b81526001600160a01b03909216600483015263ffffffff1660248201526044016107b7565b505f905081600581111561191957611919613fc9565b60018401546001600160a01b0316911461196b576040517f167dfb2d0000000000000000000000000000000000000000000000000000000081526001600160a01b0390911660048201526024016107b7565b50611990848661197e6020870187613fae565b61198b6020880188613fdd565b612b7f565b85906119cb576040517fcf714b8e0000000000000000000000000000000000000000000000000000000081526004016107b791815260200190565b50815460ff60c81b1916600160c81b1782556001820154604051631015b89160e21b81526001600160a01b0391821660048201525f60248201819052917f00000000000000000000000000000000000000000000000000000000000000001690634056e2449060440160a060405180830381865afa158015611a4f573d5f5f3e3d5ffd5b505050506040513d601f19601f82011682018060405250810190611a739190614023565b506001840154604051631916558760e01b81526001600160a01b0391821660048201529192507f000000000000000000000000000000000000000000000000000000000000000016906319165587906024015f604051808303815f87803b158015611adc575f5ffd5b505af1158015611aee573d5f5f3e3d5ffd5b50505050600183015460405163f00388f760e01b81526001600160a01b038381166004830152600160a01b9092046bffffffffffffffffffffffff1660248201527f00000000000000000000000000000000000000000000000000000000000000009091169063f00388f7906044015f604051808303815f87803b158015611b74575f5ffd5b505af1158015611b86573d5f5f3e3d5ffd5b50505060018401546040516001600160a01b03909116915087907f8667fcff1f45d0d53dc8b9a6ad2fde079345d70cb8c6e706106670fa94df1f89905f90a3505050505050565b5f807f237e158222e3e6968b72b9db0d8043aacf074ad9f650f0d1606b4d82ee432c0061130e565b611c026020830183613a8d565b6001600160a01b0316611c186020850185613a8d565b6001600160a01b0316148015611c5f5750611c396040830160208401613fae565b67ffffffffffffffff16611c536040850160208601613fae565b67ffffffffffffffff16145b8015611c7357506040838101359083013514155b611c9057604051630b69ebb360e01b815260040160405180910390fd5b611c9983612bc0565b611ca282612bc0565b5f611cb06020850185613a8d565b611cc06040860160208701613fae565b604051602001611d119291906060808252600b908201526a636865636b706f696e747360a81b60808201526001600160a01b0392909216602083015267ffffffffffffffff16604082015260a00190565b60408051601f1981840301815291905280516020909101209050611d4a8183611d3d60a0880188613e1e565b61088660a0890189613e1e565b611d7181611d5b6020870187613a8d565b5f806a636865636b706f696e747360a81b612056565b50505050565b611d7f612581565b7f237e158222e3e6968b72b9db0d8043aacf074ad9f650f0d1606b4d82ee432c0080546001600160a01b0319166001600160a01b0383169081178255611dc36112ea565b6001600160a01b03167f38d16b8cac22d99fc7c124b9cd0de2d3fa1faef420bfe791d8c362d765e2270060405160405180910390a35050565b5f611e267f0000000000000000000000000000000000000000000000000000000000000000612d76565b905090565b604080517f8690b605cbdc2b5cf37f689c2d3d40459517855e91291221bd19110881e7ced0602082810191909152840135818301529083013560608201525f90611eaa9083906080015b6040516020818303038152906040528051906020012060405161190160f01b8152600281019290925260228201526042902090565b90505b92915050565b6112e385858585855f61233f565b5f611ecf6020830183613a8d565b8260200135604051602001611f15929190606080825260059082015264726f6f747360d81b60808201526001600160a01b03929092166020830152604082015260a00190565b604051602081830303815290604052805190602001209050919050565b5f86815260208190526040902054869060ff1615611f7f576040517f7746f6080000000000000000000000000000000000000000000000000000000081526004016107b791815260200190565b505f868152602081905260409020805460ff191660011790556001600160a01b037f00000000000000000000000000000000000000000000000000000000000000001663d8ac04773387611fd58888888861131e565b6040517fffffffff0000000000000000000000000000000000000000000000000000000060e086901b1681526001600160a01b039093166004840152602483019190915260448201526064015f604051808303815f87803b158015612038575f5ffd5b505af115801561204a573d5f5f3e3d5ffd5b50505050505050505050565b6040805160a0810182526001600160a01b038681168252602082018681528284018681523360608501908152608085018781529551633003716560e11b8152945184166004860152915160248501525160448401525181166064830152915160848201527f000000000000000000000000000000000000000000000000000000000000000090911690636006e2ca9060a4015f604051808303815f87803b1580156120ff575f5ffd5b505af1158015612111573d5f5f3e3d5ffd5b5050505084336001600160a01b0316856001600160a01b03167f5f7d7c686ba08f3fd082d4bc078fb7a9d79dd742ae394a2cd6f780e2d6315d6984604051610c6d91815260200190565b306001600160a01b037f00000000000000000000000000000000000000000000000000000000000000001614806121f457507f00000000000000000000000000000000000000000000000000000000000000006001600160a01b03166121e87f360894a13ba1a3210667c828492db98dca3e2076cc3735a920a3ca505d382bbc546001600160a01b031690565b6001600160a01b031614155b15610e8b5760405163703e46dd60e11b815260040160405180910390fd5b610ed2612581565b816001600160a01b03166352d1902d6040518163ffffffff1660e01b8152600401602060405180830381865afa925050508015612274575060408051601f3d908101601f19168201909252612271918101906140bf565b60015b61229c57604051634c9c8ce360e01b81526001600160a01b03831660048201526024016107b7565b7f360894a13ba1a3210667c828492db98dca3e2076cc3735a920a3ca505d382bbc81146122f8576040517faa1d49a4000000000000000000000000000000000000000000000000000000008152600481018290526024016107b7565b6123028383612e0d565b505050565b5f611eaa827fbfb6cc6c2631d58b9584b7799904db452f8797316b7adbaf7c8ca6dc159ffd7e85604051602001611e759291906140e6565b6123d486867f00000000000000000000000000000000000000000000000000000000000000006001600160a01b031663971217b76040518163ffffffff1660e01b815260040161018060405180830381865afa1580156123a1573d5f5f3e3d5ffd5b505050506040513d601f19601f820116820180604052508101906123c59190613e88565b6040015163ffffffff16612e62565b86869091612406576040516333556ec560e11b81526001600160a01b03909216600483015260248201526044016107b7565b5050604051631015b89160e21b81526001600160a01b038781166004830152602482018790525f917f000000000000000000000000000000000000000000000000000000000000000090911690634056e2449060440160a060405180830381865afa158015612477573d5f5f3e3d5ffd5b505050506040513d601f19601f8201168201806040525081019061249b9190614023565b9150506124ad815f0151868686612f0e565b156124b857506108b5565b81156124fb576040517f8de089df0000000000000000000000000000000000000000000000000000000081526001600160a01b03881660048201526024016107b7565b6040517f35a5a5f50000000000000000000000000000000000000000000000000000000081526001600160a01b03881660048201526024016107b7565b306001600160a01b037f00000000000000000000000000000000000000000000000000000000000000001614610e8b5760405163703e46dd60e11b815260040160405180910390fd5b3361258a6112ea565b6001600160a01b031614610e8b5760405163118cdaa760e01b81523360048201526024016107b7565b7f237e158222e3e6968b72b9db0d8043aacf074ad9f650f0d1606b4d82ee432c0080546001600160a01b03191681556108d882612f5e565b5f81815260016020526040902080546001600160a01b03161580159061261a57508054600160c81b900460ff16155b8290612655576040517f561746130000000000000000000000000000000000000000000000000000000081526004016107b791815260200190565b50919050565b5f807f026eb28a46018dd01dbe7b0de93e730e5fd36b1aa303e35f679e5f7b839b5428602085013560408601356126986080880160608901613fae565b60808801356126ad60c08a0160a08b01613fae565b604080516020810197909752860194909452606085019290925267ffffffffffffffff908116608085015260a08401919091521660c082015260e0016040516020818303038152906040528051906020012090505f61270b82612fce565b90505f5b61271d610100870187613fdd565b90508110156127ba5780612738610100880160e08901613e03565b63ffffffff16901c60011663ffffffff165f146127825761277d612760610100880188613fdd565b8381811061277057612770614212565b9050602002013583612fef565b6127b0565b6127b082612794610100890189613fdd565b848181106127a4576127a4614212565b90506020020135612fef565b915060010161270f565b505f7fa103791db3e07d45df61266428fd3d36d4ebdc1cba15a5af545e8decc1ef5ecc6127ea6020880188613a8d565b836127fb60e08a0160c08b01613e03565b61280b60c08b0160a08c01613fae565b6040805160208101969096526001600160a01b0390941693850193909352606084019190915263ffffffff16608083015267ffffffffffffffff1660a082015260c00160405160208183030381529060405280519060200120905061288a858260405161190160f01b8152600281019290925260228201526042902090565b9695505050505050565b5f807ff0c57e16840df040f15088dc2f81fe391c3923bec73e23a9662efc9c229c6a00611ead565b6128c461301f565b610ed28161305d565b6040517f9591a61000000000000000000000000000000000000000000000000000000000815260c086013560048201525f90819087906001600160a01b03861690639591a61090602401602060405180830381865afa158015612932573d5f5f3e3d5ffd5b505050506040513d601f19601f820116820180604052508101906129569190614226565b91505f6129ee6129696020840184613a8d565b6129796040850160208601613fae565b84604001356040516020016129da9392919060609390931b6bffffffffffffffffffffffff1916835260c09190911b7fffffffffffffffff000000000000000000000000000000000000000000000000166014830152601c820152603c0190565b6040516020818303038152906040526130a7565b905067ffffffffffffffff83161580612a1657506020612a126101008b018b613fdd565b9050115b80612a515750612a4f60c08a0135612a356101008c0160e08d01613e03565b63ffffffff1683612a4a6101008e018e613fdd565b613118565b155b15612a6157600193505050612b75565b5f6001600160a01b038616634056e244612a7e6020860186613a8d565b612a8e60a08e0160808f01613e03565b6040517fffffffff0000000000000000000000000000000000000000000000000000000060e085901b1681526001600160a01b03909216600483015263ffffffff16602482015260440160a060405180830381865afa158015612af3573d5f5f3e3d5ffd5b505050506040513d601f19601f82011682018060405250810190612b179190614023565b915050612b2f818567ffffffffffffffff168a613185565b612b3f5760039450505050612b75565b8051612b6190612b4f858c6131ea565b612b5c60a08e018e613e1e565b612f0e565b612b715760029450505050612b75565b5050505b9550959350505050565b5f60408211801590612bb45750612bb460408701803590612ba39060208a01613fae565b86612bad89612fce565b8787613222565b90505b95945050505050565b5f612bc9611dfc565b90505f7f00000000000000000000000000000000000000000000000000000000000000006001600160a01b031663971217b76040518163ffffffff1660e01b815260040161018060405180830381865afa158015612c29573d5f5f3e3d5ffd5b505050506040513d601f19601f82011682018060405250810190612c4d9190613e88565b6040015163ffffffff1690505f612c676020850185613a8d565b9050612c8981612c7d60a0870160808801613e03565b63ffffffff1684612e62565b15612cca57611d7181612ca260a0870160808801613e03565b63ffffffff16612cbd86885f016131ea90919063ffffffff16565b61085760a0890189613e1e565b5f612d188585857f00000000000000000000000000000000000000000000000000000000000000007f00000000000000000000000000000000000000000000000000000000000000006128cd565b5090505f816005811115612d2e57612d2e613fc9565b1482612d4060a0880160808901613e03565b9091610e71576040516333556ec560e11b81526001600160a01b03909216600483015263ffffffff1660248201526044016107b7565b604080517f8b73c3c69bb8fe3d512ecc4cf759cc79239f7b179b0ffacaa9a75d522b39400f60208201527f41034bd23ecbf5790464f32b19dad6d7170b5d3627ba56dd9cd780ce037a7be7918101919091527fc89efdaa54c0f20c7adf612882df0950f5a951637e0307cdcb4c672f298b8bc660608201524660808201526001600160a01b03821660a08201525f9060c001611f15565b612e1682613363565b6040516001600160a01b038316907fbc7cd75a20ee27fd9adebab32041f755214dbc6bffa90cc0225b39da2e5c2d3b905f90a2805115612e5a5761230282826133d9565b6108d86134ab565b604051631015b89160e21b81526001600160a01b038481166004830152602482018490525f9182917f00000000000000000000000000000000000000000000000000000000000000001690634056e2449060440160a060405180830381865afa158015612ed1573d5f5f3e3d5ffd5b505050506040513d601f19601f82011682018060405250810190612ef59190614023565b915050612f03814285613185565b9150505b9392505050565b5f5f5f612f1c8686866134e3565b5090925090505f816003811115612f3557612f35613fc9565b148015612f535750866001600160a01b0316826001600160a01b0316145b979650505050505050565b7f9016d09d72d40fdae2fd8ceac6b6234c7706214fd39c1cd1e609a0528c19930080546001600160a01b031981166001600160a01b03848116918217845560405192169182907f8be0079c531659141344cd1fd0a4f28419497f9722a3daafe3b4186f6b6457e0905f90a3505050565b5f5f5f538160015260205f60215f60025afa612fe8575f5ffd5b50505f5190565b5f6040516001815383600182015282602182015260205f60418360025afa613015575f5ffd5b50505f5192915050565b61302761352a565b610e8b576040517fd7e6bcf800000000000000000000000000000000000000000000000000000000815260040160405180910390fd5b61306561301f565b6001600160a01b038116610ec9576040517f1e4fbdf70000000000000000000000000000000000000000000000000000000081525f60048201526024016107b7565b5f60025f60f81b836040516020016130c0929190614258565b60408051601f19818403018152908290526130da9161428b565b602060405180830381855afa1580156130f5573d5f5f3e3d5ffd5b5050506040513d601f19601f82011682018060405250810190611ead91906140bf565b5f84821c1561312857505f612bb7565b835f5b8381101561317857600187821c16156131585761315385858381811061277057612770614212565b61316e565b61316e828686848181106127a4576127a4614212565b915060010161312b565b5090951495945050505050565b82515f906001600160a01b031615806131a85750836020015164ffffffffff1683105b156131b457505f612f07565b604084015164ffffffffff1615806131e2575081846040015164ffffffffff166131de9190613f8c565b8311155b949350505050565b5f611eaa827f460b99ca296738767eaf880e88460128e1dee84a436daef9211ef6051185295385604051602001611e75929190614296565b5f8567ffffffffffffffff168567ffffffffffffffff161061324557505f61288a565b845f613252600189614309565b9050855f5b8581101561333d578267ffffffffffffffff165f0361327c575f94505050505061288a565b600180851614806132a057508267ffffffffffffffff168467ffffffffffffffff16145b15613308576132ba87878381811061277057612770614212565b91505b600184161580156132d7575067ffffffffffffffff841615155b156133035760018467ffffffffffffffff16901c935060018367ffffffffffffffff16901c92506132bd565b613321565b61331e828888848181106127a4576127a4614212565b91505b677fffffffffffffff600194851c81169493841c169201613257565b5067ffffffffffffffff821615801561335557508981145b9a9950505050505050505050565b806001600160a01b03163b5f0361339857604051634c9c8ce360e01b81526001600160a01b03821660048201526024016107b7565b7f360894a13ba1a3210667c828492db98dca3e2076cc3735a920a3ca505d382bbc80546001600160a01b0319166001600160a01b0392909216919091179055565b60605f6133e68484613548565b905080801561340757505f3d118061340757505f846001600160a01b03163b115b1561341c5761341461355b565b915050611ead565b801561345f576040517f9996b3150000000000000000000000000000000000000000000000000000000081526001600160a01b03851660048201526024016107b7565b3d156134725761346d613574565b6134a4565b6040517fd6bda27500000000000000000000000000000000000000000000000000000000815260040160405180910390fd5b5092915050565b3415610e8b576040517fb398979f00000000000000000000000000000000000000000000000000000000815260040160405180910390fd5b5f80806041849003613517578435602086013560408701355f1a6135098982858561357f565b955095509550505050613521565b505f915060029050825b93509350939050565b5f613533612894565b5468010000000000000000900460ff16919050565b5f5f5f835160208501865af49392505050565b6040513d81523d5f602083013e3d602001810160405290565b6040513d5f823e3d81fd5b5f80807f7fffffffffffffffffffffffffffffff5d576e7357a4501ddfe92f46681b20a08411156135b857505f9150600390508261363d565b604080515f808252602082018084528a905260ff891692820192909252606081018790526080810186905260019060a0016020604051602081039080840390855afa158015613609573d5f5f3e3d5ffd5b5050604051601f1901519150506001600160a01b03811661363457505f92506001915082905061363d565b92505f91508190505b9450945094915050565b5f60a08284031215612655575f5ffd5b5f5f5f8385036101c081121561366b575f5ffd5b843567ffffffffffffffff811115613681575f5ffd5b61368d87828801613647565b945050610180601f19820112156136a2575f5ffd5b5091946020840194506101a09093013592915050565b6001600160a01b0381168114610ed2575f5ffd5b80356136d7816136b8565b919050565b634e487b7160e01b5f52604160045260245ffd5b6040516101e0810167ffffffffffffffff81118282101715613714576137146136dc565b60405290565b604051610180810167ffffffffffffffff81118282101715613714576137146136dc565b604051601f8201601f1916810167ffffffffffffffff81118282101715613767576137676136dc565b604052919050565b5f5f60408385031215613780575f5ffd5b823561378b816136b8565b9150602083013567ffffffffffffffff8111156137a6575f5ffd5b8301601f810185136137b6575f5ffd5b803567ffffffffffffffff8111156137d0576137d06136dc565b6137e3601f8201601f191660200161373e565b8181528660208385010111156137f7575f5ffd5b816020840160208301375f602083830101528093505050509250929050565b5f60208284031215613826575f5ffd5b5035919050565b5f6102208284031215612655575f5ffd5b5f6020828403121561384e575f5ffd5b813567ffffffffffffffff811115613864575f5ffd5b6131e28482850161382d565b5f5f5f60608486031215613882575f5ffd5b833567ffffffffffffffff811115613898575f5ffd5b6138a48682870161382d565b935050602084013567ffffffffffffffff8111156138c0575f5ffd5b6138cc8682870161382d565b93969395505050506040919091013590565b5f5f5f606084860312156138f0575f5ffd5b833567ffffffffffffffff811115613906575f5ffd5b61391286828701613647565b935050602084013567ffffffffffffffff81111561392e575f5ffd5b6138cc86828701613647565b5f5f83601f84011261394a575f5ffd5b50813567ffffffffffffffff811115613961575f5ffd5b602083019150836020828501011115613978575f5ffd5b9250929050565b5f5f5f5f60408587031215613992575f5ffd5b843567ffffffffffffffff8111156139a8575f5ffd5b6139b48782880161393a565b909550935050602085013567ffffffffffffffff8111156139d3575f5ffd5b6139df8782880161393a565b95989497509550505050565b602081525f82518060208401528060208501604085015e5f604082850101526040601f19601f83011684010191505092915050565b5f6101608284031215612655575f5ffd5b5f5f5f60608486031215613a43575f5ffd5b833567ffffffffffffffff811115613a59575f5ffd5b613a6586828701613a20565b935050602084013567ffffffffffffffff811115613a81575f5ffd5b6138cc86828701613a20565b5f60208284031215613a9d575f5ffd5b8135612f07816136b8565b5f6101208284031215612655575f5ffd5b5f5f5f60608486031215613acb575f5ffd5b83359250602084013567ffffffffffffffff811115613ae8575f5ffd5b613af486828701613aa8565b925050604084013567ffffffffffffffff811115613b10575f5ffd5b840160408187031215613b21575f5ffd5b809150509250925092565b5f5f5f60608486031215613b3e575f5ffd5b833567ffffffffffffffff811115613b54575f5ffd5b613b6086828701613aa8565b935050602084013567ffffffffffffffff811115613b7c575f5ffd5b6138cc86828701613aa8565b80516136d7816136b8565b63ffffffff81168114610ed2575f5ffd5b80516136d781613b93565b805164ffffffffff811681146136d7575f5ffd5b8051600581106136d7575f5ffd5b805161ffff811681146136d7575f5ffd5b80516bffffffffffffffffffffffff811681146136d7575f5ffd5b5f6101e0828403128015613c0f575f5ffd5b50613c186136f0565b613c2183613b88565b8152613c2f60208401613ba4565b6020820152613c4060408401613baf565b6040820152613c5160608401613bc3565b6060820152613c6260808401613bd1565b6080820152613c7360a08401613b88565b60a0820152613c8460c08401613be2565b60c0820152613c9560e08401613baf565b60e0820152613ca76101008401613baf565b610100820152613cba6101208401613ba4565b610120820152613ccd6101408401613ba4565b610140820152613ce06101608401613be2565b61016082015261018083810151908201526101a080840151908201526101c0928301519281019290925250919050565b80356136d781613b93565b67ffffffffffffffff81168114610ed2575f5ffd5b80356136d781613d1b565b8135815260208083013590820152604080830135908201526101808101613d6460608401613d10565b63ffffffff166060830152613d7b60808401613d30565b67ffffffffffffffff166080830152613d9660a08401613d10565b63ffffffff1660a083015260c0838101359083015260e0808401359083015261010080840135908301526101208084013590830152613dd86101408401613d10565b63ffffffff16610140830152613df16101608401613d10565b63ffffffff81166101608401526134a4565b5f60208284031215613e13575f5ffd5b8135612f0781613b93565b5f5f8335601e19843603018112613e33575f5ffd5b83018035915067ffffffffffffffff821115613e4d575f5ffd5b602001915036819003821315613978575f5ffd5b5f5f85851115613e6f575f5ffd5b83861115613e7b575f5ffd5b5050820193919092039150565b5f610180828403128015613e9a575f5ffd5b50613ea361371a565b613eac83613b88565b8152613eba60208401613be2565b6020820152613ecb60408401613ba4565b6040820152613edc60608401613ba4565b6060820152613eed60808401613ba4565b6080820152613efe60a08401613ba4565b60a0820152613f0f60c08401613bd1565b60c0820152613f2060e08401613bd1565b60e0820152613f326101008401613ba4565b610100820152613f456101208401613bd1565b610120820152613f586101408401613be2565b610140820152613f6b6101608401613be2565b6101608201529392505050565b634e487b7160e01b5f52601160045260245ffd5b80820180821115611ead57611ead613f78565b818382375f9101908152919050565b5f60208284031215613fbe575f5ffd5b8135612f0781613d1b565b634e487b7160e01b5f52602160045260245ffd5b5f5f8335601e19843603018112613ff2575f5ffd5b83018035915067ffffffffffffffff82111561400c575f5ffd5b6020019150600581901b3603821315613978575f5ffd5b5f5f82840360a0811215614035575f5ffd5b8351614040816136b8565b92506080601f1982011215614053575f5ffd5b506040516080810167ffffffffffffffff81118282101715614077576140776136dc565b6040526020840151614088816136b8565b815261409660408501613baf565b60208201526140a760608501613baf565b60408201526080939093015160608401525092909150565b5f602082840312156140cf575f5ffd5b5051919050565b803560ff811681146136d7575f5ffd5b828152813560208083019190915282013560408083019190915282013560608083019190915261020082019061411d9084016136cc565b6001600160a01b038116608084015250614139608084016136cc565b6001600160a01b03811660a08401525060a083013560c083810191909152614162908401613d30565b67ffffffffffffffff811660e08401525061417f60e08401613d30565b67ffffffffffffffff811661010084015250610100830135610120838101919091528301356101408084019190915283013561016080840191909152830135610180808401919091526141d39084016140d6565b60ff81166101a0840152506101a08301356101c0838101919091526141f9908401613d30565b67ffffffffffffffff81166101e0840152509392505050565b634e487b7160e01b5f52603260045260245ffd5b5f60208284031215614236575f5ffd5b8151612f0781613d1b565b5f81518060208401855e5f93019283525090919050565b7fff00000000000000000000000000000000000000000000000000000000000000831681525f6131e26001830184614241565b5f611eaa8284614241565b82815260a0810182356142a8816136b8565b6001600160a01b03811660208401525060208301356142c681613d1b565b67ffffffffffffffff166040838101919091528301356060808401919091528301356142f181613d1b565b67ffffffffffffffff81166080840152509392505050565b67ffffffffffffffff8281168282160390811115611ead57611ead613f7856' as const
