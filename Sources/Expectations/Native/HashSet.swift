/// Hashes of keys, 20 to 30 bytes each, and which of them came more than once.
///
/// Sixteen tables with open addresses: while one grows, only its own old slots are held, too.
struct HashSet {
  private var tables = Array(repeating: Table(), count: 16)
  /// How often something was inserted.
  var rows = 0

  var distinct: Int { tables.reduce(0) { $0 + $1.distinct } }

  /// Insertions of what was inserted more than once.
  var duplicates: Int { rows - distinct + tables.reduce(0) { $0 + $1.repeated } }

  @inline(__always) mutating func insert(_ key: KeyHash) {
    rows += 1
    tables[Int(truncatingIfNeeded: key.high & 15)].insert(key)
  }
}

extension HashSet {
  private struct Table {
    private var slots: [Slot] = Array(repeating: Slot(), count: 64)
    private(set) var distinct = 0
    private(set) var repeated = 0

    private struct Slot {
      var high: UInt64 = 0
      /// 0 where the slot is empty; 1 is added to a key's bits, and 2 once it came again.
      var marked: UInt64 = 0

      @inline(__always) func holds(_ key: KeyHash) -> Bool {
        high == key.high && marked & ~3 == key.low
      }
    }

    mutating func insert(_ key: KeyHash) {
      // At four fifths a search takes three looks on average (Knuth, TAOCP 3, 6.4, eq. 24).
      if (distinct + 1) * 5 > slots.count * 4 { grow() }
      var place = place(of: key.high)
      while slots[place].marked != 0 {
        if slots[place].holds(key) { return note(place) }
        place = place + 1 == slots.count ? 0 : place + 1
      }
      slots[place] = Slot(high: key.high, marked: key.low | 1)
      distinct += 1
    }

    private mutating func note(_ place: Int) {
      if slots[place].marked & 2 == 0 { repeated += 1 }
      slots[place].marked |= 2
    }

    /// The hash as a fraction of the slots (Lemire 2019, "Fast random integer generation").
    @inline(__always) private func place(of hash: UInt64) -> Int {
      Int(truncatingIfNeeded: hash.multipliedFullWidth(by: UInt64(slots.count)).high)
    }

    private mutating func grow() {
      let old = slots
      slots = Array(repeating: Slot(), count: old.count + old.count / 2)
      for slot in old where slot.marked != 0 {
        var place = place(of: slot.high)
        while slots[place].marked != 0 { place = place + 1 == slots.count ? 0 : place + 1 }
        slots[place] = slot
      }
    }
  }
}
