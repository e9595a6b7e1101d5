package import Diagnostics
package import YAML

/// One entry of `data_tests:` or `tests:`: a generic test to be made of a macro.
///
/// Values are raw nodes: dbt renders them in the test's own context.
package struct DataTestProperties: Sendable {
  /// The test macro as written: `unique`, `dbt_utils.equal_rowcount`.
  package var test: Located<String>
  /// `name:`, the test's own name.
  package var name: Located<String>?
  package var description: Description?
  /// What the macro is called with, in the order written: `arguments:` and top-level keys.
  package var arguments: [Argument] = []
  /// `config:` and the configs that dbt accepts beside it (`severity`, `where`, `tags`, …).
  package var config: [Argument] = []
  /// The whole entry.
  package var node: YAMLNode

  package struct Argument: Sendable {
    package let name: Located<String>
    package let node: YAMLNode
    /// Whether it stood under `arguments:` or `config:`, and not at the top level.
    package let isNested: Bool
  }
}
