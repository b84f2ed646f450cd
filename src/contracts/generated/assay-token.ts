// Generated from contracts/ by scripts/contracts.mjs. Do not edit.

export const assayTokenAbi = [
  {
    "inputs": [
      {
        "internalType": "address",
        "name": "holder",
        "type": "address"
      }
    ],
    "stateMutability": "nonpayable",
    "type": "constructor"
  },
  {
    "inputs": [],
    "name": "CheckpointUnorderedInsertion",
    "type": "error"
  },
  {
    "inputs": [],
    "name": "ECDSAInvalidSignature",
    "type": "error"
  },
  {
    "inputs": [
      {
        "internalType": "uint256",
        "name": "length",
        "type": "uint256"
      }
    ],
    "name": "ECDSAInvalidSignatureLength",
    "type": "error"
  },
  {
    "inputs": [
      {
        "internalType": "bytes32",
        "name": "s",
        "type": "bytes32"
      }
    ],
    "name": "ECDSAInvalidSignatureS",
    "type": "error"
  },
  {
    "inputs": [
      {
        "internalType": "uint256",
        "name": "increasedSupply",
        "type": "uint256"
      },
      {
        "internalType": "uint256",
        "name": "cap",
        "type": "uint256"
      }
    ],
    "name": "ERC20ExceededSafeSupply",
    "type": "error"
  },
  {
    "inputs": [
      {
        "internalType": "address",
        "name": "spender",
        "type": "address"
      },
      {
        "internalType": "uint256",
        "name": "allowance",
        "type": "uint256"
      },
      {
        "internalType": "uint256",
        "name": "needed",
        "type": "uint256"
      }
    ],
    "name": "ERC20InsufficientAllowance",
    "type": "error"
  },
  {
    "inputs": [
      {
        "internalType": "address",
        "name": "sender",
        "type": "address"
      },
      {
        "internalType": "uint256",
        "name": "balance",
        "type": "uint256"
      },
      {
        "internalType": "uint256",
        "name": "needed",
        "type": "uint256"
      }
    ],
    "name": "ERC20InsufficientBalance",
    "type": "error"
  },
  {
    "inputs": [
      {
        "internalType": "address",
        "name": "approver",
        "type": "address"
      }
    ],
    "name": "ERC20InvalidApprover",
    "type": "error"
  },
  {
    "inputs": [
      {
        "internalType": "address",
        "name": "receiver",
        "type": "address"
      }
    ],
    "name": "ERC20InvalidReceiver",
    "type": "error"
  },
  {
    "inputs": [
      {
        "internalType": "address",
        "name": "sender",
        "type": "address"
      }
    ],
    "name": "ERC20InvalidSender",
    "type": "error"
  },
  {
    "inputs": [
      {
        "internalType": "address",
        "name": "spender",
        "type": "address"
      }
    ],
    "name": "ERC20InvalidSpender",
    "type": "error"
  },
  {
    "inputs": [
      {
        "internalType": "uint256",
        "name": "deadline",
        "type": "uint256"
      }
    ],
    "name": "ERC2612ExpiredSignature",
    "type": "error"
  },
  {
    "inputs": [
      {
        "internalType": "address",
        "name": "signer",
        "type": "address"
      },
      {
        "internalType": "address",
        "name": "owner",
        "type": "address"
      }
    ],
    "name": "ERC2612InvalidSigner",
    "type": "error"
  },
  {
    "inputs": [
      {
        "internalType": "uint256",
        "name": "validAfter",
        "type": "uint256"
      },
      {
        "internalType": "uint256",
        "name": "validBefore",
        "type": "uint256"
      }
    ],
    "name": "ERC3009InvalidAuthorizationTime",
    "type": "error"
  },
  {
    "inputs": [],
    "name": "ERC3009InvalidSignature",
    "type": "error"
  },
  {
    "inputs": [
      {
        "internalType": "address",
        "name": "authorizer",
        "type": "address"
      },
      {
        "internalType": "bytes32",
        "name": "nonce",
        "type": "bytes32"
      }
    ],
    "name": "ERC3009UsedAuthorization",
    "type": "error"
  },
  {
    "inputs": [
      {
        "internalType": "uint256",
        "name": "timepoint",
        "type": "uint256"
      },
      {
        "internalType": "uint48",
        "name": "clock",
        "type": "uint48"
      }
    ],
    "name": "ERC5805FutureLookup",
    "type": "error"
  },
  {
    "inputs": [
      {
        "internalType": "address",
        "name": "account",
        "type": "address"
      },
      {
        "internalType": "uint256",
        "name": "currentNonce",
        "type": "uint256"
      }
    ],
    "name": "InvalidAccountNonce",
    "type": "error"
  },
  {
    "inputs": [],
    "name": "InvalidShortString",
    "type": "error"
  },
  {
    "inputs": [
      {
        "internalType": "uint8",
        "name": "bits",
        "type": "uint8"
      },
      {
        "internalType": "uint256",
        "name": "value",
        "type": "uint256"
      }
    ],
    "name": "SafeCastOverflowedUintDowncast",
    "type": "error"
  },
  {
    "inputs": [
      {
        "internalType": "string",
        "name": "str",
        "type": "string"
      }
    ],
    "name": "StringTooLong",
    "type": "error"
  },
  {
    "inputs": [
      {
        "internalType": "uint256",
        "name": "expiry",
        "type": "uint256"
      }
    ],
    "name": "VotesExpiredSignature",
    "type": "error"
  },
  {
    "anonymous": false,
    "inputs": [
      {
        "indexed": true,
        "internalType": "address",
        "name": "owner",
        "type": "address"
      },
      {
        "indexed": true,
        "internalType": "address",
        "name": "spender",
        "type": "address"
      },
      {
        "indexed": false,
        "internalType": "uint256",
        "name": "value",
        "type": "uint256"
      }
    ],
    "name": "Approval",
    "type": "event"
  },
  {
    "anonymous": false,
    "inputs": [
      {
        "indexed": true,
        "internalType": "address",
        "name": "authorizer",
        "type": "address"
      },
      {
        "indexed": true,
        "internalType": "bytes32",
        "name": "nonce",
        "type": "bytes32"
      }
    ],
    "name": "AuthorizationCanceled",
    "type": "event"
  },
  {
    "anonymous": false,
    "inputs": [
      {
        "indexed": true,
        "internalType": "address",
        "name": "authorizer",
        "type": "address"
      },
      {
        "indexed": true,
        "internalType": "bytes32",
        "name": "nonce",
        "type": "bytes32"
      }
    ],
    "name": "AuthorizationUsed",
    "type": "event"
  },
  {
    "anonymous": false,
    "inputs": [
      {
        "indexed": true,
        "internalType": "address",
        "name": "delegator",
        "type": "address"
      },
      {
        "indexed": true,
        "internalType": "address",
        "name": "fromDelegate",
        "type": "address"
      },
      {
        "indexed": true,
        "internalType": "address",
        "name": "toDelegate",
        "type": "address"
      }
    ],
    "name": "DelegateChanged",
    "type": "event"
  },
  {
    "anonymous": false,
    "inputs": [
      {
        "indexed": true,
        "internalType": "address",
        "name": "delegate",
        "type": "address"
      },
      {
        "indexed": false,
        "internalType": "uint256",
        "name": "previousVotes",
        "type": "uint256"
      },
      {
        "indexed": false,
        "internalType": "uint256",
        "name": "newVotes",
        "type": "uint256"
      }
    ],
    "name": "DelegateVotesChanged",
    "type": "event"
  },
  {
    "anonymous": false,
    "inputs": [],
    "name": "EIP712DomainChanged",
    "type": "event"
  },
  {
    "anonymous": false,
    "inputs": [
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
      },
      {
        "indexed": false,
        "internalType": "uint256",
        "name": "value",
        "type": "uint256"
      }
    ],
    "name": "Transfer",
    "type": "event"
  },
  {
    "inputs": [],
    "name": "CLOCK_MODE",
    "outputs": [
      {
        "internalType": "string",
        "name": "",
        "type": "string"
      }
    ],
    "stateMutability": "pure",
    "type": "function"
  },
  {
    "inputs": [],
    "name": "DOMAIN_SEPARATOR",
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
    "inputs": [],
    "name": "SUPPLY",
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
        "internalType": "address",
        "name": "owner",
        "type": "address"
      },
      {
        "internalType": "address",
        "name": "spender",
        "type": "address"
      }
    ],
    "name": "allowance",
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
        "internalType": "address",
        "name": "spender",
        "type": "address"
      },
      {
        "internalType": "uint256",
        "name": "value",
        "type": "uint256"
      }
    ],
    "name": "approve",
    "outputs": [
      {
        "internalType": "bool",
        "name": "",
        "type": "bool"
      }
    ],
    "stateMutability": "nonpayable",
    "type": "function"
  },
  {
    "inputs": [
      {
        "internalType": "address",
        "name": "authorizer",
        "type": "address"
      },
      {
        "internalType": "bytes32",
        "name": "nonce",
        "type": "bytes32"
      }
    ],
    "name": "authorizationState",
    "outputs": [
      {
        "internalType": "bool",
        "name": "",
        "type": "bool"
      }
    ],
    "stateMutability": "view",
    "type": "function"
  },
  {
    "inputs": [
      {
        "internalType": "address",
        "name": "account",
        "type": "address"
      }
    ],
    "name": "balanceOf",
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
        "internalType": "address",
        "name": "authorizer",
        "type": "address"
      },
      {
        "internalType": "bytes32",
        "name": "nonce",
        "type": "bytes32"
      },
      {
        "internalType": "uint8",
        "name": "v",
        "type": "uint8"
      },
      {
        "internalType": "bytes32",
        "name": "r",
        "type": "bytes32"
      },
      {
        "internalType": "bytes32",
        "name": "s",
        "type": "bytes32"
      }
    ],
    "name": "cancelAuthorization",
    "outputs": [],
    "stateMutability": "nonpayable",
    "type": "function"
  },
  {
    "inputs": [
      {
        "internalType": "address",
        "name": "authorizer",
        "type": "address"
      },
      {
        "internalType": "bytes32",
        "name": "nonce",
        "type": "bytes32"
      },
      {
        "internalType": "bytes",
        "name": "signature",
        "type": "bytes"
      }
    ],
    "name": "cancelAuthorization",
    "outputs": [],
    "stateMutability": "nonpayable",
    "type": "function"
  },
  {
    "inputs": [
      {
        "internalType": "address",
        "name": "account",
        "type": "address"
      },
      {
        "internalType": "uint32",
        "name": "pos",
        "type": "uint32"
      }
    ],
    "name": "checkpoints",
    "outputs": [
      {
        "components": [
          {
            "internalType": "uint48",
            "name": "_key",
            "type": "uint48"
          },
          {
            "internalType": "uint208",
            "name": "_value",
            "type": "uint208"
          }
        ],
        "internalType": "struct Checkpoints.Checkpoint208",
        "name": "",
        "type": "tuple"
      }
    ],
    "stateMutability": "view",
    "type": "function"
  },
  {
    "inputs": [],
    "name": "clock",
    "outputs": [
      {
        "internalType": "uint48",
        "name": "",
        "type": "uint48"
      }
    ],
    "stateMutability": "view",
    "type": "function"
  },
  {
    "inputs": [],
    "name": "decimals",
    "outputs": [
      {
        "internalType": "uint8",
        "name": "",
        "type": "uint8"
      }
    ],
    "stateMutability": "view",
    "type": "function"
  },
  {
    "inputs": [
      {
        "internalType": "address",
        "name": "delegatee",
        "type": "address"
      }
    ],
    "name": "delegate",
    "outputs": [],
    "stateMutability": "nonpayable",
    "type": "function"
  },
  {
    "inputs": [
      {
        "internalType": "address",
        "name": "delegatee",
        "type": "address"
      },
      {
        "internalType": "uint256",
        "name": "nonce",
        "type": "uint256"
      },
      {
        "internalType": "uint256",
        "name": "expiry",
        "type": "uint256"
      },
      {
        "internalType": "uint8",
        "name": "v",
        "type": "uint8"
      },
      {
        "internalType": "bytes32",
        "name": "r",
        "type": "bytes32"
      },
      {
        "internalType": "bytes32",
        "name": "s",
        "type": "bytes32"
      }
    ],
    "name": "delegateBySig",
    "outputs": [],
    "stateMutability": "nonpayable",
    "type": "function"
  },
  {
    "inputs": [
      {
        "internalType": "address",
        "name": "account",
        "type": "address"
      }
    ],
    "name": "delegates",
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
    "name": "eip712Domain",
    "outputs": [
      {
        "internalType": "bytes1",
        "name": "fields",
        "type": "bytes1"
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
        "internalType": "uint256",
        "name": "chainId",
        "type": "uint256"
      },
      {
        "internalType": "address",
        "name": "verifyingContract",
        "type": "address"
      },
      {
        "internalType": "bytes32",
        "name": "salt",
        "type": "bytes32"
      },
      {
        "internalType": "uint256[]",
        "name": "extensions",
        "type": "uint256[]"
      }
    ],
    "stateMutability": "view",
    "type": "function"
  },
  {
    "inputs": [
      {
        "internalType": "uint256",
        "name": "timepoint",
        "type": "uint256"
      }
    ],
    "name": "getPastTotalSupply",
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
        "internalType": "address",
        "name": "account",
        "type": "address"
      },
      {
        "internalType": "uint256",
        "name": "timepoint",
        "type": "uint256"
      }
    ],
    "name": "getPastVotes",
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
        "internalType": "address",
        "name": "account",
        "type": "address"
      }
    ],
    "name": "getVotes",
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
    "inputs": [],
    "name": "name",
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
    "inputs": [
      {
        "internalType": "address",
        "name": "owner",
        "type": "address"
      }
    ],
    "name": "nonces",
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
        "internalType": "address",
        "name": "account",
        "type": "address"
      }
    ],
    "name": "numCheckpoints",
    "outputs": [
      {
        "internalType": "uint32",
        "name": "",
        "type": "uint32"
      }
    ],
    "stateMutability": "view",
    "type": "function"
  },
  {
    "inputs": [
      {
        "internalType": "address",
        "name": "owner",
        "type": "address"
      },
      {
        "internalType": "address",
        "name": "spender",
        "type": "address"
      },
      {
        "internalType": "uint256",
        "name": "value",
        "type": "uint256"
      },
      {
        "internalType": "uint256",
        "name": "deadline",
        "type": "uint256"
      },
      {
        "internalType": "uint8",
        "name": "v",
        "type": "uint8"
      },
      {
        "internalType": "bytes32",
        "name": "r",
        "type": "bytes32"
      },
      {
        "internalType": "bytes32",
        "name": "s",
        "type": "bytes32"
      }
    ],
    "name": "permit",
    "outputs": [],
    "stateMutability": "nonpayable",
    "type": "function"
  },
  {
    "inputs": [
      {
        "internalType": "address",
        "name": "from",
        "type": "address"
      },
      {
        "internalType": "address",
        "name": "to",
        "type": "address"
      },
      {
        "internalType": "uint256",
        "name": "value",
        "type": "uint256"
      },
      {
        "internalType": "uint256",
        "name": "validAfter",
        "type": "uint256"
      },
      {
        "internalType": "uint256",
        "name": "validBefore",
        "type": "uint256"
      },
      {
        "internalType": "bytes32",
        "name": "nonce",
        "type": "bytes32"
      },
      {
        "internalType": "bytes",
        "name": "signature",
        "type": "bytes"
      }
    ],
    "name": "receiveWithAuthorization",
    "outputs": [],
    "stateMutability": "nonpayable",
    "type": "function"
  },
  {
    "inputs": [
      {
        "internalType": "address",
        "name": "from",
        "type": "address"
      },
      {
        "internalType": "address",
        "name": "to",
        "type": "address"
      },
      {
        "internalType": "uint256",
        "name": "value",
        "type": "uint256"
      },
      {
        "internalType": "uint256",
        "name": "validAfter",
        "type": "uint256"
      },
      {
        "internalType": "uint256",
        "name": "validBefore",
        "type": "uint256"
      },
      {
        "internalType": "bytes32",
        "name": "nonce",
        "type": "bytes32"
      },
      {
        "internalType": "uint8",
        "name": "v",
        "type": "uint8"
      },
      {
        "internalType": "bytes32",
        "name": "r",
        "type": "bytes32"
      },
      {
        "internalType": "bytes32",
        "name": "s",
        "type": "bytes32"
      }
    ],
    "name": "receiveWithAuthorization",
    "outputs": [],
    "stateMutability": "nonpayable",
    "type": "function"
  },
  {
    "inputs": [],
    "name": "symbol",
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
    "name": "totalSupply",
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
        "internalType": "address",
        "name": "to",
        "type": "address"
      },
      {
        "internalType": "uint256",
        "name": "value",
        "type": "uint256"
      }
    ],
    "name": "transfer",
    "outputs": [
      {
        "internalType": "bool",
        "name": "",
        "type": "bool"
      }
    ],
    "stateMutability": "nonpayable",
    "type": "function"
  },
  {
    "inputs": [
      {
        "internalType": "address",
        "name": "from",
        "type": "address"
      },
      {
        "internalType": "address",
        "name": "to",
        "type": "address"
      },
      {
        "internalType": "uint256",
        "name": "value",
        "type": "uint256"
      }
    ],
    "name": "transferFrom",
    "outputs": [
      {
        "internalType": "bool",
        "name": "",
        "type": "bool"
      }
    ],
    "stateMutability": "nonpayable",
    "type": "function"
  },
  {
    "inputs": [
      {
        "internalType": "address",
        "name": "from",
        "type": "address"
      },
      {
        "internalType": "address",
        "name": "to",
        "type": "address"
      },
      {
        "internalType": "uint256",
        "name": "value",
        "type": "uint256"
      },
      {
        "internalType": "uint256",
        "name": "validAfter",
        "type": "uint256"
      },
      {
        "internalType": "uint256",
        "name": "validBefore",
        "type": "uint256"
      },
      {
        "internalType": "bytes32",
        "name": "nonce",
        "type": "bytes32"
      },
      {
        "internalType": "bytes",
        "name": "signature",
        "type": "bytes"
      }
    ],
    "name": "transferWithAuthorization",
    "outputs": [],
    "stateMutability": "nonpayable",
    "type": "function"
  },
  {
    "inputs": [
      {
        "internalType": "address",
        "name": "from",
        "type": "address"
      },
      {
        "internalType": "address",
        "name": "to",
        "type": "address"
      },
      {
        "internalType": "uint256",
        "name": "value",
        "type": "uint256"
      },
      {
        "internalType": "uint256",
        "name": "validAfter",
        "type": "uint256"
      },
      {
        "internalType": "uint256",
        "name": "validBefore",
        "type": "uint256"
      },
      {
        "internalType": "bytes32",
        "name": "nonce",
        "type": "bytes32"
      },
      {
        "internalType": "uint8",
        "name": "v",
        "type": "uint8"
      },
      {
        "internalType": "bytes32",
        "name": "r",
        "type": "bytes32"
      },
      {
        "internalType": "bytes32",
        "name": "s",
        "type": "bytes32"
      }
    ],
    "name": "transferWithAuthorization",
    "outputs": [],
    "stateMutability": "nonpayable",
    "type": "function"
  }
] as const

export const assayTokenBytecode =
  '0x610160604052348015610010575f5ffd5b506040516131fb3803806131fb83398101604081905261002f916107bf565b6040518060400160405280600b81526020016a20b9b9b0bc902a37b5b2b760a91b81525080604051806040016040528060018152602001603160f81b8152506040518060400160405280600b81526020016a20b9b9b0bc902a37b5b2b760a91b81525060405180604001604052806005815260200164415353415960d81b81525081600390816100bf9190610887565b5060046100cc8282610887565b5050506100de8261019d60201b60201c565b610120526100eb8161019d565b61014052815160208084019190912060e052815190820120610100524660a05261017760e05161010051604080517f8b73c3c69bb8fe3d512ecc4cf759cc79239f7b179b0ffacaa9a75d522b39400f60208201529081019290925260608201524660808201523060a08201525f9060c00160405160208183030381529060405280519060200120905090565b60805250503060c05250610197816b033b2e3c9fd0803ce80000006101e3565b50610a15565b5f5f829050601f815111156101d0578260405163305a27a960e01b81526004016101c79190610945565b60405180910390fd5b80516101db8261097a565b179392505050565b6001600160a01b03821661020c5760405163ec442f0560e01b81525f60048201526024016101c7565b6102175f838361021b565b5050565b61022683838361022b565b505050565b610236838383610291565b6001600160a01b038316610286575f61024e60025490565b90506001600160d01b038082111561028357604051630e58ae9360e11b815260048101839052602481018290526044016101c7565b50505b6102268383836103b7565b6001600160a01b0383166102bb578060025f8282546102b091906109b1565b9091555061032b9050565b6001600160a01b0383165f908152602081905260409020548181101561030d5760405163391434e360e21b81526001600160a01b038516600482015260248101829052604481018390526064016101c7565b6001600160a01b0384165f9081526020819052604090209082900390555b6001600160a01b03821661034757600280548290039055610365565b6001600160a01b0382165f9081526020819052604090208054820190555b816001600160a01b0316836001600160a01b03167fddf252ad1be2c89b69c2b068fc378daa952ba7f163c4a11628f55a4df523b3ef836040516103aa91815260200190565b60405180910390a3505050565b6001600160a01b0383166103e5576103e2600a610d8261043f60201b176103dd84610453565b61048a565b50505b6001600160a01b03821661040e5761040b600a610d8d6104b860201b176103dd84610453565b50505b6001600160a01b038381165f90815260086020526040808220548584168352912054610226929182169116836104c3565b5f61044a82846109c4565b90505b92915050565b5f6001600160d01b03821115610486576040516306dfcc6560e41b815260d06004820152602481018390526044016101c7565b5090565b5f806104ab426104a361049c88610613565b868860201c565b87919061065b565b915091505b935093915050565b5f61044a82846109e3565b816001600160a01b0316836001600160a01b0316141580156104e457505f81115b15610226576001600160a01b0383161561057c576001600160a01b0383165f9081526009602090815260408220829161052a91906104b8901b610d8d176103dd86610453565b6001600160d01b031691506001600160d01b03169150846001600160a01b03165f5160206131db5f395f51905f528383604051610571929190918252602082015260400190565b60405180910390a250505b6001600160a01b03821615610226576001600160a01b0382165f908152600960209081526040822082916105bd919061043f901b610d82176103dd86610453565b6001600160d01b031691506001600160d01b03169150836001600160a01b03165f5160206131db5f395f51905f528383604051610604929190918252602082015260400190565b60405180910390a25050505050565b80545f908015610652576106398361062c600184610a02565b5f91825260209091200190565b54660100000000000090046001600160d01b0316610654565b5f5b9392505050565b5f806104ab85858582545f9081908015610762575f61067f8761062c600185610a02565b805490915065ffffffffffff80821691660100000000000090046001600160d01b03169088168211156106c557604051632520601d60e01b815260040160405180910390fd5b8765ffffffffffff168265ffffffffffff160361070157825465ffffffffffff1666010000000000006001600160d01b03891602178355610754565b6040805180820190915265ffffffffffff808a1682526001600160d01b03808a1660208085019182528d54600181018f555f8f815291909120945191519092166601000000000000029216919091179101555b94508593506104b092505050565b50506040805180820190915265ffffffffffff80851682526001600160d01b0380851660208085019182528854600181018a555f8a81529182209551925190931666010000000000000291909316179201919091559050816104b0565b5f602082840312156107cf575f5ffd5b81516001600160a01b0381168114610654575f5ffd5b634e487b7160e01b5f52604160045260245ffd5b600181811c9082168061080d57607f821691505b60208210810361082b57634e487b7160e01b5f52602260045260245ffd5b50919050565b601f821115610226578282111561022657805f5260205f20601f840160051c602085101561085c57505f5b90810190601f840160051c035f5b8181101561087f575f8382015560010161086a565b505050505050565b81516001600160401b038111156108a0576108a06107e5565b6108b4816108ae84546107f9565b84610831565b6020601f8211600181146108e6575f83156108cf5750848201515b5f19600385901b1c1916600184901b17845561093e565b5f84815260208120601f198516915b8281101561091557878501518255602094850194600190920191016108f5565b508482101561093257868401515f19600387901b60f8161c191681555b505060018360011b0184555b5050505050565b602081525f82518060208401528060208501604085015e5f604082850101526040601f19601f83011684010191505092915050565b8051602080830151919081101561082b575f1960209190910360031b1b16919050565b634e487b7160e01b5f52601160045260245ffd5b8082018082111561044d5761044d61099d565b6001600160d01b03818116838216019081111561044d5761044d61099d565b6001600160d01b03828116828216039081111561044d5761044d61099d565b8181038181111561044d5761044d61099d565b60805160a05160c05160e051610100516101205161014051612775610a665f395f61129901525f61126e01525f610f8801525f610f6001525f610ebb01525f610ee501525f610f0f01526127755ff3fe608060405234801561000f575f5ffd5b50600436106101dc575f3560e01c806388b7ab6311610109578063c50497ae1161009e578063e3ee160e1161006e578063e3ee160e14610493578063e94a0102146104a6578063ef55bec6146104de578063f1127ed8146104f1575f5ffd5b8063c50497ae14610422578063cf09299514610435578063d505accf14610448578063dd62ed3e1461045b575f5ffd5b80639ab24eb0116100d95780639ab24eb0146103d6578063a9059cbb146103e9578063b7b72899146103fc578063c3cda5201461040f575f5ffd5b806388b7ab63146103925780638e539e8c146103a557806391ddadf4146103b857806395d89b41146103ce575f5ffd5b80634bf5d7e91161017f5780636fcfff451161014f5780636fcfff451461031457806370a082311461033c5780637ecebe001461036457806384b0196e14610377575f5ffd5b80634bf5d7e914610270578063587cde1e146102a95780635a049a70146102ec5780635c19a95c14610301575f5ffd5b806323b872dd116101ba57806323b872dd14610233578063313ce567146102465780633644e515146102555780633a46b1a81461025d575f5ffd5b806306fdde03146101e0578063095ea7b3146101fe57806318160ddd14610221575b5f5ffd5b6101e8610530565b6040516101f591906121fb565b60405180910390f35b61021161020c366004612228565b6105c0565b60405190151581526020016101f5565b6002545b6040519081526020016101f5565b610211610241366004612250565b6105d9565b604051601281526020016101f5565b6102256105fc565b61022561026b366004612228565b61060a565b60408051808201909152600e81527f6d6f64653d74696d657374616d7000000000000000000000000000000000000060208201526101e8565b6102d46102b736600461228a565b6001600160a01b039081165f908152600860205260409020541690565b6040516001600160a01b0390911681526020016101f5565b6102ff6102fa3660046122b3565b610644565b005b6102ff61030f36600461228a565b6106fc565b61032761032236600461228a565b61070b565b60405163ffffffff90911681526020016101f5565b61022561034a36600461228a565b6001600160a01b03165f9081526020819052604090205490565b61022561037236600461228a565b610715565b61037f61071f565b6040516101f597969594939291906122fd565b6102ff6103a03660046123f4565b61077d565b6102256103b3366004612479565b610859565b60405165ffffffffffff421681526020016101f5565b6101e861087d565b6102256103e436600461228a565b61088c565b6102116103f7366004612228565b6108ac565b6102ff61040a366004612490565b6108b9565b6102ff61041d3660046124e6565b610919565b6102256b033b2e3c9fd0803ce800000081565b6102ff6104433660046123f4565b6109d8565b6102ff61045636600461253a565b610a47565b6102256104693660046125a0565b6001600160a01b039182165f90815260016020908152604080832093909416825291909152205490565b6102ff6104a13660046125d1565b610baf565b6102116104b4366004612228565b6001600160a01b03919091165f908152600b60209081526040808320938352929052205460ff1690565b6102ff6104ec3660046125d1565b610c6b565b6105046104ff36600461264c565b610d5e565b60408051825165ffffffffffff1681526020928301516001600160d01b031692810192909252016101f5565b60606003805461053f90612689565b80601f016020809104026020016040519081016040528092919081815260200182805461056b90612689565b80156105b65780601f1061058d576101008083540402835291602001916105b6565b820191905f5260205f20905b81548152906001019060200180831161059957829003601f168201915b5050505050905090565b5f336105cd818585610d98565b60019150505b92915050565b5f336105e6858285610daa565b6105f1858585610e39565b506001949350505050565b5f610605610eaf565b905090565b5f61063461061783610fd8565b6001600160a01b0385165f90815260096020526040902090611035565b6001600160d01b03169392505050565b604080517f158b0a9edf7a828aad02f63cd515c68ef2f50ba807396f6d12842833a159742960208201526001600160a01b03871691810191909152606081018590525f906106ab906080015b604051602081830303815290604052805190602001206110e8565b90506106b98185858561112f565b6001600160a01b0316866001600160a01b0316146106ea57604051631df081fd60e21b815260040160405180910390fd5b6106f4868661115d565b505050505050565b3361070781836111a0565b5050565b5f6105d382611229565b5f6105d38261124a565b5f6060805f5f5f6060610730611267565b610738611292565b604080515f808252602082019092527f0f000000000000000000000000000000000000000000000000000000000000009b939a50919850469750309650945092509050565b866001600160a01b03811633146107b85760405163ec442f0560e01b81526001600160a01b0390911660048201526024015b60405180910390fd5b50604080517fd099cc98ef71107a616c4f0f941f04c322d8e254fe26b3c6668db87aae413de860208201526001600160a01b03808b169282019290925290881660608201526080810187905260a0810186905260c0810185905260e08101849052610841908990610100015b6040516020818303038152906040528051906020012084846112bd565b61084f8888888888886112ee565b5050505050505050565b5f61086e61086683610fd8565b600a90611035565b6001600160d01b031692915050565b60606004805461053f90612689565b6001600160a01b0381165f90815260096020526040812061086e90611342565b5f336105cd818585610e39565b604080517f158b0a9edf7a828aad02f63cd515c68ef2f50ba807396f6d12842833a159742960208201526001600160a01b0386169181019190915260608101849052610909908590608001610824565b610913848461115d565b50505050565b83421115610956576040517f4683af0e000000000000000000000000000000000000000000000000000000008152600481018590526024016107af565b604080517fe48329057bfd03d55e49b547132e39cffd9c1820ad7b9d4c5307691425d15adf60208201526001600160a01b0388169181019190915260608101869052608081018590525f906109b9906109b19060a001610690565b85858561112f565b90506109c5818761137c565b6109cf81886111a0565b50505050505050565b604080517f7c7c6cdb67a18743f49ec6fa9b35f50d52ed05cbed4cc592e13b44501c1a226760208201526001600160a01b03808b169282019290925290881660608201526080810187905260a0810186905260c0810185905260e0810184905261084190899061010001610824565b83421115610a84576040517f62791302000000000000000000000000000000000000000000000000000000008152600481018590526024016107af565b5f7f6e71edae12b1b97f4d1f60370fef10105fa2faae0126114a169c64845d6126c9888888610acf8c6001600160a01b03165f90815260076020526040902080546001810190915590565b6040805160208101969096526001600160a01b0394851690860152929091166060840152608083015260a082015260c0810186905260e0016040516020818303038152906040528051906020012090505f610b29826110e8565b90505f610b388287878761112f565b9050896001600160a01b0316816001600160a01b031614610b98576040517f4b800e460000000000000000000000000000000000000000000000000000000081526001600160a01b0380831660048301528b1660248201526044016107af565b610ba38a8a8a610d98565b50505050505050505050565b604080517f7c7c6cdb67a18743f49ec6fa9b35f50d52ed05cbed4cc592e13b44501c1a226760208201526001600160a01b03808c169282019290925290891660608201526080810188905260a0810187905260c0810186905260e081018590525f90610c1e9061010001610690565b9050610c2c8185858561112f565b6001600160a01b03168a6001600160a01b031614610c5d57604051631df081fd60e21b815260040160405180910390fd5b610ba38a8a8a8a8a8a6112ee565b604080517fd099cc98ef71107a616c4f0f941f04c322d8e254fe26b3c6668db87aae413de860208201526001600160a01b03808c169282019290925290891660608201526080810188905260a0810187905260c0810186905260e081018590525f90610cda9061010001610690565b9050610ce88185858561112f565b6001600160a01b03168a6001600160a01b031614610d1957604051631df081fd60e21b815260040160405180910390fd5b886001600160a01b0381163314610d4f5760405163ec442f0560e01b81526001600160a01b0390911660048201526024016107af565b50610ba38a8a8a8a8a8a6112ee565b604080518082019091525f8082526020820152610d7b83836113e7565b9392505050565b5f610d7b82846126d5565b5f610d7b82846126f4565b610da5838383600161141b565b505050565b6001600160a01b038381165f908152600160209081526040808320938616835292905220545f198110156109135781811015610e2b576040517ffb8f41b20000000000000000000000000000000000000000000000000000000081526001600160a01b038416600482015260248101829052604481018390526064016107af565b61091384848484035f61141b565b6001600160a01b038316610e7b576040517f96c6fd1e0000000000000000000000000000000000000000000000000000000081525f60048201526024016107af565b6001600160a01b038216610ea45760405163ec442f0560e01b81525f60048201526024016107af565b610da583838361151f565b5f306001600160a01b037f000000000000000000000000000000000000000000000000000000000000000016148015610f0757507f000000000000000000000000000000000000000000000000000000000000000046145b15610f3157507f000000000000000000000000000000000000000000000000000000000000000090565b610605604080517f8b73c3c69bb8fe3d512ecc4cf759cc79239f7b179b0ffacaa9a75d522b39400f60208201527f0000000000000000000000000000000000000000000000000000000000000000918101919091527f000000000000000000000000000000000000000000000000000000000000000060608201524660808201523060a08201525f9060c00160405160208183030381529060405280519060200120905090565b5f4265ffffffffffff8116831061102c576040517fecd3f81e0000000000000000000000000000000000000000000000000000000081526004810184905265ffffffffffff821660248201526044016107af565b610d7b8361152a565b81545f9081816005811115611091575f61104e84611560565b6110589085612713565b5f8881526020902090915081015465ffffffffffff90811690871610156110815780915061108f565b61108c816001612726565b92505b505b5f61109e878785856116c5565b905080156110db576110c2876110b5600184612713565b5f91825260209091200190565b54660100000000000090046001600160d01b03166110dd565b5f5b979650505050505050565b5f6105d36110f4610eaf565b836040517f19010000000000000000000000000000000000000000000000000000000000008152600281019290925260228201526042902090565b5f5f5f5f61113f8888888861171b565b92509250925061114f82826117e3565b50909150505b949350505050565b61116782826118e6565b60405181906001600160a01b038416907f1cdd46ff242716cdaa72d159d339a485b3438398348d68f09d7c8c0a59353d81905f90a35050565b6001600160a01b038281165f8181526008602052604080822080548686167fffffffffffffffffffffffff0000000000000000000000000000000000000000821681179092559151919094169392849290917f3134e8a2e6d97e929a7e54011ea5485d7d196dd5f0ba4d4ef95803e8e3fc257f9190a4610da5818361122486611989565b6119a6565b6001600160a01b0381165f908152600960205260408120546105d390611b0f565b6001600160a01b0381165f908152600760205260408120546105d3565b60606106057f0000000000000000000000000000000000000000000000000000000000000000611b3f565b60606106057f0000000000000000000000000000000000000000000000000000000000000000611b3f565b6112d1846112ca856110e8565b8484611b7c565b61091357604051631df081fd60e21b815260040160405180910390fd5b6112f88383611bee565b61130286826118e6565b60405181906001600160a01b038816907f98de503528ee59b575ef0c0a2576a82497bfc029a5685b209e9ec333479b10a5905f90a36106f4868686610e39565b80545f9080156113745761135b836110b5600184612713565b54660100000000000090046001600160d01b0316610d7b565b5f9392505050565b6001600160a01b0382165f908152600760205260409020805460018101909155818114610da5576040517f752d88c00000000000000000000000000000000000000000000000000000000081526001600160a01b0384166004820152602481018290526044016107af565b604080518082019091525f80825260208201526001600160a01b0383165f908152600960205260409020610d7b9083611c3f565b6001600160a01b03841661145d576040517fe602df050000000000000000000000000000000000000000000000000000000081525f60048201526024016107af565b6001600160a01b03831661149f576040517f94280d620000000000000000000000000000000000000000000000000000000081525f60048201526024016107af565b6001600160a01b038085165f908152600160209081526040808320938716835292905220829055801561091357826001600160a01b0316846001600160a01b03167f8c5be1e5ebec7d5bd14f71427d1e84f3dd0314c0f7b2291e5b200ac8c7c3b9258460405161151191815260200190565b60405180910390a350505050565b610da5838383611caf565b5f65ffffffffffff82111561155c576040516306dfcc6560e41b815260306004820152602481018390526044016107af565b5090565b5f6001821161156d575090565b81600170010000000000000000000000000000000082106115935760809190911c9060401b5b6801000000000000000082106115ae5760409190911c9060201b5b64010000000082106115c55760209190911c9060101b5b6201000082106115da5760109190911c9060081b5b61010082106115ee5760089190911c9060041b5b601082106116015760049190911c9060021b5b6004821061160d5760011b5b600302600190811c9081858161162557611625612739565b048201901c9050600181858161163d5761163d612739565b048201901c9050600181858161165557611655612739565b048201901c9050600181858161166d5761166d612739565b048201901c9050600181858161168557611685612739565b048201901c9050600181858161169d5761169d612739565b048201901c90506116bc8185816116b6576116b6612739565b04821190565b90039392505050565b5f5b81831015611713575f85815260209020838316600285851804019081015465ffffffffffff868116911611156116ff5780925061170d565b61170a816001612726565b93505b506116c7565b509392505050565b5f80807f7fffffffffffffffffffffffffffffff5d576e7357a4501ddfe92f46681b20a084111561175457505f915060039050826117d9565b604080515f808252602082018084528a905260ff891692820192909252606081018790526080810186905260019060a0016020604051602081039080840390855afa1580156117a5573d5f5f3e3d5ffd5b5050604051601f1901519150506001600160a01b0381166117d057505f9250600191508290506117d9565b92505f91508190505b9450945094915050565b5f8260038111156117f6576117f661274d565b036117ff575050565b60018260038111156118135761181361274d565b0361184a576040517ff645eedf00000000000000000000000000000000000000000000000000000000815260040160405180910390fd5b600282600381111561185e5761185e61274d565b03611898576040517ffce698f7000000000000000000000000000000000000000000000000000000008152600481018290526024016107af565b60038260038111156118ac576118ac61274d565b03610707576040517fd78bce0c000000000000000000000000000000000000000000000000000000008152600481018290526024016107af565b6001600160a01b0382165f908152600b602090815260408083208484529091529020548290829060ff1615611958576040517f8f7808c10000000000000000000000000000000000000000000000000000000081526001600160a01b03909216600483015260248201526044016107af565b50506001600160a01b039091165f908152600b6020908152604080832093835292905220805460ff19166001179055565b6001600160a01b0381165f908152602081905260408120546105d3565b816001600160a01b0316836001600160a01b0316141580156119c757505f81115b15610da5576001600160a01b03831615611a6e576001600160a01b0383165f9081526009602052604081208190611a0990610d8d611a0486611d2e565b611d61565b6001600160d01b031691506001600160d01b03169150846001600160a01b03167fdec2bacdd2f05b59de34da9b523dff8be42e5e38e818c82fdb0bae774387a7248383604051611a63929190918252602082015260400190565b60405180910390a250505b6001600160a01b03821615610da5576001600160a01b0382165f9081526009602052604081208190611aa690610d82611a0486611d2e565b6001600160d01b031691506001600160d01b03169150836001600160a01b03167fdec2bacdd2f05b59de34da9b523dff8be42e5e38e818c82fdb0bae774387a7248383604051611b00929190918252602082015260400190565b60405180910390a25050505050565b5f63ffffffff82111561155c576040516306dfcc6560e41b815260206004820152602481018390526044016107af565b60605f611b4b83611d92565b6040805160208082528183019092529192505f91906020820181803683375050509182525060208101929092525090565b5f846001600160a01b03163b5f03611bdb575f5f611b9b868686611dd2565b5090925090505f816003811115611bb457611bb461274d565b148015611bd25750866001600160a01b0316826001600160a01b0316145b92505050611155565b611be785858585611e19565b9050611155565b8142118015611bfc57508042105b82829091610913576040517f4a931c17000000000000000000000000000000000000000000000000000000008152600481019290925260248201526044016107af565b604080518082019091525f8082526020820152825f018263ffffffff1681548110611c6c57611c6c612761565b5f9182526020918290206040805180820190915291015465ffffffffffff81168252660100000000000090046001600160d01b0316918101919091529392505050565b611cba838383611e9c565b6001600160a01b038316611d23575f611cd260025490565b90506001600160d01b0380821115611d20576040517f1cb15d2600000000000000000000000000000000000000000000000000000000815260048101839052602481018290526044016107af565b50505b610da5838383611fdb565b5f6001600160d01b0382111561155c576040516306dfcc6560e41b815260d06004820152602481018390526044016107af565b5f80611d8542611d7d611d7388611342565b868863ffffffff16565b879190612050565b915091505b935093915050565b5f60ff8216601f8111156105d3576040517fb3512b0c00000000000000000000000000000000000000000000000000000000815260040160405180910390fd5b5f80806041849003611e06578435602086013560408701355f1a611df88982858561171b565b955095509550505050611e10565b505f915060029050825b93509350939050565b604080517f1626ba7e00000000000000000000000000000000000000000000000000000000808252600482018690526024820192909252604481018390525f91908390818660648301375f82606483010152601f820160051c60051b915060205f60648401838b5afa9050825f5114601f3d111681169350505050949350505050565b6001600160a01b038316611ec6578060025f828254611ebb9190612726565b90915550611f4f9050565b6001600160a01b0383165f9081526020819052604090205481811015611f31576040517fe450d38c0000000000000000000000000000000000000000000000000000000081526001600160a01b038516600482015260248101829052604481018390526064016107af565b6001600160a01b0384165f9081526020819052604090209082900390555b6001600160a01b038216611f6b57600280548290039055611f89565b6001600160a01b0382165f9081526020819052604090208054820190555b816001600160a01b0316836001600160a01b03167fddf252ad1be2c89b69c2b068fc378daa952ba7f163c4a11628f55a4df523b3ef83604051611fce91815260200190565b60405180910390a3505050565b6001600160a01b038316611ffd57611ffa600a610d82611a0484611d2e565b50505b6001600160a01b03821661201f5761201c600a610d8d611a0484611d2e565b50505b6001600160a01b038381165f90815260086020526040808220548584168352912054610da5929182169116836119a6565b5f80611d8585858582545f9081908015612170575f612074876110b5600185612713565b805490915065ffffffffffff80821691660100000000000090046001600160d01b03169088168211156120d3576040517f2520601d00000000000000000000000000000000000000000000000000000000815260040160405180910390fd5b8765ffffffffffff168265ffffffffffff160361210f57825465ffffffffffff1666010000000000006001600160d01b03891602178355612162565b6040805180820190915265ffffffffffff808a1682526001600160d01b03808a1660208085019182528d54600181018f555f8f815291909120945191519092166601000000000000029216919091179101555b9450859350611d8a92505050565b50506040805180820190915265ffffffffffff80851682526001600160d01b0380851660208085019182528854600181018a555f8a8152918220955192519093166601000000000000029190931617920191909155905081611d8a565b5f81518084528060208401602086015e5f602082860101526020601f19601f83011685010191505092915050565b602081525f610d7b60208301846121cd565b80356001600160a01b0381168114612223575f5ffd5b919050565b5f5f60408385031215612239575f5ffd5b6122428361220d565b946020939093013593505050565b5f5f5f60608486031215612262575f5ffd5b61226b8461220d565b92506122796020850161220d565b929592945050506040919091013590565b5f6020828403121561229a575f5ffd5b610d7b8261220d565b803560ff81168114612223575f5ffd5b5f5f5f5f5f60a086880312156122c7575f5ffd5b6122d08661220d565b9450602086013593506122e5604087016122a3565b94979396509394606081013594506080013592915050565b7fff000000000000000000000000000000000000000000000000000000000000008816815260e060208201525f61233760e08301896121cd565b828103604084015261234981896121cd565b606084018890526001600160a01b038716608085015260a0840186905283810360c0850152845180825260208087019350909101905f5b8181101561239e578351835260209384019390920191600101612380565b50909b9a5050505050505050505050565b5f5f83601f8401126123bf575f5ffd5b50813567ffffffffffffffff8111156123d6575f5ffd5b6020830191508360208285010111156123ed575f5ffd5b9250929050565b5f5f5f5f5f5f5f5f60e0898b03121561240b575f5ffd5b6124148961220d565b975061242260208a0161220d565b965060408901359550606089013594506080890135935060a0890135925060c089013567ffffffffffffffff811115612459575f5ffd5b6124658b828c016123af565b999c989b5096995094979396929594505050565b5f60208284031215612489575f5ffd5b5035919050565b5f5f5f5f606085870312156124a3575f5ffd5b6124ac8561220d565b935060208501359250604085013567ffffffffffffffff8111156124ce575f5ffd5b6124da878288016123af565b95989497509550505050565b5f5f5f5f5f5f60c087890312156124fb575f5ffd5b6125048761220d565b95506020870135945060408701359350612520606088016122a3565b9598949750929560808101359460a0909101359350915050565b5f5f5f5f5f5f5f60e0888a031215612550575f5ffd5b6125598861220d565b96506125676020890161220d565b95506040880135945060608801359350612583608089016122a3565b9699959850939692959460a0840135945060c09093013592915050565b5f5f604083850312156125b1575f5ffd5b6125ba8361220d565b91506125c86020840161220d565b90509250929050565b5f5f5f5f5f5f5f5f5f6101208a8c0312156125ea575f5ffd5b6125f38a61220d565b985061260160208b0161220d565b975060408a0135965060608a0135955060808a0135945060a08a0135935061262b60c08b016122a3565b989b979a50959894979396929550929360e081013593506101000135919050565b5f5f6040838503121561265d575f5ffd5b6126668361220d565b9150602083013563ffffffff8116811461267e575f5ffd5b809150509250929050565b600181811c9082168061269d57607f821691505b6020821081036126bb57634e487b7160e01b5f52602260045260245ffd5b50919050565b634e487b7160e01b5f52601160045260245ffd5b6001600160d01b0381811683821601908111156105d3576105d36126c1565b6001600160d01b0382811682821603908111156105d3576105d36126c1565b818103818111156105d3576105d36126c1565b808201808211156105d3576105d36126c1565b634e487b7160e01b5f52601260045260245ffd5b634e487b7160e01b5f52602160045260245ffd5b634e487b7160e01b5f52603260045260245ffddec2bacdd2f05b59de34da9b523dff8be42e5e38e818c82fdb0bae774387a724' as const
