package import Diagnostics
@preconcurrency internal import Glibc

/// Lists of files written with `*`, `?` and `[…]`.
package enum FileGlob {
  /// The files that match any of `patterns`, each once, sorted by their bytes.
  ///
  /// Relative patterns count from `folder`, and so do the paths returned for them. A name without
  /// wildcards must exist; a pattern may match nothing.
  ///
  /// Throws: `file-not-found`.
  package static func expand(
    _ patterns: [String], in folder: String
  ) throws(Diagnostic) -> [String] {
    var found: Set<String> = []
    for pattern in patterns {
      let matches = matches(of: pattern.hasPrefix("/") ? pattern : "\(folder)/\(pattern)")
      if matches.isEmpty, !pattern.contains(where: { "*?[".contains($0) }) {
        throw Diagnostic(code: "file-not-found", "there is no file `\(pattern)`")
      }
      found.formUnion(
        matches.map { pattern.hasPrefix("/") ? $0 : String($0.dropFirst(folder.count + 1)) })
    }
    return found.sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
  }

  private static func matches(of pattern: String) -> [String] {
    var list = glob_t()
    defer { globfree(&list) }
    guard glob(pattern, GLOB_NOSORT, nil, &list) == 0, let paths = list.gl_pathv else { return [] }
    return (0..<Int(list.gl_pathc)).compactMap { paths[$0].map { String(cString: $0) } }
  }
}
