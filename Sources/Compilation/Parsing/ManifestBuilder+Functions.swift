import Diagnostics
import Jinja
import PlainData
import ProjectLoading

extension ManifestBuilder {
  mutating func addFunctions(of package: Package) throws {
    let described = Dictionary(
      package.properties.functions.map { ($0.name.value, $0) }, uniquingKeysWith: { one, _ in one })
    let files = Dictionary(
      package.files.functions.map { ($0.stem, $0) }, uniquingKeysWith: { one, _ in one })
    // A body that another function lists as its overload is no function of its own.
    let absorbed = Set(described.values.flatMap { $0.overloads.map(\.definedIn.value) })
    for file in package.files.functions where !absorbed.contains(file.stem) {
      try add(function: file, described[file.stem], files, of: package)
    }
  }

  private mutating func add(
    function file: TextFile, _ properties: FunctionProperties?, _ files: [String: TextFile],
    of package: Package
  ) throws {
    var resource = TemplateResource(.function, file, name: file.stem, package: package.name)
    resource.properties = properties?.node
    var signature = FunctionSignature()
    signature.arguments = properties?.arguments ?? []
    signature.returns = properties?.returns
    if let properties { checkDefaults(properties) }
    guard var node = try attempt({ try $0.node(resource) }) else { return }
    for overload in properties?.overloads ?? [] {
      guard let body = files[overload.definedIn.value], body.stem != file.stem else {
        problems.append(.noBody(overload, files.keys.sorted()))
        continue
      }
      signature.overloads.append(FunctionSignature.Overload(declaration: overload, body: body))
      let part = TemplateResource(.function, body, name: body.stem, package: package.name)
      if let parsed = try attempt({ try $0.node(part) }) { node.absorb(parsed) }
    }
    if case .template(let template, let source) = node.body {
      node.body = .function(template, source, signature)
    }
    add(node)
  }

  /// Arguments without a default may not follow those that have one.
  private mutating func checkDefaults(_ properties: FunctionProperties) {
    let rest = properties.arguments.drop { $0.defaultValue == nil }
    guard let argument = rest.first(where: { $0.defaultValue == nil }) else { return }
    problems.append(.defaultMissing(argument, properties))
  }
}

extension Node {
  /// Reads what the body of an overload reads.
  fileprivate mutating func absorb(_ overload: Node) {
    let known = Set(references.map(\.target))
    references += overload.references.filter { !known.contains($0.target) }
    macros += overload.macros.filter { !macros.contains($0) }
  }
}

extension Diagnostic {
  fileprivate static func noBody(_ overload: FunctionOverload, _ known: [String]) -> Diagnostic {
    Diagnostic(
      code: "function-overload",
      "no other function file is named `\(overload.definedIn.value)`", at: overload.definedIn.span,
      help: NearMiss.help(for: overload.definedIn.value, among: known))
  }

  fileprivate static func defaultMissing(
    _ argument: FunctionArgument, _ function: FunctionProperties
  ) -> Diagnostic {
    Diagnostic(
      code: "function-argument",
      "the argument `\(argument.name)` of `\(function.name.value)` has no default and follows one that has",
      at: function.name.span)
  }
}
