// The room of Compilation; its first files replace this one.
