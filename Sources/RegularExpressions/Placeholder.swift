// The room of RegularExpressions; its first files replace this one.
