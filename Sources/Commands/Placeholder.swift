// The room of Commands; its first files replace this one.
