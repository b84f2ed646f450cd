// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.28;

import {MerkleTree} from "../src/libraries/MerkleTree.sol";
import {Rfc6962} from "../src/libraries/Rfc6962.sol";
import {Sha256} from "../src/libraries/Sha256.sol";
import {Trees} from "./Trees.sol";
import {VM} from "./Vm.sol";

contract MerkleTest {
    function inLog(bytes32 root, uint64 size, uint64 index, bytes32 leafHash, bytes32[] calldata proof)
        external
        view
        returns (bool)
    {
        return Rfc6962.includes(root, size, index, leafHash, proof);
    }

    function inTree(bytes32 root, uint256 index, bytes32 leafHash, bytes32[] calldata proof)
        external
        view
        returns (bool)
    {
        return MerkleTree.includes(root, index, leafHash, proof);
    }

    function testFuzz_hashesAreSha256(bytes32 a, bytes32 b) external view {
        require(Sha256.leaf(a) == sha256(abi.encodePacked(uint8(0), a)), "leaf of a word");
        require(Sha256.leaf(abi.encodePacked(a, b)) == sha256(abi.encodePacked(uint8(0), a, b)), "leaf of bytes");
        require(Sha256.node(a, b) == sha256(abi.encodePacked(uint8(1), a, b)), "node");
    }

    function testFuzz_logProofs(uint256 seed) external view {
        uint256 size = 1 + seed % 40;
        uint256 index = (seed >> 16) % size;
        bytes32[] memory leaves = _leaves(size, seed);
        bytes32 root = Trees.logRoot(leaves);
        bytes32[] memory proof = Trees.logProof(leaves, index);
        require(this.inLog(root, uint64(size), uint64(index), leaves[index], proof), "an honest proof is refused");
        _refusesOthers(root, size, index, leaves[index], proof, true);
    }

    function testFuzz_treeProofs(uint256 seed) external view {
        uint256 size = 1 + seed % 40;
        uint256 index = (seed >> 16) % size;
        bytes32[] memory leaves = _leaves(size, seed);
        bytes32 root = Trees.paddedRoot(leaves);
        bytes32[] memory proof = Trees.paddedProof(leaves, index);
        require(this.inTree(root, index, leaves[index], proof), "an honest proof is refused");
        _refusesOthers(root, size, index, leaves[index], proof, false);
    }

    /// Whatever a stranger sends: an answer, never a revert, and never yes.
    function testFuzz_noise(bytes32 root, uint64 size, uint64 index, bytes32 leafHash, bytes32[] calldata proof)
        external
        view
    {
        VM.assume(leafHash != root);
        require(!this.inLog(root, size, index, leafHash, proof), "noise is in the log");
        require(!this.inTree(root, index, leafHash, proof), "noise is in the tree");
    }

    function _refusesOthers(
        bytes32 root,
        uint256 size,
        uint256 index,
        bytes32 leafHash,
        bytes32[] memory proof,
        bool log
    ) private view {
        require(!_includes(root, size, index, ~leafHash, proof, log), "another leaf");
        require(!_includes(~root, size, index, leafHash, proof, log), "another root");
        for (uint256 other = 0; other < size + 2; ++other) {
            if (other == index) continue;
            require(!_includes(root, size, other, leafHash, proof, log), "another index");
        }
        bytes32[] memory longer = new bytes32[](proof.length + 1);
        for (uint256 i = 0; i < proof.length; ++i) {
            longer[i] = proof[i];
            proof[i] = ~proof[i];
            require(!_includes(root, size, index, leafHash, proof, log), "another sibling");
            proof[i] = ~proof[i];
        }
        require(!_includes(root, size, index, leafHash, longer, log), "a longer proof");
        if (proof.length == 0) return;
        bytes32[] memory shorter = new bytes32[](proof.length - 1);
        for (uint256 i = 0; i < shorter.length; ++i) {
            shorter[i] = proof[i];
        }
        require(!_includes(root, size, index, leafHash, shorter, log), "a shorter proof");
    }

    function _includes(
        bytes32 root,
        uint256 size,
        uint256 index,
        bytes32 leafHash,
        bytes32[] memory proof,
        bool log
    ) private view returns (bool) {
        return log
            ? this.inLog(root, uint64(size), uint64(index), leafHash, proof)
            : this.inTree(root, index, leafHash, proof);
    }

    function _leaves(uint256 count, uint256 seed) private pure returns (bytes32[] memory leaves) {
        leaves = new bytes32[](count);
        for (uint256 i = 0; i < count; ++i) {
            leaves[i] = Trees.leaf(abi.encode(seed, i));
        }
    }
}
