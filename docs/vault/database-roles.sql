-- What the holders of the policies may do in the database, for PostgreSQL. Run it after 'tde init', as a user who may make
-- roles, with the schema of the metadata tables first in search_path; then grant a role to each database user. The migrator
-- needs none: it owns tables and metadata.

CREATE ROLE tde_runtime; -- also for readers: what they may read of your own tables is for you to grant
GRANT SELECT ON tde_key, tde_wrapping, tde_column, tde_manifest, tde_job TO tde_runtime;
GRANT SELECT, INSERT, UPDATE, DELETE ON tde_instance TO tde_runtime;

CREATE ROLE tde_rotator;
GRANT SELECT ON tde_key, tde_wrapping, tde_column, tde_manifest TO tde_rotator;
GRANT SELECT, INSERT, UPDATE, DELETE ON tde_job TO tde_rotator;
GRANT INSERT ON tde_wrapping TO tde_rotator;

CREATE ROLE tde_retire;
GRANT SELECT ON tde_key, tde_wrapping, tde_column, tde_manifest TO tde_retire;
GRANT SELECT, INSERT, UPDATE, DELETE ON tde_job TO tde_retire;
