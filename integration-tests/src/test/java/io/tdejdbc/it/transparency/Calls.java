package io.tdejdbc.it.transparency;

import io.tdejdbc.it.harness.Backend;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.sql.CallableStatement;
import java.sql.Connection;
import java.sql.DatabaseMetaData;
import java.sql.ParameterMetaData;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Which methods are called with which arguments: every method of an interface, index by index where it takes one. */
final class Calls {
    private static final String QUERY = "SELECT id, t FROM things WHERE id = 1";
    private static final String CHANGE = "INSERT INTO things (id, t) VALUES (50, 'fifty')";
    private static final String NONSENSE = "SELEKT 1";
    private static final Set<Class<?>> INDEXED = Set.of(
            ResultSet.class,
            PreparedStatement.class,
            CallableStatement.class,
            ResultSetMetaData.class,
            ParameterMetaData.class);
    /** Methods of indexed interfaces whose first number is no index. */
    private static final Set<String> NO_INDEX = Set.of(
            "absolute",
            "relative",
            "setFetchSize",
            "setFetchDirection",
            "setMaxFieldSize",
            "setMaxRows",
            "setQueryTimeout",
            "getMoreResults");

    private Calls() {}

    static List<Call> of(Subject subject, Backend.Kind kind) {
        return Arrays.stream(subject.type().getMethods())
                .filter(method -> !Modifier.isStatic(method.getModifiers()))
                .filter(method -> method.getName().matches(subject.methods()))
                .filter(method -> kind != Backend.Kind.MARIADB || !isEndless(subject, method))
                .sorted(Comparator.comparing(Method::toGenericString))
                .flatMap(method -> arguments(subject, method, kind).map(list -> new Call(subject, method, list)))
                .toList();
    }

    /** Connector/J waits without end for the result of a function that is to be fetched in parts. */
    private static boolean isEndless(Subject subject, Method method) {
        return subject.type() == CallableStatement.class && method.getName().equals("setFetchSize");
    }

    private static Stream<List<Argument>> arguments(Subject subject, Method method, Backend.Kind kind) {
        Class<?>[] types = method.getParameterTypes();
        if (types.length > 0 && types[0] == String.class && Connection.class.isAssignableFrom(subject.type())) {
            return product(method, texts(QUERY, "INSERT INTO things (id, t) VALUES (?, ?)", NONSENSE), types);
        }
        if (subject.type() == DatabaseMetaData.class && types.length > 0 && types[0] == String.class) {
            return Stream.of(IntStream.range(0, types.length)
                    .mapToObj(position -> catalogArgument(types, position, kind))
                    .toList());
        }
        if (INDEXED.contains(subject.type())
                && types.length > 0
                && types[0] == int.class
                && !NO_INDEX.contains(method.getName())) {
            return IntStream.rangeClosed(0, subject.indexes() + 1)
                    .boxed()
                    .flatMap(index -> indexed(method, Argument.of(index), Things.text(index), types));
        }
        if (subject.type() == ResultSet.class && types.length > 0 && types[0] == String.class) {
            return Stream.of("t", "I", "no_such").flatMap(label -> indexed(method, Argument.of(label), "7", types));
        }
        if (types.length > 0 && types[0] == String.class && method.getName().matches("execute.*|addBatch")) {
            return product(method, texts(QUERY, CHANGE, NONSENSE), types);
        }
        if (method.getName().equals("setNetworkTimeout")) {
            return Samples.of(types[0]).stream().map(executor -> List.of(executor, Argument.of(60_000)));
        }
        if (method.getName().equals("setTransactionIsolation")) {
            return Samples.ints(0, 1, 2, 4, 8, 3).stream().map(List::of);
        }
        return types.length == 0 ? Stream.of(List.of()) : product(method, Samples.of(types[0]), types);
    }

    private static List<Argument> texts(String... values) {
        return Samples.texts(values);
    }

    private static Argument catalogArgument(Class<?>[] types, int position, Backend.Kind kind) {
        if (types[position] != String.class) {
            return types[position].isArray()
                    ? Argument.of((Object) null)
                    : Samples.of(types[position]).get(0);
        }
        boolean table = types.length > 2 && (position == 2 || position == 5);
        boolean place = position < 2 || types.length > 5 && (position == 3 || position == 4);
        if (kind == Backend.Kind.MARIADB && (position == 0 || place && position == 3)) {
            // Without it the answer holds what other tests have in their databases.
            return Argument.made("own database", Connection::getCatalog);
        }
        return Argument.of(table ? Things.catalogName(kind) : place ? null : "%");
    }

    /** A method that takes an index or label: its text argument fits the column. */
    private static Stream<List<Argument>> indexed(Method method, Argument index, String text, Class<?>[] types) {
        if (types.length == 1) {
            return Stream.of(List.of(index));
        }
        List<Argument> second;
        if (types[1] == String.class) {
            second = texts(text);
        } else if (types[1] == int.class && method.getName().matches("setNull|registerOutParameter")) {
            second = Samples.sqlTypes();
        } else if (types[1] == int.class && types.length == 2) {
            second = Samples.ints(7);
        } else if (types[1] == long.class) {
            second = List.of(Argument.of(7L));
        } else if (types[1] == boolean.class) {
            second = List.of(Argument.of(true));
        } else {
            second = Samples.of(types[1]);
        }
        return second.stream().map(value -> rest(List.of(index, value), types));
    }

    private static Stream<List<Argument>> product(Method method, List<Argument> first, Class<?>[] types) {
        return first.stream().map(value -> rest(List.of(value), types));
    }

    /** Fills up with one argument for each further parameter. */
    private static List<Argument> rest(List<Argument> begin, Class<?>[] types) {
        List<Argument> all = new ArrayList<>(begin);
        for (int position = begin.size(); position < types.length; position++) {
            boolean length = types[position] == int.class || types[position] == long.class;
            List<Argument> samples = Samples.of(types[position]);
            all.add(
                    length && types[position] == long.class
                            ? samples.get(0)
                            : length ? samples.get(1) : samples.get(0));
        }
        return all;
    }
}
