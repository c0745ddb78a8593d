package io.tdejdbc.driver.internal.session;

import io.tdejdbc.driver.internal.catalog.PolicyError;
import io.tdejdbc.driver.internal.plan.ColumnBinding;
import io.tdejdbc.driver.internal.plan.ProtectedPlan;
import io.tdejdbc.driver.internal.plan.ProtectedPlan.Piece;
import io.tdejdbc.keystore.TypeFamily;
import java.sql.SQLException;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Codecs read and show points in time by the zone in which the connection began. In a session that has left it the plain
 * column would answer by the new one, so statements with such columns are refused there.
 *
 * @param home the zone of the fresh connection
 */
record SessionZone(String home) {

    void require(ProtectedPlan plan, String now) throws SQLException {
        if (home.equals(now)) {
            return;
        }
        Optional<ColumnBinding> affected = Stream.concat(
                        plan.pieces().stream().flatMap(piece -> column(piece).stream()),
                        plan.result().stream().flatMap(output -> output.column().stream()))
                .filter(column -> dependsOnZone(column.codec().type().family()))
                .findFirst();
        if (affected.isPresent()) {
            throw PolicyError.SESSION_ZONE.refused(affected.get() + " in time zone " + now, "time zone " + home);
        }
    }

    private static boolean dependsOnZone(TypeFamily family) {
        return family == TypeFamily.INSTANT || family == TypeFamily.OFFSET_TIME;
    }

    private static Optional<ColumnBinding> column(Piece piece) {
        if (piece instanceof Piece.ProtectedParameter parameter) {
            return Optional.of(parameter.column());
        }
        if (piece instanceof Piece.ProtectedArray array) {
            return Optional.of(array.column());
        }
        return piece instanceof Piece.ProtectedLiteral literal ? Optional.of(literal.column()) : Optional.empty();
    }
}
