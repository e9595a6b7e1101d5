import Digests

/// Hashes of a text's UTF-8 as lowercase hexadecimal digits.
///
/// PostgreSQL's `sha256` takes and returns bytes; ours is its `encode(sha256(…), 'hex')`.
enum DigestFunctions {
  static let all: [ScalarFunction] = DigestAlgorithm.allCases.map { algorithm in
    ScalarFunction(algorithm.rawValue, 1...1) { arguments in
      var hasher = DigestHasher(algorithm)
      hasher.update(arguments.bytes(0))
      return .text(hasher.finish())
    }
  }
}
