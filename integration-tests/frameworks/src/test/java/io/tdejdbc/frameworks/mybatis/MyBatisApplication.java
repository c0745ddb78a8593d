package io.tdejdbc.frameworks.mybatis;

import io.tdejdbc.frameworks.harness.Answers;
import io.tdejdbc.frameworks.harness.Application;
import io.tdejdbc.frameworks.harness.Office;
import io.tdejdbc.frameworks.harness.Site;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import org.apache.ibatis.mapping.Environment;
import org.apache.ibatis.session.Configuration;
import org.apache.ibatis.session.ExecutorType;
import org.apache.ibatis.session.SqlSession;
import org.apache.ibatis.session.SqlSessionFactory;
import org.apache.ibatis.session.SqlSessionFactoryBuilder;
import org.apache.ibatis.transaction.jdbc.JdbcTransactionFactory;

/** An insurer's application on MyBatis: annotated statements with dynamic parts, generated keys, batches. */
public final class MyBatisApplication implements Application {
    private SqlSessionFactory factory;

    @Override
    public String framework() {
        return "MyBatis";
    }

    @Override
    public void run(Site site, Answers answers) throws Exception {
        answers.step("schema", () -> {
            Office.create(site.kind(), site.dataSource());
            return "made";
        });
        Configuration configuration =
                new Configuration(new Environment("test", new JdbcTransactionFactory(), site.dataSource()));
        configuration.setMapUnderscoreToCamelCase(true);
        configuration.addMapper(OfficeMapper.class);
        factory = new SqlSessionFactoryBuilder().build(configuration);
        boolean postgres = site.kind() == Site.Kind.POSTGRESQL;

        answers.step(
                "insert",
                () -> with(mapper -> {
                    PersonRow person = new PersonRow("Emmy", "Noether", "M-1", "emmy@example.org");
                    mapper.insert(person);
                    return person.getId();
                }));
        answers.step(
                "insert of several rows",
                () -> with(mapper -> mapper.insertAll(List.of(
                        new PersonRow("Felix", "Klein", "M-2", "felix@example.org"),
                        new PersonRow("Georg", "Cantor", "M-3", "georg@example.org"),
                        new PersonRow("Hans", "Klein", null, null)))));
        answers.step("batch", () -> {
            try (SqlSession session = factory.openSession(ExecutorType.BATCH)) {
                OfficeMapper mapper = session.getMapper(OfficeMapper.class);
                for (int i = 1; i <= 5; i++) {
                    mapper.insertContract(1 + i % 3, "M-" + i, i % 2 == 0 ? "CAR" : "HOME");
                }
                session.commit();
                return "inserted";
            }
        });
        answers.step("insert select", () -> with(mapper -> mapper.payNewClaims("DE02120300000000202051")));
        answers.step(
                "upsert",
                () -> with(mapper -> postgres
                        ? mapper.upsertSettingPostgres("theme", "dark") + mapper.upsertSettingPostgres("theme", "light")
                        : mapper.upsertSettingH2("theme", "dark") + mapper.upsertSettingH2("theme", "light")));
        answers.step("by key", () -> with(mapper -> mapper.byId(1)));
        answers.step("by unique column", () -> with(mapper -> mapper.byEmail("felix@example.org")));
        answers.step("search by name", () -> with(mapper -> mapper.search(new HashMap<>(Map.of("lastName", "Klein")))));
        answers.step(
                "search by two",
                () -> with(mapper -> mapper.search(new HashMap<>(Map.of("lastName", "Klein", "taxNumber", "M-2")))));
        answers.step(
                "search by all",
                () -> with(mapper -> mapper.search(new HashMap<>(
                        Map.of("lastName", "Klein", "active", true, "product", "CAR", "limit", 10, "offset", 0)))));
        answers.step(
                "search by nothing",
                () -> with(mapper -> mapper.search(new HashMap<>(Map.of("limit", 2, "offset", 1)))));
        answers.step("in list of one", () -> with(mapper -> mapper.byTaxNumbers(List.of("M-1"))));
        answers.step("in list of three", () -> with(mapper -> mapper.byTaxNumbers(List.of("M-1", "M-2", "M-9"))));
        answers.step("count", () -> with(mapper -> mapper.countByLastName("Klein")));
        answers.step(
                "join",
                () -> with(mapper -> mapper.contractsOf("emmy@example.org").stream()
                        .map(TreeMap::new)
                        .toList()));
        answers.step("for update", () -> with(mapper -> mapper.lockedContracts(2)));
        answers.step(
                "group by",
                () -> with(mapper -> Application.sorted(mapper.states().stream().map(TreeMap::new))));
        answers.step(
                "sum",
                () -> with(mapper -> mapper.totals().stream().map(TreeMap::new).toList()));
        answers.step("like", () -> with(mapper -> mapper.byPart("lei")));
        answers.step(
                "range",
                () -> with(mapper -> mapper.startedBetween(LocalDate.of(2000, 1, 1), LocalDate.of(2100, 1, 1))));
        answers.step("coalesce", () -> with(OfficeMapper::taxNumbers));
        answers.step("update with a version", () -> with(mapper -> mapper.update(mapper.byId(1))));
        answers.step("update of one column", () -> with(mapper -> mapper.updateEmail(2, "klein@example.org", 5)));
        answers.step("update by case", () -> with(mapper -> mapper.ageContracts(2)));
        answers.step("update of a state", () -> with(mapper -> mapper.state("M-1", "CLOSED")));
        answers.step("delete by list", () -> with(mapper -> mapper.deleteContracts(List.of("M-4", "M-5"))));
        answers.step("delete where none", () -> with(mapper -> mapper.deleteWithoutContracts("M-2")));
        answers.step("what is left", () -> with(mapper -> mapper.search(new HashMap<>())));
    }

    private <T> T with(Function<OfficeMapper, T> work) {
        try (SqlSession session = factory.openSession()) {
            T answer = work.apply(session.getMapper(OfficeMapper.class));
            session.commit();
            return answer;
        }
    }
}
