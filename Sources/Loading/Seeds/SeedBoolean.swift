/// `true` or `false` in any case; commas are taken out first, and what is then empty is null.
struct SeedBoolean {
  /// nil for null.
  let value: Bool?

  init?(_ field: UnsafeRawBufferPointer) {
    if SeedText.equals(field, "true") {
      value = true
    } else if SeedText.equals(field, "false") {
      value = false
    } else if field.contains(UInt8(ascii: ",")) {
      let kept = field.filter { $0 != UInt8(ascii: ",") }
      let inner = kept.withUnsafeBytes { bytes -> (isValid: Bool, value: Bool?) in
        let bare = SeedText.trimmed(bytes)
        if SeedText.isNull(trimmed: bare) { return (true, nil) }
        let boolean = SeedBoolean(bare)
        return (boolean != nil, boolean?.value)
      }
      guard inner.isValid else { return nil }
      value = inner.value
    } else {
      return nil
    }
  }
}
