package io.tdejdbc.driver;

import java.sql.SQLException;
import javax.sql.ConnectionPoolDataSource;
import javax.sql.DataSource;
import javax.sql.XADataSource;
import org.h2.jdbcx.JdbcDataSource;

class H2DataSourceTest extends DataSourceContract {
    private final Database database = Database.h2();

    @Override
    String fresh() throws SQLException {
        return database.fresh(folder);
    }

    private static JdbcDataSource own(String url) {
        JdbcDataSource dataSource = new JdbcDataSource();
        dataSource.setURL(url);
        return dataSource;
    }

    @Override
    DataSource plain(String url) {
        return own(url);
    }

    @Override
    ConnectionPoolDataSource plainPooled(String url) {
        return own(url);
    }

    @Override
    XADataSource plainXa(String url) {
        return own(url);
    }

    @Override
    String vendor() {
        return "org.h2.";
    }
}
