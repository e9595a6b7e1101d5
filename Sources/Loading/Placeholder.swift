// The room of Loading; its first files replace this one.
