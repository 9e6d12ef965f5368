-- A subscription may bill several intervals at once: each is a stream of layers. Invoices that name no
-- subscription but renew one another make layers, too.

alter table mrr_layers add column stream integer not null;
alter table mrr_layers drop constraint mrr_layers_origin;
alter table mrr_layers add constraint mrr_layers_origin
    check (kind = 'adjustment' or invoice_id is not null);
