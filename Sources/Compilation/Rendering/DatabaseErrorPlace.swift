package import Diagnostics
import Jinja
package import Warehouse

extension DatabaseError {
  /// The error as a diagnostic that points at the line of the template which wrote the SQL.
  ///
  /// - Parameters:
  ///   - compiled: the SQL that is part of the statement the warehouse refused.
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
    guard let compiled, let position, let statement,
      let start = statement.utf8Offset(of: compiled.text), position >= start
    else { return nil }
    return compiled.origin(of: position - start)
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
  /// Where `other` begins in this text, in bytes.
  fileprivate func utf8Offset(of other: String) -> Int? {
    let whole = Array(utf8)
    let part = Array(other.utf8)
    guard let first = part.first, part.count <= whole.count else { return nil }
    return (0...(whole.count - part.count)).first { start in
      whole[start] == first && whole[start..<start + part.count].elementsEqual(part)
    }
  }

  fileprivate var firstLowercased: String {
    guard let first, first.isUppercase, dropFirst().first?.isLowercase ?? false else { return self }
    return first.lowercased() + dropFirst()
  }
}
