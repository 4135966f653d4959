-- Orders of earlier releases went to a country that nobody has asked for: ZZ, which ISO 3166-1 never assigns. It stays the default, because
-- instances of the release before may still place orders while this one is rolled out.
alter table orders add column delivery_country text not null default 'ZZ';
