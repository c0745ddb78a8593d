package io.tdejdbc.frameworks.harness;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/** What an application was answered, step by step. */
public final class Answers {
    private static final String REFUSED = "0AT00";

    private final List<String> lines = new ArrayList<>();
    private final Map<String, String> refused = new LinkedHashMap<>();
    private final Set<String> leftOut;
    private final Consumer<String> steps;

    private Answers(Set<String> leftOut, Consumer<String> steps) {
        this.leftOut = Set.copyOf(leftOut);
        this.steps = steps;
    }

    /** Answers to every step; somebody is told of each before it begins. */
    public static Answers told(Consumer<String> steps) {
        return new Answers(Set.of(), steps);
    }

    /** Answers to all steps but some. */
    public static Answers without(Set<String> leftOut) {
        return new Answers(leftOut, step -> {});
    }

    /** A piece of work with an answer. */
    @FunctionalInterface
    public interface Work {
        /** Does it. */
        Object run() throws Exception;
    }

    /** Does one step and keeps its answer, or that it was refused. */
    public void step(String name, Work work) throws Exception {
        if (leftOut.contains(name)) {
            return;
        }
        steps.accept(name);
        try {
            lines.add(name + ": " + text(work.run()));
        } catch (Exception e) {
            refused.put(name, refusal(e).orElseThrow(() -> e));
        }
    }

    private static Optional<String> refusal(Exception failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof SQLException sql && REFUSED.equals(sql.getSQLState())) {
                return Optional.of(sql.getMessage());
            }
        }
        return Optional.empty();
    }

    private static String text(Object answer) {
        if (answer instanceof Object[] array) {
            return Arrays.stream(array).map(Answers::text).collect(Collectors.joining(", ", "[", "]"));
        }
        if (answer instanceof Iterable<?> many) {
            List<String> texts = new ArrayList<>();
            many.forEach(one -> texts.add(text(one)));
            return texts.toString();
        }
        return String.valueOf(answer);
    }

    /** All answers in the order of the steps. */
    public List<String> lines() {
        return List.copyOf(lines);
    }

    /** The steps that the driver refused, and what it said. */
    public Map<String, String> refused() {
        return new LinkedHashMap<>(refused);
    }
}
