// The room of Execution; its first files replace this one.
