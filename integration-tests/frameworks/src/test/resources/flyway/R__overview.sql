CREATE OR REPLACE VIEW contract_overview AS SELECT c.id, c.contract_number, p.last_name FROM contract c JOIN person p ON p.id = c.person_id;
