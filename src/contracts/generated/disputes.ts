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
      },
      {
        "internalType": "contract IFormVerifier",
        "name": "forms",
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
        "name": "leaves",
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
    "name": "FORMS",
    "outputs": [
      {
        "internalType": "contract IFormVerifier",
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
        "name": "leaves",
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
            "internalType": "uint32",
            "name": "answered",
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
            "internalType": "uint8",
            "name": "kind",
            "type": "uint8"
          },
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
            "name": "tree",
            "type": "uint32"
          },
          {
            "internalType": "uint8",
            "name": "height",
            "type": "uint8"
          },
          {
            "internalType": "uint64",
            "name": "index",
            "type": "uint64"
          }
        ],
        "internalType": "struct Form",
        "name": "form",
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
    "name": "proveForm",
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
        "internalType": "bytes32[]",
        "name": "keys",
        "type": "bytes32[]"
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
        "internalType": "bytes32",
        "name": "receiptId",
        "type": "bytes32"
      },
      {
        "components": [
          {
            "internalType": "uint8",
            "name": "kind",
            "type": "uint8"
          },
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
            "name": "tree",
            "type": "uint32"
          },
          {
            "internalType": "uint8",
            "name": "height",
            "type": "uint8"
          },
          {
            "internalType": "uint64",
            "name": "index",
            "type": "uint64"
          }
        ],
        "internalType": "struct Form",
        "name": "form",
        "type": "tuple"
      },
      {
        "internalType": "bytes",
        "name": "evidence",
        "type": "bytes"
      }
    ],
    "name": "shownOfForm",
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
  '0x61016060405230608052348015610014575f5ffd5b50604051615b0c380380615b0c83398101604081905261003391610212565b61003b61014c565b6001600160a01b0380851660e05283811661010081905283821661012052908216610140526040805163a9b5898f60e01b8152905163a9b5898f916004808201926020929091908290030181865afa158015610099573d5f5f3e3d5ffd5b505050506040513d601f19601f820116820180604052508101906100bd919061026e565b6001600160a01b031660a0816001600160a01b031681525050826001600160a01b031663863191b86040518163ffffffff1660e01b8152600401602060405180830381865afa158015610112573d5f5f3e3d5ffd5b505050506040513d601f19601f82011682018060405250810190610136919061026e565b6001600160a01b031660c0525061029092505050565b7ff0c57e16840df040f15088dc2f81fe391c3923bec73e23a9662efc9c229c6a00805468010000000000000000900460ff161561019c5760405163f92ee8a960e01b815260040160405180910390fd5b80546001600160401b03908116146101fb5780546001600160401b0319166001600160401b0390811782556040519081527fc7f505b2f371ae2175ee4913f4499e1f2633a7b5936321eed1cdaeb6115181d29060200160405180910390a15b50565b6001600160a01b03811681146101fb575f5ffd5b5f5f5f5f60808587031215610225575f5ffd5b8451610230816101fe565b6020860151909450610241816101fe565b6040860151909350610252816101fe565b6060860151909250610263816101fe565b939692955090935050565b5f6020828403121561027e575f5ffd5b8151610289816101fe565b9392505050565b60805160a05160c05160e05161010051610120516101405161579f61036d5f395f81816106490152610b3501525f81816106af015261098801525f818161020c01528181610f3a015261179601525f8181610366015281816108be01528181610a6b01528181611201015281816112ba01528181611632015281816116ad01528181611c990152818161227e0152818161245d015281816124f501526125d401525f81816103e0015281816115a2015261191d01525f81816104a30152610e8801525f8181612b1c01528181612b450152612cc3015261579f5ff3fe6080604052600436106101c5575f3560e01c8063863191b8116100f2578063abda8aec11610092578063dc16a25511610062578063dc16a25514610638578063e30c39781461066b578063f2fde38b1461067f578063fe27c0f61461069e575f5ffd5b8063abda8aec146104c5578063ad3cb1cc146105a5578063c4d66de8146105fa578063d6b6059d14610619575f5ffd5b80638b2756ee116100cd5780638b2756ee146104405780638da5cb5b1461045f578063a17a5d4014610473578063a9b5898f14610492575f5ffd5b8063863191b8146103cf5780638a490409146104025780638a5ddeb614610421575f5ffd5b806332974655116101685780635db93dfa116101385780635db93dfa1461035557806364babd3b14610388578063715018a6146103a757806379ba5097146103bb575f5ffd5b806332974655146102f057806339c79e0c1461030f5780634f1ef2861461032e57806352d1902d14610341575f5ffd5b80630c7fe003116101a35780630c7fe0031461026757806311649d0214610286578063136ba6aa146102a557806324f60c59146102d1575f5ffd5b8063050afed7146101c9578063082a2cdf146101fb5780630c2c71b614610246575b5f5ffd5b3480156101d4575f5ffd5b506101e86101e3366004613d5e565b6106d1565b6040519081526020015b60405180910390f35b348015610206575f5ffd5b5061022e7f000000000000000000000000000000000000000000000000000000000000000081565b6040516001600160a01b0390911681526020016101f2565b348015610251575f5ffd5b50610265610260366004613db5565b61071b565b005b348015610272575f5ffd5b50610265610281366004613ddd565b6108af565b348015610291575f5ffd5b506102656102a0366004613e65565b610a5c565b3480156102b0575f5ffd5b506102c46102bf366004613db5565b610c00565b6040516101f29190613f11565b3480156102dc575f5ffd5b506101e86102eb36600461407c565b610dc2565b3480156102fb575f5ffd5b506101e861030a36600461410b565b610e75565b34801561031a575f5ffd5b50610265610329366004613db5565b61138a565b61026561033c366004614202565b611745565b34801561034c575f5ffd5b506101e8611764565b348015610360575f5ffd5b5061022e7f000000000000000000000000000000000000000000000000000000000000000081565b348015610393575f5ffd5b506102656103a23660046142ba565b611792565b3480156103b2575f5ffd5b50610265611ac7565b3480156103c6575f5ffd5b50610265611ada565b3480156103da575f5ffd5b5061022e7f000000000000000000000000000000000000000000000000000000000000000081565b34801561040d575f5ffd5b5061026561041c366004614320565b611b22565b34801561042c575f5ffd5b506101e861043b36600461434f565b611d07565b34801561044b575f5ffd5b5061026561045a36600461437a565b611d76565b34801561046a575f5ffd5b5061022e611f41565b34801561047e575f5ffd5b506101e861048d366004614432565b611f75565b34801561049d575f5ffd5b5061022e7f000000000000000000000000000000000000000000000000000000000000000081565b3480156104d0575f5ffd5b506105636104df366004614472565b604080516080810182525f808252602082018190529181018290526060810191909152505f91825260016020818152604080852093855292815292829020825160808101845281546001600160a01b0381168252600160a01b810461ffff1695820195909552600160b01b90940460ff161515928401929092520154606082015290565b6040516101f2919081516001600160a01b0316815260208083015161ffff16908201526040808301511515908201526060918201519181019190915260800190565b3480156105b0575f5ffd5b506105ed6040518060400160405280600581526020017f352e302e3000000000000000000000000000000000000000000000000000000081525081565b6040516101f291906144c0565b348015610605575f5ffd5b506102656106143660046144d9565b611f9f565b348015610624575f5ffd5b506102656106333660046144f4565b6120c5565b348015610643575f5ffd5b5061022e7f000000000000000000000000000000000000000000000000000000000000000081565b348015610676575f5ffd5b5061022e612365565b34801561068a575f5ffd5b506102656106993660046144d9565b61238d565b3480156106a9575f5ffd5b5061022e7f000000000000000000000000000000000000000000000000000000000000000081565b5f848484846040516106e49291906145bf565b6040519081900381206106fb939291602001614672565b604051602081830303815290604052805190602001209050949350505050565b5f8181526020819052604081209060018254600160e81b900460ff16600481111561074857610748613edd565b0361077b57815461077490600160a01b810463ffffffff1690600160c01b900464ffffffffff166146a8565b9050610848565b60028254600160e81b900460ff16600481111561079a5761079a613edd565b83549114908490600160e81b900460ff1660048111156107bc576107bc613edd565b90916107e95760405163110a2b3160e31b8152600481019290925260248201526044015b60405180910390fd5b50506002820154600160501b900463ffffffff1615610842576002820154825464ffffffffff918216916108339163ffffffff600160a01b82041691600160c01b909104166146a8565b61083d91906146bb565b610845565b5f195b90505b804211819061086d5760405163ce3da61f60e01b81526004016107e091815260200190565b5060018201546108aa90849084906001600160a01b03167f73696c656e636500000000000000000000000000000000000000000000000000612412565b505050565b5f6108ba878761267c565b90507f00000000000000000000000000000000000000000000000000000000000000006001600160a01b031663d8ac047733846108f98b8a8a8a6106d1565b6040516001600160e01b031960e086901b1681526001600160a01b039093166004840152602483019190915260448201526064015f604051808303815f87803b158015610944575f5ffd5b505af1158015610956573d5f5f3e3d5ffd5b50506040517fc46bf8b30000000000000000000000000000000000000000000000000000000081526001600160a01b037f000000000000000000000000000000000000000000000000000000000000000016925063c46bf8b391506109c59089908990899089906004016147d9565b602060405180830381865afa1580156109e0573d5f5f3e3d5ffd5b505050506040513d601f19601f82011682018060405250810190610a049190614814565b8790610a2657604051630532fc7360e21b81526004016107e091815260200190565b50610a538782337f7374657000000000000000000000000000000000000000000000000000000000612412565b50505050505050565b5f610a67878761267c565b90507f00000000000000000000000000000000000000000000000000000000000000006001600160a01b031663d8ac04773384610aa68b8a8a8a611f75565b6040516001600160e01b031960e086901b1681526001600160a01b039093166004840152602483019190915260448201526064015f604051808303815f87803b158015610af1575f5ffd5b505af1158015610b03573d5f5f3e3d5ffd5b50506040517f7502b3d00000000000000000000000000000000000000000000000000000000081526001600160a01b037f0000000000000000000000000000000000000000000000000000000000000000169250637502b3d09150610b729089908990899089906004016148be565b602060405180830381865afa158015610b8d573d5f5f3e3d5ffd5b505050506040513d601f19601f82011682018060405250810190610bb19190614814565b8790610bd357604051630532fc7360e21b81526004016107e091815260200190565b50610a538782337f666f726d00000000000000000000000000000000000000000000000000000000612412565b604080516101e0810182525f80825260208201819052918101829052606081018290526080810182905260a0810182905260c0810182905260e08101829052610100810182905261012081018290526101408101829052610160810182905261018081018290526101a081018290526101c08101919091525f828152602081815260409182902082516101e08101845281546001600160a01b0381168252600160a01b810463ffffffff1693820193909352600160c01b830464ffffffffff1693810193909352906060830190600160e81b900460ff166004811115610ce857610ce8613edd565b6004811115610cf957610cf9613edd565b8152815461ffff600160f01b90910416602082015260018201546001600160a01b03811660408301526bffffffffffffffffffffffff600160a01b90910481166060830152600283015464ffffffffff80821660808501526501000000000082041660a084015263ffffffff600160501b8204811660c08501526e01000000000000000000000000000082041660e0840152600160901b900416610100820152600382015461012082015260048201546101408201526005909101546101609091015292915050565b5f80610de383610dd860808701606088016148ef565b63ffffffff16612850565b509050610df083826128de565b50610e6b610e0160208501856148ef565b63ffffffff16610e17604086016020870161490a565b60ff16610e2a6060870160408801614923565b67ffffffffffffffff166040805160208082019590955280820193909352606080840192909252805180840390920182526080909201909152805191012090565b9150505b92915050565b5f36610e81858061493e565b5f0190505f7f00000000000000000000000000000000000000000000000000000000000000006001600160a01b031663971217b76040518163ffffffff1660e01b815260040161018060405180830381865afa158015610ee3573d5f5f3e3d5ffd5b505050506040513d601f19601f82011682018060405250810190610f07919061499f565b6040517feb5177d70000000000000000000000000000000000000000000000000000000081529091506001600160a01b037f0000000000000000000000000000000000000000000000000000000000000000169063eb5177d790610f6f908990600401614da4565b602060405180830381865afa158015610f8a573d5f5f3e3d5ffd5b505050506040513d601f19601f82011682018060405250810190610fae9190614ece565b92505f610fbf8360c0890135611d07565b9050610fdc81610fd560a08601608087016144d9565b88886129b7565b5f848152602081905260408120908154600160e81b900460ff16600481111561100757611007613edd565b0361105e57805460ff60e81b1916600160e81b17815561102d60808501606086016144d9565b81546001600160a01b0319166001600160a01b039190911617815560208401356003820155600581018290556110db565b60038154600160e81b900460ff16600481111561107d5761107d613edd565b82549114908690600160e81b900460ff16600481111561109f5761109f613edd565b90916110c75760405163110a2b3160e31b8152600481019290925260248201526044016107e0565b5050805460ff60e81b1916600160e91b1781555b61010083015181547fffffff000000000000000000ffffffffffffffffffffffffffffffffffffffff16600160a01b63ffffffff9092169190910264ffffffffff60c01b191617600160c01b4264ffffffffff1602178082556001908290601e90611152908490600160f01b900461ffff16614ee5565b82546101009290920a61ffff8181021990931691909216919091021790555061014083015133600160a01b6bffffffffffffffffffffffff928316021760018301556101608401516002830180547fffff00000000000000000000000000000000ffffffff0000000000000000000016600160901b92909316919091027fffffffffffffffffffffffffffff00000000ffffffff00000000000000000000169190911790556001600160a01b037f00000000000000000000000000000000000000000000000000000000000000001663a7e21e8061123660808701606088016144d9565b6040516001600160e01b031960e084901b1681526001600160a01b0390911660048201526024015f604051808303815f87803b158015611274575f5ffd5b505af1158015611286573d5f5f3e3d5ffd5b50505050610140830151604051630a43004160e31b81523360048201526bffffffffffffffffffffffff90911660248201527f00000000000000000000000000000000000000000000000000000000000000006001600160a01b0316906352180208906044015f604051808303815f87803b158015611303575f5ffd5b505af1158015611315573d5f5f3e3d5ffd5b5033925061132c91505060808601606087016144d9565b6001600160a01b0316867f4541772a392e330ed5c60ef81cbd5d46cb53f265c02d4de1bc50e479380b4b4286610100015163ffffffff164261136e91906146a8565b60405190815260200160405180910390a4505050509392505050565b5f81815260208190526040902060028154600160e81b900460ff1660048111156113b6576113b6613edd565b82549114908390600160e81b900460ff1660048111156113d8576113d8613edd565b90916114005760405163110a2b3160e31b8152600481019290925260248201526044016107e0565b505060028101545f90600160501b900463ffffffff16810361149457600282015482546501000000000090910464ffffffffff169061144e90600490600160a01b900463ffffffff16614f13565b835463ffffffff9182169161147b91600160a01b810490911690600160c01b900464ffffffffff166146a8565b61148591906146a8565b61148f91906146bb565b611497565b5f195b905080421181906114be5760405163ce3da61f60e01b81526004016107e091815260200190565b50815460ff60e81b19167d03000000000000000000000000000000000000000000000000000000000017825560028201545f9061152890600160901b81046bffffffffffffffffffffffff16906e010000000000000000000000000000900463ffffffff16614f3a565b600184015461154c9190600160a01b90046bffffffffffffffffffffffff166146a8565b6002840180547fffffffffffffffffffffffffffff00000000ffffffffffffffffffffffffffff1690558354604051631015b89160e21b81526001600160a01b0391821660048201525f602482018190529293507f000000000000000000000000000000000000000000000000000000000000000090911690634056e2449060440160a060405180830381865afa1580156115e9573d5f5f3e3d5ffd5b505050506040513d601f19601f8201168201806040525081019061160d9190614f65565b508454604051631916558760e01b81526001600160a01b0391821660048201529192507f000000000000000000000000000000000000000000000000000000000000000016906319165587906024015f604051808303815f87803b158015611673575f5ffd5b505af1158015611685573d5f5f3e3d5ffd5b505060405163f00388f760e01b81526001600160a01b038481166004830152602482018690527f000000000000000000000000000000000000000000000000000000000000000016925063f00388f791506044015f604051808303815f87803b1580156116f0575f5ffd5b505af1158015611702573d5f5f3e3d5ffd5b505085546040516001600160a01b0390911692508791507ffdd164e2e83e579758158f59a5e3253399f4de3e8e5a154f5dc03bbd5d442c39905f90a35050505050565b61174d612b11565b61175682612bc8565b6117608282612bd0565b5050565b5f61176d612cb8565b507f360894a13ba1a3210667c828492db98dca3e2076cc3735a920a3ca505d382bbc90565b5f5f7f00000000000000000000000000000000000000000000000000000000000000006001600160a01b031663d60169598686866040518463ffffffff1660e01b81526004016117e49392919061512a565b6101a060405180830381865afa158015611800573d5f5f3e3d5ffd5b505050506040513d601f19601f8201168201806040525081019061182491906152c6565b5f828152602081905260409020919350915060018154600160e81b900460ff16600481111561185557611855613edd565b82549114908490600160e81b900460ff16600481111561187757611877613edd565b909161189f5760405163110a2b3160e31b8152600481019290925260248201526044016107e0565b505080545f906118ca90600160a01b810463ffffffff1690600160c01b900464ffffffffff166146a8565b90508042111581906118f2576040516307f138d560e21b81526004016107e091815260200190565b508154604051631015b89160e21b81526001600160a01b0391821660048201525f60248201819052917f00000000000000000000000000000000000000000000000000000000000000001690634056e2449060440160a060405180830381865afa158015611962573d5f5f3e3d5ffd5b505050506040513d601f19601f820116820180604052508101906119869190614f65565b5083549091506001600160a01b03163314806119aa5750336001600160a01b038216145b83546001600160a01b0316903390611a01576040517f4fe0b2890000000000000000000000000000000000000000000000000000000081526001600160a01b039283166004820152911660248201526044016107e0565b50505f84604051602001611a1591906153ab565b60408051808303601f190181529082905280516020820120600487015585547fffff000000000000ffffffffffffffffffffffffffffffffffffffffffffffff8116600160c01b4264ffffffffff1602908117600160e91b17885588519294506001600160a01b039182169116179188917fbc2fc699f7df7155ab124259916b6a5903310474064ce25e297332c0bf17a86391611ab491908690615476565b60405180910390a3505050505050505050565b611acf612d01565b611ad85f612d33565b565b3380611ae4612365565b6001600160a01b031614611b165760405163118cdaa760e01b81526001600160a01b03821660048201526024016107e0565b611b1f81612d33565b50565b5f83815260208190526040902060048154600160e81b900460ff166004811115611b4e57611b4e613edd565b82549114908590600160e81b900460ff166004811115611b7057611b70613edd565b9091611b985760405163110a2b3160e31b8152600481019290925260248201526044016107e0565b505f90505b82811015611d00575f85815260016020526040812081868685818110611bc557611bc5615496565b602090810292909201358352508101919091526040015f2080549091506001600160a01b03168015801590611c11575083548254600160a01b900461ffff908116600160f01b90920416145b868685818110611c2357611c23615496565b9050602002013590611c4b57604051635617461360e01b81526004016107e091815260200190565b5081546001600160a01b0319168255600284015460405163f00388f760e01b81526001600160a01b038381166004830152600160901b9092046bffffffffffffffffffffffff1660248201527f0000000000000000000000000000000000000000000000000000000000000000919091169063f00388f7906044015f604051808303815f87803b158015611cdd575f5ffd5b505af1158015611cef573d5f5f3e3d5ffd5b505050505050806001019050611b9d565b5050505050565b5f6002611d1c6101a08501610180860161490a565b60ff161015611d2c57505f610e6f565b611d3c60a08401608085016144d9565b604080516001600160a01b039092166020830152810183905260600160405160208183030381529060405280519060200120905092915050565b5f611d81888861267c565b60028101548154919250611dab9164ffffffffff90911690600160a01b900463ffffffff16612d6b565b5f611db68888610dc2565b5f8a815260016020908152604080832084845290915290208054919250906001600160a01b031615801590611df457508054600160b01b900460ff16155b8290611e1657604051635617461360e01b81526004016107e091815260200190565b5080547fffffffffffffffffff00ffffffffffffffffffffffffffffffffffffffffffff16600160b01b17815560028301805460019190600a90611e6990849063ffffffff600160501b909104166154aa565b92506101000a81548163ffffffff021916908363ffffffff160217905550600183600201600e8282829054906101000a900463ffffffff16611eab91906154c6565b92506101000a81548163ffffffff021916908363ffffffff160217905550611ef58a8a6060016020810190611ee091906148ef565b63ffffffff168a84600101548b8b8b8b612da3565b897f6464be9e09a0ae086eb8b6d843e3e2a411ff8651da858c82d7220c479fb953768989898989604051611f2d959493929190615549565b60405180910390a250505050505050505050565b5f807f9016d09d72d40fdae2fd8ceac6b6234c7706214fd39c1cd1e609a0528c1993005b546001600160a01b031692915050565b5f84848484604051611f889291906145bf565b6040519081900381206106fb939291602001615583565b5f611fa8612f1c565b805490915060ff68010000000000000000820416159067ffffffffffffffff165f81158015611fd45750825b90505f8267ffffffffffffffff166001148015611ff05750303b155b905081158015611ffe575080155b15612035576040517ff92ee8a900000000000000000000000000000000000000000000000000000000815260040160405180910390fd5b845467ffffffffffffffff19166001178555831561206957845468ff00000000000000001916680100000000000000001785555b61207286612f44565b83156120bd57845468ff000000000000000019168555604051600181527fc7f505b2f371ae2175ee4913f4499e1f2633a7b5936321eed1cdaeb6115181d29060200160405180910390a15b505050505050565b5f6120d0898961267c565b90506120e281600501548585856129b7565b600281015481546121109165010000000000900464ffffffffff1690600160a01b900463ffffffff16612d6b565b5f61211b8989610dc2565b5f8b8152600160209081526040808320848452909152902080549192509082906001600160a01b03161561217e576040517f7b63151f0000000000000000000000000000000000000000000000000000000081526004016107e091815260200190565b508054336001600160a01b031982168117835584547fffffffffffffffffffff000000000000000000000000000000000000000000009092167fffffffffffffffffffff0000ffffffffffffffffffffffffffffffffffffffff90911617600160f01b90910461ffff16600160a01b021781556121fe8b8b8b8b8b612f55565b600182810191909155600284018054600a90612228908490600160501b900463ffffffff166154c6565b82546101009290920a63ffffffff818102199093169190921691909102179055506002830154604051630a43004160e31b8152336004820152600160901b9091046bffffffffffffffffffffffff1660248201527f00000000000000000000000000000000000000000000000000000000000000006001600160a01b0316906352180208906044015f604051808303815f87803b1580156122c7575f5ffd5b505af11580156122d9573d5f5f3e3d5ffd5b5050845460028601543393506001600160a01b03821692508e917ff437d870cd4d894c816bdb0deb78f78f7f294660bb7f5e0a987340b87c6807fe918e9164ffffffffff9091169061233890600160a01b900463ffffffff16426146a8565b61234291906146bb565b6040516123509291906155a6565b60405180910390a45050505050505050505050565b5f807f237e158222e3e6968b72b9db0d8043aacf074ad9f650f0d1606b4d82ee432c00611f65565b612395612d01565b7f237e158222e3e6968b72b9db0d8043aacf074ad9f650f0d1606b4d82ee432c0080546001600160a01b0319166001600160a01b03831690811782556123d9611f41565b6001600160a01b03167f38d16b8cac22d99fc7c124b9cd0de2d3fa1faef420bfe791d8c362d765e2270060405160405180910390a35050565b82547d04000000000000000000000000000000000000000000000000000000000060ff60e81b198216178455604051631916558760e01b81526001600160a01b0391821660048201527f0000000000000000000000000000000000000000000000000000000000000000909116906319165587906024015f604051808303815f87803b1580156124a0575f5ffd5b505af11580156124b2573d5f5f3e3d5ffd5b50505050600183015460405163f00388f760e01b81526001600160a01b038083166004830152600160a01b9092046bffffffffffffffffffffffff1660248201527f00000000000000000000000000000000000000000000000000000000000000009091169063f00388f7906044015f604051808303815f87803b158015612538575f5ffd5b505af115801561254a573d5f5f3e3d5ffd5b50506040805160a08101825286546001600160a01b0390811682526003880154602083019081528284018a8152888316606085019081526080850189815295517f6006e2ca000000000000000000000000000000000000000000000000000000008152945184166004860152915160248501525160448401525181166064830152915160848201527f00000000000000000000000000000000000000000000000000000000000000009091169250636006e2ca915060a4015f604051808303815f87803b158015612619575f5ffd5b505af115801561262b573d5f5f3e3d5ffd5b505084546040518481526001600160a01b038681169450909116915086907f3924680e532251ca39493ceb497fc0e31109c468592be51686834f165a36feb69060200160405180910390a450505050565b5f82815260208190526040902060028154600160e81b900460ff1660048111156126a8576126a8613edd565b82549114908490600160e81b900460ff1660048111156126ca576126ca613edd565b90916126f25760405163110a2b3160e31b8152600481019290925260248201526044016107e0565b50505f8260405160200161270691906155c7565b60408051601f1981840301815291905280516020909101206004830154909150819080821461276a576040517f3cf52120000000000000000000000000000000000000000000000000000000008152600481019290925260248201526044016107e0565b505081545f9061278890600160c01b900464ffffffffff16426155d6565b6002840154909150600160501b900463ffffffff165f036127ec57808360020160058282829054906101000a900464ffffffffff166127c791906155f3565b92506101000a81548164ffffffffff021916908364ffffffffff16021790555061282a565b6002830180548291905f9061280990849064ffffffffff166155f3565b92506101000a81548164ffffffffff021916908364ffffffffff1602179055505b5050805464ffffffffff60c01b1916600160c01b4264ffffffffff160217815592915050565b5f8061285f60208501856148ef565b63ffffffff165f0361287e57612874836132ea565b5f915091506128d7565b6128af61288e6060860186615610565b600161289d60208901896148ef565b6128a791906154aa565b600316613301565b905061010060016128c082846146a8565b6128ca91906146bb565b6128d49190615653565b91505b9250929050565b5f6128e88261350d565b905060046128fc604085016020860161490a565b60ff166129099190615666565b15801561294a575080612922604085016020860161490a565b60ff16108061294a57508015801561294a5750612945604084016020850161490a565b60ff16155b801561298d575081612962604085016020860161490a565b61296f9060ff16836146bb565b61297f6060860160408701614923565b67ffffffffffffffff16901b105b6001906129b0576040516304aaf10960e01b81526004016107e091815260200190565b5092915050565b8315612b0b575f8115612a205760026129d08484613530565b6040516129dd9190615690565b602060405180830381855afa1580156129f8573d5f5f3e3d5ffd5b5050506040513d601f19601f82011682018060405250810190612a1b9190614ece565b612a22565b5f5b604080516001600160a01b0387166020820152908101829052909150859060600160405160208183030381529060405280519060200120143390612a855760405163fbf4f1bb60e01b81526001600160a01b0390911660048201526024016107e0565b50336001600160a01b038516145f5b83811015612adf5733858583818110612aaf57612aaf615496565b9050602002016020810190612ac491906144d9565b6001600160a01b031603612ad757600191505b600101612a94565b503381610a535760405163fbf4f1bb60e01b81526001600160a01b0390911660048201526024016107e0565b50505050565b306001600160a01b037f0000000000000000000000000000000000000000000000000000000000000000161480612baa57507f00000000000000000000000000000000000000000000000000000000000000006001600160a01b0316612b9e7f360894a13ba1a3210667c828492db98dca3e2076cc3735a920a3ca505d382bbc546001600160a01b031690565b6001600160a01b031614155b15611ad85760405163703e46dd60e11b815260040160405180910390fd5b611b1f612d01565b816001600160a01b03166352d1902d6040518163ffffffff1660e01b8152600401602060405180830381865afa925050508015612c2a575060408051601f3d908101601f19168201909252612c2791810190614ece565b60015b612c5257604051634c9c8ce360e01b81526001600160a01b03831660048201526024016107e0565b7f360894a13ba1a3210667c828492db98dca3e2076cc3735a920a3ca505d382bbc8114612cae576040517faa1d49a4000000000000000000000000000000000000000000000000000000008152600481018290526024016107e0565b6108aa83836135ca565b306001600160a01b037f00000000000000000000000000000000000000000000000000000000000000001614611ad85760405163703e46dd60e11b815260040160405180910390fd5b33612d0a611f41565b6001600160a01b031614611ad85760405163118cdaa760e01b81523360048201526024016107e0565b7f237e158222e3e6968b72b9db0d8043aacf074ad9f650f0d1606b4d82ee432c0080546001600160a01b03191681556117608261361f565b8082111561176057612d7d81836146bb565b612d8790426146bb565b6040516307f138d560e21b81526004016107e091815260200190565b5f5f612daf888a612850565b90925090505f612dc560408a0160208b0161490a565b60ff16612dd18461350d565b612ddb91906146bb565b90506004811115612dfb8982612df2576004612df4565b835b8a8a61368f565b8015612e3157612e2c8a8484612e176060840160408501614923565b67ffffffffffffffff16901b8b8b8b8b6137e2565b612e57565b60028515612e555760405163aa73fcb760e01b81526004016107e091815260200190565b505b808015612e755750612e6c60208b018b6148ef565b63ffffffff1615155b15612e835750505050612f12565b8787604051602001612e9692919061569b565b60408051601f1981840301815291815281516020928301205f8f8152600284529182209092909190612efd90612ece908f018f6148ef565b63ffffffff168e6020016020810190612ee7919061490a565b60ff168f6040016020810190610e2a9190614923565b815260208101919091526040015f2055505050505b5050505050505050565b5f807ff0c57e16840df040f15088dc2f81fe391c3923bec73e23a9662efc9c229c6a00610e6f565b612f4c61393b565b611b1f81613979565b5f85815260026020908152604080832091612f7491870190870161490a565b60ff165f0361316957612f8a60208601866148ef565b63ffffffff165f03612f9f57505083356132e1565b5f6001612faf60208801886148ef565b63ffffffff16612fbf91906146bb565b90505f80612ff2612fec612fe7612fdc60808d0160608e016148ef565b63ffffffff166132ea565b61350d565b846139c3565b9150915061304d845f6130385f86866040805160208082019590955280820193909352606080840192909252805180840390920182526080909201909152805191012090565b81526020019081526020015f20548888613a0b565b5f878761305b6001826146bb565b861681811061306c5761306c615496565b905060200201359050806130c28a80606001906130899190615610565b8080601f0160208091040260200160405190810160405280939291908181526020018383808284375f92019190915250613a6492505050565b146002906130e6576040516304aaf10960e01b81526004016107e091815260200190565b506130f460608a018a615610565b6040516131029291906145bf565b604051908190039020855f61312861311d60208e018e6148ef565b63ffffffff16613ad5565b815260208101919091526040015f205561314560608a018a615610565b613154916042916022916156db565b61315d91615702565b955050505050506132e1565b61317660208601866148ef565b63ffffffff16156131f1575f818161319461311d60208a018a6148ef565b815260208101919091526040015f205490506131b36060870187615610565b6040516131c19291906145bf565b604051809103902081146002906131ee576040516304aaf10960e01b81526004016107e091815260200190565b50505b61329f815f61328a61320660208a018a6148ef565b63ffffffff16600461321e60408c0160208d0161490a565b60ff1661322b91906146bb565b600461323d60608d0160408e01614923565b67ffffffffffffffff16901c67ffffffffffffffff166040805160208082019590955280820193909352606080840192909252805180840390920182526080909201909152805191012090565b81526020019081526020015f20548585613a0b565b83836132ac6001826146bb565b6132bc6060890160408a01614923565b67ffffffffffffffff16168181106132d6576132d6615496565b905060200201359150505b95945050505050565b5f6132f68260016146a8565b610e6f906004614f3a565b5f600360428414613328576040516304aaf10960e01b81526004016107e091815260200190565b505f8484600181811061333d5761333d615496565b919091013560f81c91505f9050613358601e601a87896156db565b6133619161571f565b60e01c90505f6133756022601e888a6156db565b61337e9161571f565b60e01c905060018310801590613395575060068311155b6003906133b8576040516304aaf10960e01b81526004016107e091815260200190565b5080600114806133c85750806002145b6003906133eb576040516304aaf10960e01b81526004016107e091815260200190565b5060038261340f576040516304aaf10960e01b81526004016107e091815260200190565b5060015f5b848110156134b0578888613429836004614f3a565b6134349060026146a8565b90613440846004614f3a565b61344b9060066146a8565b92613458939291906156db565b6134619161571f565b61346e9060e01c83614f3a565b9150811580159061348457506401000000008211155b6003906134a7576040516304aaf10960e01b81526004016107e091815260200190565b50600101613414565b505f866001146134c9576134c48483614f3a565b6134f4565b60026134d68560016146a8565b6134e09086614f3a565b6134ea9190615653565b6134f49083614f3a565b90506135008382614f3a565b9998505050505050505050565b5f5b81816001901b101561352b5761352481615754565b905061350f565b919050565b606061353d826014614f3a565b67ffffffffffffffff81111561355557613555614193565b6040519080825280601f01601f19166020018201604052801561357f576020820181803683370190505b5090505f5b828110156129b0575f84848381811061359f5761359f615496565b90506020020160208101906135b491906144d9565b60601b6014830284016020015250600101613584565b6135d382613b0c565b6040516001600160a01b038316907fbc7cd75a20ee27fd9adebab32041f755214dbc6bffa90cc0225b39da2e5c2d3b905f90a2805115613617576108aa8282613b82565b611760613c4d565b7f9016d09d72d40fdae2fd8ceac6b6234c7706214fd39c1cd1e609a0528c19930080546001600160a01b031981166001600160a01b03848116918217845560405192169182907f8be0079c531659141344cd1fd0a4f28419497f9722a3daafe3b4186f6b6457e0905f90a3505050565b600180841b82146136b65760405163aa73fcb760e01b81526004016107e091815260200190565b505f8282808060200260200160405190810160405280939291908181526020018383602002808284375f9201919091525092935084925050505b60018111156137a2575f5b613706600283615653565b81101561378f5761376a8361371c836002614f3a565b8151811061372c5761372c615496565b6020026020010151848360026137429190614f3a565b61374d9060016146a8565b8151811061375d5761375d615496565b6020026020010151613c85565b83828151811061377c5761377c615496565b60209081029190910101526001016136fb565b5061379b600282615653565b90506136f0565b5084815f815181106137b6576137b6615496565b6020026020010151146001906120bd5760405163aa73fcb760e01b81526004016107e091815260200190565b5f805b8481101561390a5760426137fc60208b018b6148ef565b63ffffffff161561385a575f613812838a6146a8565b61381e90610100614f3a565b905089811061382e57505061390a565b61010061383b828c6146bb565b1061384857610100613852565b613852818b6146bb565b915050613881565b86868381811061386c5761386c615496565b905060200201355f5f1b036138815750613902565b61388b81846146a8565b84108015906138d057508686838181106138a7576138a7615496565b905060200201356138ce8686869085886138c191906146a8565b92613089939291906156db565b145b6002906138f35760405163aa73fcb760e01b81526004016107e091815260200190565b506138fe81846146a8565b9250505b6001016137e5565b5060028183146139305760405163aa73fcb760e01b81526004016107e091815260200190565b505050505050505050565b613943613cb5565b611ad8576040517fd7e6bcf800000000000000000000000000000000000000000000000000000000815260040160405180910390fd5b61398161393b565b6001600160a01b038116611b16576040517f1e4fbdf70000000000000000000000000000000000000000000000000000000081525f60048201526024016107e0565b5f8083156139f25760046139d86001866146bb565b6139e29190615653565b6139ed906004614f3a565b6139f4565b5f5b9150613a0082856146bb565b91949290911c925050565b8015801590613a4157508181604051602001613a2892919061569b565b6040516020818303038152906040528051906020012083145b600290612b0b576040516304aaf10960e01b81526004016107e091815260200190565b5f60025f60f81b83604051602001613a7d92919061576c565b60408051601f1981840301815290829052613a9791615690565b602060405180830381855afa158015613ab2573d5f5f3e3d5ffd5b5050506040513d601f19601f82011682018060405250810190610e6f9190614ece565b6040805160208082018490525f19828401525f60608084018290528451808503909101815260809093019093528151910120610e6f565b806001600160a01b03163b5f03613b4157604051634c9c8ce360e01b81526001600160a01b03821660048201526024016107e0565b7f360894a13ba1a3210667c828492db98dca3e2076cc3735a920a3ca505d382bbc80546001600160a01b0319166001600160a01b0392909216919091179055565b60605f613b8f8484613cd3565b9050808015613bb057505f3d1180613bb057505f846001600160a01b03163b115b15613bc557613bbd613ce6565b915050610e6f565b8015613c08576040517f9996b3150000000000000000000000000000000000000000000000000000000081526001600160a01b03851660048201526024016107e0565b3d15613c1b57613c16613cff565b6129b0565b6040517fd6bda27500000000000000000000000000000000000000000000000000000000815260040160405180910390fd5b3415611ad8576040517fb398979f00000000000000000000000000000000000000000000000000000000815260040160405180910390fd5b5f6040516001815383600182015282602182015260205f60418360025afa613cab575f5ffd5b50505f5192915050565b5f613cbe612f1c565b5468010000000000000000900460ff16919050565b5f5f5f835160208501865af49392505050565b6040513d81523d5f602083013e3d602001810160405290565b6040513d5f823e3d81fd5b5f60a08284031215613d1a575f5ffd5b50919050565b5f5f83601f840112613d30575f5ffd5b50813567ffffffffffffffff811115613d47575f5ffd5b6020830191508360208285010111156128d7575f5ffd5b5f5f5f5f60e08587031215613d71575f5ffd5b84359350613d828660208701613d0a565b925060c085013567ffffffffffffffff811115613d9d575f5ffd5b613da987828801613d20565b95989497509550505050565b5f60208284031215613dc5575f5ffd5b5035919050565b5f6101808284031215613d1a575f5ffd5b5f5f5f5f5f5f6102808789031215613df3575f5ffd5b86359550613e048860208901613dcc565b9450613e14886101a08901613d0a565b935061024087013567ffffffffffffffff811115613e30575f5ffd5b613e3c89828a01613d20565b979a969950949794969561026090950135949350505050565b5f60c08284031215613d1a575f5ffd5b5f5f5f5f5f5f6102a08789031215613e7b575f5ffd5b86359550613e8c8860208901613dcc565b9450613e9c886101a08901613e55565b935061026087013567ffffffffffffffff811115613eb8575f5ffd5b613ec489828a01613d20565b979a969950949794969561028090950135949350505050565b634e487b7160e01b5f52602160045260245ffd5b60058110613f0d57634e487b7160e01b5f52602160045260245ffd5b9052565b81516001600160a01b031681526101e081016020830151613f3a602084018263ffffffff169052565b506040830151613f53604084018264ffffffffff169052565b506060830151613f666060840182613ef1565b506080830151613f7c608084018261ffff169052565b5060a0830151613f9760a08401826001600160a01b03169052565b5060c0830151613fb760c08401826bffffffffffffffffffffffff169052565b5060e0830151613fd060e084018264ffffffffff169052565b50610100830151613feb61010084018264ffffffffff169052565b5061012083015161400561012084018263ffffffff169052565b5061014083015161401f61014084018263ffffffff169052565b506101608301516140416101608401826bffffffffffffffffffffffff169052565b506101808301516101808301526101a08301516101a08301526101c08301516101c083015292915050565b5f60808284031215613d1a575f5ffd5b5f5f6101a0838503121561408e575f5ffd5b6140988484613dcc565b915061018083013567ffffffffffffffff8111156140b4575f5ffd5b6140c08582860161406c565b9150509250929050565b5f5f83601f8401126140da575f5ffd5b50813567ffffffffffffffff8111156140f1575f5ffd5b6020830191508360208260051b85010111156128d7575f5ffd5b5f5f5f6040848603121561411d575f5ffd5b833567ffffffffffffffff811115614133575f5ffd5b61413f86828701613dcc565b935050602084013567ffffffffffffffff81111561415b575f5ffd5b614167868287016140ca565b9497909650939450505050565b6001600160a01b0381168114611b1f575f5ffd5b803561352b81614174565b634e487b7160e01b5f52604160045260245ffd5b604051610180810167ffffffffffffffff811182821017156141cb576141cb614193565b60405290565b604051601f8201601f1916810167ffffffffffffffff811182821017156141fa576141fa614193565b604052919050565b5f5f60408385031215614213575f5ffd5b823561421e81614174565b9150602083013567ffffffffffffffff811115614239575f5ffd5b8301601f81018513614249575f5ffd5b803567ffffffffffffffff81111561426357614263614193565b614276601f8201601f19166020016141d1565b81815286602083850101111561428a575f5ffd5b816020840160208301375f602083830101528093505050509250929050565b5f6101e08284031215613d1a575f5ffd5b5f5f5f6102a084860312156142cd575f5ffd5b6142d785856142a9565b92506142e7856101e08601613d0a565b915061028084013567ffffffffffffffff811115614303575f5ffd5b84016101408187031215614315575f5ffd5b809150509250925092565b5f5f5f60408486031215614332575f5ffd5b83359250602084013567ffffffffffffffff81111561415b575f5ffd5b5f5f6102008385031215614361575f5ffd5b61436b84846142a9565b946101e0939093013593505050565b5f5f5f5f5f5f5f610200888a031215614391575f5ffd5b873596506143a28960208a01613dcc565b95506101a088013567ffffffffffffffff8111156143be575f5ffd5b6143ca8a828b0161406c565b9550506101c088013567ffffffffffffffff8111156143e7575f5ffd5b6143f38a828b016140ca565b9095509350506101e088013567ffffffffffffffff811115614413575f5ffd5b61441f8a828b01613d20565b989b979a50959850939692959293505050565b5f5f5f5f6101008587031215614446575f5ffd5b843593506144578660208701613e55565b925060e085013567ffffffffffffffff811115613d9d575f5ffd5b5f5f60408385031215614483575f5ffd5b50508035926020909101359150565b5f81518084528060208401602086015e5f602082860101526020601f19601f83011685010191505092915050565b602081525f6144d26020830184614492565b9392505050565b5f602082840312156144e9575f5ffd5b81356144d281614174565b5f5f5f5f5f5f5f5f610220898b03121561450c575f5ffd5b8835975061451d8a60208b01613dcc565b96506101a089013567ffffffffffffffff811115614539575f5ffd5b6145458b828c0161406c565b9650506101c089013567ffffffffffffffff811115614562575f5ffd5b61456e8b828c016140ca565b9096509450506101e089013561458381614174565b925061020089013567ffffffffffffffff81111561459f575f5ffd5b6145ab8b828c016140ca565b999c989b5096995094979396929594505050565b818382375f9101908152919050565b63ffffffff81168114611b1f575f5ffd5b803561352b816145ce565b803560ff8116811461352b575f5ffd5b8035614605816145ce565b63ffffffff16825260ff61461b602083016145ea565b166020830152604081013561462f816145ce565b63ffffffff1660408301526060810135614648816145ce565b63ffffffff1660608301526080810135614661816145ce565b63ffffffff81166080840152505050565b83815260e0810161468660208301856145fa565b8260c0830152949350505050565b634e487b7160e01b5f52601160045260245ffd5b80820180821115610e6f57610e6f614694565b81810381811115610e6f57610e6f614694565b67ffffffffffffffff81168114611b1f575f5ffd5b803561352b816146ce565b803582526020808201359083015260408082013590830152614712606082016145df565b63ffffffff166060830152614729608082016146e3565b67ffffffffffffffff16608083015261474460a082016145df565b63ffffffff1660a083015260c0818101359083015260e080820135908301526101008082013590830152610120808201359083015261478661014082016145df565b63ffffffff1661014083015261479f61016082016145df565b63ffffffff8116610160840152505050565b81835281816020850137505f828201602090810191909152601f909101601f19169091010190565b6147e381866146ee565b6147f16101808201856145fa565b6102406102208201525f61480a610240830184866147b1565b9695505050505050565b5f60208284031215614824575f5ffd5b815180151581146144d2575f5ffd5b60ff61483e826145ea565b168252602081013561484f816145ce565b63ffffffff16602083015260ff614868604083016145ea565b166040830152606081013561487c816145ce565b63ffffffff16606083015260ff614895608083016145ea565b16608083015260a08101356148a9816146ce565b67ffffffffffffffff811660a0840152505050565b6148c881866146ee565b6148d6610180820185614833565b6102606102408201525f61480a610260830184866147b1565b5f602082840312156148ff575f5ffd5b81356144d2816145ce565b5f6020828403121561491a575f5ffd5b6144d2826145ea565b5f60208284031215614933575f5ffd5b81356144d2816146ce565b5f823561021e19833603018112614953575f5ffd5b9190910192915050565b805161352b81614174565b80516bffffffffffffffffffffffff8116811461352b575f5ffd5b805161352b816145ce565b805161ffff8116811461352b575f5ffd5b5f6101808284031280156149b1575f5ffd5b506149ba6141a7565b6149c38361495d565b81526149d160208401614968565b60208201526149e260408401614983565b60408201526149f360608401614983565b6060820152614a0460808401614983565b6080820152614a1560a08401614983565b60a0820152614a2660c0840161498e565b60c0820152614a3760e0840161498e565b60e0820152614a496101008401614983565b610100820152614a5c610120840161498e565b610120820152614a6f6101408401614968565b610140820152614a826101608401614968565b6101608201529392505050565b803582526020808201359083015260408082013590830152614ab360608201614188565b6001600160a01b03166060830152614acd60808201614188565b6001600160a01b0316608083015260a08181013590830152614af160c082016146e3565b67ffffffffffffffff1660c0830152614b0c60e082016146e3565b67ffffffffffffffff1660e08301526101008181013590830152610120808201359083015261014080820135908301526101608082013590830152614b5461018082016145ea565b60ff166101808301526101a08181013590830152614b756101c082016146e3565b67ffffffffffffffff81166101c0840152505050565b5f5f8335601e19843603018112614ba0575f5ffd5b830160208101925035905067ffffffffffffffff811115614bbf575f5ffd5b8036038213156128d7575f5ffd5b5f823561011e19833603018112614be2575f5ffd5b90910192915050565b5f5f8335601e19843603018112614c00575f5ffd5b830160208101925035905067ffffffffffffffff811115614c1f575f5ffd5b8060051b36038213156128d7575f5ffd5b8183525f7f07ffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff831115614c60575f5ffd5b8260051b80836020870137939093016020019392505050565b5f8135614c8581614174565b6001600160a01b031683526020820135614c9e816146ce565b67ffffffffffffffff166020840152604082810135908401526060820135614cc5816146ce565b67ffffffffffffffff166060840152614ce0608083016145df565b63ffffffff166080840152614cf860a0830183614b8b565b61012060a0860152614d0f610120860182846147b1565b60c085810135908701529150614d29905060e084016145df565b63ffffffff1660e0850152614d42610100840184614beb565b85830361010087015261480a838284614c30565b5f8235603e19833603018112614be2575f5ffd5b5f8135614d76816146ce565b67ffffffffffffffff168352614d8f6020830183614beb565b604060208601526132e1604086018284614c30565b602081525f823561021e19843603018112614dbd575f5ffd5b61018060208401528301614dd56101a0840182614a8f565b6101e0810135614de4816145ce565b63ffffffff16610380840152614dfe610200820182614b8b565b91506102206103a0850152614e186103c0850183836147b1565b915050614e286020850185614bcd565b838203601f19016040850152614e3e8282614c79565b915050614e4e6040850185614d56565b838203601f19016060850152614e648282614d6a565b915050614e956080840160608601803582526020808201359083015260408082013590830152606090810135910152565b6144d2610100840160e0860180358252602080820135908301526040808201359083015260608082013590830152608090810135910152565b5f60208284031215614ede575f5ffd5b5051919050565b61ffff8181168382160190811115610e6f57610e6f614694565b634e487b7160e01b5f52601260045260245ffd5b5f63ffffffff831680614f2857614f28614eff565b8063ffffffff84160491505092915050565b8082028115828204841417610e6f57610e6f614694565b805164ffffffffff8116811461352b575f5ffd5b5f5f82840360a0811215614f77575f5ffd5b8351614f8281614174565b92506080601f1982011215614f95575f5ffd5b506040516080810167ffffffffffffffff81118282101715614fb957614fb9614193565b6040526020840151614fca81614174565b8152614fd860408501614f51565b6020820152614fe960608501614f51565b60408201526080939093015160608401525092909150565b80356fffffffffffffffffffffffffffffffff198116811461352b575f5ffd5b5f8383855260208501945060208460051b820101835f609e19863603015b8782101561511d57848403601f19018952823581811261505d575f5ffd5b8701803561506a816145ce565b63ffffffff16855261507f6020820182614b8b565b60a0602088015261509460a0880182846147b1565b9150506150a46040830183614beb565b87830360408901526150b7838284614c30565b925050506150c86060830183614b8b565b87830360608901526150db8382846147b1565b925050506150ec6080830183614beb565b92508682036080880152615101828483614c30565b965050505060208301925060208901985060018201915061503f565b5091979650505050505050565b6151348185614a8f565b82356101e082015260208301356102008201526040830135610220820152606083013561024082015260808301356102608201526102a061028082018190528235908201525f61518660208401615001565b6fffffffffffffffffffffffffffffffff19166102c08301526151ab604084016145df565b63ffffffff166102e08301526151c3606084016146e3565b67ffffffffffffffff166103008301526151e06080840184614beb565b6101406103208501526151f86103e085018284614c30565b91505061520760a085016145df565b63ffffffff1661034084015261521f60c08501615001565b6fffffffffffffffffffffffffffffffff191661036084015261524460e08501615001565b6fffffffffffffffffffffffffffffffff191661038084015261526b610100850185614beb565b84830361029f19016103a0860152615284838284615021565b92505050615296610120850185614beb565b84830361029f19016103c08601526152af838284615021565b98975050505050505050565b805161352b816146ce565b5f5f8284036101a08112156152d9575f5ffd5b83519250610180601f19820112156152ef575f5ffd5b506152f86141a7565b60208481015182526040808601519183019190915260608501519082015261532260808501614983565b606082015261533360a085016152bb565b608082015261534460c08501614983565b60a082015260e08481015160c083015261010080860151918301919091526101208086015191830191909152610140850151908201526153876101608501614983565b61014082015261539a6101808501614983565b610160820152809150509250929050565b5f6101808201905082518252602083015160208301526040830151604083015260608301516153e2606084018263ffffffff169052565b5060808301516153fe608084018267ffffffffffffffff169052565b5060a083015161541660a084018263ffffffff169052565b5060c083015160c083015260e083015160e083015261010083015161010083015261012083015161012083015261014083015161545c61014084018263ffffffff169052565b506101608301516129b061016084018263ffffffff169052565b828152604060208201525f61548e6040830184614492565b949350505050565b634e487b7160e01b5f52603260045260245ffd5b63ffffffff8281168282160390811115610e6f57610e6f614694565b63ffffffff8181168382160190811115610e6f57610e6f614694565b5f81356154ee816145ce565b63ffffffff16835260ff615504602084016145ea565b1660208401526040820135615518816146ce565b67ffffffffffffffff1660408401526155346060830183614b8b565b608060608601526132e16080860182846147b1565b606081525f61555b60608301886154e2565b828103602084015261556e818789614c30565b905082810360408401526152af8185876147b1565b83815261010081016155986020830185614833565b8260e0830152949350505050565b604081525f6155b860408301856154e2565b90508260208301529392505050565b6101808101610e6f82846146ee565b64ffffffffff8281168282160390811115610e6f57610e6f614694565b64ffffffffff8181168382160190811115610e6f57610e6f614694565b5f5f8335601e19843603018112615625575f5ffd5b83018035915067ffffffffffffffff82111561563f575f5ffd5b6020019150368190038213156128d7575f5ffd5b5f8261566157615661614eff565b500490565b5f8261567457615674614eff565b500690565b5f81518060208401855e5f93019283525090919050565b5f6144d28284615679565b5f7f07ffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff8311156156c8575f5ffd5b8260051b80858437919091019392505050565b5f5f858511156156e9575f5ffd5b838611156156f5575f5ffd5b5050820193919092039150565b80356020831015610e6f575f19602084900360031b1b1692915050565b80356001600160e01b031981169060048410156129b0576001600160e01b0319808560040360031b1b82161691505092915050565b5f6001820161576557615765614694565b5060010190565b7fff00000000000000000000000000000000000000000000000000000000000000831681525f61548e600183018461567956' as const
