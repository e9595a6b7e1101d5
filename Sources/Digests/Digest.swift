internal import CCrypto

/// A cryptographic hash function, computed by libcrypto.
package enum DigestAlgorithm: String, Sendable, CaseIterable {
  case md5, sha1, sha256
}

/// The hash of bytes, as lowercase hexadecimal digits.
package enum Digest {
  /// `hex(.md5, "")` is `d41d8cd98f00b204e9800998ecf8427e`.
  package static func hex(_ algorithm: DigestAlgorithm, _ text: String) -> String {
    hex(algorithm, Array(text.utf8))
  }

  package static func hex(_ algorithm: DigestAlgorithm, _ bytes: [UInt8]) -> String {
    var hasher = DigestHasher(algorithm)
    hasher.update(bytes)
    return hasher.finish()
  }

  /// MD5 of the text's UTF-8: 32 digits.
  package static func md5(_ text: String) -> String { hex(.md5, text) }
  /// SHA-1 of the text's UTF-8: 40 digits.
  package static func sha1(_ text: String) -> String { hex(.sha1, text) }
  /// SHA-256 of the text's UTF-8: 64 digits.
  package static func sha256(_ text: String) -> String { hex(.sha256, text) }
}

/// Hashes what arrives in pieces, in constant memory.
package struct DigestHasher: ~Copyable {
  private let context: OpaquePointer?

  package init(_ algorithm: DigestAlgorithm) {
    context = EVP_MD_CTX_new()
    let started = EVP_DigestInit_ex(context, algorithm.method, nil)
    precondition(started == 1, "libcrypto refuses \(algorithm.rawValue)")
  }

  deinit { EVP_MD_CTX_free(context) }

  package mutating func update(_ bytes: [UInt8]) {
    bytes.withUnsafeBytes { update($0) }
  }

  package mutating func update(_ bytes: UnsafeRawBufferPointer) {
    let taken = EVP_DigestUpdate(context, bytes.baseAddress, bytes.count)
    precondition(taken == 1, "libcrypto took no more bytes")
  }

  /// The digest of everything so far, as lowercase hexadecimal digits.
  package consuming func finish() -> String {
    var bytes = [UInt8](repeating: 0, count: Int(EVP_MAX_MD_SIZE))
    var count: UInt32 = 0
    let finished = EVP_DigestFinal_ex(context, &bytes, &count)
    precondition(finished == 1, "libcrypto did not finish the digest")
    return hexadecimal(bytes.prefix(Int(count)))
  }
}

extension DigestAlgorithm {
  fileprivate var method: OpaquePointer? {
    switch self {
    case .md5: EVP_md5()
    case .sha1: EVP_sha1()
    case .sha256: EVP_sha256()
    }
  }
}

private func hexadecimal(_ bytes: ArraySlice<UInt8>) -> String {
  let digits = Array("0123456789abcdef".utf8)
  var text: [UInt8] = []
  text.reserveCapacity(bytes.count * 2)
  for byte in bytes {
    text.append(digits[Int(byte >> 4)])
    text.append(digits[Int(byte & 15)])
  }
  return String(decoding: text, as: UTF8.self)
}
