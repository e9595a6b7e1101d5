/// Where the checkout is that the tests were compiled from.
package enum Repository {
  /// Absolute path of the top level, without a trailing slash.
  package static let root = parent(parent(parent(#filePath)))

  /// The absolute path of `relative` in the checkout.
  package static func path(_ relative: String) -> String { root + "/" + relative }

  static func parent(_ path: String) -> String {
    path.lastIndex(of: "/").map { String(path[..<$0]) } ?? "."
  }
}
