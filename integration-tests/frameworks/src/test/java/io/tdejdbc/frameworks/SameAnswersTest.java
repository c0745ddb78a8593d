package io.tdejdbc.frameworks;

import static org.assertj.core.api.Assertions.assertThat;

import com.zaxxer.hikari.HikariDataSource;
import io.tdejdbc.frameworks.flowable.FlowableApplication;
import io.tdejdbc.frameworks.harness.Answers;
import io.tdejdbc.frameworks.harness.Application;
import io.tdejdbc.frameworks.harness.Databases;
import io.tdejdbc.frameworks.harness.Site;
import io.tdejdbc.frameworks.hibernate.HibernateApplication;
import io.tdejdbc.frameworks.mybatis.MyBatisApplication;
import io.tdejdbc.frameworks.spring.SpringApplication;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * The applications run unchanged on a plain database and through the driver, and are given the same answers. Steps that
 * the driver refuses are left out on the plain side; which may be refused is said here.
 */
@Tag("one-jdk")
@ExtendWith(Databases.Provider.class)
class SameAnswersTest {
    private static final int LEAST_ENVELOPE = 20;

    private static final List<String> OFFICE = List.of(
            "protect.person.first_name = equality",
            "protect.person.last_name = equality",
            "protect.person.tax_number = equality",
            "protect.person.email = equality",
            "protect.person.birth_date = random",
            "protect.person.credit_limit = random",
            "protect.address.street = random",
            "protect.address.postcode = random",
            "protect.contract.contract_number = equality",
            "protect.claim.description = random",
            "protect.payment.iban = equality",
            "protect.payment.amount = random",
            "protect.payment.paid_on = random",
            "protect.settings.setting = random");

    @ParameterizedTest
    @EnumSource
    void hibernate(Site.Kind kind, Databases databases) throws Exception {
        compare(
                HibernateApplication::new,
                kind,
                databases,
                List.of(
                        "protect.person.first_name = equality",
                        "protect.person.last_name = equality",
                        "protect.person.tax_number = equality",
                        "protect.person.email = equality",
                        "protect.person.birth_date = random",
                        "protect.person.credit_limit = random",
                        "protect.person.street = random",
                        "protect.person_phone.phone = equality",
                        "protect.contract.contract_number = equality",
                        "protect.claim.description = random",
                        "protect.tag.label = equality",
                        "protect.cheque.cheque_number = equality"),
                Set.of("criteria: delete", "lower case", "like", "concatenation", "order by name"));
    }

    @ParameterizedTest
    @EnumSource
    void spring(Site.Kind kind, Databases databases) throws Exception {
        compare(
                SpringApplication::new,
                kind,
                databases,
                OFFICE,
                Set.of("starting with", "ignoring case", "template: report"));
    }

    @ParameterizedTest
    @EnumSource
    void myBatis(Site.Kind kind, Databases databases) throws Exception {
        compare(MyBatisApplication::new, kind, databases, OFFICE, Set.of("like", "coalesce"));
    }

    @ParameterizedTest
    @EnumSource
    void flowable(Site.Kind kind, Databases databases) throws Exception {
        compare(
                FlowableApplication::new,
                kind,
                databases,
                List.of(
                        "protect.act_ru_variable.text_ = equality domain=variable",
                        "protect.act_hi_varinst.text_ = equality domain=variable",
                        "protect.act_hi_comment.message_ = random",
                        "protect.act_hi_comment.time_ = random",
                        "protect.act_hi_attachment.time_ = random",
                        "protect.act_hi_attachment.description_ = random",
                        "protect.act_id_user.first_ = equality",
                        "protect.act_id_user.last_ = random",
                        "protect.act_id_user.email_ = equality"),
                Set.of("users in order"));
    }

    private static void compare(
            Supplier<Application> application,
            Site.Kind kind,
            Databases databases,
            List<String> rules,
            Set<String> mayBeRefused)
            throws Exception {
        String below = databases.create(kind);
        Answers guarded = run(application.get(), kind, Databases.guarded(below, rules), Set.of());
        Answers plain = run(
                application.get(),
                kind,
                databases.create(kind),
                guarded.refused().keySet());
        assertThat(guarded.lines()).isEqualTo(plain.lines());
        assertThat(mayBeRefused)
                .as(guarded.refused().toString())
                .containsAll(guarded.refused().keySet());
        assertThat(encrypted(below, rules)).isPositive();
    }

    private static Answers run(Application application, Site.Kind kind, String url, Set<String> leftOut)
            throws Exception {
        Answers answers = Answers.without(leftOut);
        try (HikariDataSource pool = Databases.pool(url)) {
            application.run(new Site(kind, pool), answers);
        } catch (RuntimeException e) {
            throw new AssertionError("after what was refused: " + answers.refused(), e);
        }
        return answers;
    }

    /** Counts the values of the protected columns, each of which must be an envelope. */
    private static int encrypted(String below, List<String> rules) throws SQLException {
        int count = 0;
        try (Connection connection = Databases.open(below);
                Statement statement = connection.createStatement()) {
            for (String rule : rules) {
                String[] names =
                        rule.substring("protect.".length(), rule.indexOf(' ')).split("\\.");
                try (ResultSet rows = statement.executeQuery("SELECT " + names[1] + " FROM " + names[0])) {
                    while (rows.next()) {
                        byte[] stored = rows.getBytes(1);
                        if (stored != null) {
                            assertThat(stored).hasSizeGreaterThan(LEAST_ENVELOPE);
                            assertThat(stored[0]).isIn((byte) 0xF9, (byte) 0xFA);
                            count++;
                        }
                    }
                }
            }
        }
        return count;
    }
}
