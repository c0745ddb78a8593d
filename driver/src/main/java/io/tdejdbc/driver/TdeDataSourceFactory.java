package io.tdejdbc.driver;

import java.util.Enumeration;
import java.util.Hashtable;
import java.util.Optional;
import javax.naming.Context;
import javax.naming.Name;
import javax.naming.NamingException;
import javax.naming.RefAddr;
import javax.naming.Reference;
import javax.naming.spi.ObjectFactory;

/**
 * Makes the data sources of this driver from JNDI references, which have the bean properties by name; {@code password} may
 * be among them. Addresses of other names are the container's own and left alone.
 */
public final class TdeDataSourceFactory implements ObjectFactory {

    /** For JNDI. */
    public TdeDataSourceFactory() {}

    /**
     * Makes a data source.
     *
     * @return null, as JNDI wants it, if the object is no reference to one of ours
     * @throws NamingException if a setting has an impossible value
     */
    @Override
    public Object getObjectInstance(Object object, Name name, Context context, Hashtable<?, ?> environment)
            throws NamingException {
        if (!(object instanceof Reference reference)) {
            return null;
        }
        Optional<TdeCommonDataSource> made = SerializedDataSource.make(reference.getClassName());
        if (made.isEmpty()) {
            return null;
        }
        for (Enumeration<RefAddr> all = reference.getAll(); all.hasMoreElements(); ) {
            RefAddr address = all.nextElement();
            if (address.getContent() instanceof String value) {
                try {
                    made.get().set(address.getType(), value);
                } catch (NumberFormatException e) {
                    throw new NamingException(address.getType() + " of " + reference.getClassName() + " is no number");
                }
            }
        }
        return made.get();
    }
}
