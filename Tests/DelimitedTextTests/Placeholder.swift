// The tests of DelimitedText; their first files replace this one.
