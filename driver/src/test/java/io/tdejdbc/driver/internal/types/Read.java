package io.tdejdbc.driver.internal.types;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/** A getter of the first column, whose label is {@code c}. */
record Read(String name, Getter.Plain getter) {

    static List<Read> all() {
        List<Read> reads = new ArrayList<>();
        Getter.all().forEach(getter -> reads.add(new Read(getter.name(), getter.plain())));
        reads.addAll(List.of(
                new Read("getNString", r -> r.getNString("c")),
                new Read("getString by label", r -> r.getString("C")),
                new Read("getBigDecimal with scale", Read::scaled),
                new Read("getAsciiStream", r -> r.getAsciiStream(1)),
                new Read("getBinaryStream", r -> r.getBinaryStream(1)),
                new Read("getCharacterStream", r -> r.getCharacterStream(1)),
                new Read("getNCharacterStream", r -> r.getNCharacterStream(1)),
                new Read("getClob", r -> r.getClob(1)),
                new Read("getBlob", r -> r.getBlob(1))));
        return reads;
    }

    @SuppressWarnings("deprecation")
    private static Object scaled(ResultSet row) throws SQLException {
        return row.getBigDecimal(1, 2);
    }

    /** The value and whether it counts as NULL. */
    Outcome of(ResultSet row) {
        return Outcome.of(() -> getter.get(row)).and(() -> row.wasNull() ? ", was null" : "");
    }
}
