begin
-- create view "marts"."orders"
create view "marts"."orders" as
select id, day, amount
from raw.orders -- all of them;
commit
