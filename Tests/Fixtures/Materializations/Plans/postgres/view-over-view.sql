begin
columns of "marts"."orders"? id integer, day date, amount double precision
columns of query
select id, day, amount
from raw.orders -- all of them
? id integer, day date, amount double precision
-- create view "marts"."orders"
create or replace view "marts"."orders" as (
select id, day, amount
from raw.orders -- all of them
);
commit
