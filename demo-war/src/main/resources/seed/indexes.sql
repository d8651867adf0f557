create index product_by_category on product (category_id, sold);
create index product_by_sold on product (sold);
create index product_by_listed on product (listed);
create index review_by_product on review (product_id, written);
create index review_by_account on review (account_id);
create index review_by_written on review (written);

alter table product add foreign key (category_id) references category (id);
alter table review add foreign key (product_id) references product (id);
alter table review add foreign key (account_id) references account (id);
alter table reply add foreign key (review_id) references review (id);
alter table stock add foreign key (product_id) references product (id);
alter table stock add foreign key (warehouse_id) references warehouse (id);
alter table related add foreign key (product_id) references product (id);
alter table related add foreign key (other_id) references product (id);
alter table purchase add foreign key (account_id) references account (id);
alter table purchase_line add foreign key (purchase_id) references purchase (id);
alter table purchase_line add foreign key (product_id) references product (id);
alter table purchase_line add foreign key (warehouse_id) references warehouse (id);
