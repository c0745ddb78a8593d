package io.tdejdbc.it.differential;

import io.tdejdbc.it.harness.Backend;
import java.util.ArrayList;
import java.util.List;

/** The list of statements. */
final class Cases {
    private static final List<String> FILES = List.of(
            "/differential/select.sql",
            "/differential/computed.sql",
            "/differential/sorted.sql",
            "/differential/dml.sql",
            "/differential/changes.sql",
            "/differential/handed-on.sql",
            "/differential/refused.sql",
            "/differential/traps.sql",
            "/differential/applications.sql",
            "/differential/mariadb.sql");

    private Cases() {}

    /** All statements that run on a kind of backend. */
    static List<Case> of(Backend.Kind kind) {
        List<Case> cases = new ArrayList<>();
        for (String file : FILES) {
            for (Case statement : CaseFile.read(file)) {
                if (statement.expectations().containsKey(kind)) {
                    cases.add(statement);
                }
            }
        }
        return cases;
    }
}
