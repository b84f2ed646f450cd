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
        "internalType": "bytes32",
        "name": "receiptId",
        "type": "bytes32"
      }
    ],
    "name": "GenerationNotDisputable",
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
          }
        ],
        "internalType": "struct TraceOpening",
        "name": "opening",
        "type": "tuple"
      }
    ],
    "name": "factsOf",
    "outputs": [
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
      }
    ],
    "stateMutability": "view",
    "type": "function"
  }
] as const

export const disputeBeginningsBytecode =
  '0x610120604052348015610010575f5ffd5b5060405161292138038061292183398101604081905261002f9161006f565b6001600160a01b0394851660805292841660a05290831660c052821660e05216610100526100e0565b6001600160a01b038116811461006c575f5ffd5b50565b5f5f5f5f5f60a08688031215610083575f5ffd5b855161008e81610058565b602087015190955061009f81610058565b60408701519094506100b081610058565b60608701519093506100c181610058565b60808701519092506100d281610058565b809150509295509295909350565b60805160a05160c05160e051610100516127d661014b5f395f818160c7015261062c01525f818160ee0152818161064d01526107ae01525f818160830152610ae401525f8181610115015261030b01525f818161015d01528181610207015261039f01526127d65ff3fe608060405234801561000f575f5ffd5b506004361061007a575f3560e01c8063a9b5898f11610058578063a9b5898f14610110578063d601695914610137578063e681c4aa14610158578063eb5177d71461017f575f5ffd5b806365d8c3e41461007e5780636ff43706146100c2578063863191b8146100e9575b5f5ffd5b6100a57f000000000000000000000000000000000000000000000000000000000000000081565b6040516001600160a01b0390911681526020015b60405180910390f35b6100a57f000000000000000000000000000000000000000000000000000000000000000081565b6100a57f000000000000000000000000000000000000000000000000000000000000000081565b6100a57f000000000000000000000000000000000000000000000000000000000000000081565b61014a610145366004611dac565b6101a0565b6040516100b9929190611e22565b6100a57f000000000000000000000000000000000000000000000000000000000000000081565b61019261018d366004611eeb565b610307565b6040519081526020016100b9565b60408051610180810182525f80825260208201819052918101829052606081018290526080810182905260a0810182905260c0810182905260e0810182905261010081018290526101208101829052610140810182905261016081018290526102dc6102d57f0000000000000000000000000000000000000000000000000000000000000000604080517f8b73c3c69bb8fe3d512ecc4cf759cc79239f7b179b0ffacaa9a75d522b39400f60208201527f41034bd23ecbf5790464f32b19dad6d7170b5d3627ba56dd9cd780ce037a7be7918101919091527fc89efdaa54c0f20c7adf612882df0950f5a951637e0307cdcb4c672f298b8bc660608201524660808201526001600160a01b03821660a08201525f9060c001604051602081830303815290604052805190602001209050919050565b86906109fa565b91506102ec856040013585610a8b565b6102fd858535602087013586610ba2565b9050935093915050565b5f5f7f00000000000000000000000000000000000000000000000000000000000000006001600160a01b031663971217b76040518163ffffffff1660e01b815260040161018060405180830381865afa158015610366573d5f5f3e3d5ffd5b505050506040513d601f19601f8201168201806040525081019061038a9190611fc3565b90503661039784806120b3565b90505f61046d7f0000000000000000000000000000000000000000000000000000000000000000604080517f8b73c3c69bb8fe3d512ecc4cf759cc79239f7b179b0ffacaa9a75d522b39400f60208201527f41034bd23ecbf5790464f32b19dad6d7170b5d3627ba56dd9cd780ce037a7be7918101919091527fc89efdaa54c0f20c7adf612882df0950f5a951637e0307cdcb4c672f298b8bc660608201524660808201526001600160a01b03821660a08201525f9060c001604051602081830303815290604052805190602001209050919050565b905061047982826109fa565b93505f836060015163ffffffff168460a0015163ffffffff16856040015163ffffffff16856101c00160208101906104b191906120f2565b67ffffffffffffffff166104c59190612121565b6104cf9190612121565b6104d99190612121565b9050804211158190610523576040517f5118dbec00000000000000000000000000000000000000000000000000000000815260040161051a91815260200190565b60405180910390fd5b5061053283876060018461105a565b84606087013515610572576040517f6a3dcf5800000000000000000000000000000000000000000000000000000000815260040161051a91815260200190565b5061058483604001358760e001610a8b565b366105926020880188612134565b90506105a46080850160608601612154565b6001600160a01b03166105ba6020830183612154565b6001600160a01b0316146105d46080860160608701612154565b90610617576040517ffacc79c20000000000000000000000000000000000000000000000000000000081526001600160a01b03909116600482015260240161051a565b505f5f6106718386896040015163ffffffff167f00000000000000000000000000000000000000000000000000000000000000007f00000000000000000000000000000000000000000000000000000000000000006110d5565b9092509050600182600581111561068a5761068a61216f565b14158360c00135906106cb576040517f01677e1e00000000000000000000000000000000000000000000000000000000815260040161051a91815260200190565b5060038260058111156106e0576106e061216f565b14156106f26080880160608901612154565b61070260a0860160808701612183565b9091610738576040516333556ec560e11b81526001600160a01b03909216600483015263ffffffff16602482015260440161051a565b505f905082600581111561074e5761074e61216f565b1461075f6080880160608901612154565b906107a2576040517f167dfb2d0000000000000000000000000000000000000000000000000000000081526001600160a01b03909116600482015260240161051a565b505f6001600160a01b037f000000000000000000000000000000000000000000000000000000000000000016634056e2446107e360808a0160608b01612154565b6107ed8d806120b3565b610800906102008101906101e001612183565b6040516001600160e01b031960e085901b1681526001600160a01b03909216600483015263ffffffff16602482015260440160a060405180830381865afa15801561084d573d5f5f3e3d5ffd5b505050506040513d601f19601f8201168201806040525081019061087191906121b2565b915050610893818367ffffffffffffffff168a6040015163ffffffff16611351565b6108a36080890160608a01612154565b6108ad8c806120b3565b6108c0906102008101906101e001612183565b90916108f6576040516333556ec560e11b81526001600160a01b03909216600483015263ffffffff16602482015260440161051a565b5050805161091d908a6109098d806120b3565b6109189061020081019061225a565b6113b8565b61092d6080890160608a01612154565b90610970576040517f8de089df0000000000000000000000000000000000000000000000000000000081526001600160a01b03909116600482015260240161051a565b506109b1848a61098360408e018e6122a4565b6109919060208101906120f2565b61099e60408f018f6122a4565b6109ac9060208101906122b8565b611408565b89906109ec576040517fcf714b8e00000000000000000000000000000000000000000000000000000000815260040161051a91815260200190565b505050505050505050919050565b5f610a82827fbfb6cc6c2631d58b9584b7799904db452f8797316b7adbaf7c8ca6dc159ffd7e85604051602001610a3292919061230e565b604051602081830303815290604052805190602001206040517f19010000000000000000000000000000000000000000000000000000000000008152600281019290925260228201526042902090565b90505b92915050565b604080517f8690084d000000000000000000000000000000000000000000000000000000008152823560048201526020830135602482015290820135604482015260608201356064820152608082013560848201525f907f00000000000000000000000000000000000000000000000000000000000000006001600160a01b031690638690084d9060a401602060405180830381865afa158015610b31573d5f5f3e3d5ffd5b505050506040513d601f19601f82011682018060405250810190610b559190612437565b90508281818114610b9b576040517f5fa7e5d00000000000000000000000000000000000000000000000000000000081526004810192909252602482015260440161051a565b5050505050565b610c1c6040518061018001604052805f81526020015f81526020015f81526020015f63ffffffff1681526020015f67ffffffffffffffff1681526020015f63ffffffff1681526020015f81526020015f81526020015f81526020015f81526020015f63ffffffff1681526020015f63ffffffff1681525090565b81358152602081018490526040808201849052610c3f9060608401908401612183565b63ffffffff16606080830191909152610c5e90608084019084016120f2565b67ffffffffffffffff166080820152610c7d60c0830160a08401612183565b63ffffffff1660a08201525f610cf5816001610c9f6060870160408801612183565b610caf60808801606089016120f2565b6040805160e68082526101208201909252906020820181803683375050604051610ce196959493929150602001612465565b604051602081830303815290604052611449565b9050610d20610d0a6060850160408601612183565b610d1b9063ffffffff166001612121565b6114ba565b610d2d60808501856122b8565b9050148015610d4f5750610d4f855f83610d4a60808801886122b8565b6114dd565b5f1990610d7257604051632de47a2b60e21b815260040161051a91815260200190565b505f6002610d8660e0860160c0870161252a565b610da08887610d996101008201826122b8565b6001611563565b6040516fffffffffffffffffffffffffffffffff199092166020830152603082015260500160408051601f1981840301815290829052610ddf9161255a565b602060405180830381855afa158015610dfa573d5f5f3e3d5ffd5b5050506040513d601f19601f82011682018060405250810190610e1d9190612437565b905061010087013581818114610e68576040517fc06d4f400000000000000000000000000000000000000000000000000000000081526004810192909252602482015260440161051a565b505f90506002610e7f610100870160e0880161252a565b610e998988610e926101208201826122b8565b6002611563565b6040516fffffffffffffffffffffffffffffffff199092166020830152603082015260500160408051601f1981840301815290829052610ed89161255a565b602060405180830381855afa158015610ef3573d5f5f3e3d5ffd5b5050506040513d601f19601f82011682018060405250810190610f169190612437565b905061012088013581818114610f61576040517ff1a143280000000000000000000000000000000000000000000000000000000081526004810192909252602482015260440161051a565b50506101408801351561104f575f6002610f81604088016020890161252a565b6040516fffffffffffffffffffffffffffffffff1990911660208201528735603082015260500160408051601f1981840301815290829052610fc29161255a565b602060405180830381855afa158015610fdd573d5f5f3e3d5ffd5b5050506040513d601f19601f820116820180604052508101906110009190612437565b90506101408901358181811461104b576040517fea45f8700000000000000000000000000000000000000000000000000000000081526004810192909252602482015260440161051a565b5050505b505050949350505050565b5f61107584843560208601356040870135606088013561171d565b90505f6110828284611826565b90506020850135818181146110cc576040517fc52d083c0000000000000000000000000000000000000000000000000000000081526004810192909252602482015260440161051a565b50505050505050565b6040517f9591a61000000000000000000000000000000000000000000000000000000000815260c086013560048201525f90819087906001600160a01b03861690639591a61090602401602060405180830381865afa15801561113a573d5f5f3e3d5ffd5b505050506040513d601f19601f8201168201806040525081019061115e9190612565565b91505f6111e26111716020840184612154565b61118160408501602086016120f2565b8460400135604051602001610ce19392919060609390931b6bffffffffffffffffffffffff1916835260c09190911b7fffffffffffffffff000000000000000000000000000000000000000000000000166014830152601c820152603c0190565b905067ffffffffffffffff8316158061120a575060206112066101008b018b6122b8565b9050115b80611240575061123e60c08a01356112296101008c0160e08d01612183565b63ffffffff1683610d4a6101008e018e6122b8565b155b1561125057600193505050611347565b5f6001600160a01b038616634056e24461126d6020860186612154565b61127d60a08e0160808f01612183565b6040516001600160e01b031960e085901b1681526001600160a01b03909216600483015263ffffffff16602482015260440160a060405180830381865afa1580156112ca573d5f5f3e3d5ffd5b505050506040513d601f19601f820116820180604052508101906112ee91906121b2565b915050611306818567ffffffffffffffff168a611351565b6113165760039450505050611347565b805161133390611326858c61185e565b61091860a08e018e61225a565b6113435760029450505050611347565b5050505b9550959350505050565b82515f906001600160a01b031615806113745750836020015164ffffffffff1683105b1561138057505f6113b1565b604084015164ffffffffff1615806113ae575081846040015164ffffffffff166113aa9190612121565b8311155b90505b9392505050565b5f5f5f6113c6868686611896565b5090925090505f8160038111156113df576113df61216f565b1480156113fd5750866001600160a01b0316826001600160a01b0316145b979650505050505050565b5f6040821180159061143d575061143d6040870180359061142c9060208a016120f2565b86611436896118dd565b87876118fe565b90505b95945050505050565b5f60025f60f81b83604051602001611462929190612580565b60408051601f198184030181529082905261147c9161255a565b602060405180830381855afa158015611497573d5f5f3e3d5ffd5b5050506040513d601f19601f82011682018060405250810190610a859190612437565b5f5b81816001901b10156114d8576114d1816125b3565b90506114bc565b919050565b5f84821c156114ed57505f611440565b835f5b8381101561155657600187821c161561152a57611525858583818110611518576115186125cb565b9050602002013583611a41565b61154c565b61154c82868684818110611540576115406125cb565b90506020020135611a41565b91506001016114f0565b5090951495945050505050565b604080517f61737361792f706f7274732f3100000000000000000000000000000000000000602082015260e084901b6001600160e01b031916602d8201528151601181830301815260319091019091525f90815b848110156116ce57368686838181106115d2576115d26125cb565b90506020028101906115e491906125df565b9050811580611645575086866115fb6001856125f3565b81811061160a5761160a6125cb565b905060200281019061161c91906125df565b61162a906020810190612183565b63ffffffff1661163d6020830183612183565b63ffffffff16115b6116526020830183612183565b9061167957604051632de47a2b60e21b815263ffffffff909116600482015260240161051a565b5061168689898388611a71565b8261169760c08a0160a08b01612183565b6116a18a84611bc8565b6040516020016116b393929190612606565b60408051601f198184030181529190529250506001016115b7565b506002816040516116df919061255a565b602060405180830381855afa1580156116fa573d5f5f3e3d5ffd5b5050506040513d601f19601f820116820180604052508101906113fd9190612437565b61177f6040518061014001604052805f81526020015f81526020015f81526020015f81526020015f81526020015f60ff1681526020015f81526020015f81526020015f67ffffffffffffffff1681526020015f6001600160a01b031681525090565b604051806101400160405280876040013581526020018761010001358152602001868152602001858152602001848152602001876101800160208101906117c69190612632565b60ff168152602081018490526101a088013560408201526060016117f26101e089016101c08a016120f2565b67ffffffffffffffff16815260200161181160a0890160808a01612154565b6001600160a01b031690529695505050505050565b5f610a82827fe6c1c81e9fd02f7ffb17a6b5d0190a49a4a803b867a68ba4fe256323867a670d85604051602001610a3292919061264b565b5f610a82827f460b99ca296738767eaf880e88460128e1dee84a436daef9211ef6051185295385604051602001610a329291906126e8565b5f808060418490036118ca578435602086013560408701355f1a6118bc89828585611ccd565b9550955095505050506118d4565b505f915060029050825b93509350939050565b5f5f5f538160015260205f60215f60025afa6118f7575f5ffd5b50505f5190565b5f8567ffffffffffffffff168567ffffffffffffffff161061192157505f611a37565b845f61192e60018961275b565b9050855f5b85811015611a19578267ffffffffffffffff165f03611958575f945050505050611a37565b6001808516148061197c57508267ffffffffffffffff168467ffffffffffffffff16145b156119e457611996878783818110611518576115186125cb565b91505b600184161580156119b3575067ffffffffffffffff841615155b156119df5760018467ffffffffffffffff16901c935060018367ffffffffffffffff16901c9250611999565b6119fd565b6119fa82888884818110611540576115406125cb565b91505b677fffffffffffffff600194851c81169493841c169201611933565b5067ffffffffffffffff8216158015611a3157508981145b93505050505b9695505050505050565b5f6040516001815383600182015282602182015260205f60418360025afa611a67575f5ffd5b50505f5192915050565b611a816060840160408501612183565b63ffffffff16611a946020840184612183565b63ffffffff16108015611ab65750611aaf602083018361225a565b9050610100145b8015611aee575080611acb602084018461225a565b6001818110611adc57611adc6125cb565b9050013560f81c60f81b60f81c60ff16145b8015611b155750611b0260808401846122b8565b9050611b1160408401846122b8565b9050145b8015611b945750611b9484611b2d6020850185612183565b611b3e9063ffffffff166001612121565b611b87611b4e602087018761225a565b8080601f0160208091040260200160405190810160405280939291908181526020018383808284375f9201919091525061144992505050565b610d4a60408701876122b8565b611ba16020840184612183565b90610b9b57604051632de47a2b60e21b815263ffffffff909116600482015260240161051a565b5f6042611bd8606084018461225a565b9050148015611c145750611c03610d1b611bf86060860160408701612183565b63ffffffff16611d95565b611c1060808401846122b8565b9050145b8015611c5b5750611c5b8335611c2d6020850185612183565b611c3e9063ffffffff16600461277b565b611c4e611b4e606087018761225a565b610d4a60808701876122b8565b611c686020840184612183565b90611ca8576040517f27ac37b100000000000000000000000000000000000000000000000000000000815263ffffffff909116600482015260240161051a565b50611cb6606083018361225a565b611cc4916022908290612792565b610a82916127b9565b5f80807f7fffffffffffffffffffffffffffffff5d576e7357a4501ddfe92f46681b20a0841115611d0657505f91506003905082611d8b565b604080515f808252602082018084528a905260ff891692820192909252606081018790526080810186905260019060a0016020604051602081039080840390855afa158015611d57573d5f5f3e3d5ffd5b5050604051601f1901519150506001600160a01b038116611d8257505f925060019150829050611d8b565b92505f91508190505b9450945094915050565b5f611da1826001612121565b610a8590600461277b565b5f5f5f8385036102a0811215611dc0575f5ffd5b6101e0811215611dce575f5ffd5b84935060a06101df1982011215611de3575f5ffd5b506101e08401915061028084013567ffffffffffffffff811115611e05575f5ffd5b84016101408187031215611e17575f5ffd5b809150509250925092565b5f6101a0820190508382528251602083015260208301516040830152604083015160608301526060830151611e5f608084018263ffffffff169052565b50608083015167ffffffffffffffff811660a08401525060a083015163ffffffff811660c08401525060c083015160e083015260e0830151610100830152610100830151610120830152610120830151610140830152610140830151611ece61016084018263ffffffff169052565b5061016083015163ffffffff81166101808401525b509392505050565b5f60208284031215611efb575f5ffd5b813567ffffffffffffffff811115611f11575f5ffd5b820161018081850312156113b1575f5ffd5b604051610180810167ffffffffffffffff81118282101715611f5357634e487b7160e01b5f52604160045260245ffd5b60405290565b6001600160a01b0381168114611f6d575f5ffd5b50565b80516114d881611f59565b80516bffffffffffffffffffffffff811681146114d8575f5ffd5b63ffffffff81168114611f6d575f5ffd5b80516114d881611f96565b805161ffff811681146114d8575f5ffd5b5f610180828403128015611fd5575f5ffd5b50611fde611f23565b611fe783611f70565b8152611ff560208401611f7b565b602082015261200660408401611fa7565b604082015261201760608401611fa7565b606082015261202860808401611fa7565b608082015261203960a08401611fa7565b60a082015261204a60c08401611fb2565b60c082015261205b60e08401611fb2565b60e082015261206d6101008401611fa7565b6101008201526120806101208401611fb2565b6101208201526120936101408401611f7b565b6101408201526120a66101608401611f7b565b6101608201529392505050565b5f823561021e198336030181126120c8575f5ffd5b9190910192915050565b67ffffffffffffffff81168114611f6d575f5ffd5b80356114d8816120d2565b5f60208284031215612102575f5ffd5b81356113b1816120d2565b634e487b7160e01b5f52601160045260245ffd5b80820180821115610a8557610a8561210d565b5f823561011e198336030181126120c8575f5ffd5b80356114d881611f59565b5f60208284031215612164575f5ffd5b81356113b181611f59565b634e487b7160e01b5f52602160045260245ffd5b5f60208284031215612193575f5ffd5b81356113b181611f96565b805164ffffffffff811681146114d8575f5ffd5b5f5f82840360a08112156121c4575f5ffd5b83516121cf81611f59565b92506080601f19820112156121e2575f5ffd5b506040516080810167ffffffffffffffff8111828210171561221257634e487b7160e01b5f52604160045260245ffd5b604052602084015161222381611f59565b81526122316040850161219e565b60208201526122426060850161219e565b60408201526080939093015160608401525092909150565b5f5f8335601e1984360301811261226f575f5ffd5b83018035915067ffffffffffffffff821115612289575f5ffd5b60200191503681900382131561229d575f5ffd5b9250929050565b5f8235603e198336030181126120c8575f5ffd5b5f5f8335601e198436030181126122cd575f5ffd5b83018035915067ffffffffffffffff8211156122e7575f5ffd5b6020019150600581901b360382131561229d575f5ffd5b803560ff811681146114d8575f5ffd5b8281528135602080830191909152820135604080830191909152820135606080830191909152610200820190612345908401612149565b6001600160a01b03811660808401525061236160808401612149565b6001600160a01b03811660a08401525060a083013560c08381019190915261238a9084016120e7565b67ffffffffffffffff811660e0840152506123a760e084016120e7565b67ffffffffffffffff811661010084015250610100830135610120838101919091528301356101408084019190915283013561016080840191909152830135610180808401919091526123fb9084016122fe565b60ff81166101a0840152506101a08301356101c0838101919091526124219084016120e7565b67ffffffffffffffff81166101e0840152611ee3565b5f60208284031215612447575f5ffd5b5051919050565b5f81518060208401855e5f93019283525090919050565b7f41535341592d475241504800000000000000000000000000000000000000000081527fff000000000000000000000000000000000000000000000000000000000000008660f81b16600b8201527fffff0000000000000000000000000000000000000000000000000000000000008560f01b16600c8201526001600160e01b03198460e01b16600e8201527fffffffffffffffff0000000000000000000000000000000000000000000000008360c01b1660128201525f6113fd601a83018461244e565b5f6020828403121561253a575f5ffd5b81356fffffffffffffffffffffffffffffffff19811681146113b1575f5ffd5b5f610a82828461244e565b5f60208284031215612575575f5ffd5b81516113b1816120d2565b7fff00000000000000000000000000000000000000000000000000000000000000831681525f6113ae600183018461244e565b5f600182016125c4576125c461210d565b5060010190565b634e487b7160e01b5f52603260045260245ffd5b5f8235609e198336030181126120c8575f5ffd5b81810381811115610a8557610a8561210d565b5f612611828661244e565b60e09490941b6001600160e01b031916845250506004820152602401919050565b5f60208284031215612642575f5ffd5b610a82826122fe565b5f6101608201905083825282516020830152602083015160408301526040830151606083015260608301516080830152608083015160a083015260a083015161269960c084018260ff169052565b5060c083015160e083015260e08301516101008301526101008301516126cc61012084018267ffffffffffffffff169052565b506101208301516001600160a01b038116610140840152611ee3565b82815260a0810182356126fa81611f59565b6001600160a01b0381166020840152506020830135612718816120d2565b67ffffffffffffffff16604083810191909152830135606080840191909152830135612743816120d2565b67ffffffffffffffff81166080840152509392505050565b67ffffffffffffffff8281168282160390811115610a8557610a8561210d565b8082028115828204841417610a8557610a8561210d565b5f5f858511156127a0575f5ffd5b838611156127ac575f5ffd5b5050820193919092039150565b80356020831015610a85575f19602084900360031b1b169291505056' as const
