// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.28;

import {TimelockController} from "@openzeppelin/contracts/governance/TimelockController.sol";
import {ERC1967Proxy} from "@openzeppelin/contracts/proxy/ERC1967/ERC1967Proxy.sol";
import {IERC20} from "@openzeppelin/contracts/token/ERC20/IERC20.sol";
import {AssayToken} from "../src/AssayToken.sol";
import {CheckpointAnchor} from "../src/CheckpointAnchor.sol";
import {Escrow} from "../src/Escrow.sol";
import {ModelRegistry} from "../src/ModelRegistry.sol";
import {NodeRegistry} from "../src/NodeRegistry.sol";
import {Parameters} from "../src/Parameters.sol";
import {Beginnings} from "../src/disputes/Beginnings.sol";
import {Disputes} from "../src/disputes/Disputes.sol";
import {Misconduct} from "../src/disputes/Misconduct.sol";
import {Slasher} from "../src/disputes/Slasher.sol";
import {CheckpointProof} from "../src/libraries/LogEvidence.sol";
import {Checkpoint, NodeKey, Receipt, Request} from "../src/libraries/ReceiptTypes.sol";
import {Facts, Form, IFormVerifier, IStepVerifier, Step} from "../src/steps/Facts.sol";
import {Traces} from "./Traces.sol";
import {Trees} from "./Trees.sol";
import {VM} from "./Vm.sol";

/// Stands for the verifiers of steps, which test/contracts compares with TypeScript: a step is faulty when its evidence says so.
contract StubSteps is IStepVerifier {
    function faulty(Facts calldata, Step calldata, bytes calldata evidence) external pure returns (bool) {
        return keccak256(evidence) == keccak256("faulty");
    }
}

/// The same for forms.
contract StubForms is IFormVerifier {
    function faulty(Facts calldata, Form calldata, bytes calldata evidence) external pure returns (bool) {
        return keccak256(evidence) == keccak256("faulty");
    }
}

/// A whole network on forge's chain, and the material that its participants make off chain: the base of every test here.
abstract contract Network {
    uint256 internal constant START = 1_800_000_000;
    address internal constant TREASURY = address(0x7EA5);
    address internal constant PUBLISHER = address(0x9B11);
    address internal constant OPERATOR = address(0x09E7);
    uint256 internal constant NODE_KEY = 0xA11CE;
    uint256 internal constant RECEIPT_KEY = 0xB0B;

    AssayToken internal token;
    TimelockController internal timelock;
    Parameters internal parameters;
    ModelRegistry internal models;
    NodeRegistry internal nodes;
    CheckpointAnchor internal anchors;
    Escrow internal escrow;
    Slasher internal slasher;
    Disputes internal disputes;
    Misconduct internal misconduct;
    StubSteps internal steps;

    bytes32 internal immutable INPUT = Traces.commitment(Traces.INPUT_SALT, "input");
    bytes32 internal immutable OUTPUT = Traces.commitment(Traces.OUTPUT_SALT, "output");
    bytes32 internal modelId;
    uint256 private _nonce;

    function setUp() public virtual {
        VM.warp(START);
        token = new AssayToken(address(this));
        timelock = new TimelockController(1 days, _one(address(this)), _one(address(0)), address(0));
        parameters = Parameters(
            _proxy(address(new Parameters()), abi.encodeCall(Parameters.initialize, (address(timelock), _values())))
        );
        anchors = CheckpointAnchor(
            _proxy(address(new CheckpointAnchor()), abi.encodeCall(CheckpointAnchor.initialize, (address(timelock))))
        );
        models = ModelRegistry(
            _proxy(
                address(new ModelRegistry(parameters)), abi.encodeCall(ModelRegistry.initialize, (address(timelock)))
            )
        );
        // Implementations and proxies follow in turn; the escrow's proxy is the fourth, the three of disputes come behind.
        uint256 nonce = VM.getNonce(address(this));
        address escrowAddress = VM.computeCreateAddress(address(this), nonce + 3);
        address slasherAddress = VM.computeCreateAddress(address(this), nonce + 6);
        address disputesAddress = VM.computeCreateAddress(address(this), nonce + 10);
        address misconductAddress = VM.computeCreateAddress(address(this), nonce + 12);
        nodes = NodeRegistry(
            _proxy(
                address(new NodeRegistry(IERC20(token), parameters, escrowAddress, slasherAddress)),
                abi.encodeCall(NodeRegistry.initialize, (address(timelock)))
            )
        );
        escrow = Escrow(
            _proxy(
                address(new Escrow(token, parameters, models, nodes, anchors, slasherAddress)),
                abi.encodeCall(Escrow.initialize, (address(timelock)))
            )
        );
        require(address(escrow) == escrowAddress, "escrow is not where the node registry expects it");
        Beginnings beginnings = new Beginnings(escrow, parameters, models, nodes, anchors);
        slasher = Slasher(
            _proxy(
                address(new Slasher(IERC20(token), parameters, nodes, escrow, disputesAddress, misconductAddress)),
                abi.encodeCall(Slasher.initialize, (address(timelock)))
            )
        );
        require(address(slasher) == slasherAddress, "slasher is not where the others expect it");
        steps = new StubSteps();
        disputes = Disputes(
            _proxy(
                address(new Disputes(slasher, beginnings, steps, new StubForms())),
                abi.encodeCall(Disputes.initialize, (address(timelock)))
            )
        );
        require(address(disputes) == disputesAddress, "disputes are not where the slasher expects them");
        misconduct = Misconduct(
            _proxy(
                address(new Misconduct(slasher, beginnings, disputes)),
                abi.encodeCall(Misconduct.initialize, (address(timelock)))
            )
        );
        require(address(misconduct) == misconductAddress, "misconduct is not where the slasher expects it");
        modelId = registerModel(PUBLISHER, 1_000);
    }

    function _values() internal pure returns (Parameters.Values memory) {
        return Parameters.Values({
            treasury: TREASURY,
            minStake: 100e18,
            mergeDelay: 1 hours,
            challengePeriod: 1 days,
            unbondingDelay: 2 days,
            settlementTimeout: 6 hours,
            protocolFeeBps: 250,
            maxRoyaltyBps: 2_000,
            responseWindow: 1 hours,
            bountyBps: 2_000,
            challengeDeposit: 5e18,
            demandDeposit: 1e18,
            auditBps: 100
        });
    }

    function modelParts() internal pure returns (ModelRegistry.Parts memory) {
        return ModelRegistry.Parts(
            Trees.paddedRoot(Traces.graphLeaves()), keccak256("weights"), 0, 0, sha256(Traces.ports())
        );
    }

    function registerModel(address publisher, uint16 royaltyBps) internal returns (bytes32 id) {
        ModelRegistry.Parts memory parts = modelParts();
        id = models.computeModelId(parts);
        VM.prank(publisher);
        models.register(id, parts, royaltyBps, "bafymodel", "bafymanifest");
    }

    function registerNode(address operator, uint256 nodeKey, uint256 receiptKey, uint96 stake)
        internal
        returns (address node)
    {
        node = VM.addr(nodeKey);
        bytes32 digest = nodes.hashNodeKey(
            NodeKey(node, operator, VM.addr(receiptKey), keccak256("log"), sha256("peer"), 0)
        );
        token.transfer(operator, stake);
        VM.prank(operator);
        token.approve(address(nodes), stake);
        VM.prank(operator);
        nodes.register(
            node,
            VM.addr(receiptKey),
            keccak256("log"),
            NodeRegistry.Contact(1, "peer", "http://127.0.0.1:1", new string[](0)),
            stake,
            sign(nodeKey, digest),
            sign(receiptKey, digest)
        );
    }

    function newRequest(address payer, uint256 maxPrice) internal returns (Request memory) {
        return Request({
            modelId: modelId,
            inputCommitment: INPUT,
            samplerHash: 0,
            seed: 0,
            maxPrice: maxPrice,
            disclosure: 2,
            traceRoot: false,
            delegatesHash: 0,
            nonce: keccak256(abi.encode("nonce", ++_nonce)),
            deadline: uint64(block.timestamp + 1 hours),
            payer: payer
        });
    }

    function fund(Request memory request, address funder, address publisher, address node)
        internal
        returns (bytes32)
    {
        token.transfer(funder, request.maxPrice);
        VM.prank(funder);
        token.approve(address(escrow), request.maxPrice);
        VM.prank(funder);
        return escrow.fund(request, publisher, node);
    }

    /// The receipt that an honest node gives for a request.
    function answer(Request memory request, address node, uint256 price) internal view returns (Receipt memory) {
        return Receipt({
            fieldsRoot: keccak256("fields"),
            requestHash: escrow.hashRequest(request),
            modelId: request.modelId,
            node: node,
            payer: request.payer,
            price: price,
            tokensIn: 1,
            tokensOut: 1,
            inputCommitment: request.inputCommitment,
            outputCommitment: OUTPUT,
            traceCommitment: 0,
            previous: 0,
            disclosure: request.disclosure,
            nonce: request.nonce,
            deadline: request.deadline
        });
    }

    /// Everything that settling one receipt takes, its log and its epoch holding strangers' entries as `seed` says.
    /// Anchors the epoch.
    function prove(Request memory request, Receipt memory receipt, uint256 signer, uint256 seed)
        internal
        returns (CheckpointProof[] memory checkpoints, Escrow.Settlement[] memory items)
    {
        items = new Escrow.Settlement[](1);
        Escrow.Settlement memory item = items[0];
        item.receipt = receipt;
        item.samplerHash = request.samplerHash;
        item.seed = request.seed;
        item.maxPrice = request.maxPrice;
        item.delegatesHash = request.delegatesHash;
        bytes32 receiptId = escrow.hashReceipt(receipt);
        item.signature = sign(signer, receiptId);
        bytes32[] memory log = strangers("log", 1 + seed % 9);
        item.logIndex = uint64((seed >> 8) % log.length);
        log[item.logIndex] = Trees.leaf(abi.encodePacked(receiptId));
        item.logProof = Trees.logProof(log, item.logIndex);

        Checkpoint memory checkpoint =
            Checkpoint(receipt.node, uint64(log.length), Trees.logRoot(log), uint64(block.timestamp));
        checkpoints = new CheckpointProof[](1);
        checkpoints[0] = anchored(checkpoint, signer, seed >> 16);
    }

    function anchored(Checkpoint memory checkpoint, uint256 signer, uint256 seed)
        internal
        returns (CheckpointProof memory proof)
    {
        bytes32[] memory epoch = strangers("epoch", 1 + seed % 7);
        proof.checkpoint = checkpoint;
        proof.signature = sign(signer, escrow.hashCheckpoint(checkpoint));
        proof.epochIndex = uint32((seed >> 8) % epoch.length);
        epoch[proof.epochIndex] =
            Trees.leaf(abi.encodePacked(checkpoint.node, checkpoint.size, checkpoint.root));
        proof.epochProof = Trees.paddedProof(epoch, proof.epochIndex);
        proof.epochRoot = Trees.paddedRoot(epoch);
        CheckpointAnchor.Epoch[] memory epochs = new CheckpointAnchor.Epoch[](1);
        epochs[0] = CheckpointAnchor.Epoch(proof.epochRoot, uint32(epoch.length));
        anchors.anchor(epochs);
    }

    function settleOne(Request memory request, Receipt memory receipt, uint256 signer, uint256 seed)
        internal
        returns (Escrow.Outcome)
    {
        (CheckpointProof[] memory checkpoints, Escrow.Settlement[] memory items) =
            prove(request, receipt, signer, seed);
        return escrow.settle(checkpoints, items)[0];
    }

    function refundOne(bytes32 requestHash) internal returns (Escrow.Outcome) {
        bytes32[] memory hashes = new bytes32[](1);
        hashes[0] = requestHash;
        return escrow.refund(hashes)[0];
    }

    /// Time passes until what has been settled so far is credit.
    function ripen(address account, bytes32 requestHash) internal {
        uint256 bucket = (escrow.getDeposit(requestHash).maturesAt + 1 hours - 1) / 1 hours;
        if (block.timestamp < bucket * 1 hours) VM.warp(bucket * 1 hours);
        uint256[] memory buckets = new uint256[](1);
        buckets[0] = bucket;
        escrow.mature(account, buckets);
    }

    function sign(uint256 key, bytes32 digest) internal pure returns (bytes memory) {
        (uint8 v, bytes32 r, bytes32 s) = VM.sign(key, digest);
        return abi.encodePacked(r, s, v);
    }

    function strangers(string memory what, uint256 count) internal pure returns (bytes32[] memory list) {
        list = new bytes32[](count);
        for (uint256 i = 0; i < count; ++i) {
            list[i] = keccak256(abi.encode(what, i));
        }
    }

    function bound(uint256 value, uint256 least, uint256 most) internal pure returns (uint256) {
        return least + value % (most - least + 1);
    }

    function same(Escrow.Outcome found, Escrow.Outcome wanted) internal pure {
        require(
            found == wanted,
            string.concat("outcome ", _digits(uint256(found)), ", expected ", _digits(uint256(wanted)))
        );
    }

    function equal(uint256 found, uint256 wanted, string memory what) internal pure {
        require(found == wanted, string.concat(what, ": ", _digits(found), ", expected ", _digits(wanted)));
    }

    function _proxy(address implementation, bytes memory call) internal returns (address) {
        return address(new ERC1967Proxy(implementation, call));
    }

    function _one(address account) private pure returns (address[] memory list) {
        list = new address[](1);
        list[0] = account;
    }

    function _digits(uint256 value) private pure returns (string memory) {
        if (value == 0) return "0";
        bytes memory text;
        for (; value != 0; value /= 10) {
            text = abi.encodePacked(uint8(48 + value % 10), text);
        }
        return string(text);
    }
}
