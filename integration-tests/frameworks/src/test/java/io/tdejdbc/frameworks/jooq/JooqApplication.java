package io.tdejdbc.frameworks.jooq;

import static org.jooq.impl.DSL.case_;
import static org.jooq.impl.DSL.coalesce;
import static org.jooq.impl.DSL.count;
import static org.jooq.impl.DSL.countDistinct;
import static org.jooq.impl.DSL.excluded;
import static org.jooq.impl.DSL.exists;
import static org.jooq.impl.DSL.field;
import static org.jooq.impl.DSL.inline;
import static org.jooq.impl.DSL.lag;
import static org.jooq.impl.DSL.max;
import static org.jooq.impl.DSL.multiset;
import static org.jooq.impl.DSL.name;
import static org.jooq.impl.DSL.not;
import static org.jooq.impl.DSL.notExists;
import static org.jooq.impl.DSL.rank;
import static org.jooq.impl.DSL.row;
import static org.jooq.impl.DSL.rowNumber;
import static org.jooq.impl.DSL.select;
import static org.jooq.impl.DSL.selectOne;
import static org.jooq.impl.DSL.sum;
import static org.jooq.impl.DSL.table;
import static org.jooq.impl.DSL.upper;
import static org.jooq.impl.DSL.val;

import io.tdejdbc.frameworks.harness.Answers;
import io.tdejdbc.frameworks.harness.Application;
import io.tdejdbc.frameworks.harness.Office;
import io.tdejdbc.frameworks.harness.Site;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.List;
import org.jooq.BatchBindStep;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.Query;
import org.jooq.Record;
import org.jooq.Result;
import org.jooq.SQLDialect;
import org.jooq.Table;
import org.jooq.conf.RenderNameCase;
import org.jooq.conf.Settings;
import org.jooq.exception.DataAccessException;
import org.jooq.impl.DSL;
import org.jooq.impl.SQLDataType;

/** An insurer's application on jOOQ: its statements carry schema and quotes as those of generated classes do. */
public final class JooqApplication implements Application {
    private final Table<Record> person = table(name("public", "person"));
    private final Field<Long> personId = column("person", "id", Long.class);
    private final Field<String> firstName = column("person", "first_name", String.class);
    private final Field<String> lastName = column("person", "last_name", String.class);
    private final Field<String> taxNumber = column("person", "tax_number", String.class);
    private final Field<String> email = column("person", "email", String.class);
    private final Field<LocalDate> birthDate = column("person", "birth_date", LocalDate.class);
    private final Field<BigDecimal> creditLimit = column("person", "credit_limit", BigDecimal.class);
    private final Field<Boolean> active = column("person", "active", Boolean.class);
    private final Field<Integer> personVersion = column("person", "version", Integer.class);
    private final Table<Record> address = table(name("public", "address"));
    private final Field<Long> addressPerson = column("address", "person_id", Long.class);
    private final Field<String> town = column("address", "town", String.class);
    private final Table<Record> contract = table(name("public", "contract"));
    private final Field<Long> contractId = column("contract", "id", Long.class);
    private final Field<Long> contractPerson = column("contract", "person_id", Long.class);
    private final Field<String> number = column("contract", "contract_number", String.class);
    private final Field<String> product = column("contract", "product", String.class);
    private final Field<BigDecimal> premium = column("contract", "premium", BigDecimal.class);
    private final Field<LocalDate> start = column("contract", "start_date", LocalDate.class);
    private final Field<String> contractState = column("contract", "state", String.class);
    private final Field<Integer> contractVersion = column("contract", "version", Integer.class);
    private final Table<Record> claim = table(name("public", "claim"));
    private final Field<Long> claimId = column("claim", "id", Long.class);
    private final Field<Long> claimContract = column("claim", "contract_id", Long.class);
    private final Field<LocalDateTime> reportedAt = column("claim", "reported_at", LocalDateTime.class);
    private final Field<BigDecimal> claimAmount = column("claim", "amount", BigDecimal.class);
    private final Field<String> claimState = column("claim", "state", String.class);
    private final Field<String> description = column("claim", "description", String.class);
    private final Table<Record> settings = table(name("public", "settings"));
    private final Field<String> settingName = column("settings", "name", String.class);
    private final Field<String> setting = column("settings", "setting", String.class);
    private final Field<Integer> counter = column("settings", "counter", Integer.class);

    private DSLContext dsl;
    private boolean postgres;

    private static <T> Field<T> column(String table, String column, Class<T> type) {
        return field(name("public", table, column), type);
    }

    @Override
    public String framework() {
        return "jOOQ";
    }

    @Override
    public void run(Site site, Answers answers) throws Exception {
        answers.step("schema", () -> {
            Office.create(site.kind(), site.dataSource());
            return "made";
        });
        postgres = site.kind() == Site.Kind.POSTGRESQL;
        // H2 keeps the names of the generated classes in upper case.
        dsl = DSL.using(
                site.dataSource(),
                postgres ? SQLDialect.POSTGRES : SQLDialect.H2,
                new Settings().withRenderNameCase(postgres ? RenderNameCase.AS_IS : RenderNameCase.UPPER));
        inserts(answers);
        queries(answers);
        reports(answers);
        changes(answers);
    }

    private static String text(Result<?> result) {
        return result.intoArrays().length == 0
                ? "nothing"
                : Application.sorted(result.stream().map(one -> java.util.Arrays.toString(one.intoArray())));
    }

    private void inserts(Answers answers) throws Exception {
        answers.step(
                "insert returning",
                () -> dsl.insertInto(
                                person,
                                firstName,
                                lastName,
                                taxNumber,
                                email,
                                birthDate,
                                creditLimit,
                                active,
                                personVersion)
                        .values(
                                "Ada",
                                "Byron",
                                "T-1",
                                "ada@example.org",
                                LocalDate.of(1985, 12, 10),
                                new BigDecimal("1000.00"),
                                true,
                                0)
                        .returningResult(personId)
                        .fetchOne(personId));
        answers.step(
                "insert of several rows",
                () -> dsl.insertInto(
                                person,
                                firstName,
                                lastName,
                                taxNumber,
                                email,
                                birthDate,
                                creditLimit,
                                active,
                                personVersion)
                        .values(
                                "Blaise",
                                "Pascal",
                                "T-2",
                                "blaise@example.org",
                                LocalDate.of(1993, 6, 19),
                                new BigDecimal("200.00"),
                                true,
                                0)
                        .values(
                                "Carl",
                                "Gauss",
                                "T-3",
                                "carl@example.org",
                                LocalDate.of(1977, 4, 30),
                                new BigDecimal("300.00"),
                                false,
                                0)
                        .values("Daniel", "Bernoulli", null, null, null, null, true, 0)
                        .execute());
        answers.step(
                "insert set",
                () -> dsl.insertInto(address)
                        .set(addressPerson, 1L)
                        .set(column("address", "street", String.class), "1 Loop")
                        .set(column("address", "postcode", String.class), "0100")
                        .set(town, "London")
                        .set(column("address", "country", String.class), "GB")
                        .execute());
        answers.step("batch insert", () -> {
            List<Query> queries = new ArrayList<>();
            for (int i = 1; i <= 6; i++) {
                queries.add(dsl.insertInto(contract)
                        .set(contractPerson, (long) (1 + i % 3))
                        .set(number, "N-" + i)
                        .set(product, i % 2 == 0 ? "HOME" : "CAR")
                        .set(premium, new BigDecimal(100 * i + ".00"))
                        .set(start, LocalDate.of(2023, i, 1))
                        .set(contractState, "OPEN")
                        .set(contractVersion, 0));
            }
            return dsl.batch(queries).execute().length;
        });
        answers.step("batch with bind values", () -> {
            BatchBindStep batch =
                    dsl.batch(dsl.insertInto(claim, claimContract, reportedAt, claimAmount, claimState, description)
                            .values((Long) null, null, null, null, null));
            for (int i = 1; i <= 6; i++) {
                batch = batch.bind(
                        (long) i,
                        LocalDateTime.of(2024, i, 2, 10, 0),
                        new BigDecimal(50 * i + ".25"),
                        i % 2 == 0 ? "PAID" : "NEW",
                        "Case " + i);
            }
            return batch.execute().length;
        });
        answers.step(
                "insert select",
                () -> dsl.insertInto(settings, settingName, setting, counter)
                        .select(select(inline("from-").concat(inline("query")), inline("x"), val(1)))
                        .execute());
        answers.step(
                "insert on conflict do nothing",
                () -> dsl.insertInto(settings, settingName, setting, counter)
                        .values("theme", "dark", 1)
                        .onConflict(settingName)
                        .doNothing()
                        .execute());
        answers.step(
                "insert on conflict do update",
                () -> dsl.insertInto(settings, settingName, setting, counter)
                        .values("theme", "light", 1)
                        .onConflict(settingName)
                        .doUpdate()
                        .set(setting, excluded(setting))
                        .execute());
        answers.step(
                "upsert with a value",
                () -> dsl.insertInto(settings, settingName, setting, counter)
                        .values("theme", "grey", 1)
                        .onConflict(settingName)
                        .doUpdate()
                        .set(setting, "greyer")
                        .execute());
        answers.step(
                "upsert of a person",
                () -> dsl.insertInto(person, personId, firstName, lastName, taxNumber, email, active, personVersion)
                        .values(2L, "Blaise", "Pascal", "T-22", "blaise2@example.org", true, 1)
                        .onConflict(personId)
                        .doUpdate()
                        .set(taxNumber, excluded(taxNumber))
                        .set(email, excluded(email))
                        .execute());
        answers.step(
                "merge",
                () -> dsl.mergeInto(settings)
                        .using(selectOne())
                        .on(settingName.eq("language"))
                        .whenMatchedThenUpdate()
                        .set(setting, "it")
                        .whenNotMatchedThenInsert(settingName, setting, counter)
                        .values("language", "en", 0)
                        .execute());
    }

    private void queries(Answers answers) throws Exception {
        answers.step(
                "select all columns",
                () -> text(dsl.select(personId, firstName, lastName, taxNumber, email, birthDate, creditLimit)
                        .from(person)
                        .where(personId.eq(1L))
                        .fetch()));
        answers.step(
                "by unique column",
                () -> text(dsl.select(personId)
                        .from(person)
                        .where(email.eq("ada@example.org"))
                        .fetch()));
        answers.step(
                "in list",
                () -> text(dsl.select(personId)
                        .from(person)
                        .where(taxNumber.in("T-1", "T-3", "T-9"))
                        .fetch()));
        answers.step(
                "not in list",
                () -> text(dsl.select(personId)
                        .from(person)
                        .where(taxNumber.notIn("T-1", "T-3"))
                        .fetch()));
        answers.step(
                "null test",
                () -> text(dsl.select(personId)
                        .from(person)
                        .where(taxNumber.isNull().or(taxNumber.eq("T-1")))
                        .fetch()));
        answers.step(
                "distinct from",
                () -> text(dsl.select(personId)
                        .from(person)
                        .where(taxNumber.isDistinctFrom("T-1"))
                        .fetch()));
        answers.step(
                "negation",
                () -> text(dsl.select(personId)
                        .from(person)
                        .where(not(lastName.eq("Gauss")))
                        .and(active.isTrue())
                        .fetch()));
        answers.step(
                "join",
                () -> text(dsl.select(lastName, number)
                        .from(person)
                        .join(contract)
                        .on(contractPerson.eq(personId))
                        .where(product.eq("HOME"))
                        .fetch()));
        answers.step(
                "left join",
                () -> text(dsl.select(lastName, town)
                        .from(person)
                        .leftJoin(address)
                        .on(addressPerson.eq(personId))
                        .fetch()));
        answers.step(
                "three tables",
                () -> text(dsl.select(personId, number, claimState, description)
                        .from(claim)
                        .join(contract)
                        .on(claimContract.eq(contractId))
                        .join(person)
                        .on(contractPerson.eq(personId))
                        .where(taxNumber.eq("T-1"))
                        .and(claimState.eq("NEW"))
                        .fetch()));
        answers.step("aliases", () -> {
            var p = person.as("p");
            return text(dsl.select(field(name("p", "last_name"), String.class))
                    .from(p)
                    .where(field(name("p", "tax_number"), String.class).eq("T-3"))
                    .fetch());
        });
        answers.step(
                "page",
                () -> text(dsl.select(personId, email)
                        .from(person)
                        .orderBy(personId)
                        .limit(2)
                        .offset(1)
                        .fetch()));
        answers.step(
                "seek",
                () -> text(dsl.select(personId, email)
                        .from(person)
                        .orderBy(personId)
                        .seek(2L)
                        .limit(2)
                        .fetch()));
        answers.step(
                "with ties",
                () -> text(dsl.select(contractId)
                        .from(contract)
                        .orderBy(contractPerson)
                        .limit(2)
                        .withTies()
                        .fetch()));
        answers.step(
                "exists",
                () -> text(dsl.select(personId)
                        .from(person)
                        .where(exists(selectOne()
                                .from(contract)
                                .where(contractPerson.eq(personId))
                                .and(number.eq("N-2"))))
                        .fetch()));
        answers.step(
                "not exists",
                () -> text(dsl.select(personId)
                        .from(person)
                        .where(notExists(selectOne().from(contract).where(contractPerson.eq(personId))))
                        .fetch()));
        answers.step(
                "in sub-query",
                () -> text(dsl.select(email)
                        .from(person)
                        .where(personId.in(select(contractPerson).from(contract).where(contractState.eq("OPEN"))))
                        .fetch()));
        answers.step("fetch exists", () -> dsl.fetchExists(person, email.eq("ada@example.org")));
        answers.step("fetch count", () -> dsl.fetchCount(person, lastName.eq("Gauss")));
        answers.step(
                "row values",
                () -> text(dsl.select(personId)
                        .from(person)
                        .where(row(lastName, firstName).eq(row(val("Byron"), val("Ada"))))
                        .fetch()));
        answers.step(
                "row values in list",
                () -> text(dsl.select(personId)
                        .from(person)
                        .where(row(lastName, firstName).in(row("Byron", "Ada"), row("Gauss", "Carl")))
                        .fetch()));
        answers.step(
                "union",
                () -> text(dsl.select(email)
                        .from(person)
                        .where(personId.eq(1L))
                        .union(select(email).from(person).where(personId.eq(2L)))
                        .fetch()));
        answers.step(
                "union all",
                () -> text(dsl.select(number)
                        .from(contract)
                        .where(contractId.eq(1L))
                        .unionAll(select(number).from(contract).where(contractId.eq(2L)))
                        .fetch()));
        answers.step(
                "except",
                () -> text(dsl.select(personId)
                        .from(person)
                        .except(select(contractPerson).from(contract))
                        .fetch()));
        answers.step("derived table", () -> {
            var open = select(contractPerson.as("owner"), count().as("n"))
                    .from(contract)
                    .where(contractState.eq("OPEN"))
                    .groupBy(contractPerson)
                    .asTable("o");
            return text(dsl.select(email, open.field("n"))
                    .from(person)
                    .join(open)
                    .on(personId.eq(open.field("owner", Long.class)))
                    .fetch());
        });
        answers.step("with", () -> {
            var c = name("c")
                    .fields("owner", "num")
                    .as(select(contractPerson, number).from(contract).where(contractState.eq("OPEN")));
            return text(dsl.with(c)
                    .select(email, field(name("c", "num"), String.class))
                    .from(person)
                    .join(c)
                    .on(personId.eq(field(name("c", "owner"), Long.class)))
                    .fetch());
        });
        answers.step("recursive", () -> {
            var t = name("t")
                    .fields("n")
                    .as(select(val(1))
                            .unionAll(select(field(name("n"), Integer.class).plus(1))
                                    .from(table(name("t")))
                                    .where(field(name("n"), Integer.class).lt(4))));
            return text(dsl.withRecursive(t)
                    .select(field(name("n")), personId)
                    .from(t)
                    .join(person)
                    .on(personId.eq(field(name("n"), Long.class)))
                    .fetch());
        });
        answers.step(
                "for update",
                () -> dsl.transactionResult(inner -> text(inner.dsl()
                        .select(personId, taxNumber)
                        .from(person)
                        .where(personId.eq(1L))
                        .forUpdate()
                        .fetch())));
        answers.step(
                "for update skip locked",
                () -> dsl.transactionResult(inner -> text(inner.dsl()
                        .select(personId)
                        .from(person)
                        .where(email.eq("ada@example.org"))
                        .forUpdate()
                        .skipLocked()
                        .fetch())));
        if (postgres) {
            answers.step(
                    "any of an array",
                    () -> text(dsl.select(personId)
                            .from(person)
                            .where(taxNumber.eq(DSL.any("T-1", "T-3")))
                            .fetch()));
            answers.step(
                    "distinct on",
                    () -> text(dsl.select(contractPerson, contractId)
                            .distinctOn(contractPerson)
                            .from(contract)
                            .orderBy(contractPerson, contractId)
                            .fetch()));
            answers.step("lateral", () -> {
                var last = DSL.lateral(select(number.as("num"))
                                .from(contract)
                                .where(contractPerson.eq(personId))
                                .orderBy(contractId.desc())
                                .limit(1))
                        .as("last");
                return text(
                        dsl.select(email, last.field("num")).from(person, last).fetch());
            });
            answers.step(
                    "filter",
                    () -> text(dsl.select(count().filterWhere(contractState.eq("OPEN")))
                            .from(contract)
                            .fetch()));
        }
        answers.step(
                "like",
                () -> text(dsl.select(contractId)
                        .from(contract)
                        .where(number.like("N-%"))
                        .fetch()));
        answers.step(
                "contains, ignoring case",
                () -> text(dsl.select(personId)
                        .from(person)
                        .where(lastName.containsIgnoreCase("aus"))
                        .fetch()));
        answers.step(
                "between",
                () -> text(dsl.select(contractId)
                        .from(contract)
                        .where(start.between(LocalDate.of(2023, 2, 1), LocalDate.of(2023, 4, 1)))
                        .fetch()));
        answers.step(
                "order by name",
                () -> text(dsl.select(personId, lastName)
                        .from(person)
                        .orderBy(lastName.asc(), firstName.asc())
                        .fetch()));
    }

    private void reports(Answers answers) throws Exception {
        answers.step(
                "group by",
                () -> text(dsl.select(contractState, count())
                        .from(contract)
                        .groupBy(contractState)
                        .having(count().gt(1))
                        .fetch()));
        answers.step(
                "count distinct",
                () -> text(dsl.select(countDistinct(lastName)).from(person).fetch()));
        answers.step(
                "sum and max",
                () -> text(dsl.select(contractPerson, sum(premium), max(premium))
                        .from(contract)
                        .groupBy(contractPerson)
                        .fetch()));
        answers.step(
                "row number",
                () -> text(dsl.select(
                                contractId,
                                rowNumber().over().partitionBy(contractPerson).orderBy(contractId))
                        .from(contract)
                        .fetch()));
        answers.step("top of each", () -> {
            var ranked = select(
                            contractPerson.as("owner"),
                            number.as("num"),
                            rowNumber()
                                    .over()
                                    .partitionBy(contractPerson)
                                    .orderBy(contractId.desc())
                                    .as("rn"))
                    .from(contract)
                    .asTable("r");
            return text(dsl.select(ranked.field("owner"), ranked.field("num"))
                    .from(ranked)
                    .where(ranked.field("rn", Integer.class).eq(1))
                    .fetch());
        });
        answers.step(
                "partition by state",
                () -> text(dsl.select(contractId, count().over().partitionBy(contractState))
                        .from(contract)
                        .fetch()));
        answers.step(
                "rank by premium",
                () -> text(dsl.select(contractId, rank().over().orderBy(premium.desc()))
                        .from(contract)
                        .fetch()));
        answers.step(
                "lag",
                () -> text(dsl.select(contractId, lag(number).over().orderBy(contractId))
                        .from(contract)
                        .fetch()));
        answers.step(
                "case",
                () -> text(dsl.select(
                                personId,
                                case_().when(active.isTrue(), inline("yes")).else_(inline("no")))
                        .from(person)
                        .fetch()));
        answers.step(
                "case on a value",
                () -> text(dsl.select(
                                contractId,
                                case_(product).when("HOME", 1).when("CAR", 2).else_(3))
                        .from(contract)
                        .fetch()));
        answers.step(
                "coalesce",
                () -> text(dsl.select(coalesce(taxNumber, val("none")))
                        .from(person)
                        .fetch()));
        answers.step(
                "upper",
                () -> text(dsl.select(upper(lastName))
                        .from(person)
                        .where(personId.eq(1L))
                        .fetch()));
        answers.step(
                "full name",
                () -> text(dsl.select(firstName.concat(" ").concat(lastName))
                        .from(person)
                        .where(personId.eq(1L))
                        .fetch()));
        answers.step(
                "scalar sub-query",
                () -> text(
                        dsl.select(email, field(select(count()).from(contract).where(contractPerson.eq(personId))))
                                .from(person)
                                .fetch()));
        answers.step(
                "multiset",
                () -> dsl.select(
                                personId,
                                multiset(select(number)
                                        .from(contract)
                                        .where(contractPerson.eq(personId))
                                        .orderBy(contractId)))
                        .from(person)
                        .orderBy(personId)
                        .fetch()
                        .toString());
        answers.step(
                "rollup",
                () -> text(dsl.select(contractPerson, count())
                        .from(contract)
                        .groupBy(contractPerson, contractId)
                        .fetch()));
    }

    private void changes(Answers answers) throws Exception {
        answers.step(
                "update",
                () -> dsl.update(person)
                        .set(email, "ada.byron@example.org")
                        .set(birthDate, LocalDate.of(1986, 1, 1))
                        .where(personId.eq(1L))
                        .execute());
        answers.step(
                "update with a version",
                () -> dsl.update(contract)
                        .set(contractState, "LAPSED")
                        .set(contractVersion, 1)
                        .where(contractId.eq(1L))
                        .and(contractVersion.eq(0))
                        .execute());
        answers.step(
                "update of a stale version",
                () -> dsl.update(contract)
                        .set(contractState, "LOST")
                        .set(contractVersion, 1)
                        .where(contractId.eq(1L))
                        .and(contractVersion.eq(0))
                        .execute());
        answers.step(
                "update by sub-query",
                () -> dsl.update(contract)
                        .set(contractState, "GOLD")
                        .where(contractPerson.in(select(personId).from(person).where(taxNumber.eq("T-3"))))
                        .execute());
        answers.step(
                "update of a counter",
                () -> dsl.update(settings)
                        .set(counter, counter.plus(1))
                        .where(settingName.eq("theme"))
                        .execute());
        answers.step(
                "update to null",
                () -> dsl.update(person)
                        .setNull(taxNumber)
                        .where(email.eq("carl@example.org"))
                        .execute());
        answers.step(
                "update of a row",
                () -> dsl.update(person)
                        .set(row(firstName, lastName), row(val("Augusta"), val("King")))
                        .where(personId.eq(1L))
                        .execute());
        if (postgres) {
            answers.step(
                    "update returning",
                    () -> text(dsl.update(person)
                            .set(taxNumber, "T-1b")
                            .where(personId.eq(1L))
                            .returningResult(personId, taxNumber)
                            .fetch()));
            answers.step(
                    "update from",
                    () -> dsl.update(claim)
                            .set(claimState, "VOID")
                            .from(contract)
                            .where(claimContract.eq(contractId))
                            .and(number.eq("N-5"))
                            .execute());
            answers.step(
                    "delete returning",
                    () -> text(dsl.deleteFrom(settings)
                            .where(settingName.eq("language"))
                            .returningResult(setting)
                            .fetch()));
            answers.step(
                    "json field",
                    () -> text(dsl.select(field(
                                    "{0}->>'channel'",
                                    String.class, field(name("public", "claim", "attributes"), SQLDataType.JSONB)))
                            .from(claim)
                            .where(claimId.eq(1L))
                            .fetch()));
        }
        answers.step(
                "delete",
                () -> dsl.deleteFrom(claim)
                        .where(claimState.eq("PAID"))
                        .and(claimContract.eq(2L))
                        .execute());
        answers.step(
                "delete by sub-query",
                () -> dsl.deleteFrom(address)
                        .where(addressPerson.in(select(personId).from(person).where(email.eq("ada.byron@example.org"))))
                        .execute());
        answers.step("rollback", () -> {
            try {
                dsl.transaction(inner -> {
                    inner.dsl()
                            .update(person)
                            .set(lastName, "Nobody")
                            .where(personId.eq(2L))
                            .execute();
                    throw new DataAccessException("on purpose");
                });
                return "not rolled back";
            } catch (DataAccessException e) {
                return text(
                        dsl.select(lastName).from(person).where(personId.eq(2L)).fetch());
            }
        });
        answers.step("plain SQL", () -> text(dsl.fetch("select last_name, tax_number from person where id = ?", 2L)));
        answers.step(
                "what is left",
                () -> List.of(
                        text(dsl.fetch(person)),
                        text(dsl.fetch(contract)),
                        text(dsl.selectFrom(claim).fetch())));
    }
}
