// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.28;

import {StepRefused} from "../Errors.sol";
import {Facts, IStepVerifier, Step} from "./Facts.sol";
import {StepReader} from "./StepReader.sol";

/// Sends a step to the contract that knows its op. The op's code is the second byte of the evidence, whose descriptor that contract opens.
/// Behind the last op stands a generation's sampler.
contract StepVerifiers is IStepVerifier {
    IStepVerifier public immutable MOVES;
    IStepVerifier public immutable POINTS;
    IStepVerifier public immutable PRODUCTS;
    IStepVerifier public immutable LINES;
    IStepVerifier public immutable ATTENTION;
    IStepVerifier public immutable SAMPLER;

    constructor(
        IStepVerifier moves,
        IStepVerifier points,
        IStepVerifier products,
        IStepVerifier lines,
        IStepVerifier attention,
        IStepVerifier sampler
    ) {
        MOVES = moves;
        POINTS = points;
        PRODUCTS = products;
        LINES = lines;
        ATTENTION = attention;
        SAMPLER = sampler;
    }

    function faulty(Facts calldata facts, Step calldata step, bytes calldata evidence) external view returns (bool) {
        require(evidence.length > 1, StepRefused(StepReader.EVIDENCE_LENGTH));
        IStepVerifier verifier = step.op == facts.ops ? SAMPLER : _of(uint8(evidence[1]));
        return verifier.faulty(facts, step, evidence);
    }

    function _of(uint256 code) private view returns (IStepVerifier) {
        if (code == 4 || code == 5 || code == 18) return PRODUCTS;
        if (code == 6 || code == 7 || code == 8 || (code >= 13 && code <= 15) || code == 22) return POINTS;
        if (code == 16 || code == 17 || code == 20) return LINES;
        if (code == 23) return ATTENTION;
        // Whatever is no op at all is refused there.
        return MOVES;
    }
}
