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
  '0x610120604052348015610010575f5ffd5b5060405161079f38038061079f83398101604081905261002f91610073565b6001600160a01b0394851660805292841660a05290831660c052821660e05216610100526100d4565b80516001600160a01b038116811461006e575f5ffd5b919050565b5f5f5f5f5f60a08688031215610087575f5ffd5b61009086610058565b945061009e60208701610058565b93506100ac60408701610058565b92506100ba60608701610058565b91506100c860808701610058565b90509295509295909350565b60805160a05160c05160e0516101005161066e6101315f395f81816078015261037801525f8181610117015261034901525f818160f0015261029a01525f818160c9015261030301525f818161013e015261039f015261066e5ff3fe608060405234801561000f575f5ffd5b506004361061006f575f3560e01c80639174d4971161004d5780639174d49714610112578063b38e548b14610139578063c46bf8b314610160575f5ffd5b806338cb7a09146100735780637f6e4281146100c457806387bb9af6146100eb575b5f5ffd5b61009a7f000000000000000000000000000000000000000000000000000000000000000081565b60405173ffffffffffffffffffffffffffffffffffffffff90911681526020015b60405180910390f35b61009a7f000000000000000000000000000000000000000000000000000000000000000081565b61009a7f000000000000000000000000000000000000000000000000000000000000000081565b61009a7f000000000000000000000000000000000000000000000000000000000000000081565b61009a7f000000000000000000000000000000000000000000000000000000000000000081565b61017361016e3660046103c3565b610183565b60405190151581526020016100bb565b5f60018083116101cb576040517fb703de7a0000000000000000000000000000000000000000000000000000000081526004016101c291815260200190565b60405180910390fd5b506101f1838360018181106101e2576101e2610462565b919091013560f81c9050610277565b73ffffffffffffffffffffffffffffffffffffffff1663c46bf8b3868686866040518563ffffffff1660e01b815260040161022f949392919061055a565b602060405180830381865afa15801561024a573d5f5f3e3d5ffd5b505050506040513d601f19601f8201168201806040525081019061026e9190610648565b95945050505050565b5f81600414806102875750816005145b806102925750816012145b156102be57507f0000000000000000000000000000000000000000000000000000000000000000919050565b81600614806102cd5750816007145b806102d85750816008145b806102f05750600d82101580156102f05750600f8211155b806102fb5750816016145b1561032757507f0000000000000000000000000000000000000000000000000000000000000000919050565b81601014806103365750816011145b806103415750816014145b1561036d57507f0000000000000000000000000000000000000000000000000000000000000000919050565b8160170361039c57507f0000000000000000000000000000000000000000000000000000000000000000919050565b507f0000000000000000000000000000000000000000000000000000000000000000919050565b5f5f5f5f8486036102408112156103d8575f5ffd5b6101808112156103e6575f5ffd5b85945060a061017f19820112156103fb575f5ffd5b506101808501925061022085013567ffffffffffffffff81111561041d575f5ffd5b8501601f8101871361042d575f5ffd5b803567ffffffffffffffff811115610443575f5ffd5b876020828401011115610454575f5ffd5b949793965060200194505050565b7f4e487b71000000000000000000000000000000000000000000000000000000005f52603260045260245ffd5b803563ffffffff811681146104a2575f5ffd5b919050565b803567ffffffffffffffff811681146104a2575f5ffd5b63ffffffff6104cc8261048f565b168252602081013560ff81168082146104e3575f5ffd5b60208401525063ffffffff6104fa6040830161048f565b16604083015263ffffffff6105116060830161048f565b16606083015263ffffffff6105286080830161048f565b1660808301525050565b81835281816020850137505f828201602090810191909152601f909101601f19169091010190565b8435815260208086013590820152604080860135908201525f61057f6060870161048f565b63ffffffff166060830152610596608087016104a7565b67ffffffffffffffff1660808301526105b160a0870161048f565b63ffffffff1660a083015260c0868101359083015260e08087013590830152610100808701359083015261012080870135908301526105f3610140870161048f565b63ffffffff1661014083015261060c610160870161048f565b63ffffffff166101608301526106266101808301866104be565b61024061022083015261063e61024083018486610532565b9695505050505050565b5f60208284031215610658575f5ffd5b81518015158114610667575f5ffd5b939250505056' as const
