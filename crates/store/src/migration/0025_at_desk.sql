-- Until when an agent counts as sitting at the desk, which says so again and again while it is open.
alter table agents add column at_desk_until bigint;
