import Jinja

/// `api.Relation` and `api.Column`.
enum APIFunctions {
  static func api(_ context: NodeContext) -> Value {
    let dialect = context.scope.dialect
    return .object(
      NamespaceObject(
        "api",
        [
          "Relation": .object(RelationFactory(dialect: dialect)),
          "Column": .object(ColumnFactory(dialect: dialect)),
        ]))
  }
}
