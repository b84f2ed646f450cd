// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.28;

import {
    AddressZero,
    ModelAlreadyRegistered,
    ModelIdMismatch,
    ModelNotRegistered,
    NamespaceNotYours,
    NamespaceTaken,
    RoyaltyTooHigh,
    VersionTaken
} from "./Errors.sol";
import {Governed} from "./Governed.sol";
import {Parameters} from "./Parameters.sol";
import {Limits} from "./libraries/Limits.sol";
import {Names} from "./libraries/Names.sol";

/// Models and their names (spec/contracts.md, section "Model registry"). Registrations are keyed by publisher and modelId, so
/// that registering someone else's model first takes nothing from anyone; names carry trust, royalties follow the publisher.
contract ModelRegistry is Governed {
    /// What a modelId is the hash of (spec/graph.md, section "Identity"); zero where the model has none.
    struct Parts {
        bytes32 graphRoot;
        bytes32 weightsRoot;
        bytes32 tokenizerHash;
        bytes32 templateHash;
        bytes32 interfaceHash;
    }

    struct Registration {
        Parts parts;
        uint16 royaltyBps;
        uint40 registeredAt;
        uint40 deprecatedAt;
        string cid;
        string manifestCid;
        string deprecation;
    }

    struct Model {
        address publisher;
        bytes32 modelId;
        Registration registration;
    }

    struct ModelKey {
        address publisher;
        bytes32 modelId;
    }

    struct Version {
        address publisher;
        bytes32 modelId;
        uint40 publishedAt;
    }

    Parameters public immutable PARAMETERS;

    // INVARIANT: nothing below is ever deleted; only the deprecation of a registration and the holder of a namespace change.
    mapping(address publisher => mapping(bytes32 modelId => Registration)) private _registrations;
    mapping(bytes32 modelId => address[]) private _publishers;
    ModelKey[] private _models; // in order of registration
    mapping(bytes32 namespaceHash => address) private _namespaces;
    mapping(bytes32 versionNameHash => Version) private _versions;
    string[] private _versionNames;

    event ModelRegistered(
        address indexed publisher,
        bytes32 indexed modelId,
        Parts parts,
        uint16 royaltyBps,
        string cid,
        string manifestCid
    );
    event ModelDeprecated(address indexed publisher, bytes32 indexed modelId, string reason);
    event NamespaceMoved(string namespace, address indexed from, address indexed to);
    event VersionPublished(string versionName, address indexed publisher, bytes32 indexed modelId);

    constructor(Parameters parameters) {
        PARAMETERS = parameters;
    }

    function initialize(address owner_) external initializer {
        __Ownable_init(owner_);
    }

    /// Registers a model under the caller. `modelId` must be what its parts hash to.
    function register(
        bytes32 modelId,
        Parts calldata parts,
        uint16 royaltyBps,
        string calldata cid,
        string calldata manifestCid
    ) external {
        bytes32 computed = computeModelId(parts);
        require(computed == modelId, ModelIdMismatch(modelId, computed));
        Limits.text("cid", cid);
        Limits.text("manifestCid", manifestCid);
        uint16 limit = PARAMETERS.values().maxRoyaltyBps;
        require(royaltyBps <= limit, RoyaltyTooHigh(royaltyBps, limit));
        Registration storage registration = _registrations[msg.sender][modelId];
        require(registration.registeredAt == 0, ModelAlreadyRegistered(msg.sender, modelId));

        registration.parts = parts;
        registration.royaltyBps = royaltyBps;
        registration.registeredAt = uint40(block.timestamp);
        registration.cid = cid;
        registration.manifestCid = manifestCid;
        _publishers[modelId].push(msg.sender);
        _models.push(ModelKey(msg.sender, modelId));
        emit ModelRegistered(msg.sender, modelId, parts, royaltyBps, cid, manifestCid);
    }

    /// Warns against a model. Old receipts stay what they are; calling again replaces the reason.
    function deprecate(bytes32 modelId, string calldata reason) external {
        Registration storage registration = _registrationOf(msg.sender, modelId);
        Limits.text("reason", reason);
        if (registration.deprecatedAt == 0) registration.deprecatedAt = uint40(block.timestamp);
        registration.deprecation = reason;
        emit ModelDeprecated(msg.sender, modelId, reason);
    }

    function claimNamespace(string calldata namespace) external {
        Names.check(namespace);
        address holder = _namespaces[_hash(namespace)];
        require(holder == address(0), NamespaceTaken(namespace, holder));
        _moveNamespace(namespace, address(0), msg.sender);
    }

    /// Hands a namespace on. Published versions keep pointing where they point.
    function transferNamespace(string calldata namespace, address to) external {
        require(to != address(0), AddressZero("to"));
        _requireHolder(namespace);
        _moveNamespace(namespace, msg.sender, to);
    }

    // Gives one of the caller's registrations the name `namespace/name@version`, for ever.
    function publishVersion(string calldata namespace, string calldata name, string calldata version, bytes32 modelId)
        external
    {
        _requireHolder(namespace);
        Names.check(name);
        Names.check(version);
        _registrationOf(msg.sender, modelId);
        string memory versionName = string.concat(namespace, "/", name, "@", version);
        Version storage entry = _versions[_hash(versionName)];
        // INVARIANT: a version that exists never changes.
        require(entry.publishedAt == 0, VersionTaken(versionName));
        entry.publisher = msg.sender;
        entry.modelId = modelId;
        entry.publishedAt = uint40(block.timestamp);
        _versionNames.push(versionName);
        emit VersionPublished(versionName, msg.sender, modelId);
    }

    /// modelId = SHA-256("assay/model/1" || graphRoot || weightsRoot || tokenizerHash || templateHash || interfaceHash).
    function computeModelId(Parts calldata parts) public pure returns (bytes32) {
        return sha256(
            abi.encodePacked(
                "assay/model/1",
                parts.graphRoot,
                parts.weightsRoot,
                parts.tokenizerHash,
                parts.templateHash,
                parts.interfaceHash
            )
        );
    }

    /// All zero when the publisher has not registered the model.
    function getModel(address publisher, bytes32 modelId) external view returns (Registration memory) {
        return _registrations[publisher][modelId];
    }

    /// The royalty of a registration; reverts when there is none.
    function royaltyOf(address publisher, bytes32 modelId) external view returns (uint16) {
        return _registrationOf(publisher, modelId).royaltyBps;
    }

    /// All zero when nothing has that name.
    function resolve(string calldata versionName) external view returns (Version memory) {
        return _versions[_hash(versionName)];
    }

    function namespaceHolder(string calldata namespace) external view returns (address) {
        return _namespaces[_hash(namespace)];
    }

    function modelCount() external view returns (uint256) {
        return _models.length;
    }

    function versionCount() external view returns (uint256) {
        return _versionNames.length;
    }

    function publisherCount(bytes32 modelId) external view returns (uint256) {
        return _publishers[modelId].length;
    }

    /// Registrations in the order in which they were made, at most Limits.PAGE at a time.
    function listModels(uint256 offset, uint256 limit) external view returns (Model[] memory page) {
        page = new Model[](Limits.page(_models.length, offset, limit));
        for (uint256 i = 0; i < page.length; ++i) {
            ModelKey storage key = _models[offset + i];
            page[i] = Model(key.publisher, key.modelId, _registrations[key.publisher][key.modelId]);
        }
    }

    function listVersions(uint256 offset, uint256 limit)
        external
        view
        returns (string[] memory names, Version[] memory versions)
    {
        uint256 length = Limits.page(_versionNames.length, offset, limit);
        names = new string[](length);
        versions = new Version[](length);
        for (uint256 i = 0; i < length; ++i) {
            names[i] = _versionNames[offset + i];
            versions[i] = _versions[_hash(names[i])];
        }
    }

    function listPublishers(bytes32 modelId, uint256 offset, uint256 limit)
        external
        view
        returns (address[] memory page)
    {
        page = new address[](Limits.page(_publishers[modelId].length, offset, limit));
        for (uint256 i = 0; i < page.length; ++i) {
            page[i] = _publishers[modelId][offset + i];
        }
    }

    function _registrationOf(address publisher, bytes32 modelId) private view returns (Registration storage entry) {
        entry = _registrations[publisher][modelId];
        require(entry.registeredAt != 0, ModelNotRegistered(publisher, modelId));
    }

    function _requireHolder(string calldata namespace) private view {
        address holder = _namespaces[_hash(namespace)];
        require(holder == msg.sender, NamespaceNotYours(namespace, holder));
    }

    function _moveNamespace(string calldata namespace, address from, address to) private {
        _namespaces[_hash(namespace)] = to;
        emit NamespaceMoved(namespace, from, to);
    }

    function _hash(string memory text) private pure returns (bytes32) {
        return keccak256(bytes(text));
    }
}
