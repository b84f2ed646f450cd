// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.28;

/// What is known of a trace before a step of it is judged (spec/trace.md, "Facts").
struct Facts {
    bytes32 traceRoot;
    bytes32 graphRoot;
    bytes32 weightsRoot;
    uint32 ops;
    uint64 weightBytes;
    uint32 rows;
    bytes32 inputRoot; // zero, as all that follows, for a run that is no generation
    bytes32 outputRoot;
    bytes32 samplerHash;
    bytes32 seed;
    uint32 tokensIn;
    uint32 tokensOut;
    uint32 logits; // id of the output op of the logits
    uint8 exponent; // of the logits
}

/// One value of a trace; of op N, the number of ops, a value, a block or a record of the sampler. `hint` is another candidate where the
/// greatest is chosen, else zero.
struct Step {
    uint32 op;
    uint8 part;
    uint32 row;
    uint32 element;
    uint32 hint;
}

interface IStepVerifier {
    /// Is the claimed value of the step another than the one that the openings of the evidence give? Reverts with StepRefused
    /// for evidence that shows nothing.
    function faulty(Facts calldata facts, Step calldata step, bytes calldata evidence) external view returns (bool);
}

/// Where the form of a trace is wrong (spec/trace.md, "Form faults"). What a kind does not use is zero.
struct Form {
    uint8 kind; // 1 type, 2 slot, 3 padding, 4 missing
    uint32 op;
    uint8 part;
    uint32 tree; // of padding: 0 the trace tree, else the tensor of trace leaf tree - 1
    uint8 height; // of a node of it, from the leaves up
    uint64 index;
}

interface IFormVerifier {
    /// Is the trace's form wrong there? Reverts with StepRefused for evidence that shows nothing.
    function faulty(Facts calldata facts, Form calldata form, bytes calldata evidence) external view returns (bool);
}
