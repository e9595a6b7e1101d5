package import Diagnostics
@preconcurrency import Glibc

extension TimeZoneRules {
  /// The rules of the system's time zone database.
  ///
  /// Throws: `unknown-time-zone`.
  package static func system(_ name: String) throws(Diagnostic) -> TimeZoneRules {
    let isName = name.utf8.allSatisfy { byte in
      UnicodeScalar(byte).properties.isAlphabetic || (48...57).contains(byte)
        || [UInt8(ascii: "/"), UInt8(ascii: "_"), UInt8(ascii: "-"), UInt8(ascii: "+")]
          .contains(byte)
    }
    guard isName, !name.isEmpty, let bytes = contents("/usr/share/zoneinfo/\(name)"),
      let rules = TimeZoneRules(zoneFile: bytes)
    else { throw .unknownTimeZone(name) }
    return rules
  }

  private static func contents(_ path: String) -> [UInt8]? {
    guard let file = fopen(path, "rb") else { return nil }
    defer { fclose(file) }
    // Zone files have a few kilobytes.
    var bytes = [UInt8](repeating: 0, count: 1 << 16)
    let count = fread(&bytes, 1, bytes.count, file)
    return count > 0 ? Array(bytes[..<count]) : nil
  }
}
