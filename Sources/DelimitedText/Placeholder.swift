// The room of DelimitedText; its first files replace this one.
