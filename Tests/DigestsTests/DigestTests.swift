import Digests
import Testing

/// Expectations: the test vectors of RFC 1321 (MD5) and FIPS 180-4 (SHA).
@Suite struct DigestTests {
  @Test(arguments: [
    ("", "d41d8cd98f00b204e9800998ecf8427e"), ("abc", "900150983cd24fb0d6963f7d28e17f72"),
    ("message digest", "f96b697d7cb7938d525a2f31aaf161d0"),
  ])
  func md5(text: String, expected: String) {
    #expect(Digest.md5(text) == expected)
  }

  @Test func sha() {
    #expect(Digest.sha1("abc") == "a9993e364706816aba3e25717850c26c9cd0d89d")
    #expect(
      Digest.sha256("abc")
        == "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad")
  }

  @Test(arguments: DigestAlgorithm.allCases)
  func piecesGiveTheSameDigestAsTheWhole(algorithm: DigestAlgorithm) {
    var hasher = DigestHasher(algorithm)
    for piece in ["one, ", "", "two, ", "three"] { hasher.update(Array(piece.utf8)) }
    #expect(hasher.finish() == Digest.hex(algorithm, "one, two, three"))
  }
}
