/// The readings as they arrive: day by day, meter by meter; late ones at the end of the meter's rows
/// of the day on which they arrive.
struct ReadingsTable: SimulatedTable {
  let columns = [
    "meter_id", "reading_at", "step_minutes", "consumption_kwh", "temperature_c", "received_at",
  ]
  private let town: Town
  fileprivate let stepText: [UInt8]
  /// `T18:45:00Z` for each step.
  fileprivate let timeTexts: [[UInt8]]

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
    var arrivals: [Arrival] = []
    arrivals.reserveCapacity(town.simulation.stepsPerDay * 9 / 8)
    for step in 0..<town.simulation.stepsPerDay {
      switch delivery.error(step) {
      case .gap?, .late?: continue
      case let error: appendArrivals(of: step, error, delivery, to: &arrivals)
      }
    }
    RowWriter(meter, delivery, self).write(arrivals, to: &rows)
  }

  /// Readings of this and the days before that arrive on `day`.
  private func appendLate(_ household: Household, on day: Int, to rows: inout TextRows) {
    guard town.simulation.errors.late > 0 else { return }
    let first = max(town.simulation.since, day - Delivery.greatestDelay)
    for origin in first...max(first, day) {
      let delivery = Delivery(household.index, day: origin, town.simulation)
      var arrivals: [Arrival] = []
      for step in 0..<town.simulation.stepsPerDay where delivery.error(step) == .late {
        appendArrivals(of: step, .late, delivery, to: &arrivals)
      }
      arrivals.removeAll { origin + $0.seconds / 86_400 != day }
      guard !arrivals.isEmpty else { continue }
      let meter = MeterDay(household, DayWeather(day: origin, in: town), in: town)
      RowWriter(meter, delivery, self).write(arrivals, to: &rows)
    }
  }

  private func appendArrivals(
    of step: Int, _ error: ReadingError?, _ delivery: Delivery, to arrivals: inout [Arrival]
  ) {
    let seconds =
      (step + 1) * town.simulation.stepMinutes * 60 + delivery.delay(step, error)
    arrivals.append(Arrival(step: step, error: error, seconds: seconds))
    if error == .duplicate {
      arrivals.append(
        Arrival(step: step, error: error, seconds: seconds + delivery.echo(step)))
    }
  }
}

/// A reading on its way into the file.
private struct Arrival {
  let step: Int
  let error: ReadingError?
  /// Since the beginning of the reading's day.
  let seconds: Int
}

/// Writes rows of one meter's day, column by column.
private struct RowWriter {
  private typealias Place = UnsafeMutablePointer<UInt8>

  private let meter: MeterDay
  private let delivery: Delivery
  private let table: ReadingsTable
  /// `2024-01-31`: this day and the ones on which its readings may arrive.
  private let dates: [[UInt8]]

  init(_ meter: MeterDay, _ delivery: Delivery, _ table: ReadingsTable) {
    self.meter = meter
    self.delivery = delivery
    self.table = table
    dates = (0...Delivery.greatestDelay + 1).map { Array(Texts.date(meter.day + $0).utf8) }
  }

  func write(_ arrivals: [Arrival], to rows: inout TextRows) {
    let name = Array(Texts.meter(meter.household.index).utf8)
    rows.columns[0].append(arrivals, width: name.count) { $1.put(name) }
    rows.columns[1].append(arrivals, width: 20) { arrival, place in
      place.put(dates[0])
      place.put(table.timeTexts[arrival.step])
    }
    let stepText = table.stepText
    rows.columns[2].append(arrivals, width: stepText.count) { $1.put(stepText) }
    rows.columns[3].append(arrivals, width: 24, writeConsumption)
    rows.columns[4].append(arrivals, width: 24) { arrival, place in
      place.put(tenths: meter.temperature(arrival.step))
    }
    rows.columns[5].append(arrivals, width: 20) { arrival, place in
      place.put(dates[arrival.seconds / 86_400])
      place.put(time: arrival.seconds % 86_400)
    }
  }

  private func writeConsumption(_ arrival: Arrival, _ place: inout Place) {
    let isFirst = arrival.error == nil || delivery.variant(arrival.step) == 0
    switch arrival.error {
    case .missing?: break
    case .text?: place.put(isFirst ? "error" : "n/a")
    case .sentinel?: place.put(isFirst ? "-9999" : "9999")
    default: place.put(tenThousandths: meter.recorded(arrival.step))
    }
  }
}
