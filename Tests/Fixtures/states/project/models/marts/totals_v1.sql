select 1 as total
