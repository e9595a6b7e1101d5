extension Value: CustomStringConvertible {
  /// Python's `str()`; an undefined value gives the empty text.
  package var description: String {
    switch self {
    case .string(let text), .markup(let text): text
    case .undefined(let undefined): (try? undefined.text()) ?? ""
    case .object(let object): object.str
    default: repr
    }
  }

  /// Python's `str()`.
  ///
  /// Throws: `undefined-variable` for an undefined value that must not be printed, `recursion-limit` for
  /// what is nested too deeply, `output-limit` for more than `limit` bytes.
  package func text(limit: Int = Nesting.textLimit) throws -> String {
    switch self {
    case .string(let text), .markup(let text): text
    case .int(let number): String(number)
    case .undefined(let undefined): try undefined.text()
    case .object(let object) where !object.isContainer: object.str
    default: try reprText(limit: limit)
    }
  }

  /// Python's `repr()`: strings quoted, lists with their items' `repr`. What is nested too deeply is cut.
  package var repr: String {
    if case .int(let number) = self { return String(number) }
    return written(limit: Nesting.textLimit).text
  }

  /// Python's `repr()`.
  ///
  /// Throws: `recursion-limit` for what is nested too deeply, `output-limit` for more than `limit` bytes.
  package func reprText(limit: Int = Nesting.textLimit) throws -> String {
    let writer = written(limit: limit)
    if writer.isTooDeep { throw Nesting.tooDeep }
    if writer.isTooLong { throw Nesting.tooLong(limit) }
    if writer.hasLongInteger { throw BigInt.tooLong }
    return writer.text
  }

  private func written(limit: Int) -> ReprWriter {
    var writer = ReprWriter(limit: limit)
    writer.run(self)
    return writer
  }
}
