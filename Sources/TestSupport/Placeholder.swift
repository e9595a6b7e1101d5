// The room of TestSupport; its first files replace this one.
