package io.tdejdbc.it.life;

import static org.assertj.core.api.Assertions.assertThat;

import io.tdejdbc.it.harness.Backend;
import io.tdejdbc.it.harness.Guarded;
import io.tdejdbc.it.harness.Servers;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** An application server lets go of an application that used the driver. */
@ExtendWith(Servers.Provider.class)
final class RedeployTest {
    private static final String ROUNDS = "6";

    private static Map<String, String> run(Servers servers, String driver) throws Exception {
        Path folder = servers.newFolder("redeploy");
        Guarded guarded = Guarded.create(
                servers.guarded(Backend.Kind.H2).create(servers.newName("redeploy")), folder, Accounts.RULES);
        // What the platform remembers softly goes at the next collection, so that only what is held on to stays.
        return Child.run(
                folder,
                List.of("-Xmx256m", "-XX:SoftRefLRUPolicyMSPerMB=0"),
                Redeploys.class,
                guarded.url(),
                guarded.database().url(),
                ROUNDS,
                driver);
    }

    @Test
    void anApplicationThatBringsTheDriverIsCollectedOnceTheDriverIsDeregistered(Servers servers) throws Exception {
        assertThat(run(servers, "own"))
                .containsEntry("collected", ROUNDS + " of " + ROUNDS)
                .containsEntry("threads", "[]")
                .containsEntry("beans", "[]");
    }

    /** The threads of the driver were started by it, and live on for the other application. */
    @Test
    void anApplicationIsCollectedWhileAnotherGoesOnWithTheDriverOfTheServer(Servers servers) throws Exception {
        assertThat(run(servers, "shared"))
                .containsEntry("collected", "1 of 1")
                .containsEntry("usable", "true")
                .hasEntrySatisfying("threads", threads -> assertThat(threads).contains("tde-catalog-poll"));
    }
}
