// The tests of Digests; their first files replace this one.
