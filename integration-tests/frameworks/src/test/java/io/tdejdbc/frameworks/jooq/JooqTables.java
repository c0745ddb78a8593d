package io.tdejdbc.frameworks.jooq;

import static org.jooq.impl.DSL.field;
import static org.jooq.impl.DSL.name;
import static org.jooq.impl.DSL.table;

import io.tdejdbc.frameworks.harness.Application;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.LocalDateTime;
import org.jooq.Field;
import org.jooq.Record;
import org.jooq.Result;
import org.jooq.Table;

/** Tables and columns of the insurer, as generated classes have them. */
abstract class JooqTables {
    final Table<Record> person = table(name("public", "person"));
    final Field<Long> personId = column("person", "id", Long.class);
    final Field<String> firstName = column("person", "first_name", String.class);
    final Field<String> lastName = column("person", "last_name", String.class);
    final Field<String> taxNumber = column("person", "tax_number", String.class);
    final Field<String> email = column("person", "email", String.class);
    final Field<LocalDate> birthDate = column("person", "birth_date", LocalDate.class);
    final Field<BigDecimal> creditLimit = column("person", "credit_limit", BigDecimal.class);
    final Field<Boolean> active = column("person", "active", Boolean.class);
    final Field<Integer> personVersion = column("person", "version", Integer.class);
    final Table<Record> address = table(name("public", "address"));
    final Field<Long> addressPerson = column("address", "person_id", Long.class);
    final Field<String> town = column("address", "town", String.class);
    final Table<Record> contract = table(name("public", "contract"));
    final Field<Long> contractId = column("contract", "id", Long.class);
    final Field<Long> contractPerson = column("contract", "person_id", Long.class);
    final Field<String> number = column("contract", "contract_number", String.class);
    final Field<String> product = column("contract", "product", String.class);
    final Field<BigDecimal> premium = column("contract", "premium", BigDecimal.class);
    final Field<LocalDate> start = column("contract", "start_date", LocalDate.class);
    final Field<String> contractState = column("contract", "state", String.class);
    final Field<Integer> contractVersion = column("contract", "version", Integer.class);
    final Table<Record> claim = table(name("public", "claim"));
    final Field<Long> claimId = column("claim", "id", Long.class);
    final Field<Long> claimContract = column("claim", "contract_id", Long.class);
    final Field<LocalDateTime> reportedAt = column("claim", "reported_at", LocalDateTime.class);
    final Field<BigDecimal> claimAmount = column("claim", "amount", BigDecimal.class);
    final Field<String> claimState = column("claim", "state", String.class);
    final Field<String> description = column("claim", "description", String.class);
    final Table<Record> settings = table(name("public", "settings"));
    final Field<String> settingName = column("settings", "name", String.class);
    final Field<String> setting = column("settings", "setting", String.class);
    final Field<Integer> counter = column("settings", "counter", Integer.class);

    static <T> Field<T> column(String table, String column, Class<T> type) {
        return field(name("public", table, column), type);
    }

    static String text(Result<?> result) {
        return result.intoArrays().length == 0
                ? "nothing"
                : Application.sorted(result.stream().map(one -> java.util.Arrays.toString(one.intoArray())));
    }
}
