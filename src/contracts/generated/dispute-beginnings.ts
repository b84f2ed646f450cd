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
  '0x610120604052348015610010575f5ffd5b5060405161327c38038061327c83398101604081905261002f9161006f565b6001600160a01b0394851660805292841660a05290831660c052821660e05216610100526100e0565b6001600160a01b038116811461006c575f5ffd5b50565b5f5f5f5f5f60a08688031215610083575f5ffd5b855161008e81610058565b602087015190955061009f81610058565b60408701519094506100b081610058565b60608701519093506100c181610058565b60808701519092506100d281610058565b809150509295509295909350565b60805160a05160c05160e051610100516131296101535f395f818160f601526106ff01525f818161011d01528181610720015261088101525f818160b70152610b2601525f8181610144015261041f01525f818161018c015281816102dd0152818161034001526104b301526131295ff3fe608060405234801561000f575f5ffd5b5060043610610085575f3560e01c8063a9b5898f11610058578063a9b5898f1461013f578063c42257f214610166578063e681c4aa14610187578063eb5177d7146101ae575f5ffd5b806317060e911461008957806365d8c3e4146100b25780636ff43706146100f1578063863191b814610118575b5f5ffd5b61009c6100973660046125fe565b6101c1565b6040516100a99190612685565b60405180910390f35b6100d97f000000000000000000000000000000000000000000000000000000000000000081565b6040516001600160a01b0390911681526020016100a9565b6100d97f000000000000000000000000000000000000000000000000000000000000000081565b6100d97f000000000000000000000000000000000000000000000000000000000000000081565b6100d97f000000000000000000000000000000000000000000000000000000000000000081565b610179610174366004612788565b610337565b6040519081526020016100a9565b6100d97f000000000000000000000000000000000000000000000000000000000000000081565b6101796101bc3660046127a3565b61041b565b604080516101c0810182525f80825260208201819052818301819052606082018190526080820181905260a0820181905260c0820181905260e08201819052610100820181905261012082018190526101408201819052610160820181905261018082018190526101a08201529061023c9086013585610acd565b811561032257610322856102546101408601866127db565b604080517f8b73c3c69bb8fe3d512ecc4cf759cc79239f7b179b0ffacaa9a75d522b39400f6020808301919091527f41034bd23ecbf5790464f32b19dad6d7170b5d3627ba56dd9cd780ce037a7be7828401527fc89efdaa54c0f20c7adf612882df0950f5a951637e0307cdcb4c672f298b8bc660608301524660808301526001600160a01b037f00000000000000000000000000000000000000000000000000000000000000001660a0808401919091528351808403909101815260c09092019092528051910120610be4565b61032e85858585610c5f565b95945050505050565b5f61041561040e7f0000000000000000000000000000000000000000000000000000000000000000604080517f8b73c3c69bb8fe3d512ecc4cf759cc79239f7b179b0ffacaa9a75d522b39400f60208201527f41034bd23ecbf5790464f32b19dad6d7170b5d3627ba56dd9cd780ce037a7be7918101919091527fc89efdaa54c0f20c7adf612882df0950f5a951637e0307cdcb4c672f298b8bc660608201524660808201526001600160a01b03821660a08201525f9060c001604051602081830303815290604052805190602001209050919050565b8390610fde565b92915050565b5f5f7f00000000000000000000000000000000000000000000000000000000000000006001600160a01b031663971217b76040518163ffffffff1660e01b81526004016101a060405180830381865afa15801561047a573d5f5f3e3d5ffd5b505050506040513d601f19601f8201168201806040525081019061049e919061289a565b9050366104ab848061299d565b90505f6105817f0000000000000000000000000000000000000000000000000000000000000000604080517f8b73c3c69bb8fe3d512ecc4cf759cc79239f7b179b0ffacaa9a75d522b39400f60208201527f41034bd23ecbf5790464f32b19dad6d7170b5d3627ba56dd9cd780ce037a7be7918101919091527fc89efdaa54c0f20c7adf612882df0950f5a951637e0307cdcb4c672f298b8bc660608201524660808201526001600160a01b03821660a08201525f9060c001604051602081830303815290604052805190602001209050919050565b905061058d8282610fde565b93505f836060015163ffffffff168460a0015163ffffffff16856040015163ffffffff16856101c00160208101906105c591906129d2565b67ffffffffffffffff166105d99190612a01565b6105e39190612a01565b6105ed9190612a01565b9050804211158190610637576040517f5118dbec00000000000000000000000000000000000000000000000000000000815260040161062e91815260200190565b60405180910390fd5b50610646838760600184610be4565b61065783604001358760e001610acd565b3661066560208801886127db565b90506106776080850160608601612a1f565b6001600160a01b031661068d6020830183612a1f565b6001600160a01b0316146106a76080860160608701612a1f565b906106ea576040517ffacc79c20000000000000000000000000000000000000000000000000000000081526001600160a01b03909116600482015260240161062e565b505f5f6107448386896040015163ffffffff167f00000000000000000000000000000000000000000000000000000000000000007f000000000000000000000000000000000000000000000000000000000000000061106d565b9092509050600182600581111561075d5761075d612a3a565b14158360c001359061079e576040517f01677e1e00000000000000000000000000000000000000000000000000000000815260040161062e91815260200190565b5060038260058111156107b3576107b3612a3a565b14156107c56080880160608901612a1f565b6107d560a0860160808701612a4e565b909161080b576040516333556ec560e11b81526001600160a01b03909216600483015263ffffffff16602482015260440161062e565b505f905082600581111561082157610821612a3a565b146108326080880160608901612a1f565b90610875576040517f167dfb2d0000000000000000000000000000000000000000000000000000000081526001600160a01b03909116600482015260240161062e565b505f6001600160a01b037f000000000000000000000000000000000000000000000000000000000000000016634056e2446108b660808a0160608b01612a1f565b6108c08d8061299d565b6108d3906102008101906101e001612a4e565b6040516001600160e01b031960e085901b1681526001600160a01b03909216600483015263ffffffff16602482015260440160a060405180830381865afa158015610920573d5f5f3e3d5ffd5b505050506040513d601f19601f820116820180604052508101906109449190612a7d565b915050610966818367ffffffffffffffff168a6040015163ffffffff166112e9565b6109766080890160608a01612a1f565b6109808c8061299d565b610993906102008101906101e001612a4e565b90916109c9576040516333556ec560e11b81526001600160a01b03909216600483015263ffffffff16602482015260440161062e565b505080516109f0908a6109dc8d8061299d565b6109eb90610200810190612b25565b61134e565b610a006080890160608a01612a1f565b90610a43576040517f8de089df0000000000000000000000000000000000000000000000000000000081526001600160a01b03909116600482015260240161062e565b50610a84848a610a5660408e018e612b6f565b610a649060208101906129d2565b610a7160408f018f612b6f565b610a7f906020810190612b83565b61139e565b8990610abf576040517fcf714b8e00000000000000000000000000000000000000000000000000000000815260040161062e91815260200190565b505050505050505050919050565b604080517f8690084d000000000000000000000000000000000000000000000000000000008152823560048201526020830135602482015290820135604482015260608201356064820152608082013560848201525f907f00000000000000000000000000000000000000000000000000000000000000006001600160a01b031690638690084d9060a401602060405180830381865afa158015610b73573d5f5f3e3d5ffd5b505050506040513d601f19601f82011682018060405250810190610b979190612bc9565b90508281818114610bdd576040517f5fa7e5d00000000000000000000000000000000000000000000000000000000081526004810192909252602482015260440161062e565b5050505050565b5f610bff8484356020860135604087013560608801356113dd565b90505f610c0c82846114fb565b9050602085013581818114610c56576040517fc52d083c0000000000000000000000000000000000000000000000000000000081526004810192909252602482015260440161062e565b50505050505050565b604080516101c0810182525f60608083018290526080830182905260a0830182905260c0830182905260e08301829052610100830182905261012083018290526101408301829052610160830182905261018083018290526101a08301919091528435825285356020808401829052870135838501529192610ce5918601908601612a4e565b63ffffffff16606080840191909152610d0490608086019086016129d2565b67ffffffffffffffff166080830152610d2360c0850160a08601612a4e565b63ffffffff1660a08301525f610d9b816001610d456060890160408a01612a4e565b610d5560808a0160608b016129d2565b6040805160e68082526101208201909252906020820181803683375050604051610d8796959493929150602001612bf7565b604051602081830303815290604052611533565b9050610dc6610db06060870160408801612a4e565b610dc19063ffffffff166001612a01565b6115a4565b610dd36080870187612b83565b9050148015610df55750610df5825f83610df060808a018a612b83565b6115c7565b5f1990610e1857604051632de47a2b60e21b815260040161062e91815260200190565b508315610eaf57610e9e8786610e5e610e356101408301836127db565b610e479061010081019060e001612a4e565b610e556101408b018b6127db565b60a0013561164d565b610e99610e6f6101408b018b6127db565b610e829061012081019061010001612a4e565b610e906101408c018c6127db565b60c0013561164d565b611704565b610eaa878787866118cc565b610ee8565b610ee88786610ece8582610ec7610100820182612b83565b6001611a45565b610e99868a610ee1610120820182612b83565b6002611a45565b61014087013515610fd4575f6002610f066040880160208901612cbc565b6040516fffffffffffffffffffffffffffffffff1990911660208201528735603082015260500160408051601f1981840301815290829052610f4791612cec565b602060405180830381855afa158015610f62573d5f5f3e3d5ffd5b5050506040513d601f19601f82011682018060405250810190610f859190612bc9565b905061014088013581818114610fd0576040517fea45f8700000000000000000000000000000000000000000000000000000000081526004810192909252602482015260440161062e565b5050505b5050949350505050565b5f611066827fbfb6cc6c2631d58b9584b7799904db452f8797316b7adbaf7c8ca6dc159ffd7e85604051602001611016929190612d07565b604051602081830303815290604052805190602001206040517f19010000000000000000000000000000000000000000000000000000000000008152600281019290925260228201526042902090565b9392505050565b6040517f9591a61000000000000000000000000000000000000000000000000000000000815260c086013560048201525f90819087906001600160a01b03861690639591a61090602401602060405180830381865afa1580156110d2573d5f5f3e3d5ffd5b505050506040513d601f19601f820116820180604052508101906110f69190612e34565b91505f61117a6111096020840184612a1f565b61111960408501602086016129d2565b8460400135604051602001610d879392919060609390931b6bffffffffffffffffffffffff1916835260c09190911b7fffffffffffffffff000000000000000000000000000000000000000000000000166014830152601c820152603c0190565b905067ffffffffffffffff831615806111a25750602061119e6101008b018b612b83565b9050115b806111d857506111d660c08a01356111c16101008c0160e08d01612a4e565b63ffffffff1683610df06101008e018e612b83565b155b156111e8576001935050506112df565b5f6001600160a01b038616634056e2446112056020860186612a1f565b61121560a08e0160808f01612a4e565b6040516001600160e01b031960e085901b1681526001600160a01b03909216600483015263ffffffff16602482015260440160a060405180830381865afa158015611262573d5f5f3e3d5ffd5b505050506040513d601f19601f820116820180604052508101906112869190612a7d565b91505061129e818567ffffffffffffffff168a6112e9565b6112ae57600394505050506112df565b80516112cb906112be858c611bef565b6109eb60a08e018e612b25565b6112db57600294505050506112df565b5050505b9550959350505050565b82515f906001600160a01b0316158061130c5750836020015164ffffffffff1683105b1561131857505f611066565b604084015164ffffffffff161580611346575081846040015164ffffffffff166113429190612a01565b8311155b949350505050565b5f5f5f61135c868686611c27565b5090925090505f81600381111561137557611375612a3a565b1480156113935750866001600160a01b0316826001600160a01b0316145b979650505050505050565b5f604082118015906113d357506113d3604087018035906113c29060208a016129d2565b866113cc89611c6e565b8787611c8f565b9695505050505050565b6114476040518061016001604052805f81526020015f81526020015f81526020015f81526020015f81526020015f60ff1681526020015f151581526020015f81526020015f81526020015f67ffffffffffffffff1681526020015f6001600160a01b031681525090565b6040518061016001604052808760400135815260200187610100013581526020018681526020018581526020018481526020018761018001602081019061148e9190612e4f565b60ff16815261014088013515156020820152604081018490526101a088013560608201526080016114c76101e089016101c08a016129d2565b67ffffffffffffffff1681526020016114e660a0890160808a01612a1f565b6001600160a01b031690529695505050505050565b5f611066827f4f7972022d946a6fa90cd91d7318de16e6fa6f59ba14e3d81cb5359bac2c1d0885604051602001611016929190612e68565b5f60025f60f81b8360405160200161154c929190612f15565b60408051601f198184030181529082905261156691612cec565b602060405180830381855afa158015611581573d5f5f3e3d5ffd5b5050506040513d601f19601f820116820180604052508101906104159190612bc9565b5f5b81816001901b10156115c2576115bb81612f48565b90506115a6565b919050565b5f84821c156115d757505f61032e565b835f5b8381101561164057600187821c16156116145761160f85858381811061160257611602612f60565b9050602002013583611dd0565b611636565b6116368286868481811061162a5761162a612f60565b90506020020135611dd0565b91506001016115da565b5090951495945050505050565b6040516c61737361792f706f7274732f3160981b60208201527c0100000000000000000000000000000000000000000000000000000000602d82015260e083901b6001600160e01b0319166031820152603581018290525f9060029060550160408051601f19818403018152908290526116c691612cec565b602060405180830381855afa1580156116e1573d5f5f3e3d5ffd5b5050506040513d601f19601f820116820180604052508101906110669190612bc9565b5f600261171760e0860160c08701612cbc565b6040516fffffffffffffffffffffffffffffffff1990911660208201526030810185905260500160408051601f198184030181529082905261175891612cec565b602060405180830381855afa158015611773573d5f5f3e3d5ffd5b5050506040513d601f19601f820116820180604052508101906117969190612bc9565b9050610100850135818181146117e1576040517fc06d4f400000000000000000000000000000000000000000000000000000000081526004810192909252602482015260440161062e565b505f905060026117f8610100870160e08801612cbc565b6040516fffffffffffffffffffffffffffffffff1990911660208201526030810185905260500160408051601f198184030181529082905261183991612cec565b602060405180830381855afa158015611854573d5f5f3e3d5ffd5b5050506040513d601f19601f820116820180604052508101906118779190612bc9565b9050610120860135818181146118c2576040517ff1a143280000000000000000000000000000000000000000000000000000000081526004810192909252602482015260440161062e565b5050505050505050565b5f6118ea8560808601356118e46101408701876127db565b85611e00565b9050600182610160015163ffffffff1683610140015163ffffffff166119109190612a01565b61191a9190612f74565b8260a0015163ffffffff1614801561193f575061193b610100840184612b83565b1590505b801561195a5750611954610120840184612b83565b90506001145b5f199061197d57604051632de47a2b60e21b815260040161062e91815260200190565b503661198d610120850185612b83565b5f81811061199d5761199d612f60565b90506020028101906119af9190612f87565b90506119bf853585836002612042565b816119cd6020830183612b25565b60438181106119de576119de612f60565b919091013560f81c9190911490506119f96020830183612a4e565b90611a2057604051632de47a2b60e21b815263ffffffff909116600482015260240161062e565b50611a2e6020820182612a4e565b63ffffffff16610180909301929092525050505050565b604080516c61737361792f706f7274732f3160981b602082015260e084901b6001600160e01b031916602d8201528151601181830301815260319091019091525f90815b84811015611ba05736868683818110611aa457611aa4612f60565b9050602002810190611ab69190612f87565b9050811580611b1757508686611acd600185612f74565b818110611adc57611adc612f60565b9050602002810190611aee9190612f87565b611afc906020810190612a4e565b63ffffffff16611b0f6020830183612a4e565b63ffffffff16115b611b246020830183612a4e565b90611b4b57604051632de47a2b60e21b815263ffffffff909116600482015260240161062e565b50611b5889898388612042565b82611b6960c08a0160a08b01612a4e565b611b738a84612199565b604051602001611b8593929190612f9b565b60408051601f19818403018152919052925050600101611a89565b50600281604051611bb19190612cec565b602060405180830381855afa158015611bcc573d5f5f3e3d5ffd5b5050506040513d601f19601f820116820180604052508101906113939190612bc9565b5f611066827f460b99ca296738767eaf880e88460128e1dee84a436daef9211ef6051185295385604051602001611016929190612fc7565b5f80806041849003611c5b578435602086013560408701355f1a611c4d8982858561229e565b955095509550505050611c65565b505f915060029050825b93509350939050565b5f5f5f538160015260205f60215f60025afa611c88575f5ffd5b50505f5190565b5f8567ffffffffffffffff168567ffffffffffffffff1610611cb257505f6113d3565b845f611cbf60018961303a565b9050855f5b85811015611daa578267ffffffffffffffff165f03611ce9575f9450505050506113d3565b60018085161480611d0d57508267ffffffffffffffff168467ffffffffffffffff16145b15611d7557611d2787878381811061160257611602612f60565b91505b60018416158015611d44575067ffffffffffffffff841615155b15611d705760018467ffffffffffffffff16901c935060018367ffffffffffffffff16901c9250611d2a565b611d8e565b611d8b8288888481811061162a5761162a612f60565b91505b677fffffffffffffff600194851c81169493841c169201611cc4565b5067ffffffffffffffff8216158015611dc257508981145b9a9950505050505050505050565b5f6040516001815383600182015282602182015260205f60418360025afa611df6575f5ffd5b50505f5192915050565b5f611e12610100840160e08501612a4e565b63ffffffff1615801590611e3c5750611e3361012084016101008501612a4e565b63ffffffff1615155b8015611e765750611e54610100840160e08501612a4e565b63ffffffff16611e6a60e0870160c088016129d2565b67ffffffffffffffff16145b8015611eb25750611e8f61012084016101008501612a4e565b63ffffffff16611ea6610100870160e088016129d2565b67ffffffffffffffff16145b611ec3610100850160e08601612a4e565b611ed561012086016101008701612a4e565b9091611f1d576040517f88090fa600000000000000000000000000000000000000000000000000000000815263ffffffff92831660048201529116602482015260440161062e565b505f90506002611f306080860186612b25565b604051611f3e92919061305a565b602060405180830381855afa158015611f59573d5f5f3e3d5ffd5b5050506040513d601f19601f82011682018060405250810190611f7c9190612bc9565b90508481818114611fa957604051631ec31c9b60e11b81526004810192909252602482015260440161062e565b505060a084013560c08085019190915284013560e0808501919091528435610100808601919091526020860135610120860152611feb91908601908601612a4e565b63ffffffff1661014084015261200961012085016101008601612a4e565b63ffffffff1661016084015261202b856120266080870187612b25565b612366565b60ff166101a0909401939093525090949350505050565b6120526060840160408501612a4e565b63ffffffff166120656020840184612a4e565b63ffffffff1610801561208757506120806020830183612b25565b9050610100145b80156120bf57508061209c6020840184612b25565b60018181106120ad576120ad612f60565b9050013560f81c60f81b60f81c60ff16145b80156120e657506120d36080840184612b83565b90506120e26040840184612b83565b9050145b80156121655750612165846120fe6020850185612a4e565b61210f9063ffffffff166001612a01565b61215861211f6020870187612b25565b8080601f0160208091040260200160405190810160405280939291908181526020018383808284375f9201919091525061153392505050565b610df06040870187612b83565b6121726020840184612a4e565b90610bdd57604051632de47a2b60e21b815263ffffffff909116600482015260240161062e565b5f60426121a96060840184612b25565b90501480156121e557506121d4610dc16121c96060860160408701612a4e565b63ffffffff166125d0565b6121e16080840184612b83565b9050145b801561222c575061222c83356121fe6020850185612a4e565b61220f9063ffffffff166004613069565b61221f61211f6060870187612b25565b610df06080870187612b83565b6122396020840184612a4e565b90612279576040517f27ac37b100000000000000000000000000000000000000000000000000000000815263ffffffff909116600482015260240161062e565b506122876060830183612b25565b612295916022908290613080565b611066916130a7565b5f80807f7fffffffffffffffffffffffffffffff5d576e7357a4501ddfe92f46681b20a08411156122d757505f9150600390508261235c565b604080515f808252602082018084528a905260ff891692820192909252606081018790526080810186905260019060a0016020604051602081039080840390855afa158015612328573d5f5f3e3d5ffd5b5050604051601f1901519150506001600160a01b03811661235357505f92506001915082905061235c565b92505f91508190505b9450945094915050565b5f5f5f8484600281811061237c5761237c612f60565b919091013560f81c91505f90508585600381811061239c5761239c612f60565b6123ad92013560f81c905083612a01565b905060045f5b828110156125a5575f8883896123ca826002612a01565b926123d793929190613080565b6123e0916130c4565b60f01c90505f816123f2856002612a01565b6123fc9190612a01565b90505f8a8a61240c846001612a01565b81811061241b5761241b612f60565b919091013560f81c91508c90505f600683111561245457604051631ec31c9b60e11b81526004810192909252602482015260440161062e565b505f9050612463826005613069565b61246e846002612a01565b6124789190612a01565b90508b8b612487836002612a01565b81811061249657612496612f60565b8f925f925001357fff0000000000000000000000000000000000000000000000000000000000000016156124e657604051631ec31c9b60e11b81526004810192909252602482015260440161062e565b505087851015801561254557507fa546688fc4bdef585b2a08b1f735458a6f0a0fd6b98236b862c652e897d1e5358c8c612521896002612a01565b61252d92879290613080565b60405161253b92919061305a565b6040518091039020145b15612589576125548886612f74565b8c8c612561846001612a01565b81811061257057612570612f60565b929c5050013560f81c98506125c8975050505050505050565b612594816003612a01565b9550505050508060010190506123b3565b50604051631ec31c9b60e11b8152600481018990525f602482015260440161062e565b935093915050565b5f6125dc826001612a01565b610415906004613069565b5f6101e082840312156125f8575f5ffd5b50919050565b5f5f5f5f8486036102c0811215612613575f5ffd5b61261d87876125e7565b945060a06101df1982011215612631575f5ffd5b506101e08501925061028085013567ffffffffffffffff811115612653575f5ffd5b85016101608188031215612665575f5ffd5b91506102a0850135801515811461267a575f5ffd5b939692955090935050565b5f6101c08201905082518252602083015160208301526040830151604083015260608301516126bc606084018263ffffffff169052565b5060808301516126d8608084018267ffffffffffffffff169052565b5060a08301516126f060a084018263ffffffff169052565b5060c083015160c083015260e083015160e083015261010083015161010083015261012083015161012083015261014083015161273661014084018263ffffffff169052565b5061016083015161275061016084018263ffffffff169052565b5061018083015161276a61018084018263ffffffff169052565b506101a08301516127816101a084018260ff169052565b5092915050565b5f6101e08284031215612799575f5ffd5b61106683836125e7565b5f602082840312156127b3575f5ffd5b813567ffffffffffffffff8111156127c9575f5ffd5b82016101808185031215611066575f5ffd5b5f823561011e198336030181126127f0575f5ffd5b9190910192915050565b6040516101a0810167ffffffffffffffff8111828210171561282a57634e487b7160e01b5f52604160045260245ffd5b60405290565b6001600160a01b0381168114612844575f5ffd5b50565b80516115c281612830565b80516bffffffffffffffffffffffff811681146115c2575f5ffd5b63ffffffff81168114612844575f5ffd5b80516115c28161286d565b805161ffff811681146115c2575f5ffd5b5f6101a08284031280156128ac575f5ffd5b506128b56127fa565b6128be83612847565b81526128cc60208401612852565b60208201526128dd6040840161287e565b60408201526128ee6060840161287e565b60608201526128ff6080840161287e565b608082015261291060a0840161287e565b60a082015261292160c08401612889565b60c082015261293260e08401612889565b60e0820152612944610100840161287e565b6101008201526129576101208401612889565b61012082015261296a6101408401612852565b61014082015261297d6101608401612852565b6101608201526129906101808401612889565b6101808201529392505050565b5f823561021e198336030181126127f0575f5ffd5b67ffffffffffffffff81168114612844575f5ffd5b80356115c2816129b2565b5f602082840312156129e2575f5ffd5b8135611066816129b2565b634e487b7160e01b5f52601160045260245ffd5b80820180821115610415576104156129ed565b80356115c281612830565b5f60208284031215612a2f575f5ffd5b813561106681612830565b634e487b7160e01b5f52602160045260245ffd5b5f60208284031215612a5e575f5ffd5b81356110668161286d565b805164ffffffffff811681146115c2575f5ffd5b5f5f82840360a0811215612a8f575f5ffd5b8351612a9a81612830565b92506080601f1982011215612aad575f5ffd5b506040516080810167ffffffffffffffff81118282101715612add57634e487b7160e01b5f52604160045260245ffd5b6040526020840151612aee81612830565b8152612afc60408501612a69565b6020820152612b0d60608501612a69565b60408201526080939093015160608401525092909150565b5f5f8335601e19843603018112612b3a575f5ffd5b83018035915067ffffffffffffffff821115612b54575f5ffd5b602001915036819003821315612b68575f5ffd5b9250929050565b5f8235603e198336030181126127f0575f5ffd5b5f5f8335601e19843603018112612b98575f5ffd5b83018035915067ffffffffffffffff821115612bb2575f5ffd5b6020019150600581901b3603821315612b68575f5ffd5b5f60208284031215612bd9575f5ffd5b5051919050565b5f81518060208401855e5f93019283525090919050565b7f41535341592d475241504800000000000000000000000000000000000000000081527fff000000000000000000000000000000000000000000000000000000000000008660f81b16600b8201527fffff0000000000000000000000000000000000000000000000000000000000008560f01b16600c8201526001600160e01b03198460e01b16600e8201527fffffffffffffffff0000000000000000000000000000000000000000000000008360c01b1660128201525f611393601a830184612be0565b5f60208284031215612ccc575f5ffd5b81356fffffffffffffffffffffffffffffffff1981168114611066575f5ffd5b5f6110668284612be0565b803560ff811681146115c2575f5ffd5b8281528135602080830191909152820135604080830191909152820135606080830191909152610200820190612d3e908401612a14565b6001600160a01b038116608084015250612d5a60808401612a14565b6001600160a01b03811660a08401525060a083013560c083810191909152612d839084016129c7565b67ffffffffffffffff811660e084015250612da060e084016129c7565b67ffffffffffffffff81166101008401525061010083013561012083810191909152830135610140808401919091528301356101608084019190915283013561018080840191909152612df4908401612cf7565b60ff81166101a0840152506101a08301356101c083810191909152612e1a9084016129c7565b67ffffffffffffffff81166101e08401525b509392505050565b5f60208284031215612e44575f5ffd5b8151611066816129b2565b5f60208284031215612e5f575f5ffd5b61106682612cf7565b5f6101808201905083825282516020830152602083015160408301526040830151606083015260608301516080830152608083015160a083015260a0830151612eb660c084018260ff169052565b5060c083015180151560e08401525060e0830151610100830152610100830151610120830152610120830151612ef961014084018267ffffffffffffffff169052565b506101408301516001600160a01b038116610160840152612e2c565b7fff00000000000000000000000000000000000000000000000000000000000000831681525f6113466001830184612be0565b5f60018201612f5957612f596129ed565b5060010190565b634e487b7160e01b5f52603260045260245ffd5b81810381811115610415576104156129ed565b5f8235609e198336030181126127f0575f5ffd5b5f612fa68286612be0565b60e09490941b6001600160e01b031916845250506004820152602401919050565b82815260a081018235612fd981612830565b6001600160a01b0381166020840152506020830135612ff7816129b2565b67ffffffffffffffff16604083810191909152830135606080840191909152830135613022816129b2565b67ffffffffffffffff81166080840152509392505050565b67ffffffffffffffff8281168282160390811115610415576104156129ed565b818382375f9101908152919050565b8082028115828204841417610415576104156129ed565b5f5f8585111561308e575f5ffd5b8386111561309a575f5ffd5b5050820193919092039150565b80356020831015610415575f19602084900360031b1b1692915050565b80357fffff0000000000000000000000000000000000000000000000000000000000008116906002841015612781577fffff000000000000000000000000000000000000000000000000000000000000808560020360031b1b8216169150509291505056' as const
