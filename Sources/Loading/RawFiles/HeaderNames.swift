internal import Diagnostics

/// The names in a file's header, which become columns as they are.
struct HeaderNames {
  private let names: [String]
  private let file: String

  init(_ names: [String], of file: String) {
    self.names = names
    self.file = file
  }

  /// `longest`: bytes a name may have in the warehouse.
  ///
  /// Throws: `header-name`, all of them at once.
  func check(longest: Int?) throws(Diagnostics) {
    var problems = Diagnostics()
    var places: [String: Int] = [:]
    let reserved = Set(RawColumn.provenance.map(\.name))
    for (index, name) in names.enumerated() {
      let place = index + 1
      if name.isEmpty {
        problems.append(problem("column \(place) has no name"))
      } else if reserved.contains(name.lowercased()) {
        problems.append(problem("column \(place), `\(name)`, bears a name that loading adds"))
      } else if let longest, name.utf8.count > longest {
        problems.append(
          problem("the name of column \(place), `\(name)`, is longer than \(longest) bytes"))
      } else if let first = places[name.lowercased()] {
        problems.append(problem("columns \(first) and \(place) are both called `\(name)`"))
      } else {
        places[name.lowercased()] = place
      }
    }
    try problems.throwIfErrors()
  }

  private func problem(_ message: String) -> Diagnostic {
    Diagnostic(
      code: "header-name", message,
      at: SourceFile(path: file, text: names.joined(separator: ",")).span)
  }
}
