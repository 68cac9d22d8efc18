-- A session lasts no longer than the password it was opened with. Who is signed in signs in once more.
alter table session add column password_digest varchar(64) not null default '';
