// The tests of Compilation; their first files replace this one.
