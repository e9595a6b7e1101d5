import Diagnostics
import Jinja
import PlainData
import YAML

/// Renders the Jinja in YAML values; what it knows is fixed when it is made.
struct ValueRenderer: Sendable {
  /// The value of a template, natively: a single expression keeps its type.
  let evaluate: @Sendable (_ template: String, _ span: Span) throws(Diagnostic) -> PlainValue

  /// A copy of `document` with the scalars rendered that hold Jinja, where `isRendered` allows it.
  ///
  /// What cannot be rendered stays as it is and is added to `problems`.
  func render(
    _ document: YAMLDocument, problems: inout [Diagnostic],
    where isRendered: (YAMLPath) -> Bool = { _ in true }
  ) -> YAMLDocument {
    let bytes = document.file.text.utf8
    guard Self.holdsJinja(bytes) || Self.holdsBlocks(bytes) else { return document }
    return document.rendering(
      where: isRendered, candidates: { Self.holdsJinja($0) || $0.last == UInt8(ascii: "\n") },
      { node in
        guard node.meaning == .string, let text = node.text else { return nil }
        guard Self.holdsJinja(text.utf8) else {
          // Jinja drops one line break at the end of what it renders, also where there is nothing to render.
          return text.utf8.last == UInt8(ascii: "\n") ? .string(String(text.dropLast())) : nil
        }
        do throws(Diagnostic) {
          return try evaluate(text, node.verbatimSpan ?? node.span)
        } catch {
          problems.append(error)
          return nil
        }
      })
  }

  /// The same, leaving as it is what cannot be rendered.
  var keepingFailures: ValueRenderer {
    ValueRenderer { (template, span) throws(Diagnostic) -> PlainValue in
      do throws(Diagnostic) {
        return try evaluate(template, span)
      } catch {
        return .string(template)
      }
    }
  }

  /// Whether there can be block scalars (`|`, `>`) in the text.
  private static func holdsBlocks(_ text: some Sequence<UInt8>) -> Bool {
    text.contains { $0 == UInt8(ascii: "|") || $0 == UInt8(ascii: ">") }
  }

  /// Whether the text has a `{{`, `{%` or `{#`.
  static func holdsJinja(_ text: some Sequence<UInt8>) -> Bool {
    var afterBrace = false
    for byte in text {
      if afterBrace {
        switch byte {
        case UInt8(ascii: "{"), UInt8(ascii: "%"), UInt8(ascii: "#"): return true
        default: break
        }
      }
      afterBrace = byte == UInt8(ascii: "{")
    }
    return false
  }
}

/// What a value of a YAML file may refer to.
struct ValueContext: Sendable {
  var environment: [String: String]
  /// Only profiles.yml and packages.yml may read `DBT_ENV_SECRET_*`.
  var allowsSecrets = false
  /// `target`; nil in profiles.yml, where it is not known yet.
  var target: PlainMap?
  var projectName: String?
  var variables: VariableScope
  /// More names, from the caller (`LoadOptions.globals`).
  var globals: [String: Global] = [:]
  var reads = ParseReads()

  static let secretPrefix = "DBT_ENV_SECRET"

  /// The values of all secrets of an environment, for scrubbing; sorted.
  static func secrets(of environment: [String: String]) -> [String] {
    environment.filter { $0.key.hasPrefix(secretPrefix) && !$0.value.isEmpty }.map(\.value).sorted()
  }
}
