package import Diagnostics
package import Jinja
package import PlainData
package import ProjectLoading
package import SwiftModels

/// What a node is made of, by what it is.
package indirect enum NodeBody: Sendable {
  /// Models, singular tests, analyses, operations: a template that renders to SQL.
  case template(Template, SourceFile)
  case genericTest(GenericTest)
  /// Absolute path of a CSV file.
  case seed(path: String)
  case swiftModel(SwiftModelCall)
  /// A source table; with files where swiftdbt loads it.
  case source(SourceTable)
  case exposure(ExposureProperties)
  case unitTest(UnitTest)
  /// A function that is made in the warehouse: its body, and its signature.
  case function(Template, SourceFile, FunctionSignature)
  case metric(Metric)
  case semanticModel(SemanticModel)
  case savedQuery(SavedQuery)
}

/// A generic test applied to a column or a relation: one call of its macro.
package struct GenericTest: Sendable {
  /// The macro's name without `test_`, and the package that was named for it.
  package var testName: String
  package var namespace: String?
  /// The macro that makes the SQL.
  package var macro: MacroEntry
  /// Keyword arguments as written; texts with Jinja in them are still to be evaluated.
  package var arguments: PlainMap
  package var columnName: String?
  /// The unique id of the tested node.
  package var attachedTo: String
  /// Places of the arguments, by name.
  package var spans: [String: Span]
  /// The section and the name of the YAML entry that it stands in: `models.orders`.
  package var fileKey: String

  /// Whether it tests a table of a source.
  package var isOfSource: Bool { attachedTo.hasPrefix("source.") }

  package init(
    testName: String, namespace: String?, macro: MacroEntry, arguments: PlainMap,
    columnName: String?, attachedTo: String, spans: [String: Span],
    fileKey: String = ""
  ) {
    self.testName = testName
    self.namespace = namespace
    self.macro = macro
    self.arguments = arguments
    self.columnName = columnName
    self.attachedTo = attachedTo
    self.spans = spans
    self.fileKey = fileKey
  }
}

/// `swift_models:` entry: which code, with which inputs and arguments.
package struct SwiftModelCall: Sendable {
  package var uses: Located<String>
  package var model: any SwiftModel
  package var arguments: ModelArguments
  /// Each argument as plain data, for the manifest.
  package var plainArguments: PlainMap
  /// The text of the file that `uses:` names, if it names one.
  package var code: String?
  /// `where:`, to be rendered when the model runs: which rows of the first input it sees.
  package var condition: SourceFile?

  package init(
    uses: Located<String>, model: any SwiftModel, arguments: ModelArguments,
    plainArguments: PlainMap, code: String? = nil, condition: SourceFile? = nil
  ) {
    self.condition = condition
    self.code = code
    self.uses = uses
    self.model = model
    self.arguments = arguments
    self.plainArguments = plainArguments
  }
}

/// One table of a source.
package struct SourceTable: Sendable {
  package var sourceName: String
  package var properties: SourceTableProperties
  package var source: SourceProperties

  package init(sourceName: String, properties: SourceTableProperties, source: SourceProperties) {
    self.sourceName = sourceName
    self.properties = properties
    self.source = source
  }
}
