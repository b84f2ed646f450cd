// Generated from contracts/ by scripts/contracts.mjs. Do not edit.

export const stepVerifiersAbi = [
  {
    "inputs": [
      {
        "internalType": "contract IStepVerifier",
        "name": "moves",
        "type": "address"
      },
      {
        "internalType": "contract IStepVerifier",
        "name": "points",
        "type": "address"
      },
      {
        "internalType": "contract IStepVerifier",
        "name": "products",
        "type": "address"
      },
      {
        "internalType": "contract IStepVerifier",
        "name": "lines",
        "type": "address"
      },
      {
        "internalType": "contract IStepVerifier",
        "name": "attention",
        "type": "address"
      },
      {
        "internalType": "contract IStepVerifier",
        "name": "sampler",
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
        "name": "reason",
        "type": "uint256"
      }
    ],
    "name": "StepRefused",
    "type": "error"
  },
  {
    "inputs": [],
    "name": "ATTENTION",
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
    "name": "LINES",
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
    "name": "MOVES",
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
    "name": "POINTS",
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
    "name": "PRODUCTS",
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
    "name": "SAMPLER",
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
    "name": "faulty",
    "outputs": [
      {
        "internalType": "bool",
        "name": "",
        "type": "bool"
      }
    ],
    "stateMutability": "view",
    "type": "function"
  }
] as const

export const stepVerifiersBytecode =
  '0x610140604052348015610010575f5ffd5b506040516108b43803806108b483398101604081905261002f91610079565b6001600160a01b0395861660805293851660a05291841660c052831660e05282166101005216610120526100e9565b80516001600160a01b0381168114610074575f5ffd5b919050565b5f5f5f5f5f5f60c0878903121561008e575f5ffd5b6100978761005e565b95506100a56020880161005e565b94506100b36040880161005e565b93506100c16060880161005e565b92506100cf6080880161005e565b91506100dd60a0880161005e565b90509295509295509295565b60805160a05160c05160e051610100516101205161075c6101585f395f8181610193015261025901525f818160ab015261041e01525f818161014501526103ef01525f818161011e015261034001525f818160f701526103a901525f818161016c0152610445015261075c5ff3fe608060405234801561000f575f5ffd5b506004361061007a575f3560e01c806387bb9af61161005857806387bb9af6146101195780639174d49714610140578063b38e548b14610167578063f99a585c1461018e575f5ffd5b80633261ee8c1461007e57806338cb7a09146100a65780637f6e4281146100f2575b5f5ffd5b61009161008c366004610469565b6101b5565b60405190151581526020015b60405180910390f35b6100cd7f000000000000000000000000000000000000000000000000000000000000000081565b60405173ffffffffffffffffffffffffffffffffffffffff909116815260200161009d565b6100cd7f000000000000000000000000000000000000000000000000000000000000000081565b6100cd7f000000000000000000000000000000000000000000000000000000000000000081565b6100cd7f000000000000000000000000000000000000000000000000000000000000000081565b6100cd7f000000000000000000000000000000000000000000000000000000000000000081565b6100cd7f000000000000000000000000000000000000000000000000000000000000000081565b5f60018083116101fd576040517fb703de7a0000000000000000000000000000000000000000000000000000000081526004016101f491815260200190565b60405180910390fd5b505f61020f6080870160608801610520565b63ffffffff166102226020870187610520565b63ffffffff1614610257576102528484600181811061024357610243610540565b919091013560f81c905061031d565b610279565b7f00000000000000000000000000000000000000000000000000000000000000005b6040517f3261ee8c00000000000000000000000000000000000000000000000000000000815290915073ffffffffffffffffffffffffffffffffffffffff821690633261ee8c906102d490899089908990899060040161062a565b602060405180830381865afa1580156102ef573d5f5f3e3d5ffd5b505050506040513d601f19601f82011682018060405250810190610313919061073d565b9695505050505050565b5f816004148061032d5750816005145b806103385750816012145b1561036457507f0000000000000000000000000000000000000000000000000000000000000000919050565b81600614806103735750816007145b8061037e5750816008145b806103965750600d82101580156103965750600f8211155b806103a15750816016145b156103cd57507f0000000000000000000000000000000000000000000000000000000000000000919050565b81601014806103dc5750816011145b806103e75750816014145b1561041357507f0000000000000000000000000000000000000000000000000000000000000000919050565b8160170361044257507f0000000000000000000000000000000000000000000000000000000000000000919050565b507f0000000000000000000000000000000000000000000000000000000000000000919050565b5f5f5f5f84860361028081121561047e575f5ffd5b6101c081121561048c575f5ffd5b85945060a06101bf19820112156104a1575f5ffd5b506101c08501925061026085013567ffffffffffffffff8111156104c3575f5ffd5b8501601f810187136104d3575f5ffd5b803567ffffffffffffffff8111156104e9575f5ffd5b8760208284010111156104fa575f5ffd5b949793965060200194505050565b803563ffffffff8116811461051b575f5ffd5b919050565b5f60208284031215610530575f5ffd5b61053982610508565b9392505050565b7f4e487b71000000000000000000000000000000000000000000000000000000005f52603260045260245ffd5b803567ffffffffffffffff8116811461051b575f5ffd5b803560ff8116811461051b575f5ffd5b63ffffffff6105a282610508565b16825260ff6105b360208301610584565b16602083015263ffffffff6105ca60408301610508565b16604083015263ffffffff6105e160608301610508565b16606083015263ffffffff6105f860808301610508565b1660808301525050565b81835281816020850137505f828201602090810191909152601f909101601f19169091010190565b8435815260208086013590820152604080860135908201525f61064f60608701610508565b63ffffffff1660608301526106666080870161056d565b67ffffffffffffffff16608083015261068160a08701610508565b63ffffffff1660a083015260c0868101359083015260e08087013590830152610100808701359083015261012080870135908301526106c36101408701610508565b63ffffffff166101408301526106dc6101608701610508565b63ffffffff166101608301526106f56101808701610508565b63ffffffff1661018083015261070e6101a08701610584565b60ff166101a08301526107256101c0830186610594565b61028061026083015261031361028083018486610602565b5f6020828403121561074d575f5ffd5b81518015158114610539575f5ffd' as const
