-- Who can be asked for what, and whom a conversation that waits is kept for.
alter table agents add column languages text not null default '[]';
alter table agents add column skills text not null default '[]';
alter table agents add column most_chats bigint;
alter table categories add column skill text;
alter table conversations add column skill text;
alter table conversations add column reserved_until bigint;
alter table brands add column chat_promise bigint not null default 3;
