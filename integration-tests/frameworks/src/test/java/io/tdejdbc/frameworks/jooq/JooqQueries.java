package io.tdejdbc.frameworks.jooq;

import static org.jooq.impl.DSL.count;
import static org.jooq.impl.DSL.exists;
import static org.jooq.impl.DSL.field;
import static org.jooq.impl.DSL.name;
import static org.jooq.impl.DSL.not;
import static org.jooq.impl.DSL.notExists;
import static org.jooq.impl.DSL.row;
import static org.jooq.impl.DSL.select;
import static org.jooq.impl.DSL.selectOne;
import static org.jooq.impl.DSL.table;
import static org.jooq.impl.DSL.val;

import io.tdejdbc.frameworks.harness.Answers;
import java.time.LocalDate;
import org.jooq.DSLContext;
import org.jooq.impl.DSL;

/** What the application asks for. */
final class JooqQueries extends JooqTables {
    private final DSLContext dsl;
    private final boolean postgres;

    JooqQueries(DSLContext dsl, boolean postgres) {
        this.dsl = dsl;
        this.postgres = postgres;
    }

    void run(Answers answers) throws Exception {
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
}
