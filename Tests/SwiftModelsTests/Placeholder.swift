// The tests of SwiftModels; their first files replace this one.
