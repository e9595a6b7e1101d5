// The room of SwiftModels; its first files replace this one.
