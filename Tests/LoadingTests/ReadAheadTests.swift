import Testing

@testable import Loading

@Suite struct ReadAheadTests {
  private struct Broken: Error {}

  @Test func everythingComesInOrder() throws {
    let numbers = ReadAhead<Int> { hand in
      for number in 0..<100 { try hand(number) }
    }
    for number in 0..<100 { #expect(try numbers.next() == number) }
    #expect(try numbers.next() == nil)
    #expect(try numbers.next() == nil)
  }

  @Test func aFailureComesAfterWhatWasMadeBefore() throws {
    let numbers = ReadAhead<Int> { hand in
      try hand(1)
      throw Broken()
    }
    #expect(try numbers.next() == 1)
    #expect(throws: Broken.self) { try numbers.next() }
  }

  /// Ends only when it does.
  @Test func whoMakesMoreThanIsWantedStops() async throws {
    try await withCheckedThrowingContinuation { (done: CheckedContinuation<Void, any Error>) in
      let numbers = ReadAhead<Int> { hand in
        do {
          while true { try hand(1) }
        } catch {
          done.resume()
        }
      }
      do {
        _ = try numbers.next()
        numbers.stop()
      } catch {
        done.resume(throwing: error)
      }
    }
  }
}
