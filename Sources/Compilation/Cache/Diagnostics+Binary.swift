package import Diagnostics
package import PlainData

extension ByteWriter {
  /// Diagnostics with the texts that they point into.
  package mutating func write(_ diagnostics: [Diagnostic]) {
    var files: [SourceFile] = []
    var numbers: [ObjectIdentifier: Int] = [:]
    for span in diagnostics.flatMap({ [$0.span] + $0.notes.map(\.span) }).compactMap(\.self)
    where numbers[ObjectIdentifier(span.file)] == nil {
      numbers[ObjectIdentifier(span.file)] = files.count
      files.append(span.file)
    }
    func write(_ writer: inout ByteWriter, _ span: Span?) {
      writer.write(optional: span) { writer, span in
        writer.write(count: numbers[ObjectIdentifier(span.file)] ?? 0)
        writer.write(count: span.range.lowerBound)
        writer.write(count: span.range.upperBound)
      }
    }
    self.write(list: files) { writer, file in
      writer.write(file.path)
      writer.write(file.text)
    }
    self.write(list: diagnostics) { writer, diagnostic in
      writer.write(diagnostic.severity.rawValue)
      writer.write(diagnostic.code)
      writer.write(diagnostic.message)
      write(&writer, diagnostic.span)
      writer.write(list: diagnostic.notes) { writer, note in
        writer.write(note.message)
        write(&writer, note.span)
      }
      writer.write(list: diagnostic.help) { $0.write($1) }
      writer.write(optional: diagnostic.searchText) { $0.write($1) }
    }
  }
}

extension ByteReader {
  package mutating func diagnostics() throws(Damage) -> [Diagnostic] {
    let files = try list { (reader) throws(Damage) in
      SourceFile(path: try reader.text(), text: try reader.text())
    }
    return try list { (reader) throws(Damage) in try reader.diagnostic(files) }
  }

  private mutating func diagnostic(_ files: [SourceFile]) throws(Damage) -> Diagnostic {
    guard let severity = Diagnostic.Severity(rawValue: try text()) else { throw Damage() }
    var diagnostic = Diagnostic(severity, code: try text(), try text(), at: try span(files))
    diagnostic.notes = try list { (reader) throws(Damage) in
      Diagnostic.Note(try reader.text(), at: try reader.span(files))
    }
    diagnostic.help = try list { (reader) throws(Damage) in try reader.text() }
    diagnostic.searchText = try optional { (reader) throws(Damage) in try reader.text() }
    return diagnostic
  }

  private mutating func span(_ files: [SourceFile]) throws(Damage) -> Span? {
    try optional { (reader) throws(Damage) in
      let file = Int(try reader.number(UInt32.self))
      let start = Int(try reader.number(UInt32.self))
      let end = Int(try reader.number(UInt32.self))
      guard file < files.count, start <= end, end <= files[file].text.utf8.count else {
        throw Damage()
      }
      return Span(files[file], start..<end)
    }
  }
}
