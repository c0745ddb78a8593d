package io.tdejdbc.driver;

import java.lang.reflect.Proxy;
import java.util.Hashtable;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import javax.naming.Context;
import javax.naming.NameNotFoundException;
import javax.naming.Reference;
import javax.naming.spi.InitialContextFactory;
import javax.naming.spi.NamingManager;

/** A naming service of this process: names of objects and references, as a container has them. */
public final class JndiNames implements InitialContextFactory, AutoCloseable {
    private static final Map<String, Object> BOUND = new ConcurrentHashMap<>();

    /** For JNDI itself. */
    public JndiNames() {}

    /** Makes this the naming service until it is closed. */
    public static JndiNames begin() {
        System.setProperty(Context.INITIAL_CONTEXT_FACTORY, JndiNames.class.getName());
        return new JndiNames();
    }

    public void bind(String name, Object object) {
        BOUND.put(name, object);
    }

    @Override
    public Context getInitialContext(Hashtable<?, ?> environment) {
        return (Context) Proxy.newProxyInstance(
                JndiNames.class.getClassLoader(), new Class<?>[] {Context.class}, (proxy, method, arguments) -> {
                    if (!method.getName().equals("lookup") || !BOUND.containsKey(arguments[0].toString())) {
                        throw new NameNotFoundException(String.valueOf(arguments[0]));
                    }
                    Object bound = BOUND.get(arguments[0].toString());
                    return bound instanceof Reference
                            ? NamingManager.getObjectInstance(bound, null, null, environment)
                            : bound;
                });
    }

    @Override
    public void close() {
        BOUND.clear();
        System.clearProperty(Context.INITIAL_CONTEXT_FACTORY);
    }
}
