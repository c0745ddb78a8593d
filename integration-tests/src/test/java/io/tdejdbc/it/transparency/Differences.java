package io.tdejdbc.it.transparency;

import io.tdejdbc.it.harness.Backend;
import io.tdejdbc.it.harness.Resources;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * The written list of what may differ: per method what kind of answer each side gives and how many calls do, each under
 * its reason. Whatever happens more or less often than it is written down is an error.
 */
final class Differences {
    private static final String REASON = "reason: ";
    private static final int PARTS = 5;

    private final Backend.Kind kind;
    private final Map<Difference, Range> listed = new LinkedHashMap<>();
    private final Map<Difference, List<String>> found = new TreeMap<>();

    /**
     * Reads the entries of one backend: lines of {@code backends | method | direct answer | answer through the driver |
     * calls}, below a line that says the reason. {@code 0-1} calls are as many as that: where it depends on what else is on
     * the server.
     */
    Differences(String resource, Backend.Kind kind) {
        this.kind = kind;
        Optional<String> reason = Optional.empty();
        for (String line : Resources.lines(resource)) {
            if (line.startsWith(REASON)) {
                reason = Optional.of(line.substring(REASON.length()));
            } else if (!line.isBlank() && !line.startsWith("#")) {
                if (reason.filter(text -> !text.isBlank()).isEmpty()) {
                    throw new IllegalArgumentException("a difference needs a reason: " + line);
                }
                read(line);
            }
        }
    }

    private void read(String line) {
        String[] parts = line.split("\\s*\\|\\s*");
        if (parts.length != PARTS) {
            throw new IllegalArgumentException("not a difference: " + line);
        }
        if (List.of(parts[0].split(",")).contains(kind.name())) {
            Difference difference = new Difference(parts[1], parts[2], parts[3]);
            if (listed.put(difference, Range.of(parts[4])) != null) {
                throw new IllegalArgumentException("listed twice: " + line);
            }
        }
    }

    /** Notes what a call gave on both sides; nothing if it is the same. */
    void note(Call call, String direct, String driven) {
        if (!direct.equals(driven)) {
            found.computeIfAbsent(Difference.of(call, direct, driven), key -> new ArrayList<>())
                    .add(call.name() + "\n  direct: " + direct + "\n  driven: " + driven);
        }
    }

    /** What was found and is not listed as often, as it would have to be listed, with the calls; and what was not found. */
    List<String> unexpected() {
        List<String> unexpected = new ArrayList<>();
        found.forEach((difference, calls) -> {
            Range expected = listed.getOrDefault(difference, new Range(0, 0));
            if (!expected.contains(calls.size())) {
                unexpected.add(kind + " | " + difference + " | " + calls.size() + "\n# listed " + expected.most() + "\n"
                        + String.join("\n", calls));
            }
        });
        listed.forEach((difference, count) -> {
            if (!found.containsKey(difference) && !count.contains(0)) {
                unexpected.add("# no longer found: " + kind + " | " + difference + " | " + count.most());
            }
        });
        return unexpected;
    }

    /** How many calls there may be. */
    private record Range(int least, int most) {
        static Range of(String text) {
            String[] ends = text.split("-", 2);
            return new Range(Integer.parseInt(ends[0]), Integer.parseInt(ends[ends.length - 1]));
        }

        boolean contains(int calls) {
            return least <= calls && calls <= most;
        }
    }
}
