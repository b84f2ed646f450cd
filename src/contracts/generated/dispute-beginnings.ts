// Generated from contracts/ by scripts/contracts.mjs. Do not edit.

export const disputeBeginningsAbi = [
  {
    "inputs": [
      {
        "internalType": "contract Escrow",
        "name": "escrow",
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
      }
    ],
    "stateMutability": "nonpayable",
    "type": "constructor"
  },
  {
    "inputs": [
      {
        "internalType": "uint256",
        "name": "limit",
        "type": "uint256"
      }
    ],
    "name": "ChallengeTooLate",
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
        "internalType": "uint256",
        "name": "op",
        "type": "uint256"
      }
    ],
    "name": "GraphMismatch",
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
        "name": "computed",
        "type": "bytes32"
      }
    ],
    "name": "InputCommitmentMismatch",
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
        "name": "computed",
        "type": "bytes32"
      }
    ],
    "name": "InterfaceMismatch",
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
    "inputs": [
      {
        "internalType": "bytes32",
        "name": "stated",
        "type": "bytes32"
      },
      {
        "internalType": "bytes32",
        "name": "computed",
        "type": "bytes32"
      }
    ],
    "name": "ModelIdMismatch",
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
    "inputs": [
      {
        "internalType": "bytes32",
        "name": "stated",
        "type": "bytes32"
      },
      {
        "internalType": "bytes32",
        "name": "computed",
        "type": "bytes32"
      }
    ],
    "name": "OutputCommitmentMismatch",
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
        "internalType": "bytes32",
        "name": "stated",
        "type": "bytes32"
      },
      {
        "internalType": "bytes32",
        "name": "computed",
        "type": "bytes32"
      }
    ],
    "name": "RequestMismatch",
    "type": "error"
  },
  {
    "inputs": [
      {
        "internalType": "uint256",
        "name": "tokensIn",
        "type": "uint256"
      },
      {
        "internalType": "uint256",
        "name": "tokensOut",
        "type": "uint256"
      }
    ],
    "name": "TokensMismatch",
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
        "name": "computed",
        "type": "bytes32"
      }
    ],
    "name": "TraceCommitmentMismatch",
    "type": "error"
  },
  {
    "inputs": [
      {
        "internalType": "uint256",
        "name": "op",
        "type": "uint256"
      }
    ],
    "name": "TraceMismatch",
    "type": "error"
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
      }
    ],
    "name": "check",
    "outputs": [
      {
        "internalType": "bytes32",
        "name": "receiptId",
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
      },
      {
        "internalType": "bool",
        "name": "generation",
        "type": "bool"
      }
    ],
    "name": "factsOf",
    "outputs": [
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
    "name": "idOf",
    "outputs": [
      {
        "internalType": "bytes32",
        "name": "",
        "type": "bytes32"
      }
    ],
    "stateMutability": "view",
    "type": "function"
  }
] as const

export const disputeBeginningsBytecode =
  '0x610120604052348015610010575f5ffd5b5060405161325738038061325783398101604081905261002f9161006f565b6001600160a01b0394851660805292841660a05290831660c052821660e05216610100526100e0565b6001600160a01b038116811461006c575f5ffd5b50565b5f5f5f5f5f60a08688031215610083575f5ffd5b855161008e81610058565b602087015190955061009f81610058565b60408701519094506100b081610058565b60608701519093506100c181610058565b60808701519092506100d281610058565b809150509295509295909350565b60805160a05160c05160e051610100516131046101535f395f818160f601526106ff01525f818161011d01528181610720015261088101525f818160b70152610b2601525f8181610144015261041f01525f818161018c015281816102dd0152818161034001526104b301526131045ff3fe608060405234801561000f575f5ffd5b5060043610610085575f3560e01c8063a9b5898f11610058578063a9b5898f1461013f578063c42257f214610166578063e681c4aa14610187578063eb5177d7146101ae575f5ffd5b806317060e911461008957806365d8c3e4146100b25780636ff43706146100f1578063863191b814610118575b5f5ffd5b61009c6100973660046125e9565b6101c1565b6040516100a99190612670565b60405180910390f35b6100d97f000000000000000000000000000000000000000000000000000000000000000081565b6040516001600160a01b0390911681526020016100a9565b6100d97f000000000000000000000000000000000000000000000000000000000000000081565b6100d97f000000000000000000000000000000000000000000000000000000000000000081565b6100d97f000000000000000000000000000000000000000000000000000000000000000081565b610179610174366004612773565b610337565b6040519081526020016100a9565b6100d97f000000000000000000000000000000000000000000000000000000000000000081565b6101796101bc36600461278e565b61041b565b604080516101c0810182525f80825260208201819052818301819052606082018190526080820181905260a0820181905260c0820181905260e08201819052610100820181905261012082018190526101408201819052610160820181905261018082018190526101a08201529061023c9086013585610acd565b811561032257610322856102546101408601866127c6565b604080517f8b73c3c69bb8fe3d512ecc4cf759cc79239f7b179b0ffacaa9a75d522b39400f6020808301919091527f41034bd23ecbf5790464f32b19dad6d7170b5d3627ba56dd9cd780ce037a7be7828401527fc89efdaa54c0f20c7adf612882df0950f5a951637e0307cdcb4c672f298b8bc660608301524660808301526001600160a01b037f00000000000000000000000000000000000000000000000000000000000000001660a0808401919091528351808403909101815260c09092019092528051910120610be4565b61032e85858585610c5f565b95945050505050565b5f61041561040e7f0000000000000000000000000000000000000000000000000000000000000000604080517f8b73c3c69bb8fe3d512ecc4cf759cc79239f7b179b0ffacaa9a75d522b39400f60208201527f41034bd23ecbf5790464f32b19dad6d7170b5d3627ba56dd9cd780ce037a7be7918101919091527fc89efdaa54c0f20c7adf612882df0950f5a951637e0307cdcb4c672f298b8bc660608201524660808201526001600160a01b03821660a08201525f9060c001604051602081830303815290604052805190602001209050919050565b8390610fde565b92915050565b5f5f7f00000000000000000000000000000000000000000000000000000000000000006001600160a01b031663971217b76040518163ffffffff1660e01b81526004016101a060405180830381865afa15801561047a573d5f5f3e3d5ffd5b505050506040513d601f19601f8201168201806040525081019061049e9190612885565b9050366104ab8480612988565b90505f6105817f0000000000000000000000000000000000000000000000000000000000000000604080517f8b73c3c69bb8fe3d512ecc4cf759cc79239f7b179b0ffacaa9a75d522b39400f60208201527f41034bd23ecbf5790464f32b19dad6d7170b5d3627ba56dd9cd780ce037a7be7918101919091527fc89efdaa54c0f20c7adf612882df0950f5a951637e0307cdcb4c672f298b8bc660608201524660808201526001600160a01b03821660a08201525f9060c001604051602081830303815290604052805190602001209050919050565b905061058d8282610fde565b93505f836060015163ffffffff168460a0015163ffffffff16856040015163ffffffff16856101c00160208101906105c591906129bd565b67ffffffffffffffff166105d991906129ec565b6105e391906129ec565b6105ed91906129ec565b9050804211158190610637576040517f5118dbec00000000000000000000000000000000000000000000000000000000815260040161062e91815260200190565b60405180910390fd5b50610646838760600184610be4565b61065783604001358760e001610acd565b3661066560208801886127c6565b90506106776080850160608601612a0a565b6001600160a01b031661068d6020830183612a0a565b6001600160a01b0316146106a76080860160608701612a0a565b906106ea576040517ffacc79c20000000000000000000000000000000000000000000000000000000081526001600160a01b03909116600482015260240161062e565b505f5f6107448386896040015163ffffffff167f00000000000000000000000000000000000000000000000000000000000000007f000000000000000000000000000000000000000000000000000000000000000061106d565b9092509050600182600581111561075d5761075d612a25565b14158360c001359061079e576040517f01677e1e00000000000000000000000000000000000000000000000000000000815260040161062e91815260200190565b5060038260058111156107b3576107b3612a25565b14156107c56080880160608901612a0a565b6107d560a0860160808701612a39565b909161080b576040516333556ec560e11b81526001600160a01b03909216600483015263ffffffff16602482015260440161062e565b505f905082600581111561082157610821612a25565b146108326080880160608901612a0a565b90610875576040517f167dfb2d0000000000000000000000000000000000000000000000000000000081526001600160a01b03909116600482015260240161062e565b505f6001600160a01b037f000000000000000000000000000000000000000000000000000000000000000016634056e2446108b660808a0160608b01612a0a565b6108c08d80612988565b6108d3906102008101906101e001612a39565b6040516001600160e01b031960e085901b1681526001600160a01b03909216600483015263ffffffff16602482015260440160a060405180830381865afa158015610920573d5f5f3e3d5ffd5b505050506040513d601f19601f820116820180604052508101906109449190612a68565b915050610966818367ffffffffffffffff168a6040015163ffffffff166112e9565b6109766080890160608a01612a0a565b6109808c80612988565b610993906102008101906101e001612a39565b90916109c9576040516333556ec560e11b81526001600160a01b03909216600483015263ffffffff16602482015260440161062e565b505080516109f0908a6109dc8d80612988565b6109eb90610200810190612b10565b61134e565b610a006080890160608a01612a0a565b90610a43576040517f8de089df0000000000000000000000000000000000000000000000000000000081526001600160a01b03909116600482015260240161062e565b50610a84848a610a5660408e018e612b5a565b610a649060208101906129bd565b610a7160408f018f612b5a565b610a7f906020810190612b6e565b61139e565b8990610abf576040517fcf714b8e00000000000000000000000000000000000000000000000000000000815260040161062e91815260200190565b505050505050505050919050565b604080517f8690084d000000000000000000000000000000000000000000000000000000008152823560048201526020830135602482015290820135604482015260608201356064820152608082013560848201525f907f00000000000000000000000000000000000000000000000000000000000000006001600160a01b031690638690084d9060a401602060405180830381865afa158015610b73573d5f5f3e3d5ffd5b505050506040513d601f19601f82011682018060405250810190610b979190612bb4565b90508281818114610bdd576040517f5fa7e5d00000000000000000000000000000000000000000000000000000000081526004810192909252602482015260440161062e565b5050505050565b5f610bff8484356020860135604087013560608801356113dd565b90505f610c0c82846114e6565b9050602085013581818114610c56576040517fc52d083c0000000000000000000000000000000000000000000000000000000081526004810192909252602482015260440161062e565b50505050505050565b604080516101c0810182525f60608083018290526080830182905260a0830182905260c0830182905260e08301829052610100830182905261012083018290526101408301829052610160830182905261018083018290526101a08301919091528435825285356020808401829052870135838501529192610ce5918601908601612a39565b63ffffffff16606080840191909152610d0490608086019086016129bd565b67ffffffffffffffff166080830152610d2360c0850160a08601612a39565b63ffffffff1660a08301525f610d9b816001610d456060890160408a01612a39565b610d5560808a0160608b016129bd565b6040805160e68082526101208201909252906020820181803683375050604051610d8796959493929150602001612be2565b60405160208183030381529060405261151e565b9050610dc6610db06060870160408801612a39565b610dc19063ffffffff1660016129ec565b61158f565b610dd36080870187612b6e565b9050148015610df55750610df5825f83610df060808a018a612b6e565b6115b2565b5f1990610e1857604051632de47a2b60e21b815260040161062e91815260200190565b508315610eaf57610e9e8786610e5e610e356101408301836127c6565b610e479061010081019060e001612a39565b610e556101408b018b6127c6565b60a00135611638565b610e99610e6f6101408b018b6127c6565b610e829061012081019061010001612a39565b610e906101408c018c6127c6565b60c00135611638565b6116ef565b610eaa878787866118b7565b610ee8565b610ee88786610ece8582610ec7610100820182612b6e565b6001611a30565b610e99868a610ee1610120820182612b6e565b6002611a30565b61014087013515610fd4575f6002610f066040880160208901612ca7565b6040516fffffffffffffffffffffffffffffffff1990911660208201528735603082015260500160408051601f1981840301815290829052610f4791612cd7565b602060405180830381855afa158015610f62573d5f5f3e3d5ffd5b5050506040513d601f19601f82011682018060405250810190610f859190612bb4565b905061014088013581818114610fd0576040517fea45f8700000000000000000000000000000000000000000000000000000000081526004810192909252602482015260440161062e565b5050505b5050949350505050565b5f611066827fbfb6cc6c2631d58b9584b7799904db452f8797316b7adbaf7c8ca6dc159ffd7e85604051602001611016929190612cf2565b604051602081830303815290604052805190602001206040517f19010000000000000000000000000000000000000000000000000000000000008152600281019290925260228201526042902090565b9392505050565b6040517f9591a61000000000000000000000000000000000000000000000000000000000815260c086013560048201525f90819087906001600160a01b03861690639591a61090602401602060405180830381865afa1580156110d2573d5f5f3e3d5ffd5b505050506040513d601f19601f820116820180604052508101906110f69190612e1f565b91505f61117a6111096020840184612a0a565b61111960408501602086016129bd565b8460400135604051602001610d879392919060609390931b6bffffffffffffffffffffffff1916835260c09190911b7fffffffffffffffff000000000000000000000000000000000000000000000000166014830152601c820152603c0190565b905067ffffffffffffffff831615806111a25750602061119e6101008b018b612b6e565b9050115b806111d857506111d660c08a01356111c16101008c0160e08d01612a39565b63ffffffff1683610df06101008e018e612b6e565b155b156111e8576001935050506112df565b5f6001600160a01b038616634056e2446112056020860186612a0a565b61121560a08e0160808f01612a39565b6040516001600160e01b031960e085901b1681526001600160a01b03909216600483015263ffffffff16602482015260440160a060405180830381865afa158015611262573d5f5f3e3d5ffd5b505050506040513d601f19601f820116820180604052508101906112869190612a68565b91505061129e818567ffffffffffffffff168a6112e9565b6112ae57600394505050506112df565b80516112cb906112be858c611bda565b6109eb60a08e018e612b10565b6112db57600294505050506112df565b5050505b9550959350505050565b82515f906001600160a01b0316158061130c5750836020015164ffffffffff1683105b1561131857505f611066565b604084015164ffffffffff161580611346575081846040015164ffffffffff1661134291906129ec565b8311155b949350505050565b5f5f5f61135c868686611c12565b5090925090505f81600381111561137557611375612a25565b1480156113935750866001600160a01b0316826001600160a01b0316145b979650505050505050565b5f604082118015906113d357506113d3604087018035906113c29060208a016129bd565b866113cc89611c59565b8787611c7a565b9695505050505050565b61143f6040518061014001604052805f81526020015f81526020015f81526020015f81526020015f81526020015f60ff1681526020015f81526020015f81526020015f67ffffffffffffffff1681526020015f6001600160a01b031681525090565b604051806101400160405280876040013581526020018761010001358152602001868152602001858152602001848152602001876101800160208101906114869190612e3a565b60ff168152602081018490526101a088013560408201526060016114b26101e089016101c08a016129bd565b67ffffffffffffffff1681526020016114d160a0890160808a01612a0a565b6001600160a01b031690529695505050505050565b5f611066827fe6c1c81e9fd02f7ffb17a6b5d0190a49a4a803b867a68ba4fe256323867a670d85604051602001611016929190612e53565b5f60025f60f81b83604051602001611537929190612ef0565b60408051601f198184030181529082905261155191612cd7565b602060405180830381855afa15801561156c573d5f5f3e3d5ffd5b5050506040513d601f19601f820116820180604052508101906104159190612bb4565b5f5b81816001901b10156115ad576115a681612f23565b9050611591565b919050565b5f84821c156115c257505f61032e565b835f5b8381101561162b57600187821c16156115ff576115fa8585838181106115ed576115ed612f3b565b9050602002013583611dbb565b611621565b6116218286868481811061161557611615612f3b565b90506020020135611dbb565b91506001016115c5565b5090951495945050505050565b6040516c61737361792f706f7274732f3160981b60208201527c0100000000000000000000000000000000000000000000000000000000602d82015260e083901b6001600160e01b0319166031820152603581018290525f9060029060550160408051601f19818403018152908290526116b191612cd7565b602060405180830381855afa1580156116cc573d5f5f3e3d5ffd5b5050506040513d601f19601f820116820180604052508101906110669190612bb4565b5f600261170260e0860160c08701612ca7565b6040516fffffffffffffffffffffffffffffffff1990911660208201526030810185905260500160408051601f198184030181529082905261174391612cd7565b602060405180830381855afa15801561175e573d5f5f3e3d5ffd5b5050506040513d601f19601f820116820180604052508101906117819190612bb4565b9050610100850135818181146117cc576040517fc06d4f400000000000000000000000000000000000000000000000000000000081526004810192909252602482015260440161062e565b505f905060026117e3610100870160e08801612ca7565b6040516fffffffffffffffffffffffffffffffff1990911660208201526030810185905260500160408051601f198184030181529082905261182491612cd7565b602060405180830381855afa15801561183f573d5f5f3e3d5ffd5b5050506040513d601f19601f820116820180604052508101906118629190612bb4565b9050610120860135818181146118ad576040517ff1a143280000000000000000000000000000000000000000000000000000000081526004810192909252602482015260440161062e565b5050505050505050565b5f6118d58560808601356118cf6101408701876127c6565b85611deb565b9050600182610160015163ffffffff1683610140015163ffffffff166118fb91906129ec565b6119059190612f4f565b8260a0015163ffffffff1614801561192a5750611926610100840184612b6e565b1590505b8015611945575061193f610120840184612b6e565b90506001145b5f199061196857604051632de47a2b60e21b815260040161062e91815260200190565b5036611978610120850185612b6e565b5f81811061198857611988612f3b565b905060200281019061199a9190612f62565b90506119aa85358583600261202d565b816119b86020830183612b10565b60438181106119c9576119c9612f3b565b919091013560f81c9190911490506119e46020830183612a39565b90611a0b57604051632de47a2b60e21b815263ffffffff909116600482015260240161062e565b50611a196020820182612a39565b63ffffffff16610180909301929092525050505050565b604080516c61737361792f706f7274732f3160981b602082015260e084901b6001600160e01b031916602d8201528151601181830301815260319091019091525f90815b84811015611b8b5736868683818110611a8f57611a8f612f3b565b9050602002810190611aa19190612f62565b9050811580611b0257508686611ab8600185612f4f565b818110611ac757611ac7612f3b565b9050602002810190611ad99190612f62565b611ae7906020810190612a39565b63ffffffff16611afa6020830183612a39565b63ffffffff16115b611b0f6020830183612a39565b90611b3657604051632de47a2b60e21b815263ffffffff909116600482015260240161062e565b50611b438989838861202d565b82611b5460c08a0160a08b01612a39565b611b5e8a84612184565b604051602001611b7093929190612f76565b60408051601f19818403018152919052925050600101611a74565b50600281604051611b9c9190612cd7565b602060405180830381855afa158015611bb7573d5f5f3e3d5ffd5b5050506040513d601f19601f820116820180604052508101906113939190612bb4565b5f611066827f460b99ca296738767eaf880e88460128e1dee84a436daef9211ef6051185295385604051602001611016929190612fa2565b5f80806041849003611c46578435602086013560408701355f1a611c3889828585612289565b955095509550505050611c50565b505f915060029050825b93509350939050565b5f5f5f538160015260205f60215f60025afa611c73575f5ffd5b50505f5190565b5f8567ffffffffffffffff168567ffffffffffffffff1610611c9d57505f6113d3565b845f611caa600189613015565b9050855f5b85811015611d95578267ffffffffffffffff165f03611cd4575f9450505050506113d3565b60018085161480611cf857508267ffffffffffffffff168467ffffffffffffffff16145b15611d6057611d128787838181106115ed576115ed612f3b565b91505b60018416158015611d2f575067ffffffffffffffff841615155b15611d5b5760018467ffffffffffffffff16901c935060018367ffffffffffffffff16901c9250611d15565b611d79565b611d768288888481811061161557611615612f3b565b91505b677fffffffffffffff600194851c81169493841c169201611caf565b5067ffffffffffffffff8216158015611dad57508981145b9a9950505050505050505050565b5f6040516001815383600182015282602182015260205f60418360025afa611de1575f5ffd5b50505f5192915050565b5f611dfd610100840160e08501612a39565b63ffffffff1615801590611e275750611e1e61012084016101008501612a39565b63ffffffff1615155b8015611e615750611e3f610100840160e08501612a39565b63ffffffff16611e5560e0870160c088016129bd565b67ffffffffffffffff16145b8015611e9d5750611e7a61012084016101008501612a39565b63ffffffff16611e91610100870160e088016129bd565b67ffffffffffffffff16145b611eae610100850160e08601612a39565b611ec061012086016101008701612a39565b9091611f08576040517f88090fa600000000000000000000000000000000000000000000000000000000815263ffffffff92831660048201529116602482015260440161062e565b505f90506002611f1b6080860186612b10565b604051611f29929190613035565b602060405180830381855afa158015611f44573d5f5f3e3d5ffd5b5050506040513d601f19601f82011682018060405250810190611f679190612bb4565b90508481818114611f9457604051631ec31c9b60e11b81526004810192909252602482015260440161062e565b505060a084013560c08085019190915284013560e0808501919091528435610100808601919091526020860135610120860152611fd691908601908601612a39565b63ffffffff16610140840152611ff461012085016101008601612a39565b63ffffffff16610160840152612016856120116080870187612b10565b612351565b60ff166101a0909401939093525090949350505050565b61203d6060840160408501612a39565b63ffffffff166120506020840184612a39565b63ffffffff16108015612072575061206b6020830183612b10565b9050610100145b80156120aa5750806120876020840184612b10565b600181811061209857612098612f3b565b9050013560f81c60f81b60f81c60ff16145b80156120d157506120be6080840184612b6e565b90506120cd6040840184612b6e565b9050145b80156121505750612150846120e96020850185612a39565b6120fa9063ffffffff1660016129ec565b61214361210a6020870187612b10565b8080601f0160208091040260200160405190810160405280939291908181526020018383808284375f9201919091525061151e92505050565b610df06040870187612b6e565b61215d6020840184612a39565b90610bdd57604051632de47a2b60e21b815263ffffffff909116600482015260240161062e565b5f60426121946060840184612b10565b90501480156121d057506121bf610dc16121b46060860160408701612a39565b63ffffffff166125bb565b6121cc6080840184612b6e565b9050145b8015612217575061221783356121e96020850185612a39565b6121fa9063ffffffff166004613044565b61220a61210a6060870187612b10565b610df06080870187612b6e565b6122246020840184612a39565b90612264576040517f27ac37b100000000000000000000000000000000000000000000000000000000815263ffffffff909116600482015260240161062e565b506122726060830183612b10565b61228091602290829061305b565b61106691613082565b5f80807f7fffffffffffffffffffffffffffffff5d576e7357a4501ddfe92f46681b20a08411156122c257505f91506003905082612347565b604080515f808252602082018084528a905260ff891692820192909252606081018790526080810186905260019060a0016020604051602081039080840390855afa158015612313573d5f5f3e3d5ffd5b5050604051601f1901519150506001600160a01b03811661233e57505f925060019150829050612347565b92505f91508190505b9450945094915050565b5f5f5f8484600281811061236757612367612f3b565b919091013560f81c91505f90508585600381811061238757612387612f3b565b61239892013560f81c9050836129ec565b905060045f5b82811015612590575f8883896123b58260026129ec565b926123c29392919061305b565b6123cb9161309f565b60f01c90505f816123dd8560026129ec565b6123e791906129ec565b90505f8a8a6123f78460016129ec565b81811061240657612406612f3b565b919091013560f81c91508c90505f600683111561243f57604051631ec31c9b60e11b81526004810192909252602482015260440161062e565b505f905061244e826005613044565b6124598460026129ec565b61246391906129ec565b90508b8b6124728360026129ec565b81811061248157612481612f3b565b8f925f925001357fff0000000000000000000000000000000000000000000000000000000000000016156124d157604051631ec31c9b60e11b81526004810192909252602482015260440161062e565b505087851015801561253057507fa546688fc4bdef585b2a08b1f735458a6f0a0fd6b98236b862c652e897d1e5358c8c61250c8960026129ec565b6125189287929061305b565b604051612526929190613035565b6040518091039020145b156125745761253f8886612f4f565b8c8c61254c8460016129ec565b81811061255b5761255b612f3b565b929c5050013560f81c98506125b3975050505050505050565b61257f8160036129ec565b95505050505080600101905061239e565b50604051631ec31c9b60e11b8152600481018990525f602482015260440161062e565b935093915050565b5f6125c78260016129ec565b610415906004613044565b5f6101e082840312156125e3575f5ffd5b50919050565b5f5f5f5f8486036102c08112156125fe575f5ffd5b61260887876125d2565b945060a06101df198201121561261c575f5ffd5b506101e08501925061028085013567ffffffffffffffff81111561263e575f5ffd5b85016101608188031215612650575f5ffd5b91506102a08501358015158114612665575f5ffd5b939692955090935050565b5f6101c08201905082518252602083015160208301526040830151604083015260608301516126a7606084018263ffffffff169052565b5060808301516126c3608084018267ffffffffffffffff169052565b5060a08301516126db60a084018263ffffffff169052565b5060c083015160c083015260e083015160e083015261010083015161010083015261012083015161012083015261014083015161272161014084018263ffffffff169052565b5061016083015161273b61016084018263ffffffff169052565b5061018083015161275561018084018263ffffffff169052565b506101a083015161276c6101a084018260ff169052565b5092915050565b5f6101e08284031215612784575f5ffd5b61106683836125d2565b5f6020828403121561279e575f5ffd5b813567ffffffffffffffff8111156127b4575f5ffd5b82016101808185031215611066575f5ffd5b5f823561011e198336030181126127db575f5ffd5b9190910192915050565b6040516101a0810167ffffffffffffffff8111828210171561281557634e487b7160e01b5f52604160045260245ffd5b60405290565b6001600160a01b038116811461282f575f5ffd5b50565b80516115ad8161281b565b80516bffffffffffffffffffffffff811681146115ad575f5ffd5b63ffffffff8116811461282f575f5ffd5b80516115ad81612858565b805161ffff811681146115ad575f5ffd5b5f6101a0828403128015612897575f5ffd5b506128a06127e5565b6128a983612832565b81526128b76020840161283d565b60208201526128c860408401612869565b60408201526128d960608401612869565b60608201526128ea60808401612869565b60808201526128fb60a08401612869565b60a082015261290c60c08401612874565b60c082015261291d60e08401612874565b60e082015261292f6101008401612869565b6101008201526129426101208401612874565b610120820152612955610140840161283d565b610140820152612968610160840161283d565b61016082015261297b6101808401612874565b6101808201529392505050565b5f823561021e198336030181126127db575f5ffd5b67ffffffffffffffff8116811461282f575f5ffd5b80356115ad8161299d565b5f602082840312156129cd575f5ffd5b81356110668161299d565b634e487b7160e01b5f52601160045260245ffd5b80820180821115610415576104156129d8565b80356115ad8161281b565b5f60208284031215612a1a575f5ffd5b81356110668161281b565b634e487b7160e01b5f52602160045260245ffd5b5f60208284031215612a49575f5ffd5b813561106681612858565b805164ffffffffff811681146115ad575f5ffd5b5f5f82840360a0811215612a7a575f5ffd5b8351612a858161281b565b92506080601f1982011215612a98575f5ffd5b506040516080810167ffffffffffffffff81118282101715612ac857634e487b7160e01b5f52604160045260245ffd5b6040526020840151612ad98161281b565b8152612ae760408501612a54565b6020820152612af860608501612a54565b60408201526080939093015160608401525092909150565b5f5f8335601e19843603018112612b25575f5ffd5b83018035915067ffffffffffffffff821115612b3f575f5ffd5b602001915036819003821315612b53575f5ffd5b9250929050565b5f8235603e198336030181126127db575f5ffd5b5f5f8335601e19843603018112612b83575f5ffd5b83018035915067ffffffffffffffff821115612b9d575f5ffd5b6020019150600581901b3603821315612b53575f5ffd5b5f60208284031215612bc4575f5ffd5b5051919050565b5f81518060208401855e5f93019283525090919050565b7f41535341592d475241504800000000000000000000000000000000000000000081527fff000000000000000000000000000000000000000000000000000000000000008660f81b16600b8201527fffff0000000000000000000000000000000000000000000000000000000000008560f01b16600c8201526001600160e01b03198460e01b16600e8201527fffffffffffffffff0000000000000000000000000000000000000000000000008360c01b1660128201525f611393601a830184612bcb565b5f60208284031215612cb7575f5ffd5b81356fffffffffffffffffffffffffffffffff1981168114611066575f5ffd5b5f6110668284612bcb565b803560ff811681146115ad575f5ffd5b8281528135602080830191909152820135604080830191909152820135606080830191909152610200820190612d299084016129ff565b6001600160a01b038116608084015250612d45608084016129ff565b6001600160a01b03811660a08401525060a083013560c083810191909152612d6e9084016129b2565b67ffffffffffffffff811660e084015250612d8b60e084016129b2565b67ffffffffffffffff81166101008401525061010083013561012083810191909152830135610140808401919091528301356101608084019190915283013561018080840191909152612ddf908401612ce2565b60ff81166101a0840152506101a08301356101c083810191909152612e059084016129b2565b67ffffffffffffffff81166101e08401525b509392505050565b5f60208284031215612e2f575f5ffd5b81516110668161299d565b5f60208284031215612e4a575f5ffd5b61106682612ce2565b5f6101608201905083825282516020830152602083015160408301526040830151606083015260608301516080830152608083015160a083015260a0830151612ea160c084018260ff169052565b5060c083015160e083015260e0830151610100830152610100830151612ed461012084018267ffffffffffffffff169052565b506101208301516001600160a01b038116610140840152612e17565b7fff00000000000000000000000000000000000000000000000000000000000000831681525f6113466001830184612bcb565b5f60018201612f3457612f346129d8565b5060010190565b634e487b7160e01b5f52603260045260245ffd5b81810381811115610415576104156129d8565b5f8235609e198336030181126127db575f5ffd5b5f612f818286612bcb565b60e09490941b6001600160e01b031916845250506004820152602401919050565b82815260a081018235612fb48161281b565b6001600160a01b0381166020840152506020830135612fd28161299d565b67ffffffffffffffff16604083810191909152830135606080840191909152830135612ffd8161299d565b67ffffffffffffffff81166080840152509392505050565b67ffffffffffffffff8281168282160390811115610415576104156129d8565b818382375f9101908152919050565b8082028115828204841417610415576104156129d8565b5f5f85851115613069575f5ffd5b83861115613075575f5ffd5b5050820193919092039150565b80356020831015610415575f19602084900360031b1b1692915050565b80357fffff000000000000000000000000000000000000000000000000000000000000811690600284101561276c577fffff000000000000000000000000000000000000000000000000000000000000808560020360031b1b8216169150509291505056' as const
