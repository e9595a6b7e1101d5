begin
-- create table "marts"."orders" from the query
create table "marts"."orders" as (
select id, day, amount
from raw.orders -- all of them
);
commit
