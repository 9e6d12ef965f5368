create index adjustments_by_customer on adjustments (customer_id, valid_from);

alter table adjustments add constraint adjustments_customer
    foreign key (customer_id) references customers (customer_id);
alter table adjustments add constraint adjustments_line unique (source_file, source_line);
