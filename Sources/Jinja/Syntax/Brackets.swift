/// The brackets that are open inside of a tag, two bits for each, the innermost in the lowest bits.
///
/// One word, so that a loop can keep it in a register; what is deeper than that is put aside.
struct Brackets: ~Copyable {
  /// A set bit stands above the brackets. It is the lowest when none is open, and the second when the
  /// others are put aside.
  var word: UInt64 = 1
  private var aside: [UInt64] = []

  var isEmpty: Bool { word == 1 }

  mutating func open(_ sign: UInt8) {
    if Brackets.isFull(word) {
      aside.append(word)
      word = 2
    }
    word = Brackets.opening(sign, in: word)
  }

  /// Whether `sign` closed the innermost bracket.
  mutating func close(_ sign: UInt8) -> Bool {
    guard Brackets.closes(sign, in: word) else { return false }
    word &>>= 2
    if word == 2, let last = aside.popLast() { word = last }
    return true
  }

  mutating func forget() {
    word = 1
    aside = []
  }

  // MARK: the word alone

  @inline(__always)
  static func isFull(_ word: UInt64) -> Bool { word &>> 61 != 0 }

  @inline(__always)
  static func opening(_ sign: UInt8, in word: UInt64) -> UInt64 { word &<< 2 | code(of: sign) }

  /// Whether `sign` closes the innermost bracket of `word`.
  @inline(__always)
  static func closes(_ sign: UInt8, in word: UInt64) -> Bool {
    word > 3 && word & 3 == code(of: sign)
  }

  /// Whether closing the innermost bracket of `word` is not all that is to be done.
  @inline(__always)
  static func isLastInWord(_ word: UInt64) -> Bool { word &>> 2 == 2 }

  /// 1 for `(` and `)`, 2 for `[` and `]`, 3 for `{` and `}`.
  @inline(__always)
  private static func code(of sign: UInt8) -> UInt64 { UInt64(sign &>> 5) }
}
