begin
columns of query
select id, day, amount
from raw.orders -- all of them
? id integer, day date, amount double precision
-- drop replaced "marts"."orders"
drop table if exists "marts"."orders";
-- create view "marts"."orders"
create view "marts"."orders" as
select id, day, amount
from raw.orders -- all of them;
commit
