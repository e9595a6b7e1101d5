// The room of Materializations; its first files replace this one.
