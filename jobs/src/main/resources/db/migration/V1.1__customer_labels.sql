-- What a billing system knows of customers besides; metadata is a JSON object of texts.

alter table customers add column name varchar;
alter table customers add column email varchar;
alter table customers add column country varchar;
alter table customers add column metadata text;
