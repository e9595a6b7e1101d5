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
  /// A model's version; nil for what has none.
  package let version: PlainValue?
  private var makeModel: @Sendable () -> PlainMap

  /// `model` in templates: the node as dbt's manifest would show it; made each time it is asked for,
  /// which few templates do.
  package var model: PlainMap {
    get { makeModel() }
    set { makeModel = { newValue } }
  }

  /// - Parameter model: is called when `model` is asked for.
  package init(
    uniqueID: String, type: ResourceType, name: String, package: String, config: NodeConfig,
    relation: Relation?, version: PlainValue? = nil, model: @escaping @Sendable () -> PlainMap
  ) {
    self.uniqueID = uniqueID
    self.type = type
    self.name = name
    self.package = package
    self.config = config
    self.relation = relation
    self.version = version
    makeModel = model
  }

  /// Changes `model` once it is asked for.
  mutating func changeModel(_ change: @escaping @Sendable (inout PlainMap) -> Void) {
    let make = makeModel
    makeModel = {
      var model = make()
      change(&model)
      return model
    }
  }
}
