// The tests of Commands; their first files replace this one.
