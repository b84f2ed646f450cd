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
  '0x61016060405230608052348015610014575f5ffd5b5060405161590a38038061590a83398101604081905261003391610212565b61003b61014c565b6001600160a01b0380851660e05283811661010081905283821661012052908216610140526040805163a9b5898f60e01b8152905163a9b5898f916004808201926020929091908290030181865afa158015610099573d5f5f3e3d5ffd5b505050506040513d601f19601f820116820180604052508101906100bd919061026e565b6001600160a01b031660a0816001600160a01b031681525050826001600160a01b031663863191b86040518163ffffffff1660e01b8152600401602060405180830381865afa158015610112573d5f5f3e3d5ffd5b505050506040513d601f19601f82011682018060405250810190610136919061026e565b6001600160a01b031660c0525061029092505050565b7ff0c57e16840df040f15088dc2f81fe391c3923bec73e23a9662efc9c229c6a00805468010000000000000000900460ff161561019c5760405163f92ee8a960e01b815260040160405180910390fd5b80546001600160401b03908116146101fb5780546001600160401b0319166001600160401b0390811782556040519081527fc7f505b2f371ae2175ee4913f4499e1f2633a7b5936321eed1cdaeb6115181d29060200160405180910390a15b50565b6001600160a01b03811681146101fb575f5ffd5b5f5f5f5f60808587031215610225575f5ffd5b8451610230816101fe565b6020860151909450610241816101fe565b6040860151909350610252816101fe565b6060860151909250610263816101fe565b939692955090935050565b5f6020828403121561027e575f5ffd5b8151610289816101fe565b9392505050565b60805160a05160c05160e05161010051610120516101405161559d61036d5f395f81816106490152610b3501525f81816106af015261098801525f818161020c01528181610e77015261166501525f8181610347015281816108be01528181610a6b01528181611129015281816111e2015281816115010152818161157c01528181611b6801528181611f0b015281816124030152818161249b015261257a01525f81816103c10152818161147101526117ec01525f81816104a30152610dc501525f818161295b015281816129840152612b02015261559d5ff3fe6080604052600436106101c5575f3560e01c80638a490409116100f2578063abda8aec11610092578063dc16a25511610062578063dc16a25514610638578063e30c39781461066b578063f2fde38b1461067f578063fe27c0f61461069e575f5ffd5b8063abda8aec146104c5578063ad3cb1cc146105a5578063c4d66de8146105fa578063ca9df71e14610619575f5ffd5b8063970b5d21116100cd578063970b5d21146104355780639a96907714610454578063a17a5d4014610473578063a9b5898f14610492575f5ffd5b80638a490409146103e35780638a5ddeb6146104025780638da5cb5b14610421575f5ffd5b806339c79e0c1161016857806364babd3b1161013857806364babd3b14610369578063715018a61461038857806379ba50971461039c578063863191b8146103b0575f5ffd5b806339c79e0c146102f05780634f1ef2861461030f57806352d1902d146103225780635db93dfa14610336575f5ffd5b80630c7fe003116101a35780630c7fe0031461026757806311649d0214610286578063136ba6aa146102a557806332974655146102d1575f5ffd5b8063050afed7146101c9578063082a2cdf146101fb5780630c2c71b614610246575b5f5ffd5b3480156101d4575f5ffd5b506101e86101e3366004613b47565b6106d1565b6040519081526020015b60405180910390f35b348015610206575f5ffd5b5061022e7f000000000000000000000000000000000000000000000000000000000000000081565b6040516001600160a01b0390911681526020016101f2565b348015610251575f5ffd5b50610265610260366004613b9e565b61071b565b005b348015610272575f5ffd5b50610265610281366004613bc6565b6108af565b348015610291575f5ffd5b506102656102a0366004613c4e565b610a5c565b3480156102b0575f5ffd5b506102c46102bf366004613b9e565b610c00565b6040516101f29190613cfa565b3480156102dc575f5ffd5b506101e86102eb366004613e88565b610db2565b3480156102fb575f5ffd5b5061026561030a366004613b9e565b6112b2565b61026561031d366004613f7f565b611614565b34801561032d575f5ffd5b506101e8611633565b348015610341575f5ffd5b5061022e7f000000000000000000000000000000000000000000000000000000000000000081565b348015610374575f5ffd5b50610265610383366004614037565b611661565b348015610393575f5ffd5b50610265611996565b3480156103a7575f5ffd5b506102656119a9565b3480156103bb575f5ffd5b5061022e7f000000000000000000000000000000000000000000000000000000000000000081565b3480156103ee575f5ffd5b506102656103fd36600461409d565b6119f1565b34801561040d575f5ffd5b506101e861041c3660046140cc565b611bd6565b34801561042c575f5ffd5b5061022e611c46565b348015610440575f5ffd5b506101e861044f3660046140f7565b611c7a565b34801561045f575f5ffd5b5061026561046e366004614145565b611d52565b34801561047e575f5ffd5b506101e861048d366004614210565b611ff2565b34801561049d575f5ffd5b5061022e7f000000000000000000000000000000000000000000000000000000000000000081565b3480156104d0575f5ffd5b506105636104df366004614250565b604080516080810182525f808252602082018190529181018290526060810191909152505f91825260016020818152604080852093855292815292829020825160808101845281546001600160a01b0381168252600160a01b810461ffff1695820195909552600160b01b90940460ff161515928401929092520154606082015290565b6040516101f2919081516001600160a01b0316815260208083015161ffff16908201526040808301511515908201526060918201519181019190915260800190565b3480156105b0575f5ffd5b506105ed6040518060400160405280600581526020017f352e302e3000000000000000000000000000000000000000000000000000000081525081565b6040516101f2919061429e565b348015610605575f5ffd5b506102656106143660046142b7565b61201c565b348015610624575f5ffd5b506102656106333660046142d2565b612142565b348015610643575f5ffd5b5061022e7f000000000000000000000000000000000000000000000000000000000000000081565b348015610676575f5ffd5b5061022e61230b565b34801561068a575f5ffd5b506102656106993660046142b7565b612333565b3480156106a9575f5ffd5b5061022e7f000000000000000000000000000000000000000000000000000000000000000081565b5f848484846040516106e492919061438a565b6040519081900381206106fb93929160200161443d565b604051602081830303815290604052805190602001209050949350505050565b5f8181526020819052604081209060018254600160e81b900460ff16600481111561074857610748613cc6565b0361077b57815461077490600160a01b810463ffffffff1690600160c01b900464ffffffffff16614473565b9050610848565b60028254600160e81b900460ff16600481111561079a5761079a613cc6565b83549114908490600160e81b900460ff1660048111156107bc576107bc613cc6565b90916107e95760405163110a2b3160e31b8152600481019290925260248201526044015b60405180910390fd5b50506002820154600160501b900463ffffffff1615610842576002820154825464ffffffffff918216916108339163ffffffff600160a01b82041691600160c01b90910416614473565b61083d9190614486565b610845565b5f195b90505b804211819061086d5760405163ce3da61f60e01b81526004016107e091815260200190565b5060018201546108aa90849084906001600160a01b03167f73696c656e6365000000000000000000000000000000000000000000000000006123b8565b505050565b5f6108ba8787612622565b90507f00000000000000000000000000000000000000000000000000000000000000006001600160a01b031663d8ac047733846108f98b8a8a8a6106d1565b6040516001600160e01b031960e086901b1681526001600160a01b039093166004840152602483019190915260448201526064015f604051808303815f87803b158015610944575f5ffd5b505af1158015610956573d5f5f3e3d5ffd5b50506040517fc46bf8b30000000000000000000000000000000000000000000000000000000081526001600160a01b037f000000000000000000000000000000000000000000000000000000000000000016925063c46bf8b391506109c59089908990899089906004016145a4565b602060405180830381865afa1580156109e0573d5f5f3e3d5ffd5b505050506040513d601f19601f82011682018060405250810190610a0491906145d5565b8790610a2657604051630532fc7360e21b81526004016107e091815260200190565b50610a538782337f73746570000000000000000000000000000000000000000000000000000000006123b8565b50505050505050565b5f610a678787612622565b90507f00000000000000000000000000000000000000000000000000000000000000006001600160a01b031663d8ac04773384610aa68b8a8a8a611ff2565b6040516001600160e01b031960e086901b1681526001600160a01b039093166004840152602483019190915260448201526064015f604051808303815f87803b158015610af1575f5ffd5b505af1158015610b03573d5f5f3e3d5ffd5b50506040517f7502b3d00000000000000000000000000000000000000000000000000000000081526001600160a01b037f0000000000000000000000000000000000000000000000000000000000000000169250637502b3d09150610b7290899089908990899060040161467f565b602060405180830381865afa158015610b8d573d5f5f3e3d5ffd5b505050506040513d601f19601f82011682018060405250810190610bb191906145d5565b8790610bd357604051630532fc7360e21b81526004016107e091815260200190565b50610a538782337f666f726d000000000000000000000000000000000000000000000000000000006123b8565b604080516101e0810182525f80825260208201819052918101829052606081018290526080810182905260a0810182905260c0810182905260e08101829052610100810182905261012081018290526101408101829052610160810182905261018081018290526101a081018290526101c08101919091525f828152602081815260409182902082516101e08101845281546001600160a01b0381168252600160a01b810463ffffffff1693820193909352600160c01b830464ffffffffff1693810193909352906060830190600160e81b900460ff166004811115610ce857610ce8613cc6565b6004811115610cf957610cf9613cc6565b81528154600160f01b900461ffff16602082015260018201546001600160a01b0381166040830152600160a01b90046bffffffffffffffffffffffff9081166060830152600283015464ffffffffff80821660808501526501000000000082041660a0840152600160501b810463ffffffff1660c0840152600160701b90041660e08201526003820154610100820152600482015461012082015260058201546101408201526006909101546101609091015292915050565b5f36610dbe85806146b0565b5f0190505f7f00000000000000000000000000000000000000000000000000000000000000006001600160a01b031663971217b76040518163ffffffff1660e01b815260040161018060405180830381865afa158015610e20573d5f5f3e3d5ffd5b505050506040513d601f19601f82011682018060405250810190610e449190614711565b6040517feb5177d70000000000000000000000000000000000000000000000000000000081529091506001600160a01b037f0000000000000000000000000000000000000000000000000000000000000000169063eb5177d790610eac908990600401614b16565b602060405180830381865afa158015610ec7573d5f5f3e3d5ffd5b505050506040513d601f19601f82011682018060405250810190610eeb9190614c40565b92505f610efc8360c0890135611bd6565b9050610f1981610f1260a08601608087016142b7565b88886127f6565b5f848152602081905260408120908154600160e81b900460ff166004811115610f4457610f44613cc6565b03610f9b57805460ff60e81b1916600160e81b178155610f6a60808501606086016142b7565b81546001600160a01b0319166001600160a01b03919091161781556020840135600382015560058101829055611018565b60038154600160e81b900460ff166004811115610fba57610fba613cc6565b82549114908690600160e81b900460ff166004811115610fdc57610fdc613cc6565b90916110045760405163110a2b3160e31b8152600481019290925260248201526044016107e0565b5050805460ff60e81b1916600160e91b1781555b61010083015181547fffffff000000000000000000ffffffffffffffffffffffffffffffffffffffff16600160a01b63ffffffff9092169190910264ffffffffff60c01b191617600160c01b4264ffffffffff1602178082556001908290601e9061108f908490600160f01b900461ffff16614c57565b82546101009290920a61ffff8181021990931691909216919091021790555061014083015133600160a01b6bffffffffffffffffffffffff928316021760018301556101608401516002830180547fffffffffffff000000000000000000000000ffffffff0000000000000000000016600160701b929093169190910269ffffffffffffffffffff19169190911790556001600160a01b037f00000000000000000000000000000000000000000000000000000000000000001663a7e21e8061115e60808701606088016142b7565b6040516001600160e01b031960e084901b1681526001600160a01b0390911660048201526024015f604051808303815f87803b15801561119c575f5ffd5b505af11580156111ae573d5f5f3e3d5ffd5b50505050610140830151604051630a43004160e31b81523360048201526bffffffffffffffffffffffff90911660248201527f00000000000000000000000000000000000000000000000000000000000000006001600160a01b0316906352180208906044015f604051808303815f87803b15801561122b575f5ffd5b505af115801561123d573d5f5f3e3d5ffd5b5033925061125491505060808601606087016142b7565b6001600160a01b0316867f4541772a392e330ed5c60ef81cbd5d46cb53f265c02d4de1bc50e479380b4b4286610100015163ffffffff16426112969190614473565b60405190815260200160405180910390a4505050509392505050565b5f81815260208190526040902060028154600160e81b900460ff1660048111156112de576112de613cc6565b82549114908390600160e81b900460ff16600481111561130057611300613cc6565b90916113285760405163110a2b3160e31b8152600481019290925260248201526044016107e0565b505060028101545f90600160501b900463ffffffff1681036113bc57600282015482546501000000000090910464ffffffffff169061137690600490600160a01b900463ffffffff16614c85565b835463ffffffff918216916113a391600160a01b810490911690600160c01b900464ffffffffff16614473565b6113ad9190614473565b6113b79190614486565b6113bf565b5f195b905080421181906113e65760405163ce3da61f60e01b81526004016107e091815260200190565b50815460ff60e81b19167d030000000000000000000000000000000000000000000000000000000000178255600682015460018301545f9161143c91600160a01b90046bffffffffffffffffffffffff16614473565b5f600685018190558454604051631015b89160e21b81526001600160a01b0391821660048201526024810183905292935090917f000000000000000000000000000000000000000000000000000000000000000090911690634056e2449060440160a060405180830381865afa1580156114b8573d5f5f3e3d5ffd5b505050506040513d601f19601f820116820180604052508101906114dc9190614cc0565b508454604051631916558760e01b81526001600160a01b0391821660048201529192507f000000000000000000000000000000000000000000000000000000000000000016906319165587906024015f604051808303815f87803b158015611542575f5ffd5b505af1158015611554573d5f5f3e3d5ffd5b505060405163f00388f760e01b81526001600160a01b038481166004830152602482018690527f000000000000000000000000000000000000000000000000000000000000000016925063f00388f791506044015f604051808303815f87803b1580156115bf575f5ffd5b505af11580156115d1573d5f5f3e3d5ffd5b505085546040516001600160a01b0390911692508791507ffdd164e2e83e579758158f59a5e3253399f4de3e8e5a154f5dc03bbd5d442c39905f90a35050505050565b61161c612950565b61162582612a07565b61162f8282612a0f565b5050565b5f61163c612af7565b507f360894a13ba1a3210667c828492db98dca3e2076cc3735a920a3ca505d382bbc90565b5f5f7f00000000000000000000000000000000000000000000000000000000000000006001600160a01b031663d60169598686866040518463ffffffff1660e01b81526004016116b393929190614e85565b6101a060405180830381865afa1580156116cf573d5f5f3e3d5ffd5b505050506040513d601f19601f820116820180604052508101906116f39190615021565b5f828152602081905260409020919350915060018154600160e81b900460ff16600481111561172457611724613cc6565b82549114908490600160e81b900460ff16600481111561174657611746613cc6565b909161176e5760405163110a2b3160e31b8152600481019290925260248201526044016107e0565b505080545f9061179990600160a01b810463ffffffff1690600160c01b900464ffffffffff16614473565b90508042111581906117c1576040516307f138d560e21b81526004016107e091815260200190565b508154604051631015b89160e21b81526001600160a01b0391821660048201525f60248201819052917f00000000000000000000000000000000000000000000000000000000000000001690634056e2449060440160a060405180830381865afa158015611831573d5f5f3e3d5ffd5b505050506040513d601f19601f820116820180604052508101906118559190614cc0565b5083549091506001600160a01b03163314806118795750336001600160a01b038216145b83546001600160a01b03169033906118d0576040517f4fe0b2890000000000000000000000000000000000000000000000000000000081526001600160a01b039283166004820152911660248201526044016107e0565b50505f846040516020016118e49190615106565b60408051808303601f190181529082905280516020820120600487015585547fffff000000000000ffffffffffffffffffffffffffffffffffffffffffffffff8116600160c01b4264ffffffffff1602908117600160e91b17885588519294506001600160a01b039182169116179188917fbc2fc699f7df7155ab124259916b6a5903310474064ce25e297332c0bf17a86391611983919086906151d1565b60405180910390a3505050505050505050565b61199e612b40565b6119a75f612b72565b565b33806119b361230b565b6001600160a01b0316146119e55760405163118cdaa760e01b81526001600160a01b03821660048201526024016107e0565b6119ee81612b72565b50565b5f83815260208190526040902060048154600160e81b900460ff166004811115611a1d57611a1d613cc6565b82549114908590600160e81b900460ff166004811115611a3f57611a3f613cc6565b9091611a675760405163110a2b3160e31b8152600481019290925260248201526044016107e0565b505f90505b82811015611bcf575f85815260016020526040812081868685818110611a9457611a946151f1565b602090810292909201358352508101919091526040015f2080549091506001600160a01b03168015801590611ae0575083548254600160a01b900461ffff908116600160f01b90920416145b868685818110611af257611af26151f1565b9050602002013590611b1a57604051635617461360e01b81526004016107e091815260200190565b5081546001600160a01b0319168255600284015460405163f00388f760e01b81526001600160a01b038381166004830152600160701b9092046bffffffffffffffffffffffff1660248201527f0000000000000000000000000000000000000000000000000000000000000000919091169063f00388f7906044015f604051808303815f87803b158015611bac575f5ffd5b505af1158015611bbe573d5f5f3e3d5ffd5b505050505050806001019050611a6c565b5050505050565b5f6002611beb6101a085016101808601615205565b60ff161015611bfb57505f611c40565b611c0b60a08401608085016142b7565b604080516001600160a01b03909216602083015281018390526060016040516020818303038152906040528051906020012090505b92915050565b5f807f9016d09d72d40fdae2fd8ceac6b6234c7706214fd39c1cd1e609a0528c1993005b546001600160a01b031692915050565b5f80611c9b83611c90608087016060880161521e565b63ffffffff16612baa565b5090505f611ca98483612c38565b90505f816004611cbf6040880160208901615205565b60ff16611ccc9190614473565b10159050611d48611ce0602087018761521e565b63ffffffff16611cf66040880160208901615205565b60ff16611d096060890160408a01615239565b67ffffffffffffffff1684611d1e575f611d39565b611d2e60808a0160608b01615239565b611d39906001615254565b67ffffffffffffffff16612d5b565b9695505050505050565b5f611d5d8989612622565b9050611d6f81600501548585856127f6565b60028101548154611d9d9165010000000000900464ffffffffff1690600160a01b900463ffffffff16612d84565b5f611da88989611c7a565b5f8b8152600160209081526040808320848452909152902080549192509082906001600160a01b031615611e0b576040517f7b63151f0000000000000000000000000000000000000000000000000000000081526004016107e091815260200190565b508054336001600160a01b031982168117835584547fffffffffffffffffffff000000000000000000000000000000000000000000009092167fffffffffffffffffffff0000ffffffffffffffffffffffffffffffffffffffff90911617600160f01b90910461ffff16600160a01b02178155611e8b8b8b8b8b8b612dbc565b600182810191909155600284018054600a90611eb5908490600160501b900463ffffffff16615274565b82546101009290920a63ffffffff818102199093169190921691909102179055506002830154604051630a43004160e31b8152336004820152600160701b9091046bffffffffffffffffffffffff1660248201527f00000000000000000000000000000000000000000000000000000000000000006001600160a01b0316906352180208906044015f604051808303815f87803b158015611f54575f5ffd5b505af1158015611f66573d5f5f3e3d5ffd5b5050845460028601543393506001600160a01b03821692508e917f97e0f401c89bc68faeb131501a201163dbc3e32ea9e8ca95b124b9015da09ecd918e9164ffffffffff90911690611fc590600160a01b900463ffffffff1642614473565b611fcf9190614486565b604051611fdd929190615314565b60405180910390a45050505050505050505050565b5f8484848460405161200592919061438a565b6040519081900381206106fb939291602001615335565b5f612025612fd2565b805490915060ff68010000000000000000820416159067ffffffffffffffff165f811580156120515750825b90505f8267ffffffffffffffff16600114801561206d5750303b155b90508115801561207b575080155b156120b2576040517ff92ee8a900000000000000000000000000000000000000000000000000000000815260040160405180910390fd5b845467ffffffffffffffff1916600117855583156120e657845468ff00000000000000001916680100000000000000001785555b6120ef86612ffa565b831561213a57845468ff000000000000000019168555604051600181527fc7f505b2f371ae2175ee4913f4499e1f2633a7b5936321eed1cdaeb6115181d29060200160405180910390a15b505050505050565b5f61214d8888612622565b600281015481549192506121779164ffffffffff90911690600160a01b900463ffffffff16612d84565b5f6121828888611c7a565b5f8a815260016020908152604080832084845290915290208054919250906001600160a01b0316158015906121c057508054600160b01b900460ff16155b82906121e257604051635617461360e01b81526004016107e091815260200190565b5080547fffffffffffffffffff00ffffffffffffffffffffffffffffffffffffffffffff16600160b01b17815560028301805460019190600a9061223590849063ffffffff600160501b90910416615358565b92506101000a81548163ffffffff021916908363ffffffff16021790555082600201600e9054906101000a90046bffffffffffffffffffffffff166bffffffffffffffffffffffff16836006015f8282546122909190614473565b909155506122bf90508a6122aa60808c0160608d0161521e565b63ffffffff168a84600101548b8b8b8b61300b565b897fc8954ca2abaf5f20cd69c73cd9b5d1a9329ee6a96115627fc21dff162b77aa6589898989896040516122f7959493929190615374565b60405180910390a250505050505050505050565b5f807f237e158222e3e6968b72b9db0d8043aacf074ad9f650f0d1606b4d82ee432c00611c6a565b61233b612b40565b7f237e158222e3e6968b72b9db0d8043aacf074ad9f650f0d1606b4d82ee432c0080546001600160a01b0319166001600160a01b038316908117825561237f611c46565b6001600160a01b03167f38d16b8cac22d99fc7c124b9cd0de2d3fa1faef420bfe791d8c362d765e2270060405160405180910390a35050565b82547d04000000000000000000000000000000000000000000000000000000000060ff60e81b198216178455604051631916558760e01b81526001600160a01b0391821660048201527f0000000000000000000000000000000000000000000000000000000000000000909116906319165587906024015f604051808303815f87803b158015612446575f5ffd5b505af1158015612458573d5f5f3e3d5ffd5b50505050600183015460405163f00388f760e01b81526001600160a01b038083166004830152600160a01b9092046bffffffffffffffffffffffff1660248201527f00000000000000000000000000000000000000000000000000000000000000009091169063f00388f7906044015f604051808303815f87803b1580156124de575f5ffd5b505af11580156124f0573d5f5f3e3d5ffd5b50506040805160a08101825286546001600160a01b0390811682526003880154602083019081528284018a8152888316606085019081526080850189815295517f6006e2ca000000000000000000000000000000000000000000000000000000008152945184166004860152915160248501525160448401525181166064830152915160848201527f00000000000000000000000000000000000000000000000000000000000000009091169250636006e2ca915060a4015f604051808303815f87803b1580156125bf575f5ffd5b505af11580156125d1573d5f5f3e3d5ffd5b505084546040518481526001600160a01b038681169450909116915086907f3924680e532251ca39493ceb497fc0e31109c468592be51686834f165a36feb69060200160405180910390a450505050565b5f82815260208190526040902060028154600160e81b900460ff16600481111561264e5761264e613cc6565b82549114908490600160e81b900460ff16600481111561267057612670613cc6565b90916126985760405163110a2b3160e31b8152600481019290925260248201526044016107e0565b50505f826040516020016126ac91906153ae565b60408051601f19818403018152919052805160209091012060048301549091508190808214612710576040517f3cf52120000000000000000000000000000000000000000000000000000000008152600481019290925260248201526044016107e0565b505081545f9061272e90600160c01b900464ffffffffff16426153bd565b6002840154909150600160501b900463ffffffff165f0361279257808360020160058282829054906101000a900464ffffffffff1661276d91906153da565b92506101000a81548164ffffffffff021916908364ffffffffff1602179055506127d0565b6002830180548291905f906127af90849064ffffffffff166153da565b92506101000a81548164ffffffffff021916908364ffffffffff1602179055505b5050805464ffffffffff60c01b1916600160c01b4264ffffffffff160217815592915050565b831561294a575f811561285f57600261280f84846131b8565b60405161281c919061540e565b602060405180830381855afa158015612837573d5f5f3e3d5ffd5b5050506040513d601f19601f8201168201806040525081019061285a9190614c40565b612861565b5f5b604080516001600160a01b03871660208201529081018290529091508590606001604051602081830303815290604052805190602001201433906128c45760405163fbf4f1bb60e01b81526001600160a01b0390911660048201526024016107e0565b50336001600160a01b038516145f5b8381101561291e57338585838181106128ee576128ee6151f1565b905060200201602081019061290391906142b7565b6001600160a01b03160361291657600191505b6001016128d3565b503381610a535760405163fbf4f1bb60e01b81526001600160a01b0390911660048201526024016107e0565b50505050565b306001600160a01b037f00000000000000000000000000000000000000000000000000000000000000001614806129e957507f00000000000000000000000000000000000000000000000000000000000000006001600160a01b03166129dd7f360894a13ba1a3210667c828492db98dca3e2076cc3735a920a3ca505d382bbc546001600160a01b031690565b6001600160a01b031614155b156119a75760405163703e46dd60e11b815260040160405180910390fd5b6119ee612b40565b816001600160a01b03166352d1902d6040518163ffffffff1660e01b8152600401602060405180830381865afa925050508015612a69575060408051601f3d908101601f19168201909252612a6691810190614c40565b60015b612a9157604051634c9c8ce360e01b81526001600160a01b03831660048201526024016107e0565b7f360894a13ba1a3210667c828492db98dca3e2076cc3735a920a3ca505d382bbc8114612aed576040517faa1d49a4000000000000000000000000000000000000000000000000000000008152600481018290526024016107e0565b6108aa8383613252565b306001600160a01b037f000000000000000000000000000000000000000000000000000000000000000016146119a75760405163703e46dd60e11b815260040160405180910390fd5b33612b49611c46565b6001600160a01b0316146119a75760405163118cdaa760e01b81523360048201526024016107e0565b7f237e158222e3e6968b72b9db0d8043aacf074ad9f650f0d1606b4d82ee432c0080546001600160a01b031916815561162f826132a7565b5f80612bb9602085018561521e565b63ffffffff165f03612bd857612bce83613317565b5f91509150612c31565b612c09612be86080860186615419565b6001612bf7602089018961521e565b612c019190615358565b60031661332e565b90506101006001612c1a8284614473565b612c249190614486565b612c2e919061545c565b91505b9250929050565b5f612c428261353a565b90506004612c566040850160208601615205565b60ff16612c63919061546f565b158015612c82575080612c7c6040850160208601615205565b60ff1611155b8015612ca7575080612c9a6040850160208601615205565b60ff161080612ca7575080155b8015612ccb575081612cbf6080850160608601615239565b67ffffffffffffffff16105b8015612d315750612ce26060840160408501615239565b67ffffffffffffffff16612cfc6040850160208601615205565b612d099060ff1683614486565b612d196080860160608701615239565b67ffffffffffffffff16901c67ffffffffffffffff16145b600190612d54576040516304aaf10960e01b81526004016107e091815260200190565b5092915050565b604080516020810186905290810184905260608101839052608081018290525f9060a0016106fb565b8082111561162f57612d968183614486565b612da09042614486565b6040516307f138d560e21b81526004016107e091815260200190565b5f858152600260209081526040822090612dd89086018661521e565b63ffffffff1615612e5e575f8181612e01612df660208a018a61521e565b63ffffffff1661355d565b815260208101919091526040015f20549050612e206080870187615419565b604051612e2e92919061438a565b60405180910390208114600290612e5b576040516304aaf10960e01b81526004016107e091815260200190565b50505b612e6e6040860160208701615205565b60ff165f03612ec457612e84602086018661521e565b63ffffffff1615612eb957612e9c6080860186615419565b612eab91604291602291615482565b612eb4916154a9565b612ebc565b85355b915050612fc9565b5f612f28612ed5602088018861521e565b63ffffffff166004612eed60408a0160208b01615205565b60ff16612efa9190614486565b6004612f0c60608b0160408c01615239565b67ffffffffffffffff16901c67ffffffffffffffff165f612d5b565b90505f8585604051602001612f3e9291906154c6565b60408051601f1981840301815291905280516020909101209050601085148015612f7457505f8281526020849052604090205481145b600290612f97576040516304aaf10960e01b81526004016107e091815260200190565b508585612faa60608a0160408b01615239565b600f16818110612fbc57612fbc6151f1565b9050602002013593505050505b95945050505050565b5f807ff0c57e16840df040f15088dc2f81fe391c3923bec73e23a9662efc9c229c6a00611c40565b61300261356b565b6119ee816135a9565b5f5f613017888a612baa565b90925090505f61302d60408a0160208b01615205565b60ff166130398461353a565b6130439190614486565b90506004811115613063898261305a57600461305c565b835b8a8a6135f3565b8061310c57878760405160200161307b9291906154c6565b60408051601f1981840301815291815281516020928301205f8f81526002845291822090929091906130f2906130b3908f018f61521e565b63ffffffff168e60200160208101906130cc9190615205565b60ff168f60400160208101906130e29190615239565b67ffffffffffffffff165f612d5b565b81526020019081526020015f2081905550505050506131ae565b61311a8a848a8a8a8a613746565b61312760208b018b61521e565b63ffffffff1615801561313957508415155b156131a957858560405161314e92919061438a565b604051809103902060025f8e81526020019081526020015f205f6131988d606001602081019061317e9190615239565b6131939067ffffffffffffffff166001614473565b61355d565b815260208101919091526040015f20555b505050505b5050505050505050565b60606131c5826014615506565b67ffffffffffffffff8111156131dd576131dd613f10565b6040519080825280601f01601f191660200182016040528015613207576020820181803683370190505b5090505f5b82811015612d54575f848483818110613227576132276151f1565b905060200201602081019061323c91906142b7565b60601b601483028401602001525060010161320c565b61325b82613884565b6040516001600160a01b038316907fbc7cd75a20ee27fd9adebab32041f755214dbc6bffa90cc0225b39da2e5c2d3b905f90a280511561329f576108aa82826138fa565b61162f6139c5565b7f9016d09d72d40fdae2fd8ceac6b6234c7706214fd39c1cd1e609a0528c19930080546001600160a01b031981166001600160a01b03848116918217845560405192169182907f8be0079c531659141344cd1fd0a4f28419497f9722a3daafe3b4186f6b6457e0905f90a3505050565b5f613323826001614473565b611c40906004615506565b5f600360428414613355576040516304aaf10960e01b81526004016107e091815260200190565b505f8484600181811061336a5761336a6151f1565b919091013560f81c91505f9050613385601e601a8789615482565b61338e9161551d565b60e01c90505f6133a26022601e888a615482565b6133ab9161551d565b60e01c9050600183108015906133c2575060068311155b6003906133e5576040516304aaf10960e01b81526004016107e091815260200190565b5080600114806133f55750806002145b600390613418576040516304aaf10960e01b81526004016107e091815260200190565b5060038261343c576040516304aaf10960e01b81526004016107e091815260200190565b5060015f5b848110156134dd578888613456836004615506565b613461906002614473565b9061346d846004615506565b613478906006614473565b9261348593929190615482565b61348e9161551d565b61349b9060e01c83615506565b915081158015906134b157506401000000008211155b6003906134d4576040516304aaf10960e01b81526004016107e091815260200190565b50600101613441565b505f866001146134f6576134f18483615506565b613521565b6002613503856001614473565b61350d9086615506565b613517919061545c565b6135219083615506565b905061352d8382615506565b9998505050505050505050565b5f5b81816001901b10156135585761355181615552565b905061353c565b919050565b5f611c40825f195f5f612d5b565b6135736139fd565b6119a7576040517fd7e6bcf800000000000000000000000000000000000000000000000000000000815260040160405180910390fd5b6135b161356b565b6001600160a01b0381166119e5576040517f1e4fbdf70000000000000000000000000000000000000000000000000000000081525f60048201526024016107e0565b600180841b821461361a5760405163aa73fcb760e01b81526004016107e091815260200190565b505f8282808060200260200160405190810160405280939291908181526020018383602002808284375f9201919091525092935084925050505b6001811115613706575f5b61366a60028361545c565b8110156136f3576136ce83613680836002615506565b81518110613690576136906151f1565b6020026020010151848360026136a69190615506565b6136b1906001614473565b815181106136c1576136c16151f1565b6020026020010151613a1b565b8382815181106136e0576136e06151f1565b602090810291909101015260010161365f565b506136ff60028261545c565b9050613654565b5084815f8151811061371a5761371a6151f1565b60200260200101511460019061213a5760405163aa73fcb760e01b81526004016107e091815260200190565b5f8484613754600182614486565b61376460808b0160608c01615239565b67ffffffffffffffff161681811061377e5761377e6151f1565b60209081029290920135925060429161379a915089018961521e565b63ffffffff16156137f3575f6137b660808a0160608b01615239565b6137cc9067ffffffffffffffff16610100615506565b6137d69089614486565b905061010081106137e9576101006137eb565b805b91505061380b565b811580156137ff575082155b1561380b57505061213a565b828114801561385657508161385485858080601f0160208091040260200160405190810160405280939291908181526020018383808284375f92019190915250613a4b92505050565b145b6002906138795760405163aa73fcb760e01b81526004016107e091815260200190565b505050505050505050565b806001600160a01b03163b5f036138b957604051634c9c8ce360e01b81526001600160a01b03821660048201526024016107e0565b7f360894a13ba1a3210667c828492db98dca3e2076cc3735a920a3ca505d382bbc80546001600160a01b0319166001600160a01b0392909216919091179055565b60605f6139078484613abc565b905080801561392857505f3d118061392857505f846001600160a01b03163b115b1561393d57613935613acf565b915050611c40565b8015613980576040517f9996b3150000000000000000000000000000000000000000000000000000000081526001600160a01b03851660048201526024016107e0565b3d156139935761398e613ae8565b612d54565b6040517fd6bda27500000000000000000000000000000000000000000000000000000000815260040160405180910390fd5b34156119a7576040517fb398979f00000000000000000000000000000000000000000000000000000000815260040160405180910390fd5b5f613a06612fd2565b5468010000000000000000900460ff16919050565b5f6040516001815383600182015282602182015260205f60418360025afa613a41575f5ffd5b50505f5192915050565b5f60025f60f81b83604051602001613a6492919061556a565b60408051601f1981840301815290829052613a7e9161540e565b602060405180830381855afa158015613a99573d5f5f3e3d5ffd5b5050506040513d601f19601f82011682018060405250810190611c409190614c40565b5f5f5f835160208501865af49392505050565b6040513d81523d5f602083013e3d602001810160405290565b6040513d5f823e3d81fd5b5f60a08284031215613b03575f5ffd5b50919050565b5f5f83601f840112613b19575f5ffd5b50813567ffffffffffffffff811115613b30575f5ffd5b602083019150836020828501011115612c31575f5ffd5b5f5f5f5f60e08587031215613b5a575f5ffd5b84359350613b6b8660208701613af3565b925060c085013567ffffffffffffffff811115613b86575f5ffd5b613b9287828801613b09565b95989497509550505050565b5f60208284031215613bae575f5ffd5b5035919050565b5f6101808284031215613b03575f5ffd5b5f5f5f5f5f5f6102808789031215613bdc575f5ffd5b86359550613bed8860208901613bb5565b9450613bfd886101a08901613af3565b935061024087013567ffffffffffffffff811115613c19575f5ffd5b613c2589828a01613b09565b979a969950949794969561026090950135949350505050565b5f60c08284031215613b03575f5ffd5b5f5f5f5f5f5f6102a08789031215613c64575f5ffd5b86359550613c758860208901613bb5565b9450613c85886101a08901613c3e565b935061026087013567ffffffffffffffff811115613ca1575f5ffd5b613cad89828a01613b09565b979a969950949794969561028090950135949350505050565b634e487b7160e01b5f52602160045260245ffd5b60058110613cf657634e487b7160e01b5f52602160045260245ffd5b9052565b81516001600160a01b031681526101e081016020830151613d23602084018263ffffffff169052565b506040830151613d3c604084018264ffffffffff169052565b506060830151613d4f6060840182613cda565b506080830151613d65608084018261ffff169052565b5060a0830151613d8060a08401826001600160a01b03169052565b5060c0830151613da060c08401826bffffffffffffffffffffffff169052565b5060e0830151613db960e084018264ffffffffff169052565b50610100830151613dd461010084018264ffffffffff169052565b50610120830151613dee61012084018263ffffffff169052565b50610140830151613e106101408401826bffffffffffffffffffffffff169052565b506101608301516101608301526101808301516101808301526101a08301516101a08301526101c08301516101c083015292915050565b5f5f83601f840112613e57575f5ffd5b50813567ffffffffffffffff811115613e6e575f5ffd5b6020830191508360208260051b8501011115612c31575f5ffd5b5f5f5f60408486031215613e9a575f5ffd5b833567ffffffffffffffff811115613eb0575f5ffd5b613ebc86828701613bb5565b935050602084013567ffffffffffffffff811115613ed8575f5ffd5b613ee486828701613e47565b9497909650939450505050565b6001600160a01b03811681146119ee575f5ffd5b803561355881613ef1565b634e487b7160e01b5f52604160045260245ffd5b604051610180810167ffffffffffffffff81118282101715613f4857613f48613f10565b60405290565b604051601f8201601f1916810167ffffffffffffffff81118282101715613f7757613f77613f10565b604052919050565b5f5f60408385031215613f90575f5ffd5b8235613f9b81613ef1565b9150602083013567ffffffffffffffff811115613fb6575f5ffd5b8301601f81018513613fc6575f5ffd5b803567ffffffffffffffff811115613fe057613fe0613f10565b613ff3601f8201601f1916602001613f4e565b818152866020838501011115614007575f5ffd5b816020840160208301375f602083830101528093505050509250929050565b5f6101e08284031215613b03575f5ffd5b5f5f5f6102a0848603121561404a575f5ffd5b6140548585614026565b9250614064856101e08601613af3565b915061028084013567ffffffffffffffff811115614080575f5ffd5b84016101408187031215614092575f5ffd5b809150509250925092565b5f5f5f604084860312156140af575f5ffd5b83359250602084013567ffffffffffffffff811115613ed8575f5ffd5b5f5f61020083850312156140de575f5ffd5b6140e88484614026565b946101e0939093013593505050565b5f5f6101a08385031215614109575f5ffd5b6141138484613bb5565b915061018083013567ffffffffffffffff81111561412f575f5ffd5b61413b85828601613af3565b9150509250929050565b5f5f5f5f5f5f5f5f610220898b03121561415d575f5ffd5b8835975061416e8a60208b01613bb5565b96506101a089013567ffffffffffffffff81111561418a575f5ffd5b6141968b828c01613af3565b9650506101c089013567ffffffffffffffff8111156141b3575f5ffd5b6141bf8b828c01613e47565b9096509450506101e08901356141d481613ef1565b925061020089013567ffffffffffffffff8111156141f0575f5ffd5b6141fc8b828c01613e47565b999c989b5096995094979396929594505050565b5f5f5f5f6101008587031215614224575f5ffd5b843593506142358660208701613c3e565b925060e085013567ffffffffffffffff811115613b86575f5ffd5b5f5f60408385031215614261575f5ffd5b50508035926020909101359150565b5f81518084528060208401602086015e5f602082860101526020601f19601f83011685010191505092915050565b602081525f6142b06020830184614270565b9392505050565b5f602082840312156142c7575f5ffd5b81356142b081613ef1565b5f5f5f5f5f5f5f610200888a0312156142e9575f5ffd5b873596506142fa8960208a01613bb5565b95506101a088013567ffffffffffffffff811115614316575f5ffd5b6143228a828b01613af3565b9550506101c088013567ffffffffffffffff81111561433f575f5ffd5b61434b8a828b01613e47565b9095509350506101e088013567ffffffffffffffff81111561436b575f5ffd5b6143778a828b01613b09565b989b979a50959850939692959293505050565b818382375f9101908152919050565b63ffffffff811681146119ee575f5ffd5b803561355881614399565b803560ff81168114613558575f5ffd5b80356143d081614399565b63ffffffff16825260ff6143e6602083016143b5565b16602083015260408101356143fa81614399565b63ffffffff166040830152606081013561441381614399565b63ffffffff166060830152608081013561442c81614399565b63ffffffff81166080840152505050565b83815260e0810161445160208301856143c5565b8260c0830152949350505050565b634e487b7160e01b5f52601160045260245ffd5b80820180821115611c4057611c4061445f565b81810381811115611c4057611c4061445f565b67ffffffffffffffff811681146119ee575f5ffd5b803561355881614499565b8035825260208082013590830152604080820135908301526144dd606082016143aa565b63ffffffff1660608301526144f4608082016144ae565b67ffffffffffffffff16608083015261450f60a082016143aa565b63ffffffff1660a083015260c0818101359083015260e080820135908301526101008082013590830152610120808201359083015261455161014082016143aa565b63ffffffff1661014083015261456a61016082016143aa565b63ffffffff8116610160840152505050565b81835281816020850137505f828201602090810191909152601f909101601f19169091010190565b6145ae81866144b9565b6145bc6101808201856143c5565b6102406102208201525f611d486102408301848661457c565b5f602082840312156145e5575f5ffd5b815180151581146142b0575f5ffd5b60ff6145ff826143b5565b168252602081013561461081614399565b63ffffffff16602083015260ff614629604083016143b5565b166040830152606081013561463d81614399565b63ffffffff16606083015260ff614656608083016143b5565b16608083015260a081013561466a81614499565b67ffffffffffffffff811660a0840152505050565b61468981866144b9565b6146976101808201856145f4565b6102606102408201525f611d486102608301848661457c565b5f823561021e198336030181126146c5575f5ffd5b9190910192915050565b805161355881613ef1565b80516bffffffffffffffffffffffff81168114613558575f5ffd5b805161355881614399565b805161ffff81168114613558575f5ffd5b5f610180828403128015614723575f5ffd5b5061472c613f24565b614735836146cf565b8152614743602084016146da565b6020820152614754604084016146f5565b6040820152614765606084016146f5565b6060820152614776608084016146f5565b608082015261478760a084016146f5565b60a082015261479860c08401614700565b60c08201526147a960e08401614700565b60e08201526147bb61010084016146f5565b6101008201526147ce6101208401614700565b6101208201526147e161014084016146da565b6101408201526147f461016084016146da565b6101608201529392505050565b80358252602080820135908301526040808201359083015261482560608201613f05565b6001600160a01b0316606083015261483f60808201613f05565b6001600160a01b0316608083015260a0818101359083015261486360c082016144ae565b67ffffffffffffffff1660c083015261487e60e082016144ae565b67ffffffffffffffff1660e083015261010081810135908301526101208082013590830152610140808201359083015261016080820135908301526148c661018082016143b5565b60ff166101808301526101a081810135908301526148e76101c082016144ae565b67ffffffffffffffff81166101c0840152505050565b5f5f8335601e19843603018112614912575f5ffd5b830160208101925035905067ffffffffffffffff811115614931575f5ffd5b803603821315612c31575f5ffd5b5f823561011e19833603018112614954575f5ffd5b90910192915050565b5f5f8335601e19843603018112614972575f5ffd5b830160208101925035905067ffffffffffffffff811115614991575f5ffd5b8060051b3603821315612c31575f5ffd5b8183525f7f07ffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff8311156149d2575f5ffd5b8260051b80836020870137939093016020019392505050565b5f81356149f781613ef1565b6001600160a01b031683526020820135614a1081614499565b67ffffffffffffffff166020840152604082810135908401526060820135614a3781614499565b67ffffffffffffffff166060840152614a52608083016143aa565b63ffffffff166080840152614a6a60a08301836148fd565b61012060a0860152614a816101208601828461457c565b60c085810135908701529150614a9b905060e084016143aa565b63ffffffff1660e0850152614ab461010084018461495d565b858303610100870152611d488382846149a2565b5f8235603e19833603018112614954575f5ffd5b5f8135614ae881614499565b67ffffffffffffffff168352614b01602083018361495d565b60406020860152612fc96040860182846149a2565b602081525f823561021e19843603018112614b2f575f5ffd5b61018060208401528301614b476101a0840182614801565b6101e0810135614b5681614399565b63ffffffff16610380840152614b706102008201826148fd565b91506102206103a0850152614b8a6103c08501838361457c565b915050614b9a602085018561493f565b838203601f19016040850152614bb082826149eb565b915050614bc06040850185614ac8565b838203601f19016060850152614bd68282614adc565b915050614c076080840160608601803582526020808201359083015260408082013590830152606090810135910152565b6142b0610100840160e0860180358252602080820135908301526040808201359083015260608082013590830152608090810135910152565b5f60208284031215614c50575f5ffd5b5051919050565b61ffff8181168382160190811115611c4057611c4061445f565b634e487b7160e01b5f52601260045260245ffd5b5f63ffffffff831680614c9a57614c9a614c71565b8063ffffffff84160491505092915050565b805164ffffffffff81168114613558575f5ffd5b5f5f82840360a0811215614cd2575f5ffd5b8351614cdd81613ef1565b92506080601f1982011215614cf0575f5ffd5b506040516080810167ffffffffffffffff81118282101715614d1457614d14613f10565b6040526020840151614d2581613ef1565b8152614d3360408501614cac565b6020820152614d4460608501614cac565b60408201526080939093015160608401525092909150565b80356fffffffffffffffffffffffffffffffff1981168114613558575f5ffd5b5f8383855260208501945060208460051b820101835f609e19863603015b87821015614e7857848403601f190189528235818112614db8575f5ffd5b87018035614dc581614399565b63ffffffff168552614dda60208201826148fd565b60a06020880152614def60a08801828461457c565b915050614dff604083018361495d565b8783036040890152614e128382846149a2565b92505050614e2360608301836148fd565b8783036060890152614e3683828461457c565b92505050614e47608083018361495d565b92508682036080880152614e5c8284836149a2565b9650505050602083019250602089019850600182019150614d9a565b5091979650505050505050565b614e8f8185614801565b82356101e082015260208301356102008201526040830135610220820152606083013561024082015260808301356102608201526102a061028082018190528235908201525f614ee160208401614d5c565b6fffffffffffffffffffffffffffffffff19166102c0830152614f06604084016143aa565b63ffffffff166102e0830152614f1e606084016144ae565b67ffffffffffffffff16610300830152614f3b608084018461495d565b610140610320850152614f536103e0850182846149a2565b915050614f6260a085016143aa565b63ffffffff16610340840152614f7a60c08501614d5c565b6fffffffffffffffffffffffffffffffff1916610360840152614f9f60e08501614d5c565b6fffffffffffffffffffffffffffffffff1916610380840152614fc661010085018561495d565b84830361029f19016103a0860152614fdf838284614d7c565b92505050614ff161012085018561495d565b84830361029f19016103c086015261500a838284614d7c565b98975050505050505050565b805161355881614499565b5f5f8284036101a0811215615034575f5ffd5b83519250610180601f198201121561504a575f5ffd5b50615053613f24565b60208481015182526040808601519183019190915260608501519082015261507d608085016146f5565b606082015261508e60a08501615016565b608082015261509f60c085016146f5565b60a082015260e08481015160c083015261010080860151918301919091526101208086015191830191909152610140850151908201526150e261016085016146f5565b6101408201526150f561018085016146f5565b610160820152809150509250929050565b5f61018082019050825182526020830151602083015260408301516040830152606083015161513d606084018263ffffffff169052565b506080830151615159608084018267ffffffffffffffff169052565b5060a083015161517160a084018263ffffffff169052565b5060c083015160c083015260e083015160e08301526101008301516101008301526101208301516101208301526101408301516151b761014084018263ffffffff169052565b50610160830151612d5461016084018263ffffffff169052565b828152604060208201525f6151e96040830184614270565b949350505050565b634e487b7160e01b5f52603260045260245ffd5b5f60208284031215615215575f5ffd5b6142b0826143b5565b5f6020828403121561522e575f5ffd5b81356142b081614399565b5f60208284031215615249575f5ffd5b81356142b081614499565b67ffffffffffffffff8181168382160190811115611c4057611c4061445f565b63ffffffff8181168382160190811115611c4057611c4061445f565b5f813561529c81614399565b63ffffffff16835260ff6152b2602084016143b5565b16602084015260408201356152c681614499565b67ffffffffffffffff16604084015260608201356152e381614499565b67ffffffffffffffff1660608401526152ff60808301836148fd565b60a06080860152612fc960a08601828461457c565b604081525f6153266040830185615290565b90508260208301529392505050565b838152610100810161534a60208301856145f4565b8260e0830152949350505050565b63ffffffff8281168282160390811115611c4057611c4061445f565b606081525f6153866060830188615290565b82810360208401526153998187896149a2565b9050828103604084015261500a81858761457c565b6101808101611c4082846144b9565b64ffffffffff8281168282160390811115611c4057611c4061445f565b64ffffffffff8181168382160190811115611c4057611c4061445f565b5f81518060208401855e5f93019283525090919050565b5f6142b082846153f7565b5f5f8335601e1984360301811261542e575f5ffd5b83018035915067ffffffffffffffff821115615448575f5ffd5b602001915036819003821315612c31575f5ffd5b5f8261546a5761546a614c71565b500490565b5f8261547d5761547d614c71565b500690565b5f5f85851115615490575f5ffd5b8386111561549c575f5ffd5b5050820193919092039150565b80356020831015611c40575f19602084900360031b1b1692915050565b5f7f07ffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff8311156154f3575f5ffd5b8260051b80858437919091019392505050565b8082028115828204841417611c4057611c4061445f565b80356001600160e01b03198116906004841015612d54576001600160e01b0319808560040360031b1b82161691505092915050565b5f600182016155635761556361445f565b5060010190565b7fff00000000000000000000000000000000000000000000000000000000000000831681525f6151e960018301846153f756' as const
