package io.tdejdbc.it.differential;

import io.tdejdbc.driver.internal.jdbc.TdeConnection;
import io.tdejdbc.driver.internal.plan.ColumnBinding;
import io.tdejdbc.driver.internal.plan.ProtectedPlan;
import io.tdejdbc.driver.internal.plan.ProtectedPlan.Output;
import io.tdejdbc.driver.internal.plan.ProtectedPlan.Piece;
import io.tdejdbc.driver.internal.plan.StatementPlan;
import io.tdejdbc.driver.internal.plan.StatementPlanner;
import io.tdejdbc.keystore.KeystoreException;
import io.tdejdbc.keystore.ValueCipher;
import java.lang.reflect.Field;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;

/** The driver's own connection with a fault built into its plans. */
final class FaultyDriver {
    private FaultyDriver() {}

    /** What goes wrong in the driver. */
    enum Fault {
        /** The first two columns of a result take each other's keys and types. */
        RESULT_COLUMNS_SWAPPED,
        /** One result column is handed out as it is stored. */
        RESULT_COLUMN_UNREAD,
        /** The first two parameters are encrypted for each other's columns. */
        PARAMETERS_SWAPPED,
        /** One parameter is left unencrypted. */
        PARAMETER_UNENCRYPTED,
        /** A stored value that was altered is taken as it comes. */
        TAG_UNCHECKED
    }

    /** Puts the fault between a healthy connection of the driver and its planner. */
    static Connection with(Fault fault, Connection healthy) throws ReflectiveOperationException {
        TdeConnection connection = (TdeConnection) healthy;
        StatementPlanner planner = (StatementPlanner) field(connection, TdeConnection.class, "planner");
        Connection inner = (Connection) field(connection, TdeConnection.class.getSuperclass(), "delegate");
        StatementPlanner faulty = (StatementPlanner) Proxy.newProxyInstance(
                FaultyDriver.class.getClassLoader(),
                new Class<?>[] {StatementPlanner.class},
                (self, method, arguments) -> {
                    if (method.getName().equals("holds")) {
                        return true;
                    }
                    if (method.getName().equals("verify")) {
                        return null;
                    }
                    try {
                        Object result = method.invoke(planner, arguments);
                        return result instanceof StatementPlan plan ? changed(fault, plan) : result;
                    } catch (InvocationTargetException e) {
                        throw e.getCause();
                    }
                });
        return new TdeConnection(inner, faulty, "jdbc:tde:faulty");
    }

    private static Object field(Object target, Class<?> type, String name) throws ReflectiveOperationException {
        Field field = type.getDeclaredField(name);
        field.setAccessible(true);
        return field.get(target);
    }

    private static StatementPlan changed(Fault fault, StatementPlan plan) {
        if (!(plan instanceof ProtectedPlan guarded)) {
            return plan;
        }
        List<Piece> pieces = new ArrayList<>(guarded.pieces());
        List<Output> outputs = new ArrayList<>(guarded.result());
        switch (fault) {
            case RESULT_COLUMNS_SWAPPED -> swapOutputs(outputs);
            case RESULT_COLUMN_UNREAD -> firstOutput(outputs, column -> Optional.empty());
            case PARAMETERS_SWAPPED -> swapParameters(pieces);
            case PARAMETER_UNENCRYPTED -> leaveUnencrypted(pieces);
            case TAG_UNCHECKED -> {
                for (int i = 0; i < outputs.size(); i++) {
                    Output output = outputs.get(i);
                    outputs.set(i, new Output(output.label(), output.column().map(FaultyDriver::trusting)));
                }
            }
        }
        return new ProtectedPlan(guarded.kind(), pieces, guarded.outerParameters(), outputs, guarded.effects());
    }

    private static void firstOutput(List<Output> outputs, UnaryOperator<Optional<ColumnBinding>> change) {
        for (int i = 0; i < outputs.size(); i++) {
            if (outputs.get(i).column().isPresent()) {
                Output output = outputs.get(i);
                outputs.set(i, new Output(output.label(), change.apply(output.column())));
                return;
            }
        }
    }

    private static void swapOutputs(List<Output> outputs) {
        if (outputs.size() >= 2) {
            Output first = outputs.get(0);
            Output second = outputs.get(1);
            outputs.set(0, new Output(first.label(), second.column()));
            outputs.set(1, new Output(second.label(), first.column()));
        }
    }

    private static void swapParameters(List<Piece> pieces) {
        List<Integer> places = new ArrayList<>();
        for (int i = 0; i < pieces.size(); i++) {
            if (pieces.get(i) instanceof Piece.ProtectedParameter) {
                places.add(i);
            }
        }
        if (places.size() >= 2) {
            Piece.ProtectedParameter one = (Piece.ProtectedParameter) pieces.get(places.get(0));
            Piece.ProtectedParameter other = (Piece.ProtectedParameter) pieces.get(places.get(1));
            pieces.set(places.get(0), new Piece.ProtectedParameter(one.outerIndex(), other.column(), other.use()));
            pieces.set(places.get(1), new Piece.ProtectedParameter(other.outerIndex(), one.column(), one.use()));
        }
    }

    private static void leaveUnencrypted(List<Piece> pieces) {
        for (int i = 0; i < pieces.size(); i++) {
            if (pieces.get(i) instanceof Piece.ProtectedParameter parameter) {
                pieces.set(i, new Piece.PlainParameter(parameter.outerIndex()));
                return;
            }
        }
    }

    private static ColumnBinding trusting(ColumnBinding column) {
        ValueCipher cipher = new ValueCipher() {
            @Override
            public byte[] encrypt(byte[] plaintext) throws KeystoreException {
                return column.encrypt(plaintext);
            }

            @Override
            public byte[][] encryptAll(byte[][] plaintexts) throws KeystoreException {
                return column.encryptAll(plaintexts);
            }

            @Override
            public byte[] decrypt(byte[] envelope) {
                try {
                    return column.decrypt(envelope);
                } catch (KeystoreException e) {
                    // What a cipher without authentication would do: give whatever comes out.
                    return new byte[] {'?'};
                }
            }

            @Override
            public int overhead() {
                return 0;
            }
        };
        return new ColumnBinding(column.table(), column.column(), column.codec(), cipher);
    }
}
