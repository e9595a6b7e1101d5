extension SwiftModelRegistry {
  /// The models that come with the product.
  public static let builtIn = SwiftModelRegistry([
    ChangePointsModel(), IsolationForestModel(), LoadForecastModel(), MeterSimulatorModel(),
    SegmentHouseholdsModel(),
  ])
}
