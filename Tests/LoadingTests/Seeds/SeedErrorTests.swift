import Diagnostics
import Loading
import TestSupport
import Testing
import Warehouse

@Suite struct SeedErrorTests {
  private func error(_ text: String) throws -> String? {
    let folder = try TemporaryFolder()
    let path = try folder.write(text, to: "a.csv")
    return #expect(throws: Diagnostic.self) { try Seed(path: path, shownAs: "seeds/a.csv") }?
      .description
  }

  @Test func aRecordWithTooManyFieldsIsShown() throws {
    #expect(
      try error("a,b\n1,2\n\"x\ny\",2\n3,4,5\n6,7\n") == """
        error[seed-record]: a record of this seed cannot be read: expected 2 fields, found 3
          --> seeds/a.csv:5:1
          |
        5 | 3,4,5
          | ^^^^^
        """)
  }

  @Test func anUnclosedQuoteIsShown() throws {
    #expect(
      try error("a,b\n1,\"2\n3,4\n") == """
        error[seed-record]: a record of this seed cannot be read: a quote is opened and never closed
          --> seeds/a.csv:2:1
          |
        2 | 1,"2
          | ^^^^
        """)
  }

  @Test func anEmptyFileHasNoColumns() throws {
    #expect(
      try error("") == """
        error[header-missing]: a file of records must start with the names of its columns
          --> seeds/a.csv:1:1
        """)
  }

  /// The warehouse's refusal names the value; the table is what the caller's transaction makes of it.
  @Test(arguments: TestWarehouse.available)
  func aValueThatDoesNotFitTheToldTypeIsTheWarehousesError(on warehouse: TestWarehouse) throws {
    guard warehouse == .postgres else { return }
    try warehouse.run { folder, session, schema in
      let path = try folder.write("id,day\n1,2024-02-30\n", to: "a.csv")
      let seed = try Seed(path: path, options: Seed.Options(columnTypes: ["day": "date"]))
      let relation = Relation(schema: schema, identifier: "a")
      try session.createSchema(schema)
      try session.execute("create table \(schema).a (id integer, day date)")
      let error = #expect(throws: DatabaseError.self) {
        try seed.append(to: relation, in: session)
      }
      #expect(error?.message == "date/time field value out of range: \"2024-02-30\"")
      #expect(error?.detail == "COPY a, line 1, column day: \"2024-02-30\"")
    }
  }
}
