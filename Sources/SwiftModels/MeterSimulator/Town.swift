/// What all meters share: the simulation, the day's shapes, the weather, the outages.
struct Town: Sendable {
  let simulation: Simulation
  let shapes: DayShapes
  let weather: Weather

  init(_ simulation: Simulation) {
    self.simulation = simulation
    shapes = DayShapes(stepMinutes: simulation.stepMinutes)
    weather = Weather(simulation)
  }

  /// The steps of a feeder's planned outage: one to four hours between 8 and 20 o'clock; mostly none.
  func outage(feeder: Int, day: Int) -> Range<Int> {
    let noise = simulation.noise.child(.outage).child(feeder).child(day)
    guard noise.unit(0) < simulation.outages else { return 0..<0 }
    let perHour = 60 / simulation.stepMinutes
    let start = (8 + noise.index(1, below: 9)) * perHour
    return start..<start + (1 + noise.index(2, below: 4)) * perHour
  }
}

/// The temperature of a day at each step.
struct DayWeather: Sendable {
  let day: Int
  /// Tenths of a degree at the weather station.
  let tenths: [Int]

  init(day: Int, in town: Town) {
    let hours = town.weather.hourly(day: day)
    let minutes = town.simulation.stepMinutes
    self.day = day
    tenths = (0..<town.simulation.stepsPerDay).map { step in
      let minute = step * minutes
      let (from, to) = (hours[minute / 60], hours[minute / 60 + 1])
      return from + (to - from) * (minute % 60) / 60
    }
  }
}
