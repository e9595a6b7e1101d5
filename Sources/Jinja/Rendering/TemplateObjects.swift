internal import Diagnostics

/// `self` in a template: its blocks as callable attributes.
final class BlockSet: Object {
  private let context: Context

  init(_ context: Context) {
    self.context = context
  }

  var typeName: String { "TemplateReference" }
  var repr: String { "<TemplateReference None>" }

  func attribute(_ name: String) -> Value? {
    context.blocks[name] == nil ? nil : .object(BlockReference(name, level: 0, context))
  }

  func item(_ key: Value) -> Value? { key.string.flatMap(attribute) }
}

/// A block that can be rendered by calling it: `self.name()`, `super()`.
final class BlockReference: Object {
  private let name: String
  private let level: Int
  private let context: Context

  init(_ name: String, level: Int, _ context: Context) {
    self.name = name
    self.level = level
    self.context = context
  }

  var typeName: String { "BlockReference" }
  var isCallable: Bool { true }

  func attribute(_ name: String) -> Value? {
    guard name == "super" else { return nil }
    guard let uses = context.blocks[self.name], level + 1 < uses.count else {
      return .undefined(
        Undefined(name: "super", hint: "there is no parent block called `\(self.name)`"))
    }
    return .object(BlockReference(self.name, level: level + 1, context))
  }

  func call(_ call: Call) throws -> Value {
    let output = try call.state.capture {
      try call.state.runBlock(name, level: level, context)
    }
    return call.state.isAutoescaping ? .markup(output.text) : .string(output.text)
  }
}

/// An imported template: what it has assigned at its top level, as attributes.
final class ModuleValue: Object {
  let template: Template
  private let frame: Frame
  private let text: String

  init(_ template: Template, _ frame: Frame, text: String) {
    self.template = template
    self.frame = frame
    self.text = text
  }

  var typeName: String { "TemplateModule" }
  var str: String { text }
  var repr: String { "<TemplateModule '\(template.source.path)'>" }

  func attribute(_ name: String) -> Value? {
    let tree = template.tree
    if name.hasPrefix("_") || tree.imports.contains(where: { tree.names[Int($0)] == name }) {
      return nil
    }
    return frame.exported(name)
  }

  func item(_ key: Value) -> Value? { key.string.flatMap(attribute) }
}

/// A template as a value, for `{% include variable %}`.
package final class TemplateValue: Object {
  let template: Template

  package init(_ template: Template) {
    self.template = template
  }

  package var typeName: String { "Template" }
}
