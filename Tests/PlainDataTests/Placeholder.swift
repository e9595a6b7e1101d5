// The tests of PlainData; their first files replace this one.
