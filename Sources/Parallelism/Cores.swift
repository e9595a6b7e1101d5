private import Glibc

/// The machine's processors.
package enum Cores {
  /// How many are online; at least 1.
  package static let count = max(1, sysconf(Int32(_SC_NPROCESSORS_ONLN)))
}
