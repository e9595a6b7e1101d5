// The room of Expectations; its first files replace this one.
