// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.28;

/// Builds the trees that the libraries under test only verify. Written from the definitions (RFC 6962, section 2.1;
/// spec/graph.md), recursively and with Solidity's own sha256, so that it shares no line with them.
library Trees {
    function leaf(bytes memory data) internal pure returns (bytes32) {
        return sha256(abi.encodePacked(uint8(0), data));
    }

    function node(bytes32 left, bytes32 right) internal pure returns (bytes32) {
        return sha256(abi.encodePacked(uint8(1), left, right));
    }

    function logRoot(bytes32[] memory leaves) internal pure returns (bytes32) {
        return _logRoot(leaves, 0, leaves.length);
    }

    function logProof(bytes32[] memory leaves, uint256 index) internal pure returns (bytes32[] memory proof) {
        proof = new bytes32[](64);
        uint256 length = _logProof(leaves, index, 0, leaves.length, proof, 0);
        return _cut(proof, length);
    }

    /// RFC 6962, section 2.1.2, its first hash always given.
    function prefixProof(bytes32[] memory leaves, uint256 before) internal pure returns (bytes32[] memory proof) {
        proof = new bytes32[](64);
        return _cut(proof, _prefixProof(leaves, before, 0, leaves.length, proof));
    }

    function _prefixProof(
        bytes32[] memory leaves,
        uint256 before,
        uint256 from,
        uint256 to,
        bytes32[] memory proof
    ) private pure returns (uint256 used) {
        if (before == to - from) {
            proof[0] = _logRoot(leaves, from, to);
            return 1;
        }
        uint256 split = _split(to - from);
        if (before <= split) {
            used = _prefixProof(leaves, before, from, from + split, proof);
            proof[used] = _logRoot(leaves, from + split, to);
        } else {
            used = _prefixProof(leaves, before - split, from + split, to, proof);
            proof[used] = _logRoot(leaves, from, from + split);
        }
        return used + 1;
    }

    function paddedRoot(bytes32[] memory leaves) internal pure returns (bytes32) {
        return _paddedRoot(leaves, 0, _depth(leaves.length));
    }

    function paddedProof(bytes32[] memory leaves, uint256 index) internal pure returns (bytes32[] memory proof) {
        uint256 depth = _depth(leaves.length);
        proof = new bytes32[](depth);
        for (uint256 height = 0; height < depth; ++height) {
            proof[height] = _paddedRoot(leaves, ((index >> height) ^ 1) << height, height);
        }
    }

    function _logRoot(bytes32[] memory leaves, uint256 from, uint256 to) private pure returns (bytes32) {
        if (to - from == 0) return sha256("");
        if (to - from == 1) return leaves[from];
        uint256 middle = from + _split(to - from);
        return node(_logRoot(leaves, from, middle), _logRoot(leaves, middle, to));
    }

    function _logProof(
        bytes32[] memory leaves,
        uint256 index,
        uint256 from,
        uint256 to,
        bytes32[] memory proof,
        uint256 used
    ) private pure returns (uint256) {
        if (to - from == 1) return used;
        uint256 middle = from + _split(to - from);
        if (index < middle) {
            used = _logProof(leaves, index, from, middle, proof, used);
            proof[used] = _logRoot(leaves, middle, to);
        } else {
            used = _logProof(leaves, index, middle, to, proof, used);
            proof[used] = _logRoot(leaves, from, middle);
        }
        return used + 1;
    }

    /// The largest power of two below n.
    function _split(uint256 n) private pure returns (uint256 k) {
        k = 1;
        while (k * 2 < n) k *= 2;
    }

    function _depth(uint256 count) private pure returns (uint256 depth) {
        while (2 ** depth < count) ++depth;
    }

    function _paddedRoot(bytes32[] memory leaves, uint256 from, uint256 height) private pure returns (bytes32) {
        if (height == 0) return from < leaves.length ? leaves[from] : bytes32(0);
        return node(
            _paddedRoot(leaves, from, height - 1), _paddedRoot(leaves, from + 2 ** (height - 1), height - 1)
        );
    }

    function _cut(bytes32[] memory list, uint256 length) private pure returns (bytes32[] memory cut) {
        cut = new bytes32[](length);
        for (uint256 i = 0; i < length; ++i) {
            cut[i] = list[i];
        }
    }
}
