// The tests of RegularExpressions; their first files replace this one.
