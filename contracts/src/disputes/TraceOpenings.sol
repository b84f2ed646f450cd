// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.28;

import {
    GraphMismatch,
    InputCommitmentMismatch,
    OutputCommitmentMismatch,
    TraceCommitmentMismatch,
    TraceMismatch
} from "../Errors.sol";
import {ModelRegistry} from "../ModelRegistry.sol";
import {MerkleTree} from "../libraries/MerkleTree.sol";
import {Receipt} from "../libraries/ReceiptTypes.sol";
import {Sha256} from "../libraries/Sha256.sol";
import {Facts} from "../steps/Facts.sol";
import {GenerationOpening, GenerationOpenings} from "./GenerationOpenings.sol";
import {TraceTree} from "./TraceTree.sol";

/// One input or output of a graph, opened in the graph and in the trace.
struct PortOpening {
    uint32 op;
    bytes descriptor; // 256 bytes
    bytes32[] graphProof;
    bytes leaf; // 66 bytes: type and root of its tensor
    bytes32[] traceProof;
}

/// What a node opens when it commits to a trace.
struct TraceOpening {
    bytes32 traceRoot;
    bytes16 traceSalt; // of a receipt that has a traceCommitment
    uint32 ops;
    uint64 weightBytes;
    bytes32[] headerProof;
    uint32 rows;
    bytes16 inputSalt;
    bytes16 outputSalt;
    PortOpening[] inputs; // ops ascending; of a generation none
    PortOpening[] outputs; // of a generation that of the logits alone, in the graph alone
    GenerationOpening generation; // zero for a run
}

/// Ties a trace to its receipt: the graph is the model's, and inputs and outputs of the trace are the receipt's.
library TraceOpenings {
    uint256 private constant INPUT = 1;
    uint256 private constant OUTPUT = 2;
    uint256 private constant SLOT = 67;

    function factsOf(
        Receipt calldata receipt,
        ModelRegistry.Parts calldata parts,
        TraceOpening calldata opening,
        bool generation
    ) internal view returns (Facts memory facts) {
        bytes32 graphRoot = parts.graphRoot;
        facts.traceRoot = opening.traceRoot;
        facts.graphRoot = graphRoot;
        facts.weightsRoot = parts.weightsRoot;
        facts.ops = opening.ops;
        facts.weightBytes = opening.weightBytes;
        facts.rows = opening.rows;
        bytes32 header = Sha256.leaf(
            abi.encodePacked("ASSAY-GRAPH", uint8(0), uint16(1), opening.ops, opening.weightBytes, new bytes(230))
        );
        // INVARIANT: the number of ops is the header's, and with it the depth of both trees: no shorter or longer path fits.
        require(
            opening.headerProof.length == TraceTree.depthFor(uint256(opening.ops) + 1)
                && MerkleTree.includes(graphRoot, 0, header, opening.headerProof),
            GraphMismatch(type(uint256).max)
        );
        if (generation) {
            _checkCommitments(
                receipt,
                opening,
                GenerationOpenings.tokensRoot(opening.generation.tokensIn, opening.generation.inputRoot),
                GenerationOpenings.tokensRoot(opening.generation.tokensOut, opening.generation.outputRoot)
            );
            _openGeneration(receipt, parts, opening, facts);
        } else {
            _checkCommitments(
                receipt,
                opening,
                _portRoot(graphRoot, opening, opening.inputs, INPUT),
                _portRoot(graphRoot, opening, opening.outputs, OUTPUT)
            );
        }
        if (receipt.traceCommitment != 0) {
            bytes32 trace = sha256(abi.encodePacked(opening.traceSalt, opening.traceRoot));
            require(trace == receipt.traceCommitment, TraceCommitmentMismatch(receipt.traceCommitment, trace));
        }
    }

    function _checkCommitments(Receipt calldata receipt, TraceOpening calldata opening, bytes32 inputs, bytes32 outputs)
        private
        pure
    {
        bytes32 input = sha256(abi.encodePacked(opening.inputSalt, inputs));
        require(input == receipt.inputCommitment, InputCommitmentMismatch(receipt.inputCommitment, input));
        bytes32 output = sha256(abi.encodePacked(opening.outputSalt, outputs));
        require(output == receipt.outputCommitment, OutputCommitmentMismatch(receipt.outputCommitment, output));
    }

    /// The pass over prompt and answer has a row for each token that is fed, and logits where the model's interface says.
    function _openGeneration(
        Receipt calldata receipt,
        ModelRegistry.Parts calldata parts,
        TraceOpening calldata opening,
        Facts memory facts
    ) private view {
        uint256 logits = GenerationOpenings.open(receipt, parts.interfaceHash, opening.generation, facts);
        require(
            facts.rows == uint256(facts.tokensIn) + facts.tokensOut - 1 && opening.inputs.length == 0
                && opening.outputs.length == 1,
            GraphMismatch(type(uint256).max)
        );
        PortOpening calldata port = opening.outputs[0];
        _checkPort(parts.graphRoot, opening, port, OUTPUT);
        // The slot of an output stands at 67 of its descriptor.
        require(uint8(port.descriptor[SLOT]) == logits, GraphMismatch(port.op));
        facts.logits = port.op;
    }

    /// Port root (spec/receipt.md) of the tensors that the trace has at ports of the graph.
    function _portRoot(
        bytes32 graphRoot,
        TraceOpening calldata opening,
        PortOpening[] calldata ports,
        uint256 code
    ) private view returns (bytes32) {
        bytes memory text = abi.encodePacked("assay/ports/1", uint32(ports.length));
        for (uint256 i = 0; i < ports.length; ++i) {
            PortOpening calldata port = ports[i];
            // Ops ascending: no port counts twice.
            require(i == 0 || port.op > ports[i - 1].op, GraphMismatch(port.op));
            _checkPort(graphRoot, opening, port, code);
            text = abi.encodePacked(text, opening.rows, _tensorRoot(opening, port));
        }
        return sha256(text);
    }

    function _checkPort(
        bytes32 graphRoot,
        TraceOpening calldata opening,
        PortOpening calldata port,
        uint256 code
    ) private view {
        require(
            port.op < opening.ops && port.descriptor.length == 256 && uint8(port.descriptor[1]) == code
                && port.graphProof.length == opening.headerProof.length
                && MerkleTree.includes(
                    graphRoot, uint256(port.op) + 1, Sha256.leaf(port.descriptor), port.graphProof
                ),
            GraphMismatch(port.op)
        );
    }

    function _tensorRoot(TraceOpening calldata opening, PortOpening calldata port) private view returns (bytes32) {
        require(
            port.leaf.length == TraceTree.TRACE_LEAF
                && port.traceProof.length == TraceTree.depthFor(TraceTree.traceLeaves(opening.ops))
                && MerkleTree.includes(
                    opening.traceRoot, 4 * uint256(port.op), Sha256.leaf(port.leaf), port.traceProof
                ),
            TraceMismatch(port.op)
        );
        return bytes32(port.leaf[TraceTree.TYPE_BYTES:]);
    }
}
