// The tests of WarehousePostgres; their first files replace this one.
