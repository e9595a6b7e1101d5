// The tests of Diagnostics; their first files replace this one.
