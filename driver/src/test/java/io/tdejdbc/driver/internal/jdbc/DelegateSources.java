package io.tdejdbc.driver.internal.jdbc;

import java.io.IOException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.lang.reflect.Type;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Writes the source of the abstract delegates: every method of a JDBC interface, JDK defaults included, calls the same
 * method of the wrapped object. Run {@link #main} with the driver's source root after the interfaces changed; a test
 * compares the checked-in source with {@link #generate}.
 */
final class DelegateSources {

    /** One abstract class: its interface, and the wrapper it extends, if it adds to one. */
    record Target(Class<?> type, Optional<Target> parent, String field, String parentClass, List<String> extra) {
        String className() {
            return "AbstractDelegating" + type.getSimpleName();
        }

        boolean declaresBefore(Method method) {
            return parent.isPresent()
                    && Arrays.stream(parent.get().type().getMethods())
                            .anyMatch(m -> m.getName().equals(method.getName())
                                    && Arrays.equals(m.getParameterTypes(), method.getParameterTypes()));
        }
    }

    private static final Set<String> BY_HAND = Set.of("unwrap", "isWrapperFor");
    private static final Pattern QUALIFIED = Pattern.compile("\\b(?:[a-z]+\\.)+([A-Z]\\w*)");
    private static final Map<String, String> PRIMITIVE_NAMES = Map.of(
            "int", "number",
            "long", "amount",
            "boolean", "flag",
            "byte", "octet",
            "short", "small",
            "float", "real",
            "double", "decimal",
            "Class", "type",
            "String", "text");

    private DelegateSources() {}

    static List<Target> targets() {
        Target statement = root(java.sql.Statement.class);
        Target prepared = new Target(
                java.sql.PreparedStatement.class, Optional.of(statement), "prepared", "TdeStatement", List.of());
        Target callable = new Target(
                java.sql.CallableStatement.class,
                Optional.of(prepared),
                "callable",
                "TdePreparedStatement",
                List.of("String sql", "StatementPlan plan"));
        return List.of(
                root(java.sql.Array.class),
                callable,
                root(java.sql.Connection.class),
                root(java.sql.DatabaseMetaData.class),
                root(java.sql.ParameterMetaData.class),
                prepared,
                root(java.sql.ResultSet.class),
                root(java.sql.ResultSetMetaData.class),
                statement);
    }

    private static Target root(Class<?> type) {
        return new Target(type, Optional.empty(), "delegate", "", List.of());
    }

    /** File name to source, for every target. */
    static Map<String, String> generate() {
        Map<String, String> sources = new TreeMap<>();
        for (Target target : targets()) {
            sources.put(target.className() + ".java", source(target));
        }
        sources.put("AbstractProtectedCallableStatement.java", protectedCalls());
        sources.put("AbstractLabelledResultSet.java", labels());
        return sources;
    }

    private static String source(Target target) {
        Set<String> imports = new TreeSet<>();
        imports.add(target.type().getName());
        imports.add("java.sql.SQLException");
        if (!target.extra().isEmpty()) {
            imports.add("io.tdejdbc.driver.internal.plan.StatementPlan");
        }
        StringBuilder body = new StringBuilder();
        methods(target).forEach(method -> body.append(method(method, target, imports)));
        String name = target.className();
        String simple = target.type().getSimpleName();
        boolean root = target.parent().isEmpty();
        StringBuilder source = heading(imports);
        source.append("\n/** Generated: hands every call of {@link ")
                .append(simple)
                .append("} to the wrapped object. */\n@SuppressWarnings(\"deprecation\")\nabstract class ")
                .append(name)
                .append(root ? "" : " extends " + target.parentClass())
                .append(" implements ")
                .append(simple)
                .append(" {\n    final ")
                .append(simple)
                .append(' ')
                .append(target.field())
                .append(";\n\n    ")
                .append(name)
                .append('(')
                .append(root ? "" : "TdeConnection connection, ")
                .append(simple)
                .append(' ')
                .append(target.field());
        target.extra().forEach(parameter -> source.append(", ").append(parameter));
        source.append(") {\n");
        if (!root) {
            source.append("        super(connection, ").append(target.field());
            target.extra()
                    .forEach(parameter -> source.append(", ").append(parameter.split(" ")[1]));
            source.append(");\n");
        }
        source.append("        this.").append(target.field()).append(" = ").append(target.field());
        source.append(";\n    }\n").append(body);
        if (root && java.sql.Wrapper.class.isAssignableFrom(target.type())) {
            source.append("""

                        @Override
                        public <T> T unwrap(Class<T> type) throws SQLException {
                            return Wrapping.unwrap(this, delegate, type);
                        }

                        @Override
                        public boolean isWrapperFor(Class<?> type) throws SQLException {
                            return Wrapping.isWrapperFor(this, delegate, type);
                        }
                    """);
        }
        if (root) {
            source.append("""

                        @Override
                        public String toString() {
                            return Wrapping.describe(delegate);
                        }
                    """);
        }
        return source.append("}\n").toString();
    }

    /** Where the parameters of a call go whose markers may be protected. */
    private static String protectedCalls() {
        Set<String> imports = new TreeSet<>(List.of(
                "io.tdejdbc.driver.internal.plan.ProtectedPlan",
                "java.sql.CallableStatement",
                "java.sql.SQLException"));
        StringBuilder body = new StringBuilder();
        Target prepared = root(java.sql.PreparedStatement.class);
        methods(prepared).stream()
                .filter(method -> method.getName().startsWith("set") && isByIndex(method))
                .filter(method -> method.getDeclaringClass() == java.sql.PreparedStatement.class)
                .forEach(method -> body.append(method(method, call("binder", method), imports)));
        Target calls = targets().stream()
                .filter(target -> target.type() == java.sql.CallableStatement.class)
                .findFirst()
                .orElseThrow();
        for (Method method : methods(calls)) {
            if (method.getParameterCount() > 0 && method.getParameterTypes()[0] == String.class) {
                body.append(method(method, "throw PreparedLayout.namedParameterRefused();", imports));
            } else if (method.getName().startsWith("get") && isByIndex(method)) {
                String guarded = call("values", method).replace("return ", "");
                body.append(method(
                        method,
                        "return isProtected(number) ? " + guarded.substring(0, guarded.length() - 1) + " : "
                                + call("super", method).replace("return ", ""),
                        imports));
            }
        }
        return heading(imports).append("""

                        /** Generated: parameters by index go to the binder and come from the values; names are refused. */
                        @SuppressWarnings("deprecation")
                        abstract class AbstractProtectedCallableStatement extends TdeCallableStatement {
                            final ProtectedPreparedStatement binder;
                            final ProtectedValues values;

                            AbstractProtectedCallableStatement(
                                    TdeConnection connection, CallableStatement callable, String sql, ProtectedPlan plan,
                                    PreparedLayout layout) {
                                super(connection, callable, sql, plan);
                                this.binder = new ProtectedPreparedStatement(connection, callable, sql, plan, layout, ResultKind.DEFAULT);
                                this.values = new ProtectedValues(connection, this, new OutputRow(callable), layout.columns());
                            }

                            /** Whether a parameter carries values of a protected column. */
                            abstract boolean isProtected(int index);
                        """).append(body).append("}\n").toString();
    }

    /** Getters and updaters by label, in terms of those by index. */
    private static String labels() {
        Set<String> imports =
                new TreeSet<>(List.of("java.sql.ResultSet", "java.sql.SQLException", "java.sql.Statement"));
        StringBuilder body = new StringBuilder();
        for (Method method : methods(root(java.sql.ResultSet.class))) {
            if (method.getName().matches("(get|update).*")
                    && method.getParameterCount() > 0
                    && method.getParameterTypes()[0] == String.class) {
                body.append(method(method, call("this", method).replaceFirst("\\(text", "(findColumn(text)"), imports));
            }
        }
        return heading(imports).append("""

                        /** Generated: columns by label are columns by the index that the label has. */
                        @SuppressWarnings("deprecation")
                        abstract class AbstractLabelledResultSet extends TdeResultSet {

                            AbstractLabelledResultSet(TdeConnection connection, Statement statement, ResultSet delegate) {
                                super(connection, statement, delegate);
                            }
                        """).append(body).append("}\n").toString();
    }

    private static StringBuilder heading(Set<String> imports) {
        StringBuilder source = new StringBuilder("package io.tdejdbc.driver.internal.jdbc;\n\n");
        imports.stream()
                .filter(i -> !i.startsWith("java.lang."))
                .forEach(i -> source.append("import ").append(i).append(";\n"));
        return source;
    }

    private static boolean isByIndex(Method method) {
        return method.getParameterCount() > 0 && method.getParameterTypes()[0] == int.class;
    }

    private static List<Method> methods(Target target) {
        Set<String> seen = new HashSet<>();
        List<Method> methods = new ArrayList<>();
        Arrays.stream(target.type().getMethods())
                .filter(method -> !Modifier.isStatic(method.getModifiers()))
                .filter(method -> !BY_HAND.contains(method.getName()))
                .filter(method -> !target.declaresBefore(method))
                .sorted(Comparator.comparing(Method::getName)
                        .thenComparing(method -> Arrays.toString(method.getParameterTypes()))
                        .thenComparing(method -> method.getDeclaringClass() == target.type() ? 0 : 1, Integer::compare))
                .forEach(method -> {
                    if (seen.add(method.getName() + Arrays.toString(method.getParameterTypes()))) {
                        methods.add(method);
                    }
                });
        return methods;
    }

    private static String method(Method method, Target target, Set<String> imports) {
        return method(method, call(target.field(), method), imports);
    }

    /** The statement that hands the call on. */
    private static String call(String field, Method method) {
        List<String> arguments = new ArrayList<>();
        for (Type type : method.getGenericParameterTypes()) {
            arguments.add(parameterName(type, arguments));
        }
        return (method.getReturnType() == void.class ? "" : "return ") + field + "." + method.getName() + "("
                + String.join(", ", arguments) + ");";
    }

    private static String method(Method method, String statement, Set<String> imports) {
        List<String> parameters = new ArrayList<>();
        List<String> arguments = new ArrayList<>();
        for (Type type : method.getGenericParameterTypes()) {
            String name = parameterName(type, arguments);
            parameters.add(simple(type, imports) + " " + name);
            arguments.add(name);
        }
        String result = simple(method.getGenericReturnType(), imports);
        boolean generic = method.getTypeParameters().length > 0;
        List<String> thrown = Arrays.stream(method.getExceptionTypes())
                .map(type -> simple(type, imports))
                .toList();
        return "\n    @Override\n    public " + (generic ? "<T> " : "") + result + " " + method.getName() + "("
                + String.join(", ", parameters) + ")" + (thrown.isEmpty() ? "" : " throws " + String.join(", ", thrown))
                + " {\n        " + statement + "\n    }\n";
    }

    private static String parameterName(Type type, List<String> taken) {
        String text = type.getTypeName().replaceAll("<.*>", "");
        String base = text.replace("[]", "");
        String simple = base.substring(base.lastIndexOf('.') + 1);
        String name = PRIMITIVE_NAMES.getOrDefault(
                simple,
                simple.startsWith("SQL")
                        ? simple.toLowerCase(Locale.ROOT)
                        : simple.substring(0, 1).toLowerCase(Locale.ROOT) + simple.substring(1));
        String plural = text.endsWith("[]") ? name + "s" : name;
        String candidate = plural;
        for (int i = 2; taken.contains(candidate); i++) {
            candidate = plural + i;
        }
        return candidate;
    }

    private static String simple(Type type, Set<String> imports) {
        Matcher matcher = QUALIFIED.matcher(type.getTypeName());
        StringBuilder text = new StringBuilder();
        while (matcher.find()) {
            imports.add(matcher.group());
            matcher.appendReplacement(text, matcher.group(1));
        }
        return matcher.appendTail(text).toString();
    }

    /** Writes the sources under a source root. */
    public static void main(String[] args) throws IOException {
        Path folder = Path.of(args[0], "io/tdejdbc/driver/internal/jdbc");
        Files.createDirectories(folder);
        for (Map.Entry<String, String> source : generate().entrySet()) {
            Files.writeString(folder.resolve(source.getKey()), source.getValue());
        }
    }
}
