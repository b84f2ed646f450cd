// Generated from contracts/ by scripts/contracts.mjs. Do not edit.

export const modelRegistryAbi = [
  {
    "inputs": [
      {
        "internalType": "contract Parameters",
        "name": "parameters",
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
        "internalType": "string",
        "name": "argument",
        "type": "string"
      }
    ],
    "name": "AddressZero",
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
        "name": "publisher",
        "type": "address"
      },
      {
        "internalType": "bytes32",
        "name": "modelId",
        "type": "bytes32"
      }
    ],
    "name": "ModelAlreadyRegistered",
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
        "internalType": "address",
        "name": "publisher",
        "type": "address"
      },
      {
        "internalType": "bytes32",
        "name": "modelId",
        "type": "bytes32"
      }
    ],
    "name": "ModelNotRegistered",
    "type": "error"
  },
  {
    "inputs": [
      {
        "internalType": "string",
        "name": "name",
        "type": "string"
      }
    ],
    "name": "NameMalformed",
    "type": "error"
  },
  {
    "inputs": [
      {
        "internalType": "string",
        "name": "namespace",
        "type": "string"
      },
      {
        "internalType": "address",
        "name": "holder",
        "type": "address"
      }
    ],
    "name": "NamespaceNotYours",
    "type": "error"
  },
  {
    "inputs": [
      {
        "internalType": "string",
        "name": "namespace",
        "type": "string"
      },
      {
        "internalType": "address",
        "name": "holder",
        "type": "address"
      }
    ],
    "name": "NamespaceTaken",
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
        "name": "royaltyBps",
        "type": "uint256"
      },
      {
        "internalType": "uint256",
        "name": "limit",
        "type": "uint256"
      }
    ],
    "name": "RoyaltyTooHigh",
    "type": "error"
  },
  {
    "inputs": [
      {
        "internalType": "string",
        "name": "argument",
        "type": "string"
      },
      {
        "internalType": "uint256",
        "name": "length",
        "type": "uint256"
      },
      {
        "internalType": "uint256",
        "name": "limit",
        "type": "uint256"
      }
    ],
    "name": "TextTooLong",
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
    "inputs": [
      {
        "internalType": "string",
        "name": "versionName",
        "type": "string"
      }
    ],
    "name": "VersionTaken",
    "type": "error"
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
        "name": "publisher",
        "type": "address"
      },
      {
        "indexed": true,
        "internalType": "bytes32",
        "name": "modelId",
        "type": "bytes32"
      },
      {
        "indexed": false,
        "internalType": "string",
        "name": "reason",
        "type": "string"
      }
    ],
    "name": "ModelDeprecated",
    "type": "event"
  },
  {
    "anonymous": false,
    "inputs": [
      {
        "indexed": true,
        "internalType": "address",
        "name": "publisher",
        "type": "address"
      },
      {
        "indexed": true,
        "internalType": "bytes32",
        "name": "modelId",
        "type": "bytes32"
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
        "indexed": false,
        "internalType": "struct ModelRegistry.Parts",
        "name": "parts",
        "type": "tuple"
      },
      {
        "indexed": false,
        "internalType": "uint16",
        "name": "royaltyBps",
        "type": "uint16"
      },
      {
        "indexed": false,
        "internalType": "string",
        "name": "cid",
        "type": "string"
      },
      {
        "indexed": false,
        "internalType": "string",
        "name": "manifestCid",
        "type": "string"
      }
    ],
    "name": "ModelRegistered",
    "type": "event"
  },
  {
    "anonymous": false,
    "inputs": [
      {
        "indexed": false,
        "internalType": "string",
        "name": "namespace",
        "type": "string"
      },
      {
        "indexed": true,
        "internalType": "address",
        "name": "from",
        "type": "address"
      },
      {
        "indexed": true,
        "internalType": "address",
        "name": "to",
        "type": "address"
      }
    ],
    "name": "NamespaceMoved",
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
        "internalType": "address",
        "name": "implementation",
        "type": "address"
      }
    ],
    "name": "Upgraded",
    "type": "event"
  },
  {
    "anonymous": false,
    "inputs": [
      {
        "indexed": false,
        "internalType": "string",
        "name": "versionName",
        "type": "string"
      },
      {
        "indexed": true,
        "internalType": "address",
        "name": "publisher",
        "type": "address"
      },
      {
        "indexed": true,
        "internalType": "bytes32",
        "name": "modelId",
        "type": "bytes32"
      }
    ],
    "name": "VersionPublished",
    "type": "event"
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
        "internalType": "string",
        "name": "namespace",
        "type": "string"
      }
    ],
    "name": "claimNamespace",
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
    "name": "computeModelId",
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
        "name": "modelId",
        "type": "bytes32"
      },
      {
        "internalType": "string",
        "name": "reason",
        "type": "string"
      }
    ],
    "name": "deprecate",
    "outputs": [],
    "stateMutability": "nonpayable",
    "type": "function"
  },
  {
    "inputs": [
      {
        "internalType": "address",
        "name": "publisher",
        "type": "address"
      },
      {
        "internalType": "bytes32",
        "name": "modelId",
        "type": "bytes32"
      }
    ],
    "name": "getModel",
    "outputs": [
      {
        "components": [
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
            "internalType": "uint16",
            "name": "royaltyBps",
            "type": "uint16"
          },
          {
            "internalType": "uint40",
            "name": "registeredAt",
            "type": "uint40"
          },
          {
            "internalType": "uint40",
            "name": "deprecatedAt",
            "type": "uint40"
          },
          {
            "internalType": "string",
            "name": "cid",
            "type": "string"
          },
          {
            "internalType": "string",
            "name": "manifestCid",
            "type": "string"
          },
          {
            "internalType": "string",
            "name": "deprecation",
            "type": "string"
          }
        ],
        "internalType": "struct ModelRegistry.Registration",
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
        "internalType": "uint256",
        "name": "offset",
        "type": "uint256"
      },
      {
        "internalType": "uint256",
        "name": "limit",
        "type": "uint256"
      }
    ],
    "name": "listModels",
    "outputs": [
      {
        "components": [
          {
            "internalType": "address",
            "name": "publisher",
            "type": "address"
          },
          {
            "internalType": "bytes32",
            "name": "modelId",
            "type": "bytes32"
          },
          {
            "components": [
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
                "internalType": "uint16",
                "name": "royaltyBps",
                "type": "uint16"
              },
              {
                "internalType": "uint40",
                "name": "registeredAt",
                "type": "uint40"
              },
              {
                "internalType": "uint40",
                "name": "deprecatedAt",
                "type": "uint40"
              },
              {
                "internalType": "string",
                "name": "cid",
                "type": "string"
              },
              {
                "internalType": "string",
                "name": "manifestCid",
                "type": "string"
              },
              {
                "internalType": "string",
                "name": "deprecation",
                "type": "string"
              }
            ],
            "internalType": "struct ModelRegistry.Registration",
            "name": "registration",
            "type": "tuple"
          }
        ],
        "internalType": "struct ModelRegistry.Model[]",
        "name": "page",
        "type": "tuple[]"
      }
    ],
    "stateMutability": "view",
    "type": "function"
  },
  {
    "inputs": [
      {
        "internalType": "bytes32",
        "name": "modelId",
        "type": "bytes32"
      },
      {
        "internalType": "uint256",
        "name": "offset",
        "type": "uint256"
      },
      {
        "internalType": "uint256",
        "name": "limit",
        "type": "uint256"
      }
    ],
    "name": "listPublishers",
    "outputs": [
      {
        "internalType": "address[]",
        "name": "page",
        "type": "address[]"
      }
    ],
    "stateMutability": "view",
    "type": "function"
  },
  {
    "inputs": [
      {
        "internalType": "uint256",
        "name": "offset",
        "type": "uint256"
      },
      {
        "internalType": "uint256",
        "name": "limit",
        "type": "uint256"
      }
    ],
    "name": "listVersions",
    "outputs": [
      {
        "internalType": "string[]",
        "name": "names",
        "type": "string[]"
      },
      {
        "components": [
          {
            "internalType": "address",
            "name": "publisher",
            "type": "address"
          },
          {
            "internalType": "bytes32",
            "name": "modelId",
            "type": "bytes32"
          },
          {
            "internalType": "uint40",
            "name": "publishedAt",
            "type": "uint40"
          }
        ],
        "internalType": "struct ModelRegistry.Version[]",
        "name": "versions",
        "type": "tuple[]"
      }
    ],
    "stateMutability": "view",
    "type": "function"
  },
  {
    "inputs": [],
    "name": "modelCount",
    "outputs": [
      {
        "internalType": "uint256",
        "name": "",
        "type": "uint256"
      }
    ],
    "stateMutability": "view",
    "type": "function"
  },
  {
    "inputs": [
      {
        "internalType": "string",
        "name": "namespace",
        "type": "string"
      }
    ],
    "name": "namespaceHolder",
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
        "internalType": "string",
        "name": "namespace",
        "type": "string"
      },
      {
        "internalType": "string",
        "name": "name",
        "type": "string"
      },
      {
        "internalType": "string",
        "name": "version",
        "type": "string"
      },
      {
        "internalType": "bytes32",
        "name": "modelId",
        "type": "bytes32"
      }
    ],
    "name": "publishVersion",
    "outputs": [],
    "stateMutability": "nonpayable",
    "type": "function"
  },
  {
    "inputs": [
      {
        "internalType": "bytes32",
        "name": "modelId",
        "type": "bytes32"
      }
    ],
    "name": "publisherCount",
    "outputs": [
      {
        "internalType": "uint256",
        "name": "",
        "type": "uint256"
      }
    ],
    "stateMutability": "view",
    "type": "function"
  },
  {
    "inputs": [
      {
        "internalType": "bytes32",
        "name": "modelId",
        "type": "bytes32"
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
        "internalType": "uint16",
        "name": "royaltyBps",
        "type": "uint16"
      },
      {
        "internalType": "string",
        "name": "cid",
        "type": "string"
      },
      {
        "internalType": "string",
        "name": "manifestCid",
        "type": "string"
      }
    ],
    "name": "register",
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
        "internalType": "string",
        "name": "versionName",
        "type": "string"
      }
    ],
    "name": "resolve",
    "outputs": [
      {
        "components": [
          {
            "internalType": "address",
            "name": "publisher",
            "type": "address"
          },
          {
            "internalType": "bytes32",
            "name": "modelId",
            "type": "bytes32"
          },
          {
            "internalType": "uint40",
            "name": "publishedAt",
            "type": "uint40"
          }
        ],
        "internalType": "struct ModelRegistry.Version",
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
        "name": "publisher",
        "type": "address"
      },
      {
        "internalType": "bytes32",
        "name": "modelId",
        "type": "bytes32"
      }
    ],
    "name": "royaltyOf",
    "outputs": [
      {
        "internalType": "uint16",
        "name": "",
        "type": "uint16"
      }
    ],
    "stateMutability": "view",
    "type": "function"
  },
  {
    "inputs": [
      {
        "internalType": "string",
        "name": "namespace",
        "type": "string"
      },
      {
        "internalType": "address",
        "name": "to",
        "type": "address"
      }
    ],
    "name": "transferNamespace",
    "outputs": [],
    "stateMutability": "nonpayable",
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
  },
  {
    "inputs": [],
    "name": "versionCount",
    "outputs": [
      {
        "internalType": "uint256",
        "name": "",
        "type": "uint256"
      }
    ],
    "stateMutability": "view",
    "type": "function"
  }
] as const

export const modelRegistryBytecode =
  '0x60c060405230608052348015610013575f5ffd5b506040516132ba3803806132ba833981016040819052610032916100fd565b61003a61004b565b6001600160a01b031660a05261012a565b7ff0c57e16840df040f15088dc2f81fe391c3923bec73e23a9662efc9c229c6a00805468010000000000000000900460ff161561009b5760405163f92ee8a960e01b815260040160405180910390fd5b80546001600160401b03908116146100fa5780546001600160401b0319166001600160401b0390811782556040519081527fc7f505b2f371ae2175ee4913f4499e1f2633a7b5936321eed1cdaeb6115181d29060200160405180910390a15b50565b5f6020828403121561010d575f5ffd5b81516001600160a01b0381168114610123575f5ffd5b9392505050565b60805160a05161315a6101605f395f81816103c0015261094801525f8181611de801528181611e110152611f8f015261315a5ff3fe608060405260043610610199575f3560e01c80638aad29e1116100dc578063b268793011610087578063c6a645fe11610062578063c6a645fe146104d3578063e30c3978146104e7578063e64883f5146104fb578063f2fde38b14610527575f5ffd5b8063b268793014610463578063bf1812ef14610482578063c4d66de8146104b4575f5ffd5b8063a9b5898f116100b7578063a9b5898f146103af578063aac553e2146103e2578063ad3cb1cc1461040e575f5ffd5b80638aad29e1146103505780638da5cb5b146103645780638e5e03d814610390575f5ffd5b8063461a447811610147578063715018a611610122578063715018a6146102ea57806375e19195146102fe57806379ba50971461031d5780638690084d14610331575f5ffd5b8063461a4478146102975780634f1ef286146102c357806352d1902d146102d6575f5ffd5b80631d10f188116101775780631d10f188146102135780632358c4b11461024c5780632a5f60d214610278575f5ffd5b80630e21b64f1461019d5780630fc0c1e1146101d35780631d07aee6146101f4575b5f5ffd5b3480156101a8575f5ffd5b506101bc6101b73660046124c9565b610546565b6040516101ca929190612517565b60405180910390f35b3480156101de575f5ffd5b506101f26101ed36600461262c565b61077f565b005b3480156101ff575f5ffd5b506101f261020e366004612699565b61086e565b34801561021e575f5ffd5b5061023e61022d366004612737565b5f9081526001602052604090205490565b6040519081526020016101ca565b348015610257575f5ffd5b5061026b6102663660046124c9565b610c35565b6040516101ca919061280c565b348015610283575f5ffd5b506101f2610292366004612899565b610f73565b3480156102a2575f5ffd5b506102b66102b1366004612940565b6110ed565b6040516101ca919061297f565b6101f26102d1366004612a33565b611195565b3480156102e1575f5ffd5b5061023e6111b4565b3480156102f5575f5ffd5b506101f26111e2565b348015610309575f5ffd5b506101f2610318366004612940565b6111f5565b348015610328575f5ffd5b506101f26112ae565b34801561033c575f5ffd5b5061023e61034b366004612ada565b6112f6565b34801561035b575f5ffd5b5060055461023e565b34801561036f575f5ffd5b506103786113b0565b6040516001600160a01b0390911681526020016101ca565b34801561039b575f5ffd5b506103786103aa366004612940565b6113e4565b3480156103ba575f5ffd5b506103787f000000000000000000000000000000000000000000000000000000000000000081565b3480156103ed575f5ffd5b506104016103fc366004612af4565b611446565b6040516101ca9190612b1d565b348015610419575f5ffd5b506104566040518060400160405280600581526020017f352e302e3000000000000000000000000000000000000000000000000000000081525081565b6040516101ca9190612b68565b34801561046e575f5ffd5b506101f261047d366004612b7a565b61152d565b34801561048d575f5ffd5b506104a161049c366004612bcd565b6115b3565b60405161ffff90911681526020016101ca565b3480156104bf575f5ffd5b506101f26104ce366004612bf7565b6115cd565b3480156104de575f5ffd5b5060025461023e565b3480156104f2575f5ffd5b506103786116f3565b348015610506575f5ffd5b5061051a610515366004612bcd565b61171b565b6040516101ca9190612c12565b348015610532575f5ffd5b506101f2610541366004612bf7565b61197e565b6060805f61055a6005805490508686611a03565b90508067ffffffffffffffff811115610575576105756129c4565b6040519080825280602002602001820160405280156105a857816020015b60608152602001906001900390816105935790505b5092508067ffffffffffffffff8111156105c4576105c46129c4565b60405190808252806020026020018201604052801561060d57816020015b604080516060810182525f80825260208083018290529282015282525f199092019101816105e25790505b5091505f5b818110156107765760056106268288612c38565b8154811061063657610636612c4b565b905f5260205f2001805461064990612c5f565b80601f016020809104026020016040519081016040528092919081815260200182805461067590612c5f565b80156106c05780601f10610697576101008083540402835291602001916106c0565b820191905f5260205f20905b8154815290600101906020018083116106a357829003601f168201915b50505050508482815181106106d7576106d7612c4b565b602002602001018190525060045f61070d8684815181106106fa576106fa612c4b565b6020026020010151805160209091012090565b815260208082019290925260409081015f20815160608101835281546001600160a01b031681526001820154938101939093526002015464ffffffffff1690820152835184908390811061076357610763612c4b565b6020908102919091010152600101610612565b50509250929050565b5f61078a3385611a52565b90506107cc6040518060400160405280600681526020017f726561736f6e00000000000000000000000000000000000000000000000000008152508484611ad7565b6005810154670100000000000000900464ffffffffff165f03610814576005810180546bffffffffff0000000000000019166701000000000000004264ffffffffff16021790555b60088101610823838583612cdf565b5083336001600160a01b03167f0da7d8142d0afb154ed7d9bd1831bb385e08f3d291b72729d36f4c894ab4d18f8585604051610860929190612dc1565b60405180910390a350505050565b5f610878876112f6565b905087818181146108c3576040517f5fa7e5d0000000000000000000000000000000000000000000000000000000008152600481019290925260248201526044015b60405180910390fd5b50506109056040518060400160405280600381526020017f63696400000000000000000000000000000000000000000000000000000000008152508686611ad7565b6109456040518060400160405280600b81526020017f6d616e69666573744369640000000000000000000000000000000000000000008152508484611ad7565b5f7f00000000000000000000000000000000000000000000000000000000000000006001600160a01b031663971217b76040518163ffffffff1660e01b81526004016101a060405180830381865afa1580156109a3573d5f5f3e3d5ffd5b505050506040513d601f19601f820116820180604052508101906109c79190612e25565b60e001519050868161ffff8082169083161115610a1e576040517f21ad74ec00000000000000000000000000000000000000000000000000000000815261ffff9283166004820152911660248201526044016108ba565b5050335f818152602081815260408083208d8452909152902060058101549091908b9062010000900464ffffffffff1615610a96576040517f3f80f9430000000000000000000000000000000000000000000000000000000081526001600160a01b03909216600483015260248201526044016108ba565b5050883581556020890135600182015560408901356002820155606089013560038201556080890135600482015560058101805464ffffffffff4216620100000266ffffffffffffff1990911661ffff8b161717905560068101610afb878983612cdf565b5060078101610b0b858783612cdf565b5060015f8b81526020019081526020015f2033908060018154018082558091505060019003905f5260205f20015f9091909190916101000a8154816001600160a01b0302191690836001600160a01b0316021790555060026040518060400160405280336001600160a01b031681526020018c815250908060018154018082558091505060019003905f5260205f2090600202015f909190919091505f820151815f015f6101000a8154816001600160a01b0302191690836001600160a01b0316021790555060208201518160010155505089336001600160a01b03167fc2498169f68003decef7ba1c72e24b90b60c90decd6282bae5915e1f7c9517e78b8b8b8b8b8b604051610c2196959493929190612f28565b60405180910390a350505050505050505050565b600254606090610c46908484611a03565b67ffffffffffffffff811115610c5e57610c5e6129c4565b604051908082528060200260200182016040528015610c9757816020015b610c8461242f565b815260200190600190039081610c7c5790505b5090505f5b8151811015610f6c575f6002610cb28387612c38565b81548110610cc257610cc2612c4b565b5f91825260208083206040805160608082018352600295860290930180546001600160a01b031680835260018083015484880181905291895288875284892091895290865296839020835161018081018552815460e08201908152988201546101008201529681015461012088015260038101546101408801526004810154610160880152968652600587015461ffff81169587019590955264ffffffffff620100008604811687850152670100000000000000909504909416928501929092526006850180549396509194908501939290916080840191610da390612c5f565b80601f0160208091040260200160405190810160405280929190818152602001828054610dcf90612c5f565b8015610e1a5780601f10610df157610100808354040283529160200191610e1a565b820191905f5260205f20905b815481529060010190602001808311610dfd57829003601f168201915b50505050508152602001600782018054610e3390612c5f565b80601f0160208091040260200160405190810160405280929190818152602001828054610e5f90612c5f565b8015610eaa5780601f10610e8157610100808354040283529160200191610eaa565b820191905f5260205f20905b815481529060010190602001808311610e8d57829003601f168201915b50505050508152602001600882018054610ec390612c5f565b80601f0160208091040260200160405190810160405280929190818152602001828054610eef90612c5f565b8015610f3a5780601f10610f1157610100808354040283529160200191610f3a565b820191905f5260205f20905b815481529060010190602001808311610f1d57829003601f168201915b505050505081525050815250838381518110610f5857610f58612c4b565b602090810291909101015250600101610c9c565b5092915050565b610f7d8787611b19565b610f878585611bb5565b610f918383611bb5565b610f9b3382611a52565b505f878787878787604051602001610fb896959493929190612f97565b60405160208183030381529060405290505f60045f610fdc84805160209091012090565b815260208101919091526040015f206002810154909150829064ffffffffff1615611034576040517f2be970020000000000000000000000000000000000000000000000000000000081526004016108ba9190612b68565b5080546001600160a01b03191633178155600180820184905560028201805464ffffffffff421664ffffffffff199091161790556005805491820181555f527f036b6384b5eca791c62761152d0c79bb0604c104a5fb6f4eb0703f3154bb3db00161109f838261300f565b5082336001600160a01b03167fac563f8935263754cb8c1c4c01ae737e938b587fa9a993ffa733be4310a6ed0c846040516110da9190612b68565b60405180910390a3505050505050505050565b604080516060810182525f808252602082018190529181019190915260045f61114a85858080601f0160208091040260200160405190810160405280939291908181526020018383808284375f92019190915250611a4792505050565b815260208082019290925260409081015f20815160608101835281546001600160a01b031681526001820154938101939093526002015464ffffffffff169082015290505b92915050565b61119d611ddd565b6111a682611e94565b6111b08282611e9c565b5050565b5f6111bd611f84565b507f360894a13ba1a3210667c828492db98dca3e2076cc3735a920a3ca505d382bbc90565b6111ea611fcd565b6111f35f611fff565b565b6111ff8282611bb5565b5f60035f61124185858080601f0160208091040260200160405190810160405280939291908181526020018383808284375f92019190915250611a4792505050565b815260208101919091526040015f20546001600160a01b03169050828282801561129a576040517f374be2120000000000000000000000000000000000000000000000000000000081526004016108ba939291906130ca565b5050506112a983835f33612037565b505050565b33806112b86116f3565b6001600160a01b0316146112ea5760405163118cdaa760e01b81526001600160a01b03821660048201526024016108ba565b6112f381611fff565b50565b604080517f61737361792f6d6f64656c2f31000000000000000000000000000000000000006020828101919091528335602d830152830135604d82015290820135606d8201526060820135608d820152608082013560ad8201525f9060029060cd0160408051601f1981840301815290829052611372916130f6565b602060405180830381855afa15801561138d573d5f5f3e3d5ffd5b5050506040513d601f19601f8201168201806040525081019061118f919061310c565b5f807f9016d09d72d40fdae2fd8ceac6b6234c7706214fd39c1cd1e609a0528c1993005b546001600160a01b031692915050565b5f60035f61142685858080601f0160208091040260200160405190810160405280939291908181526020018383808284375f92019190915250611a4792505050565b815260208101919091526040015f20546001600160a01b03169392505050565b5f83815260016020526040902054606090611462908484611a03565b67ffffffffffffffff81111561147a5761147a6129c4565b6040519080825280602002602001820160405280156114a3578160200160208202803683370190505b5090505f5b8151811015611525575f8581526001602052604090206114c88286612c38565b815481106114d8576114d8612c4b565b905f5260205f20015f9054906101000a90046001600160a01b031682828151811061150557611505612c4b565b6001600160a01b03909216602092830291909101909101526001016114a8565b509392505050565b6001600160a01b03811661159d576040517fc5dbe6e700000000000000000000000000000000000000000000000000000000815260206004820152600260248201527f746f00000000000000000000000000000000000000000000000000000000000060448201526064016108ba565b6115a78383611b19565b6112a983833384612037565b5f6115be8383611a52565b6005015461ffff169392505050565b5f6115d66120db565b805490915060ff68010000000000000000820416159067ffffffffffffffff165f811580156116025750825b90505f8267ffffffffffffffff16600114801561161e5750303b155b90508115801561162c575080155b15611663576040517ff92ee8a900000000000000000000000000000000000000000000000000000000815260040160405180910390fd5b845467ffffffffffffffff19166001178555831561169757845468ff00000000000000001916680100000000000000001785555b6116a086612103565b83156116eb57845468ff000000000000000019168555604051600181527fc7f505b2f371ae2175ee4913f4499e1f2633a7b5936321eed1cdaeb6115181d29060200160405180910390a15b505050505050565b5f807f237e158222e3e6968b72b9db0d8043aacf074ad9f650f0d1606b4d82ee432c006113d4565b611723612452565b6001600160a01b0383165f90815260208181526040808320858452825291829020825161018081018452815460e0820190815260018301546101008301526002830154610120830152600383015461014083015260048301546101608301528152600582015461ffff81169382019390935264ffffffffff62010000840481169482019490945267010000000000000090920490921660608201526006820180549192916080840191906117d690612c5f565b80601f016020809104026020016040519081016040528092919081815260200182805461180290612c5f565b801561184d5780601f106118245761010080835404028352916020019161184d565b820191905f5260205f20905b81548152906001019060200180831161183057829003601f168201915b5050505050815260200160078201805461186690612c5f565b80601f016020809104026020016040519081016040528092919081815260200182805461189290612c5f565b80156118dd5780601f106118b4576101008083540402835291602001916118dd565b820191905f5260205f20905b8154815290600101906020018083116118c057829003601f168201915b505050505081526020016008820180546118f690612c5f565b80601f016020809104026020016040519081016040528092919081815260200182805461192290612c5f565b801561196d5780601f106119445761010080835404028352916020019161196d565b820191905f5260205f20905b81548152906001019060200180831161195057829003601f168201915b505050505081525050905092915050565b611986611fcd565b7f237e158222e3e6968b72b9db0d8043aacf074ad9f650f0d1606b4d82ee432c0080546001600160a01b0319166001600160a01b03831690811782556119ca6113b0565b6001600160a01b03167f38d16b8cac22d99fc7c124b9cd0de2d3fa1faef420bfe791d8c362d765e2270060405160405180910390a35050565b5f838310611a1257505f611a40565b5f611a1d8486613123565b90506064831115611a2d57606492505b808310611a3a5780611a3c565b825b9150505b9392505050565b805160209091012090565b6001600160a01b0382165f90815260208181526040808320848452909152902060058101548390839062010000900464ffffffffff16611acf576040517f88b7074d0000000000000000000000000000000000000000000000000000000081526001600160a01b03909216600483015260248201526044016108ba565b505092915050565b8281610100808211156116eb576040517fa3bcc61d0000000000000000000000000000000000000000000000000000000081526004016108ba93929190613136565b5f60035f611b5b85858080601f0160208091040260200160405190810160405280939291908181526020018383808284375f92019190915250611a4792505050565b815260208101919091526040015f20546001600160a01b031690508282823381146116eb576040517f4d96b62f0000000000000000000000000000000000000000000000000000000081526004016108ba939291906130ca565b81818015801590611bc7575060408111155b84849091611bea5760405163867fa9df60e01b81526004016108ba929190612dc1565b505f90505b81811015611dd6575f838383818110611c0a57611c0a612c4b565b909101356001600160f81b03191691505f90507f61000000000000000000000000000000000000000000000000000000000000008210801590611c7757507f7a000000000000000000000000000000000000000000000000000000000000006001600160f81b0319831611155b80611ce157507f30000000000000000000000000000000000000000000000000000000000000006001600160f81b0319831610801590611ce157507f39000000000000000000000000000000000000000000000000000000000000006001600160f81b0319831611155b90505f5f84118015611cfc575084611cfa856001612c38565b105b8015611d9857507f2e000000000000000000000000000000000000000000000000000000000000006001600160f81b031984161480611d6457507f5f000000000000000000000000000000000000000000000000000000000000006001600160f81b03198416145b80611d9857507f2d000000000000000000000000000000000000000000000000000000000000006001600160f81b03198416145b90508180611da35750805b88889091611dc65760405163867fa9df60e01b81526004016108ba929190612dc1565b5050505050806001019050611bef565b5050505050565b306001600160a01b037f0000000000000000000000000000000000000000000000000000000000000000161480611e7657507f00000000000000000000000000000000000000000000000000000000000000006001600160a01b0316611e6a7f360894a13ba1a3210667c828492db98dca3e2076cc3735a920a3ca505d382bbc546001600160a01b031690565b6001600160a01b031614155b156111f35760405163703e46dd60e11b815260040160405180910390fd5b6112f3611fcd565b816001600160a01b03166352d1902d6040518163ffffffff1660e01b8152600401602060405180830381865afa925050508015611ef6575060408051601f3d908101601f19168201909252611ef39181019061310c565b60015b611f1e57604051634c9c8ce360e01b81526001600160a01b03831660048201526024016108ba565b7f360894a13ba1a3210667c828492db98dca3e2076cc3735a920a3ca505d382bbc8114611f7a576040517faa1d49a4000000000000000000000000000000000000000000000000000000008152600481018290526024016108ba565b6112a98383612114565b306001600160a01b037f000000000000000000000000000000000000000000000000000000000000000016146111f35760405163703e46dd60e11b815260040160405180910390fd5b33611fd66113b0565b6001600160a01b0316146111f35760405163118cdaa760e01b81523360048201526024016108ba565b7f237e158222e3e6968b72b9db0d8043aacf074ad9f650f0d1606b4d82ee432c0080546001600160a01b03191681556111b082612169565b8060035f61207987878080601f0160208091040260200160405190810160405280939291908181526020018383808284375f92019190915250611a4792505050565b8152602081019190915260409081015f2080546001600160a01b0319166001600160a01b0393841617905551828216918416907f6260694279895f54f5b05bb68fdc245be40bd82b7508da1d39141346203580ed906108609088908890612dc1565b5f807ff0c57e16840df040f15088dc2f81fe391c3923bec73e23a9662efc9c229c6a0061118f565b61210b6121d9565b6112f381612217565b61211d82612261565b6040516001600160a01b038316907fbc7cd75a20ee27fd9adebab32041f755214dbc6bffa90cc0225b39da2e5c2d3b905f90a2805115612161576112a982826122d7565b6111b06123a2565b7f9016d09d72d40fdae2fd8ceac6b6234c7706214fd39c1cd1e609a0528c19930080546001600160a01b031981166001600160a01b03848116918217845560405192169182907f8be0079c531659141344cd1fd0a4f28419497f9722a3daafe3b4186f6b6457e0905f90a3505050565b6121e16123da565b6111f3576040517fd7e6bcf800000000000000000000000000000000000000000000000000000000815260040160405180910390fd5b61221f6121d9565b6001600160a01b0381166112ea576040517f1e4fbdf70000000000000000000000000000000000000000000000000000000081525f60048201526024016108ba565b806001600160a01b03163b5f0361229657604051634c9c8ce360e01b81526001600160a01b03821660048201526024016108ba565b7f360894a13ba1a3210667c828492db98dca3e2076cc3735a920a3ca505d382bbc80546001600160a01b0319166001600160a01b0392909216919091179055565b60605f6122e484846123f8565b905080801561230557505f3d118061230557505f846001600160a01b03163b115b1561231a5761231261240b565b91505061118f565b801561235d576040517f9996b3150000000000000000000000000000000000000000000000000000000081526001600160a01b03851660048201526024016108ba565b3d156123705761236b612424565b610f6c565b6040517fd6bda27500000000000000000000000000000000000000000000000000000000815260040160405180910390fd5b34156111f3576040517fb398979f00000000000000000000000000000000000000000000000000000000815260040160405180910390fd5b5f6123e36120db565b5468010000000000000000900460ff16919050565b5f5f5f835160208501865af49392505050565b6040513d81523d5f602083013e3d602001810160405290565b6040513d5f823e3d81fd5b604080516060810182525f808252602082015290810161244d612452565b905290565b6040518060e0016040528061248a6040518060a001604052805f81526020015f81526020015f81526020015f81526020015f81525090565b81526020015f61ffff1681526020015f64ffffffffff1681526020015f64ffffffffff1681526020016060815260200160608152602001606081525090565b5f5f604083850312156124da575f5ffd5b50508035926020909101359150565b5f81518084528060208401602086015e5f602082860101526020601f19601f83011685010191505092915050565b5f604082016040835280855180835260608501915060608160051b8601019250602087015f5b8281101561256e57605f198786030184526125598583516124e9565b9450602093840193919091019060010161253d565b5050505082810360208401528084518083526020830191506020860192505f5b818110156125db576125c583855180516001600160a01b031682526020808201519083015260409081015164ffffffffff16910152565b602093909301926060929092019160010161258e565b50909695505050505050565b5f5f83601f8401126125f7575f5ffd5b50813567ffffffffffffffff81111561260e575f5ffd5b602083019150836020828501011115612625575f5ffd5b9250929050565b5f5f5f6040848603121561263e575f5ffd5b83359250602084013567ffffffffffffffff81111561265b575f5ffd5b612667868287016125e7565b9497909650939450505050565b5f60a08284031215612684575f5ffd5b50919050565b61ffff811681146112f3575f5ffd5b5f5f5f5f5f5f5f610120888a0312156126b0575f5ffd5b873596506126c18960208a01612674565b955060c08801356126d18161268a565b945060e088013567ffffffffffffffff8111156126ec575f5ffd5b6126f88a828b016125e7565b90955093505061010088013567ffffffffffffffff811115612718575f5ffd5b6127248a828b016125e7565b989b979a50959850939692959293505050565b5f60208284031215612747575f5ffd5b5035919050565b5f8151805184526020810151602085015260408101516040850152606081015160608501526080810151608085015250602082015161279360a085018261ffff169052565b50604082015164ffffffffff90811660c085015260608301511660e0840152608082015161016061010085018190526127ce908501826124e9565b905060a08301518482036101208601526127e882826124e9565b91505060c083015184820361014086015261280382826124e9565b95945050505050565b5f602082016020835280845180835260408501915060408160051b8601019250602086015f5b8281101561288d57603f1987860301845281516001600160a01b038151168652602081015160208701526040810151905060606040870152612877606087018261274e565b9550506020938401939190910190600101612832565b50929695505050505050565b5f5f5f5f5f5f5f6080888a0312156128af575f5ffd5b873567ffffffffffffffff8111156128c5575f5ffd5b6128d18a828b016125e7565b909850965050602088013567ffffffffffffffff8111156128f0575f5ffd5b6128fc8a828b016125e7565b909650945050604088013567ffffffffffffffff81111561291b575f5ffd5b6129278a828b016125e7565b989b979a50959894979596606090950135949350505050565b5f5f60208385031215612951575f5ffd5b823567ffffffffffffffff811115612967575f5ffd5b612973858286016125e7565b90969095509350505050565b81516001600160a01b031681526020808301519082015260408083015164ffffffffff16908201526060810161118f565b6001600160a01b03811681146112f3575f5ffd5b634e487b7160e01b5f52604160045260245ffd5b6040516101a0810167ffffffffffffffff811182821017156129fc576129fc6129c4565b60405290565b604051601f8201601f1916810167ffffffffffffffff81118282101715612a2b57612a2b6129c4565b604052919050565b5f5f60408385031215612a44575f5ffd5b8235612a4f816129b0565b9150602083013567ffffffffffffffff811115612a6a575f5ffd5b8301601f81018513612a7a575f5ffd5b803567ffffffffffffffff811115612a9457612a946129c4565b612aa7601f8201601f1916602001612a02565b818152866020838501011115612abb575f5ffd5b816020840160208301375f602083830101528093505050509250929050565b5f60a08284031215612aea575f5ffd5b611a408383612674565b5f5f5f60608486031215612b06575f5ffd5b505081359360208301359350604090920135919050565b602080825282518282018190525f918401906040840190835b81811015612b5d5783516001600160a01b0316835260209384019390920191600101612b36565b509095945050505050565b602081525f611a4060208301846124e9565b5f5f5f60408486031215612b8c575f5ffd5b833567ffffffffffffffff811115612ba2575f5ffd5b612bae868287016125e7565b9094509250506020840135612bc2816129b0565b809150509250925092565b5f5f60408385031215612bde575f5ffd5b8235612be9816129b0565b946020939093013593505050565b5f60208284031215612c07575f5ffd5b8135611a40816129b0565b602081525f611a40602083018461274e565b634e487b7160e01b5f52601160045260245ffd5b8082018082111561118f5761118f612c24565b634e487b7160e01b5f52603260045260245ffd5b600181811c90821680612c7357607f821691505b60208210810361268457634e487b7160e01b5f52602260045260245ffd5b601f8211156112a957828211156112a957805f5260205f20601f840160051c6020851015612cbc57505f5b90810190601f840160051c035f5b818110156116eb575f83820155600101612cca565b67ffffffffffffffff831115612cf757612cf76129c4565b612d0b83612d058354612c5f565b83612c91565b5f601f841160018114612d3c575f8515612d255750838201355b5f19600387901b1c1916600186901b178355611dd6565b5f83815260208120601f198716915b82811015612d6b5786850135825560209485019460019092019101612d4b565b5086821015612d87575f1960f88860031b161c19848701351681555b505060018560011b0183555050505050565b81835281816020850137505f828201602090810191909152601f909101601f19169091010190565b602081525f612dd4602083018486612d99565b949350505050565b8051612de7816129b0565b919050565b80516bffffffffffffffffffffffff81168114612de7575f5ffd5b805163ffffffff81168114612de7575f5ffd5b8051612de78161268a565b5f6101a0828403128015612e37575f5ffd5b50612e406129d8565b612e4983612ddc565b8152612e5760208401612dec565b6020820152612e6860408401612e07565b6040820152612e7960608401612e07565b6060820152612e8a60808401612e07565b6080820152612e9b60a08401612e07565b60a0820152612eac60c08401612e1a565b60c0820152612ebd60e08401612e1a565b60e0820152612ecf6101008401612e07565b610100820152612ee26101208401612e1a565b610120820152612ef56101408401612dec565b610140820152612f086101608401612dec565b610160820152612f1b6101808401612e1a565b6101808201529392505050565b863581526020808801359082015260408088013590820152606080880135908201526080808801359082015261ffff861660a082015261010060c082018190525f90612f779083018688612d99565b82810360e0840152612f8a818587612d99565b9998505050505050505050565b858782375f8682017f2f000000000000000000000000000000000000000000000000000000000000008152858760018301377f4000000000000000000000000000000000000000000000000000000000000000600191870191820152838560028301375f930160020192835250909695505050505050565b815167ffffffffffffffff811115613029576130296129c4565b61303d816130378454612c5f565b84612c91565b6020601f82116001811461306f575f83156130585750848201515b5f19600385901b1c1916600184901b178455611dd6565b5f84815260208120601f198516915b8281101561309e578785015182556020948501946001909201910161307e565b50848210156130bb57868401515f19600387901b60f8161c191681555b50505050600190811b01905550565b604081525f6130dd604083018587612d99565b90506001600160a01b0383166020830152949350505050565b5f82518060208501845e5f920191825250919050565b5f6020828403121561311c575f5ffd5b5051919050565b8181038181111561118f5761118f612c24565b606081525f61314860608301866124e9565b6020830194909452506040015291905056' as const
