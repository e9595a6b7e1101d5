begin
-- create view "marts"."orders__dbt_tmp"
create view "marts"."orders__dbt_tmp" as (
select id, day, amount
from raw.orders -- all of them
);
-- rename "marts"."orders__dbt_tmp" to "marts"."orders"
alter view "marts"."orders__dbt_tmp" rename to "orders";
commit
