package import Diagnostics
package import PlainData

/// One entry of `swift_models:`; ours, not dbt's.
package struct SwiftModelProperties: Sendable {
  /// Name, description, config, columns, tests: as for any model.
  package var node: NodeProperties
  /// The registered name of the model's code.
  package var uses: Located<String>
  /// `ref('x')`, `source('x', 'y')`, unrendered, in the order written; none for a generator.
  package var inputs: [Input]
  /// `where:`, unrendered: which rows of the first input the model sees.
  package var condition: Located<String>?
  /// `arguments:`, rendered.
  package var arguments: [Setting]
  /// Where each argument stands, by its path: `errors.missing`, `features.0`.
  package var argumentPlaces: [String: ArgumentPlace]

  package var name: Located<String> { node.name }

  package struct ArgumentPlace: Sendable {
    /// Of the name; nil for an element of a list.
    package let name: Span?
    package let value: Span
  }

  package struct Input: Sendable {
    /// The name in a mapping of `inputs:`; nil in a list.
    package let name: Located<String>?
    package let relation: Located<String>
  }
}

/// One entry of `macros:`.
package struct MacroProperties: Sendable {
  package var shared: SharedProperties
  package var arguments: [Argument] = []

  package var name: Located<String> { shared.name }

  package struct Argument: Sendable {
    package let name: Located<String>
    package let type: Located<String>?
    package let description: Description?
  }
}

/// One entry of `exposures:`.
package struct ExposureProperties: Sendable {
  package enum Kind: String, CaseIterable, Sendable {
    case dashboard, notebook, analysis, ml, application
  }

  package enum Maturity: String, CaseIterable, Sendable {
    case low, medium, high
  }

  package var shared: SharedProperties
  package var kind: Kind
  /// `name`, `email` and whatever else is written.
  package var owner: PlainMap
  package var label: String?
  package var maturity: Maturity?
  package var url: String?
  /// `ref('x')`, `source('x', 'y')`, `metric('x')`, unrendered.
  package var dependsOn: [Located<String>]

  package var name: Located<String> { shared.name }
}

/// One entry of `groups:`.
package struct GroupProperties: Sendable {
  package var shared: SharedProperties
  package var owner: PlainMap

  package var name: Located<String> { shared.name }
}
