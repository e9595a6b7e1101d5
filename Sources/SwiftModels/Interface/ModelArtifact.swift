/// A trained model, kept from run to run.
public struct ModelArtifact: Hashable, Sendable {
  /// What can read the content, with the version of its form: `isolation_forest/1`.
  public let format: String
  /// The trained model's own name, as its rows bear it: `if1-0123456789abcdef`.
  public let version: String
  /// Digest of the rows that it was trained with.
  public let dataHash: String
  /// Microseconds since 1970, UTC.
  public let trainedAt: Int64
  /// JSON.
  public let content: String

  public init(
    format: String, version: String, dataHash: String, trainedAt: Int64, content: String
  ) {
    self.format = format
    self.version = version
    self.dataHash = dataHash
    self.trainedAt = trainedAt
    self.content = content
  }
}

/// Where a node's trained models are kept.
public protocol ArtifactStore: AnyObject {
  /// The one that the node kept last; nil when there is none, and in a full refresh.
  func latest() throws -> ModelArtifact?

  /// Keeps `artifact` once the node's rows are published; of several the last one counts.
  func keep(_ artifact: ModelArtifact) throws
}

/// Trained models in memory, for tests.
public final class MemoryArtifacts: ArtifactStore {
  /// In the order kept.
  public private(set) var kept: [ModelArtifact]

  public init(_ kept: [ModelArtifact] = []) {
    self.kept = kept
  }

  public func latest() -> ModelArtifact? { kept.last }
  public func keep(_ artifact: ModelArtifact) { kept.append(artifact) }
}
