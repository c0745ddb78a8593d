package io.tdejdbc.frameworks.hibernate;

import io.tdejdbc.frameworks.harness.Answers;
import jakarta.persistence.LockModeType;
import java.util.List;
import java.util.function.Function;
import org.hibernate.Session;
import org.hibernate.SessionFactory;
import org.hibernate.StatelessSession;

/** What changes rows without loading them as entities: bulk statements, locks, stateless sessions, native queries. */
final class HibernateChanges {
    private final SessionFactory factory;

    HibernateChanges(SessionFactory factory) {
        this.factory = factory;
    }

    void run(Answers answers) throws Exception {
        bulk(answers);
        locks(answers);
        stateless(answers);
        nativeQueries(answers);
        removals(answers);
    }

    private <T> T inSession(Function<Session, T> work) {
        return factory.fromTransaction(work::apply);
    }

    private void change(Answers answers, String step, String hql, Object... namesAndValues) throws Exception {
        answers.step(
                step,
                () -> inSession(session -> {
                    var query = session.createMutationQuery(hql);
                    for (int i = 0; i < namesAndValues.length; i += 2) {
                        query.setParameter((String) namesAndValues[i], namesAndValues[i + 1]);
                    }
                    return query.executeUpdate();
                }));
    }

    private void bulk(Answers answers) throws Exception {
        change(
                answers,
                "bulk update",
                "update Person set taxNumber = :n where taxNumber = :o",
                "n",
                "TAX-NEW",
                "o",
                "TAX-9000");
        change(
                answers,
                "bulk update of a version",
                "update versioned Contract set state = :s where state = :o",
                "s",
                "PAUSED",
                "o",
                "CLOSED");
        change(
                answers,
                "bulk update to null",
                "update Person set creditLimit = null where email = :e",
                "e",
                "p10@example.org");
        change(
                answers,
                "bulk update by sub-query",
                "update Contract set state = 'VIP' where person.id in (select p.id from Person p where p.lastName = :l)",
                "l",
                "Last4");
        change(answers, "bulk delete", "delete from Claim where state = :s", "s", "NONE");
        change(
                answers,
                "bulk update of a sub-class",
                "update Transfer set iban = :i where iban = :o",
                "i",
                "DE02120300000000202051",
                "o",
                "IT60X0542811101000000123412");
        change(answers, "insert values", "insert into Tag (id, label) values (3, :l)", "l", "boat");
        change(
                answers,
                "insert select",
                "insert into Tag (id, label) select t.id + 10, t.label from Tag t where t.label = :l",
                "l",
                "boat");
        change(
                answers,
                "upsert",
                "insert into Tag (id, label) values (3, :l) on conflict (id) do update set label = excluded.label",
                "l",
                "ship");
    }

    private void locks(Answers answers) throws Exception {
        answers.step(
                "for update",
                () -> inSession(session -> session.find(Person.class, 8L, LockModeType.PESSIMISTIC_WRITE)));
        answers.step(
                "for update of a query",
                () -> inSession(session -> session.createQuery("from Contract where number = :n", Contract.class)
                        .setParameter("n", "C-6-1")
                        .setLockMode(LockModeType.PESSIMISTIC_WRITE)
                        .getResultList()));
        answers.step(
                "skip locked",
                () -> inSession(session -> session.createQuery("from Tag where label = :l", Tag.class)
                        .setParameter("l", "motor")
                        .setHibernateLockMode(org.hibernate.LockMode.UPGRADE_SKIPLOCKED)
                        .getResultList()));
        answers.step(
                "for share", () -> inSession(session -> session.find(Person.class, 8L, LockModeType.PESSIMISTIC_READ)));
        answers.step(
                "forced version",
                () -> inSession(
                        session -> session.find(Person.class, 8L, LockModeType.OPTIMISTIC_FORCE_INCREMENT).lastName));
    }

    private void stateless(Answers answers) throws Exception {
        answers.step("stateless", () -> {
            try (StatelessSession session = factory.openStatelessSession()) {
                var transaction = session.beginTransaction();
                Tag tag = new Tag(20, "travel");
                session.insert(tag);
                tag.label = "journey";
                session.update(tag);
                session.upsert(new Tag(21, "pet"));
                session.upsert(new Tag(20, "voyage"));
                Object read = session.get(Tag.class, 20);
                session.delete(tag);
                transaction.commit();
                return read;
            }
        });
        answers.step("stateless upsert of a versioned row", () -> {
            try (StatelessSession session = factory.openStatelessSession()) {
                var transaction = session.beginTransaction();
                Person person = session.get(Person.class, 9L);
                person.email = "upserted@example.org";
                session.upsert(person);
                transaction.commit();
                return person.email;
            }
        });
    }

    private void nativeQueries(Answers answers) throws Exception {
        answers.step(
                "native query",
                () -> inSession(
                        session -> session.createNativeQuery("select * from person where email = :e", Person.class)
                                .setParameter("e", "p11@example.org")
                                .getResultList()));
        answers.step(
                "native scalar",
                () -> inSession(session -> session.createNativeQuery(
                                "select p.last_name, p.tax_number from person p where p.id = ?1", Object[].class)
                        .setParameter(1, 2L)
                        .getResultList()));
        answers.step(
                "native entity with joins",
                () -> inSession(session -> session.createNativeQuery(
                                "select {c.*} from Contract c join person p on p.id = c.person_id where p.tax_number = ?1 order by c.id")
                        .addEntity("c", Contract.class)
                        .setParameter(1, "TAX-3000")
                        .getResultList()));
        answers.step(
                "native update",
                () -> inSession(session -> session.createNativeMutationQuery(
                                "update Contract set product = :p where contract_number = :n")
                        .setParameter("p", "BIKE")
                        .setParameter("n", "C-7-1")
                        .executeUpdate()));
    }

    private void removals(Answers answers) throws Exception {
        answers.step(
                "orphan removal",
                () -> inSession(session -> {
                    Person person = session.find(Person.class, 10L);
                    person.contracts.remove(0);
                    return person.contracts.size();
                }));
        answers.step(
                "remove",
                () -> inSession(session -> {
                    session.remove(session.find(Person.class, 11L));
                    return "removed";
                }));
        answers.step(
                "what is left",
                () -> inSession(session -> List.of(
                        session.createQuery("from Person order by id", Person.class)
                                .getResultList(),
                        session.createQuery("from Contract order by id", Contract.class)
                                .getResultList(),
                        session.createQuery("from Claim order by id", Claim.class)
                                .getResultList(),
                        session.createQuery("from Payment order by id", Payment.class)
                                .getResultList(),
                        session.createQuery("from Tag order by id", Tag.class).getResultList())));
    }
}
