ALTER TABLE person ADD COLUMN country VARCHAR(2);
ALTER TABLE contract ADD COLUMN state VARCHAR(12);
UPDATE contract SET state = 'OPEN' WHERE state IS NULL;
UPDATE person SET country = 'IT' WHERE tax_number IN ('F-1', 'F-2');
ALTER TABLE contract ALTER COLUMN state SET NOT NULL;
CREATE INDEX person_name_idx ON person (last_name, first_name);
CREATE INDEX contract_state_idx ON contract (state);
