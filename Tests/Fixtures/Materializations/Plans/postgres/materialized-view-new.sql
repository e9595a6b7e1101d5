begin
-- create materialized view "marts"."orders"
create materialized view "marts"."orders" as (
select id, day, amount
from raw.orders -- all of them
);
commit
