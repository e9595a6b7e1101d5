// The tests of WarehouseSQLite; their first files replace this one.
