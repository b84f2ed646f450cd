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
          },
          {
            "components": [
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
                "internalType": "bytes",
                "name": "ports",
                "type": "bytes"
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
            "internalType": "struct GenerationOpening",
            "name": "generation",
            "type": "tuple"
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
            "internalType": "bool",
            "name": "generation",
            "type": "bool"
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
  '0x61016060405230608052348015610014575f5ffd5b50604051615e07380380615e0783398101604081905261003391610212565b61003b61014c565b6001600160a01b0380851660e05283811661010081905283821661012052908216610140526040805163a9b5898f60e01b8152905163a9b5898f916004808201926020929091908290030181865afa158015610099573d5f5f3e3d5ffd5b505050506040513d601f19601f820116820180604052508101906100bd919061026e565b6001600160a01b031660a0816001600160a01b031681525050826001600160a01b031663863191b86040518163ffffffff1660e01b8152600401602060405180830381865afa158015610112573d5f5f3e3d5ffd5b505050506040513d601f19601f82011682018060405250810190610136919061026e565b6001600160a01b031660c0525061029092505050565b7ff0c57e16840df040f15088dc2f81fe391c3923bec73e23a9662efc9c229c6a00805468010000000000000000900460ff161561019c5760405163f92ee8a960e01b815260040160405180910390fd5b80546001600160401b03908116146101fb5780546001600160401b0319166001600160401b0390811782556040519081527fc7f505b2f371ae2175ee4913f4499e1f2633a7b5936321eed1cdaeb6115181d29060200160405180910390a15b50565b6001600160a01b03811681146101fb575f5ffd5b5f5f5f5f60808587031215610225575f5ffd5b8451610230816101fe565b6020860151909450610241816101fe565b6040860151909350610252816101fe565b6060860151909250610263816101fe565b939692955090935050565b5f6020828403121561027e575f5ffd5b8151610289816101fe565b9392505050565b60805160a05160c05160e051610100516101205161014051615a936103745f395f81816106490152611bb601525f81816106af015261201601525f818161020c01528181610b4e0152818161170b015261198b01525f818161032801528181610e4d01528181610f060152818161127e015281816112f90152818161159701528181611aec01528181611e0101528181611f4c0152818161257b0152818161261301526126f201525f81816103c1015281816111ee015261187601525f81816104650152610a9c01525f81816128ff015281816129280152612aa60152615a935ff3fe6080604052600436106101c5575f3560e01c80638a490409116100f2578063ad3cb1cc11610092578063dc16a25511610062578063dc16a25514610638578063e30c39781461066b578063f2fde38b1461067f578063fe27c0f61461069e575f5ffd5b8063ad3cb1cc14610586578063bf47b660146105db578063c4d66de8146105fa578063d713aee614610619575f5ffd5b8063a17a5d40116100cd578063a17a5d4014610435578063a9b5898f14610454578063abda8aec14610487578063acd8677214610567575f5ffd5b80638a490409146103e35780638a5ddeb6146104025780638da5cb5b14610421575f5ffd5b806352d1902d1161016857806379ba50971161013857806379ba50971461035e5780637ab1cb9d1461037257806381469d2d14610391578063863191b8146103b0575f5ffd5b806352d1902d146102e457806354b17ce2146102f85780635db93dfa14610317578063715018a61461034a575f5ffd5b8063136ba6aa116101a3578063136ba6aa14610267578063329746551461029357806339c79e0c146102b25780634f1ef286146102d1575f5ffd5b8063050afed7146101c9578063082a2cdf146101fb5780630c2c71b614610246575b5f5ffd5b3480156101d4575f5ffd5b506101e86101e3366004613ea2565b6106d1565b6040519081526020015b60405180910390f35b348015610206575f5ffd5b5061022e7f000000000000000000000000000000000000000000000000000000000000000081565b6040516001600160a01b0390911681526020016101f2565b348015610251575f5ffd5b50610265610260366004613ef9565b61071b565b005b348015610272575f5ffd5b50610286610281366004613ef9565b6108af565b6040516101f29190613f44565b34801561029e575f5ffd5b506101e86102ad3660046140f6565b610a89565b3480156102bd575f5ffd5b506102656102cc366004613ef9565b610fd6565b6102656102df366004614216565b611391565b3480156102ef575f5ffd5b506101e86113b0565b348015610303575f5ffd5b506102656103123660046142de565b6113de565b348015610322575f5ffd5b5061022e7f000000000000000000000000000000000000000000000000000000000000000081565b348015610355575f5ffd5b5061026561167e565b348015610369575f5ffd5b50610265611691565b34801561037d575f5ffd5b5061026561038c3660046143ba565b6116d9565b34801561039c575f5ffd5b506102656103ab366004614430565b611add565b3480156103bb575f5ffd5b5061022e7f000000000000000000000000000000000000000000000000000000000000000081565b3480156103ee575f5ffd5b506102656103fd3660046144a8565b611c8a565b34801561040d575f5ffd5b506101e861041c3660046144d7565b611e6f565b34801561042c575f5ffd5b5061022e611edf565b348015610440575f5ffd5b506101e861044f366004614502565b611f13565b34801561045f575f5ffd5b5061022e7f000000000000000000000000000000000000000000000000000000000000000081565b348015610492575f5ffd5b506105256104a1366004614542565b604080516080810182525f808252602082018190529181018290526060810191909152505f91825260016020818152604080852093855292815292829020825160808101845281546001600160a01b0381168252600160a01b810461ffff1695820195909552600160b01b90940460ff161515928401929092520154606082015290565b6040516101f2919081516001600160a01b0316815260208083015161ffff16908201526040808301511515908201526060918201519181019190915260800190565b348015610572575f5ffd5b50610265610581366004614562565b611f3d565b348015610591575f5ffd5b506105ce6040518060400160405280600581526020017f352e302e3000000000000000000000000000000000000000000000000000000081525081565b6040516101f29190614608565b3480156105e6575f5ffd5b506101e86105f5366004614621565b6120e1565b348015610605575f5ffd5b5061026561061436600461466f565b612192565b348015610624575f5ffd5b5061026561063336600461468a565b6122b8565b348015610643575f5ffd5b5061022e7f000000000000000000000000000000000000000000000000000000000000000081565b348015610676575f5ffd5b5061022e612483565b34801561068a575f5ffd5b5061026561069936600461466f565b6124ab565b3480156106a9575f5ffd5b5061022e7f000000000000000000000000000000000000000000000000000000000000000081565b5f848484846040516106e4929190614742565b6040519081900381206106fb939291602001614800565b604051602081830303815290604052805190602001209050949350505050565b5f8181526020819052604081209060018254600160e81b900460ff16600481111561074857610748613f10565b0361077b57815461077490600160a01b810463ffffffff1690600160c01b900464ffffffffff16614836565b9050610848565b60028254600160e81b900460ff16600481111561079a5761079a613f10565b83549114908490600160e81b900460ff1660048111156107bc576107bc613f10565b90916107e95760405163110a2b3160e31b8152600481019290925260248201526044015b60405180910390fd5b50506002820154600160501b900463ffffffff1615610842576002820154825464ffffffffff918216916108339163ffffffff600160a01b82041691600160c01b90910416614836565b61083d9190614849565b610845565b5f195b90505b804211819061086d5760405163ce3da61f60e01b81526004016107e091815260200190565b5060018201546108aa90849084906001600160a01b03167f73696c656e636500000000000000000000000000000000000000000000000000612530565b505050565b60408051610200810182525f80825260208201819052918101829052606081018290526080810182905260a0810182905260c0810182905260e08101829052610100810182905261012081018290526101408101829052610160810182905261018081018290526101a081018290526101c081018290526101e08101919091525f828152602081815260409182902082516102008101845281546001600160a01b0381168252600160a01b810463ffffffff1693820193909352600160c01b830464ffffffffff1693810193909352906060830190600160e81b900460ff16600481111561099f5761099f613f10565b60048111156109b0576109b0613f10565b81528154600160f01b9081900461ffff16602083015260018301546001600160a01b0381166040840152600160a01b90046bffffffffffffffffffffffff9081166060840152600284015464ffffffffff80821660808601526501000000000082041660a0850152600160501b810463ffffffff90811660c08601526e01000000000000000000000000000082041660e0850152600160901b81049091166101008401520460ff161515610120820152600382015461014082015260048201546101608201526005909101546101809091015292915050565b5f36610a95858061485c565b5f0190505f7f00000000000000000000000000000000000000000000000000000000000000006001600160a01b031663971217b76040518163ffffffff1660e01b81526004016101a060405180830381865afa158015610af7573d5f5f3e3d5ffd5b505050506040513d601f19601f82011682018060405250810190610b1b91906148bd565b6040517feb5177d70000000000000000000000000000000000000000000000000000000081529091506001600160a01b037f0000000000000000000000000000000000000000000000000000000000000000169063eb5177d790610b83908990600401614d27565b602060405180830381865afa158015610b9e573d5f5f3e3d5ffd5b505050506040513d601f19601f82011682018060405250810190610bc29190614e51565b92505f610bd38360c0890135611e6f565b9050610bf081610be960a086016080870161466f565b888861279a565b5f848152602081905260408120908154600160e81b900460ff166004811115610c1b57610c1b613f10565b03610caa57805460ff60e81b1916600160e81b178155610c41608085016060860161466f565b81546001600160a01b0319166001600160a01b039190911617815560208401356003820155600581018290556002810180547fff00ffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff1660608a01351515600160f01b02179055610d27565b60038154600160e81b900460ff166004811115610cc957610cc9613f10565b82549114908690600160e81b900460ff166004811115610ceb57610ceb613f10565b9091610d135760405163110a2b3160e31b8152600481019290925260248201526044016107e0565b5050805460ff60e81b1916600160e91b1781555b61010083015181547fffffff000000000000000000ffffffffffffffffffffffffffffffffffffffff16600160a01b63ffffffff9092169190910264ffffffffff60c01b191617600160c01b4264ffffffffff1602178082556001908290601e90610d9e908490600160f01b900461ffff16614e68565b82546101009290920a61ffff8181021990931691909216919091021790555061014083015133600160a01b6bffffffffffffffffffffffff928316021760018301556101608401516002830180547fffff00000000000000000000000000000000ffffffff0000000000000000000016600160901b92909316919091027fffffffffffffffffffffffffffff00000000ffffffff00000000000000000000169190911790556001600160a01b037f00000000000000000000000000000000000000000000000000000000000000001663a7e21e80610e82608087016060880161466f565b6040516001600160e01b031960e084901b1681526001600160a01b0390911660048201526024015f604051808303815f87803b158015610ec0575f5ffd5b505af1158015610ed2573d5f5f3e3d5ffd5b50505050610140830151604051630a43004160e31b81523360048201526bffffffffffffffffffffffff90911660248201527f00000000000000000000000000000000000000000000000000000000000000006001600160a01b0316906352180208906044015f604051808303815f87803b158015610f4f575f5ffd5b505af1158015610f61573d5f5f3e3d5ffd5b50339250610f78915050608086016060870161466f565b6001600160a01b0316867f4541772a392e330ed5c60ef81cbd5d46cb53f265c02d4de1bc50e479380b4b4286610100015163ffffffff1642610fba9190614836565b60405190815260200160405180910390a4505050509392505050565b5f81815260208190526040902060028154600160e81b900460ff16600481111561100257611002613f10565b82549114908390600160e81b900460ff16600481111561102457611024613f10565b909161104c5760405163110a2b3160e31b8152600481019290925260248201526044016107e0565b505060028101545f90600160501b900463ffffffff1681036110e057600282015482546501000000000090910464ffffffffff169061109a90600490600160a01b900463ffffffff16614e96565b835463ffffffff918216916110c791600160a01b810490911690600160c01b900464ffffffffff16614836565b6110d19190614836565b6110db9190614849565b6110e3565b5f195b9050804211819061110a5760405163ce3da61f60e01b81526004016107e091815260200190565b50815460ff60e81b19167d03000000000000000000000000000000000000000000000000000000000017825560028201545f9061117490600160901b81046bffffffffffffffffffffffff16906e010000000000000000000000000000900463ffffffff16614ebd565b60018401546111989190600160a01b90046bffffffffffffffffffffffff16614836565b6002840180547fffffffffffffffffffffffffffff00000000ffffffffffffffffffffffffffff1690558354604051631015b89160e21b81526001600160a01b0391821660048201525f602482018190529293507f000000000000000000000000000000000000000000000000000000000000000090911690634056e2449060440160a060405180830381865afa158015611235573d5f5f3e3d5ffd5b505050506040513d601f19601f820116820180604052508101906112599190614ee8565b508454604051631916558760e01b81526001600160a01b0391821660048201529192507f000000000000000000000000000000000000000000000000000000000000000016906319165587906024015f604051808303815f87803b1580156112bf575f5ffd5b505af11580156112d1573d5f5f3e3d5ffd5b505060405163f00388f760e01b81526001600160a01b038481166004830152602482018690527f000000000000000000000000000000000000000000000000000000000000000016925063f00388f791506044015f604051808303815f87803b15801561133c575f5ffd5b505af115801561134e573d5f5f3e3d5ffd5b505085546040516001600160a01b0390911692508791507ffdd164e2e83e579758158f59a5e3253399f4de3e8e5a154f5dc03bbd5d442c39905f90a35050505050565b6113996128f4565b6113a2826129ab565b6113ac82826129b3565b5050565b5f6113b9612a9b565b507f360894a13ba1a3210667c828492db98dca3e2076cc3735a920a3ca505d382bbc90565b5f6113e98989612ae4565b90506113fb816005015485858561279a565b600281015481546114299165010000000000900464ffffffffff1690600160a01b900463ffffffff16612cb8565b5f61143489896120e1565b5f8b8152600160209081526040808320848452909152902080549192509082906001600160a01b031615611497576040517f7b63151f0000000000000000000000000000000000000000000000000000000081526004016107e091815260200190565b508054336001600160a01b031982168117835584547fffffffffffffffffffff000000000000000000000000000000000000000000009092167fffffffffffffffffffff0000ffffffffffffffffffffffffffffffffffffffff90911617600160f01b90910461ffff16600160a01b021781556115178b8b8b8b8b612cf0565b600182810191909155600284018054600a90611541908490600160501b900463ffffffff16614f84565b82546101009290920a63ffffffff818102199093169190921691909102179055506002830154604051630a43004160e31b8152336004820152600160901b9091046bffffffffffffffffffffffff1660248201527f00000000000000000000000000000000000000000000000000000000000000006001600160a01b0316906352180208906044015f604051808303815f87803b1580156115e0575f5ffd5b505af11580156115f2573d5f5f3e3d5ffd5b5050845460028601543393506001600160a01b03821692508e917ff437d870cd4d894c816bdb0deb78f78f7f294660bb7f5e0a987340b87c6807fe918e9164ffffffffff9091169061165190600160a01b900463ffffffff1642614836565b61165b9190614849565b604051611669929190615009565b60405180910390a45050505050505050505050565b611686613085565b61168f5f6130b7565b565b338061169b612483565b6001600160a01b0316146116cd5760405163118cdaa760e01b81526001600160a01b03821660048201526024016107e0565b6116d6816130b7565b50565b6040517fc42257f20000000000000000000000000000000000000000000000000000000081525f906001600160a01b037f0000000000000000000000000000000000000000000000000000000000000000169063c42257f29061174090879060040161502a565b602060405180830381865afa15801561175b573d5f5f3e3d5ffd5b505050506040513d601f19601f8201168201806040525081019061177f9190614e51565b5f81815260208190526040902090915060018154600160e81b900460ff1660048111156117ae576117ae613f10565b82549114908390600160e81b900460ff1660048111156117d0576117d0613f10565b90916117f85760405163110a2b3160e31b8152600481019290925260248201526044016107e0565b505080545f9061182390600160a01b810463ffffffff1690600160c01b900464ffffffffff16614836565b905080421115819061184b576040516307f138d560e21b81526004016107e091815260200190565b508154604051631015b89160e21b81526001600160a01b0391821660048201525f60248201819052917f00000000000000000000000000000000000000000000000000000000000000001690634056e2449060440160a060405180830381865afa1580156118bb573d5f5f3e3d5ffd5b505050506040513d601f19601f820116820180604052508101906118df9190614ee8565b5083549091506001600160a01b03163314806119035750336001600160a01b038216145b83546001600160a01b031690339061195a576040517f4fe0b2890000000000000000000000000000000000000000000000000000000081526001600160a01b039283166004820152911660248201526044016107e0565b505060028301546040517f17060e910000000000000000000000000000000000000000000000000000000081525f917f00000000000000000000000000000000000000000000000000000000000000006001600160a01b0316916317060e91916119d7918c918c918c91600160f01b900460ff1690600401615200565b6101c060405180830381865afa1580156119f3573d5f5f3e3d5ffd5b505050506040513d601f19601f82011682018060405250810190611a1791906153d8565b90505f81604051602001611a2b91906154bb565b60408051808303601f190181529082905280516020820120600488015586547fffff000000000000ffffffffffffffffffffffffffffffffffffffffffffffff8116600160c01b4264ffffffffff1602908117600160e91b17895585519294506001600160a01b039182169116179188917fbc2fc699f7df7155ab124259916b6a5903310474064ce25e297332c0bf17a86391611aca919086906155b7565b60405180910390a3505050505050505050565b5f611ae88787612ae4565b90507f00000000000000000000000000000000000000000000000000000000000000006001600160a01b031663d8ac04773384611b278b8a8a8a611f13565b6040516001600160e01b031960e086901b1681526001600160a01b039093166004840152602483019190915260448201526064015f604051808303815f87803b158015611b72575f5ffd5b505af1158015611b84573d5f5f3e3d5ffd5b50506040517f6d90f4d20000000000000000000000000000000000000000000000000000000081526001600160a01b037f0000000000000000000000000000000000000000000000000000000000000000169250636d90f4d29150611bf3908990899089908990600401615750565b602060405180830381865afa158015611c0e573d5f5f3e3d5ffd5b505050506040513d601f19601f82011682018060405250810190611c329190615781565b8790611c5457604051630532fc7360e21b81526004016107e091815260200190565b50611c818782337f666f726d00000000000000000000000000000000000000000000000000000000612530565b50505050505050565b5f83815260208190526040902060048154600160e81b900460ff166004811115611cb657611cb6613f10565b82549114908590600160e81b900460ff166004811115611cd857611cd8613f10565b9091611d005760405163110a2b3160e31b8152600481019290925260248201526044016107e0565b505f90505b82811015611e68575f85815260016020526040812081868685818110611d2d57611d2d6157a0565b602090810292909201358352508101919091526040015f2080549091506001600160a01b03168015801590611d79575083548254600160a01b900461ffff908116600160f01b90920416145b868685818110611d8b57611d8b6157a0565b9050602002013590611db357604051635617461360e01b81526004016107e091815260200190565b5081546001600160a01b0319168255600284015460405163f00388f760e01b81526001600160a01b038381166004830152600160901b9092046bffffffffffffffffffffffff1660248201527f0000000000000000000000000000000000000000000000000000000000000000919091169063f00388f7906044015f604051808303815f87803b158015611e45575f5ffd5b505af1158015611e57573d5f5f3e3d5ffd5b505050505050806001019050611d05565b5050505050565b5f6002611e846101a0850161018086016157b4565b60ff161015611e9457505f611ed9565b611ea460a084016080850161466f565b604080516001600160a01b03909216602083015281018390526060016040516020818303038152906040528051906020012090505b92915050565b5f807f9016d09d72d40fdae2fd8ceac6b6234c7706214fd39c1cd1e609a0528c1993005b546001600160a01b031692915050565b5f84848484604051611f26929190614742565b6040519081900381206106fb9392916020016157cf565b5f611f488787612ae4565b90507f00000000000000000000000000000000000000000000000000000000000000006001600160a01b031663d8ac04773384611f878b8a8a8a6106d1565b6040516001600160e01b031960e086901b1681526001600160a01b039093166004840152602483019190915260448201526064015f604051808303815f87803b158015611fd2575f5ffd5b505af1158015611fe4573d5f5f3e3d5ffd5b50506040517f3261ee8c0000000000000000000000000000000000000000000000000000000081526001600160a01b037f0000000000000000000000000000000000000000000000000000000000000000169250633261ee8c91506120539089908990899089906004016157f2565b602060405180830381865afa15801561206e573d5f5f3e3d5ffd5b505050506040513d601f19601f820116820180604052508101906120929190615781565b87906120b457604051630532fc7360e21b81526004016107e091815260200190565b50611c818782337f7374657000000000000000000000000000000000000000000000000000000000612530565b5f80612102836120f76080870160608801615823565b63ffffffff166130ef565b50905061210f838261319b565b5061218a6121206020850185615823565b63ffffffff1661213660408601602087016157b4565b60ff16612149606087016040880161583e565b67ffffffffffffffff166040805160208082019590955280820193909352606080840192909252805180840390920182526080909201909152805191012090565b949350505050565b5f61219b613274565b805490915060ff68010000000000000000820416159067ffffffffffffffff165f811580156121c75750825b90505f8267ffffffffffffffff1660011480156121e35750303b155b9050811580156121f1575080155b15612228576040517ff92ee8a900000000000000000000000000000000000000000000000000000000815260040160405180910390fd5b845467ffffffffffffffff19166001178555831561225c57845468ff00000000000000001916680100000000000000001785555b6122658661329c565b83156122b057845468ff000000000000000019168555604051600181527fc7f505b2f371ae2175ee4913f4499e1f2633a7b5936321eed1cdaeb6115181d29060200160405180910390a15b505050505050565b5f6122c38888612ae4565b600281015481549192506122ed9164ffffffffff90911690600160a01b900463ffffffff16612cb8565b5f6122f888886120e1565b5f8a815260016020908152604080832084845290915290208054919250906001600160a01b03161580159061233657508054600160b01b900460ff16155b829061235857604051635617461360e01b81526004016107e091815260200190565b5080547fffffffffffffffffff00ffffffffffffffffffffffffffffffffffffffffffff16600160b01b17815560028301805460019190600a906123ab90849063ffffffff600160501b90910416615859565b92506101000a81548163ffffffff021916908363ffffffff160217905550600183600201600e8282829054906101000a900463ffffffff166123ed9190614f84565b92506101000a81548163ffffffff021916908363ffffffff1602179055506124378a8a60600160208101906124229190615823565b63ffffffff168a84600101548b8b8b8b6132ad565b897f6464be9e09a0ae086eb8b6d843e3e2a411ff8651da858c82d7220c479fb95376898989898960405161246f959493929190615875565b60405180910390a250505050505050505050565b5f807f237e158222e3e6968b72b9db0d8043aacf074ad9f650f0d1606b4d82ee432c00611f03565b6124b3613085565b7f237e158222e3e6968b72b9db0d8043aacf074ad9f650f0d1606b4d82ee432c0080546001600160a01b0319166001600160a01b03831690811782556124f7611edf565b6001600160a01b03167f38d16b8cac22d99fc7c124b9cd0de2d3fa1faef420bfe791d8c362d765e2270060405160405180910390a35050565b82547d04000000000000000000000000000000000000000000000000000000000060ff60e81b198216178455604051631916558760e01b81526001600160a01b0391821660048201527f0000000000000000000000000000000000000000000000000000000000000000909116906319165587906024015f604051808303815f87803b1580156125be575f5ffd5b505af11580156125d0573d5f5f3e3d5ffd5b50505050600183015460405163f00388f760e01b81526001600160a01b038083166004830152600160a01b9092046bffffffffffffffffffffffff1660248201527f00000000000000000000000000000000000000000000000000000000000000009091169063f00388f7906044015f604051808303815f87803b158015612656575f5ffd5b505af1158015612668573d5f5f3e3d5ffd5b50506040805160a08101825286546001600160a01b0390811682526003880154602083019081528284018a8152888316606085019081526080850189815295517f6006e2ca000000000000000000000000000000000000000000000000000000008152945184166004860152915160248501525160448401525181166064830152915160848201527f00000000000000000000000000000000000000000000000000000000000000009091169250636006e2ca915060a4015f604051808303815f87803b158015612737575f5ffd5b505af1158015612749573d5f5f3e3d5ffd5b505084546040518481526001600160a01b038681169450909116915086907f3924680e532251ca39493ceb497fc0e31109c468592be51686834f165a36feb69060200160405180910390a450505050565b83156128ee575f81156128035760026127b38484613426565b6040516127c091906158d2565b602060405180830381855afa1580156127db573d5f5f3e3d5ffd5b5050506040513d601f19601f820116820180604052508101906127fe9190614e51565b612805565b5f5b604080516001600160a01b03871660208201529081018290529091508590606001604051602081830303815290604052805190602001201433906128685760405163fbf4f1bb60e01b81526001600160a01b0390911660048201526024016107e0565b50336001600160a01b038516145f5b838110156128c25733858583818110612892576128926157a0565b90506020020160208101906128a7919061466f565b6001600160a01b0316036128ba57600191505b600101612877565b503381611c815760405163fbf4f1bb60e01b81526001600160a01b0390911660048201526024016107e0565b50505050565b306001600160a01b037f000000000000000000000000000000000000000000000000000000000000000016148061298d57507f00000000000000000000000000000000000000000000000000000000000000006001600160a01b03166129817f360894a13ba1a3210667c828492db98dca3e2076cc3735a920a3ca505d382bbc546001600160a01b031690565b6001600160a01b031614155b1561168f5760405163703e46dd60e11b815260040160405180910390fd5b6116d6613085565b816001600160a01b03166352d1902d6040518163ffffffff1660e01b8152600401602060405180830381865afa925050508015612a0d575060408051601f3d908101601f19168201909252612a0a91810190614e51565b60015b612a3557604051634c9c8ce360e01b81526001600160a01b03831660048201526024016107e0565b7f360894a13ba1a3210667c828492db98dca3e2076cc3735a920a3ca505d382bbc8114612a91576040517faa1d49a4000000000000000000000000000000000000000000000000000000008152600481018290526024016107e0565b6108aa83836134c0565b306001600160a01b037f0000000000000000000000000000000000000000000000000000000000000000161461168f5760405163703e46dd60e11b815260040160405180910390fd5b5f82815260208190526040902060028154600160e81b900460ff166004811115612b1057612b10613f10565b82549114908490600160e81b900460ff166004811115612b3257612b32613f10565b9091612b5a5760405163110a2b3160e31b8152600481019290925260248201526044016107e0565b50505f82604051602001612b6e91906158dd565b60408051601f19818403018152919052805160209091012060048301549091508190808214612bd2576040517f3cf52120000000000000000000000000000000000000000000000000000000008152600481019290925260248201526044016107e0565b505081545f90612bf090600160c01b900464ffffffffff16426158ec565b6002840154909150600160501b900463ffffffff165f03612c5457808360020160058282829054906101000a900464ffffffffff16612c2f9190615909565b92506101000a81548164ffffffffff021916908364ffffffffff160217905550612c92565b6002830180548291905f90612c7190849064ffffffffff16615909565b92506101000a81548164ffffffffff021916908364ffffffffff1602179055505b5050805464ffffffffff60c01b1916600160c01b4264ffffffffff160217815592915050565b808211156113ac57612cca8183614849565b612cd49042614849565b6040516307f138d560e21b81526004016107e091815260200190565b5f85815260026020908152604080832091612d0f9187019087016157b4565b60ff165f03612f0457612d256020860186615823565b63ffffffff165f03612d3a575050833561307c565b5f6001612d4a6020880188615823565b63ffffffff16612d5a9190614849565b90505f80612d8d612d87612d82612d7760808d0160608e01615823565b63ffffffff16613515565b61352c565b8461354f565b91509150612de8845f612dd35f86866040805160208082019590955280820193909352606080840192909252805180840390920182526080909201909152805191012090565b81526020019081526020015f20548888613597565b5f8787612df6600182614849565b8616818110612e0757612e076157a0565b90506020020135905080612e5d8a8060600190612e249190615926565b8080601f0160208091040260200160405190810160405280939291908181526020018383808284375f920191909152506135f092505050565b14600290612e81576040516304aaf10960e01b81526004016107e091815260200190565b50612e8f60608a018a615926565b604051612e9d929190614742565b604051908190039020855f612ec3612eb860208e018e615823565b63ffffffff16613661565b815260208101919091526040015f2055612ee060608a018a615926565b612eef91604291602291615969565b612ef891615990565b9550505050505061307c565b612f116020860186615823565b63ffffffff1615612f8c575f8181612f2f612eb860208a018a615823565b815260208101919091526040015f20549050612f4e6060870187615926565b604051612f5c929190614742565b60405180910390208114600290612f89576040516304aaf10960e01b81526004016107e091815260200190565b50505b61303a815f613025612fa160208a018a615823565b63ffffffff166004612fb960408c0160208d016157b4565b60ff16612fc69190614849565b6004612fd860608d0160408e0161583e565b67ffffffffffffffff16901c67ffffffffffffffff166040805160208082019590955280820193909352606080840192909252805180840390920182526080909201909152805191012090565b81526020019081526020015f20548585613597565b8383613047600182614849565b6130576060890160408a0161583e565b67ffffffffffffffff1616818110613071576130716157a0565b905060200201359150505b95945050505050565b3361308e611edf565b6001600160a01b03161461168f5760405163118cdaa760e01b81523360048201526024016107e0565b7f237e158222e3e6968b72b9db0d8043aacf074ad9f650f0d1606b4d82ee432c0080546001600160a01b03191681556113ac82613698565b5f806130fe6020850185615823565b63ffffffff165f0361311d5761311383613515565b5f91509150613194565b5f600161312d6020870187615823565b63ffffffff1661313d9190614849565b905061316b61314f6060870187615926565b836003166001148015613166575086600285901c14155b613708565b9150610100600161317c8285614836565b6131869190614849565b61319091906159ad565b9250505b9250929050565b5f6131a58261352c565b905060046131b960408501602086016157b4565b60ff166131c691906159c0565b1580156132075750806131df60408501602086016157b4565b60ff161080613207575080158015613207575061320260408401602085016157b4565b60ff16155b801561324a57508161321f60408501602086016157b4565b61322c9060ff1683614849565b61323c606086016040870161583e565b67ffffffffffffffff16901b105b60019061326d576040516304aaf10960e01b81526004016107e091815260200190565b5092915050565b5f807ff0c57e16840df040f15088dc2f81fe391c3923bec73e23a9662efc9c229c6a00611ed9565b6132a461391c565b6116d68161395a565b5f5f6132b9888a6130ef565b90925090505f6132cf60408a0160208b016157b4565b60ff166132db8461352c565b6132e59190614849565b9050600481111561330589826132fc5760046132fe565b835b8a8a6139a4565b801561333b576133368a8484613321606084016040850161583e565b67ffffffffffffffff16901b8b8b8b8b613af7565b613361565b6002851561335f5760405163aa73fcb760e01b81526004016107e091815260200190565b505b80801561337f575061337660208b018b615823565b63ffffffff1615155b1561338d575050505061341c565b87876040516020016133a09291906159d3565b60408051601f1981840301815291815281516020928301205f8f8152600284529182209092909190613407906133d8908f018f615823565b63ffffffff168e60200160208101906133f191906157b4565b60ff168f6040016020810190612149919061583e565b815260208101919091526040015f2055505050505b5050505050505050565b6060613433826014614ebd565b67ffffffffffffffff81111561344b5761344b614183565b6040519080825280601f01601f191660200182016040528015613475576020820181803683370190505b5090505f5b8281101561326d575f848483818110613495576134956157a0565b90506020020160208101906134aa919061466f565b60601b601483028401602001525060010161347a565b6134c982613c50565b6040516001600160a01b038316907fbc7cd75a20ee27fd9adebab32041f755214dbc6bffa90cc0225b39da2e5c2d3b905f90a280511561350d576108aa8282613cc6565b6113ac613d91565b5f613521826001614836565b611ed9906004614ebd565b5f5b81816001901b101561354a5761354381615a13565b905061352e565b919050565b5f80831561357e576004613564600186614849565b61356e91906159ad565b613579906004614ebd565b613580565b5f5b915061358c8285614849565b91949290911c925050565b80158015906135cd575081816040516020016135b49291906159d3565b6040516020818303038152906040528051906020012083145b6002906128ee576040516304aaf10960e01b81526004016107e091815260200190565b5f60025f60f81b83604051602001613609929190615a2b565b60408051601f1981840301815290829052613623916158d2565b602060405180830381855afa15801561363e573d5f5f3e3d5ffd5b5050506040513d601f19601f82011682018060405250810190611ed99190614e51565b6040805160208082018490525f19828401525f60608084018290528451808503909101815260809093019093528151910120611ed9565b7f9016d09d72d40fdae2fd8ceac6b6234c7706214fd39c1cd1e609a0528c19930080546001600160a01b031981166001600160a01b03848116918217845560405192169182907f8be0079c531659141344cd1fd0a4f28419497f9722a3daafe3b4186f6b6457e0905f90a3505050565b5f60036042841461372f576040516304aaf10960e01b81526004016107e091815260200190565b505f84846001818110613744576137446157a0565b919091013560f81c91505f905061375f601e601a8789615969565b61376891615a5e565b60e01c90505f61377c6022601e888a615969565b61378591615a5e565b60e01c90506001831080159061379c575060068311155b6003906137bf576040516304aaf10960e01b81526004016107e091815260200190565b5080600114806137cf5750806002145b806137da5750806004145b6003906137fd576040516304aaf10960e01b81526004016107e091815260200190565b50600382613821576040516304aaf10960e01b81526004016107e091815260200190565b5060015f5b848110156138c257888861383b836004614ebd565b613846906002614836565b90613852846004614ebd565b61385d906006614836565b9261386a93929190615969565b61387391615a5e565b6138809060e01c83614ebd565b9150811580159061389657506401000000008211155b6003906138b9576040516304aaf10960e01b81526004016107e091815260200190565b50600101613826565b505f866138d8576138d38483614ebd565b613903565b60026138e5856001614836565b6138ef9086614ebd565b6138f991906159ad565b6139039083614ebd565b905061390f8382614ebd565b9998505050505050505050565b613924613dc9565b61168f576040517fd7e6bcf800000000000000000000000000000000000000000000000000000000815260040160405180910390fd5b61396261391c565b6001600160a01b0381166116cd576040517f1e4fbdf70000000000000000000000000000000000000000000000000000000081525f60048201526024016107e0565b600180841b82146139cb5760405163aa73fcb760e01b81526004016107e091815260200190565b505f8282808060200260200160405190810160405280939291908181526020018383602002808284375f9201919091525092935084925050505b6001811115613ab7575f5b613a1b6002836159ad565b811015613aa457613a7f83613a31836002614ebd565b81518110613a4157613a416157a0565b602002602001015184836002613a579190614ebd565b613a62906001614836565b81518110613a7257613a726157a0565b6020026020010151613de7565b838281518110613a9157613a916157a0565b6020908102919091010152600101613a10565b50613ab06002826159ad565b9050613a05565b5084815f81518110613acb57613acb6157a0565b6020026020010151146001906122b05760405163aa73fcb760e01b81526004016107e091815260200190565b5f805b84811015613c1f576042613b1160208b018b615823565b63ffffffff1615613b6f575f613b27838a614836565b613b3390610100614ebd565b9050898110613b43575050613c1f565b610100613b50828c614849565b10613b5d57610100613b67565b613b67818b614849565b915050613b96565b868683818110613b8157613b816157a0565b905060200201355f5f1b03613b965750613c17565b613ba08184614836565b8410801590613be55750868683818110613bbc57613bbc6157a0565b90506020020135613be3868686908588613bd69190614836565b92612e2493929190615969565b145b600290613c085760405163aa73fcb760e01b81526004016107e091815260200190565b50613c138184614836565b9250505b600101613afa565b506002818314613c455760405163aa73fcb760e01b81526004016107e091815260200190565b505050505050505050565b806001600160a01b03163b5f03613c8557604051634c9c8ce360e01b81526001600160a01b03821660048201526024016107e0565b7f360894a13ba1a3210667c828492db98dca3e2076cc3735a920a3ca505d382bbc80546001600160a01b0319166001600160a01b0392909216919091179055565b60605f613cd38484613e17565b9050808015613cf457505f3d1180613cf457505f846001600160a01b03163b115b15613d0957613d01613e2a565b915050611ed9565b8015613d4c576040517f9996b3150000000000000000000000000000000000000000000000000000000081526001600160a01b03851660048201526024016107e0565b3d15613d5f57613d5a613e43565b61326d565b6040517fd6bda27500000000000000000000000000000000000000000000000000000000815260040160405180910390fd5b341561168f576040517fb398979f00000000000000000000000000000000000000000000000000000000815260040160405180910390fd5b5f613dd2613274565b5468010000000000000000900460ff16919050565b5f6040516001815383600182015282602182015260205f60418360025afa613e0d575f5ffd5b50505f5192915050565b5f5f5f835160208501865af49392505050565b6040513d81523d5f602083013e3d602001810160405290565b6040513d5f823e3d81fd5b5f60a08284031215613e5e575f5ffd5b50919050565b5f5f83601f840112613e74575f5ffd5b50813567ffffffffffffffff811115613e8b575f5ffd5b602083019150836020828501011115613194575f5ffd5b5f5f5f5f60e08587031215613eb5575f5ffd5b84359350613ec68660208701613e4e565b925060c085013567ffffffffffffffff811115613ee1575f5ffd5b613eed87828801613e64565b95989497509550505050565b5f60208284031215613f09575f5ffd5b5035919050565b634e487b7160e01b5f52602160045260245ffd5b60058110613f4057634e487b7160e01b5f52602160045260245ffd5b9052565b81516001600160a01b0316815261020081016020830151613f6d602084018263ffffffff169052565b506040830151613f86604084018264ffffffffff169052565b506060830151613f996060840182613f24565b506080830151613faf608084018261ffff169052565b5060a0830151613fca60a08401826001600160a01b03169052565b5060c0830151613fea60c08401826bffffffffffffffffffffffff169052565b5060e083015161400360e084018264ffffffffff169052565b5061010083015161401e61010084018264ffffffffff169052565b5061012083015161403861012084018263ffffffff169052565b5061014083015161405261014084018263ffffffff169052565b506101608301516140746101608401826bffffffffffffffffffffffff169052565b5061018083015161408a61018084018215159052565b506101a08301516101a08301526101c08301516101c08301526101e08301516101e083015292915050565b5f5f83601f8401126140c5575f5ffd5b50813567ffffffffffffffff8111156140dc575f5ffd5b6020830191508360208260051b8501011115613194575f5ffd5b5f5f5f60408486031215614108575f5ffd5b833567ffffffffffffffff81111561411e575f5ffd5b84016101808187031215614130575f5ffd5b9250602084013567ffffffffffffffff81111561414b575f5ffd5b614157868287016140b5565b9497909650939450505050565b6001600160a01b03811681146116d6575f5ffd5b803561354a81614164565b634e487b7160e01b5f52604160045260245ffd5b6040516101a0810167ffffffffffffffff811182821017156141bb576141bb614183565b60405290565b6040516101c0810167ffffffffffffffff811182821017156141bb576141bb614183565b604051601f8201601f1916810167ffffffffffffffff8111828210171561420e5761420e614183565b604052919050565b5f5f60408385031215614227575f5ffd5b823561423281614164565b9150602083013567ffffffffffffffff81111561424d575f5ffd5b8301601f8101851361425d575f5ffd5b803567ffffffffffffffff81111561427757614277614183565b61428a601f8201601f19166020016141e5565b81815286602083850101111561429e575f5ffd5b816020840160208301375f602083830101528093505050509250929050565b5f6101c08284031215613e5e575f5ffd5b5f60808284031215613e5e575f5ffd5b5f5f5f5f5f5f5f5f610260898b0312156142f6575f5ffd5b883597506143078a60208b016142bd565b96506101e089013567ffffffffffffffff811115614323575f5ffd5b61432f8b828c016142ce565b96505061020089013567ffffffffffffffff81111561434c575f5ffd5b6143588b828c016140b5565b90965094505061022089013561436d81614164565b925061024089013567ffffffffffffffff811115614389575f5ffd5b6143958b828c016140b5565b999c989b5096995094979396929594505050565b5f6101e08284031215613e5e575f5ffd5b5f5f5f6102a084860312156143cd575f5ffd5b6143d785856143a9565b92506143e7856101e08601613e4e565b915061028084013567ffffffffffffffff811115614403575f5ffd5b84016101608187031215614415575f5ffd5b809150509250925092565b5f60c08284031215613e5e575f5ffd5b5f5f5f5f5f5f6102e08789031215614446575f5ffd5b8635955061445788602089016142bd565b9450614467886101e08901614420565b93506102a087013567ffffffffffffffff811115614483575f5ffd5b61448f89828a01613e64565b979a96995094979496956102c090950135949350505050565b5f5f5f604084860312156144ba575f5ffd5b83359250602084013567ffffffffffffffff81111561414b575f5ffd5b5f5f61020083850312156144e9575f5ffd5b6144f384846143a9565b946101e0939093013593505050565b5f5f5f5f6101008587031215614516575f5ffd5b843593506145278660208701614420565b925060e085013567ffffffffffffffff811115613ee1575f5ffd5b5f5f60408385031215614553575f5ffd5b50508035926020909101359150565b5f5f5f5f5f5f6102c08789031215614578575f5ffd5b8635955061458988602089016142bd565b9450614599886101e08901613e4e565b935061028087013567ffffffffffffffff8111156145b5575f5ffd5b6145c189828a01613e64565b979a96995094979496956102a090950135949350505050565b5f81518084528060208401602086015e5f602082860101526020601f19601f83011685010191505092915050565b602081525f61461a60208301846145da565b9392505050565b5f5f6101e08385031215614633575f5ffd5b61463d84846142bd565b91506101c083013567ffffffffffffffff811115614659575f5ffd5b614665858286016142ce565b9150509250929050565b5f6020828403121561467f575f5ffd5b813561461a81614164565b5f5f5f5f5f5f5f610240888a0312156146a1575f5ffd5b873596506146b28960208a016142bd565b95506101e088013567ffffffffffffffff8111156146ce575f5ffd5b6146da8a828b016142ce565b95505061020088013567ffffffffffffffff8111156146f7575f5ffd5b6147038a828b016140b5565b90955093505061022088013567ffffffffffffffff811115614723575f5ffd5b61472f8a828b01613e64565b989b979a50959850939692959293505050565b818382375f9101908152919050565b63ffffffff811681146116d6575f5ffd5b803561354a81614751565b60ff811681146116d6575f5ffd5b803561354a8161476d565b803561479181614751565b63ffffffff16825260208101356147a78161476d565b60ff16602083015260408101356147bd81614751565b63ffffffff16604083015260608101356147d681614751565b63ffffffff16606083015260808101356147ef81614751565b63ffffffff81166080840152505050565b83815260e081016148146020830185614786565b8260c0830152949350505050565b634e487b7160e01b5f52601160045260245ffd5b80820180821115611ed957611ed9614822565b81810381811115611ed957611ed9614822565b5f823561021e19833603018112614871575f5ffd5b9190910192915050565b805161354a81614164565b80516bffffffffffffffffffffffff8116811461354a575f5ffd5b805161354a81614751565b805161ffff8116811461354a575f5ffd5b5f6101a08284031280156148cf575f5ffd5b506148d8614197565b6148e18361487b565b81526148ef60208401614886565b6020820152614900604084016148a1565b6040820152614911606084016148a1565b6060820152614922608084016148a1565b608082015261493360a084016148a1565b60a082015261494460c084016148ac565b60c082015261495560e084016148ac565b60e082015261496761010084016148a1565b61010082015261497a61012084016148ac565b61012082015261498d6101408401614886565b6101408201526149a06101608401614886565b6101608201526149b361018084016148ac565b6101808201529392505050565b67ffffffffffffffff811681146116d6575f5ffd5b803561354a816149c0565b803582526020808201359083015260408082013590830152614a0460608201614178565b6001600160a01b03166060830152614a1e60808201614178565b6001600160a01b0316608083015260a08181013590830152614a4260c082016149d5565b67ffffffffffffffff1660c0830152614a5d60e082016149d5565b67ffffffffffffffff1660e08301526101008181013590830152610120808201359083015261014080820135908301526101608082013590830152614aa5610180820161477b565b60ff166101808301526101a08181013590830152614ac66101c082016149d5565b67ffffffffffffffff81166101c0840152505050565b5f5f8335601e19843603018112614af1575f5ffd5b830160208101925035905067ffffffffffffffff811115614b10575f5ffd5b803603821315613194575f5ffd5b81835281816020850137505f828201602090810191909152601f909101601f19169091010190565b5f823561011e19833603018112614b5b575f5ffd5b90910192915050565b5f5f8335601e19843603018112614b79575f5ffd5b830160208101925035905067ffffffffffffffff811115614b98575f5ffd5b8060051b3603821315613194575f5ffd5b8183525f7f07ffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff831115614bd9575f5ffd5b8260051b80836020870137939093016020019392505050565b5f8135614bfe81614164565b6001600160a01b031683526020820135614c17816149c0565b67ffffffffffffffff166020840152604082810135908401526060820135614c3e816149c0565b67ffffffffffffffff166060840152614c5960808301614762565b63ffffffff166080840152614c7160a0830183614adc565b61012060a0860152614c8861012086018284614b1e565b60c085810135908701529150614ca2905060e08401614762565b63ffffffff1660e0850152614cbb610100840184614b64565b858303610100870152614ccf838284614ba9565b9695505050505050565b5f8235603e19833603018112614b5b575f5ffd5b5f8135614cf9816149c0565b67ffffffffffffffff168352614d126020830183614b64565b6040602086015261307c604086018284614ba9565b602081525f823561021e19843603018112614d40575f5ffd5b61018060208401528301614d586101a08401826149e0565b6101e0810135614d6781614751565b63ffffffff16610380840152614d81610200820182614adc565b91506102206103a0850152614d9b6103c085018383614b1e565b915050614dab6020850185614b46565b838203601f19016040850152614dc18282614bf2565b915050614dd16040850185614cd9565b838203601f19016060850152614de78282614ced565b915050614e186080840160608601803582526020808201359083015260408082013590830152606090810135910152565b61461a610100840160e0860180358252602080820135908301526040808201359083015260608082013590830152608090810135910152565b5f60208284031215614e61575f5ffd5b5051919050565b61ffff8181168382160190811115611ed957611ed9614822565b634e487b7160e01b5f52601260045260245ffd5b5f63ffffffff831680614eab57614eab614e82565b8063ffffffff84160491505092915050565b8082028115828204841417611ed957611ed9614822565b805164ffffffffff8116811461354a575f5ffd5b5f5f82840360a0811215614efa575f5ffd5b8351614f0581614164565b92506080601f1982011215614f18575f5ffd5b506040516080810167ffffffffffffffff81118282101715614f3c57614f3c614183565b6040526020840151614f4d81614164565b8152614f5b60408501614ed4565b6020820152614f6c60608501614ed4565b60408201526080939093015160608401525092909150565b63ffffffff8181168382160190811115611ed957611ed9614822565b5f8135614fac81614751565b63ffffffff1683526020820135614fc28161476d565b60ff1660208401526040820135614fd8816149c0565b67ffffffffffffffff166040840152614ff46060830183614adc565b6080606086015261307c608086018284614b1e565b604081525f61501b6040830185614fa0565b90508260208301529392505050565b6101e08101611ed982846149e0565b80356fffffffffffffffffffffffffffffffff198116811461354a575f5ffd5b5f8383855260208501945060208460051b820101835f609e19863603015b8782101561515557848403601f190189528235818112615095575f5ffd5b870180356150a281614751565b63ffffffff1685526150b76020820182614adc565b60a060208801526150cc60a088018284614b1e565b9150506150dc6040830183614b64565b87830360408901526150ef838284614ba9565b925050506151006060830183614adc565b8783036060890152615113838284614b1e565b925050506151246080830183614b64565b92508682036080880152615139828483614ba9565b9650505050602083019250602089019850600182019150615077565b5091979650505050505050565b803582526020808201359083015260408082013590830152606080820135908301525f6151926080830183614adc565b61012060808601526151a961012086018284614b1e565b60a0858101359087015260c0808601359087015291505060e08301356151ce81614751565b63ffffffff1660e08501526101008301356151e881614751565b63ffffffff8116610100860152508091505092915050565b61520a81866149e0565b83356101e082015260208401356102008201526040840135610220820152606084013561024082015260808401356102608201526102c061028082018190528335908201525f61525c60208501615039565b6fffffffffffffffffffffffffffffffff19166102e083015261528160408501614762565b63ffffffff16610300830152615299606085016149d5565b67ffffffffffffffff166103208301526152b66080850185614b64565b6101606103408501526152ce61042085018284614ba9565b9150506152dd60a08601614762565b63ffffffff166103608401526152f560c08601615039565b6fffffffffffffffffffffffffffffffff191661038084015261531a60e08601615039565b6fffffffffffffffffffffffffffffffff19166103a0840152615341610100860186614b64565b8483036102bf19016103c086015261535a838284615059565b9250505061536c610120860186614b64565b8483036102bf19016103e0860152615385838284615059565b92505050615397610140860186614b46565b8382036102bf19016104008501526153af8282615162565b9250505061307c6102a083018415159052565b805161354a816149c0565b805161354a8161476d565b5f6101c08284031280156153ea575f5ffd5b506153f36141c1565b825181526020808401519082015260408084015190820152615417606084016148a1565b6060820152615428608084016153c2565b608082015261543960a084016148a1565b60a082015260c0838101519082015260e080840151908201526101008084015190820152610120808401519082015261547561014084016148a1565b61014082015261548861016084016148a1565b61016082015261549b61018084016148a1565b6101808201526154ae6101a084016153cd565b6101a08201529392505050565b5f6101c08201905082518252602083015160208301526040830151604083015260608301516154f2606084018263ffffffff169052565b50608083015161550e608084018267ffffffffffffffff169052565b5060a083015161552660a084018263ffffffff169052565b5060c083015160c083015260e083015160e083015261010083015161010083015261012083015161012083015261014083015161556c61014084018263ffffffff169052565b5061016083015161558661016084018263ffffffff169052565b506101808301516155a061018084018263ffffffff169052565b506101a083015161326d6101a084018260ff169052565b828152604060208201525f61218a60408301846145da565b8035825260208082013590830152604080820135908301526155f360608201614762565b63ffffffff16606083015261560a608082016149d5565b67ffffffffffffffff16608083015261562560a08201614762565b63ffffffff1660a083015260c0818101359083015260e08082013590830152610100808201359083015261012080820135908301526156676101408201614762565b63ffffffff166101408301526156806101608201614762565b63ffffffff166101608301526156996101808201614762565b63ffffffff166101808301526156b26101a0820161477b565b60ff81166101a0840152505050565b80356156cc8161476d565b60ff16825260208101356156df81614751565b63ffffffff16602083015260408101356156f88161476d565b60ff166040830152606081013561570e81614751565b63ffffffff16606083015260808101356157278161476d565b60ff16608083015261573b60a082016149d5565b67ffffffffffffffff811660a0840152505050565b61575a81866155cf565b6157686101c08201856156c1565b6102a06102808201525f614ccf6102a083018486614b1e565b5f60208284031215615791575f5ffd5b8151801515811461461a575f5ffd5b634e487b7160e01b5f52603260045260245ffd5b5f602082840312156157c4575f5ffd5b813561461a8161476d565b83815261010081016157e460208301856156c1565b8260e0830152949350505050565b6157fc81866155cf565b61580a6101c0820185614786565b6102806102608201525f614ccf61028083018486614b1e565b5f60208284031215615833575f5ffd5b813561461a81614751565b5f6020828403121561584e575f5ffd5b813561461a816149c0565b63ffffffff8281168282160390811115611ed957611ed9614822565b606081525f6158876060830188614fa0565b828103602084015261589a818789614ba9565b905082810360408401526158af818587614b1e565b98975050505050505050565b5f81518060208401855e5f93019283525090919050565b5f61461a82846158bb565b6101c08101611ed982846155cf565b64ffffffffff8281168282160390811115611ed957611ed9614822565b64ffffffffff8181168382160190811115611ed957611ed9614822565b5f5f8335601e1984360301811261593b575f5ffd5b83018035915067ffffffffffffffff821115615955575f5ffd5b602001915036819003821315613194575f5ffd5b5f5f85851115615977575f5ffd5b83861115615983575f5ffd5b5050820193919092039150565b80356020831015611ed9575f19602084900360031b1b1692915050565b5f826159bb576159bb614e82565b500490565b5f826159ce576159ce614e82565b500690565b5f7f07ffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff831115615a00575f5ffd5b8260051b80858437919091019392505050565b5f60018201615a2457615a24614822565b5060010190565b7fff00000000000000000000000000000000000000000000000000000000000000831681525f61218a60018301846158bb565b80356001600160e01b0319811690600484101561326d576001600160e01b0319808560040360031b1b8216169150509291505056' as const
