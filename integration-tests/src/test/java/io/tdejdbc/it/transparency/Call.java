package io.tdejdbc.it.transparency;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.sql.Connection;
import java.util.List;
import java.util.stream.Collectors;

/** One method with its arguments, on an object in a known state. */
record Call(Subject subject, Method method, List<Argument> arguments) {

    static final String THROWS = "throws ";
    static final String NOT_MADE = "not made: ";

    /** The name of this call. */
    String name() {
        return subject.name() + "." + method.getName()
                + arguments.stream().map(Argument::name).collect(Collectors.joining(", ", "(", ")"));
    }

    /** Makes the object, calls the method and looks at what is different then. */
    String run(Connection connection, Rendering rendering) {
        Object target;
        Object[] values = new Object[arguments.size()];
        try {
            target = subject.maker().make(connection);
            for (int i = 0; i < values.length; i++) {
                values[i] = arguments.get(i).maker().make(connection);
            }
        } catch (Exception e) {
            return NOT_MADE + rendering.failure(e);
        }
        String answer;
        try {
            answer = rendering.of(method.invoke(target, values));
        } catch (InvocationTargetException e) {
            answer = THROWS + rendering.failure(e.getCause());
        } catch (Exception e) {
            answer = THROWS + rendering.failure(e);
        }
        if (!rendering.wholeFailures() && answer.startsWith(THROWS)) {
            return answer;
        }
        try {
            return answer + subject.aftermath().look(connection, target, this, rendering);
        } catch (Exception e) {
            // A protected column refuses a value when it is set, a plain one when the statement is executed.
            return rendering.wholeFailures()
                    ? answer + "; afterwards " + rendering.failure(e)
                    : THROWS + rendering.failure(e);
        }
    }
}
