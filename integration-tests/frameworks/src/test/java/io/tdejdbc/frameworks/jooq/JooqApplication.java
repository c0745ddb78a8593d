package io.tdejdbc.frameworks.jooq;

import static org.jooq.impl.DSL.case_;
import static org.jooq.impl.DSL.coalesce;
import static org.jooq.impl.DSL.count;
import static org.jooq.impl.DSL.countDistinct;
import static org.jooq.impl.DSL.excluded;
import static org.jooq.impl.DSL.field;
import static org.jooq.impl.DSL.inline;
import static org.jooq.impl.DSL.lag;
import static org.jooq.impl.DSL.max;
import static org.jooq.impl.DSL.multiset;
import static org.jooq.impl.DSL.name;
import static org.jooq.impl.DSL.rank;
import static org.jooq.impl.DSL.row;
import static org.jooq.impl.DSL.rowNumber;
import static org.jooq.impl.DSL.select;
import static org.jooq.impl.DSL.selectOne;
import static org.jooq.impl.DSL.sum;
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
import org.jooq.Query;
import org.jooq.SQLDialect;
import org.jooq.conf.RenderNameCase;
import org.jooq.conf.Settings;
import org.jooq.exception.DataAccessException;
import org.jooq.impl.DSL;
import org.jooq.impl.SQLDataType;

/** An insurer's application on jOOQ: its statements carry schema and quotes as those of generated classes do. */
public final class JooqApplication extends JooqTables implements Application {
    private DSLContext dsl;
    private boolean postgres;

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
        new JooqQueries(dsl, postgres).run(answers);
        reports(answers);
        changes(answers);
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
