package io.tdejdbc.frameworks;

import io.tdejdbc.frameworks.flowable.FlowableApplication;
import io.tdejdbc.frameworks.harness.Application;
import io.tdejdbc.frameworks.hibernate.HibernateApplication;
import io.tdejdbc.frameworks.jooq.JooqApplication;
import io.tdejdbc.frameworks.migration.FlywayApplication;
import io.tdejdbc.frameworks.migration.LiquibaseApplication;
import io.tdejdbc.frameworks.mybatis.MyBatisApplication;
import io.tdejdbc.frameworks.spring.SpringApplication;
import java.util.List;

/** The applications. */
final class Applications {
    private Applications() {}

    /** One of each, fresh. */
    static List<Application> all() {
        return List.of(
                new HibernateApplication(),
                new JooqApplication(),
                new MyBatisApplication(),
                new SpringApplication(),
                new FlywayApplication(),
                new LiquibaseApplication(),
                new FlowableApplication());
    }
}
