package import Diagnostics

/// The Swift models that `uses:` can name; a value, so a package may add its own.
public struct SwiftModelRegistry: Sendable {
  private var models: [String: any SwiftModel] = [:]

  /// Precondition: no two models have the same name.
  public init(_ models: [any SwiftModel] = []) {
    for model in models { register(model) }
  }

  /// Precondition: the name is free.
  public mutating func register(_ model: any SwiftModel) {
    let previous = models.updateValue(model, forKey: model.name)
    precondition(previous == nil, "two Swift models are named \(model.name)")
  }

  /// Sorted.
  public var names: [String] { models.keys.sorted() }

  public subscript(name: String) -> (any SwiftModel)? { models[name] }

  /// Throws: `unknown-swift-model`, with the nearest name.
  package func model(named name: String, at span: Span? = nil) throws(Diagnostic)
    -> any SwiftModel
  {
    guard let model = models[name] else {
      throw .unknownSwiftModel(name, among: names, at: span)
    }
    return model
  }
}

extension Diagnostic {
  fileprivate static func unknownSwiftModel(
    _ name: String, among names: [String], at span: Span?
  ) -> Diagnostic {
    let nearest = NearMiss.help(for: name, among: names)
    return Diagnostic(
      code: "unknown-swift-model", "no Swift model is registered as `\(name)`", at: span,
      help: nearest.isEmpty ? ["registered: \(names.joined(separator: ", "))"] : nearest)
  }
}
