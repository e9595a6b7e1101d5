internal import Commands
@_exported public import SwiftModels
@_exported public import Warehouse

/// swiftdbt's whole command line with models of your own, under your own name.
///
///     import SwiftDBT
///
///     @main struct Energy {
///       static func main() { SwiftDBTTool(name: "energy", models: [PeakModel()]).main() }
///     }
public struct SwiftDBTTool: Sendable {
  private let tool: Tool

  /// - Parameters:
  ///   - name: what people type; help speaks of the tool by it.
  ///   - models: what `uses:` may name beside the models that come with swiftdbt.
  ///
  /// Precondition: no two models have the same name, and none has a built-in model's.
  public init(name: String, models: [any SwiftModel]) {
    var registry = SwiftModelRegistry.builtIn
    for model in models { registry.register(model) }
    tool = Tool(name: name, registry: registry)
  }

  /// Takes the process's arguments, performs the command, and exits with its code.
  public func main() -> Never { CommandLineTool.main(as: tool) }
}
