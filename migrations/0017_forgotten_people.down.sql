-- The file of the forgotten beside the database keeps the same hashes and brings them back with the script that goes up.
DROP VIEW forgotten_people_readable;
DROP TABLE forgotten_people;
