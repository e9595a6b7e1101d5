internal import Diagnostics

/// Where an error is told: at the smallest part of the template that explains it.
extension Interpreter {
  func span(_ node: Node, _ frame: Frame) -> Span {
    Span(frame.template.source, Int(node.start)..<Int(node.end))
  }

  func place(_ node: Node, _ frame: Frame) -> Place {
    Place(file: frame.template.source, start: node.start, end: node.end)
  }

  /// The error with the node's place, if it is a diagnostic that has none.
  func placed(_ error: any Error, _ node: Node, _ frame: Frame) -> any Error {
    guard let diagnostic = error as? Diagnostic, diagnostic.span == nil else { return error }
    if diagnostic.code.hasPrefix("unknown-"), node.kind == .methodCall {
      return diagnostic.placed(at: span(ofMember: node, frame))
    }
    var whole = span(node, frame)
    if node.kind == .filter || node.kind == .test, node.a >= 0 {
      let value = frame.template.tree.nodes[Int(node.a)]
      whole = Span(frame.template.source, min(Int(value.start), Int(node.start))..<Int(node.end))
    }
    return diagnostic.placed(at: diagnostic.origin(in: whole) ?? span(node, frame))
      .withoutOrigin(in: whole)
  }

  /// The name behind the point of an attribute or a method call.
  func span(ofMember node: Node, _ frame: Frame) -> Span {
    let tree = frame.template.tree
    guard node.kind == .attribute || node.kind == .methodCall else { return span(node, frame) }
    let count = tree.members[Int(node.b)].name.utf8.count
    if node.kind == .attribute {
      return Span(frame.template.source, Int(node.end) - count..<Int(node.end))
    }
    // Between the object and the name there are at most brackets, spaces and the point.
    let from = Int(tree.nodes[Int(node.a)].end)
    let gap = frame.template.source.text.utf8.withContiguousStorageIfAvailable { bytes in
      bytes[from..<Int(node.end)].prefix { $0.byteClass != ByteClass.letter }.count
    }
    return gap.map { Span(frame.template.source, from + $0..<from + $0 + count) }
      ?? span(node, frame)
  }

  func originOfMember(_ node: Node, _ frame: Frame) -> Place { Place(span(ofMember: node, frame)) }
}

extension Diagnostic {
  /// The diagnostic at `span`, or inside of it where an undefined value was looked up.
  func placed(in span: Span) -> Diagnostic {
    guard self.span == nil else { return self }
    return placed(at: origin(in: span) ?? span).withoutOrigin(in: span)
  }

  /// Where the undefined value at fault was looked up, if that is in `span`.
  fileprivate func origin(in span: Span) -> Span? {
    notes.first { $0.message == Undefined.originWords }?.span.flatMap {
      span.contains($0) ? $0 : nil
    }
  }

  fileprivate func withoutOrigin(in span: Span) -> Diagnostic {
    var copy = self
    copy.notes.removeAll { note in
      note.message == Undefined.originWords && note.span.map(span.contains) ?? false
    }
    return copy
  }
}

// MARK: arguments

extension Call {
  /// The name of a keyword argument in the template; nil when Swift code made the call.
  func span(ofKeyword name: String) -> Span? {
    guard let (tree, list) = written, list.keywords >= 0, let file = place.file else { return nil }
    let parts = Array(tree.list(list.keywords))
    let bytes = Array(file.text.utf8)
    for index in stride(from: 0, to: parts.count, by: 2)
    where tree.names[Int(parts[index])] == name {
      // Back from the value over brackets and spaces to the `=`, and over spaces to the name.
      var stop = Int(tree.nodes[Int(parts[index + 1])].start)
      while stop > 0, bytes[stop] != UInt8(ascii: "=") { stop -= 1 }
      while stop > 0, bytes[stop - 1].byteClass == ByteClass.space { stop -= 1 }
      return Span(file, max(stop - name.utf8.count, 0)..<stop)
    }
    return nil
  }

  /// The positional argument number `index` and those behind it; nil when Swift code made the call.
  func span(ofArgumentsFrom index: Int) -> Span? {
    guard let (tree, list) = written, list.positional >= 0, let file = place.file else {
      return nil
    }
    let parts = Array(tree.list(list.positional))
    guard index < parts.count, let last = parts.last else { return nil }
    return Span(file, Int(tree.nodes[Int(parts[index])].start)..<Int(tree.nodes[Int(last)].end))
  }

  /// The arguments as they are written in the template that makes the call.
  private var written: (Tree, ArgumentList)? {
    guard let template = state.frame?.template, template.source === place.file else { return nil }
    let calls = template.tree.nodes.filter { $0.start == place.start && $0.end == place.end }
    for node in calls {
      let arguments: Int32? =
        switch node.kind {
        case .call: node.b
        case .methodCall, .filter, .test: node.c
        default: nil
        }
      if let arguments, arguments >= 0 {
        return (template.tree, template.tree.arguments[Int(arguments)])
      }
    }
    return nil
  }
}
