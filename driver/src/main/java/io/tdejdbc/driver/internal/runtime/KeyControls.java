package io.tdejdbc.driver.internal.runtime;

import java.util.HashMap;
import java.util.Map;
import java.util.UUID;

/** The deployments whose keystores are open, and those in which something is locked. Thread-safe. */
final class KeyControls {
    private final Map<UUID, Use> deployments = new HashMap<>();

    private static final class Use {
        private final DeploymentKeys keys;
        private int users;

        Use(UUID deployment) {
            this.keys = new DeploymentKeys(deployment);
        }
    }

    /** To be called before anybody uses the runtime. */
    void join(BackendRuntime runtime) {
        use(runtime.deployment()).keys.join(runtime);
    }

    private synchronized Use use(UUID deployment) {
        Use use = deployments.computeIfAbsent(deployment, Use::new);
        use.users++;
        return use;
    }

    /** To be called before the runtime is closed, once. */
    void leave(BackendRuntime runtime) {
        Use use;
        synchronized (this) {
            use = deployments.get(runtime.deployment());
        }
        use.keys.leave(runtime);
        boolean locked = use.keys.isAnythingLocked();
        synchronized (this) {
            use.users--;
            if (use.users == 0 && !locked) {
                deployments.remove(runtime.deployment());
            }
        }
    }
}
