import Diagnostics
import SwiftModels
import Testing

@Suite struct RegistryTests {
  @Test func builtInModelsAreFound() throws {
    #expect(
      SwiftModelRegistry.builtIn.names == [
        "change_points", "isolation_forest", "load_forecast", "meter_simulator",
        "segment_households",
      ])
    #expect(try SwiftModelRegistry.builtIn.model(named: "isolation_forest").inputCount == 1...2)
  }

  @Test func nearMissesAreOffered() {
    let error = #expect(throws: Diagnostic.self) {
      try SwiftModelRegistry.builtIn.model(named: "isolation_forrest")
    }
    #expect(
      error?.description == """
        error[unknown-swift-model]: no Swift model is registered as `isolation_forrest`
        help: did you mean `isolation_forest`?
        """)
  }

  @Test func namesAreListedWhenNoneIsNear() {
    let error = #expect(throws: Diagnostic.self) {
      try SwiftModelRegistry.builtIn.model(named: "prophet")
    }
    #expect(
      error?.help == [
        "registered: change_points, isolation_forest, load_forecast, meter_simulator, segment_households"
      ])
  }
}
