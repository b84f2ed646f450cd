// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.28;

/// The two hashes that every Merkle tree of Assay is made of (spec/log.md, spec/graph.md): leaves are prefixed with 0x00
/// and nodes with 0x01, so that no node can ever be shown as a leaf.
library Sha256 {
    /// Hash of a leaf whose data are 32 bytes.
    function leaf(bytes32 data) internal view returns (bytes32 result) {
        assembly ("memory-safe") {
            // Scratch space 0x00..0x3f is ours: a zero prefix byte, then the data.
            mstore8(0x00, 0x00)
            mstore(0x01, data)
            // The precompile fails only for want of gas, and then so must we.
            if iszero(staticcall(gas(), 0x02, 0x00, 0x21, 0x00, 0x20)) { revert(0, 0) }
            result := mload(0x00)
        }
    }

    /// Hash of a leaf of any length.
    function leaf(bytes memory data) internal pure returns (bytes32) {
        return sha256(abi.encodePacked(bytes1(0x00), data));
    }

    /// Hash of an inner node.
    function node(bytes32 left, bytes32 right) internal view returns (bytes32 result) {
        assembly ("memory-safe") {
            // 65 bytes do not fit the scratch space; free memory is used without being claimed.
            let at := mload(0x40)
            mstore8(at, 0x01)
            mstore(add(at, 0x01), left)
            mstore(add(at, 0x21), right)
            if iszero(staticcall(gas(), 0x02, at, 0x41, 0x00, 0x20)) { revert(0, 0) }
            result := mload(0x00)
        }
    }
}
