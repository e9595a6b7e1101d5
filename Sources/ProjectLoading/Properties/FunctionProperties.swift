package import Diagnostics
package import PlainData

/// One entry of `functions:`: a function that is made in the warehouse.
package struct FunctionProperties: Sendable {
  /// Name, description, config, columns: as for any node.
  package var node: NodeProperties
  package var arguments: [FunctionArgument]
  package var returns: FunctionReturns?
  package var overloads: [FunctionOverload]

  package var name: Located<String> { node.name }
}

/// One argument of a function of the warehouse.
package struct FunctionArgument: Hashable, Sendable {
  package var name: String
  /// In the warehouse's own words.
  package var dataType: String
  package var description: String?
  /// As SQL writes it.
  package var defaultValue: PlainValue?
}

/// What a function of the warehouse gives.
package struct FunctionReturns: Hashable, Sendable {
  package var dataType: String
  package var description: String?
}

/// A further function of the same name, with other arguments and a body of its own.
package struct FunctionOverload: Sendable {
  /// The file of the body, without its ending.
  package var definedIn: Located<String>
  package var arguments: [FunctionArgument]
  package var returns: FunctionReturns?
  package var description: String?
}
