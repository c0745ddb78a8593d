package io.tdejdbc.it.transparency;

import io.tdejdbc.it.harness.Backend;
import io.tdejdbc.it.harness.Resources;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/** The written list of what may differ, each entry with its reason; an entry that nothing needs any more is an error. */
final class Differences {
    private final List<Entry> entries = new ArrayList<>();

    private record Entry(String text, Pattern calls, boolean[] used) {}

    /**
     * Reads the entries of one backend: lines of {@code backend | calls | reason}, where a star stands for any backend or
     * any characters.
     */
    Differences(String resource, Backend.Kind kind) {
        for (String line : Resources.lines(resource)) {
            if (line.isBlank() || line.startsWith("#")) {
                continue;
            }
            String[] parts = line.split("\\s*\\|\\s*", 3);
            if (parts.length < 3 || parts[2].isBlank()) {
                throw new IllegalArgumentException("a difference needs a reason: " + line);
            }
            if (parts[0].equals("*") || List.of(parts[0].split(",")).contains(kind.name())) {
                String pattern = "\\Q" + parts[1].replace("*", "\\E.*\\Q") + "\\E";
                entries.add(new Entry(line, Pattern.compile(pattern, Pattern.DOTALL), new boolean[1]));
            }
        }
    }

    /** Whether the list has an entry for a call, by its name or by its signature. */
    boolean allows(Call call) {
        boolean allowed = false;
        for (Entry entry : entries) {
            if (entry.calls.matcher(call.name()).matches()
                    || entry.calls.matcher(call.signature()).matches()) {
                entry.used[0] = true;
                allowed = true;
            }
        }
        return allowed;
    }

    /** Entries that no call needed. */
    List<String> unused() {
        return entries.stream().filter(entry -> !entry.used[0]).map(Entry::text).toList();
    }
}
