package io.tdejdbc.frameworks.hibernate;

import io.tdejdbc.frameworks.harness.Answers;
import io.tdejdbc.frameworks.harness.Application;
import io.tdejdbc.frameworks.harness.Site;
import jakarta.persistence.OptimisticLockException;
import jakarta.persistence.Tuple;
import jakarta.persistence.criteria.CriteriaBuilder;
import jakarta.persistence.criteria.CriteriaQuery;
import jakarta.persistence.criteria.JoinType;
import jakarta.persistence.criteria.Root;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;
import org.hibernate.Session;
import org.hibernate.SessionFactory;
import org.hibernate.cfg.Configuration;
import org.hibernate.query.Query;

/** An insurer's application on Hibernate: schema export, entities, HQL, criteria, bulk changes, locks, native queries. */
public final class HibernateApplication implements Application {
    private SessionFactory factory;

    @Override
    public String framework() {
        return "Hibernate";
    }

    @Override
    public void run(Site site, Answers answers) throws Exception {
        answers.step("schema", () -> {
            factory = configuration(site).buildSessionFactory();
            return "made";
        });
        try {
            entities(answers);
            changes(answers);
            queries(answers);
            criteria(answers);
            new HibernateChanges(factory).run(answers);
        } finally {
            factory.close();
        }
    }

    private static Configuration configuration(Site site) {
        Configuration configuration = new Configuration();
        for (Class<?> entity : List.of(
                Person.class, Contract.class, Claim.class, Payment.class, Transfer.class, Cheque.class, Tag.class)) {
            configuration.addAnnotatedClass(entity);
        }
        configuration.getProperties().put("hibernate.connection.datasource", site.dataSource());
        configuration.setProperty("hibernate.hbm2ddl.auto", "create");
        configuration.setProperty("hibernate.jdbc.batch_size", "10");
        configuration.setProperty("hibernate.order_inserts", "true");
        configuration.setProperty("hibernate.order_updates", "true");
        configuration.setProperty("hibernate.query.in_clause_parameter_padding", "true");
        return configuration;
    }

    private <T> T inSession(Function<Session, T> work) {
        return factory.fromTransaction(work::apply);
    }

    private void entities(Answers answers) throws Exception {
        answers.step(
                "persist",
                () -> inSession(session -> {
                    Tag motor = new Tag(1, "motor");
                    Tag house = new Tag(2, "house");
                    session.persist(motor);
                    session.persist(house);
                    for (int i = 1; i <= 12; i++) {
                        Person person = new Person(
                                "First" + i,
                                "Last" + i % 5,
                                "TAX-" + 1000 * i,
                                "p" + i + "@example.org",
                                LocalDate.of(1970 + i, 1 + i % 12, 1 + i),
                                i * 250 + ".50");
                        person.home = new Address(i + " Main Street", "1000" + i % 3, i % 2 == 0 ? "Oslo" : "Rome");
                        person.phones.add("+39 06 " + 1000 * i);
                        person.phones.add("+47 22 " + 1000 * i);
                        for (int n = 1; n <= 1 + i % 3; n++) {
                            Contract contract = new Contract(
                                    person,
                                    "C-" + i + "-" + n,
                                    n % 2 == 0 ? "HOME" : "CAR",
                                    100 + 10 * i + ".00",
                                    LocalDate.of(2020, n, i));
                            contract.tags.add(n % 2 == 0 ? house : motor);
                            Claim claim = new Claim(
                                    contract,
                                    LocalDateTime.of(2024, n, i, 9, 30, 0, 123_456_000),
                                    500 * n + i + ".25",
                                    "Damage " + i + "/" + n);
                            claim.report = new byte[] {1, 2, (byte) i};
                            if (n % 2 == 0) {
                                new Cheque(claim, "200.00", LocalDate.of(2024, 5, i), "CHQ-" + i);
                            } else {
                                new Transfer(
                                        claim,
                                        "300.00",
                                        LocalDate.of(2024, 6, i),
                                        "IT60X05428111010000001234" + (10 + i));
                            }
                        }
                        session.persist(person);
                    }
                    return "12 persons";
                }));
        answers.step(
                "find and follow",
                () -> inSession(session -> {
                    Person person = session.find(Person.class, 1L);
                    Contract contract = person.contracts.get(0);
                    Claim claim = contract.claims.get(0);
                    return List.<Object>of(
                            person.toString(),
                            person.home,
                            person.phones.stream().sorted().toList(),
                            contract,
                            contract.tags.toString(),
                            claim,
                            claim.payments.toString(),
                            claim.report.length);
                }));
        answers.step(
                "batch fetch",
                () -> inSession(
                        session -> session.createQuery("from Person order by id", Person.class).getResultList().stream()
                                .map(person -> person.contracts.size() + " " + person.contracts.get(0).number)
                                .toList()));
        answers.step(
                "subselect fetch",
                () -> inSession(session -> session
                        .createQuery("from Contract where state = :s order by id", Contract.class)
                        .setParameter("s", "OPEN")
                        .getResultList()
                        .stream()
                        .map(contract -> contract.claims.toString())
                        .toList()));
        answers.step(
                "entity graph",
                () -> inSession(session -> {
                    var graph = session.createEntityGraph(Person.class);
                    graph.addAttributeNodes("phones");
                    return session.find(graph, 2L).phones.stream().sorted().toList();
                }));
        answers.step(
                "many ids",
                () -> inSession(session -> session.byMultipleIds(Person.class).multiLoad(1L, 2L, 3L, 4L)));
        answers.step(
                "natural id",
                () -> inSession(
                        session -> session.bySimpleNaturalId(Contract.class).load("C-3-1")));
        answers.step(
                "refresh",
                () -> inSession(session -> {
                    Person person = session.find(Person.class, 3L);
                    session.refresh(person);
                    return person;
                }));
    }

    private void changes(Answers answers) throws Exception {
        answers.step(
                "dirty update",
                () -> inSession(session -> {
                    Person person = session.find(Person.class, 4L);
                    person.email = "changed@example.org";
                    person.creditLimit = new BigDecimal("9999.99");
                    return person;
                }));
        answers.step(
                "update of all columns",
                () -> inSession(session -> {
                    session.find(Contract.class, 1L).state = "LAPSED";
                    session.find(Claim.class, 1L).description = "Seen by an expert";
                    return session.find(Contract.class, 1L);
                }));
        answers.step(
                "collection of values",
                () -> inSession(session -> {
                    Person person = session.find(Person.class, 5L);
                    person.phones.remove("+39 06 5000");
                    person.phones.add("+44 20 5000");
                    return person.phones.stream().sorted().toList();
                }));
        answers.step(
                "many to many",
                () -> inSession(session -> {
                    Contract contract = session.find(Contract.class, 2L);
                    contract.tags.add(session.getReference(Tag.class, 1));
                    contract.tags.remove(session.find(Tag.class, 2));
                    return contract.tags.size();
                }));
        answers.step("merge", () -> {
            Person detached = inSession(session -> session.find(Person.class, 6L));
            detached.lastName = "Merged";
            return inSession(session -> session.merge(detached));
        });
        answers.step("stale update", () -> {
            Person stale = inSession(session -> session.find(Person.class, 7L));
            inSession(session -> session.find(Person.class, 7L).firstName = "Faster");
            stale.firstName = "Slower";
            try {
                return inSession(session -> session.merge(stale));
            } catch (OptimisticLockException e) {
                return "refused as stale";
            }
        });
    }

    private void query(Answers answers, String step, String hql, Object... namesAndValues) throws Exception {
        answers.step(
                step,
                () -> inSession(session -> {
                    Stream<String> rows = prepared(session, hql, namesAndValues).getResultList().stream()
                            .map(row -> row instanceof Object[] cells ? Arrays.toString(cells) : String.valueOf(row));
                    return (hql.contains("order by") ? rows : rows.sorted()).toList();
                }));
    }

    private static Query<Object> prepared(Session session, String hql, Object... namesAndValues) {
        Query<Object> query = session.createQuery(hql, Object.class);
        for (int i = 0; i < namesAndValues.length; i += 2) {
            String name = (String) namesAndValues[i];
            if (namesAndValues[i + 1] instanceof List<?> list) {
                query.setParameterList(name, list);
            } else {
                query.setParameter(name, namesAndValues[i + 1]);
            }
        }
        return query;
    }

    private void queries(Answers answers) throws Exception {
        query(answers, "by unique column", "from Person where email = :e", "e", "p2@example.org");
        query(
                answers,
                "by two columns",
                "select p from Person p where p.lastName = :l and p.firstName = :f",
                "l",
                "Last1",
                "f",
                "First1");
        query(
                answers,
                "in list",
                "from Person where taxNumber in (:t) order by id",
                "t",
                List.of("TAX-1000", "TAX-2000", "TAX-3000"));
        query(
                answers,
                "not in list",
                "select id from Person where taxNumber not in (:t) order by id",
                "t",
                List.of("TAX-1000", "TAX-2000"));
        query(answers, "not equal", "select id from Person where lastName <> :l order by id", "l", "Last1");
        query(answers, "null test", "select count(*) from Contract where end is null");
        query(
                answers,
                "optional filter",
                "select id from Person where (:t is null or taxNumber = :t) order by id",
                "t",
                "TAX-3000");
        query(
                answers,
                "join fetch",
                "select p from Person p join fetch p.contracts where p.email = :e",
                "e",
                "p3@example.org");
        query(
                answers,
                "joins",
                "select c.number, p.lastName from Claim k join k.contract c join c.person p where k.state = :s and p.taxNumber = :t order by k.id",
                "s",
                "NEW",
                "t",
                "TAX-2000");
        query(
                answers,
                "left join",
                "select p.id, c.number from Person p left join p.contracts c on c.product = :k order by p.id, c.id",
                "k",
                "HOME");
        query(
                answers,
                "implicit join",
                "select k.id from Claim k where k.contract.person.email = :e order by k.id",
                "e",
                "p5@example.org");
        query(
                answers,
                "collection member",
                "select p.id from Person p where :phone member of p.phones",
                "phone",
                "+39 06 3000");
        query(answers, "collection size", "select p.id from Person p where size(p.contracts) > 2 order by p.id");
        query(answers, "empty collection", "select p.id from Person p where p.contracts is empty");
        query(
                answers,
                "exists",
                "select p.id from Person p where exists (select 1 from Contract c where c.person = p and c.state = :s) order by p.id",
                "s",
                "LAPSED");
        query(
                answers,
                "in sub-query",
                "select p.email from Person p where p.id in (select c.person.id from Contract c where c.number = :n)",
                "n",
                "C-4-1");
        query(
                answers,
                "scalar sub-query",
                "select p.email, (select count(c) from Contract c where c.person = p) from Person p order by p.id");
        query(answers, "embedded", "select p.id from Person p where p.home.town = :t order by p.id", "t", "Oslo");
        query(
                answers,
                "projection",
                "select p.firstName, p.lastName, p.home.postcode from Person p where p.id < 4 order by p.id");
        query(answers, "count", "select count(p), count(distinct p.lastName) from Person p");
        query(answers, "distinct", "select distinct p.lastName from Person p where p.id < 3");
        query(answers, "group by", "select c.state, count(*) from Contract c group by c.state having count(*) > 1");
        query(
                answers,
                "group by joined",
                "select p.id, count(c) from Person p join p.contracts c group by p.id order by p.id");
        query(answers, "polymorphic", "select type(p), p.amount from Payment p where p.claim.id = 1 order by p.id");
        query(
                answers,
                "treat",
                "select p.amount from Payment p where treat(p as Transfer).iban = :i",
                "i",
                "IT60X0542811101000000123411");
        query(answers, "sub-class", "from Cheque where number = :n", "n", "CHQ-4");
        query(
                answers,
                "case",
                "select p.id, case when p.active then 'yes' else 'no' end from Person p where p.id < 4 order by p.id");
        query(
                answers,
                "case on a value",
                "select c.id, case c.state when 'OPEN' then 1 when 'LAPSED' then 2 else 3 end from Contract c where c.id < 4 order by c.id");
        query(answers, "coalesce", "select coalesce(p.taxNumber, p.taxNumber) from Person p where p.id = 1");
        query(
                answers,
                "row number",
                "select p.id, row_number() over (order by p.id desc) from Person p where p.id < 4 order by p.id");
        query(
                answers,
                "partition",
                "select c.id, count(*) over (partition by c.state) from Contract c where c.id < 5 order by c.id");
        query(
                answers,
                "with",
                "with open as (select c.person.id as pid, count(*) as n from Contract c where c.state = :s group by c.person.id) select p.email, o.n from Person p join open o on o.pid = p.id where o.n > 1 order by p.id",
                "s",
                "OPEN");
        query(
                answers,
                "union",
                "select p.email from Person p where p.id = 1 union all select p.email from Person p where p.id = 2");
        query(
                answers,
                "tuple in",
                "select p.id from Person p where (p.lastName, p.firstName) in (('Last1', 'First1'), ('Last2', 'First2')) order by p.id");
        query(
                answers,
                "boolean",
                "select count(*) from Person where active = true and not (lastName = :l)",
                "l",
                "Last2");
        query(answers, "literals", "select id from Person where lastName = 'Last3' and firstName = 'First3'");
        answers.step(
                "pages",
                () -> inSession(session -> session.createQuery("from Person order by id", Person.class)
                        .setFirstResult(3)
                        .setMaxResults(4)
                        .getResultList()));
        answers.step(
                "first page",
                () -> inSession(
                        session -> session.createQuery("from Person where lastName = :l order by id", Person.class)
                                .setParameter("l", "Last1")
                                .setMaxResults(2)
                                .getResultList()));
        answers.step(
                "order by name",
                () -> inSession(session -> session.createQuery("from Tag order by label", Tag.class)
                        .getResultList()));
        answers.step(
                "sum",
                () -> inSession(session -> session.createQuery(
                                "select sum(p.amount), max(p.amount) from Payment p where p.claim.id = 1")
                        .getResultList()));
        answers.step(
                "range",
                () -> inSession(session -> session.createQuery(
                                "select id from Payment where paidOn between :a and :b order by id")
                        .setParameter("a", LocalDate.of(2024, 6, 1))
                        .setParameter("b", LocalDate.of(2024, 6, 3))
                        .getResultList()));
        answers.step(
                "greater",
                () -> inSession(session -> session.createQuery("select id from Payment where amount > :a order by id")
                        .setParameter("a", new BigDecimal("250"))
                        .getResultList()));
        answers.step(
                "like",
                () -> inSession(session -> session.createQuery("select id from Tag where label like :l")
                        .setParameter("l", "mo%")
                        .getResultList()));
        answers.step(
                "lower case",
                () -> inSession(session -> session.createQuery("select id from Tag where lower(label) = :l")
                        .setParameter("l", "motor")
                        .getResultList()));
        answers.step(
                "concatenation",
                () -> inSession(session -> session.createQuery(
                                "select t.label || '-' || cast(t.id as string) from Tag t order by t.id")
                        .getResultList()));
    }

    private void criteria(Answers answers) throws Exception {
        answers.step(
                "criteria: dynamic filter",
                () -> inSession(session -> {
                    CriteriaBuilder builder = session.getCriteriaBuilder();
                    CriteriaQuery<Person> query = builder.createQuery(Person.class);
                    Root<Person> person = query.from(Person.class);
                    query.where(builder.and(
                            builder.equal(person.get("lastName"), "Last2"),
                            builder.or(
                                    builder.equal(person.get("taxNumber"), "TAX-2000"),
                                    builder.isNull(person.get("taxNumber"))),
                            builder.isTrue(person.get("active"))));
                    query.orderBy(builder.asc(person.get("id")));
                    return session.createQuery(query).getResultList();
                }));
        answers.step(
                "criteria: joins and tuples",
                () -> inSession(session -> {
                    CriteriaBuilder builder = session.getCriteriaBuilder();
                    CriteriaQuery<Tuple> query = builder.createTupleQuery();
                    Root<Person> person = query.from(Person.class);
                    var contract = person.join("contracts", JoinType.LEFT);
                    query.multiselect(
                            person.get("email").alias("email"),
                            contract.get("number").alias("number"));
                    query.where(person.get("taxNumber").in("TAX-1000", "TAX-4000"));
                    query.orderBy(builder.asc(person.get("id")), builder.desc(contract.get("id")));
                    return session.createQuery(query).getResultList().stream()
                            .map(row -> row.get(0) + " " + row.get(1))
                            .toList();
                }));
        answers.step(
                "criteria: exists",
                () -> inSession(session -> {
                    CriteriaBuilder builder = session.getCriteriaBuilder();
                    CriteriaQuery<Long> query = builder.createQuery(Long.class);
                    Root<Person> person = query.from(Person.class);
                    var inner = query.subquery(Integer.class);
                    var contract = inner.from(Contract.class);
                    inner.select(builder.literal(1))
                            .where(
                                    builder.equal(contract.get("person"), person),
                                    builder.equal(contract.get("product"), "HOME"));
                    query.select(builder.count(person)).where(builder.exists(inner));
                    return session.createQuery(query).getSingleResult();
                }));
        answers.step(
                "criteria: update",
                () -> inSession(session -> {
                    var update = session.getCriteriaBuilder().createCriteriaUpdate(Contract.class);
                    Root<Contract> contract = update.from(Contract.class);
                    update.set("state", "CLOSED")
                            .where(session.getCriteriaBuilder().equal(contract.get("number"), "C-5-1"));
                    return session.createMutationQuery(update).executeUpdate();
                }));
        answers.step(
                "criteria: delete",
                () -> inSession(session -> {
                    var delete = session.getCriteriaBuilder().createCriteriaDelete(Cheque.class);
                    Root<Cheque> cheque = delete.from(Cheque.class);
                    delete.where(session.getCriteriaBuilder().equal(cheque.get("number"), "CHQ-8"));
                    return session.createMutationQuery(delete).executeUpdate();
                }));
    }
}
