import Diagnostics
import Jinja
import PlainData

extension ValueRenderer {
  /// A renderer with dbt's functions for YAML values: `var`, `env_var`, `target`, `project_name`.
  init(_ context: ValueContext) {
    let environment = context.environment(names: context.globals)
    self.init { (template: String, span: Span) throws(Diagnostic) -> PlainValue in
      let source = SourceFile(path: span.file.path, text: template)
      do {
        let compiled = try environment.compile(source)
        let pieces = try compiled.renderPieces(RenderContext(context.names))
        // Rendering as text names the place of what is undefined.
        if pieces.contains(where: \.isUndefined) {
          _ = try compiled.render(RenderContext(context.names))
        }
        return try Self.value(of: pieces)
      } catch let problem as Diagnostic {
        throw problem.moved(from: source, to: span)
      } catch let problems as Diagnostics where !problems.all.isEmpty {
        throw problems.all[0].moved(from: source, to: span)
      } catch {
        throw Diagnostic(code: "template", "\(error)", at: span)
      }
    }
  }

  /// One piece keeps its type; several become text, as in dbt's native rendering.
  private static func value(of pieces: [Value]) throws -> PlainValue {
    if pieces.count == 1 { return try pieces[0].plain() }
    return .string(pieces.map(\.description).joined())
  }
}

extension Value {
  fileprivate var isUndefined: Bool { if case .undefined = self { true } else { false } }
}

extension Diagnostic {
  /// The same problem, met in a template that stands at `place` of another file.
  ///
  /// Where the template's text is not that of the file byte by byte, the whole place is named.
  func moved(from template: SourceFile, to place: Span) -> Diagnostic {
    let isVerbatim = place.text == template.text
    func moved(_ span: Span) -> Span {
      guard span.file === template else { return span }
      let start = place.range.lowerBound + span.range.lowerBound
      return isVerbatim ? Span(place.file, start..<start + span.range.count) : place
    }
    var copy = self
    copy.span = span.map(moved) ?? place
    copy.notes = notes.map { Note($0.message, at: $0.span.map(moved)) }
    return copy
  }
}
