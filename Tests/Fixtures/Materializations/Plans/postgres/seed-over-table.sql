begin
columns of query
select * from "marts"."orders"
? id integer, day date, amount double precision
-- empty "marts"."orders"
delete from "marts"."orders";
append rows to "marts"."orders" ("id" integer, "day" date, "amount" double precision)
commit
