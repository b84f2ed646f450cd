// Generated from contracts/ by scripts/contracts.mjs. Do not edit.

export const disputesAbi = [
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
        "internalType": "contract IStepVerifier",
        "name": "steps",
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
        "internalType": "uint256",
        "name": "reason",
        "type": "uint256"
      }
    ],
    "name": "AnswerWrong",
    "type": "error"
  },
  {
    "inputs": [
      {
        "internalType": "uint256",
        "name": "reason",
        "type": "uint256"
      }
    ],
    "name": "DemandMalformed",
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
        "name": "place",
        "type": "bytes32"
      }
    ],
    "name": "DemandRepeated",
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
    "name": "DisclosureRequired",
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
        "internalType": "bytes32",
        "name": "receiptId",
        "type": "bytes32"
      },
      {
        "internalType": "uint256",
        "name": "state",
        "type": "uint256"
      }
    ],
    "name": "DisputeStateWrong",
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
        "internalType": "address",
        "name": "caller",
        "type": "address"
      }
    ],
    "name": "NodeNotYours",
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
    "name": "NotFaulty",
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
        "internalType": "uint256",
        "name": "until",
        "type": "uint256"
      }
    ],
    "name": "ResponseTooLate",
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
        "name": "receiptId",
        "type": "bytes32"
      },
      {
        "components": [
          {
            "internalType": "uint32",
            "name": "tree",
            "type": "uint32"
          },
          {
            "internalType": "uint8",
            "name": "depth",
            "type": "uint8"
          },
          {
            "internalType": "uint64",
            "name": "index",
            "type": "uint64"
          },
          {
            "internalType": "uint64",
            "name": "target",
            "type": "uint64"
          },
          {
            "internalType": "bytes",
            "name": "leaf",
            "type": "bytes"
          }
        ],
        "indexed": false,
        "internalType": "struct Place",
        "name": "place",
        "type": "tuple"
      },
      {
        "indexed": false,
        "internalType": "bytes32[]",
        "name": "children",
        "type": "bytes32[]"
      },
      {
        "indexed": false,
        "internalType": "bytes",
        "name": "leaf",
        "type": "bytes"
      }
    ],
    "name": "Answered",
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
        "name": "challenger",
        "type": "address"
      },
      {
        "indexed": false,
        "internalType": "uint256",
        "name": "until",
        "type": "uint256"
      }
    ],
    "name": "Challenged",
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
    "name": "Cleared",
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
        "components": [
          {
            "internalType": "uint32",
            "name": "tree",
            "type": "uint32"
          },
          {
            "internalType": "uint8",
            "name": "depth",
            "type": "uint8"
          },
          {
            "internalType": "uint64",
            "name": "index",
            "type": "uint64"
          },
          {
            "internalType": "uint64",
            "name": "target",
            "type": "uint64"
          },
          {
            "internalType": "bytes",
            "name": "leaf",
            "type": "bytes"
          }
        ],
        "indexed": false,
        "internalType": "struct Place",
        "name": "place",
        "type": "tuple"
      },
      {
        "indexed": false,
        "internalType": "uint256",
        "name": "until",
        "type": "uint256"
      }
    ],
    "name": "Demanded",
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
        "name": "claimant",
        "type": "address"
      },
      {
        "indexed": false,
        "internalType": "bytes32",
        "name": "reason",
        "type": "bytes32"
      }
    ],
    "name": "Faulted",
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
        "indexed": false,
        "internalType": "bytes32",
        "name": "traceRoot",
        "type": "bytes32"
      },
      {
        "indexed": false,
        "internalType": "bytes",
        "name": "facts",
        "type": "bytes"
      }
    ],
    "name": "TraceCommitted",
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
    "name": "BEGINNINGS",
    "outputs": [
      {
        "internalType": "contract Beginnings",
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
    "name": "STEPS",
    "outputs": [
      {
        "internalType": "contract IStepVerifier",
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
        "name": "delegatesHash",
        "type": "bytes32"
      }
    ],
    "name": "accessOf",
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
        "name": "receiptId",
        "type": "bytes32"
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
        "components": [
          {
            "internalType": "uint32",
            "name": "tree",
            "type": "uint32"
          },
          {
            "internalType": "uint8",
            "name": "depth",
            "type": "uint8"
          },
          {
            "internalType": "uint64",
            "name": "index",
            "type": "uint64"
          },
          {
            "internalType": "uint64",
            "name": "target",
            "type": "uint64"
          },
          {
            "internalType": "bytes",
            "name": "leaf",
            "type": "bytes"
          }
        ],
        "internalType": "struct Place",
        "name": "place",
        "type": "tuple"
      },
      {
        "internalType": "bytes32[]",
        "name": "children",
        "type": "bytes32[]"
      },
      {
        "internalType": "bytes",
        "name": "target",
        "type": "bytes"
      }
    ],
    "name": "answer",
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
            "name": "checkpoint",
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
          },
          {
            "components": [
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
              }
            ],
            "internalType": "struct RequestRest",
            "name": "rest",
            "type": "tuple"
          },
          {
            "components": [
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
                "internalType": "bytes32",
                "name": "tokenizerHash",
                "type": "bytes32"
              },
              {
                "internalType": "bytes32",
                "name": "templateHash",
                "type": "bytes32"
              },
              {
                "internalType": "bytes32",
                "name": "interfaceHash",
                "type": "bytes32"
              }
            ],
            "internalType": "struct ModelRegistry.Parts",
            "name": "parts",
            "type": "tuple"
          }
        ],
        "internalType": "struct Case",
        "name": "case_",
        "type": "tuple"
      },
      {
        "internalType": "address[]",
        "name": "delegates",
        "type": "address[]"
      }
    ],
    "name": "challenge",
    "outputs": [
      {
        "internalType": "bytes32",
        "name": "receiptId",
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
        "name": "receiptId",
        "type": "bytes32"
      }
    ],
    "name": "close",
    "outputs": [],
    "stateMutability": "nonpayable",
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
      },
      {
        "components": [
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
            "internalType": "bytes32",
            "name": "tokenizerHash",
            "type": "bytes32"
          },
          {
            "internalType": "bytes32",
            "name": "templateHash",
            "type": "bytes32"
          },
          {
            "internalType": "bytes32",
            "name": "interfaceHash",
            "type": "bytes32"
          }
        ],
        "internalType": "struct ModelRegistry.Parts",
        "name": "parts",
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
            "internalType": "bytes16",
            "name": "traceSalt",
            "type": "bytes16"
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
            "internalType": "bytes32[]",
            "name": "headerProof",
            "type": "bytes32[]"
          },
          {
            "internalType": "uint32",
            "name": "rows",
            "type": "uint32"
          },
          {
            "internalType": "bytes16",
            "name": "inputSalt",
            "type": "bytes16"
          },
          {
            "internalType": "bytes16",
            "name": "outputSalt",
            "type": "bytes16"
          },
          {
            "components": [
              {
                "internalType": "uint32",
                "name": "op",
                "type": "uint32"
              },
              {
                "internalType": "bytes",
                "name": "descriptor",
                "type": "bytes"
              },
              {
                "internalType": "bytes32[]",
                "name": "graphProof",
                "type": "bytes32[]"
              },
              {
                "internalType": "bytes",
                "name": "leaf",
                "type": "bytes"
              },
              {
                "internalType": "bytes32[]",
                "name": "traceProof",
                "type": "bytes32[]"
              }
            ],
            "internalType": "struct PortOpening[]",
            "name": "inputs",
            "type": "tuple[]"
          },
          {
            "components": [
              {
                "internalType": "uint32",
                "name": "op",
                "type": "uint32"
              },
              {
                "internalType": "bytes",
                "name": "descriptor",
                "type": "bytes"
              },
              {
                "internalType": "bytes32[]",
                "name": "graphProof",
                "type": "bytes32[]"
              },
              {
                "internalType": "bytes",
                "name": "leaf",
                "type": "bytes"
              },
              {
                "internalType": "bytes32[]",
                "name": "traceProof",
                "type": "bytes32[]"
              }
            ],
            "internalType": "struct PortOpening[]",
            "name": "outputs",
            "type": "tuple[]"
          }
        ],
        "internalType": "struct TraceOpening",
        "name": "opening",
        "type": "tuple"
      }
    ],
    "name": "commitTrace",
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
        "components": [
          {
            "internalType": "uint32",
            "name": "tree",
            "type": "uint32"
          },
          {
            "internalType": "uint8",
            "name": "depth",
            "type": "uint8"
          },
          {
            "internalType": "uint64",
            "name": "index",
            "type": "uint64"
          },
          {
            "internalType": "uint64",
            "name": "target",
            "type": "uint64"
          },
          {
            "internalType": "bytes",
            "name": "leaf",
            "type": "bytes"
          }
        ],
        "internalType": "struct Place",
        "name": "place",
        "type": "tuple"
      },
      {
        "internalType": "bytes32[]",
        "name": "siblings",
        "type": "bytes32[]"
      },
      {
        "internalType": "address",
        "name": "payer",
        "type": "address"
      },
      {
        "internalType": "address[]",
        "name": "delegates",
        "type": "address[]"
      }
    ],
    "name": "demand",
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
        "internalType": "bytes32",
        "name": "key",
        "type": "bytes32"
      }
    ],
    "name": "getDemand",
    "outputs": [
      {
        "components": [
          {
            "internalType": "address",
            "name": "by",
            "type": "address"
          },
          {
            "internalType": "uint16",
            "name": "round",
            "type": "uint16"
          },
          {
            "internalType": "bool",
            "name": "answered",
            "type": "bool"
          },
          {
            "internalType": "bytes32",
            "name": "node",
            "type": "bytes32"
          }
        ],
        "internalType": "struct Disputes.Demand",
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
        "internalType": "bytes32",
        "name": "receiptId",
        "type": "bytes32"
      }
    ],
    "name": "getDispute",
    "outputs": [
      {
        "components": [
          {
            "internalType": "address",
            "name": "node",
            "type": "address"
          },
          {
            "internalType": "uint32",
            "name": "window",
            "type": "uint32"
          },
          {
            "internalType": "uint40",
            "name": "turnAt",
            "type": "uint40"
          },
          {
            "internalType": "enum Disputes.State",
            "name": "state",
            "type": "uint8"
          },
          {
            "internalType": "uint16",
            "name": "round",
            "type": "uint16"
          },
          {
            "internalType": "address",
            "name": "challenger",
            "type": "address"
          },
          {
            "internalType": "uint96",
            "name": "challengeDeposit",
            "type": "uint96"
          },
          {
            "internalType": "uint40",
            "name": "nodeUsed",
            "type": "uint40"
          },
          {
            "internalType": "uint40",
            "name": "otherUsed",
            "type": "uint40"
          },
          {
            "internalType": "uint32",
            "name": "openDemands",
            "type": "uint32"
          },
          {
            "internalType": "uint96",
            "name": "demandDeposit",
            "type": "uint96"
          },
          {
            "internalType": "bytes32",
            "name": "requestHash",
            "type": "bytes32"
          },
          {
            "internalType": "bytes32",
            "name": "factsHash",
            "type": "bytes32"
          },
          {
            "internalType": "bytes32",
            "name": "access",
            "type": "bytes32"
          },
          {
            "internalType": "uint256",
            "name": "answered",
            "type": "uint256"
          }
        ],
        "internalType": "struct Disputes.Dispute",
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
    "inputs": [
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
        "components": [
          {
            "internalType": "uint32",
            "name": "tree",
            "type": "uint32"
          },
          {
            "internalType": "uint8",
            "name": "depth",
            "type": "uint8"
          },
          {
            "internalType": "uint64",
            "name": "index",
            "type": "uint64"
          },
          {
            "internalType": "uint64",
            "name": "target",
            "type": "uint64"
          },
          {
            "internalType": "bytes",
            "name": "leaf",
            "type": "bytes"
          }
        ],
        "internalType": "struct Place",
        "name": "place",
        "type": "tuple"
      }
    ],
    "name": "keyOf",
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
        "internalType": "bytes32",
        "name": "receiptId",
        "type": "bytes32"
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
        "components": [
          {
            "internalType": "uint32",
            "name": "op",
            "type": "uint32"
          },
          {
            "internalType": "uint8",
            "name": "part",
            "type": "uint8"
          },
          {
            "internalType": "uint32",
            "name": "row",
            "type": "uint32"
          },
          {
            "internalType": "uint32",
            "name": "element",
            "type": "uint32"
          },
          {
            "internalType": "uint32",
            "name": "hint",
            "type": "uint32"
          }
        ],
        "internalType": "struct Step",
        "name": "step",
        "type": "tuple"
      },
      {
        "internalType": "bytes",
        "name": "evidence",
        "type": "bytes"
      },
      {
        "internalType": "bytes32",
        "name": "salt",
        "type": "bytes32"
      }
    ],
    "name": "proveFault",
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
    "name": "proveSilence",
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
    "inputs": [
      {
        "internalType": "bytes32",
        "name": "receiptId",
        "type": "bytes32"
      },
      {
        "internalType": "bytes32",
        "name": "key",
        "type": "bytes32"
      }
    ],
    "name": "reclaim",
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
        "internalType": "bytes32",
        "name": "receiptId",
        "type": "bytes32"
      },
      {
        "components": [
          {
            "internalType": "uint32",
            "name": "op",
            "type": "uint32"
          },
          {
            "internalType": "uint8",
            "name": "part",
            "type": "uint8"
          },
          {
            "internalType": "uint32",
            "name": "row",
            "type": "uint32"
          },
          {
            "internalType": "uint32",
            "name": "element",
            "type": "uint32"
          },
          {
            "internalType": "uint32",
            "name": "hint",
            "type": "uint32"
          }
        ],
        "internalType": "struct Step",
        "name": "step",
        "type": "tuple"
      },
      {
        "internalType": "bytes",
        "name": "evidence",
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

export const disputesBytecode =
  '0x61014060405230608052348015610014575f5ffd5b5060405161545d38038061545d8339810160408190526100339161020a565b61003b610144565b6001600160a01b0380841660e052828116610100819052908216610120526040805163a9b5898f60e01b8152905163a9b5898f916004808201926020929091908290030181865afa158015610092573d5f5f3e3d5ffd5b505050506040513d601f19601f820116820180604052508101906100b69190610254565b6001600160a01b031660a0816001600160a01b031681525050816001600160a01b031663863191b86040518163ffffffff1660e01b8152600401602060405180830381865afa15801561010b573d5f5f3e3d5ffd5b505050506040513d601f19601f8201168201806040525081019061012f9190610254565b6001600160a01b031660c05250610276915050565b7ff0c57e16840df040f15088dc2f81fe391c3923bec73e23a9662efc9c229c6a00805468010000000000000000900460ff16156101945760405163f92ee8a960e01b815260040160405180910390fd5b80546001600160401b03908116146101f35780546001600160401b0319166001600160401b0390811782556040519081527fc7f505b2f371ae2175ee4913f4499e1f2633a7b5936321eed1cdaeb6115181d29060200160405180910390a15b50565b6001600160a01b03811681146101f3575f5ffd5b5f5f5f6060848603121561021c575f5ffd5b8351610227816101f6565b6020850151909350610238816101f6565b6040850151909250610249816101f6565b809150509250925092565b5f60208284031215610264575f5ffd5b815161026f816101f6565b9392505050565b60805160a05160c05160e051610100516101205161512261033b5f395f818161061d01526108f601525f81816101eb01528181610c5a015261144801525f81816103070152818161082c01528181610f0c01528181610fc5015281816112e40152818161135f01528181611b0901528181611d21015281816121690152818161220101526122e001525f81816103810152818161125401526115cf01525f81816104250152610ba801525f81816126c1015281816126ea015261286801526151225ff3fe6080604052600436106101a4575f3560e01c8063863191b8116100e7578063abda8aec11610087578063ca9df71e11610062578063ca9df71e146105ba578063e30c3978146105d9578063f2fde38b146105ed578063fe27c0f61461060c575f5ffd5b8063abda8aec14610466578063ad3cb1cc14610546578063c4d66de81461059b575f5ffd5b8063970b5d21116100c2578063970b5d21146103d65780639a969077146103f5578063a9b5898f14610414578063aaff35cf14610447575f5ffd5b8063863191b8146103705780638a5ddeb6146103a35780638da5cb5b146103c2575f5ffd5b806339c79e0c116101525780635db93dfa1161012d5780635db93dfa146102f657806364babd3b14610329578063715018a61461034857806379ba50971461035c575f5ffd5b806339c79e0c146102b05780634f1ef286146102cf57806352d1902d146102e2575f5ffd5b80630c7fe003116101825780630c7fe00314610246578063136ba6aa146102655780633297465514610291575f5ffd5b8063050afed7146101a8578063082a2cdf146101da5780630c2c71b614610225575b5f5ffd5b3480156101b3575f5ffd5b506101c76101c23660046138a2565b61063f565b6040519081526020015b60405180910390f35b3480156101e5575f5ffd5b5061020d7f000000000000000000000000000000000000000000000000000000000000000081565b6040516001600160a01b0390911681526020016101d1565b348015610230575f5ffd5b5061024461023f3660046138f9565b610689565b005b348015610251575f5ffd5b50610244610260366004613921565b61081d565b348015610270575f5ffd5b5061028461027f3660046138f9565b6109e3565b6040516101d191906139cd565b34801561029c575f5ffd5b506101c76102ab366004613b5b565b610b95565b3480156102bb575f5ffd5b506102446102ca3660046138f9565b611095565b6102446102dd366004613c52565b6113f7565b3480156102ed575f5ffd5b506101c7611416565b348015610301575f5ffd5b5061020d7f000000000000000000000000000000000000000000000000000000000000000081565b348015610334575f5ffd5b50610244610343366004613d0a565b611444565b348015610353575f5ffd5b50610244611779565b348015610367575f5ffd5b5061024461178c565b34801561037b575f5ffd5b5061020d7f000000000000000000000000000000000000000000000000000000000000000081565b3480156103ae575f5ffd5b506101c76103bd366004613d70565b6117d4565b3480156103cd575f5ffd5b5061020d611844565b3480156103e1575f5ffd5b506101c76103f0366004613d9b565b611878565b348015610400575f5ffd5b5061024461040f366004613de9565b611950565b34801561041f575f5ffd5b5061020d7f000000000000000000000000000000000000000000000000000000000000000081565b348015610452575f5ffd5b50610244610461366004613eb4565b611bf0565b348015610471575f5ffd5b50610504610480366004613eb4565b604080516080810182525f808252602082018190529181018290526060810191909152505f91825260016020818152604080852093855292815292829020825160808101845281546001600160a01b0381168252600160a01b810461ffff1695820195909552600160b01b90940460ff161515928401929092520154606082015290565b6040516101d1919081516001600160a01b0316815260208083015161ffff16908201526040808301511515908201526060918201519181019190915260800190565b348015610551575f5ffd5b5061058e6040518060400160405280600581526020017f352e302e3000000000000000000000000000000000000000000000000000000081525081565b6040516101d19190613f02565b3480156105a6575f5ffd5b506102446105b5366004613f1b565b611d82565b3480156105c5575f5ffd5b506102446105d4366004613f36565b611ea8565b3480156105e4575f5ffd5b5061020d612071565b3480156105f8575f5ffd5b50610244610607366004613f1b565b612099565b348015610617575f5ffd5b5061020d7f000000000000000000000000000000000000000000000000000000000000000081565b5f84848484604051610652929190613fee565b6040519081900381206106699392916020016140a1565b604051602081830303815290604052805190602001209050949350505050565b5f8181526020819052604081209060018254600160e81b900460ff1660048111156106b6576106b6613999565b036106e95781546106e290600160a01b810463ffffffff1690600160c01b900464ffffffffff166140d7565b90506107b6565b60028254600160e81b900460ff16600481111561070857610708613999565b83549114908490600160e81b900460ff16600481111561072a5761072a613999565b90916107575760405163110a2b3160e31b8152600481019290925260248201526044015b60405180910390fd5b50506002820154600160501b900463ffffffff16156107b0576002820154825464ffffffffff918216916107a19163ffffffff600160a01b82041691600160c01b909104166140d7565b6107ab91906140ea565b6107b3565b5f195b90505b80421181906107db5760405163ce3da61f60e01b815260040161074e91815260200190565b50600182015461081890849084906001600160a01b03167f73696c656e63650000000000000000000000000000000000000000000000000061211e565b505050565b5f6108288787612388565b90507f00000000000000000000000000000000000000000000000000000000000000006001600160a01b031663d8ac047733846108678b8a8a8a61063f565b6040516001600160e01b031960e086901b1681526001600160a01b039093166004840152602483019190915260448201526064015f604051808303815f87803b1580156108b2575f5ffd5b505af11580156108c4573d5f5f3e3d5ffd5b50506040517fc46bf8b30000000000000000000000000000000000000000000000000000000081526001600160a01b037f000000000000000000000000000000000000000000000000000000000000000016925063c46bf8b39150610933908990899089908990600401614208565b602060405180830381865afa15801561094e573d5f5f3e3d5ffd5b505050506040513d601f19601f820116820180604052508101906109729190614239565b87906109ad576040517f14cbf1cc00000000000000000000000000000000000000000000000000000000815260040161074e91815260200190565b506109da8782337f737465700000000000000000000000000000000000000000000000000000000061211e565b50505050505050565b604080516101e0810182525f80825260208201819052918101829052606081018290526080810182905260a0810182905260c0810182905260e08101829052610100810182905261012081018290526101408101829052610160810182905261018081018290526101a081018290526101c08101919091525f828152602081815260409182902082516101e08101845281546001600160a01b0381168252600160a01b810463ffffffff1693820193909352600160c01b830464ffffffffff1693810193909352906060830190600160e81b900460ff166004811115610acb57610acb613999565b6004811115610adc57610adc613999565b81528154600160f01b900461ffff16602082015260018201546001600160a01b0381166040830152600160a01b90046bffffffffffffffffffffffff9081166060830152600283015464ffffffffff80821660808501526501000000000082041660a0840152600160501b810463ffffffff1660c0840152600160701b90041660e08201526003820154610100820152600482015461012082015260058201546101408201526006909101546101609091015292915050565b5f36610ba18580614258565b5f0190505f7f00000000000000000000000000000000000000000000000000000000000000006001600160a01b031663971217b76040518163ffffffff1660e01b815260040161018060405180830381865afa158015610c03573d5f5f3e3d5ffd5b505050506040513d601f19601f82011682018060405250810190610c2791906142b9565b6040517feb5177d70000000000000000000000000000000000000000000000000000000081529091506001600160a01b037f0000000000000000000000000000000000000000000000000000000000000000169063eb5177d790610c8f9089906004016146be565b602060405180830381865afa158015610caa573d5f5f3e3d5ffd5b505050506040513d601f19601f82011682018060405250810190610cce91906147e8565b92505f610cdf8360c08901356117d4565b9050610cfc81610cf560a0860160808701613f1b565b888861255c565b5f848152602081905260408120908154600160e81b900460ff166004811115610d2757610d27613999565b03610d7e57805460ff60e81b1916600160e81b178155610d4d6080850160608601613f1b565b81546001600160a01b0319166001600160a01b03919091161781556020840135600382015560058101829055610dfb565b60038154600160e81b900460ff166004811115610d9d57610d9d613999565b82549114908690600160e81b900460ff166004811115610dbf57610dbf613999565b9091610de75760405163110a2b3160e31b81526004810192909252602482015260440161074e565b5050805460ff60e81b1916600160e91b1781555b61010083015181547fffffff000000000000000000ffffffffffffffffffffffffffffffffffffffff16600160a01b63ffffffff9092169190910264ffffffffff60c01b191617600160c01b4264ffffffffff1602178082556001908290601e90610e72908490600160f01b900461ffff166147ff565b82546101009290920a61ffff8181021990931691909216919091021790555061014083015133600160a01b6bffffffffffffffffffffffff928316021760018301556101608401516002830180547fffffffffffff000000000000000000000000ffffffff0000000000000000000016600160701b929093169190910269ffffffffffffffffffff19169190911790556001600160a01b037f00000000000000000000000000000000000000000000000000000000000000001663a7e21e80610f416080870160608801613f1b565b6040516001600160e01b031960e084901b1681526001600160a01b0390911660048201526024015f604051808303815f87803b158015610f7f575f5ffd5b505af1158015610f91573d5f5f3e3d5ffd5b50505050610140830151604051630a43004160e31b81523360048201526bffffffffffffffffffffffff90911660248201527f00000000000000000000000000000000000000000000000000000000000000006001600160a01b0316906352180208906044015f604051808303815f87803b15801561100e575f5ffd5b505af1158015611020573d5f5f3e3d5ffd5b503392506110379150506080860160608701613f1b565b6001600160a01b0316867f4541772a392e330ed5c60ef81cbd5d46cb53f265c02d4de1bc50e479380b4b4286610100015163ffffffff164261107991906140d7565b60405190815260200160405180910390a4505050509392505050565b5f81815260208190526040902060028154600160e81b900460ff1660048111156110c1576110c1613999565b82549114908390600160e81b900460ff1660048111156110e3576110e3613999565b909161110b5760405163110a2b3160e31b81526004810192909252602482015260440161074e565b505060028101545f90600160501b900463ffffffff16810361119f57600282015482546501000000000090910464ffffffffff169061115990600490600160a01b900463ffffffff1661482d565b835463ffffffff9182169161118691600160a01b810490911690600160c01b900464ffffffffff166140d7565b61119091906140d7565b61119a91906140ea565b6111a2565b5f195b905080421181906111c95760405163ce3da61f60e01b815260040161074e91815260200190565b50815460ff60e81b19167d030000000000000000000000000000000000000000000000000000000000178255600682015460018301545f9161121f91600160a01b90046bffffffffffffffffffffffff166140d7565b5f600685018190558454604051631015b89160e21b81526001600160a01b0391821660048201526024810183905292935090917f000000000000000000000000000000000000000000000000000000000000000090911690634056e2449060440160a060405180830381865afa15801561129b573d5f5f3e3d5ffd5b505050506040513d601f19601f820116820180604052508101906112bf9190614868565b508454604051631916558760e01b81526001600160a01b0391821660048201529192507f000000000000000000000000000000000000000000000000000000000000000016906319165587906024015f604051808303815f87803b158015611325575f5ffd5b505af1158015611337573d5f5f3e3d5ffd5b505060405163f00388f760e01b81526001600160a01b038481166004830152602482018690527f000000000000000000000000000000000000000000000000000000000000000016925063f00388f791506044015f604051808303815f87803b1580156113a2575f5ffd5b505af11580156113b4573d5f5f3e3d5ffd5b505085546040516001600160a01b0390911692508791507ffdd164e2e83e579758158f59a5e3253399f4de3e8e5a154f5dc03bbd5d442c39905f90a35050505050565b6113ff6126b6565b6114088261276d565b6114128282612775565b5050565b5f61141f61285d565b507f360894a13ba1a3210667c828492db98dca3e2076cc3735a920a3ca505d382bbc90565b5f5f7f00000000000000000000000000000000000000000000000000000000000000006001600160a01b031663d60169598686866040518463ffffffff1660e01b815260040161149693929190614a2d565b6101a060405180830381865afa1580156114b2573d5f5f3e3d5ffd5b505050506040513d601f19601f820116820180604052508101906114d69190614bc9565b5f828152602081905260409020919350915060018154600160e81b900460ff16600481111561150757611507613999565b82549114908490600160e81b900460ff16600481111561152957611529613999565b90916115515760405163110a2b3160e31b81526004810192909252602482015260440161074e565b505080545f9061157c90600160a01b810463ffffffff1690600160c01b900464ffffffffff166140d7565b90508042111581906115a4576040516307f138d560e21b815260040161074e91815260200190565b508154604051631015b89160e21b81526001600160a01b0391821660048201525f60248201819052917f00000000000000000000000000000000000000000000000000000000000000001690634056e2449060440160a060405180830381865afa158015611614573d5f5f3e3d5ffd5b505050506040513d601f19601f820116820180604052508101906116389190614868565b5083549091506001600160a01b031633148061165c5750336001600160a01b038216145b83546001600160a01b03169033906116b3576040517f4fe0b2890000000000000000000000000000000000000000000000000000000081526001600160a01b0392831660048201529116602482015260440161074e565b50505f846040516020016116c79190614cae565b60408051808303601f190181529082905280516020820120600487015585547fffff000000000000ffffffffffffffffffffffffffffffffffffffffffffffff8116600160c01b4264ffffffffff1602908117600160e91b17885588519294506001600160a01b039182169116179188917fbc2fc699f7df7155ab124259916b6a5903310474064ce25e297332c0bf17a8639161176691908690614d79565b60405180910390a3505050505050505050565b6117816128a6565b61178a5f6128d8565b565b3380611796612071565b6001600160a01b0316146117c85760405163118cdaa760e01b81526001600160a01b038216600482015260240161074e565b6117d1816128d8565b50565b5f60026117e96101a085016101808601614d99565b60ff1610156117f957505f61183e565b61180960a0840160808501613f1b565b604080516001600160a01b03909216602083015281018390526060016040516020818303038152906040528051906020012090505b92915050565b5f807f9016d09d72d40fdae2fd8ceac6b6234c7706214fd39c1cd1e609a0528c1993005b546001600160a01b031692915050565b5f806118998361188e6080870160608801614db2565b63ffffffff16612910565b5090505f6118a7848361299e565b90505f8160046118bd6040880160208901614d99565b60ff166118ca91906140d7565b101590506119466118de6020870187614db2565b63ffffffff166118f46040880160208901614d99565b60ff166119076060890160408a01614dcd565b67ffffffffffffffff168461191c575f611937565b61192c60808a0160608b01614dcd565b611937906001614de8565b67ffffffffffffffff16612ac1565b9695505050505050565b5f61195b8989612388565b905061196d816005015485858561255c565b6002810154815461199b9165010000000000900464ffffffffff1690600160a01b900463ffffffff16612aea565b5f6119a68989611878565b5f8b8152600160209081526040808320848452909152902080549192509082906001600160a01b031615611a09576040517f7b63151f00000000000000000000000000000000000000000000000000000000815260040161074e91815260200190565b508054336001600160a01b031982168117835584547fffffffffffffffffffff000000000000000000000000000000000000000000009092167fffffffffffffffffffff0000ffffffffffffffffffffffffffffffffffffffff90911617600160f01b90910461ffff16600160a01b02178155611a898b8b8b8b8b612b22565b600182810191909155600284018054600a90611ab3908490600160501b900463ffffffff16614e08565b82546101009290920a63ffffffff818102199093169190921691909102179055506002830154604051630a43004160e31b8152336004820152600160701b9091046bffffffffffffffffffffffff1660248201527f00000000000000000000000000000000000000000000000000000000000000006001600160a01b0316906352180208906044015f604051808303815f87803b158015611b52575f5ffd5b505af1158015611b64573d5f5f3e3d5ffd5b5050845460028601543393506001600160a01b03821692508e917f97e0f401c89bc68faeb131501a201163dbc3e32ea9e8ca95b124b9015da09ecd918e9164ffffffffff90911690611bc390600160a01b900463ffffffff16426140d7565b611bcd91906140ea565b604051611bdb929190614ea8565b60405180910390a45050505050505050505050565b5f82815260208190526040902060048154600160e81b900460ff166004811115611c1c57611c1c613999565b82549114908490600160e81b900460ff166004811115611c3e57611c3e613999565b9091611c665760405163110a2b3160e31b81526004810192909252602482015260440161074e565b50505f838152600160209081526040808320858452909152902080546001600160a01b03168015801590611cb1575082548254600160a01b900461ffff908116600160f01b90920416145b8490611cd357604051635617461360e01b815260040161074e91815260200190565b5081546001600160a01b0319168255600283015460405163f00388f760e01b81526001600160a01b038381166004830152600160701b9092046bffffffffffffffffffffffff1660248201527f0000000000000000000000000000000000000000000000000000000000000000919091169063f00388f7906044015f604051808303815f87803b158015611d65575f5ffd5b505af1158015611d77573d5f5f3e3d5ffd5b505050505050505050565b5f611d8b612d38565b805490915060ff68010000000000000000820416159067ffffffffffffffff165f81158015611db75750825b90505f8267ffffffffffffffff166001148015611dd35750303b155b905081158015611de1575080155b15611e18576040517ff92ee8a900000000000000000000000000000000000000000000000000000000815260040160405180910390fd5b845467ffffffffffffffff191660011785558315611e4c57845468ff00000000000000001916680100000000000000001785555b611e5586612d60565b8315611ea057845468ff000000000000000019168555604051600181527fc7f505b2f371ae2175ee4913f4499e1f2633a7b5936321eed1cdaeb6115181d29060200160405180910390a15b505050505050565b5f611eb38888612388565b60028101548154919250611edd9164ffffffffff90911690600160a01b900463ffffffff16612aea565b5f611ee88888611878565b5f8a815260016020908152604080832084845290915290208054919250906001600160a01b031615801590611f2657508054600160b01b900460ff16155b8290611f4857604051635617461360e01b815260040161074e91815260200190565b5080547fffffffffffffffffff00ffffffffffffffffffffffffffffffffffffffffffff16600160b01b17815560028301805460019190600a90611f9b90849063ffffffff600160501b90910416614ec9565b92506101000a81548163ffffffff021916908363ffffffff16021790555082600201600e9054906101000a90046bffffffffffffffffffffffff166bffffffffffffffffffffffff16836006015f828254611ff691906140d7565b9091555061202590508a61201060808c0160608d01614db2565b63ffffffff168a84600101548b8b8b8b612d71565b897fc8954ca2abaf5f20cd69c73cd9b5d1a9329ee6a96115627fc21dff162b77aa65898989898960405161205d959493929190614ee5565b60405180910390a250505050505050505050565b5f807f237e158222e3e6968b72b9db0d8043aacf074ad9f650f0d1606b4d82ee432c00611868565b6120a16128a6565b7f237e158222e3e6968b72b9db0d8043aacf074ad9f650f0d1606b4d82ee432c0080546001600160a01b0319166001600160a01b03831690811782556120e5611844565b6001600160a01b03167f38d16b8cac22d99fc7c124b9cd0de2d3fa1faef420bfe791d8c362d765e2270060405160405180910390a35050565b82547d04000000000000000000000000000000000000000000000000000000000060ff60e81b198216178455604051631916558760e01b81526001600160a01b0391821660048201527f0000000000000000000000000000000000000000000000000000000000000000909116906319165587906024015f604051808303815f87803b1580156121ac575f5ffd5b505af11580156121be573d5f5f3e3d5ffd5b50505050600183015460405163f00388f760e01b81526001600160a01b038083166004830152600160a01b9092046bffffffffffffffffffffffff1660248201527f00000000000000000000000000000000000000000000000000000000000000009091169063f00388f7906044015f604051808303815f87803b158015612244575f5ffd5b505af1158015612256573d5f5f3e3d5ffd5b50506040805160a08101825286546001600160a01b0390811682526003880154602083019081528284018a8152888316606085019081526080850189815295517f6006e2ca000000000000000000000000000000000000000000000000000000008152945184166004860152915160248501525160448401525181166064830152915160848201527f00000000000000000000000000000000000000000000000000000000000000009091169250636006e2ca915060a4015f604051808303815f87803b158015612325575f5ffd5b505af1158015612337573d5f5f3e3d5ffd5b505084546040518481526001600160a01b038681169450909116915086907f3924680e532251ca39493ceb497fc0e31109c468592be51686834f165a36feb69060200160405180910390a450505050565b5f82815260208190526040902060028154600160e81b900460ff1660048111156123b4576123b4613999565b82549114908490600160e81b900460ff1660048111156123d6576123d6613999565b90916123fe5760405163110a2b3160e31b81526004810192909252602482015260440161074e565b50505f826040516020016124129190614f1f565b60408051601f19818403018152919052805160209091012060048301549091508190808214612476576040517f3cf521200000000000000000000000000000000000000000000000000000000081526004810192909252602482015260440161074e565b505081545f9061249490600160c01b900464ffffffffff1642614f2e565b6002840154909150600160501b900463ffffffff165f036124f857808360020160058282829054906101000a900464ffffffffff166124d39190614f4b565b92506101000a81548164ffffffffff021916908364ffffffffff160217905550612536565b6002830180548291905f9061251590849064ffffffffff16614f4b565b92506101000a81548164ffffffffff021916908364ffffffffff1602179055505b5050805464ffffffffff60c01b1916600160c01b4264ffffffffff160217815592915050565b83156126b0575f81156125c55760026125758484612f1e565b6040516125829190614f7f565b602060405180830381855afa15801561259d573d5f5f3e3d5ffd5b5050506040513d601f19601f820116820180604052508101906125c091906147e8565b6125c7565b5f5b604080516001600160a01b038716602082015290810182905290915085906060016040516020818303038152906040528051906020012014339061262a5760405163fbf4f1bb60e01b81526001600160a01b03909116600482015260240161074e565b50336001600160a01b038516145f5b83811015612684573385858381811061265457612654614f8a565b90506020020160208101906126699190613f1b565b6001600160a01b03160361267c57600191505b600101612639565b5033816109da5760405163fbf4f1bb60e01b81526001600160a01b03909116600482015260240161074e565b50505050565b306001600160a01b037f000000000000000000000000000000000000000000000000000000000000000016148061274f57507f00000000000000000000000000000000000000000000000000000000000000006001600160a01b03166127437f360894a13ba1a3210667c828492db98dca3e2076cc3735a920a3ca505d382bbc546001600160a01b031690565b6001600160a01b031614155b1561178a5760405163703e46dd60e11b815260040160405180910390fd5b6117d16128a6565b816001600160a01b03166352d1902d6040518163ffffffff1660e01b8152600401602060405180830381865afa9250505080156127cf575060408051601f3d908101601f191682019092526127cc918101906147e8565b60015b6127f757604051634c9c8ce360e01b81526001600160a01b038316600482015260240161074e565b7f360894a13ba1a3210667c828492db98dca3e2076cc3735a920a3ca505d382bbc8114612853576040517faa1d49a40000000000000000000000000000000000000000000000000000000081526004810182905260240161074e565b6108188383612fb8565b306001600160a01b037f0000000000000000000000000000000000000000000000000000000000000000161461178a5760405163703e46dd60e11b815260040160405180910390fd5b336128af611844565b6001600160a01b03161461178a5760405163118cdaa760e01b815233600482015260240161074e565b7f237e158222e3e6968b72b9db0d8043aacf074ad9f650f0d1606b4d82ee432c0080546001600160a01b03191681556114128261300d565b5f8061291f6020850185614db2565b63ffffffff165f0361293e576129348361307d565b5f91509150612997565b61296f61294e6080860186614f9e565b600161295d6020890189614db2565b6129679190614ec9565b600316613094565b9050610100600161298082846140d7565b61298a91906140ea565b6129949190614fe1565b91505b9250929050565b5f6129a8826132a0565b905060046129bc6040850160208601614d99565b60ff166129c99190614ff4565b1580156129e85750806129e26040850160208601614d99565b60ff1611155b8015612a0d575080612a006040850160208601614d99565b60ff161080612a0d575080155b8015612a31575081612a256080850160608601614dcd565b67ffffffffffffffff16105b8015612a975750612a486060840160408501614dcd565b67ffffffffffffffff16612a626040850160208601614d99565b612a6f9060ff16836140ea565b612a7f6080860160608701614dcd565b67ffffffffffffffff16901c67ffffffffffffffff16145b600190612aba576040516304aaf10960e01b815260040161074e91815260200190565b5092915050565b604080516020810186905290810184905260608101839052608081018290525f9060a001610669565b8082111561141257612afc81836140ea565b612b0690426140ea565b6040516307f138d560e21b815260040161074e91815260200190565b5f858152600260209081526040822090612b3e90860186614db2565b63ffffffff1615612bc4575f8181612b67612b5c60208a018a614db2565b63ffffffff166132c3565b815260208101919091526040015f20549050612b866080870187614f9e565b604051612b94929190613fee565b60405180910390208114600290612bc1576040516304aaf10960e01b815260040161074e91815260200190565b50505b612bd46040860160208701614d99565b60ff165f03612c2a57612bea6020860186614db2565b63ffffffff1615612c1f57612c026080860186614f9e565b612c1191604291602291615007565b612c1a9161502e565b612c22565b85355b915050612d2f565b5f612c8e612c3b6020880188614db2565b63ffffffff166004612c5360408a0160208b01614d99565b60ff16612c6091906140ea565b6004612c7260608b0160408c01614dcd565b67ffffffffffffffff16901c67ffffffffffffffff165f612ac1565b90505f8585604051602001612ca492919061504b565b60408051601f1981840301815291905280516020909101209050601085148015612cda57505f8281526020849052604090205481145b600290612cfd576040516304aaf10960e01b815260040161074e91815260200190565b508585612d1060608a0160408b01614dcd565b600f16818110612d2257612d22614f8a565b9050602002013593505050505b95945050505050565b5f807ff0c57e16840df040f15088dc2f81fe391c3923bec73e23a9662efc9c229c6a0061183e565b612d686132d1565b6117d18161330f565b5f5f612d7d888a612910565b90925090505f612d9360408a0160208b01614d99565b60ff16612d9f846132a0565b612da991906140ea565b90506004811115612dc98982612dc0576004612dc2565b835b8a8a613359565b80612e72578787604051602001612de192919061504b565b60408051601f1981840301815291815281516020928301205f8f8152600284529182209092909190612e5890612e19908f018f614db2565b63ffffffff168e6020016020810190612e329190614d99565b60ff168f6040016020810190612e489190614dcd565b67ffffffffffffffff165f612ac1565b81526020019081526020015f208190555050505050612f14565b612e808a848a8a8a8a6134ac565b612e8d60208b018b614db2565b63ffffffff16158015612e9f57508415155b15612f0f578585604051612eb4929190613fee565b604051809103902060025f8e81526020019081526020015f205f612efe8d6060016020810190612ee49190614dcd565b612ef99067ffffffffffffffff1660016140d7565b6132c3565b815260208101919091526040015f20555b505050505b5050505050505050565b6060612f2b82601461508b565b67ffffffffffffffff811115612f4357612f43613be3565b6040519080825280601f01601f191660200182016040528015612f6d576020820181803683370190505b5090505f5b82811015612aba575f848483818110612f8d57612f8d614f8a565b9050602002016020810190612fa29190613f1b565b60601b6014830284016020015250600101612f72565b612fc1826135df565b6040516001600160a01b038316907fbc7cd75a20ee27fd9adebab32041f755214dbc6bffa90cc0225b39da2e5c2d3b905f90a2805115613005576108188282613655565b611412613720565b7f9016d09d72d40fdae2fd8ceac6b6234c7706214fd39c1cd1e609a0528c19930080546001600160a01b031981166001600160a01b03848116918217845560405192169182907f8be0079c531659141344cd1fd0a4f28419497f9722a3daafe3b4186f6b6457e0905f90a3505050565b5f6130898260016140d7565b61183e90600461508b565b5f6003604284146130bb576040516304aaf10960e01b815260040161074e91815260200190565b505f848460018181106130d0576130d0614f8a565b919091013560f81c91505f90506130eb601e601a8789615007565b6130f4916150a2565b60e01c90505f6131086022601e888a615007565b613111916150a2565b60e01c905060018310801590613128575060068311155b60039061314b576040516304aaf10960e01b815260040161074e91815260200190565b50806001148061315b5750806002145b60039061317e576040516304aaf10960e01b815260040161074e91815260200190565b506003826131a2576040516304aaf10960e01b815260040161074e91815260200190565b5060015f5b848110156132435788886131bc83600461508b565b6131c79060026140d7565b906131d384600461508b565b6131de9060066140d7565b926131eb93929190615007565b6131f4916150a2565b6132019060e01c8361508b565b9150811580159061321757506401000000008211155b60039061323a576040516304aaf10960e01b815260040161074e91815260200190565b506001016131a7565b505f8660011461325c57613257848361508b565b613287565b60026132698560016140d7565b613273908661508b565b61327d9190614fe1565b613287908361508b565b9050613293838261508b565b9998505050505050505050565b5f5b81816001901b10156132be576132b7816150d7565b90506132a2565b919050565b5f61183e825f195f5f612ac1565b6132d9613758565b61178a576040517fd7e6bcf800000000000000000000000000000000000000000000000000000000815260040160405180910390fd5b6133176132d1565b6001600160a01b0381166117c8576040517f1e4fbdf70000000000000000000000000000000000000000000000000000000081525f600482015260240161074e565b600180841b82146133805760405163aa73fcb760e01b815260040161074e91815260200190565b505f8282808060200260200160405190810160405280939291908181526020018383602002808284375f9201919091525092935084925050505b600181111561346c575f5b6133d0600283614fe1565b81101561345957613434836133e683600261508b565b815181106133f6576133f6614f8a565b60200260200101518483600261340c919061508b565b6134179060016140d7565b8151811061342757613427614f8a565b6020026020010151613776565b83828151811061344657613446614f8a565b60209081029190910101526001016133c5565b50613465600282614fe1565b90506133ba565b5084815f8151811061348057613480614f8a565b602002602001015114600190611ea05760405163aa73fcb760e01b815260040161074e91815260200190565b5f84846134ba6001826140ea565b6134ca60808b0160608c01614dcd565b67ffffffffffffffff16168181106134e4576134e4614f8a565b6020908102929092013592506042916135009150890189614db2565b63ffffffff1615613559575f61351c60808a0160608b01614dcd565b6135329067ffffffffffffffff1661010061508b565b61353c90896140ea565b9050610100811061354f57610100613551565b805b915050613571565b81158015613565575082155b15613571575050611ea0565b82811480156135bc5750816135ba85858080601f0160208091040260200160405190810160405280939291908181526020018383808284375f920191909152506137a692505050565b145b600290611d775760405163aa73fcb760e01b815260040161074e91815260200190565b806001600160a01b03163b5f0361361457604051634c9c8ce360e01b81526001600160a01b038216600482015260240161074e565b7f360894a13ba1a3210667c828492db98dca3e2076cc3735a920a3ca505d382bbc80546001600160a01b0319166001600160a01b0392909216919091179055565b60605f6136628484613817565b905080801561368357505f3d118061368357505f846001600160a01b03163b115b156136985761369061382a565b91505061183e565b80156136db576040517f9996b3150000000000000000000000000000000000000000000000000000000081526001600160a01b038516600482015260240161074e565b3d156136ee576136e9613843565b612aba565b6040517fd6bda27500000000000000000000000000000000000000000000000000000000815260040160405180910390fd5b341561178a576040517fb398979f00000000000000000000000000000000000000000000000000000000815260040160405180910390fd5b5f613761612d38565b5468010000000000000000900460ff16919050565b5f6040516001815383600182015282602182015260205f60418360025afa61379c575f5ffd5b50505f5192915050565b5f60025f60f81b836040516020016137bf9291906150ef565b60408051601f19818403018152908290526137d991614f7f565b602060405180830381855afa1580156137f4573d5f5f3e3d5ffd5b5050506040513d601f19601f8201168201806040525081019061183e91906147e8565b5f5f5f835160208501865af49392505050565b6040513d81523d5f602083013e3d602001810160405290565b6040513d5f823e3d81fd5b5f60a0828403121561385e575f5ffd5b50919050565b5f5f83601f840112613874575f5ffd5b50813567ffffffffffffffff81111561388b575f5ffd5b602083019150836020828501011115612997575f5ffd5b5f5f5f5f60e085870312156138b5575f5ffd5b843593506138c6866020870161384e565b925060c085013567ffffffffffffffff8111156138e1575f5ffd5b6138ed87828801613864565b95989497509550505050565b5f60208284031215613909575f5ffd5b5035919050565b5f610180828403121561385e575f5ffd5b5f5f5f5f5f5f6102808789031215613937575f5ffd5b863595506139488860208901613910565b9450613958886101a0890161384e565b935061024087013567ffffffffffffffff811115613974575f5ffd5b61398089828a01613864565b979a969950949794969561026090950135949350505050565b634e487b7160e01b5f52602160045260245ffd5b600581106139c957634e487b7160e01b5f52602160045260245ffd5b9052565b81516001600160a01b031681526101e0810160208301516139f6602084018263ffffffff169052565b506040830151613a0f604084018264ffffffffff169052565b506060830151613a2260608401826139ad565b506080830151613a38608084018261ffff169052565b5060a0830151613a5360a08401826001600160a01b03169052565b5060c0830151613a7360c08401826bffffffffffffffffffffffff169052565b5060e0830151613a8c60e084018264ffffffffff169052565b50610100830151613aa761010084018264ffffffffff169052565b50610120830151613ac161012084018263ffffffff169052565b50610140830151613ae36101408401826bffffffffffffffffffffffff169052565b506101608301516101608301526101808301516101808301526101a08301516101a08301526101c08301516101c083015292915050565b5f5f83601f840112613b2a575f5ffd5b50813567ffffffffffffffff811115613b41575f5ffd5b6020830191508360208260051b8501011115612997575f5ffd5b5f5f5f60408486031215613b6d575f5ffd5b833567ffffffffffffffff811115613b83575f5ffd5b613b8f86828701613910565b935050602084013567ffffffffffffffff811115613bab575f5ffd5b613bb786828701613b1a565b9497909650939450505050565b6001600160a01b03811681146117d1575f5ffd5b80356132be81613bc4565b634e487b7160e01b5f52604160045260245ffd5b604051610180810167ffffffffffffffff81118282101715613c1b57613c1b613be3565b60405290565b604051601f8201601f1916810167ffffffffffffffff81118282101715613c4a57613c4a613be3565b604052919050565b5f5f60408385031215613c63575f5ffd5b8235613c6e81613bc4565b9150602083013567ffffffffffffffff811115613c89575f5ffd5b8301601f81018513613c99575f5ffd5b803567ffffffffffffffff811115613cb357613cb3613be3565b613cc6601f8201601f1916602001613c21565b818152866020838501011115613cda575f5ffd5b816020840160208301375f602083830101528093505050509250929050565b5f6101e0828403121561385e575f5ffd5b5f5f5f6102a08486031215613d1d575f5ffd5b613d278585613cf9565b9250613d37856101e0860161384e565b915061028084013567ffffffffffffffff811115613d53575f5ffd5b84016101408187031215613d65575f5ffd5b809150509250925092565b5f5f6102008385031215613d82575f5ffd5b613d8c8484613cf9565b946101e0939093013593505050565b5f5f6101a08385031215613dad575f5ffd5b613db78484613910565b915061018083013567ffffffffffffffff811115613dd3575f5ffd5b613ddf8582860161384e565b9150509250929050565b5f5f5f5f5f5f5f5f610220898b031215613e01575f5ffd5b88359750613e128a60208b01613910565b96506101a089013567ffffffffffffffff811115613e2e575f5ffd5b613e3a8b828c0161384e565b9650506101c089013567ffffffffffffffff811115613e57575f5ffd5b613e638b828c01613b1a565b9096509450506101e0890135613e7881613bc4565b925061020089013567ffffffffffffffff811115613e94575f5ffd5b613ea08b828c01613b1a565b999c989b5096995094979396929594505050565b5f5f60408385031215613ec5575f5ffd5b50508035926020909101359150565b5f81518084528060208401602086015e5f602082860101526020601f19601f83011685010191505092915050565b602081525f613f146020830184613ed4565b9392505050565b5f60208284031215613f2b575f5ffd5b8135613f1481613bc4565b5f5f5f5f5f5f5f610200888a031215613f4d575f5ffd5b87359650613f5e8960208a01613910565b95506101a088013567ffffffffffffffff811115613f7a575f5ffd5b613f868a828b0161384e565b9550506101c088013567ffffffffffffffff811115613fa3575f5ffd5b613faf8a828b01613b1a565b9095509350506101e088013567ffffffffffffffff811115613fcf575f5ffd5b613fdb8a828b01613864565b989b979a50959850939692959293505050565b818382375f9101908152919050565b63ffffffff811681146117d1575f5ffd5b80356132be81613ffd565b803560ff811681146132be575f5ffd5b803561403481613ffd565b63ffffffff16825260ff61404a60208301614019565b166020830152604081013561405e81613ffd565b63ffffffff166040830152606081013561407781613ffd565b63ffffffff166060830152608081013561409081613ffd565b63ffffffff81166080840152505050565b83815260e081016140b56020830185614029565b8260c0830152949350505050565b634e487b7160e01b5f52601160045260245ffd5b8082018082111561183e5761183e6140c3565b8181038181111561183e5761183e6140c3565b67ffffffffffffffff811681146117d1575f5ffd5b80356132be816140fd565b8035825260208082013590830152604080820135908301526141416060820161400e565b63ffffffff16606083015261415860808201614112565b67ffffffffffffffff16608083015261417360a0820161400e565b63ffffffff1660a083015260c0818101359083015260e08082013590830152610100808201359083015261012080820135908301526141b5610140820161400e565b63ffffffff166101408301526141ce610160820161400e565b63ffffffff8116610160840152505050565b81835281816020850137505f828201602090810191909152601f909101601f19169091010190565b614212818661411d565b614220610180820185614029565b6102406102208201525f611946610240830184866141e0565b5f60208284031215614249575f5ffd5b81518015158114613f14575f5ffd5b5f823561021e1983360301811261426d575f5ffd5b9190910192915050565b80516132be81613bc4565b80516bffffffffffffffffffffffff811681146132be575f5ffd5b80516132be81613ffd565b805161ffff811681146132be575f5ffd5b5f6101808284031280156142cb575f5ffd5b506142d4613bf7565b6142dd83614277565b81526142eb60208401614282565b60208201526142fc6040840161429d565b604082015261430d6060840161429d565b606082015261431e6080840161429d565b608082015261432f60a0840161429d565b60a082015261434060c084016142a8565b60c082015261435160e084016142a8565b60e0820152614363610100840161429d565b61010082015261437661012084016142a8565b6101208201526143896101408401614282565b61014082015261439c6101608401614282565b6101608201529392505050565b8035825260208082013590830152604080820135908301526143cd60608201613bd8565b6001600160a01b031660608301526143e760808201613bd8565b6001600160a01b0316608083015260a0818101359083015261440b60c08201614112565b67ffffffffffffffff1660c083015261442660e08201614112565b67ffffffffffffffff1660e0830152610100818101359083015261012080820135908301526101408082013590830152610160808201359083015261446e6101808201614019565b60ff166101808301526101a0818101359083015261448f6101c08201614112565b67ffffffffffffffff81166101c0840152505050565b5f5f8335601e198436030181126144ba575f5ffd5b830160208101925035905067ffffffffffffffff8111156144d9575f5ffd5b803603821315612997575f5ffd5b5f823561011e198336030181126144fc575f5ffd5b90910192915050565b5f5f8335601e1984360301811261451a575f5ffd5b830160208101925035905067ffffffffffffffff811115614539575f5ffd5b8060051b3603821315612997575f5ffd5b8183525f7f07ffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff83111561457a575f5ffd5b8260051b80836020870137939093016020019392505050565b5f813561459f81613bc4565b6001600160a01b0316835260208201356145b8816140fd565b67ffffffffffffffff1660208401526040828101359084015260608201356145df816140fd565b67ffffffffffffffff1660608401526145fa6080830161400e565b63ffffffff16608084015261461260a08301836144a5565b61012060a0860152614629610120860182846141e0565b60c085810135908701529150614643905060e0840161400e565b63ffffffff1660e085015261465c610100840184614505565b85830361010087015261194683828461454a565b5f8235603e198336030181126144fc575f5ffd5b5f8135614690816140fd565b67ffffffffffffffff1683526146a96020830183614505565b60406020860152612d2f60408601828461454a565b602081525f823561021e198436030181126146d7575f5ffd5b610180602084015283016146ef6101a08401826143a9565b6101e08101356146fe81613ffd565b63ffffffff166103808401526147186102008201826144a5565b91506102206103a08501526147326103c0850183836141e0565b91505061474260208501856144e7565b838203601f190160408501526147588282614593565b9150506147686040850185614670565b838203601f1901606085015261477e8282614684565b9150506147af6080840160608601803582526020808201359083015260408082013590830152606090810135910152565b613f14610100840160e0860180358252602080820135908301526040808201359083015260608082013590830152608090810135910152565b5f602082840312156147f8575f5ffd5b5051919050565b61ffff818116838216019081111561183e5761183e6140c3565b634e487b7160e01b5f52601260045260245ffd5b5f63ffffffff83168061484257614842614819565b8063ffffffff84160491505092915050565b805164ffffffffff811681146132be575f5ffd5b5f5f82840360a081121561487a575f5ffd5b835161488581613bc4565b92506080601f1982011215614898575f5ffd5b506040516080810167ffffffffffffffff811182821017156148bc576148bc613be3565b60405260208401516148cd81613bc4565b81526148db60408501614854565b60208201526148ec60608501614854565b60408201526080939093015160608401525092909150565b80356fffffffffffffffffffffffffffffffff19811681146132be575f5ffd5b5f8383855260208501945060208460051b820101835f609e19863603015b87821015614a2057848403601f190189528235818112614960575f5ffd5b8701803561496d81613ffd565b63ffffffff16855261498260208201826144a5565b60a0602088015261499760a0880182846141e0565b9150506149a76040830183614505565b87830360408901526149ba83828461454a565b925050506149cb60608301836144a5565b87830360608901526149de8382846141e0565b925050506149ef6080830183614505565b92508682036080880152614a0482848361454a565b9650505050602083019250602089019850600182019150614942565b5091979650505050505050565b614a3781856143a9565b82356101e082015260208301356102008201526040830135610220820152606083013561024082015260808301356102608201526102a061028082018190528235908201525f614a8960208401614904565b6fffffffffffffffffffffffffffffffff19166102c0830152614aae6040840161400e565b63ffffffff166102e0830152614ac660608401614112565b67ffffffffffffffff16610300830152614ae36080840184614505565b610140610320850152614afb6103e08501828461454a565b915050614b0a60a0850161400e565b63ffffffff16610340840152614b2260c08501614904565b6fffffffffffffffffffffffffffffffff1916610360840152614b4760e08501614904565b6fffffffffffffffffffffffffffffffff1916610380840152614b6e610100850185614505565b84830361029f19016103a0860152614b87838284614924565b92505050614b99610120850185614505565b84830361029f19016103c0860152614bb2838284614924565b98975050505050505050565b80516132be816140fd565b5f5f8284036101a0811215614bdc575f5ffd5b83519250610180601f1982011215614bf2575f5ffd5b50614bfb613bf7565b602084810151825260408086015191830191909152606085015190820152614c256080850161429d565b6060820152614c3660a08501614bbe565b6080820152614c4760c0850161429d565b60a082015260e08481015160c08301526101008086015191830191909152610120808601519183019190915261014085015190820152614c8a610160850161429d565b610140820152614c9d610180850161429d565b610160820152809150509250929050565b5f610180820190508251825260208301516020830152604083015160408301526060830151614ce5606084018263ffffffff169052565b506080830151614d01608084018267ffffffffffffffff169052565b5060a0830151614d1960a084018263ffffffff169052565b5060c083015160c083015260e083015160e0830152610100830151610100830152610120830151610120830152610140830151614d5f61014084018263ffffffff169052565b50610160830151612aba61016084018263ffffffff169052565b828152604060208201525f614d916040830184613ed4565b949350505050565b5f60208284031215614da9575f5ffd5b613f1482614019565b5f60208284031215614dc2575f5ffd5b8135613f1481613ffd565b5f60208284031215614ddd575f5ffd5b8135613f14816140fd565b67ffffffffffffffff818116838216019081111561183e5761183e6140c3565b63ffffffff818116838216019081111561183e5761183e6140c3565b5f8135614e3081613ffd565b63ffffffff16835260ff614e4660208401614019565b1660208401526040820135614e5a816140fd565b67ffffffffffffffff1660408401526060820135614e77816140fd565b67ffffffffffffffff166060840152614e9360808301836144a5565b60a06080860152612d2f60a0860182846141e0565b604081525f614eba6040830185614e24565b90508260208301529392505050565b63ffffffff828116828216039081111561183e5761183e6140c3565b606081525f614ef76060830188614e24565b8281036020840152614f0a81878961454a565b90508281036040840152614bb28185876141e0565b610180810161183e828461411d565b64ffffffffff828116828216039081111561183e5761183e6140c3565b64ffffffffff818116838216019081111561183e5761183e6140c3565b5f81518060208401855e5f93019283525090919050565b5f613f148284614f68565b634e487b7160e01b5f52603260045260245ffd5b5f5f8335601e19843603018112614fb3575f5ffd5b83018035915067ffffffffffffffff821115614fcd575f5ffd5b602001915036819003821315612997575f5ffd5b5f82614fef57614fef614819565b500490565b5f8261500257615002614819565b500690565b5f5f85851115615015575f5ffd5b83861115615021575f5ffd5b5050820193919092039150565b8035602083101561183e575f19602084900360031b1b1692915050565b5f7f07ffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff831115615078575f5ffd5b8260051b80858437919091019392505050565b808202811582820484141761183e5761183e6140c3565b80356001600160e01b03198116906004841015612aba576001600160e01b0319808560040360031b1b82161691505092915050565b5f600182016150e8576150e86140c3565b5060010190565b7fff00000000000000000000000000000000000000000000000000000000000000831681525f614d916001830184614f6856' as const
