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
  '0x61016060405230608052348015610014575f5ffd5b5060405161587d38038061587d83398101604081905261003391610212565b61003b61014c565b6001600160a01b0380851660e05283811661010081905283821661012052908216610140526040805163a9b5898f60e01b8152905163a9b5898f916004808201926020929091908290030181865afa158015610099573d5f5f3e3d5ffd5b505050506040513d601f19601f820116820180604052508101906100bd919061026e565b6001600160a01b031660a0816001600160a01b031681525050826001600160a01b031663863191b86040518163ffffffff1660e01b8152600401602060405180830381865afa158015610112573d5f5f3e3d5ffd5b505050506040513d601f19601f82011682018060405250810190610136919061026e565b6001600160a01b031660c0525061029092505050565b7ff0c57e16840df040f15088dc2f81fe391c3923bec73e23a9662efc9c229c6a00805468010000000000000000900460ff161561019c5760405163f92ee8a960e01b815260040160405180910390fd5b80546001600160401b03908116146101fb5780546001600160401b0319166001600160401b0390811782556040519081527fc7f505b2f371ae2175ee4913f4499e1f2633a7b5936321eed1cdaeb6115181d29060200160405180910390a15b50565b6001600160a01b03811681146101fb575f5ffd5b5f5f5f5f60808587031215610225575f5ffd5b8451610230816101fe565b6020860151909450610241816101fe565b6040860151909350610252816101fe565b6060860151909250610263816101fe565b939692955090935050565b5f6020828403121561027e575f5ffd5b8151610289816101fe565b9392505050565b60805160a05160c05160e05161010051610120516101405161551061036d5f395f81816106490152610b3501525f81816106af015261098801525f818161020c01528181610e77015261166501525f8181610347015281816108be01528181610a6b01528181611129015281816111e2015281816115010152818161157c01528181611d2601528181611f68015281816123b001528181612448015261252701525f81816103c10152818161147101526117ec01525f81816104840152610dc501525f8181612908015281816129310152612aaf01526155105ff3fe6080604052600436106101c5575f3560e01c80638a5ddeb6116100f2578063abda8aec11610092578063dc16a25511610062578063dc16a25514610638578063e30c39781461066b578063f2fde38b1461067f578063fe27c0f61461069e575f5ffd5b8063abda8aec146104c5578063ad3cb1cc146105a5578063c4d66de8146105fa578063ca9df71e14610619575f5ffd5b80639a969077116100cd5780639a96907714610435578063a17a5d4014610454578063a9b5898f14610473578063aaff35cf146104a6575f5ffd5b80638a5ddeb6146103e35780638da5cb5b14610402578063970b5d2114610416575f5ffd5b806339c79e0c1161016857806364babd3b1161013857806364babd3b14610369578063715018a61461038857806379ba50971461039c578063863191b8146103b0575f5ffd5b806339c79e0c146102f05780634f1ef2861461030f57806352d1902d146103225780635db93dfa14610336575f5ffd5b80630c7fe003116101a35780630c7fe0031461026757806311649d0214610286578063136ba6aa146102a557806332974655146102d1575f5ffd5b8063050afed7146101c9578063082a2cdf146101fb5780630c2c71b614610246575b5f5ffd5b3480156101d4575f5ffd5b506101e86101e3366004613ae9565b6106d1565b6040519081526020015b60405180910390f35b348015610206575f5ffd5b5061022e7f000000000000000000000000000000000000000000000000000000000000000081565b6040516001600160a01b0390911681526020016101f2565b348015610251575f5ffd5b50610265610260366004613b40565b61071b565b005b348015610272575f5ffd5b50610265610281366004613b68565b6108af565b348015610291575f5ffd5b506102656102a0366004613bf0565b610a5c565b3480156102b0575f5ffd5b506102c46102bf366004613b40565b610c00565b6040516101f29190613c9c565b3480156102dc575f5ffd5b506101e86102eb366004613e2a565b610db2565b3480156102fb575f5ffd5b5061026561030a366004613b40565b6112b2565b61026561031d366004613f21565b611614565b34801561032d575f5ffd5b506101e8611633565b348015610341575f5ffd5b5061022e7f000000000000000000000000000000000000000000000000000000000000000081565b348015610374575f5ffd5b50610265610383366004613fd9565b611661565b348015610393575f5ffd5b50610265611996565b3480156103a7575f5ffd5b506102656119a9565b3480156103bb575f5ffd5b5061022e7f000000000000000000000000000000000000000000000000000000000000000081565b3480156103ee575f5ffd5b506101e86103fd36600461403f565b6119f1565b34801561040d575f5ffd5b5061022e611a61565b348015610421575f5ffd5b506101e861043036600461406a565b611a95565b348015610440575f5ffd5b5061026561044f3660046140b8565b611b6d565b34801561045f575f5ffd5b506101e861046e366004614183565b611e0d565b34801561047e575f5ffd5b5061022e7f000000000000000000000000000000000000000000000000000000000000000081565b3480156104b1575f5ffd5b506102656104c03660046141c3565b611e37565b3480156104d0575f5ffd5b506105636104df3660046141c3565b604080516080810182525f808252602082018190529181018290526060810191909152505f91825260016020818152604080852093855292815292829020825160808101845281546001600160a01b0381168252600160a01b810461ffff1695820195909552600160b01b90940460ff161515928401929092520154606082015290565b6040516101f2919081516001600160a01b0316815260208083015161ffff16908201526040808301511515908201526060918201519181019190915260800190565b3480156105b0575f5ffd5b506105ed6040518060400160405280600581526020017f352e302e3000000000000000000000000000000000000000000000000000000081525081565b6040516101f29190614211565b348015610605575f5ffd5b5061026561061436600461422a565b611fc9565b348015610624575f5ffd5b50610265610633366004614245565b6120ef565b348015610643575f5ffd5b5061022e7f000000000000000000000000000000000000000000000000000000000000000081565b348015610676575f5ffd5b5061022e6122b8565b34801561068a575f5ffd5b5061026561069936600461422a565b6122e0565b3480156106a9575f5ffd5b5061022e7f000000000000000000000000000000000000000000000000000000000000000081565b5f848484846040516106e49291906142fd565b6040519081900381206106fb9392916020016143b0565b604051602081830303815290604052805190602001209050949350505050565b5f8181526020819052604081209060018254600160e81b900460ff16600481111561074857610748613c68565b0361077b57815461077490600160a01b810463ffffffff1690600160c01b900464ffffffffff166143e6565b9050610848565b60028254600160e81b900460ff16600481111561079a5761079a613c68565b83549114908490600160e81b900460ff1660048111156107bc576107bc613c68565b90916107e95760405163110a2b3160e31b8152600481019290925260248201526044015b60405180910390fd5b50506002820154600160501b900463ffffffff1615610842576002820154825464ffffffffff918216916108339163ffffffff600160a01b82041691600160c01b909104166143e6565b61083d91906143f9565b610845565b5f195b90505b804211819061086d5760405163ce3da61f60e01b81526004016107e091815260200190565b5060018201546108aa90849084906001600160a01b03167f73696c656e636500000000000000000000000000000000000000000000000000612365565b505050565b5f6108ba87876125cf565b90507f00000000000000000000000000000000000000000000000000000000000000006001600160a01b031663d8ac047733846108f98b8a8a8a6106d1565b6040516001600160e01b031960e086901b1681526001600160a01b039093166004840152602483019190915260448201526064015f604051808303815f87803b158015610944575f5ffd5b505af1158015610956573d5f5f3e3d5ffd5b50506040517fc46bf8b30000000000000000000000000000000000000000000000000000000081526001600160a01b037f000000000000000000000000000000000000000000000000000000000000000016925063c46bf8b391506109c5908990899089908990600401614517565b602060405180830381865afa1580156109e0573d5f5f3e3d5ffd5b505050506040513d601f19601f82011682018060405250810190610a049190614548565b8790610a2657604051630532fc7360e21b81526004016107e091815260200190565b50610a538782337f7374657000000000000000000000000000000000000000000000000000000000612365565b50505050505050565b5f610a6787876125cf565b90507f00000000000000000000000000000000000000000000000000000000000000006001600160a01b031663d8ac04773384610aa68b8a8a8a611e0d565b6040516001600160e01b031960e086901b1681526001600160a01b039093166004840152602483019190915260448201526064015f604051808303815f87803b158015610af1575f5ffd5b505af1158015610b03573d5f5f3e3d5ffd5b50506040517f7502b3d00000000000000000000000000000000000000000000000000000000081526001600160a01b037f0000000000000000000000000000000000000000000000000000000000000000169250637502b3d09150610b729089908990899089906004016145f2565b602060405180830381865afa158015610b8d573d5f5f3e3d5ffd5b505050506040513d601f19601f82011682018060405250810190610bb19190614548565b8790610bd357604051630532fc7360e21b81526004016107e091815260200190565b50610a538782337f666f726d00000000000000000000000000000000000000000000000000000000612365565b604080516101e0810182525f80825260208201819052918101829052606081018290526080810182905260a0810182905260c0810182905260e08101829052610100810182905261012081018290526101408101829052610160810182905261018081018290526101a081018290526101c08101919091525f828152602081815260409182902082516101e08101845281546001600160a01b0381168252600160a01b810463ffffffff1693820193909352600160c01b830464ffffffffff1693810193909352906060830190600160e81b900460ff166004811115610ce857610ce8613c68565b6004811115610cf957610cf9613c68565b81528154600160f01b900461ffff16602082015260018201546001600160a01b0381166040830152600160a01b90046bffffffffffffffffffffffff9081166060830152600283015464ffffffffff80821660808501526501000000000082041660a0840152600160501b810463ffffffff1660c0840152600160701b90041660e08201526003820154610100820152600482015461012082015260058201546101408201526006909101546101609091015292915050565b5f36610dbe8580614623565b5f0190505f7f00000000000000000000000000000000000000000000000000000000000000006001600160a01b031663971217b76040518163ffffffff1660e01b815260040161018060405180830381865afa158015610e20573d5f5f3e3d5ffd5b505050506040513d601f19601f82011682018060405250810190610e449190614684565b6040517feb5177d70000000000000000000000000000000000000000000000000000000081529091506001600160a01b037f0000000000000000000000000000000000000000000000000000000000000000169063eb5177d790610eac908990600401614a89565b602060405180830381865afa158015610ec7573d5f5f3e3d5ffd5b505050506040513d601f19601f82011682018060405250810190610eeb9190614bb3565b92505f610efc8360c08901356119f1565b9050610f1981610f1260a086016080870161422a565b88886127a3565b5f848152602081905260408120908154600160e81b900460ff166004811115610f4457610f44613c68565b03610f9b57805460ff60e81b1916600160e81b178155610f6a608085016060860161422a565b81546001600160a01b0319166001600160a01b03919091161781556020840135600382015560058101829055611018565b60038154600160e81b900460ff166004811115610fba57610fba613c68565b82549114908690600160e81b900460ff166004811115610fdc57610fdc613c68565b90916110045760405163110a2b3160e31b8152600481019290925260248201526044016107e0565b5050805460ff60e81b1916600160e91b1781555b61010083015181547fffffff000000000000000000ffffffffffffffffffffffffffffffffffffffff16600160a01b63ffffffff9092169190910264ffffffffff60c01b191617600160c01b4264ffffffffff1602178082556001908290601e9061108f908490600160f01b900461ffff16614bca565b82546101009290920a61ffff8181021990931691909216919091021790555061014083015133600160a01b6bffffffffffffffffffffffff928316021760018301556101608401516002830180547fffffffffffff000000000000000000000000ffffffff0000000000000000000016600160701b929093169190910269ffffffffffffffffffff19169190911790556001600160a01b037f00000000000000000000000000000000000000000000000000000000000000001663a7e21e8061115e608087016060880161422a565b6040516001600160e01b031960e084901b1681526001600160a01b0390911660048201526024015f604051808303815f87803b15801561119c575f5ffd5b505af11580156111ae573d5f5f3e3d5ffd5b50505050610140830151604051630a43004160e31b81523360048201526bffffffffffffffffffffffff90911660248201527f00000000000000000000000000000000000000000000000000000000000000006001600160a01b0316906352180208906044015f604051808303815f87803b15801561122b575f5ffd5b505af115801561123d573d5f5f3e3d5ffd5b50339250611254915050608086016060870161422a565b6001600160a01b0316867f4541772a392e330ed5c60ef81cbd5d46cb53f265c02d4de1bc50e479380b4b4286610100015163ffffffff164261129691906143e6565b60405190815260200160405180910390a4505050509392505050565b5f81815260208190526040902060028154600160e81b900460ff1660048111156112de576112de613c68565b82549114908390600160e81b900460ff16600481111561130057611300613c68565b90916113285760405163110a2b3160e31b8152600481019290925260248201526044016107e0565b505060028101545f90600160501b900463ffffffff1681036113bc57600282015482546501000000000090910464ffffffffff169061137690600490600160a01b900463ffffffff16614bf8565b835463ffffffff918216916113a391600160a01b810490911690600160c01b900464ffffffffff166143e6565b6113ad91906143e6565b6113b791906143f9565b6113bf565b5f195b905080421181906113e65760405163ce3da61f60e01b81526004016107e091815260200190565b50815460ff60e81b19167d030000000000000000000000000000000000000000000000000000000000178255600682015460018301545f9161143c91600160a01b90046bffffffffffffffffffffffff166143e6565b5f600685018190558454604051631015b89160e21b81526001600160a01b0391821660048201526024810183905292935090917f000000000000000000000000000000000000000000000000000000000000000090911690634056e2449060440160a060405180830381865afa1580156114b8573d5f5f3e3d5ffd5b505050506040513d601f19601f820116820180604052508101906114dc9190614c33565b508454604051631916558760e01b81526001600160a01b0391821660048201529192507f000000000000000000000000000000000000000000000000000000000000000016906319165587906024015f604051808303815f87803b158015611542575f5ffd5b505af1158015611554573d5f5f3e3d5ffd5b505060405163f00388f760e01b81526001600160a01b038481166004830152602482018690527f000000000000000000000000000000000000000000000000000000000000000016925063f00388f791506044015f604051808303815f87803b1580156115bf575f5ffd5b505af11580156115d1573d5f5f3e3d5ffd5b505085546040516001600160a01b0390911692508791507ffdd164e2e83e579758158f59a5e3253399f4de3e8e5a154f5dc03bbd5d442c39905f90a35050505050565b61161c6128fd565b611625826129b4565b61162f82826129bc565b5050565b5f61163c612aa4565b507f360894a13ba1a3210667c828492db98dca3e2076cc3735a920a3ca505d382bbc90565b5f5f7f00000000000000000000000000000000000000000000000000000000000000006001600160a01b031663d60169598686866040518463ffffffff1660e01b81526004016116b393929190614df8565b6101a060405180830381865afa1580156116cf573d5f5f3e3d5ffd5b505050506040513d601f19601f820116820180604052508101906116f39190614f94565b5f828152602081905260409020919350915060018154600160e81b900460ff16600481111561172457611724613c68565b82549114908490600160e81b900460ff16600481111561174657611746613c68565b909161176e5760405163110a2b3160e31b8152600481019290925260248201526044016107e0565b505080545f9061179990600160a01b810463ffffffff1690600160c01b900464ffffffffff166143e6565b90508042111581906117c1576040516307f138d560e21b81526004016107e091815260200190565b508154604051631015b89160e21b81526001600160a01b0391821660048201525f60248201819052917f00000000000000000000000000000000000000000000000000000000000000001690634056e2449060440160a060405180830381865afa158015611831573d5f5f3e3d5ffd5b505050506040513d601f19601f820116820180604052508101906118559190614c33565b5083549091506001600160a01b03163314806118795750336001600160a01b038216145b83546001600160a01b03169033906118d0576040517f4fe0b2890000000000000000000000000000000000000000000000000000000081526001600160a01b039283166004820152911660248201526044016107e0565b50505f846040516020016118e49190615079565b60408051808303601f190181529082905280516020820120600487015585547fffff000000000000ffffffffffffffffffffffffffffffffffffffffffffffff8116600160c01b4264ffffffffff1602908117600160e91b17885588519294506001600160a01b039182169116179188917fbc2fc699f7df7155ab124259916b6a5903310474064ce25e297332c0bf17a8639161198391908690615144565b60405180910390a3505050505050505050565b61199e612aed565b6119a75f612b1f565b565b33806119b36122b8565b6001600160a01b0316146119e55760405163118cdaa760e01b81526001600160a01b03821660048201526024016107e0565b6119ee81612b1f565b50565b5f6002611a066101a085016101808601615164565b60ff161015611a1657505f611a5b565b611a2660a084016080850161422a565b604080516001600160a01b03909216602083015281018390526060016040516020818303038152906040528051906020012090505b92915050565b5f807f9016d09d72d40fdae2fd8ceac6b6234c7706214fd39c1cd1e609a0528c1993005b546001600160a01b031692915050565b5f80611ab683611aab608087016060880161517d565b63ffffffff16612b57565b5090505f611ac48483612be5565b90505f816004611ada6040880160208901615164565b60ff16611ae791906143e6565b10159050611b63611afb602087018761517d565b63ffffffff16611b116040880160208901615164565b60ff16611b246060890160408a01615198565b67ffffffffffffffff1684611b39575f611b54565b611b4960808a0160608b01615198565b611b549060016151b3565b67ffffffffffffffff16612d08565b9695505050505050565b5f611b7889896125cf565b9050611b8a81600501548585856127a3565b60028101548154611bb89165010000000000900464ffffffffff1690600160a01b900463ffffffff16612d31565b5f611bc38989611a95565b5f8b8152600160209081526040808320848452909152902080549192509082906001600160a01b031615611c26576040517f7b63151f0000000000000000000000000000000000000000000000000000000081526004016107e091815260200190565b508054336001600160a01b031982168117835584547fffffffffffffffffffff000000000000000000000000000000000000000000009092167fffffffffffffffffffff0000ffffffffffffffffffffffffffffffffffffffff90911617600160f01b90910461ffff16600160a01b02178155611ca68b8b8b8b8b612d69565b600182810191909155600284018054600a90611cd0908490600160501b900463ffffffff166151d3565b82546101009290920a63ffffffff818102199093169190921691909102179055506002830154604051630a43004160e31b8152336004820152600160701b9091046bffffffffffffffffffffffff1660248201527f00000000000000000000000000000000000000000000000000000000000000006001600160a01b0316906352180208906044015f604051808303815f87803b158015611d6f575f5ffd5b505af1158015611d81573d5f5f3e3d5ffd5b5050845460028601543393506001600160a01b03821692508e917f97e0f401c89bc68faeb131501a201163dbc3e32ea9e8ca95b124b9015da09ecd918e9164ffffffffff90911690611de090600160a01b900463ffffffff16426143e6565b611dea91906143f9565b604051611df8929190615273565b60405180910390a45050505050505050505050565b5f84848484604051611e209291906142fd565b6040519081900381206106fb939291602001615294565b5f82815260208190526040902060048154600160e81b900460ff166004811115611e6357611e63613c68565b82549114908490600160e81b900460ff166004811115611e8557611e85613c68565b9091611ead5760405163110a2b3160e31b8152600481019290925260248201526044016107e0565b50505f838152600160209081526040808320858452909152902080546001600160a01b03168015801590611ef8575082548254600160a01b900461ffff908116600160f01b90920416145b8490611f1a57604051635617461360e01b81526004016107e091815260200190565b5081546001600160a01b0319168255600283015460405163f00388f760e01b81526001600160a01b038381166004830152600160701b9092046bffffffffffffffffffffffff1660248201527f0000000000000000000000000000000000000000000000000000000000000000919091169063f00388f7906044015f604051808303815f87803b158015611fac575f5ffd5b505af1158015611fbe573d5f5f3e3d5ffd5b505050505050505050565b5f611fd2612f7f565b805490915060ff68010000000000000000820416159067ffffffffffffffff165f81158015611ffe5750825b90505f8267ffffffffffffffff16600114801561201a5750303b155b905081158015612028575080155b1561205f576040517ff92ee8a900000000000000000000000000000000000000000000000000000000815260040160405180910390fd5b845467ffffffffffffffff19166001178555831561209357845468ff00000000000000001916680100000000000000001785555b61209c86612fa7565b83156120e757845468ff000000000000000019168555604051600181527fc7f505b2f371ae2175ee4913f4499e1f2633a7b5936321eed1cdaeb6115181d29060200160405180910390a15b505050505050565b5f6120fa88886125cf565b600281015481549192506121249164ffffffffff90911690600160a01b900463ffffffff16612d31565b5f61212f8888611a95565b5f8a815260016020908152604080832084845290915290208054919250906001600160a01b03161580159061216d57508054600160b01b900460ff16155b829061218f57604051635617461360e01b81526004016107e091815260200190565b5080547fffffffffffffffffff00ffffffffffffffffffffffffffffffffffffffffffff16600160b01b17815560028301805460019190600a906121e290849063ffffffff600160501b909104166152b7565b92506101000a81548163ffffffff021916908363ffffffff16021790555082600201600e9054906101000a90046bffffffffffffffffffffffff166bffffffffffffffffffffffff16836006015f82825461223d91906143e6565b9091555061226c90508a61225760808c0160608d0161517d565b63ffffffff168a84600101548b8b8b8b612fb8565b897fc8954ca2abaf5f20cd69c73cd9b5d1a9329ee6a96115627fc21dff162b77aa6589898989896040516122a49594939291906152d3565b60405180910390a250505050505050505050565b5f807f237e158222e3e6968b72b9db0d8043aacf074ad9f650f0d1606b4d82ee432c00611a85565b6122e8612aed565b7f237e158222e3e6968b72b9db0d8043aacf074ad9f650f0d1606b4d82ee432c0080546001600160a01b0319166001600160a01b038316908117825561232c611a61565b6001600160a01b03167f38d16b8cac22d99fc7c124b9cd0de2d3fa1faef420bfe791d8c362d765e2270060405160405180910390a35050565b82547d04000000000000000000000000000000000000000000000000000000000060ff60e81b198216178455604051631916558760e01b81526001600160a01b0391821660048201527f0000000000000000000000000000000000000000000000000000000000000000909116906319165587906024015f604051808303815f87803b1580156123f3575f5ffd5b505af1158015612405573d5f5f3e3d5ffd5b50505050600183015460405163f00388f760e01b81526001600160a01b038083166004830152600160a01b9092046bffffffffffffffffffffffff1660248201527f00000000000000000000000000000000000000000000000000000000000000009091169063f00388f7906044015f604051808303815f87803b15801561248b575f5ffd5b505af115801561249d573d5f5f3e3d5ffd5b50506040805160a08101825286546001600160a01b0390811682526003880154602083019081528284018a8152888316606085019081526080850189815295517f6006e2ca000000000000000000000000000000000000000000000000000000008152945184166004860152915160248501525160448401525181166064830152915160848201527f00000000000000000000000000000000000000000000000000000000000000009091169250636006e2ca915060a4015f604051808303815f87803b15801561256c575f5ffd5b505af115801561257e573d5f5f3e3d5ffd5b505084546040518481526001600160a01b038681169450909116915086907f3924680e532251ca39493ceb497fc0e31109c468592be51686834f165a36feb69060200160405180910390a450505050565b5f82815260208190526040902060028154600160e81b900460ff1660048111156125fb576125fb613c68565b82549114908490600160e81b900460ff16600481111561261d5761261d613c68565b90916126455760405163110a2b3160e31b8152600481019290925260248201526044016107e0565b50505f82604051602001612659919061530d565b60408051601f198184030181529190528051602090910120600483015490915081908082146126bd576040517f3cf52120000000000000000000000000000000000000000000000000000000008152600481019290925260248201526044016107e0565b505081545f906126db90600160c01b900464ffffffffff164261531c565b6002840154909150600160501b900463ffffffff165f0361273f57808360020160058282829054906101000a900464ffffffffff1661271a9190615339565b92506101000a81548164ffffffffff021916908364ffffffffff16021790555061277d565b6002830180548291905f9061275c90849064ffffffffff16615339565b92506101000a81548164ffffffffff021916908364ffffffffff1602179055505b5050805464ffffffffff60c01b1916600160c01b4264ffffffffff160217815592915050565b83156128f7575f811561280c5760026127bc8484613165565b6040516127c9919061536d565b602060405180830381855afa1580156127e4573d5f5f3e3d5ffd5b5050506040513d601f19601f820116820180604052508101906128079190614bb3565b61280e565b5f5b604080516001600160a01b03871660208201529081018290529091508590606001604051602081830303815290604052805190602001201433906128715760405163fbf4f1bb60e01b81526001600160a01b0390911660048201526024016107e0565b50336001600160a01b038516145f5b838110156128cb573385858381811061289b5761289b615378565b90506020020160208101906128b0919061422a565b6001600160a01b0316036128c357600191505b600101612880565b503381610a535760405163fbf4f1bb60e01b81526001600160a01b0390911660048201526024016107e0565b50505050565b306001600160a01b037f000000000000000000000000000000000000000000000000000000000000000016148061299657507f00000000000000000000000000000000000000000000000000000000000000006001600160a01b031661298a7f360894a13ba1a3210667c828492db98dca3e2076cc3735a920a3ca505d382bbc546001600160a01b031690565b6001600160a01b031614155b156119a75760405163703e46dd60e11b815260040160405180910390fd5b6119ee612aed565b816001600160a01b03166352d1902d6040518163ffffffff1660e01b8152600401602060405180830381865afa925050508015612a16575060408051601f3d908101601f19168201909252612a1391810190614bb3565b60015b612a3e57604051634c9c8ce360e01b81526001600160a01b03831660048201526024016107e0565b7f360894a13ba1a3210667c828492db98dca3e2076cc3735a920a3ca505d382bbc8114612a9a576040517faa1d49a4000000000000000000000000000000000000000000000000000000008152600481018290526024016107e0565b6108aa83836131ff565b306001600160a01b037f000000000000000000000000000000000000000000000000000000000000000016146119a75760405163703e46dd60e11b815260040160405180910390fd5b33612af6611a61565b6001600160a01b0316146119a75760405163118cdaa760e01b81523360048201526024016107e0565b7f237e158222e3e6968b72b9db0d8043aacf074ad9f650f0d1606b4d82ee432c0080546001600160a01b031916815561162f82613254565b5f80612b66602085018561517d565b63ffffffff165f03612b8557612b7b836132c4565b5f91509150612bde565b612bb6612b95608086018661538c565b6001612ba4602089018961517d565b612bae91906152b7565b6003166132db565b90506101006001612bc782846143e6565b612bd191906143f9565b612bdb91906153cf565b91505b9250929050565b5f612bef826134e7565b90506004612c036040850160208601615164565b60ff16612c1091906153e2565b158015612c2f575080612c296040850160208601615164565b60ff1611155b8015612c54575080612c476040850160208601615164565b60ff161080612c54575080155b8015612c78575081612c6c6080850160608601615198565b67ffffffffffffffff16105b8015612cde5750612c8f6060840160408501615198565b67ffffffffffffffff16612ca96040850160208601615164565b612cb69060ff16836143f9565b612cc66080860160608701615198565b67ffffffffffffffff16901c67ffffffffffffffff16145b600190612d01576040516304aaf10960e01b81526004016107e091815260200190565b5092915050565b604080516020810186905290810184905260608101839052608081018290525f9060a0016106fb565b8082111561162f57612d4381836143f9565b612d4d90426143f9565b6040516307f138d560e21b81526004016107e091815260200190565b5f858152600260209081526040822090612d859086018661517d565b63ffffffff1615612e0b575f8181612dae612da360208a018a61517d565b63ffffffff1661350a565b815260208101919091526040015f20549050612dcd608087018761538c565b604051612ddb9291906142fd565b60405180910390208114600290612e08576040516304aaf10960e01b81526004016107e091815260200190565b50505b612e1b6040860160208701615164565b60ff165f03612e7157612e31602086018661517d565b63ffffffff1615612e6657612e49608086018661538c565b612e58916042916022916153f5565b612e619161541c565b612e69565b85355b915050612f76565b5f612ed5612e82602088018861517d565b63ffffffff166004612e9a60408a0160208b01615164565b60ff16612ea791906143f9565b6004612eb960608b0160408c01615198565b67ffffffffffffffff16901c67ffffffffffffffff165f612d08565b90505f8585604051602001612eeb929190615439565b60408051601f1981840301815291905280516020909101209050601085148015612f2157505f8281526020849052604090205481145b600290612f44576040516304aaf10960e01b81526004016107e091815260200190565b508585612f5760608a0160408b01615198565b600f16818110612f6957612f69615378565b9050602002013593505050505b95945050505050565b5f807ff0c57e16840df040f15088dc2f81fe391c3923bec73e23a9662efc9c229c6a00611a5b565b612faf613518565b6119ee81613556565b5f5f612fc4888a612b57565b90925090505f612fda60408a0160208b01615164565b60ff16612fe6846134e7565b612ff091906143f9565b905060048111156130108982613007576004613009565b835b8a8a6135a0565b806130b9578787604051602001613028929190615439565b60408051601f1981840301815291815281516020928301205f8f815260028452918220909290919061309f90613060908f018f61517d565b63ffffffff168e60200160208101906130799190615164565b60ff168f604001602081019061308f9190615198565b67ffffffffffffffff165f612d08565b81526020019081526020015f20819055505050505061315b565b6130c78a848a8a8a8a6136f3565b6130d460208b018b61517d565b63ffffffff161580156130e657508415155b156131565785856040516130fb9291906142fd565b604051809103902060025f8e81526020019081526020015f205f6131458d606001602081019061312b9190615198565b6131409067ffffffffffffffff1660016143e6565b61350a565b815260208101919091526040015f20555b505050505b5050505050505050565b6060613172826014615479565b67ffffffffffffffff81111561318a5761318a613eb2565b6040519080825280601f01601f1916602001820160405280156131b4576020820181803683370190505b5090505f5b82811015612d01575f8484838181106131d4576131d4615378565b90506020020160208101906131e9919061422a565b60601b60148302840160200152506001016131b9565b61320882613826565b6040516001600160a01b038316907fbc7cd75a20ee27fd9adebab32041f755214dbc6bffa90cc0225b39da2e5c2d3b905f90a280511561324c576108aa828261389c565b61162f613967565b7f9016d09d72d40fdae2fd8ceac6b6234c7706214fd39c1cd1e609a0528c19930080546001600160a01b031981166001600160a01b03848116918217845560405192169182907f8be0079c531659141344cd1fd0a4f28419497f9722a3daafe3b4186f6b6457e0905f90a3505050565b5f6132d08260016143e6565b611a5b906004615479565b5f600360428414613302576040516304aaf10960e01b81526004016107e091815260200190565b505f8484600181811061331757613317615378565b919091013560f81c91505f9050613332601e601a87896153f5565b61333b91615490565b60e01c90505f61334f6022601e888a6153f5565b61335891615490565b60e01c90506001831080159061336f575060068311155b600390613392576040516304aaf10960e01b81526004016107e091815260200190565b5080600114806133a25750806002145b6003906133c5576040516304aaf10960e01b81526004016107e091815260200190565b506003826133e9576040516304aaf10960e01b81526004016107e091815260200190565b5060015f5b8481101561348a578888613403836004615479565b61340e9060026143e6565b9061341a846004615479565b6134259060066143e6565b92613432939291906153f5565b61343b91615490565b6134489060e01c83615479565b9150811580159061345e57506401000000008211155b600390613481576040516304aaf10960e01b81526004016107e091815260200190565b506001016133ee565b505f866001146134a35761349e8483615479565b6134ce565b60026134b08560016143e6565b6134ba9086615479565b6134c491906153cf565b6134ce9083615479565b90506134da8382615479565b9998505050505050505050565b5f5b81816001901b1015613505576134fe816154c5565b90506134e9565b919050565b5f611a5b825f195f5f612d08565b61352061399f565b6119a7576040517fd7e6bcf800000000000000000000000000000000000000000000000000000000815260040160405180910390fd5b61355e613518565b6001600160a01b0381166119e5576040517f1e4fbdf70000000000000000000000000000000000000000000000000000000081525f60048201526024016107e0565b600180841b82146135c75760405163aa73fcb760e01b81526004016107e091815260200190565b505f8282808060200260200160405190810160405280939291908181526020018383602002808284375f9201919091525092935084925050505b60018111156136b3575f5b6136176002836153cf565b8110156136a05761367b8361362d836002615479565b8151811061363d5761363d615378565b6020026020010151848360026136539190615479565b61365e9060016143e6565b8151811061366e5761366e615378565b60200260200101516139bd565b83828151811061368d5761368d615378565b602090810291909101015260010161360c565b506136ac6002826153cf565b9050613601565b5084815f815181106136c7576136c7615378565b6020026020010151146001906120e75760405163aa73fcb760e01b81526004016107e091815260200190565b5f84846137016001826143f9565b61371160808b0160608c01615198565b67ffffffffffffffff161681811061372b5761372b615378565b602090810292909201359250604291613747915089018961517d565b63ffffffff16156137a0575f61376360808a0160608b01615198565b6137799067ffffffffffffffff16610100615479565b61378390896143f9565b9050610100811061379657610100613798565b805b9150506137b8565b811580156137ac575082155b156137b85750506120e7565b828114801561380357508161380185858080601f0160208091040260200160405190810160405280939291908181526020018383808284375f920191909152506139ed92505050565b145b600290611fbe5760405163aa73fcb760e01b81526004016107e091815260200190565b806001600160a01b03163b5f0361385b57604051634c9c8ce360e01b81526001600160a01b03821660048201526024016107e0565b7f360894a13ba1a3210667c828492db98dca3e2076cc3735a920a3ca505d382bbc80546001600160a01b0319166001600160a01b0392909216919091179055565b60605f6138a98484613a5e565b90508080156138ca57505f3d11806138ca57505f846001600160a01b03163b115b156138df576138d7613a71565b915050611a5b565b8015613922576040517f9996b3150000000000000000000000000000000000000000000000000000000081526001600160a01b03851660048201526024016107e0565b3d1561393557613930613a8a565b612d01565b6040517fd6bda27500000000000000000000000000000000000000000000000000000000815260040160405180910390fd5b34156119a7576040517fb398979f00000000000000000000000000000000000000000000000000000000815260040160405180910390fd5b5f6139a8612f7f565b5468010000000000000000900460ff16919050565b5f6040516001815383600182015282602182015260205f60418360025afa6139e3575f5ffd5b50505f5192915050565b5f60025f60f81b83604051602001613a069291906154dd565b60408051601f1981840301815290829052613a209161536d565b602060405180830381855afa158015613a3b573d5f5f3e3d5ffd5b5050506040513d601f19601f82011682018060405250810190611a5b9190614bb3565b5f5f5f835160208501865af49392505050565b6040513d81523d5f602083013e3d602001810160405290565b6040513d5f823e3d81fd5b5f60a08284031215613aa5575f5ffd5b50919050565b5f5f83601f840112613abb575f5ffd5b50813567ffffffffffffffff811115613ad2575f5ffd5b602083019150836020828501011115612bde575f5ffd5b5f5f5f5f60e08587031215613afc575f5ffd5b84359350613b0d8660208701613a95565b925060c085013567ffffffffffffffff811115613b28575f5ffd5b613b3487828801613aab565b95989497509550505050565b5f60208284031215613b50575f5ffd5b5035919050565b5f6101808284031215613aa5575f5ffd5b5f5f5f5f5f5f6102808789031215613b7e575f5ffd5b86359550613b8f8860208901613b57565b9450613b9f886101a08901613a95565b935061024087013567ffffffffffffffff811115613bbb575f5ffd5b613bc789828a01613aab565b979a969950949794969561026090950135949350505050565b5f60c08284031215613aa5575f5ffd5b5f5f5f5f5f5f6102a08789031215613c06575f5ffd5b86359550613c178860208901613b57565b9450613c27886101a08901613be0565b935061026087013567ffffffffffffffff811115613c43575f5ffd5b613c4f89828a01613aab565b979a969950949794969561028090950135949350505050565b634e487b7160e01b5f52602160045260245ffd5b60058110613c9857634e487b7160e01b5f52602160045260245ffd5b9052565b81516001600160a01b031681526101e081016020830151613cc5602084018263ffffffff169052565b506040830151613cde604084018264ffffffffff169052565b506060830151613cf16060840182613c7c565b506080830151613d07608084018261ffff169052565b5060a0830151613d2260a08401826001600160a01b03169052565b5060c0830151613d4260c08401826bffffffffffffffffffffffff169052565b5060e0830151613d5b60e084018264ffffffffff169052565b50610100830151613d7661010084018264ffffffffff169052565b50610120830151613d9061012084018263ffffffff169052565b50610140830151613db26101408401826bffffffffffffffffffffffff169052565b506101608301516101608301526101808301516101808301526101a08301516101a08301526101c08301516101c083015292915050565b5f5f83601f840112613df9575f5ffd5b50813567ffffffffffffffff811115613e10575f5ffd5b6020830191508360208260051b8501011115612bde575f5ffd5b5f5f5f60408486031215613e3c575f5ffd5b833567ffffffffffffffff811115613e52575f5ffd5b613e5e86828701613b57565b935050602084013567ffffffffffffffff811115613e7a575f5ffd5b613e8686828701613de9565b9497909650939450505050565b6001600160a01b03811681146119ee575f5ffd5b803561350581613e93565b634e487b7160e01b5f52604160045260245ffd5b604051610180810167ffffffffffffffff81118282101715613eea57613eea613eb2565b60405290565b604051601f8201601f1916810167ffffffffffffffff81118282101715613f1957613f19613eb2565b604052919050565b5f5f60408385031215613f32575f5ffd5b8235613f3d81613e93565b9150602083013567ffffffffffffffff811115613f58575f5ffd5b8301601f81018513613f68575f5ffd5b803567ffffffffffffffff811115613f8257613f82613eb2565b613f95601f8201601f1916602001613ef0565b818152866020838501011115613fa9575f5ffd5b816020840160208301375f602083830101528093505050509250929050565b5f6101e08284031215613aa5575f5ffd5b5f5f5f6102a08486031215613fec575f5ffd5b613ff68585613fc8565b9250614006856101e08601613a95565b915061028084013567ffffffffffffffff811115614022575f5ffd5b84016101408187031215614034575f5ffd5b809150509250925092565b5f5f6102008385031215614051575f5ffd5b61405b8484613fc8565b946101e0939093013593505050565b5f5f6101a0838503121561407c575f5ffd5b6140868484613b57565b915061018083013567ffffffffffffffff8111156140a2575f5ffd5b6140ae85828601613a95565b9150509250929050565b5f5f5f5f5f5f5f5f610220898b0312156140d0575f5ffd5b883597506140e18a60208b01613b57565b96506101a089013567ffffffffffffffff8111156140fd575f5ffd5b6141098b828c01613a95565b9650506101c089013567ffffffffffffffff811115614126575f5ffd5b6141328b828c01613de9565b9096509450506101e089013561414781613e93565b925061020089013567ffffffffffffffff811115614163575f5ffd5b61416f8b828c01613de9565b999c989b5096995094979396929594505050565b5f5f5f5f6101008587031215614197575f5ffd5b843593506141a88660208701613be0565b925060e085013567ffffffffffffffff811115613b28575f5ffd5b5f5f604083850312156141d4575f5ffd5b50508035926020909101359150565b5f81518084528060208401602086015e5f602082860101526020601f19601f83011685010191505092915050565b602081525f61422360208301846141e3565b9392505050565b5f6020828403121561423a575f5ffd5b813561422381613e93565b5f5f5f5f5f5f5f610200888a03121561425c575f5ffd5b8735965061426d8960208a01613b57565b95506101a088013567ffffffffffffffff811115614289575f5ffd5b6142958a828b01613a95565b9550506101c088013567ffffffffffffffff8111156142b2575f5ffd5b6142be8a828b01613de9565b9095509350506101e088013567ffffffffffffffff8111156142de575f5ffd5b6142ea8a828b01613aab565b989b979a50959850939692959293505050565b818382375f9101908152919050565b63ffffffff811681146119ee575f5ffd5b80356135058161430c565b803560ff81168114613505575f5ffd5b80356143438161430c565b63ffffffff16825260ff61435960208301614328565b166020830152604081013561436d8161430c565b63ffffffff16604083015260608101356143868161430c565b63ffffffff166060830152608081013561439f8161430c565b63ffffffff81166080840152505050565b83815260e081016143c46020830185614338565b8260c0830152949350505050565b634e487b7160e01b5f52601160045260245ffd5b80820180821115611a5b57611a5b6143d2565b81810381811115611a5b57611a5b6143d2565b67ffffffffffffffff811681146119ee575f5ffd5b80356135058161440c565b8035825260208082013590830152604080820135908301526144506060820161431d565b63ffffffff16606083015261446760808201614421565b67ffffffffffffffff16608083015261448260a0820161431d565b63ffffffff1660a083015260c0818101359083015260e08082013590830152610100808201359083015261012080820135908301526144c4610140820161431d565b63ffffffff166101408301526144dd610160820161431d565b63ffffffff8116610160840152505050565b81835281816020850137505f828201602090810191909152601f909101601f19169091010190565b614521818661442c565b61452f610180820185614338565b6102406102208201525f611b63610240830184866144ef565b5f60208284031215614558575f5ffd5b81518015158114614223575f5ffd5b60ff61457282614328565b16825260208101356145838161430c565b63ffffffff16602083015260ff61459c60408301614328565b16604083015260608101356145b08161430c565b63ffffffff16606083015260ff6145c960808301614328565b16608083015260a08101356145dd8161440c565b67ffffffffffffffff811660a0840152505050565b6145fc818661442c565b61460a610180820185614567565b6102606102408201525f611b63610260830184866144ef565b5f823561021e19833603018112614638575f5ffd5b9190910192915050565b805161350581613e93565b80516bffffffffffffffffffffffff81168114613505575f5ffd5b80516135058161430c565b805161ffff81168114613505575f5ffd5b5f610180828403128015614696575f5ffd5b5061469f613ec6565b6146a883614642565b81526146b66020840161464d565b60208201526146c760408401614668565b60408201526146d860608401614668565b60608201526146e960808401614668565b60808201526146fa60a08401614668565b60a082015261470b60c08401614673565b60c082015261471c60e08401614673565b60e082015261472e6101008401614668565b6101008201526147416101208401614673565b610120820152614754610140840161464d565b610140820152614767610160840161464d565b6101608201529392505050565b80358252602080820135908301526040808201359083015261479860608201613ea7565b6001600160a01b031660608301526147b260808201613ea7565b6001600160a01b0316608083015260a081810135908301526147d660c08201614421565b67ffffffffffffffff1660c08301526147f160e08201614421565b67ffffffffffffffff1660e083015261010081810135908301526101208082013590830152610140808201359083015261016080820135908301526148396101808201614328565b60ff166101808301526101a0818101359083015261485a6101c08201614421565b67ffffffffffffffff81166101c0840152505050565b5f5f8335601e19843603018112614885575f5ffd5b830160208101925035905067ffffffffffffffff8111156148a4575f5ffd5b803603821315612bde575f5ffd5b5f823561011e198336030181126148c7575f5ffd5b90910192915050565b5f5f8335601e198436030181126148e5575f5ffd5b830160208101925035905067ffffffffffffffff811115614904575f5ffd5b8060051b3603821315612bde575f5ffd5b8183525f7f07ffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff831115614945575f5ffd5b8260051b80836020870137939093016020019392505050565b5f813561496a81613e93565b6001600160a01b0316835260208201356149838161440c565b67ffffffffffffffff1660208401526040828101359084015260608201356149aa8161440c565b67ffffffffffffffff1660608401526149c56080830161431d565b63ffffffff1660808401526149dd60a0830183614870565b61012060a08601526149f4610120860182846144ef565b60c085810135908701529150614a0e905060e0840161431d565b63ffffffff1660e0850152614a276101008401846148d0565b858303610100870152611b63838284614915565b5f8235603e198336030181126148c7575f5ffd5b5f8135614a5b8161440c565b67ffffffffffffffff168352614a7460208301836148d0565b60406020860152612f76604086018284614915565b602081525f823561021e19843603018112614aa2575f5ffd5b61018060208401528301614aba6101a0840182614774565b6101e0810135614ac98161430c565b63ffffffff16610380840152614ae3610200820182614870565b91506102206103a0850152614afd6103c0850183836144ef565b915050614b0d60208501856148b2565b838203601f19016040850152614b23828261495e565b915050614b336040850185614a3b565b838203601f19016060850152614b498282614a4f565b915050614b7a6080840160608601803582526020808201359083015260408082013590830152606090810135910152565b614223610100840160e0860180358252602080820135908301526040808201359083015260608082013590830152608090810135910152565b5f60208284031215614bc3575f5ffd5b5051919050565b61ffff8181168382160190811115611a5b57611a5b6143d2565b634e487b7160e01b5f52601260045260245ffd5b5f63ffffffff831680614c0d57614c0d614be4565b8063ffffffff84160491505092915050565b805164ffffffffff81168114613505575f5ffd5b5f5f82840360a0811215614c45575f5ffd5b8351614c5081613e93565b92506080601f1982011215614c63575f5ffd5b506040516080810167ffffffffffffffff81118282101715614c8757614c87613eb2565b6040526020840151614c9881613e93565b8152614ca660408501614c1f565b6020820152614cb760608501614c1f565b60408201526080939093015160608401525092909150565b80356fffffffffffffffffffffffffffffffff1981168114613505575f5ffd5b5f8383855260208501945060208460051b820101835f609e19863603015b87821015614deb57848403601f190189528235818112614d2b575f5ffd5b87018035614d388161430c565b63ffffffff168552614d4d6020820182614870565b60a06020880152614d6260a0880182846144ef565b915050614d7260408301836148d0565b8783036040890152614d85838284614915565b92505050614d966060830183614870565b8783036060890152614da98382846144ef565b92505050614dba60808301836148d0565b92508682036080880152614dcf828483614915565b9650505050602083019250602089019850600182019150614d0d565b5091979650505050505050565b614e028185614774565b82356101e082015260208301356102008201526040830135610220820152606083013561024082015260808301356102608201526102a061028082018190528235908201525f614e5460208401614ccf565b6fffffffffffffffffffffffffffffffff19166102c0830152614e796040840161431d565b63ffffffff166102e0830152614e9160608401614421565b67ffffffffffffffff16610300830152614eae60808401846148d0565b610140610320850152614ec66103e085018284614915565b915050614ed560a0850161431d565b63ffffffff16610340840152614eed60c08501614ccf565b6fffffffffffffffffffffffffffffffff1916610360840152614f1260e08501614ccf565b6fffffffffffffffffffffffffffffffff1916610380840152614f396101008501856148d0565b84830361029f19016103a0860152614f52838284614cef565b92505050614f646101208501856148d0565b84830361029f19016103c0860152614f7d838284614cef565b98975050505050505050565b80516135058161440c565b5f5f8284036101a0811215614fa7575f5ffd5b83519250610180601f1982011215614fbd575f5ffd5b50614fc6613ec6565b602084810151825260408086015191830191909152606085015190820152614ff060808501614668565b606082015261500160a08501614f89565b608082015261501260c08501614668565b60a082015260e08481015160c083015261010080860151918301919091526101208086015191830191909152610140850151908201526150556101608501614668565b6101408201526150686101808501614668565b610160820152809150509250929050565b5f6101808201905082518252602083015160208301526040830151604083015260608301516150b0606084018263ffffffff169052565b5060808301516150cc608084018267ffffffffffffffff169052565b5060a08301516150e460a084018263ffffffff169052565b5060c083015160c083015260e083015160e083015261010083015161010083015261012083015161012083015261014083015161512a61014084018263ffffffff169052565b50610160830151612d0161016084018263ffffffff169052565b828152604060208201525f61515c60408301846141e3565b949350505050565b5f60208284031215615174575f5ffd5b61422382614328565b5f6020828403121561518d575f5ffd5b81356142238161430c565b5f602082840312156151a8575f5ffd5b81356142238161440c565b67ffffffffffffffff8181168382160190811115611a5b57611a5b6143d2565b63ffffffff8181168382160190811115611a5b57611a5b6143d2565b5f81356151fb8161430c565b63ffffffff16835260ff61521160208401614328565b16602084015260408201356152258161440c565b67ffffffffffffffff16604084015260608201356152428161440c565b67ffffffffffffffff16606084015261525e6080830183614870565b60a06080860152612f7660a0860182846144ef565b604081525f61528560408301856151ef565b90508260208301529392505050565b83815261010081016152a96020830185614567565b8260e0830152949350505050565b63ffffffff8281168282160390811115611a5b57611a5b6143d2565b606081525f6152e560608301886151ef565b82810360208401526152f8818789614915565b90508281036040840152614f7d8185876144ef565b6101808101611a5b828461442c565b64ffffffffff8281168282160390811115611a5b57611a5b6143d2565b64ffffffffff8181168382160190811115611a5b57611a5b6143d2565b5f81518060208401855e5f93019283525090919050565b5f6142238284615356565b634e487b7160e01b5f52603260045260245ffd5b5f5f8335601e198436030181126153a1575f5ffd5b83018035915067ffffffffffffffff8211156153bb575f5ffd5b602001915036819003821315612bde575f5ffd5b5f826153dd576153dd614be4565b500490565b5f826153f0576153f0614be4565b500690565b5f5f85851115615403575f5ffd5b8386111561540f575f5ffd5b5050820193919092039150565b80356020831015611a5b575f19602084900360031b1b1692915050565b5f7f07ffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff831115615466575f5ffd5b8260051b80858437919091019392505050565b8082028115828204841417611a5b57611a5b6143d2565b80356001600160e01b03198116906004841015612d01576001600160e01b0319808560040360031b1b82161691505092915050565b5f600182016154d6576154d66143d2565b5060010190565b7fff00000000000000000000000000000000000000000000000000000000000000831681525f61515c600183018461535656' as const
