@preconcurrency import Glibc
package import Testing

/// Expected text kept in a file; re-recorded by `RECORD=1`, and a run that records fails.
package enum Golden {
  package static var isRecording: Bool { getenv("RECORD") != nil }

  /// Compares `actual` with the file at `path` (relative to the calling file, or absolute).
  package static func expect(
    _ actual: String, matches path: String, callerPath: String = #filePath,
    sourceLocation: SourceLocation = #_sourceLocation
  ) throws {
    let file = path.hasPrefix("/") ? path : Repository.parent(callerPath) + "/" + path
    let expected = FileAccess.exists(file) ? try FileAccess.text(of: file) : nil
    if actual == expected { return }
    if isRecording {
      try FileAccess.write(actual, to: file)
      Issue.record("recorded \(file)", sourceLocation: sourceLocation)
    } else if let expected {
      Issue.record(
        "differs from \(file):\n\(difference(expected, actual))", sourceLocation: sourceLocation)
    } else {
      Issue.record(
        "no \(file); record it with RECORD=1:\n\(actual)", sourceLocation: sourceLocation)
    }
  }

  /// The lines around the first difference, expected ones marked `-` and actual ones `+`.
  static func difference(_ expected: String, _ actual: String) -> String {
    let old = expected.split(separator: "\n", omittingEmptySubsequences: false)
    let new = actual.split(separator: "\n", omittingEmptySubsequences: false)
    let same = zip(old, new).prefix { $0 == $1 }.count
    let rest = min(old.count, new.count) - same
    let tail = zip(old.reversed(), new.reversed()).prefix(rest).prefix { $0 == $1 }.count
    let before = old[max(0, same - 3)..<same].map { "  " + $0 }
    let removed = old[same..<(old.count - tail)].prefix(20).map { "- " + $0 }
    let added = new[same..<(new.count - tail)].prefix(20).map { "+ " + $0 }
    let lines: [String] = ["line \(same + 1):"] + before + removed + added
    return lines.joined(separator: "\n")
  }
}
