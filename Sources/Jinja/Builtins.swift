/// What Jinja2 offers to every template, gathered from the files that define it.
enum Builtins {
  static let filters: [String: Filter] = [
    TextFilters.all, MarkupFilters.all, LayoutFilters.all, NumberFilters.all, SequenceFilters.all,
    SelectionFilters.all, OrderFilters.all, DataFilters.all, UrlizeFilter.all,
  ].reduce(into: [:]) { all, some in all.merge(some) { $1 } }

  static let tests: [String: Test] = [
    TypeTests.all, ComparisonTests.all, TextTests.all, LookupTests.all,
  ].reduce(into: [:]) { all, some in all.merge(some) { $1 } }

  static let globals: [String: Global] = GlobalFunctions.all

  /// Methods of Python's types by name.
  static let methods: [String: MethodSet] = {
    var all: [String: MethodSet] = [:]
    for (name, method) in StringMethods.all { all[name, default: MethodSet()].string = method }
    for (name, method) in ListMethods.all { all[name, default: MethodSet()].list = method }
    for (name, method) in ListMethods.ofTuples { all[name, default: MethodSet()].tuple = method }
    for (name, method) in DictMethods.all { all[name, default: MethodSet()].dict = method }
    for (name, method) in NumberMethods.ofIntegers {
      all[name, default: MethodSet()].integer = method
    }
    for (name, method) in NumberMethods.ofFloats { all[name, default: MethodSet()].double = method }
    for (name, method) in SetMethods.all { all[name, default: MethodSet()].set = method }
    return all
  }()
}
