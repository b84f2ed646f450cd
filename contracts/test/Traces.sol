// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.28;

import {PortOpening, TraceOpening} from "../src/disputes/TraceOpenings.sol";
import {Place} from "../src/disputes/TraceTree.sol";
import {Trees} from "./Trees.sol";

/// A model of two ops, its input and its output, and the trace of a run of one row: what nodes of these tests commit to. The output
/// has 5,000 values, so that its tensor takes two openings to go down.
library Traces {
    uint256 internal constant VALUES = 5_000;
    bytes16 internal constant INPUT_SALT = "input salt";
    bytes16 internal constant OUTPUT_SALT = "output salt";

    function descriptor(uint8 code) internal pure returns (bytes memory data) {
        data = new bytes(256);
        data[0] = 0x01;
        data[1] = bytes1(code);
        data[2] = 0x08;
        // Of the output, the slot.
        if (code == 2) data[67] = 0x01;
    }

    /// The interface of a language model: tokens in; something else, and at slot 1 the logits, out.
    function ports() internal pure returns (bytes memory) {
        return ports(true);
    }

    function ports(bool second) internal pure returns (bytes memory) {
        bytes memory tokens = abi.encodePacked(uint16(6), "tokens", uint8(6), uint8(1), uint32(2), uint8(0), hex"100000");
        bytes memory other = abi.encodePacked(
            uint16(3), "odd", uint8(1), uint8(2), uint32(3), uint32(4), uint16(1), hex"08f900"
        );
        bytes memory logits =
            abi.encodePacked(uint16(6), "logits", uint8(1), uint8(1), uint32(5), uint8(0), hex"100a00");
        if (!second) return abi.encodePacked(uint16(1), uint8(1), uint8(2), tokens, logits, other);
        return abi.encodePacked(uint16(1), uint8(1), uint8(2), tokens, other, logits);
    }

    function header() internal pure returns (bytes memory) {
        return abi.encodePacked("ASSAY-GRAPH", uint8(0), uint16(1), uint32(2), uint64(0), new bytes(230));
    }

    function graphLeaves() internal pure returns (bytes32[] memory leaves) {
        leaves = new bytes32[](3);
        leaves[0] = Trees.leaf(header());
        leaves[1] = Trees.leaf(descriptor(1));
        leaves[2] = Trees.leaf(descriptor(2));
    }

    function tensor(bytes32 seed) internal pure returns (bytes memory data) {
        data = new bytes(VALUES);
        for (uint256 i = 0; i < VALUES; i += 40) {
            data[i] = bytes1(uint8(uint256(keccak256(abi.encode(seed, i)))));
        }
    }

    function slice(bytes memory data, uint256 index) internal pure returns (bytes memory part) {
        uint256 left = data.length - 256 * index;
        part = new bytes(left < 256 ? left : 256);
        for (uint256 i = 0; i < part.length; i += 32) {
            assembly ("memory-safe") {
                // The last word may reach over the end, into memory that is claimed anew below.
                mstore(add(add(part, 32), i), mload(add(add(data, 32), add(mul(256, index), i))))
            }
        }
        assembly ("memory-safe") {
            // Zeroes behind the end belong to nobody.
            mstore(0x40, and(add(mload(0x40), 63), not(31)))
        }
    }

    function tensorLeaves(bytes memory data) internal pure returns (bytes32[] memory leaves) {
        leaves = new bytes32[]((data.length + 255) / 256);
        for (uint256 i = 0; i < leaves.length; ++i) {
            leaves[i] = Trees.leaf(slice(data, i));
        }
    }

    function traceLeaf(bytes memory data) internal pure returns (bytes memory) {
        return abi.encodePacked(
            uint8(8),
            uint8(1),
            uint32(VALUES),
            new bytes(20),
            uint32(1),
            uint32(1),
            Trees.paddedRoot(tensorLeaves(data))
        );
    }

    function traceLeaves(bytes32 input, bytes32 output) internal pure returns (bytes32[] memory leaves) {
        leaves = new bytes32[](12);
        leaves[0] = Trees.leaf(traceLeaf(tensor(input)));
        leaves[4] = Trees.leaf(traceLeaf(tensor(output)));
    }

    function commitment(bytes16 salt, bytes32 seed) internal pure returns (bytes32) {
        bytes32 root = Trees.paddedRoot(tensorLeaves(tensor(seed)));
        bytes32 ports = sha256(abi.encodePacked("assay/ports/1", uint32(1), uint32(1), root));
        return sha256(abi.encodePacked(salt, ports));
    }

    function opening(bytes32 input, bytes32 output) internal pure returns (TraceOpening memory result) {
        bytes32[] memory graph = graphLeaves();
        bytes32[] memory trace = traceLeaves(input, output);
        result.traceRoot = Trees.paddedRoot(trace);
        result.ops = 2;
        result.headerProof = Trees.paddedProof(graph, 0);
        result.rows = 1;
        result.inputSalt = INPUT_SALT;
        result.outputSalt = OUTPUT_SALT;
        result.inputs = _port(graph, trace, 0, input);
        result.outputs = _port(graph, trace, 1, output);
    }

    /// The 16 or fewer descendants that opening a node shows.
    function children(bytes32[] memory leaves, Place memory place) internal pure returns (bytes32[] memory row) {
        uint256 depth;
        while (2 ** depth < leaves.length) ++depth;
        uint256 levels = depth - place.depth;
        uint256 height = levels > 4 ? levels - 4 : 0;
        row = new bytes32[](2 ** (levels - height));
        for (uint256 i = 0; i < row.length; ++i) {
            row[i] = node(leaves, (place.index << (levels - height)) + i, height);
        }
    }

    /// The bytes of all leaves that the lowest opening of the output's tensor shows.
    function leavesBelow(bytes memory data, Place memory place, uint256 count) internal pure returns (bytes memory all) {
        for (uint256 i = 0; i < count; ++i) {
            uint256 index = uint256(place.index) * count + i;
            if (256 * index < data.length) all = abi.encodePacked(all, slice(data, index));
        }
    }

    function node(bytes32[] memory leaves, uint256 index, uint256 height) internal pure returns (bytes32) {
        if (height == 0) return index < leaves.length ? leaves[index] : bytes32(0);
        return Trees.node(node(leaves, 2 * index, height - 1), node(leaves, 2 * index + 1, height - 1));
    }

    function _port(bytes32[] memory graph, bytes32[] memory trace, uint32 op, bytes32 seed)
        private
        pure
        returns (PortOpening[] memory ports)
    {
        ports = new PortOpening[](1);
        ports[0].op = op;
        ports[0].descriptor = descriptor(uint8(op + 1));
        ports[0].graphProof = Trees.paddedProof(graph, op + 1);
        ports[0].leaf = traceLeaf(tensor(seed));
        ports[0].traceProof = Trees.paddedProof(trace, 4 * op);
    }
}
