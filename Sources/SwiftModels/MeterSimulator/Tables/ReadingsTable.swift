/// The readings as they arrive: day by day, meter by meter; late ones at the end of the meter's rows
/// of the day on which they arrive.
struct ReadingsTable: SimulatedTable {
  let columns = [
    "meter_id", "reading_at", "step_minutes", "consumption_kwh", "temperature_c", "received_at",
  ]
  private let town: Town
  private let stepText: [UInt8]
  /// `T18:45:00Z` for each step.
  private let timeTexts: [[UInt8]]

  init(_ town: Town) {
    self.town = town
    let minutes = town.simulation.stepMinutes
    stepText = Array("\(minutes)".utf8)
    timeTexts = (0..<town.simulation.stepsPerDay).map { step in
      Array(Texts.time(0, seconds: step * minutes * 60).utf8.dropFirst(10))
    }
  }

  /// A meter's day each.
  var unitCount: Int { town.simulation.days.count * town.simulation.households }
  var rowsPerUnit: Int { town.simulation.stepsPerDay }

  func append(_ units: Range<Int>, to rows: inout TextRows) {
    var weather: DayWeather?
    for unit in units {
      let day = town.simulation.days.lowerBound + unit / town.simulation.households
      let today = weather?.day == day ? weather : DayWeather(day: day, in: town)
      weather = today
      guard let today else { continue }
      let household = Household(unit % town.simulation.households, in: town.simulation)
      appendPunctual(MeterDay(household, today, in: town), to: &rows)
      appendLate(household, on: day, to: &rows)
    }
  }

  private func appendPunctual(_ meter: MeterDay, to rows: inout TextRows) {
    let delivery = Delivery(meter.household.index, day: meter.day, town.simulation)
    let writer = RowWriter(meter, self)
    for step in 0..<town.simulation.stepsPerDay {
      switch delivery.error(step) {
      case .gap?, .late?: continue
      case let error: writer.append(step, error, delivery, to: &rows)
      }
    }
  }

  /// Readings of this and the days before that arrive on `day`.
  private func appendLate(_ household: Household, on day: Int, to rows: inout TextRows) {
    guard town.simulation.errors.late > 0 else { return }
    let first = max(town.simulation.since, day - Delivery.greatestDelay)
    for origin in first...max(first, day) {
      let delivery = Delivery(household.index, day: origin, town.simulation)
      var writer: RowWriter?
      for step in 0..<town.simulation.stepsPerDay where delivery.error(step) == .late {
        let arrival = (step + 1) * town.simulation.stepMinutes * 60 + delivery.delay(step, .late)
        guard origin + arrival / 86_400 == day else { continue }
        let known =
          writer
          ?? RowWriter(MeterDay(household, DayWeather(day: origin, in: town), in: town), self)
        known.append(step, .late, delivery, to: &rows)
        writer = known
      }
    }
  }

  /// Writes the rows of one meter's day.
  private struct RowWriter {
    let meter: MeterDay
    let table: ReadingsTable
    let meterText: [UInt8]
    /// This day and the ones on which its readings may arrive.
    let dateTexts: [[UInt8]]

    init(_ meter: MeterDay, _ table: ReadingsTable) {
      self.meter = meter
      self.table = table
      meterText = Array(Texts.meter(meter.household.index).utf8)
      dateTexts = (0...Delivery.greatestDelay + 1).map { Array(Texts.date(meter.day + $0).utf8) }
    }

    func append(
      _ step: Int, _ error: ReadingError?, _ delivery: Delivery, to rows: inout TextRows
    ) {
      let seconds = (step + 1) * table.town.simulation.stepMinutes * 60
      let arrival = seconds + delivery.delay(step, error)
      append(step, error, variant: delivery, arrival: arrival, to: &rows)
      if error == .duplicate {
        append(
          step, error, variant: delivery, arrival: arrival + delivery.echo(step), to: &rows)
      }
    }

    private func append(
      _ step: Int, _ error: ReadingError?, variant: Delivery, arrival: Int,
      to rows: inout TextRows
    ) {
      rows.columns[0].put(meterText)
      rows.columns[0].end()
      rows.columns[1].put(dateTexts[0])
      rows.columns[1].put(table.timeTexts[step])
      rows.columns[1].end()
      rows.columns[2].put(table.stepText)
      rows.columns[2].end()
      appendConsumption(step, error, variant, to: &rows.columns[3])
      rows.columns[4].put { Texts.append(decimal1: meter.temperature(step), to: &$0) }
      rows.columns[4].end()
      appendArrival(arrival, to: &rows.columns[5])
    }

    private func appendConsumption(
      _ step: Int, _ error: ReadingError?, _ delivery: Delivery, to column: inout TextRows.Column
    ) {
      switch error {
      case .missing?: break
      case .text?: column.put(delivery.variant(step) == 0 ? "error" : "n/a")
      case .sentinel?: column.put(delivery.variant(step) == 0 ? "-9999" : "9999")
      default: column.put { Texts.append(decimal4: meter.recorded(step), to: &$0) }
      }
      column.end()
    }

    private func appendArrival(_ seconds: Int, to column: inout TextRows.Column) {
      column.put(dateTexts[seconds / 86_400])
      column.put { bytes in
        let time = seconds % 86_400
        bytes.append(UInt8(ascii: "T"))
        TwoDigits.append(time / 3600, to: &bytes)
        bytes.append(UInt8(ascii: ":"))
        TwoDigits.append(time / 60 % 60, to: &bytes)
        bytes.append(UInt8(ascii: ":"))
        TwoDigits.append(time % 60, to: &bytes)
        bytes.append(UInt8(ascii: "Z"))
      }
      column.end()
    }
  }
}

private enum TwoDigits {
  @inline(__always)
  static func append(_ value: Int, to bytes: inout [UInt8]) {
    bytes.append(UInt8(ascii: "0") &+ UInt8(truncatingIfNeeded: value / 10))
    bytes.append(UInt8(ascii: "0") &+ UInt8(truncatingIfNeeded: value % 10))
  }
}
