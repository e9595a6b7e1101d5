import Reports

struct QualityReport {
  init(_ model: ReportModel) {}
  var html: [UInt8] { [] }
}
