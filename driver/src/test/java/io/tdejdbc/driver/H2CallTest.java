package io.tdejdbc.driver;

import java.sql.SQLException;

class H2CallTest extends CallContract {
    private final Database database = Database.h2();

    @Override
    String fresh() throws SQLException {
        return database.fresh(folder);
    }

    @Override
    String[] routines() {
        return new String[] {"""
            CREATE ALIAS add_customer AS 'void add(java.sql.Connection c, int id, byte[] ssn) throws Exception {
                var insert = c.prepareStatement("INSERT INTO customers VALUES (?, ?, NULL)");
                insert.setInt(1, id);
                insert.setBytes(2, ssn);
                insert.execute();
            }'
            """, """
            CREATE ALIAS ssn_of AS 'byte[] of(java.sql.Connection c, int id) throws Exception {
                var found = c.createStatement().executeQuery("SELECT ssn FROM customers WHERE id = " + id);
                return found.next() ? found.getBytes(1) : null;
            }'
            """};
    }

    @Override
    String allowed() {
        return "routine:PUBLIC.ADD_CUSTOMER, routine:PUBLIC.SSN_OF";
    }
}
