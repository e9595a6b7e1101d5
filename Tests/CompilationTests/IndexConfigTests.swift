import Diagnostics
import PlainData
import Testing

@testable import Compilation

/// Entries of `indexes`, with dbt's words for what is wrong with one.
struct IndexConfigTests {
  @Test func readsAnEntry() throws {
    let index = try IndexConfig(["columns": ["a", "b"], "unique": true, "type": "hash"])
    #expect(index.columns == ["a", "b"])
    #expect(index.isUnique)
    #expect(index.method == "hash")
    #expect(try IndexConfig(["columns": ["a"], "type": nil]).method == nil)
  }

  @Test(
    arguments: [
      ([:], "at path []: 'columns' is a required property"),
      (["columns": "a"], "at path ['columns']: 'a' is not of type 'array'"),
      (["columns": ["a", 2]], "at path ['columns'][1]: 2 is not of type 'string'"),
      (["columns": ["a"], "unique": "yes"], "at path ['unique']: 'yes' is not of type 'boolean'"),
      (["columns": ["a"], "type": 1], "at path ['type']: 1 is not of type 'string'"),
    ] as [(PlainValue, String)])
  func refuses(value: PlainValue, reason: String) {
    let error = #expect(throws: Diagnostic.self) { try IndexConfig(value) }
    #expect(error?.message == "Could not parse index config: \(reason)")
  }

  @Test func refusesWhatIsNoMapping() {
    let error = #expect(throws: Diagnostic.self) { try IndexConfig(["id"]) }
    #expect(error?.message.contains("Got: ['id']") == true)
  }
}
