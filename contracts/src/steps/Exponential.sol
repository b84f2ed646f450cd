// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.28;

/// The rows of a sampler's table of e^-x (spec/sampler.md, "Exponential") as the code of a contract, behind one byte that stops whoever
/// calls it: base[0] to base[4096], big-endian, four bytes each. Slopes follow from neighbouring rows.
contract ExponentialTable {
    uint256 private constant LENGTH = 4 * 4097;
    bytes32 private constant ROWS = 0x02529ff67c0c83eed313cfe84f01ee666515b700dc0361c7704be0e56ea0cbea;

    error TableMalformed();

    constructor(bytes memory rows) {
        require(rows.length == LENGTH && sha256(rows) == ROWS, TableMalformed());
        bytes memory code = abi.encodePacked(hex"00", rows);
        assembly ("memory-safe") {
            return(add(code, 32), mload(code))
        }
    }
}

library Exponential {
    uint256 internal constant LAST_ARGUMENT = (1 << 16) - 1;

    /// 2^20 e^(-u / 2^12), rounded, of an argument of 0 to 2^16 - 1.
    function weightAt(address table, uint256 u) internal view returns (uint256) {
        unchecked {
            uint256 two;
            assembly ("memory-safe") {
                mstore(0, 0)
                extcodecopy(table, 0, add(1, mul(4, shr(4, u))), 8)
                two := shr(192, mload(0))
            }
            uint256 base = two >> 32;
            // Towards zero: rows never rise.
            uint256 slope = (base - (two & 0xffffffff)) >> 4;
            return (base - slope * (u & 15) + 32) >> 6;
        }
    }
}
