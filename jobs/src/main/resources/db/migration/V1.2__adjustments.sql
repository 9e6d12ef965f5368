-- Corrections of MRR by hand. Each is a layer of the same id, which has neither subscription nor invoice.

create table adjustments (
    adjustment_id varchar(100)   not null primary key,
    customer_id   varchar        not null,
    currency      varchar(3)     not null
        check (char_length(currency) = 3 and currency = upper(currency)),
    valid_from    date           not null,
    valid_to      date,
    mrr           decimal(19, 4) not null,
    reason        varchar        not null,
    author        varchar        not null,
    source_file   varchar        not null,
    source_line   bigint         not null check (source_line >= 1),
    check (valid_from < valid_to)
);

alter table mrr_layers alter column subscription_id drop not null;
alter table mrr_layers alter column invoice_id drop not null;

-- A check without a name is called otherwise by every database: it goes with its column.
alter table mrr_layers add column new_kind varchar(20);
alter table mrr_layers add column new_basis varchar(10);
update mrr_layers set new_kind = kind, new_basis = basis;
alter table mrr_layers drop column kind;
alter table mrr_layers drop column basis;
alter table mrr_layers rename column new_kind to kind;
alter table mrr_layers rename column new_basis to basis;
alter table mrr_layers alter column kind set not null;
alter table mrr_layers alter column basis set not null;
alter table mrr_layers add constraint mrr_layers_kinds
    check (kind in ('cycle', 'reset', 'restart_down', 'proration', 'orphan_proration', 'straddle',
                    'true_up', 'implied', 'pending', 'adjustment'));
alter table mrr_layers add constraint mrr_layers_bases
    check (basis in ('invoiced', 'implied', 'pending', 'adjusted'));
alter table mrr_layers add constraint mrr_layers_adjusted
    check ((kind = 'adjustment') = (basis = 'adjusted'));
alter table mrr_layers add constraint mrr_layers_origin
    check (kind = 'adjustment' or (subscription_id is not null and invoice_id is not null));
