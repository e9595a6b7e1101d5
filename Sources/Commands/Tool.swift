package import SwiftModels

/// Whose command line it is: ours, or that of a package which brings models of its own.
package struct Tool: Sendable {
  /// What people type.
  package var name = "swiftdbt"
  package var registry = SwiftModelRegistry.builtIn

  package init() {}

  package init(name: String, registry: SwiftModelRegistry) {
    self.name = name
    self.registry = registry
  }

  /// A text of ours in which the tool is called by its own name.
  func naming(_ text: String) -> String {
    name == "swiftdbt"
      ? text
      : text.split(separator: "swiftdbt", omittingEmptySubsequences: false).joined(separator: name)
  }
}
