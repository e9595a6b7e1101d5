import Diagnostics
import PlainData
import ProjectLoading
import Warehouse

/// What a `Node` shares with its copies; each field is described there.
struct NodeContents: Sendable {
  var uniqueID: String
  var type: ResourceType
  var name: String
  var package: String
  var fqn: [String]
  var file: FilePlace
  var span: Span?
  var config: NodeConfig
  var description: String
  var docBlocks: [String] = []
  var columns: [ColumnProperties]
  var relation: Relation?
  var body: NodeBody
  var references: [Reference]
  var targets: [String?]
  var dependsOn: [String]
  var macros: [String]
  /// None or one: most nodes are tests and have none, which should take no room.
  var described: [NodeProperties]
  var version: PlainValue?
  var latestVersion: PlainValue?
  var writtenCode: String?
  var artifactPath: String?
}
