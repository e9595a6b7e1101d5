import SwiftModels
import Warehouse

/// The trained models of one node, for the run that is on: read when asked for, kept by the node.
final class NodeArtifacts: ArtifactStore {
  private let read: () throws -> ModelArtifact?
  private let note: (ModelArtifact) -> Void

  init(
    read: @escaping () throws -> ModelArtifact?, note: @escaping (ModelArtifact) -> Void
  ) {
    self.read = read
    self.note = note
  }

  func latest() throws -> ModelArtifact? { try read() }
  func keep(_ artifact: ModelArtifact) { note(artifact) }
}
