package io.tdejdbc.driver.internal.runtime;

import java.lang.System.Logger.Level;
import java.lang.management.ManagementFactory;
import java.util.Optional;
import java.util.UUID;
import javax.management.InstanceAlreadyExistsException;
import javax.management.InstanceNotFoundException;
import javax.management.JMException;
import javax.management.MBeanServer;
import javax.management.ObjectName;

/** A bean in the platform's server, under the name of its deployment. What cannot be registered works all the same. */
final class JmxRegistration implements AutoCloseable {
    private static final System.Logger LOG = System.getLogger("io.tdejdbc");
    private static final int MOST_NAMES = 1_000;

    private final ObjectName name;

    private JmxRegistration(ObjectName name) {
        this.name = name;
    }

    /**
     * Registers a bean under the first free number.
     *
     * @param type the key property {@code type}
     */
    static Optional<JmxRegistration> of(Object bean, String type, UUID deployment) {
        MBeanServer server = ManagementFactory.getPlatformMBeanServer();
        try {
            for (int number = 1; number <= MOST_NAMES; number++) {
                ObjectName free = new ObjectName("io.tdejdbc:type=" + type + ",deployment=" + deployment
                        + (number == 1 ? "" : ",number=" + number));
                try {
                    server.registerMBean(bean, free);
                    return Optional.of(new JmxRegistration(free));
                } catch (InstanceAlreadyExistsException e) {
                    LOG.log(Level.DEBUG, "{0} is another one''s", free);
                }
            }
            LOG.log(Level.WARNING, "{0} cannot be reached by JMX: no name is free", type);
        } catch (JMException | RuntimeException e) {
            LOG.log(Level.WARNING, "{0} cannot be reached by JMX: {1}", type, e.toString());
        }
        return Optional.empty();
    }

    @Override
    public void close() {
        try {
            ManagementFactory.getPlatformMBeanServer().unregisterMBean(name);
        } catch (InstanceNotFoundException e) {
            LOG.log(Level.DEBUG, "{0} was unregistered by somebody else", name);
        } catch (JMException | RuntimeException e) {
            LOG.log(Level.WARNING, "{0} was not unregistered: {1}", name, e.toString());
        }
    }
}
