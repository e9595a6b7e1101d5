// The room of Graph; its first files replace this one.
