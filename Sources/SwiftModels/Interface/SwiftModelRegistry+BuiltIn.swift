extension SwiftModelRegistry {
  /// The models that come with the product.
  public static let builtIn = SwiftModelRegistry([
    IsolationForestModel(), LoadForecastModel(), MeterSimulatorModel(),
  ])
}
