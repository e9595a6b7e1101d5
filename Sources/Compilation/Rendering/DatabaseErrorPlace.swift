package import Diagnostics
import Jinja
package import Warehouse

extension DatabaseError {
  /// The error as a diagnostic that points at the line of the template which wrote the SQL.
  ///
  /// - Parameters:
  ///   - compiled: the SQL that the warehouse refused; whoever wraps SQL into a larger statement
  ///     places the error in the part first.
  ///   - fallback: the place to point at when the warehouse does not say where.
  package func diagnostic(in compiled: CompiledSQL?, at fallback: Span?) -> Diagnostic {
    var diagnostic = Diagnostic(code: diagnosticCode, message.firstLowercased)
    if let detail { diagnostic.notes.append(.init("detail: \(detail)")) }
    if let hint { diagnostic.help.append(hint) }
    if let code { diagnostic.notes.append(.init("the database's code: \(code)")) }
    guard let origin = origin(in: compiled) else { return diagnostic.placed(at: fallback) }
    diagnostic.span = origin.span
    for call in origin.calls {
      diagnostic.notes.append(.init("in macro `\(call.macro)`, called here", at: call.span))
    }
    return diagnostic
  }

  private func origin(in compiled: CompiledSQL?) -> SourceMap.Origin? {
    guard let compiled, let position, statement == compiled.text else { return nil }
    return compiled.origin(of: position)
  }

  private var diagnosticCode: String {
    switch kind {
    case .connection: "connection-failed"
    case .authentication: "authentication-failed"
    case .cancelled: "cancelled"
    case .conflict: "database-conflict"
    case .diskFull: "disk-full"
    case .statement: "database-error"
    }
  }
}

extension String {
  fileprivate var firstLowercased: String {
    guard let first, first.isUppercase, dropFirst().first?.isLowercase ?? false else { return self }
    return first.lowercased() + dropFirst()
  }
}
