import DelimitedText
import Diagnostics
import Loading
import TestSupport
import Testing
import Warehouse

@Suite struct RawFileTests {
  private static let loadedAt: Int64 = 1_700_000_000_000_000

  private func load(
    _ files: [String], _ folder: TemporaryFolder, _ session: any Session, _ schema: String
  ) throws -> [LoadedFile] {
    let table = RawTable(relation: Relation(schema: schema, identifier: "readings"), files: files)
    return try RawFileLoader(folder: folder.path, loadedAt: Self.loadedAt)
      .load(table, into: session)
  }

  @Test(arguments: TestWarehouse.available)
  func everyRecordIsLoadedOrRejectedWithItsPlace(on warehouse: TestWarehouse) throws {
    try warehouse.run { folder, session, schema in
      try folder.write("id,Kilo Watt\n1,0.5\nbroken\n\"2\n\",\"é \"\"\"\n3,\n", to: "in/a.csv")
      let loaded = try load(["in/*.csv"], folder, session, schema)
      #expect(
        loaded == [LoadedFile(path: "in/a.csv", action: .loaded, rowsLoaded: 3, rowsRejected: 1)])
      #expect(
        try session.lines("select * from \(schema).readings order by _line") == [
          "1|0.5|in/a.csv|2|2023-11-14 22:13:20", "2\n|é \"|in/a.csv|4|2023-11-14 22:13:20",
          "3||in/a.csv|6|2023-11-14 22:13:20",
        ])
      #expect(
        try session.lines("select * from \(schema).readings_rejected") == [
          "in/a.csv|3|broken|expected 2 fields, found 1|2023-11-14 22:13:20"
        ])
      #expect(
        try session.columns(of: Relation(schema: schema, identifier: "readings")).map(\.name)
          == ["id", "Kilo Watt", "_source_file", "_line", "_loaded_at"])
    }
  }

  @Test(arguments: TestWarehouse.available)
  func declaredTextsAreLoadedAsNull(on warehouse: TestWarehouse) throws {
    try warehouse.run { folder, session, schema in
      try folder.write("id,kwh\n1,NA\n2,\nNA,NAN\n4,\"\"\n", to: "a.csv")
      let table = RawTable(
        relation: Relation(schema: schema, identifier: "readings"), files: ["a.csv"],
        nullText: ["", "NA"])
      _ = try RawFileLoader(folder: folder.path, loadedAt: Self.loadedAt).load(table, into: session)
      #expect(
        try session.lines(
          "select coalesce(id, '-'), coalesce(kwh, '-') from \(schema).readings order by _line")
          == ["1|-", "2|-", "-|NAN", "4|-"])
    }
  }

  @Test(arguments: TestWarehouse.available)
  func theSameContentIsNotLoadedTwiceAndChangedContentReplacesItsRows(
    on warehouse: TestWarehouse
  ) throws {
    try warehouse.run { folder, session, schema in
      try folder.write("id\n1\n2\n", to: "a.csv")
      try folder.write("id\n7\n", to: "b.csv")
      #expect(
        try load(["*.csv"], folder, session, schema).map(\.action) == [.loaded, .loaded])
      #expect(
        try load(["*.csv"], folder, session, schema).map(\.action) == [.unchanged, .unchanged])
      try folder.write("id\n1\n3,4\n", to: "a.csv")
      #expect(
        try load(["*.csv"], folder, session, schema) == [
          LoadedFile(path: "a.csv", action: .reloaded, rowsLoaded: 1, rowsRejected: 1),
          LoadedFile(path: "b.csv", action: .unchanged, rowsLoaded: 1, rowsRejected: 0),
        ])
      #expect(
        try session.lines("select id, _source_file from \(schema).readings order by 1") == [
          "1|a.csv", "7|b.csv",
        ])
      #expect(
        try session.lines(
          """
          select table_name, file, size, rows_loaded, rows_rejected
          from \(schema)._loaded_files order by file
          """) == ["readings|a.csv|9|1|1", "readings|b.csv|5|1|0"])
      try session.execute("drop table \(schema).readings")
      #expect(
        try load(["*.csv"], folder, session, schema).map(\.action) == [.loaded, .loaded])
    }
  }

  @Test(arguments: TestWarehouse.available)
  func aNewColumnIsAddedAndAMissingOneIsNull(on warehouse: TestWarehouse) throws {
    try warehouse.run { folder, session, schema in
      try folder.write("id,a\n1,x\n", to: "1.csv")
      try folder.write("ID,b\n2,y\n", to: "2.csv")
      _ = try load(["?.csv"], folder, session, schema)
      #expect(
        try session.lines("select id, a, b, _line from \(schema).readings order by id") == [
          "1|x|null|2", "2|null|y|2",
        ])
    }
  }

  @Test(arguments: TestWarehouse.available)
  func aFileThatFailsLeavesNothingBehind(on warehouse: TestWarehouse) throws {
    try warehouse.run { folder, session, schema in
      try folder.write("id\n1\n", to: "a.csv")
      try folder.write("id,,_Line,id\n1,2,3,4\n", to: "b.csv")
      let error = try #require(throws: Diagnostics.self) {
        try load(["*.csv"], folder, session, schema)
      }
      #expect(
        error.description == """
          error[header-name]: column 2 has no name
            --> b.csv:1:1
            |
          1 | id,,_Line,id
            | ^^^^^^^^^^^^

          error[header-name]: column 3, `_Line`, bears a name that loading adds
            --> b.csv:1:1
            |
          1 | id,,_Line,id
            | ^^^^^^^^^^^^

          error[header-name]: columns 1 and 4 are both called `id`
            --> b.csv:1:1
            |
          1 | id,,_Line,id
            | ^^^^^^^^^^^^
          """)
      #expect(!session.isInTransaction)
      #expect(try session.lines("select id from \(schema).readings") == ["1"])
      #expect(try session.lines("select file from \(schema)._loaded_files") == ["a.csv"])
    }
  }

  /// More rejected records than are kept in memory at once.
  @Test(arguments: TestWarehouse.available)
  func manyRejectedRecordsAreAllWritten(on warehouse: TestWarehouse) throws {
    try warehouse.run { folder, session, schema in
      let junk = String(repeating: "x", count: 2000)
      let rows = (1...5000).map { $0 % 2 == 0 ? "\($0),a\n" : "\(junk)\n" }
      try folder.write("id,a\n" + rows.joined(), to: "a.csv")
      let loaded = try load(["a.csv"], folder, session, schema)
      #expect(loaded.map(\.rowsLoaded) == [2500])
      #expect(loaded.map(\.rowsRejected) == [2500])
      #expect(
        try session.lines("select count(*), min(_line) from \(schema).readings_rejected") == [
          "2500|2"
        ])
    }
  }

  @Test func aMissingFileIsAnError() throws {
    try TestWarehouse.sqlite.run { folder, session, schema in
      let error = #expect(throws: Diagnostic.self) {
        try load(["nowhere.csv"], folder, session, schema)
      }
      #expect(error?.description == "error[file-not-found]: there is no file `nowhere.csv`")
    }
  }
}
