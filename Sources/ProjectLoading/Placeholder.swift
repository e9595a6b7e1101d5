// The room of ProjectLoading; its first files replace this one.
