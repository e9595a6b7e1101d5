package import Jinja

extension Environment {
  /// The same, its functions of chance noted: what came of them does not come again.
  package func noting(_ reads: ParseReads) -> Environment {
    var copy = self
    if let random = copy.filters["random"] {
      copy.filters["random"] = { value, call in
        reads.noteVolatile()
        return try random(value, call)
      }
    }
    if case .function(let lipsum) = copy.globals["lipsum"] {
      copy.globals["lipsum"] = .function { call in
        reads.noteVolatile()
        return try lipsum(call)
      }
    }
    return copy
  }
}
