// The tests of Reports; their first files replace this one.
