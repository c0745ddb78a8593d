package io.tdejdbc.it.harness;

import java.sql.Connection;
import java.util.List;

/**
 * The same schema and rows twice: in a plain database through its own driver, and behind {@code jdbc:tde:} in a database
 * of another backend that nothing else ever writes to.
 */
public final class Twin {
    private final Database plain;
    private final Guarded guarded;

    private Twin(Database plain, Guarded guarded) {
        this.plain = plain;
        this.guarded = guarded;
    }

    /** Makes both sides and fills them with {@link Shop}'s rows. */
    public static Twin ofShop(Servers servers, Backend.Kind kind, String purpose) throws Exception {
        String name = servers.newName(purpose);
        return ofShop(servers, kind, purpose, name, servers.guarded(kind).create(name));
    }

    /**
     * As {@link #ofShop(Servers, Backend.Kind, String)}, with both databases on the backend that may hold plaintext: for
     * statements that compare plain columns with any value.
     */
    public static Twin ofShopUnsearched(Servers servers, Backend.Kind kind, String purpose) throws Exception {
        String name = servers.newName(purpose);
        return ofShop(servers, kind, purpose, name, servers.plain(kind).create(name + "_guarded"));
    }

    private static Twin ofShop(
            Servers servers, Backend.Kind kind, String purpose, String name, Database guardedDatabase)
            throws Exception {
        Database plain = servers.plain(kind).create(name);
        Guarded guarded = Guarded.create(guardedDatabase, servers.newFolder(purpose), Shop.policy());
        List<Row> rows = Shop.rows();
        try (Connection connection = plain.open()) {
            Shop.createTables(connection, kind);
            Shop.insert(connection, rows);
        }
        try (Connection connection = guarded.open()) {
            Shop.createTables(connection, kind);
            Shop.insert(connection, rows);
        }
        return new Twin(plain, guarded);
    }

    /** The plain side. */
    public Database plain() {
        return plain;
    }

    /** The protected side. */
    public Guarded guarded() {
        return guarded;
    }
}
