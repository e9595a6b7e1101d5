import TestSupport
import Testing

@Suite struct SimulateTests {
  @Test func filesAreTheSameEachTime() async throws {
    let folder = try TemporaryFolder()
    for name in ["one", "other"] {
      let result = try await SwiftDBTExecutable.run(
        [
          "simulate", "--output", name, "--households", "2", "--days", "2", "--step-minutes", "60",
          "--arguments", "{errors: {missing: 0}}",
        ], in: folder.path, environment: [:])
      #expect(result.exitCode == 0, "\(result.text)")
      #expect(result.text.contains("/\(name)/households.csv: 2 rows"))
    }
    let tables = ["readings", "households", "contracts", "prices", "temperature", "truth"]
    for table in tables {
      let text = try folder.text(of: "one/\(table).csv")
      #expect(try folder.text(of: "other/\(table).csv") == text)
    }
    #expect(try folder.text(of: "one/readings.csv").hasPrefix("meter_id,reading_at,"))
  }

  @Test func oneTableGoesToStandardOutput() async throws {
    let folder = try TemporaryFolder()
    let result = try await SwiftDBTExecutable.run(
      ["simulate", "-o", "-", "--tables", "households", "--households", "3"], in: folder.path,
      environment: [:])
    #expect(result.exitCode == 0)
    #expect(result.text.split(separator: "\n").count == 4, "\(result.text)")
  }

  @Test func wrongOptionsAreAllNamed() async throws {
    let folder = try TemporaryFolder()
    let result = try await SwiftDBTExecutable.run(
      ["simulate", "--tables", "reading", "--step-minutes", "7", "--households", "0"],
      in: folder.path, environment: [:])
    #expect(result.exitCode == 2)
    #expect(result.text.contains("`output` must be one of `readings`"))
    #expect(result.text.contains("`step_minutes` must be 1, 15, 30 or 60, not `7`"))
    #expect(result.text.contains("`households` must be a whole number from 1"))
  }
}
