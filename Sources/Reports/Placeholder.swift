// The room of Reports; its first files replace this one.
