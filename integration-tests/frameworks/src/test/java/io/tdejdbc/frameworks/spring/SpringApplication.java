package io.tdejdbc.frameworks.spring;

import io.tdejdbc.frameworks.harness.Answers;
import io.tdejdbc.frameworks.harness.Application;
import io.tdejdbc.frameworks.harness.Office;
import io.tdejdbc.frameworks.harness.Site;
import java.math.BigDecimal;
import java.sql.Date;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import javax.sql.DataSource;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.dao.OptimisticLockingFailureException;
import org.springframework.data.domain.PageRequest;
import org.springframework.data.domain.Sort;
import org.springframework.data.jdbc.core.JdbcAggregateTemplate;
import org.springframework.data.jdbc.core.mapping.AggregateReference;
import org.springframework.data.jdbc.repository.config.AbstractJdbcConfiguration;
import org.springframework.data.jdbc.repository.config.EnableJdbcRepositories;
import org.springframework.data.relational.core.mapping.NamingStrategy;
import org.springframework.data.relational.core.mapping.RelationalPersistentEntity;
import org.springframework.data.relational.core.query.Criteria;
import org.springframework.data.relational.core.query.Query;
import org.springframework.jdbc.core.BatchPreparedStatementSetter;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.namedparam.MapSqlParameterSource;
import org.springframework.jdbc.core.namedparam.NamedParameterJdbcOperations;
import org.springframework.jdbc.core.namedparam.NamedParameterJdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.core.simple.SimpleJdbcInsert;
import org.springframework.jdbc.datasource.DataSourceTransactionManager;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** An insurer's application on Spring: JdbcTemplate and its kin, and Spring Data JDBC's repositories. */
public final class SpringApplication implements Application {

    @Override
    public String framework() {
        return "Spring Data JDBC";
    }

    /** The beans. */
    @Configuration
    @EnableJdbcRepositories
    public static class Beans extends AbstractJdbcConfiguration {
        /** Named parameters over the data source. */
        @Bean
        NamedParameterJdbcOperations operations(DataSource source) {
            return new NamedParameterJdbcTemplate(source);
        }

        /** The column of a row that belongs to another is the other's name with {@code _id}. */
        @Bean
        NamingStrategy names() {
            return new NamingStrategy() {
                @Override
                public String getReverseColumnName(RelationalPersistentEntity<?> owner) {
                    return owner.getTableName().getReference().toLowerCase(Locale.ROOT) + "_id";
                }
            };
        }

        /** Transactions of the data source. */
        @Bean
        PlatformTransactionManager transactionManager(DataSource source) {
            return new DataSourceTransactionManager(source);
        }
    }

    @Override
    public void run(Site site, Answers answers) throws Exception {
        answers.step("schema", () -> {
            Office.create(site.kind(), site.dataSource());
            return "made";
        });
        try (AnnotationConfigApplicationContext context = new AnnotationConfigApplicationContext()) {
            context.registerBean(DataSource.class, site::dataSource);
            context.register(Beans.class);
            context.refresh();
            TransactionTemplate transactions =
                    new TransactionTemplate(context.getBean(PlatformTransactionManager.class));
            repositories(context, transactions, answers);
            aggregates(context.getBean(JdbcAggregateTemplate.class), answers);
            template(new JdbcTemplate(site.dataSource()), transactions, answers);
            named(new NamedParameterJdbcTemplate(site.dataSource()), answers);
            client(JdbcClient.create(site.dataSource()), answers);
            removals(context, answers);
        }
    }

    private static Person person(String first, String last, String tax, String email, Address... addresses) {
        return new Person(
                null,
                first,
                last,
                tax,
                email,
                LocalDate.of(1980, 7, 14),
                new BigDecimal("1234.50"),
                true,
                null,
                Set.of(addresses));
    }

    private static void repositories(
            AnnotationConfigApplicationContext context, TransactionTemplate transactions, Answers answers)
            throws Exception {
        Persons persons = context.getBean(Persons.class);
        Contracts contracts = context.getBean(Contracts.class);
        answers.step(
                "save a new aggregate",
                () -> persons.save(person(
                                "Ida",
                                "Rhodes",
                                "S-1",
                                "ida@example.org",
                                new Address(null, "2 Hill Road", "2000", "Lima", "PE")))
                        .id());
        answers.step(
                "save all",
                () -> persons.saveAll(List.of(
                                person("John", "Wallis", "S-2", "john@example.org"),
                                person("Karl", "Wallis", "S-3", "karl@example.org"),
                                person("Leonhard", "Euler", null, null)))
                        .size());
        answers.step("save contracts", () -> {
            for (int i = 1; i <= 5; i++) {
                contracts.save(new Contract(
                        null,
                        AggregateReference.to(1L + i % 2),
                        "S-" + i,
                        i % 2 == 0 ? "CAR" : "HOME",
                        new BigDecimal("99.90"),
                        LocalDate.of(2022, i, 1),
                        null,
                        "OPEN",
                        null));
            }
            return contracts.count();
        });
        answers.step("find by id", () -> persons.findById(1L));
        answers.step("find all", () -> persons.findAll(Sort.by("id")));
        answers.step("find all by id", () -> Application.sorted(persons.findAllById(List.of(1L, 2L)).stream()));
        answers.step("by unique column", () -> persons.findByEmail("john@example.org"));
        answers.step("by two columns", () -> persons.findByLastNameAndActiveTrueOrderById("Wallis"));
        answers.step("in list", () -> persons.findByTaxNumberInOrderById(List.of("S-1", "S-3")));
        answers.step("null test", () -> persons.findByTaxNumberIsNull());
        answers.step("not equal", () -> persons.findByLastNameNotOrderById("Wallis"));
        answers.step("exists", () -> persons.existsByEmail("karl@example.org"));
        answers.step("count", () -> persons.countByLastName("Wallis"));
        answers.step(
                "page",
                () -> persons.findByLastName("Wallis", PageRequest.of(0, 1, Sort.by("id")))
                        .getContent());
        answers.step(
                "slice",
                () -> persons.findByActive(true, PageRequest.of(1, 2, Sort.by("id")))
                        .getContent());
        answers.step("top", () -> persons.findTop2ByActiveTrueOrderByIdDesc());
        answers.step("or", () -> Application.sorted(persons.findByLastNameOrTaxNumber("Euler", "S-1").stream()));
        answers.step("lock", () -> transactions.execute(status -> persons.findByTaxNumber("S-2")));
        answers.step("starting with", () -> Application.sorted(persons.findByLastNameStartingWith("Wal").stream()));
        answers.step(
                "before", () -> Application.sorted(persons.findByBirthDateBefore(LocalDate.of(1999, 1, 1)).stream()));
        answers.step("ignoring case", () -> persons.findByEmailIgnoreCase("IDA@example.org"));
        answers.step("optional filter", () -> persons.search("Wallis"));
        answers.step("optional filter left out", () -> persons.search(null));
        answers.step("modifying query", () -> persons.changeTaxNumber("karl@example.org", "S-33"));
        answers.step(
                "update of an aggregate",
                () -> persons.save(persons.findById(1L).orElseThrow().withEmail("ida.rhodes@example.org"))
                        .version());
        answers.step("stale update", () -> {
            Person stale = persons.findById(2L).orElseThrow();
            persons.save(stale.withEmail("first@example.org"));
            try {
                persons.save(stale.withEmail("second@example.org"));
                return "saved";
            } catch (OptimisticLockingFailureException e) {
                return "refused as stale";
            }
        });
        answers.step("duplicate", () -> {
            try {
                persons.save(person("Other", "Ida", "S-9", "ida.rhodes@example.org"));
                return "saved";
            } catch (DuplicateKeyException e) {
                return "refused as duplicate";
            }
        });
        answers.step("contract by number", () -> contracts.findByContractNumber("S-4"));
        answers.step(
                "contracts of a person",
                () -> contracts.findByPersonIdAndStateOrderById(AggregateReference.to(1L), "OPEN"));
        answers.step("count of contracts", () -> contracts.countByStateAndProduct("OPEN", "CAR"));
    }

    private static void aggregates(JdbcAggregateTemplate template, Answers answers) throws Exception {
        answers.step(
                "criteria",
                () -> template.findAll(
                                Query.query(Criteria.where("lastName")
                                                .is("Wallis")
                                                .and("active")
                                                .is(true))
                                        .sort(Sort.by("id")),
                                Person.class)
                        .toString());
        answers.step(
                "criteria: or, in, null",
                () -> template.count(
                        Query.query(Criteria.where("taxNumber")
                                .in("S-1", "S-2")
                                .or("email")
                                .isNull()),
                        Person.class));
        answers.step(
                "criteria: exists",
                () -> template.exists(
                        Query.query(Criteria.where("contractNumber").is("S-3")), Contract.class));
        answers.step(
                "criteria: page",
                () -> template.findAll(
                                Query.query(Criteria.where("state").not("CLOSED"))
                                        .sort(Sort.by(Sort.Direction.DESC, "id"))
                                        .limit(2)
                                        .offset(1),
                                Contract.class)
                        .toString());
        answers.step(
                "criteria: greater",
                () -> template.count(
                        Query.query(Criteria.where("premium").greaterThan(new BigDecimal("50"))), Contract.class));
    }

    private static void template(JdbcTemplate template, TransactionTemplate transactions, Answers answers)
            throws Exception {
        answers.step(
                "template: update",
                () -> template.update(
                        "update person set credit_limit = ? where tax_number = ?", new BigDecimal("10.00"), "S-1"));
        answers.step(
                "template: object",
                () -> template.queryForObject("select email from person where id = ?", String.class, 1L));
        answers.step(
                "template: list of maps",
                () -> template
                        .queryForList(
                                "select first_name, last_name, credit_limit from person where last_name = ? order by id",
                                "Wallis")
                        .stream()
                        .map(TreeMap::new)
                        .toList());
        answers.step(
                "template: row mapper",
                () -> template.query(
                        "select id, birth_date from person where tax_number is not null order by id",
                        (row, number) -> row.getLong("id") + " " + row.getDate("birth_date")));
        answers.step(
                "template: batch",
                () -> template.batchUpdate(
                                "insert into settings (name, setting, counter) values (?, ?, ?)",
                                List.of(new Object[] {"a", "1", 1}, new Object[] {"b", "2", 2}))
                        .length);
        answers.step(
                "template: batch of setters",
                () -> template.batchUpdate(
                                "update contract set end_date = ? where contract_number = ?",
                                new BatchPreparedStatementSetter() {
                                    @Override
                                    public void setValues(java.sql.PreparedStatement statement, int i)
                                            throws java.sql.SQLException {
                                        statement.setDate(1, Date.valueOf("2030-01-0" + (i + 1)));
                                        statement.setString(2, "S-" + (i + 1));
                                    }

                                    @Override
                                    public int getBatchSize() {
                                        return 3;
                                    }
                                })
                        .length);
        answers.step(
                "template: literal",
                () -> template.queryForList("select id from person where last_name = 'Euler'", Long.class));
        answers.step(
                "template: insert",
                () -> new SimpleJdbcInsert(template)
                                .withTableName(template.execute((java.sql.Connection c) ->
                                        c.getMetaData().storesUpperCaseIdentifiers() ? "PERSON" : "person"))
                                .usingColumns("first_name", "last_name", "tax_number", "email", "active", "version")
                                .usingGeneratedKeyColumns("id")
                                .executeAndReturnKey(Map.of(
                                        "first_name",
                                        "Mary",
                                        "last_name",
                                        "Somerville",
                                        "tax_number",
                                        "S-7",
                                        "email",
                                        "mary@example.org",
                                        "active",
                                        true,
                                        "version",
                                        0))
                                .longValue()
                        > 0);
        answers.step("template: rolled back", () -> {
            transactions.executeWithoutResult(status -> {
                template.update("update person set last_name = ?", "Nobody");
                status.setRollbackOnly();
            });
            return template.queryForObject("select count(*) from person where last_name = ?", Long.class, "Nobody");
        });
        answers.step(
                "template: sum",
                () -> template.queryForObject(
                        "select sum(premium) from contract where person_id = ?", BigDecimal.class, 1L));
        answers.step(
                "template: report",
                () -> template
                        .queryForList(
                                "select p.last_name, count(c.id) as n from person p left join contract c on c.person_id = p.id group by p.last_name order by p.last_name")
                        .stream()
                        .map(TreeMap::new)
                        .toList());
    }

    private static void named(NamedParameterJdbcTemplate template, Answers answers) throws Exception {
        answers.step(
                "named: in list",
                () -> template.queryForList(
                        "select id from person where tax_number in (:numbers) order by id",
                        new MapSqlParameterSource("numbers", List.of("S-1", "S-2", "S-7")),
                        Long.class));
        answers.step(
                "named: twice",
                () -> template.queryForList(
                        "select id from person where (:name is null or last_name = :name) and (:mail is null or email = :mail) order by id",
                        new MapSqlParameterSource("name", "Wallis").addValue("mail", null, java.sql.Types.VARCHAR),
                        Long.class));
        answers.step(
                "named: batch",
                () -> template.batchUpdate(
                                "update person set tax_number = :tax where email = :mail", new MapSqlParameterSource[] {
                                    new MapSqlParameterSource("tax", "S-70").addValue("mail", "mary@example.org"),
                                    new MapSqlParameterSource("tax", "S-71").addValue("mail", "nobody@example.org")
                                })
                        .length);
        answers.step(
                "named: delete", () -> template.update("delete from settings where name = :name", Map.of("name", "a")));
    }

    private static void client(JdbcClient client, Answers answers) throws Exception {
        answers.step(
                "client: query",
                () -> client.sql("select first_name, last_name from person where email = :mail")
                        .param("mail", "mary@example.org")
                        .query((row, number) -> row.getString(1) + " " + row.getString(2))
                        .list());
        answers.step(
                "client: optional",
                () -> client.sql("select tax_number from person where id = ?")
                        .param(1L)
                        .query(String.class)
                        .optional());
        answers.step(
                "client: update",
                () -> client.sql("update person set email = :mail where tax_number = :tax")
                        .param("mail", "m.somerville@example.org")
                        .param("tax", "S-70")
                        .update());
        answers.step(
                "client: join",
                () -> client.sql(
                                "select c.contract_number from contract c join person p on p.id = c.person_id where p.tax_number = ? and c.state in (?, ?) order by c.id")
                        .params("S-1", "OPEN", "PAUSED")
                        .query(String.class)
                        .list());
        answers.step(
                "client: window",
                () -> client.sql(
                                "select id, row_number() over (partition by person_id order by id) as n from contract order by id")
                        .query((row, number) -> row.getLong(1) + ":" + row.getInt(2))
                        .list());
    }

    private static void removals(AnnotationConfigApplicationContext context, Answers answers) throws Exception {
        Persons persons = context.getBean(Persons.class);
        Contracts contracts = context.getBean(Contracts.class);
        answers.step("delete by column", () -> {
            persons.deleteByTaxNumber("S-70");
            return persons.count();
        });
        answers.step("delete contracts", () -> {
            contracts.deleteAllById(List.of(1L, 2L));
            contracts.deleteAll();
            return contracts.count();
        });
        answers.step("delete an aggregate", () -> {
            Optional<Person> person = persons.findById(1L);
            persons.delete(person.orElseThrow());
            return persons.existsById(1L);
        });
        answers.step("what is left", () -> persons.findAll(Sort.by("id")));
    }
}
