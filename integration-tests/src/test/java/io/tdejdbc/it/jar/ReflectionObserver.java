package io.tdejdbc.it.jar;

import com.sun.jdi.AbsentInformationException;
import com.sun.jdi.ArrayReference;
import com.sun.jdi.Bootstrap;
import com.sun.jdi.ClassObjectReference;
import com.sun.jdi.IncompatibleThreadStateException;
import com.sun.jdi.Method;
import com.sun.jdi.ObjectReference;
import com.sun.jdi.ReferenceType;
import com.sun.jdi.StackFrame;
import com.sun.jdi.StringReference;
import com.sun.jdi.ThreadReference;
import com.sun.jdi.Value;
import com.sun.jdi.VirtualMachine;
import com.sun.jdi.connect.Connector;
import com.sun.jdi.connect.LaunchingConnector;
import com.sun.jdi.event.BreakpointEvent;
import com.sun.jdi.event.ClassPrepareEvent;
import com.sun.jdi.event.Event;
import com.sun.jdi.event.EventSet;
import com.sun.jdi.event.VMDeathEvent;
import com.sun.jdi.event.VMDisconnectEvent;
import com.sun.jdi.request.ClassPrepareRequest;
import com.sun.jdi.request.EventRequest;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.regex.Pattern;

/**
 * Watches a program as the tracing agent of native images does: it stops at every method by which code asks for classes,
 * members, resources and proxies by reflection, and notes what is asked for where the caller is the jar's own code.
 */
final class ReflectionObserver {
    /** What is asked of a class object. */
    private static final Set<String> OF_CLASSES = Set.of(
            "getFields",
            "getDeclaredFields",
            "getField",
            "getDeclaredField",
            "getMethods",
            "getDeclaredMethods",
            "getMethod",
            "getDeclaredMethod",
            "getConstructors",
            "getDeclaredConstructors",
            "getConstructor",
            "getDeclaredConstructor",
            "newInstance",
            "getRecordComponents");

    private static final Set<String> OF_LOOKUPS = Set.of(
            "findConstructor",
            "findStatic",
            "findVirtual",
            "findSpecial",
            "findGetter",
            "findSetter",
            "findStaticGetter",
            "findStaticSetter",
            "findVarHandle",
            "findStaticVarHandle",
            "unreflect");

    private static final Set<String> OF_RESOURCES = Set.of("getResource", "getResources", "getResourceAsStream");

    private static final Map<String, Set<String>> WATCHED = Map.of(
            "java.lang.Class",
            union(OF_CLASSES, OF_RESOURCES, Set.of("forName")),
            "java.lang.ClassLoader",
            union(OF_RESOURCES, Set.of()),
            "java.lang.invoke.MethodHandles$Lookup",
            union(OF_LOOKUPS, Set.of("findClass")),
            "java.lang.reflect.Proxy",
            Set.of("newProxyInstance"),
            "java.util.ResourceBundle",
            Set.of("getBundle"));

    private static final Pattern OURS = Pattern.compile("io\\.tdejdbc\\.(?!it\\.|examples\\.).*");

    private final SortedSet<Access> seen = new TreeSet<>();

    /**
     * One thing that was asked for.
     *
     * @param how the method that was called
     * @param what the class, or the path of the resource
     * @param member a field's name, a method's name and the types of its parameters in parentheses, or the empty string
     */
    record Access(String how, String what, String member) implements Comparable<Access> {
        @Override
        public int compareTo(Access other) {
            return toString().compareTo(other.toString());
        }

        @Override
        public String toString() {
            return how + " " + what + (member.isEmpty() ? "" : " " + member);
        }
    }

    private ReflectionObserver() {}

    @SafeVarargs
    private static Set<String> union(Set<String>... sets) {
        Set<String> all = new TreeSet<>();
        for (Set<String> set : sets) {
            all.addAll(set);
        }
        return all;
    }

    /**
     * Runs a program to its end.
     *
     * @param options of the virtual machine, without spaces in them
     * @param main the class and its arguments
     * @throws IllegalStateException with what it printed, if it does not say {@code finished} at last
     */
    static SortedSet<Access> run(String options, String main) throws Exception {
        LaunchingConnector connector = Bootstrap.virtualMachineManager().defaultConnector();
        Map<String, Connector.Argument> arguments = connector.defaultArguments();
        arguments.get("options").setValue(options);
        arguments.get("main").setValue(main);
        VirtualMachine machine = connector.launch(arguments);
        StringBuffer printed = new StringBuffer();
        Thread out = copy(machine.process().getInputStream(), printed);
        Thread err = copy(machine.process().getErrorStream(), printed);
        ReflectionObserver observer = new ReflectionObserver();
        try {
            observer.watch(machine);
        } finally {
            machine.process().destroyForcibly();
        }
        out.join();
        err.join();
        if (!printed.toString().strip().endsWith("finished")) {
            throw new IllegalStateException(printed.toString());
        }
        return observer.seen;
    }

    private static Thread copy(InputStream from, StringBuffer to) {
        Thread thread = new Thread(() -> {
            try (from) {
                byte[] buffer = new byte[4096];
                for (int count = from.read(buffer); count >= 0; count = from.read(buffer)) {
                    to.append(new String(buffer, 0, count, StandardCharsets.UTF_8));
                }
            } catch (IOException e) {
                to.append(e);
            }
        });
        thread.setDaemon(true);
        thread.start();
        return thread;
    }

    private void watch(VirtualMachine machine) throws Exception {
        for (String type : WATCHED.keySet()) {
            List<ReferenceType> loaded = machine.classesByName(type);
            loaded.forEach(this::stopIn);
            if (loaded.isEmpty()) {
                ClassPrepareRequest request = machine.eventRequestManager().createClassPrepareRequest();
                request.addClassFilter(type);
                request.enable();
            }
        }
        while (true) {
            EventSet events = machine.eventQueue().remove();
            for (Event event : events) {
                if (event instanceof BreakpointEvent stop) {
                    note(stop);
                } else if (event instanceof ClassPrepareEvent prepared) {
                    stopIn(prepared.referenceType());
                } else if (event instanceof VMDeathEvent || event instanceof VMDisconnectEvent) {
                    return;
                }
            }
            events.resume();
        }
    }

    private void stopIn(ReferenceType type) {
        for (Method method : type.methods()) {
            if (WATCHED.get(type.name()).contains(method.name())
                    && method.location() != null
                    && method.location().codeIndex() >= 0) {
                var request = type.virtualMachine().eventRequestManager().createBreakpointRequest(method.location());
                request.setSuspendPolicy(EventRequest.SUSPEND_EVENT_THREAD);
                request.enable();
            }
        }
    }

    private void note(BreakpointEvent stop) throws IncompatibleThreadStateException, AbsentInformationException {
        ThreadReference thread = stop.thread();
        if (thread.frameCount() < 2) {
            return;
        }
        String caller = thread.frame(1).location().declaringType().name();
        if (!OURS.matcher(caller).matches()) {
            return;
        }
        StackFrame frame = thread.frame(0);
        String how = frame.location().method().name();
        List<Value> values = frame.getArgumentValues();
        String owner = frame.location().declaringType().name();
        switch (owner) {
            case "java.lang.Class" -> noteOfClass(how, frame.thisObject(), values);
            case "java.lang.ClassLoader" -> add("resource", text(values.get(0)), "");
            case "java.util.ResourceBundle" -> add("bundle", text(values.get(0)), "");
            case "java.lang.reflect.Proxy" -> add("proxy", String.join(",", names((ArrayReference) values.get(1))), "");
            default -> {
                String type = values.get(0) instanceof ClassObjectReference found
                        ? found.reflectedType().name()
                        : text(values.get(0));
                add(how, type, values.size() > 1 && values.get(1) instanceof StringReference name ? name.value() : "");
            }
        }
    }

    /** @param self the class object; null for {@code forName} */
    private void noteOfClass(String how, ObjectReference self, List<Value> values) {
        String type = self instanceof ClassObjectReference object
                ? object.reflectedType().name()
                : "";
        if (how.equals("forName")) {
            add(how, text(values.get(0)), "");
        } else if (OF_RESOURCES.contains(how)) {
            String path = text(values.get(0));
            String folder = type.substring(0, type.lastIndexOf('.') + 1).replace('.', '/');
            add("resource", path.startsWith("/") ? path.substring(1) : folder + path, "");
        } else if (values.size() == 2 && values.get(1) instanceof ArrayReference parameters) {
            add(how, type, text(values.get(0)) + "(" + String.join(",", names(parameters)) + ")");
        } else {
            add(how, type, "");
        }
    }

    private static List<String> names(ArrayReference types) {
        return types.getValues().stream()
                .map(type -> ((ClassObjectReference) type).reflectedType().name())
                .toList();
    }

    private void add(String how, String what, String member) {
        seen.add(new Access(how, what, member));
    }

    private static String text(Value value) {
        return value instanceof StringReference string ? string.value() : String.valueOf(value);
    }
}
