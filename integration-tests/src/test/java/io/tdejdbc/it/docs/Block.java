package io.tdejdbc.it.docs;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * A fenced block of a page.
 *
 * @param page the page's path from the project's root
 * @param line where the fence stands, from 1
 * @param language what follows the opening fence
 * @param text the lines between the fences, without the fence's own indentation
 */
record Block(String page, int line, String language, String text) {
    private static final String FENCE = "```";

    /** The blocks of a page, from top to bottom. */
    static List<Block> of(Path root, String page) throws IOException {
        List<Block> blocks = new ArrayList<>();
        List<String> lines = Files.readAllLines(root.resolve(page), StandardCharsets.UTF_8);
        for (int i = 0; i < lines.size(); i++) {
            if (!lines.get(i).stripLeading().startsWith(FENCE)) {
                continue;
            }
            int indent = lines.get(i).indexOf(FENCE);
            int begin = i;
            List<String> body = new ArrayList<>();
            while (!lines.get(++i).strip().equals(FENCE)) {
                String line = lines.get(i);
                body.add(line.substring(Math.min(indent, line.length())));
            }
            String language = lines.get(begin).strip().substring(FENCE.length());
            blocks.add(new Block(page, begin + 1, language, String.join("\n", body) + "\n"));
        }
        return blocks;
    }

    /** Lines that Markdown shows as code though no fence stands around them: a test would not see them. */
    static List<String> indented(Path root, String page) throws IOException {
        List<String> found = new ArrayList<>();
        List<String> lines = Files.readAllLines(root.resolve(page), StandardCharsets.UTF_8);
        boolean fenced = false;
        for (int i = 0; i < lines.size(); i++) {
            String line = lines.get(i);
            fenced ^= line.stripLeading().startsWith(FENCE);
            boolean first = i == 0 || lines.get(i - 1).isBlank();
            if (!fenced && first && line.startsWith("    ") && !line.isBlank()) {
                found.add(page + ":" + (i + 1) + " " + line.strip());
            }
        }
        return found;
    }

    /** How a list names the block: the page and the first line that says something. */
    String name() {
        return page + ": "
                + text.lines().filter(line -> !line.isBlank()).findFirst().orElse("");
    }

    @Override
    public String toString() {
        return page + ":" + line + " (" + language + ")";
    }
}
