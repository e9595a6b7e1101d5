import CSQLite
import RegularExpressions

/// A compiled pattern, kept by SQLite as long as the argument it came from stays the same.
struct Pattern {
  let flags: String
  private let matcher: ByteMatcher

  /// Throws: when the pattern or a flag is not understood.
  init(_ arguments: Arguments, at index: Int, flags flagsIndex: Int = .max) throws(FunctionFailure)
  {
    let flags = flagsIndex < arguments.count ? arguments.text(flagsIndex) : ""
    self.flags = flags
    if let kept = Kept.find(arguments.context, index), kept.flags == flags {
      matcher = kept.matcher
      return
    }
    let options = try Self.options(flags)
    do {
      matcher = ByteMatcher(try RegularExpression(arguments.text(index), options: options))
    } catch {
      throw FunctionFailure("`\(arguments.text(index))` is no pattern: \(error)")
    }
    Kept(matcher, flags).keep(arguments.context, index)
  }

  func find(in text: UnsafeRawBufferPointer) throws(FunctionFailure) -> Bool {
    do { return try matcher.find(in: text) } catch { throw FunctionFailure("\(error)") }
  }

  /// The groups of each match, the whole match first; matches do not overlap.
  func matches(
    in text: UnsafeRawBufferPointer, from start: Int = 0, limit: Int = .max
  ) throws(FunctionFailure) -> [[Range<Int>?]] {
    var found: [[Range<Int>?]] = []
    var start = start
    var notEmpty = false
    do {
      while found.count < limit, try matcher.find(in: text, from: start, notEmpty: notEmpty) {
        let groups = (0...matcher.groupCount).map(matcher.group)
        found.append(groups)
        let whole = groups[0] ?? start..<start
        // An empty match is not found twice, but one may follow right behind another match.
        notEmpty = whole.isEmpty
        start = whole.upperBound
      }
    } catch {
      throw FunctionFailure("\(error)")
    }
    return found
  }

  private static func options(_ flags: String) throws(FunctionFailure) -> RegularExpression.Options
  {
    var options: RegularExpression.Options = []
    for flag in flags {
      switch flag {
      case "i": options.insert(.caseInsensitive)
      case "c": options.remove(.caseInsensitive)
      case "n", "m": options.insert(.multiline)
      case "s": options.insert(.dotMatchesNewlines)
      case "x": options.insert(.extended)
      case "g": break
      default: throw FunctionFailure("`\(flag)` is no flag: there are i, c, n, m, s, x, g")
      }
    }
    return options
  }
}

private final class Kept {
  let matcher: ByteMatcher
  let flags: String

  init(_ matcher: ByteMatcher, _ flags: String) {
    self.matcher = matcher
    self.flags = flags
  }

  static func find(_ context: OpaquePointer?, _ index: Int) -> Kept? {
    sqlite3_get_auxdata(context, Int32(index)).map {
      Unmanaged<Kept>.fromOpaque($0).takeUnretainedValue()
    }
  }

  /// SQLite keeps it for constant arguments, and releases it, perhaps at once, by the callback.
  func keep(_ context: OpaquePointer?, _ index: Int) {
    sqlite3_set_auxdata(context, Int32(index), Unmanaged.passRetained(self).toOpaque()) { data in
      data.map { Unmanaged<Kept>.fromOpaque($0).release() }
    }
  }
}
