import Graph

/// dbt's rule for names without a method: the whole fqn, with or without its package, a prefix of
/// it, or its last part alone.
struct QualifiedName {
  private let value: String
  private let parts: [String]
  /// The first part that has a wildcard; from there on the rest is matched as one text.
  private let wildcard: Int?

  init(_ value: String) {
    self.value = value
    parts = value.split(separator: ".", omittingEmptySubsequences: false).map(String.init)
    wildcard = parts.firstIndex { $0.contains(where: "*?[]".contains) }
  }

  func matches(_ node: NodeOutline) -> Bool {
    // What a command without a selection asks of every node.
    if value == "*" { return true }
    let (fqn, isVersioned) = (node.fqn, node.isVersioned)
    return matchesExactly(fqn, isVersioned) || matchesExactly(Array(fqn.dropFirst()), isVersioned)
  }

  private func matchesExactly(_ fqn: [String], _ isVersioned: Bool) -> Bool {
    if isVersioned, fqn.count >= 2 {
      let ending = fqn.suffix(2)
      if ending.first == value { return true }
      if ending.joined(separator: "_") == parts.suffix(2).joined(separator: "_") { return true }
    } else if fqn.last == value {
      return true
    }
    guard wildcard == 0 || begins(fqn) else { return false }
    // Dots in names separate, too.
    let flat = fqn.flatMap {
      $0.split(separator: ".", omittingEmptySubsequences: false).map(String.init)
    }
    guard parts.count <= flat.count else { return false }
    let fixed = wildcard ?? parts.count
    guard parts[..<fixed].elementsEqual(flat[..<fixed]) else { return false }
    guard let wildcard else { return true }
    let rest = flat[wildcard...].joined(separator: ".")
    return Wildcard(parts[wildcard...].joined(separator: ".")).matches(rest)
  }

  /// Whether the first part can be that of `fqn`, which it seldom is: asked before anything is cut up.
  private func begins(_ fqn: [String]) -> Bool {
    guard let first = fqn.first, let part = parts.first else { return false }
    return first.hasPrefix(part)
  }
}
