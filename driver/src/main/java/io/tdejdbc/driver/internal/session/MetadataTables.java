package io.tdejdbc.driver.internal.session;

import java.util.Set;

/** The names of the metadata tables. */
final class MetadataTables {
    static final Set<String> NAMES =
            Set.of("tde_key", "tde_wrapping", "tde_column", "tde_manifest", "tde_instance", "tde_job");

    private MetadataTables() {}
}
