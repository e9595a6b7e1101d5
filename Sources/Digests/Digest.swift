internal import CCrypto

/// A cryptographic hash function, computed by libcrypto.
package enum DigestAlgorithm: String, Sendable, CaseIterable {
  case md5, sha1, sha256
}

/// The hash of bytes, as lowercase hexadecimal digits.
package enum Digest {
  /// `hex(.md5, "")` is `d41d8cd98f00b204e9800998ecf8427e`.
  package static func hex(_ algorithm: DigestAlgorithm, _ text: String) -> String {
    var text = text
    var hasher = DigestHasher(algorithm)
    text.withUTF8 { hasher.update(UnsafeRawBufferPointer($0)) }
    return hasher.finish()
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
    let started = EVP_DigestInit_ex(context, algorithm.method.pointer, nil)
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
    withUnsafeTemporaryAllocation(of: UInt8.self, capacity: Int(EVP_MAX_MD_SIZE)) { bytes in
      var count: UInt32 = 0
      let finished = EVP_DigestFinal_ex(context, bytes.baseAddress, &count)
      precondition(finished == 1, "libcrypto did not finish the digest")
      return hexadecimal(bytes.prefix(Int(count)))
    }
  }
}

extension DigestAlgorithm {
  fileprivate var method: Method {
    switch self {
    case .md5: .md5
    case .sha1: .sha1
    case .sha256: .sha256
    }
  }
}

/// An algorithm as libcrypto has it, looked up once: looking it up for each digest takes longer than a short digest, and
/// all threads wait for the one list of algorithms.
///
/// Sendable: libcrypto counts its users and changes nothing else in it, and these are never freed.
private struct Method: @unchecked Sendable {
  let pointer: OpaquePointer?

  static let md5 = Method(pointer: EVP_MD_fetch(nil, "MD5", nil))
  static let sha1 = Method(pointer: EVP_MD_fetch(nil, "SHA1", nil))
  static let sha256 = Method(pointer: EVP_MD_fetch(nil, "SHA2-256", nil))
}

private func hexadecimal(_ bytes: Slice<UnsafeMutableBufferPointer<UInt8>>) -> String {
  func digit(_ value: UInt8) -> UInt8 { value < 10 ? 0x30 + value : 0x57 + value }
  return String(unsafeUninitializedCapacity: bytes.count * 2) { text in
    for (index, byte) in bytes.enumerated() {
      text[index * 2] = digit(byte >> 4)
      text[index * 2 + 1] = digit(byte & 15)
    }
    return bytes.count * 2
  }
}
