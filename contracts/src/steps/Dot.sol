// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.28;

/// Products of little-endian values that lie one behind the other in memory.
library Dot {
    /// Sum over `k` of a value of `aBytes` bytes at `a` times one of `bBytes` at `b`; 1 or 2 bytes each. Nothing can overflow: k values of
    /// 16 bits stay far below 256.
    function product(uint256 a, uint256 aBytes, uint256 b, uint256 bBytes, uint256 k)
        internal
        pure
        returns (int256 result)
    {
        if (aBytes == 1 && bBytes == 1) return _bytes(a, b, k);
        assembly ("memory-safe") {
            let end := add(a, mul(k, aBytes))
            for {} lt(a, end) {
                a := add(a, aBytes)
                b := add(b, bBytes)
            } {
                let x := mload(a)
                let y := mload(b)
                switch aBytes
                case 1 { x := signextend(0, byte(0, x)) }
                default { x := signextend(1, or(byte(0, x), shl(8, byte(1, x)))) }
                switch bBytes
                case 1 { y := signextend(0, byte(0, y)) }
                default { y := signextend(1, or(byte(0, y), shl(8, byte(1, y)))) }
                result := add(result, mul(x, y))
            }
        }
    }

    /// As `product`, of bytes: a word of each at a time.
    function _bytes(uint256 a, uint256 b, uint256 k) private pure returns (int256 result) {
        assembly ("memory-safe") {
            let end := add(a, k)
            let whole := add(a, and(k, not(31)))
            for {} lt(a, whole) {
                a := add(a, 32)
                b := add(b, 32)
            } {
                let x := mload(a)
                let y := mload(b)
                for { let i := 0 } lt(i, 32) { i := add(i, 4) } {
                    result := add(result, mul(signextend(0, byte(i, x)), signextend(0, byte(i, y))))
                    let j := add(i, 1)
                    result := add(result, mul(signextend(0, byte(j, x)), signextend(0, byte(j, y))))
                    j := add(i, 2)
                    result := add(result, mul(signextend(0, byte(j, x)), signextend(0, byte(j, y))))
                    j := add(i, 3)
                    result := add(result, mul(signextend(0, byte(j, x)), signextend(0, byte(j, y))))
                }
            }
            for {} lt(a, end) {
                a := add(a, 1)
                b := add(b, 1)
            } {
                result := add(result, mul(signextend(0, byte(0, mload(a))), signextend(0, byte(0, mload(b)))))
            }
        }
    }
}
