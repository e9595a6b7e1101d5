@preconcurrency import Glibc

/// The offsets of a place over time, as the system's zoneinfo file has them (RFC 8536).
struct ZoneHistory: Sendable {
  struct Period: Sendable {
    /// Seconds east of UTC.
    var offset: Int
    var isDaylightSaving: Bool
    var name: String
  }

  /// Seconds since 1970-01-01 UTC from which on the period of the same index holds.
  private let starts: [Int64]
  private let periods: [Period]
  private let first: Period

  /// nil when the bytes are no zoneinfo file.
  init?(_ bytes: [UInt8]) {
    guard var reader = ZoneFileReader(bytes) else { return nil }
    // Version 2 repeats everything with 64 bits a time, behind the part for old readers.
    if reader.version >= 2 {
      guard reader.skip(timeSize: 4) else { return nil }
    }
    guard let parts = reader.read(timeSize: reader.version >= 2 ? 8 : 4),
      let first = parts.types.first(where: { !$0.isDaylightSaving }) ?? parts.types.first
    else { return nil }
    starts = parts.times
    periods = parts.indices.map { parts.types[$0] }
    self.first = first
  }

  func period(at utc: Int64) -> Period {
    let index = starts.partitioningIndex { $0 > utc }
    return index == 0 ? first : periods[index - 1]
  }

  /// The period of a local time: of several, that with the wanted kind of time; of none (the hour that
  /// is left out in spring), that before.
  func period(atLocal local: Int64, isDaylightSaving: Bool) -> Period {
    let day: Int64 = 86_400
    let candidates = [period(at: local - day), period(at: local + day)]
    let fitting = candidates.filter { period in
      self.period(at: local - Int64(period.offset)).offset == period.offset
    }
    return fitting.first { $0.isDaylightSaving == isDaylightSaving } ?? fitting.first
      ?? candidates.first { $0.isDaylightSaving == isDaylightSaving } ?? candidates[0]
  }
}

/// One walk over the bytes of a zoneinfo file.
private struct ZoneFileReader {
  private let bytes: [UInt8]
  private var position = 0
  let version: Int

  init?(_ bytes: [UInt8]) {
    guard bytes.count >= 44, bytes.starts(with: Array("TZif".utf8)) else { return nil }
    self.bytes = bytes
    version = bytes[4] == 0 ? 1 : Int(bytes[4]) - 48
  }

  private struct Header {
    /// isutcnt, isstdcnt, leapcnt, timecnt, typecnt, charcnt
    var counts: [Int]

    func size(timeSize: Int) -> Int {
      counts[0] + counts[1] + counts[2] * (timeSize + 4) + counts[3] * (timeSize + 1)
        + counts[4] * 6 + counts[5]
    }
  }

  private mutating func header(timeSize: Int) -> Header? {
    guard position + 44 <= bytes.count else { return nil }
    let counts = (0..<6).map { Int(number(at: position + 20 + $0 * 4, size: 4)) }
    position += 44
    let header = Header(counts: counts)
    guard counts.allSatisfy({ $0 >= 0 }), position + header.size(timeSize: timeSize) <= bytes.count
    else { return nil }
    return header
  }

  mutating func skip(timeSize: Int) -> Bool {
    guard let header = header(timeSize: timeSize) else { return false }
    position += header.size(timeSize: timeSize)
    return true
  }

  mutating func read(timeSize: Int) -> (
    times: [Int64], indices: [Int], types: [ZoneHistory.Period]
  )? {
    guard let header = header(timeSize: timeSize) else { return nil }
    let (times, types, letters) = (header.counts[3], header.counts[4], header.counts[5])
    let moments = (0..<times).map { number(at: position + $0 * timeSize, size: timeSize) }
    position += times * timeSize
    let indices = (0..<times).map { Int(bytes[position + $0]) }
    position += times
    let names = bytes[position + types * 6..<position + types * 6 + letters]
    let periods = (0..<types).map { type in
      let start = position + type * 6
      let name = names.dropFirst(Int(bytes[start + 5])).prefix { $0 != 0 }
      return ZoneHistory.Period(
        offset: Int(number(at: start, size: 4)), isDaylightSaving: bytes[start + 4] == 1,
        name: String(decoding: name, as: UTF8.self))
    }
    guard indices.allSatisfy(periods.indices.contains) else { return nil }
    return (moments, indices, periods)
  }

  /// A big-endian number with a sign.
  private func number(at start: Int, size: Int) -> Int64 {
    let value = bytes[start..<start + size].reduce(UInt64(0)) { $0 << 8 | UInt64($1) }
    return size == 4 ? Int64(Int32(truncatingIfNeeded: value)) : Int64(bitPattern: value)
  }
}

extension [Int64] {
  /// The first index whose element passes, where all behind it pass too.
  fileprivate func partitioningIndex(_ passes: (Int64) -> Bool) -> Int {
    var (low, high) = (0, count)
    while low < high {
      let middle = (low + high) / 2
      if passes(self[middle]) { high = middle } else { low = middle + 1 }
    }
    return low
  }
}

/// The system's folder of time zones.
enum ZoneFiles {
  static let folder = "/usr/share/zoneinfo"

  /// nil when there is no such zone.
  static func history(of name: String) -> ZoneHistory? {
    guard !name.isEmpty, !name.hasPrefix("/"), !name.split(separator: "/").contains("..") else {
      return nil
    }
    return read("\(folder)/\(name)").flatMap(ZoneHistory.init)
  }

  /// The lines of one of the folder's tables, comments left out, as fields.
  static func table(_ name: String) -> [[String]] {
    guard let bytes = read("\(folder)/\(name)") else { return [] }
    return String(decoding: bytes, as: UTF8.self).split(separator: "\n")
      .filter { !$0.hasPrefix("#") }
      .map { $0.split(separator: "\t", omittingEmptySubsequences: false).map(String.init) }
  }

  /// The whole of a file; nil when it cannot be read.
  private static func read(_ path: String) -> [UInt8]? {
    guard let file = fopen(path, "rb") else { return nil }
    defer { fclose(file) }
    var bytes: [UInt8] = []
    var buffer = [UInt8](repeating: 0, count: 1 << 14)
    while true {
      let count = fread(&buffer, 1, buffer.count, file)
      guard count > 0 else { break }
      bytes += buffer[..<count]
    }
    return ferror(file) == 0 ? bytes : nil
  }
}
