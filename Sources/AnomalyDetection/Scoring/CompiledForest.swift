/// Trees laid out for scoring, in the form that costs less.
enum CompiledForest: Sendable {
  case masks(MaskedForest)
  case heaps(HeapForest)

  /// Nil when the trees fit neither form: oblique splits, or very deep trees.
  init?(_ trees: [IsolationTree], features: Int) {
    let masks = MaskedForest(trees, features: features)
    let heaps = HeapForest(trees)
    switch (masks, heaps) {
    case (let masks?, let heaps?): self = masks.cost < heaps.cost ? .masks(masks) : .heaps(heaps)
    case (let masks?, nil): self = .masks(masks)
    case (nil, let heaps?): self = .heaps(heaps)
    case (nil, nil): return nil
    }
  }
}
