// The tests of Graph; their first files replace this one.
