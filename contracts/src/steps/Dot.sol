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

    /// Sum of `k` values of `bytes_` bytes, and sum of their squares.
    function moments(uint256 a, uint256 bytes_, uint256 k) internal pure returns (int256 total, int256 squares) {
        assembly ("memory-safe") {
            let end := add(a, mul(k, bytes_))
            for {} lt(a, end) { a := add(a, bytes_) } {
                let x := mload(a)
                switch bytes_
                case 1 { x := signextend(0, byte(0, x)) }
                default { x := signextend(1, or(byte(0, x), shl(8, byte(1, x)))) }
                total := add(total, x)
                squares := add(squares, mul(x, x))
            }
        }
    }

    /// As `product`, of bytes, 32 at a time. With 128 added all are unsigned. Every fourth byte of a word makes eight lanes of 32 bits; with the
    /// lanes of the other word in reverse, the product of the two has the sum of the eight products in its highest lane, and
    /// no lane below it carries: 8 * 255 * 255 < 2^20. What the 128s add is taken off at the end.
    function _bytes(uint256 a, uint256 b, uint256 k) private pure returns (int256 result) {
        assembly ("memory-safe") {
            let mask := 0x000000ff000000ff000000ff000000ff000000ff000000ff000000ff000000ff
            let signs := 0x8080808080808080808080808080808080808080808080808080808080808080
            let high64 := 0xffffffffffffffff0000000000000000ffffffffffffffff0000000000000000
            let high32 := 0xffffffff00000000ffffffff00000000ffffffff00000000ffffffff00000000
            let whole := and(k, not(31))
            let sumA := 0
            let sumB := 0
            for { let end := add(a, whole) } lt(a, end) {
                a := add(a, 32)
                b := add(b, 32)
            } {
                let x := xor(mload(a), signs)
                let y := xor(mload(b), signs)
                y := or(shl(128, y), shr(128, y))
                y := or(and(shl(64, y), high64), shr(64, and(y, high64)))
                y := or(and(shl(32, y), high32), shr(32, and(y, high32)))
                let p := and(x, mask)
                let q := and(y, mask)
                let s := shr(224, mul(p, q))
                sumA := add(sumA, p)
                sumB := add(sumB, q)
                p := and(shr(8, x), mask)
                q := and(shr(8, y), mask)
                s := add(s, shr(224, mul(p, q)))
                sumA := add(sumA, p)
                sumB := add(sumB, q)
                p := and(shr(16, x), mask)
                q := and(shr(16, y), mask)
                s := add(s, shr(224, mul(p, q)))
                sumA := add(sumA, p)
                sumB := add(sumB, q)
                p := and(shr(24, x), mask)
                q := and(shr(24, y), mask)
                result := add(result, add(s, shr(224, mul(p, q))))
                sumA := add(sumA, p)
                sumB := add(sumB, q)
            }
            // The lanes of each sum, added up the same way. A lane holds at most 2^17 bytes of 255.
            let ones := 0x0000000100000001000000010000000100000001000000010000000100000001
            let added := add(shr(224, mul(sumA, ones)), shr(224, mul(sumB, ones)))
            result := add(sub(result, mul(128, added)), mul(16384, whole))
            for { let end := add(a, sub(k, whole)) } lt(a, end) {
                a := add(a, 1)
                b := add(b, 1)
            } {
                result := add(result, mul(signextend(0, byte(0, mload(a))), signextend(0, byte(0, mload(b)))))
            }
        }
    }
}
