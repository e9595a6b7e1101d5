import Jinja
package import PlainData
import ProjectLoading
package import Warehouse

/// What a template may know of the node it belongs to.
package struct NodeFacts: Sendable {
  package var uniqueID: String
  package var type: ResourceType
  package var name: String
  package var package: String
  package var config: NodeConfig
  /// nil outside of nodes: hooks of a run, `run-operation`.
  package var relation: Relation?
  /// `model` in templates: the node as dbt's manifest would show it.
  package var model: PlainMap

  package init(
    uniqueID: String, type: ResourceType, name: String, package: String, config: NodeConfig,
    relation: Relation?, model: PlainMap
  ) {
    self.uniqueID = uniqueID
    self.type = type
    self.name = name
    self.package = package
    self.config = config
    self.relation = relation
    self.model = model
  }
}
