INSERT INTO person (first_name, last_name, tax_number, email, birth_date) VALUES ('Nina', 'Bari', 'F-1', 'nina@example.org', DATE '1980-11-19');
INSERT INTO person (first_name, last_name, tax_number, email) VALUES ('Olga', 'Taussky', 'F-2', 'olga@example.org'), ('Paul', 'Erdos', 'F-3', NULL);
INSERT INTO contract (person_id, contract_number, product, premium) VALUES (1, 'F-100', 'CAR', 80.00), (2, 'F-200', 'HOME', 120.50);
