// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.28;

import {InterfaceMismatch, TokensMismatch} from "../Errors.sol";
import {Receipt} from "../libraries/ReceiptTypes.sol";
import {Facts} from "../steps/Facts.sol";

/// What a request has beside what its receipt repeats.
struct RequestRest {
    bytes32 samplerHash;
    bytes32 seed;
    uint256 maxPrice;
    bytes32 delegatesHash;
}

/// What ties a trace to a generation: sampler and seed of its request, prompt and answer, and where the model's logits are.
struct GenerationOpening {
    RequestRest rest;
    bytes ports; // the model's interface, whose hash is a part of its id
    bytes32 inputRoot; // tensor roots of prompt and answer
    bytes32 outputRoot;
    uint32 tokensIn;
    uint32 tokensOut;
}

/// Reads what a node opens of a generation (spec/dispute.md, "commitTrace").
library GenerationOpenings {
    bytes32 private constant LOGITS = keccak256("logits");
    uint256 private constant MAX_RANK = 6;

    /// Port root (spec/receipt.md) of the one tensor that prompt and answer are.
    function tokensRoot(uint32 tokens, bytes32 root) internal pure returns (bytes32) {
        return sha256(abi.encodePacked("assay/ports/1", uint32(1), tokens, root));
    }

    /// Puts what the generation adds into the facts; gives the slot of the logits.
    function open(
        Receipt calldata receipt,
        bytes32 interfaceHash,
        GenerationOpening calldata opening,
        Facts memory facts
    ) internal pure returns (uint256 slot) {
        require(
            opening.tokensIn != 0 && opening.tokensOut != 0 && receipt.tokensIn == opening.tokensIn
                && receipt.tokensOut == opening.tokensOut,
            TokensMismatch(opening.tokensIn, opening.tokensOut)
        );
        bytes32 computed = sha256(opening.ports);
        require(computed == interfaceHash, InterfaceMismatch(interfaceHash, computed));
        facts.inputRoot = opening.inputRoot;
        facts.outputRoot = opening.outputRoot;
        facts.samplerHash = opening.rest.samplerHash;
        facts.seed = opening.rest.seed;
        facts.tokensIn = opening.tokensIn;
        facts.tokensOut = opening.tokensOut;
        (slot, facts.exponent) = _logitsOf(interfaceHash, opening.ports);
    }

    /// Slot and exponent of the output `logits` of an interface (spec/interface.md). A language model's ports have neither pixels nor
    /// thresholds.
    function _logitsOf(bytes32 interfaceHash, bytes calldata ports) private pure returns (uint256, uint8) {
        uint256 inputs = uint8(ports[2]);
        uint256 count = inputs + uint8(ports[3]);
        uint256 offset = 4;
        for (uint256 i = 0; i < count; ++i) {
            uint256 name = uint16(bytes2(ports[offset:offset + 2]));
            uint256 behind = offset + 2 + name;
            // Element type, rank, axes and their order, bits, exponent, channels of pixels.
            uint256 rank = uint8(ports[behind + 1]);
            require(rank <= MAX_RANK, InterfaceMismatch(interfaceHash, 0));
            uint256 end = behind + 2 + 5 * rank;
            require(ports[end + 2] == 0, InterfaceMismatch(interfaceHash, 0));
            if (i >= inputs && keccak256(ports[offset + 2:behind]) == LOGITS) return (i - inputs, uint8(ports[end + 1]));
            offset = end + 3;
        }
        revert InterfaceMismatch(interfaceHash, 0);
    }
}
