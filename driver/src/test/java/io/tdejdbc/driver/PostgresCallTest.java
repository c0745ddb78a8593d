package io.tdejdbc.driver;

import static io.tdejdbc.driver.Deployment.execute;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.sql.CallableStatement;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class PostgresCallTest extends CallContract {
    private static Database database;

    @BeforeAll
    static void start() throws IOException {
        database = Database.postgres();
    }

    @AfterAll
    static void stop() throws IOException {
        database.close();
    }

    @Override
    String fresh() throws SQLException {
        return database.fresh(folder);
    }

    @Override
    String[] routines() {
        return new String[] {
            "CREATE FUNCTION add_customer(id int, ssn bytea) RETURNS void LANGUAGE sql "
                    + "AS 'INSERT INTO customers VALUES (id, ssn, NULL)'",
            "CREATE FUNCTION ssn_of(wanted int) RETURNS bytea LANGUAGE sql "
                    + "AS 'SELECT ssn::bytea FROM customers WHERE customers.id = wanted'"
        };
    }

    @Override
    String allowed() {
        return "routine:public.add_customer, routine:public.ssn_of";
    }

    @Test
    void carriesAValueInAndOutOfOneParameter() throws Exception {
        try (Connection plain = deployment.connectPlain()) {
            execute(
                    plain,
                    "CREATE FUNCTION same(INOUT s bytea) LANGUAGE sql AS 'SELECT s'",
                    "CREATE PROCEDURE pass(INOUT s bytea, IN k int, INOUT n int) LANGUAGE plpgsql "
                            + "AS 'BEGIN n := n + k; END'");
        }
        try (Connection connection = connect("call.same.1=customers.ssn", "call.public.pass.1=customers.note")) {
            try (CallableStatement call = connection.prepareCall("{call same(?)}")) {
                call.setString(1, "111-11-1111");
                call.registerOutParameter(1, Types.VARCHAR);
                call.execute();
                assertThat(call.getString(1)).isEqualTo("111-11-1111");
            }
            try (CallableStatement call = connection.prepareCall("CALL pass(?, ?, ?)")) {
                call.setString(1, "a note");
                call.setInt(2, 5);
                call.setInt(3, 1);
                call.registerOutParameter(1, Types.VARCHAR);
                call.registerOutParameter(3, Types.INTEGER);
                call.execute();
                assertThat(call.getString(1)).isEqualTo("a note");
                assertThat(call.getInt(3)).isEqualTo(6);
            }
        }
    }

    @Test
    void decryptsTheRowsOfACursorThatACallOpens() throws Exception {
        try (Connection plain = deployment.connectPlain()) {
            execute(plain, """
                    CREATE FUNCTION find_customers(wanted bytea) RETURNS refcursor LANGUAGE plpgsql AS
                    'DECLARE c refcursor; BEGIN OPEN c FOR SELECT id, ssn FROM customers WHERE ssn = wanted; RETURN c; END'
                    """);
        }
        deployment.lines(
                "protect.customers.ssn=equality",
                "protect.customers.note=random",
                "tde.preflight.allow=" + allowed() + ", routine:public.find_customers",
                "call.find_customers.1=customers.ssn");
        try (Connection connection = deployment.connect();
                CallableStatement call = connection.prepareCall("{? = call find_customers(?)}")) {
            connection.setAutoCommit(false);
            call.registerOutParameter(1, Types.REF_CURSOR);
            call.setString(2, "123-45-6789");
            call.execute();
            try (ResultSet found = (ResultSet) call.getObject(1)) {
                assertThat(found.next()).isTrue();
                assertThat(found.getInt(1)).isEqualTo(1);
                assertThat(found.getString(2)).isEqualTo("123-45-6789");
                assertThat(found.next()).isFalse();
                assertThat(found.getStatement().getConnection()).isSameAs(connection);
            }
        }
    }
}
