// The tests of Warehouse; their first files replace this one.
