// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.28;

import {
    DisputeFactsMismatch,
    GraphMismatch,
    InputCommitmentMismatch,
    InterfaceMismatch,
    ModelIdMismatch,
    OutputCommitmentMismatch,
    RequestMismatch,
    TokensMismatch
} from "../src/Errors.sol";
import {ModelRegistry} from "../src/ModelRegistry.sol";
import {Beginnings, Case} from "../src/disputes/Beginnings.sol";
import {Disputes} from "../src/disputes/Disputes.sol";
import {GenerationOpening, RequestRest} from "../src/disputes/GenerationOpenings.sol";
import {PortOpening, TraceOpening} from "../src/disputes/TraceOpenings.sol";
import {Receipt, Request} from "../src/libraries/ReceiptTypes.sol";
import {Facts} from "../src/steps/Facts.sol";
import {DisputeNetwork} from "./DisputeNetwork.sol";
import {Traces} from "./Traces.sol";
import {Trees} from "./Trees.sol";
import {VM} from "./Vm.sol";

/// Disputes about answers of samplers: what a node commits to is the trace of the generation that its receipt is about, and of nothing else.
contract GenerationsTest is DisputeNetwork {
    address private constant PAYER = address(0xBA);
    uint256 private constant PRICE = 10e18;
    bytes32 private constant PROMPT = keccak256("prompt");
    bytes32 private constant ANSWER = keccak256("answer");
    uint32 private constant TOKENS_IN = 7;
    uint32 private constant TOKENS_OUT = 5;

    address private _node;
    Request private _request;
    Receipt private _receipt;
    bytes32 private _id;

    function setUp() public override {
        super.setUp();
        _node = registerNode(OPERATOR, NODE_KEY, RECEIPT_KEY, 100e18);
        _request = newRequest(PAYER, PRICE);
        _request.samplerHash = keccak256("sampler");
        _request.seed = keccak256("seed");
        _request.disclosure = 1;
        _request.inputCommitment = _commitment("prompt salt", TOKENS_IN, PROMPT);
        _receipt = answer(_request, _node, PRICE);
        _receipt.outputCommitment = _commitment("answer salt", TOKENS_OUT, ANSWER);
        _receipt.tokensIn = TOKENS_IN;
        _receipt.tokensOut = TOKENS_OUT;
        _id = escrow.hashReceipt(_receipt);
    }

    function test_aGenerationIsCommittedTo() external {
        challengeAs(WATCHER, caseOf(_request, _receipt, RECEIPT_KEY, 0));
        require(disputes.getDispute(_id).generation, "a generation");
        TraceOpening memory opening = _opening();
        ModelRegistry.Parts memory parts = modelParts();
        VM.prank(_node);
        disputes.commitTrace(_receipt, parts, opening);
        Facts memory facts = factsOf(opening);
        facts.inputRoot = PROMPT;
        facts.outputRoot = ANSWER;
        facts.samplerHash = _request.samplerHash;
        facts.seed = _request.seed;
        facts.tokensIn = TOKENS_IN;
        facts.tokensOut = TOKENS_OUT;
        facts.logits = 1;
        facts.exponent = 10;
        // Whoever goes on has to state these facts, each of them.
        demandAs(WATCHER, _id, facts, rootPlace());
        facts.exponent = 11;
        bytes32[] memory none = new bytes32[](0);
        allow(WATCHER, 1e18);
        VM.prank(WATCHER);
        (bool done, bytes memory refusal) = address(disputes).call(
            abi.encodeCall(disputes.demand, (_id, facts, tensorPlace(), none, address(0), new address[](0)))
        );
        require(!done && bytes4(refusal) == DisputeFactsMismatch.selector, "other facts");
    }

    /// A run's opening says nothing of a generation, and a generation's nothing of a run.
    function test_aGenerationIsNoRun() external {
        challengeAs(WATCHER, caseOf(_request, _receipt, RECEIPT_KEY, 0));
        TraceOpening memory opening = Traces.opening("input", "output");
        _refused(opening, modelParts(), RequestMismatch.selector);
        opening.generation = _opening().generation;
        _refused(opening, modelParts(), InputCommitmentMismatch.selector);
    }

    function test_anotherOpeningIsRefused() external {
        challengeAs(WATCHER, caseOf(_request, _receipt, RECEIPT_KEY, 0));
        for (uint256 which = 0; which <= 18; ++which) {
            _anotherOpening(which);
        }
    }

    function _anotherOpening(uint256 which) private {
        TraceOpening memory opening = _opening();
        ModelRegistry.Parts memory parts = modelParts();
        GenerationOpening memory g = opening.generation;
        bytes4 selector = RequestMismatch.selector;
        if (which == 0) g.rest.samplerHash = keccak256("another sampler");
        if (which == 1) g.rest.seed = keccak256("another seed");
        if (which == 2) g.rest.maxPrice += 1;
        if (which == 3) g.rest.delegatesHash = keccak256("others");
        if (which == 4) (g.inputRoot, selector) = (ANSWER, InputCommitmentMismatch.selector);
        if (which == 5) (g.outputRoot, selector) = (PROMPT, OutputCommitmentMismatch.selector);
        if (which == 6) (g.tokensIn, selector) = (TOKENS_IN + 1, InputCommitmentMismatch.selector);
        if (which == 7) (g.tokensOut, selector) = (TOKENS_OUT - 1, OutputCommitmentMismatch.selector);
        if (which == 8) (opening.inputSalt, selector) = ("salt", InputCommitmentMismatch.selector);
        if (which == 9) (opening.rows, selector) = (opening.rows + 1, GraphMismatch.selector);
        if (which == 10) (g.ports, selector) = (_changed(g.ports), InterfaceMismatch.selector);
        if (which == 11) (opening.inputs, selector) = (Traces.opening("input", "output").inputs, GraphMismatch.selector);
        if (which == 12) (opening.outputs, selector) = (new PortOpening[](0), GraphMismatch.selector);
        if (which == 13) (opening.outputs[0], selector) = (_port(0), GraphMismatch.selector);
        if (which == 14) (opening.outputs[0].descriptor, selector) = (Traces.descriptor(1), GraphMismatch.selector);
        if (which == 15) (opening.outputs[0].op, selector) = (2, GraphMismatch.selector);
        if (which == 16) (parts.interfaceHash, selector) = (keccak256("another"), ModelIdMismatch.selector);
        if (which == 17) (opening.ops, selector) = (3, GraphMismatch.selector);
        if (which == 18) (opening.outputs[0].graphProof, selector) = (new bytes32[](2), GraphMismatch.selector);
        _refused(opening, parts, selector);
    }

    /// A receipt that states other numbers of tokens than it has cannot be answered for: metering is a statement, too.
    function testFuzz_metering(bool input) external {
        if (input) _receipt.tokensIn += 1;
        else _receipt.tokensOut += 1;
        challengeAs(WATCHER, caseOf(_request, _receipt, RECEIPT_KEY, 0));
        _refused(_opening(), modelParts(), TokensMismatch.selector);
    }

    /// Logits are where the interface says, and an interface without them is no language model's.
    function testFuzz_logitsAreWhereTheInterfaceSays(uint256 which) external {
        which = bound(which, 0, 3);
        TraceOpening memory opening = _opening();
        if (which == 0) opening.generation.ports = Traces.ports(false);
        // Another name; pixels; more axes than any tensor has.
        if (which == 1) opening.generation.ports[opening.generation.ports.length - 11] = "x";
        if (which == 2) opening.generation.ports[opening.generation.ports.length - 1] = 0x01;
        if (which == 3) opening.generation.ports[13] = 0x07;
        ModelRegistry.Parts memory parts = modelParts();
        parts.interfaceHash = sha256(opening.generation.ports);
        Request memory request = _request;
        request.modelId = models.computeModelId(parts);
        Receipt memory receipt = _receipt;
        receipt.modelId = request.modelId;
        receipt.requestHash = escrow.hashRequest(request);
        Beginnings beginnings = disputes.BEGINNINGS();
        (bool done, bytes memory refusal) =
            address(beginnings).call(abi.encodeCall(beginnings.factsOf, (receipt, parts, opening, true)));
        bytes4 selector = which == 0 ? GraphMismatch.selector : InterfaceMismatch.selector;
        require(!done && bytes4(refusal) == selector, "facts, or refused for another reason");
    }

    // ------------------------------------------------------------ helpers

    function _refused(TraceOpening memory opening, ModelRegistry.Parts memory parts, bytes4 selector) private {
        VM.prank(_node);
        (bool done, bytes memory refusal) =
            address(disputes).call(abi.encodeCall(disputes.commitTrace, (_receipt, parts, opening)));
        require(!done && bytes4(refusal) == selector, "committed, or refused for another reason");
    }

    function _changed(bytes memory data) private pure returns (bytes memory) {
        data[data.length - 2] = 0x0b;
        return data;
    }

    function _commitment(bytes16 salt, uint32 tokens, bytes32 root) private pure returns (bytes32) {
        return sha256(abi.encodePacked(salt, sha256(abi.encodePacked("assay/ports/1", uint32(1), tokens, root))));
    }

    function _opening() private view returns (TraceOpening memory opening) {
        opening = Traces.opening("input", "output");
        opening.rows = TOKENS_IN + TOKENS_OUT - 1;
        opening.inputSalt = "prompt salt";
        opening.outputSalt = "answer salt";
        opening.inputs = new PortOpening[](0);
        opening.outputs[0] = _port(1);
        opening.generation = GenerationOpening(
            RequestRest(_request.samplerHash, _request.seed, _request.maxPrice, _request.delegatesHash),
            Traces.ports(),
            PROMPT,
            ANSWER,
            TOKENS_IN,
            TOKENS_OUT
        );
    }

    /// An op in the graph alone.
    function _port(uint32 op) private pure returns (PortOpening memory port) {
        port.op = op;
        port.descriptor = Traces.descriptor(uint8(op + 1));
        port.graphProof = Trees.paddedProof(Traces.graphLeaves(), op + 1);
    }
}
